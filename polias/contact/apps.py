"""The contact module as a Django app."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "polias.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from polias.contact import records

        records.declare_all()
