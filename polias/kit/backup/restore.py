"""Restoring to a chosen second: beside its place first, then verified, then given its name.

What is restored says so in its own audit, ends every sign-in (one that was ended since must not come back to life),
and archives nothing until backups are switched on for it: two databases must never write into one archive.
"""

from __future__ import annotations

import getpass
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any
from uuid import uuid4

from polias.kit.backup import reconcile, recovery
from polias.kit.backup.files import Kept, as_at, stored
from polias.kit.backup.full import Full, damaged, full_backups
from polias.kit.backup.log_archive import hand_on, reaches_to, superuser_dsn
from polias.kit.backup.moments import shown
from polias.kit.backup.place import BackupProblem, Place, in_words, now
from polias.kit.backup.reconcile import Reconciled
from polias.kit.server import Home, ServerProblem, running
from polias.kit.server.lifetime import out_of_use
from polias.kit.server.processes import postmaster_of
from polias.manifest.store import write_json

Doing = Callable[[str], AbstractContextManager[None]]

END_SIGN_INS = ("delete from django_session", "delete from polias_access_session")


@dataclass
class Restored:
    """What a restore did. Instants are ISO 8601 in UTC; empty where there is none.

    `reached` is the last commit that is in it; `missing_seconds` how much of the time before the chosen instant the
    archive did not hold.
    """

    into: str
    backup: str
    to: str
    reached: str
    missing_seconds: float
    audit_is_whole: bool = False
    audit: list[str] = field(default_factory=list)
    reconciled: Reconciled = field(default_factory=Reconciled)
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        return self.audit_is_whole and not self.reconciled.found


def restore(
    place: Place, into: Home, *, to: datetime | None, living: Home | None, doing: Doing, replaces: bool = False
) -> Restored:
    """Bring the installation back as it was at `to` (None: as late as there is), into a folder that holds none.

    `living` is the installation that these backups are of, if it is still there; what was done before `to` is then
    compared with it. With `replaces` the installation in the way is put aside, not removed. Raises BackupProblem.
    """
    refuse_an_occupied(into, replaces=replaces)
    if living is not None:
        with doing(_("Asking the primary for the last of its log")), suppress(ServerProblem, OSError):
            _ask_for_the_last(living, place)
    full = _choose(place, to)
    return _restore(place, full, into, to=to, living=living, doing=doing, replaces=replaces)


def restore_to_its_mark(place: Place, full: Full, into: Home, *, doing: Doing) -> Restored:
    """Bring a full backup back as it was at the mark at which its rows were counted: every account has to be equal."""
    refuse_an_occupied(into, replaces=False)
    point = full.accounts.point
    return _restore(place, full, into, to=None if point else full.ended_at, living=None, doing=doing, point=point)


def refuse_an_occupied(into: Home, *, replaces: bool) -> None:
    """Raise BackupProblem when the folder holds an installation, or one that runs."""
    with out_of_use(into) as free:
        _refuse_a_running(into, free=free)
    if not replaces and into.path.exists() and any(into.path.iterdir()):
        raise BackupProblem(
            _("{folder} holds something already, and nothing is ever restored over records.").format(folder=into.path),
            _("Choose a new folder with --into, or put the old installation aside with --replace."),
        )


def _ask_for_the_last(living: Home, place: Place) -> None:
    """Only a primary that archives here, and only if it can be had."""
    if living.backups() == place.path and (living.database / "data").exists():
        with running(living):
            hand_on(living)


def _choose(place: Place, to: datetime | None) -> Full:
    found = full_backups(place)
    if not found:
        raise BackupProblem(
            _("There is no finished backup in {folder}.").format(folder=place.path),
            _("Name the folder of the backups with --from."),
        )
    fitting = [one for one in found if to is None or one.ended_at <= to]
    if not fitting:
        raise BackupProblem(
            _("The oldest backup is of {at}; nothing earlier can be restored.").format(at=shown(found[0].ended_at)),
            _("Choose a later moment."),
        )
    return fitting[-1]


def _restore(
    place: Place, full: Full, into: Home, *, to: datetime | None, living: Home | None, doing: Doing,
    replaces: bool = False, point: str = "",
) -> Restored:  # fmt: skip
    began = now()
    draft = Home(into.path.with_name(f"{into.path.name}.part"))
    shutil.rmtree(draft.path, ignore_errors=True)
    try:
        with doing(_("Checking the backup of {at}").format(at=shown(full.ended_at))):
            _refuse_a_damaged(full)
        with doing(_("Unpacking the database")):
            recovery.unpack(full, draft)
        with doing(_("Copying the files")):
            expected = _files(place, full, to=to, point=point)
            _put_files(place, draft, expected)
        with doing(_("Replaying the log")):
            reached_the_instant = recovery.replay(place, draft, to=to, point=point)
        result = _verified(place, full, draft, to=to, living=living, expected=expected, doing=doing, point=point)
    except BaseException:
        _stop(draft)
        raise
    if to is not None and not reached_the_instant:
        result.missing_seconds = _missing(place, to)
    result.into, result.seconds = str(into.path), (now() - began).total_seconds()
    _stop(draft)
    put_in_place(draft, into, replaces=replaces)
    write_json(into.path / "restored.json", asdict(result))
    return result


def _refuse_a_damaged(full: Full) -> None:
    if wrong := damaged(full):
        raise BackupProblem(
            _("The backup {name} is damaged: {files}.").format(name=full.name, files=", ".join(wrong[:5])),
            _("Remove its folder to restore from the one before it, or fetch a good copy from elsewhere."),
        )


def _files(place: Place, full: Full, *, to: datetime | None, point: str) -> dict[str, Kept]:
    """The files as they were then; of those named by their own hash all, since one more does no harm."""
    then = full.ended_at if point else to
    held = as_at(place, at=in_words(then)) if then else as_at(place)
    return held | {path: kept for path, kept in as_at(place).items() if path.startswith("files/")}


def _put_files(place: Place, home: Home, expected: dict[str, Kept]) -> None:
    for path, kept in expected.items():
        target = home.path / path
        target.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        source = stored(place, kept.sha256)
        if source.exists():  # What is missing is named when the files are compared.
            shutil.copyfile(source, target)
            target.chmod(kept.mode)
    if place.heads.exists():
        heads = home.path / "seals" / "heads.jsonl"
        heads.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(place.heads, heads)


def _verified(
    place: Place, full: Full, home: Home, *, to: datetime | None, living: Home | None, expected: dict[str, Kept],
    doing: Doing, point: str,
) -> Restored:  # fmt: skip
    """Everything that is looked at before a restored installation gets its name."""
    import psycopg

    reached = recovery.last_commit(home)
    result = Restored(
        into="", backup=full.name, to=in_words(to) if to else "", missing_seconds=0.0,
        reached=in_words(reached) if reached else "",
    )  # fmt: skip
    with doing(_("Comparing rows and files")):
        with psycopg.connect(superuser_dsn(home)) as restored:
            if point:
                reconcile.with_accounts(restored, full.accounts, result.reconciled)
            reconcile.inside(restored, result.reconciled)
            reconcile.files_named_in_records(restored, home, result.reconciled)
            if living is not None:
                _compare_with(living, restored, at=to or reached or full.ended_at, result=result)
        reconcile.files(home, expected, result.reconciled)
        reconcile.datasets(home, result.reconciled)
    with doing(_("Verifying the audit")):
        _settle(full, home, result)
    return result


def _compare_with(living: Home, restored: Any, *, at: datetime, result: Restored) -> None:
    """A primary that is lost cannot be asked; that is said, and is no difference."""
    import psycopg

    if not (living.database / "data").exists():
        result.audit.append(_("The primary is not there any more, so rows could not be compared with it."))
        return
    try:
        with running(living), psycopg.connect(superuser_dsn(living)) as primary:
            reconcile.with_the_living(restored, primary, at=at, result=result.reconciled)
    except (ServerProblem, psycopg.OperationalError) as problem:
        result.audit.append(_("The primary could not be entered, so rows were not compared: {why}").format(why=problem))


def _settle(full: Full, home: Home, result: Restored) -> None:
    """End the sign-ins, take spooled looks in, tell of the restore in the chain; verify as `polias audit verify`."""
    import psycopg

    from polias.kit.cli.database import with_database

    with psycopg.connect(superuser_dsn(home), autocommit=True) as owner:
        for statement in END_SIGN_INS:
            owner.execute(statement)
    with _being(home), with_database() as server:
        from polias.kit.audit.heads import Restore, heads_file
        from polias.kit.audit.merging import merge_spools
        from polias.kit.audit.restores import lost_since, record_restore
        from polias.kit.audit.spool import spool_folder
        from polias.kit.audit.verify import verify

        heads = heads_file()
        merge_spools(again=True)  # Their files came back; the rows only if they had been taken in by then.
        event = Restore(
            id=str(uuid4()), to=result.to or result.reached or in_words(full.ended_at), reached=result.reached,
            kept=_last_seal(home), lost=0, lost_rows=0, digest="", backup=full.name, by=getpass.getuser(),
            at=in_words(now()),
        )  # fmt: skip
        lost = lost_since(heads, kept=event.kept)
        rows, digest = sum(head.rows for head in lost), lost[-1].digest if lost else ""
        record_restore(replace(event, lost=len(lost), lost_rows=rows, digest=digest), heads=heads)
        verdict = verify(server.backup_url or server.owner_url, heads=heads, spool=spool_folder())
    result.audit_is_whole = verdict.is_whole
    result.audit += [finding.sentence for finding in verdict.findings] + verdict.notes
    result.reconciled.compared["audit rows verified"] = verdict.sealed_rows


def _last_seal(home: Home) -> int:
    import psycopg

    with psycopg.connect(superuser_dsn(home)) as connection:
        found = connection.execute("select coalesce(max(position), 0) from kit_seal").fetchone()
    return int(found[0]) if found else 0


@contextmanager
def _being(home: Home) -> Iterator[None]:
    """For the length of the block this process works on another installation; Django must not be loaded before."""
    before = os.environ.get("POLIAS_HOME")
    os.environ["POLIAS_HOME"] = str(home.path)
    try:
        yield
    finally:
        os.environ.pop("POLIAS_HOME")
        if before is not None:
            os.environ["POLIAS_HOME"] = before


def _missing(place: Place, to: datetime) -> float:
    """Seconds before the instant for which the archive holds nothing."""
    end = reaches_to(place)
    return max((to - end).total_seconds(), 0.0) if end else 0.0


def _stop(home: Home) -> None:
    """Whatever was started for the restore; nothing of it is needed by anybody else."""
    if postmaster_of(home.database / "data") is not None:
        with suppress(ServerProblem, OSError), running(home):
            pass


def put_in_place(draft: Home, into: Home, *, replaces: bool) -> None:
    """Give what was restored its name. Raises BackupProblem when what is to be put aside was started meanwhile."""
    if not into.path.exists():
        draft.path.rename(into.path)
        return
    with out_of_use(into) as free:
        _refuse_a_running(into, free=free)
        if replaces and any(into.path.iterdir()):
            into.path.rename(aside(into))
        else:
            into.path.rmdir()
        draft.path.rename(into.path)


def _refuse_a_running(into: Home, *, free: bool) -> None:
    if not free:
        raise BackupProblem(
            _("The database in {folder} is running.").format(folder=into.path), _("Stop it first, or choose another.")
        )


def aside(home: Home) -> Path:
    """Where an installation is put that a restored one replaces."""
    return home.path.with_name(f"{home.path.name}.before-{now():%Y-%m-%dT%H-%M-%SZ}")
