"""The operating-system account that the server runs under: PostgreSQL refuses to run as root.

An ordinary user runs it as themselves. Root runs it as the owner of the data that is there already, else as the system
user `pgserver`, and never changes the rights of a folder outside POLIAS_HOME to make that work.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from polias.kit.server.problem import ServerProblem

SYSTEM_USER = "pgserver"

#: Nothing of the caller's: PG* variables and the locale would change how the server behaves.
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C", "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}


@dataclass(frozen=True)
class Account:
    """Who owns the data folder and runs the binaries."""

    uid: int
    gid: int
    name: str

    @property
    def is_another(self) -> bool:
        """Whether the caller (root) has to change to it."""
        return self.uid != os.geteuid()


def account_for(data: Path) -> Account:
    """The account to run as. Raises ServerProblem when the data belongs to somebody else."""
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        _refuse_anothers(data, owner)
        return _account(pwd.getpwuid(os.geteuid()))
    if owner:
        return _account(pwd.getpwuid(owner))
    return _account(_system_user())


def run_as(account: Account, argv: Sequence[str | Path], *, must_reach: Sequence[Path] = ()) -> tuple[int, str]:
    """Run a PostgreSQL program as the account; its exit status and all that it printed.

    `must_reach` are paths the account has to get to, though a folder above them may be closed to it (root's own home
    usually is): then the program is let through closed folders by a capability instead of opening them to everybody.
    """
    words = [str(word) for word in argv]
    closed = first_closed_folder(account, [Path(words[0]), *must_reach]) if account.is_another else None
    if closed:
        words = [*_passing_closed_folders(account, closed), *words]
    ids = (account.uid, account.gid) if account.is_another and not closed else None
    done = subprocess.run(
        words,
        check=False,
        start_new_session=True,  # Ctrl-C at the terminal is ours to answer, not the database's.
        cwd="/",
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        user=ids[0] if ids else None,
        group=ids[1] if ids else None,
        extra_groups=[] if ids else None,
    )
    return done.returncode, done.stdout or ""


def first_closed_folder(account: Account, paths: Sequence[Path]) -> Path | None:
    """The first folder above any of the paths that the account may not pass through."""
    folders = {folder for path in paths for folder in path.resolve().parents}
    return next((folder for folder in sorted(folders) if not _may_pass(account, folder)), None)


def _may_pass(account: Account, folder: Path) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def _passing_closed_folders(account: Account, closed: Path) -> list[str]:
    """The prefix that keeps one capability, reading and searching folders, and drops every other."""
    setpriv = shutil.which("setpriv", path=ENVIRONMENT["PATH"])
    capability = "--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"
    # Without the last of these, access(2), by which initdb looks for its neighbours, would not count the capability.
    identity = f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups", "--securebits=+no_setuid_fixup"
    prefix = [setpriv or "setpriv", *identity, *capability, "--"]
    if not setpriv or not _works([*prefix, "true"]):
        raise ServerProblem(
            _("The database's own user, {user}, may not pass through the folder {folder}.").format(
                user=account.name, folder=closed
            ),
            _("Move Polias to a folder open to all, such as /opt/polias, or run it as an ordinary user."),
        )
    return prefix


def _works(argv: Sequence[str]) -> bool:
    return subprocess.run(argv, check=False, cwd="/", env=ENVIRONMENT, capture_output=True).returncode == 0


def _refuse_anothers(data: Path, owner: int | None) -> None:
    if owner is not None and owner != os.geteuid():
        raise ServerProblem(
            _("The database in {folder} belongs to another user.").format(folder=data.parent),
            _("Run the command as that user, or set POLIAS_HOME to a folder of your own."),
        )


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return _make_system_user()


def _make_system_user() -> pwd.struct_passwd:
    words = "useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin"
    made = subprocess.run([*words.split(), SYSTEM_USER], check=False, env=ENVIRONMENT, capture_output=True, text=True)
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        raise ServerProblem(
            _("The system user {user}, which the database runs as, could not be made: {why}").format(
                user=SYSTEM_USER, why=made.stderr.strip() or made.returncode
            ),
            _("Make it yourself, or run Polias as an ordinary user."),
        ) from None


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, name=entry.pw_name)
