"""The measures module as a Django app; the engine and the commands on files alone never load it."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "polias.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from polias.measures.web import menu

        menu.declare_all()
