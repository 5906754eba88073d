"""A pytest plugin for earlier code: its tests run in a copy of the tables that newer code has made, not in its own.

``-p on_new_tables`` with POLIAS_NEW_TABLES naming a database that holds the tables and no row of the cast.
"""

from __future__ import annotations

import os
from typing import Any

NAME = "test_polias_earlier_code"


def pytest_configure() -> None:
    from django.test import utils

    utils.setup_databases = _copied
    utils.teardown_databases = _dropped


def _copied(**_how: Any) -> str:
    """In place of Django's: no migration is run, as none is when tables are ahead of the code."""
    from django.db import connection

    before = str(connection.settings_dict["NAME"])
    _as_owner(f"drop database if exists {NAME} with (force)", f"create database {NAME} template {_template()}")
    connection.close()
    connection.settings_dict["NAME"] = NAME
    return before


def _dropped(before: str, **_how: Any) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = before
    _as_owner(f"drop database if exists {NAME} with (force)")


def _template() -> str:
    return os.environ["POLIAS_NEW_TABLES"]


def _as_owner(*statements: str) -> None:
    import psycopg

    from polias.kit.server import home
    from polias.kit.server.addresses import database_url

    where = psycopg.conninfo.make_conninfo(database_url(home(), "owner"), dbname="postgres")
    with psycopg.connect(where, autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement)  # type: ignore[call-overload]
