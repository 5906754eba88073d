"""`polias measures sums`: whether stated numbers of a change agree, from the command line, a table or a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polias.kit.cli import JsonOption, examples, show
from polias.measures.answering import measures_group, refusals_told
from polias.measures.refusal import Refused
from polias.measures.words import _, ngettext

if TYPE_CHECKING:
    from polias.measures.sums.stated import Stated

#: Something does not add up; a file that cannot be read is the usual 2.
DISAGREES = 1

app, measures = measures_group()


@measures.command(
    "sums",
    epilog=examples(
        ("polias measures sums --previous 118,000 --difference 13,339 --per-cent 11.3%", ""),
        ("polias measures sums paper.txt", "every sentence that states a change"),
        ("polias measures sums table.csv", "headings value, previous, difference, per_cent"),
    ),
)
def sums(
    path: Annotated[Path | None, typer.Argument(metavar="FILE", help=_("A text, or a CSV table."))] = None,
    *,
    value: Annotated[str, typer.Option(help=_("How many now."))] = "",
    previous: Annotated[str, typer.Option(help=_("How many before."))] = "",
    difference: Annotated[str, typer.Option(help=_("How many more; fewer with a minus."))] = "",
    per_cent: Annotated[str, typer.Option(help=_("Per cent more; fewer with a minus."))] = "",
    as_json: JsonOption = False,
) -> None:
    """Say whether value, previous, difference and per cent can all be true, each as far as it was rounded.

    Ends with 0 when nothing disagrees, 1 when something does.
    """
    with refusals_told():
        found = list(_found(path, value=value, previous=previous, difference=difference, per_cent=per_cent))
    if as_json:
        show([{"where": where, "why": why} for where, why in found], as_json=True)
    else:
        for where, why in found:
            typer.echo(f"{where}: {why}" if where else why)
        one, many = "{count} statement does not add up.", "{count} statements do not add up."
        none = _("Nothing disagrees.")
        typer.echo(ngettext(one, many, len(found)).format(count=len(found)) if found else none)
    if found:
        raise typer.Exit(DISAGREES)


def _found(path: Path | None, **given: str) -> Iterator[tuple[str, str]]:
    if path is None:
        yield from (("", why) for why in _of_options(given))
    elif path.name.lower().endswith((".csv", ".csv.gz")):
        yield from _in_table(path)
    else:
        yield from _in_text(path)


def _of_options(given: dict[str, str]) -> Iterator[str]:
    from polias.measures.sums.stated import disagreements, implied_previous

    stated = _stated(given, where=_("The command line"))
    implied = implied_previous(stated)
    if implied:
        low, high = (f"{end:,.0f}" for end in implied)
        typer.echo(_("Before it must have been {low} to {high}.").format(low=low, high=high))
    elif not stated.can_be_checked:
        raise Refused(
            _("Too little is stated to be checked."),
            do=_("Give three of the four, or the difference and the per cent."),
        )
    yield from disagreements(stated)


def _in_text(path: Path) -> Iterator[tuple[str, str]]:
    from polias.measures.sums.in_text import sums_that_disagree

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_("{path} cannot be read as text.").format(path=path), do=_("Save it as plain text.")) from error
    for found in sums_that_disagree(text):
        yield from ((f"“{found.sentence}”", why) for why in found.why)


def _in_table(path: Path) -> Iterator[tuple[str, str]]:
    from polias.kit.tables.problems import CannotBeRead
    from polias.kit.tables.sheet import sheet
    from polias.measures.sums.stated import disagreements

    try:
        table = sheet(path)
        names = ("value", "previous", "difference", "per_cent")
        places = [table.place(name) for name in names]
        rows = [(row.line, dict(zip(names, row.cells, strict=True))) for row in table.rows(places) if row.fits]
    except CannotBeRead as fault:
        raise Refused(fault.sentence, do=fault.do) from None
    for line, cells in rows:
        where = _("Line {line}").format(line=line)
        yield from ((where, why) for why in disagreements(_stated(cells, where=where)))


def _stated(given: Mapping[str, str | None], *, where: str) -> Stated:
    from polias.measures.sums.stated import Stated, read_number

    numbers = {}
    for name, text in given.items():
        said = (text or "").strip()
        number = read_number(said, is_share=name == "per_cent") if said else None
        if said and number is None:
            raise Refused(
                _("{where}: “{text}” is no number.").format(where=where, text=said), do=_("Write 1,204 or 11.3%.")
            )
        numbers[name] = number
    return Stated(**numbers)
