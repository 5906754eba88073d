"""The boards module as a Django app."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "polias.boards"
    label = "boards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from polias.boards import records

        records.declare_all()
