"""The database for the length of a command: started, up to date, entered as the application."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _

from polias.kit.cli.speech import doing, fail, say
from polias.kit.database.locks import AdvisoryLock
from polias.kit.server import Server, ServerProblem, home, keep_running, running

#: Between two tries to start a database that does not start.
_PAUSE_SECONDS = 2


@contextmanager
def with_database(*, migrates: bool = False) -> Iterator[Server]:
    """Django ready as the application's role, on a running database, which is stopped again if nobody else needs it.

    An empty database is migrated first. One that is behind this version is migrated when `migrates`; otherwise the
    command ends with a sentence, since an upgrade is decided by a person.
    """
    with running(home()) as server:
        set_up_django()
        steps = steps_behind() and steps_left_when_nobody_migrates()
        if steps and (migrates or steps.from_nothing):
            migrate(server)
        elif steps:
            fail(
                _("The database is {count} steps behind this version of Polias.").format(count=steps.count),
                _("Run: polias migrate"),
            )
        if migrates:
            _say_what_is_filed_otherwise(server)
        try:
            yield server
        finally:
            close_connections()


def _say_what_is_filed_otherwise(server: Server) -> None:
    from django.apps import apps

    if not apps.is_installed("polias.kit"):
        return  # A program of few tables, which holds no records.
    from polias.kit.search.refiling import PLACE, is_filed_otherwise

    with as_owner(server.owner_url):
        behind = is_filed_otherwise(home().path / PLACE)
    if behind:
        say(_("People and places are filed in an earlier way and may not be found. Run: polias people rekey"))


class DatabaseKeeper:
    """Looks whether the private server lives and starts it again when it does not; says each problem once."""

    def __init__(self) -> None:
        self.said = ""
        self.not_before = 0.0

    def __call__(self) -> None:
        from polias.kit.interruptions.room import has_room

        if time.monotonic() < self.not_before:
            return
        try:
            if keep_running(home()):
                say(_("The database had stopped and was started again."))
            has_room()  # Gives the reserve up in time: the database's own log must never find the disk full.
            self.said = ""
        except (ServerProblem, OSError) as problem:
            self.not_before = time.monotonic() + _PAUSE_SECONDS
            if str(problem) != self.said:
                say(_("The database cannot be started again: {why}").format(why=problem))
            self.said = str(problem)


def set_up_django() -> None:
    """Load settings and models, once."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


class Steps:
    """How many migrations are not yet in the database, and whether none is."""

    def __init__(self, *, count: int, from_nothing: bool) -> None:
        self.count = count
        self.from_nothing = from_nothing

    def __bool__(self) -> bool:
        return self.count > 0


def steps_behind() -> Steps:
    """The migrations still to be made. Needs Django set up and the database running."""
    from django.db import ProgrammingError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except ProgrammingError:
        # The table is there and not yet open to the application: a first migration is at it, or was cut short.
        return Steps(count=1, from_nothing=True)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Steps(count=len(plan), from_nothing=not executor.loader.applied_migrations)


def steps_left_when_nobody_migrates() -> Steps:
    """The same, after waiting for another command that is at it just now."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_lock(%s), pg_advisory_unlock(%s)", [AdvisoryLock.MIGRATION, AdvisoryLock.MIGRATION]
        )
    return steps_behind()


def migrate(server: Server) -> None:
    """Bring the tables up to this version, as their owner, then be the application again."""
    from django.core.management import call_command
    from django.db import connection

    from polias.kit.server.addresses import role_name
    from polias.kit.server.roles import let_the_application_in

    with doing(_("Making the tables")), as_owner(server.owner_url):
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [AdvisoryLock.MIGRATION])
            let_the_application_in(cursor, app_role=role_name(server.app_url))
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def as_owner(owner_url: str) -> Iterator[None]:
    """The one connection signs in as the owner; whatever lock it took goes when it is closed."""
    from django.db import connection

    from polias.kit.server.addresses import connection_parts

    before = dict(connection.settings_dict)
    parts = connection_parts(owner_url)
    connection.close()
    connection.settings_dict.update(USER=parts.get("user", ""), PASSWORD=parts.get("password", ""))
    os.environ["POLIAS_ROLE"] = "owner"
    try:
        yield
    finally:
        os.environ["POLIAS_ROLE"] = "app"
        connection.close()
        connection.settings_dict.update(USER=before["USER"], PASSWORD=before["PASSWORD"])


def close_connections() -> None:
    """Leave the database, so that stopping it has nobody to throw out."""
    from django.db import connections

    connections.close_all()
