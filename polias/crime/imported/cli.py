"""`polias import pole`: people, places, vehicles, crimes and what joins them, from another system's export."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polias.kit.cli import JsonOption, examples, fail, say, show, with_database
from polias.kit.cli.rejected import tell_rejects

if TYPE_CHECKING:
    from polias.kit.tables.rejects import RejectsFile
    from polias.pole.public import PoleImport

app = typer.Typer()
imports = typer.Typer(no_args_is_help=True, help=_("Take in files."), rich_markup_mode=None)
app.add_typer(imports, name="import")


@imports.callback()
def _imports() -> None:
    """Take in files."""


@imports.command(
    epilog=examples(
        ("polias import pole export/ --as kit --dry-run", _("what would become what")),
        ("polias import pole export/ --as kit --source niche", _("bring it in")),
        ("polias import pole export/ --as kit --map Nominal=people,Thing=", _("what a label means")),
    )
)
def pole(
    folder: Annotated[Path, typer.Argument(help=_("A folder of CSV files of nodes and relationships."))],
    *,
    who: Annotated[str, typer.Option("--as", help=_("Who brings it in: the name they sign in with."))],
    mapping: Annotated[str, typer.Option("--map", help=_("What labels mean, where the guess is wrong."))] = "",
    source: Annotated[
        str, typer.Option("--source", help=_("What the other system is called; if not said, the folder."))
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be written, and write nothing."))
    ] = False,
    rejects_file: Annotated[
        Path | None, typer.Option("--rejects", help=_("File for what is not taken; if not said, in this folder."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take in people, places, organisations, vehicles and crimes, and what joins them. Nothing is taken in twice.

    Files have headings as graph databases write them: :ID and :LABEL, :START_ID, :END_ID and :TYPE. What has no home
    in Polias yet is counted, and stands in the rejects file with every row that is not taken.
    """
    from polias.kit.tables.problems import CannotBeRead
    from polias.kit.tables.rejects import RejectsFile

    try:
        with RejectsFile(rejects_file or Path(f"{folder.resolve().name}.rejects.csv")) as rejects, with_database():
            one = _import(folder, who, mapping, source, rejects, dry_run=dry_run)
    except CannotBeRead as error:
        fail(error.sentence, error.do)
    if as_json:
        show(_as_json(one, rejects), as_json=True)
    else:
        _tell(one, rejects)


def _import(folder: Path, who: str, mapping: str, source: str, rejects: RejectsFile, *, dry_run: bool) -> PoleImport:
    from polias.crime.imported.nodes import ALL_KINDS
    from polias.kit.cli.progress import shown_progress
    from polias.kit.cli.somebody import somebody
    from polias.pole.public import import_pole

    with somebody(who) as actor, shown_progress(_("Bringing in")) as progress:
        return import_pole(
            folder,
            actor=actor,
            rejects=rejects,
            node_kinds=ALL_KINDS,
            asked=mapping,
            source=source,
            dry_run=dry_run,
            start=progress.start,
            step=progress.step,
        )


def _tell(one: PoleImport, rejects: RejectsFile) -> None:
    """What each label became, the first of each kind in a dry run, links, and what has no home."""
    for label, kind in one.kinds.items():
        say(f"{label}: {kind or _('not known')}")
    if one.dry_run:
        for facts in (facts for kind in one.preview.values() for facts in kind):
            say(str(facts))
    show([_row(kind, tally.taken, tally.held, tally.differ) for kind, tally in one.tallies.items()])
    for sentence in _sentences(one):
        print(sentence)
    tell_rejects(rejects)


def _row(kind: str, taken: int, held: int, differ: int) -> dict[str, str]:
    return {
        _("Kind"): kind,
        _("Taken in"): f"{taken:,}",
        _("Held already"): f"{held:,}",
        _("Held with other values"): f"{differ:,}",
    }


def _sentences(one: PoleImport) -> list[str]:
    said = [
        _("{source}: {rows} rows read in {files} files.").format(
            source=one.source, rows=f"{one.graph.read:,}", files=len(one.graph.files)
        ),
        _("Links: {links}; there before: {before}.").format(
            links=_counted(one.joined), before=f"{one.joined_before:,}"
        ),
    ]
    if one.became_words:
        said.append(_("Part of a record beside them: {words}.").format(words=_counted(one.became_words)))
    if one.homeless:
        said.append(_("No home in Polias yet: {kinds}.").format(kinds=_counted(one.homeless)))
    if one.unused:
        said.append(_("Values that no record has a place for: {values}.").format(values=_counted(one.unused)))
    if one.graph.passed_over:
        said.append(_("Files passed over: {files}.").format(files=", ".join(one.graph.passed_over)))
    if one.dry_run:
        said.append(_("Nothing was written: this was a dry run."))
    return said


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items() if count) or _("none")


def _as_json(one: PoleImport, rejects: RejectsFile) -> dict[str, object]:
    return {
        "folder": str(one.folder),
        "source": one.source,
        "dry_run": one.dry_run,
        "labels": one.kinds,
        "read": one.graph.read,
        "records": {kind: vars(tally) for kind, tally in one.tallies.items()},
        "links": dict(one.joined),
        "links_there_before": one.joined_before,
        "part_of_a_record": dict(one.became_words),
        "no_home": dict(one.homeless),
        "values_without_a_place": dict(one.unused),
        "passed_over": one.graph.passed_over,
        "reasons": dict(rejects.reasons),
        "changes": dict(rejects.changes),
        "rejects": str(rejects.path) if rejects.lines else None,
    }
