"""Tests run on a private PostgreSQL as the application role, which owns no table; the owner makes tables and cast."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from polias.kit.testing.own_database import module_database, own_database

__all__ = ["module_database", "own_database"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """On CI a missing browser or library fails; only the real data beside the repository may be absent."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr)
        if "shared" not in reason:
            report.outcome, report.longrepr = "failed", f"Skipped on CI, where nothing may be missing: {reason}"
    return report


@pytest.fixture(scope="session")
def private_server() -> Iterator[Any]:
    """The private PostgreSQL, for the length of the run."""
    from polias.kit.server import home, running

    with running(home()) as server:
        yield server


@pytest.fixture(scope="session")
def django_db_setup(private_server: Any, django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the test database and the cast as the owner, then be the application role."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from polias.kit.server.addresses import connection_parts

    # Not from the settings: they were read before a new home had its server, and its passwords.
    own = connection_parts(private_server.app_url)
    app = {"USER": own["user"], "PASSWORD": own["password"]}
    owner = connection_parts(private_server.owner_url)
    with django_db_blocker.unblock():
        be(connection, USER=owner["user"], PASSWORD=owner["password"])
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"], parallel=0)
        from polias.force.cast import assemble

        assemble()
        be(connection, **app)
    yield
    with django_db_blocker.unblock():
        be(connection, USER=owner["user"], PASSWORD=owner["password"])
        teardown_databases(made, verbosity=0)


def be(connection: Any, **parts: str) -> None:
    """Sign in to the database as another role."""
    connection.close()
    connection.settings_dict.update(parts)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What one test made is rolled back, and must not be remembered in the next."""
    from polias.kit.remembering import forget_everything

    forget_everything()


@pytest.fixture
def cast(db: None) -> Callable[[str], Any]:
    """``cast("asha")`` is Asha with an open session in the database."""
    from polias.kit.access.sessions import actor_named

    return actor_named


@pytest.fixture
def signed_in(db: None, client: Any) -> Callable[[str], Any]:
    """``signed_in("asha")`` is a browser-less client in which Asha has signed in."""
    from django.test import Client

    from polias.force.cast import World

    def sign_in(username: str) -> Client:
        one = Client()
        one.force_login(World.row(username).user, backend="django.contrib.auth.backends.ModelBackend")
        return one

    return sign_in
