"""The kit as a Django app: its tables are the register, audit, tasks, drafts and outbox."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "polias.kit"
    label = "kit"
    default_auto_field = "django.db.models.BigAutoField"
