"""The commands `polias backup` and `polias restore`."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polias.kit.cli.speech import JsonOption, doing, examples, fail, say, show

if TYPE_CHECKING:
    from polias.kit.backup.place import Place
    from polias.kit.backup.restore import Restored
    from polias.kit.server import Home

app = typer.Typer()
backup = typer.Typer(
    help=_("Copy everything, so that any second can be brought back; and prove that it can."),
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(backup, name="backup")


@backup.callback(
    invoke_without_command=True,
    epilog=examples(
        ("polias backup --to /mnt/safe/polias", _("a full backup on another disk; from now on the log goes there too")),
        ("polias backup check", _("restore the newest into a folder of its own, compare all of it, throw it away")),
        ("polias backup list", _("which backups there are, and what span can be restored")),
    ),
)
def make(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", help=_("Folder for the backups; kept for later. Use another disk."))] = "",
    keep: Annotated[int, typer.Option(min=1, help=_("How many full backups to keep."))] = 7,
    files_only: Annotated[
        bool, typer.Option("--files-only", help=_("Leave the database out: files, datasets, keys, heads of the seals."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a full backup now, and archive every change from now on, so that at most a minute is ever lost."""
    if context.invoked_subcommand is not None:
        return
    from polias.kit.server import home

    place = _place(home(), to)
    if files_only:
        _copy_files_only(home(), place, as_json=as_json)
        return
    _refuse_a_named_server()
    from polias.kit.backup.full import make_full
    from polias.kit.server import running

    with running(home()):
        full = make_full(home(), place, keep=keep, doing=doing)
    if as_json:
        show({"backup": str(full.folder), "at": full.ended_at.isoformat(), "size": full.size}, as_json=True)
        return
    rows = sum(account.rows for account in full.accounts.tables.values())
    print(
        _("Backed up to {folder}: {rows} rows in {tables} tables, {mb} MB.").format(
            folder=full.folder, rows=rows, tables=len(full.accounts.tables), mb=full.size // (1024 * 1024)
        )
    )
    if not full.accounts.tables:
        say(_("The database was too busy to be counted exactly, so a check can compare less."))
    say(_("It is proved by: polias backup check"))
    _warn_of_one_disk(home(), place)


@backup.command(epilog=examples(("polias backup check --json", _("the same, for programs"))))
def check(as_json: JsonOption = False) -> None:
    """Restore the newest backup into a folder of its own, compare every row, file and seal, and throw it away."""
    from polias.kit.backup.drill import check_newest
    from polias.kit.backup.full import unreadable_backups
    from polias.kit.server import home

    for sentence in unreadable_backups(_place(home(), "")):
        say(sentence)
    result = check_newest(home(), _place(home(), ""), doing=doing)
    _tell(result, as_json=as_json, is_drill=True)


@backup.command(name="list")
def list_backups(as_json: JsonOption = False) -> None:
    """Which full backups there are, and the span to any second of which can be restored."""
    from polias.kit.backup.full import full_backups, unreadable_backups
    from polias.kit.backup.log_archive import reaches_to
    from polias.kit.backup.moments import shown
    from polias.kit.server import home

    place = _place(home(), "")
    found = full_backups(place)
    for sentence in unreadable_backups(place):
        say(sentence)
    rows = [{"backup": f.name, "can restore from": shown(f.ended_at), "MB": f.size // (1024 * 1024)} for f in found]
    if not rows:
        fail(_("There is no finished backup in {folder}.").format(folder=place.path), _("Make one: polias backup"))
    show(rows, as_json=as_json)
    end = reaches_to(place)
    say(_("The log reaches to {at}.").format(at=shown(end) if end else "-"))


@app.command(
    epilog=examples(
        ("polias restore --to 2026-11-24T03:12:05 --into /srv/polias-then", _("as it was then, London time")),
        ("polias restore --into /srv/polias-new --from /mnt/safe/polias", _("as late as there is, on a new machine")),
    )
)
def restore(
    *,
    into: Annotated[str, typer.Option("--into", help=_("A new folder: the POLIAS_HOME of what is restored."))],
    to: Annotated[
        str, typer.Option("--to", help=_("The second: 2026-11-24T03:12:05, London time or with offset."))
    ] = "",
    source: Annotated[str, typer.Option("--from", help=_("Folder of the backups, if not this installation's."))] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Put an installation that is there aside; asks for its name."))
    ] = False,
    confirm: Annotated[str, typer.Option("--confirm", help=_("The name that --replace asks for."))] = "",
    as_json: JsonOption = False,
) -> None:
    """Bring everything back as it was at one second, into a new folder; then verify it and say what is missing."""
    _refuse_a_named_server()
    from polias.kit.backup.moments import moment
    from polias.kit.backup.place import Place
    from polias.kit.backup.restore import restore as bring_back
    from polias.kit.server import Home, home

    at = moment(to) if to else None
    target, here = Home(Path(into).absolute()), home()
    place = Place(Path(source).absolute()) if source else _place(here, "")
    if replace and target.path.exists():
        _confirm(target, confirm)
    living = here if here.backups() == place.path else None
    result = bring_back(place, target, to=at, living=living, doing=doing, replaces=replace)
    _tell(result, as_json=as_json)


def _place(here: Home, to: str) -> Place:
    from polias.kit.backup.place import Place, chosen_place, default_place

    return Place(Path(to).absolute()) if to else chosen_place(here) or default_place(here)


def _refuse_a_named_server() -> None:
    """What is not ours to start is not ours to copy: say what does it."""
    from polias.kit.server.addresses import named_url

    if named_url("app") or named_url("owner"):
        fail(
            _("The database is not Polias' own (POLIAS_DATABASE_URL), so Polias neither backs it up nor restores it."),
            _(
                "Whoever runs it has to: pgBackRest, Barman or WAL-G with an archived log. Polias copies the rest:"
                " polias backup --files-only. After a restore run: polias audit verify"
            ),
        )


def _copy_files_only(here: Home, place: Place, *, as_json: bool) -> None:
    from polias.kit.backup.files import copy_files

    with doing(_("Copying files and the heads of the seals")):
        done = copy_files(here, place)
    if as_json:
        show(done, as_json=True)
    else:
        print(_("{n} new files copied to {folder}; the database is not in it.").format(n=done.files, folder=place.path))


def _warn_of_one_disk(here: Home, place: Place) -> None:
    if here.path.stat().st_dev == place.path.stat().st_dev:
        say(_("These backups lie on the disk of the records: what takes one takes both. Name another with --to."))


def _confirm(target: Home, given: str) -> None:
    from polias.kit.backup.restore import aside

    name = target.path.name
    say(_("{folder} is put aside as {aside} and taken out of service.").format(folder=target.path, aside=aside(target)))
    typed = given or typer.prompt(_("Type {name} to go on").format(name=name), default="", show_default=False)
    if typed.strip() != name:
        fail(_("That is not its name, so nothing was done."), _("Give the command again, or choose another --into."))


def _tell(result: Restored, *, as_json: bool, is_drill: bool = False) -> None:
    if as_json:
        show(_as_json(result), as_json=True)
    else:
        _tell_in_words(result, is_drill=is_drill)
    if not result.is_good:
        raise typer.Exit(1)


def _as_json(result: Restored) -> dict[str, Any]:
    from polias.kit.cli.speech import as_plain

    return {"good": result.is_good, **as_plain(result)}


def _tell_in_words(result: Restored, *, is_drill: bool) -> None:
    from datetime import datetime

    from polias.kit.backup.moments import shown

    if is_drill:
        print(_("Restored the backup {backup} into a folder of its own.").format(backup=result.backup))
    else:
        print(_("Restored from the backup {backup} into {into}.").format(backup=result.backup, into=result.into))
    if result.reached:
        reached = shown(datetime.fromisoformat(result.reached))
        print(_("The last change in it was made at {at}.").format(at=reached))
    if result.missing_seconds:
        print(
            _("The log ends {n:.0f} seconds before the moment you chose: what was done in them is missing.").format(
                n=result.missing_seconds
            )
        )
    for name, number in result.reconciled.compared.items():
        print(f"  {name}: {number}")
    for sentence in (*result.audit, *result.reconciled.differences):
        print(sentence)
    print(_("The audit is whole.") if result.audit_is_whole else _("The audit is not whole."))
    if result.reconciled.found:
        print(_("{n} things do not reconcile.").format(n=result.reconciled.found))
    if not is_drill:
        print(_("Everybody has to sign in again; backups of what was restored are off until: polias backup"))
