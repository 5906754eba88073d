"""Opens the tables of the small site to its application role, as the real site does after each migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SmallConfig(AppConfig):
    name = "polias.kit.cli.tests"
    label = "small"

    def ready(self) -> None:
        post_migrate.connect(open_the_tables)


def open_the_tables(**_: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("grant all on all tables in schema public to polias_app")
        cursor.execute("grant all on all sequences in schema public to polias_app")
        cursor.execute("revoke insert, update, delete on django_migrations from polias_app")
