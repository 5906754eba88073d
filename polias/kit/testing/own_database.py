"""A database of a test's own, a copy of the tests' database in which commits are real.

Sealing, publishing and row security between two connections cannot be seen from inside one transaction that is rolled
back at the end of the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

_made = iter(range(1_000_000))


@dataclass(frozen=True)
class OwnDatabase:
    """One address for each role."""

    owner_url: str
    app_url: str
    backup_url: str

    def as_owner(self, *statements: str) -> None:
        """Do what only somebody with the owner's password could do."""
        with psycopg.connect(self.owner_url, autocommit=True) as owner:
            for statement in statements:
                owner.execute(statement)  # type: ignore[call-overload]


@contextmanager
def a_copy(server: Any, blocker: Any) -> Iterator[OwnDatabase]:
    """Django and psycopg on a fresh copy with the standing cast, which is thrown away afterwards."""
    from django.db import connection

    template = str(connection.settings_dict["NAME"])
    name = f"{template}_own_{next(_made)}"
    with blocker.unblock():
        # A copy is refused while anybody is in the original.
        connection.close()
        _as_owner(server, f"drop database if exists {name}", f"create database {name} template {template}")
        connection.settings_dict["NAME"] = name
        try:
            backup = server.backup_url or server.owner_url
            yield OwnDatabase(_at(server.owner_url, name), _at(server.app_url, name), _at(backup, name))
        finally:
            connection.close()
            connection.settings_dict["NAME"] = template
            # PostgreSQL waits some seconds for whoever is still leaving.
            _as_owner(server, f"drop database {name}")


@pytest.fixture
def own_database(django_db_setup: None, private_server: Any, django_db_blocker: Any) -> Iterator[OwnDatabase]:
    """A database for one test."""
    with a_copy(private_server, django_db_blocker) as database:
        yield database


@pytest.fixture(scope="module")
def module_database(django_db_setup: None, private_server: Any, django_db_blocker: Any) -> Iterator[OwnDatabase]:
    """A database for the tests of one file, which leave it as they find it."""
    with a_copy(private_server, django_db_blocker) as database:
        yield database


def _as_owner(server: Any, *statements: str) -> None:
    with psycopg.connect(_at(server.owner_url, "postgres"), autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement)  # type: ignore[call-overload]


def _at(url: str, database: str) -> str:
    return psycopg.conninfo.make_conninfo(url, dbname=database)
