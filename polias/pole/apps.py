"""The pole module as a Django app."""

from django.apps import AppConfig


class PoleConfig(AppConfig):
    name = "polias.pole"
    label = "pole"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from polias.pole import records

        records.declare_all()
