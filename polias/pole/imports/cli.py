"""`polias import people`: the people of a table that another system wrote."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polias.kit.cli import JsonOption, examples, fail, say, show, with_database
from polias.kit.cli.rejected import tell_rejects

if TYPE_CHECKING:
    from polias.kit.tables.rejects import RejectsFile
    from polias.pole.imports.running import PeopleImport

app = typer.Typer()
imports = typer.Typer(no_args_is_help=True, help=_("Take in files."), rich_markup_mode=None)
app.add_typer(imports, name="import")

As = Annotated[str, typer.Option("--as", help=_("Who brings it in: the name they sign in with."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Say what would be written, and write nothing."))]
Source = Annotated[str, typer.Option("--source", help=_("What the other system is called; if not said, the file."))]
Rejects = Annotated[
    Path | None, typer.Option("--rejects", help=_("File for the rows that are not taken; if not said, in this folder."))
]


@imports.callback()
def _imports() -> None:
    """Take in files."""


@imports.command(
    epilog=examples(
        ("polias import people people.csv --as kit --dry-run", _("what would be written, and what not")),
        ("polias import people people.csv.gz --as kit --source custody", _("bring them in")),
        ("polias import people p.csv --as kit --map surname=sn,phone=", _("another column; no telephone")),
    )
)
def people(
    file: Annotated[Path, typer.Argument(help=_("A table: CSV, also gzipped, or Parquet."), metavar="FILE")],
    *,
    who: As,
    mapping: Annotated[str, typer.Option("--map", help=_("What columns hold, where the guess is wrong."))] = "",
    id_column: Annotated[str, typer.Option("--id", help=_("Column that names each record, as --map id=COLUMN."))] = "",
    source: Source = "",
    dry_run: DryRun = False,
    rejects_file: Rejects = None,
    as_json: JsonOption = False,
) -> None:
    """Take in the people of a table. What is in already is not taken twice, so a run cut short is simply run again.

    Columns: id, forename, surname, full_name, date_of_birth, sex, phone, address, postcode; found by their headings.
    Every row that is not taken is in the rejects file, with its line and the reason.
    """
    from polias.kit.tables.problems import CannotBeRead
    from polias.kit.tables.rejects import RejectsFile

    try:
        with RejectsFile(rejects_beside(file, rejects_file)) as rejects, with_database():
            asked = ",".join(filter(None, [f"id={id_column}" if id_column else "", mapping]))
            one = _import(file, who, asked, source, rejects, dry_run=dry_run)
    except CannotBeRead as error:
        fail(error.sentence, error.do)
    if as_json:
        show(_as_json(one, rejects), as_json=True)
    else:
        _tell(one, rejects)


def rejects_beside(file: Path, asked: Path | None) -> Path:
    """The rejects file: as asked, or in this folder, named like the file; never the file itself."""
    if asked is not None and asked.resolve() == file.resolve():
        fail(_("The rejects cannot be written over the file itself."), _("Name another file with --rejects."))
    return asked or Path(f"{file.name.removesuffix('.gz').removesuffix('.csv').removesuffix('.parquet')}.rejects.csv")


def _import(file: Path, who: str, mapping: str, source: str, rejects: RejectsFile, *, dry_run: bool) -> PeopleImport:
    from polias.kit.cli.progress import shown_progress
    from polias.kit.cli.somebody import somebody
    from polias.pole.imports.running import import_people

    with somebody(who) as actor, shown_progress(_("Bringing in people")) as progress:
        return import_people(
            file,
            actor=actor,
            rejects=rejects,
            asked=mapping,
            source=source,
            dry_run=dry_run,
            start=progress.start,
            step=progress.step,
        )


def _tell(one: PeopleImport, rejects: RejectsFile) -> None:
    """What was taken from where, the first rows of a dry run, the sums, and why rows were not taken."""
    for kind in one.columns.places:
        say(f"{kind}: {', '.join(one.columns.names(kind))}")
    if one.columns.unused:
        say(_("Not taken: {columns}.").format(columns=", ".join(one.columns.unused)))
    if one.columns.places.get("date_of_birth"):
        say(_("In dates the day comes first.") if one.order == "day first" else _("In dates the month comes first."))
    if not one.columns.places.get("id"):
        say(_("No column holds an id: a row that says the same is the same person."))
    if one.dry_run and one.preview:
        show([_row(said) for said in one.preview])
    sums = (
        _("{read} rows of {source}: {taken} would be taken in, {held} are held already, {rejected} would be rejected.")
        if one.dry_run
        else _("{read} rows of {source}: {taken} taken in, {held} held already, {rejected} rejected.")
    )
    print(
        sums.format(
            read=f"{one.read:,}",
            source=one.source,
            taken=f"{one.taken:,}",
            held=f"{one.held:,}",
            rejected=f"{rejects.reasons.total():,}",
        )
    )
    tell_rejects(rejects)
    if one.differ:
        say(_("Is it the file of another system, with ids of its own? Then name that with --source."))


def _row(said: object) -> dict[str, str]:
    values = vars(said)
    born = values["date_of_birth"]
    return {name: str(value or "") for name, value in values.items()} | {
        "date_of_birth": f"{born:%d/%m/%Y}" if born else ""
    }


def _as_json(one: PeopleImport, rejects: RejectsFile) -> dict[str, object]:
    from polias.pole.imports.running import counts

    return {
        "file": str(one.path),
        "source": one.source,
        "dry_run": one.dry_run,
        "columns": {kind: one.columns.names(kind) for kind in one.columns.places},
        "not_taken": list(one.columns.unused),
        "dates": one.order,
        **dict(counts(one, rejects)),
        "preview": [_row(said) for said in one.preview],
        "reasons": dict(rejects.reasons.most_common()),
        "changes": dict(rejects.changes.most_common()),
        "rejects": str(rejects.path) if rejects.lines else None,
    }
