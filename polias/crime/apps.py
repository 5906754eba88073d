"""The crime module as a Django app."""

from django.apps import AppConfig


class CrimeConfig(AppConfig):
    name = "polias.crime"
    label = "crime"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from polias.crime import records

        records.declare_all()
