"""The commands of the audit: `polias audit verify`, `polias audit seal` and `polias audit merge`."""

from __future__ import annotations

import time
from gettext import gettext as _
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polias.kit.cli.speech import JsonOption, examples, fail, say, show

if TYPE_CHECKING:
    from polias.kit.audit.verdict import Unsealed, Verdict

app = typer.Typer()
audit = typer.Typer(no_args_is_help=True, help=_("Check that nothing in the audit was touched."), rich_markup_mode=None)
app.add_typer(audit, name="audit")


@audit.command(
    epilog=examples(
        ("polias audit verify", _("check every row against its seal; the exit code is 1 when something is found")),
        ("polias audit verify --json", _("the same, for programs")),
    )
)
def verify(as_json: JsonOption = False) -> None:
    """Find any row of the audit that was edited, deleted, put in, moved or cut off. Names what is not yet sealed."""
    # Without the application: what is to be checked must not be what checks it.
    from polias.kit.server import home, running

    with running(home()) as server:
        began = time.monotonic()
        verdict = _checked(server.backup_url or server.owner_url)
        seconds = time.monotonic() - began
    if as_json:
        show(_as_json(verdict), as_json=True)
    else:
        _tell(verdict, seconds)
    if not verdict.is_whole:
        raise typer.Exit(1)


@audit.command(epilog=examples(("polias audit merge", _("take in what waits; the worker does it each minute"))))
def merge(
    again: Annotated[
        bool, typer.Option("--again", help=_("Go through files that were taken in before too, after a restore."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take the looks that were logged in files, while the database took nothing, into the audit; each once.

    A broken file is named, taken in as far as it is whole and left where it is; the exit code is then 1.
    """
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.kit.audit.merging import merge_spools

        done = merge_spools(again=again)
    show(done, as_json=as_json)
    if done.broken:
        raise typer.Exit(1)


def _checked(url: str) -> Verdict:
    from psycopg.errors import UndefinedTable

    from polias.kit.audit.heads import heads_file
    from polias.kit.audit.spool import spool_folder
    from polias.kit.audit.verify import verify as check

    try:
        return check(url, heads=heads_file(), spool=spool_folder())
    except UndefinedTable:
        fail(_("This database holds no audit yet."), _("Run: polias init"))


@audit.command(epilog=examples(("polias audit seal", _("seal what is finished, now; the worker does it each minute"))))
def seal(as_json: JsonOption = False) -> None:
    """Seal the rows of the audit that no seal holds yet."""
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.kit.audit.seal import seal_now

        done = seal_now()
    show(done, as_json=as_json)


def _as_json(verdict: Verdict) -> dict[str, Any]:
    return {"whole": verdict.is_whole, **vars(verdict)}


def _tell(verdict: Verdict, seconds: float) -> None:
    for finding in verdict.findings:
        print(finding.sentence)
    if verdict.found > len(verdict.findings):
        print(_("... and {n} more.").format(n=verdict.found - len(verdict.findings)))
    for note in verdict.notes:
        print(note)
    print(_unsealed(verdict.unsealed))
    print(
        _("{rows} rows in {seals} seals checked in {seconds:.1f} s; {erased} lawfully erased.").format(
            rows=verdict.sealed_rows, seals=verdict.seals, seconds=seconds, erased=verdict.erased
        )
    )
    if verdict.brought_in:
        print(_("{n} of them came from another system and carry its dates.").format(n=verdict.brought_in))
    if verdict.spooled:
        print(_("{n} of them are looks of a time when the database took nothing.").format(n=verdict.spooled))
    if verdict.is_whole:
        print(_("The audit is whole."))
    else:
        say(_("The audit is not whole: {n} findings. Keep this output and the database as they are.").format(
            n=verdict.found
        ))  # fmt: skip


def _unsealed(span: Unsealed) -> str:
    if not span.rows:
        return _("Every row is sealed.")
    return _("Not yet sealed: {n} rows, {a} to {b}, from {first} to {last}.").format(
        n=span.rows, a=span.first_row, b=span.last_row, first=span.first_at, last=span.last_at
    )
