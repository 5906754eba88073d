"""A running database for as long as somebody needs it: the first one in starts it, the last one out stops it.

Each process that needs the database holds a shared lock on one file. The kernel lets go of it when the process ends,
however it ends, so no list of users can go stale.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from polias.kit.server.addresses import database_url, named_url
from polias.kit.server.cluster import Cluster, full_disk
from polias.kit.server.folder import Home
from polias.kit.server.problem import ServerProblem
from polias.kit.server.processes import postmaster_of
from polias.kit.server.roles import make_roles, refuse_unsafe_roles


@dataclass(frozen=True)
class Server:
    """A database that can be entered now, by one URL for each role."""

    owner_url: str
    app_url: str
    backup_url: str
    started_here: bool


@contextmanager
def running(home: Home) -> Iterator[Server]:
    """The database of an installation, running until the block ends (and on, when somebody else needs it too).

    With POLIAS_DATABASE_URL and POLIAS_OWNER_DATABASE_URL it is the server they name, which is neither started nor
    stopped. Raises ServerProblem, with a sentence for the user, when there is none to be had.
    """
    if named_url("app") or named_url("owner"):
        yield _named_server(home)
        return
    prepare_folders(home)
    with (home.database / "users.lock").open("a") as users:
        try:
            yield _server(home, started_here=_enter(home, users.fileno()))
        finally:
            _leave(home, users.fileno())  # Also when Ctrl-C came while it was starting.


def keep_running(home: Home) -> bool:
    """Start the private server again if it has died under those who use it; whether it had. Raises ServerProblem.

    A server named by its address is somebody else's to start.
    """
    if named_url("app") or named_url("owner") or Cluster.at(home).is_running():
        return False
    with alone_with(home):
        cluster = Cluster.at(home)
        if cluster.is_running():
            return False
        cluster.start()
        return True


def prepare_folders(home: Home) -> None:
    """Make POLIAS_HOME and its database folder. Raises ServerProblem when that may not be.

    Root's are open to pass through (not to list), since the server runs as another user.
    """
    passing = 0o711 if os.geteuid() == 0 else 0o700
    try:
        for folder in (home.path, home.database):
            with suppress(FileExistsError):  # Another command may be making it at this moment.
                folder.mkdir(parents=True)
                folder.chmod(passing)
        (home.database / "lock").touch()
        (home.database / "users.lock").touch()
    except OSError as error:
        raise _cannot_write(home.path, error) from error


def _cannot_write(folder: Path, error: OSError) -> ServerProblem:
    if error.errno == 28:  # ENOSPC
        return full_disk(folder)
    return ServerProblem(
        _("Polias may not write in {folder}: {why}.").format(folder=folder, why=error.strerror),
        _("Set POLIAS_HOME to a folder of your own, or ask for the right to write there."),
    )


def _enter(home: Home, users: int) -> bool:
    """Join those who need the server, starting it when needed; whether it was started here."""
    with alone_with(home):
        fcntl.flock(users, fcntl.LOCK_SH)
        cluster = Cluster.at(home)
        starts = not cluster.is_running()
        try:
            if starts:
                cluster.start()
            _make_roles_once(home)
        except OSError as error:
            raise _cannot_write(home.database, error) from error
        return starts


def _leave(home: Home, users: int) -> None:
    """Stop the server if nobody else needs it: then, and only then, the lock can be had alone."""
    with alone_with(home):
        if not _is_had_alone(users):
            return
        with suppress(ServerProblem):  # What cannot be entered was not started by us either.
            Cluster.at(home).stop()


@contextmanager
def alone_with(home: Home) -> Iterator[None]:
    """One process at a time starts or stops the server."""
    with (home.database / "lock").open("a") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        yield


@contextmanager
def out_of_use(home: Home) -> Iterator[bool]:
    """Whether nobody needs the database of an installation; if so nobody can start it before the block ends."""
    if not (home.database / "lock").exists():
        yield True
        return
    with alone_with(home), (home.database / "users.lock").open("a") as users:
        yield _is_had_alone(users.fileno()) and postmaster_of(home.database / "data") is None


def _is_had_alone(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make_roles_once(home: Home) -> None:
    done = home.database / "keys" / "made"
    if not done.exists():
        make_roles(home)
        done.touch()


def _server(home: Home, *, started_here: bool) -> Server:
    return Server(
        owner_url=database_url(home, "owner"),
        app_url=database_url(home, "app"),
        backup_url=database_url(home, "backup"),
        started_here=started_here,
    )


def _named_server(home: Home) -> Server:
    owner, app = named_url("owner"), named_url("app")
    if not owner or not app:
        raise ServerProblem(
            _("Only one of POLIAS_DATABASE_URL and POLIAS_OWNER_DATABASE_URL is set."),
            _("Set both, each with a role of its own, or neither to use the private server."),
        )
    refuse_unsafe_roles(owner, app)
    return Server(owner_url=owner, app_url=app, backup_url=named_url("backup") or "", started_here=False)
