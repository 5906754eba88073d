"""The quality module as a Django app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "polias.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from polias.quality import records

        records.declare_all()
