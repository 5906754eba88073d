"""`polias measures pack`: the monthly pack as tables, in DuckDB on this machine or on Spark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from polias.kit.cli import JsonOption, doing, examples, say, show
from polias.measures.answering import measures_group, refusals_told, write_rows
from polias.measures.words import _

app, measures = measures_group()


@measures.command(
    "pack",
    epilog=examples(
        ("polias measures pack --force essex --month 2018-12 --out pack/", "the tables of one force"),
        (
            "polias measures pack --force northshire --force southvale --month 2026-10 --source records --out pack/",
            "of two forces' own records",
        ),
        ("polias measures pack --force essex --month 2018-12 --out pack/ --engine spark", "the same figures, on Spark"),
    ),
)
def pack(
    *,
    force: Annotated[list[str], typer.Option(help=_("Short name of the force; may be repeated."))],
    month: Annotated[str, typer.Option(help=_("Year and month, such as 2018-12."))],
    out: Annotated[Path, typer.Option(help=_("Folder to write into; made when it does not exist."))],
    source: Annotated[Literal["police-uk", "records"], typer.Option(help=_("What the figures are counted from."))]
    = "police-uk",
    months: Annotated[int, typer.Option(min=1, max=240, help=_("How many months up to that one."))] = 48,
    as_at: Annotated[str, typer.Option(help=_("As it was known at the end of this day, such as 2019-02-01."))] = "",
    engine: Annotated[Literal["duckdb", "spark"], typer.Option(help=_("Where it is computed."))] = "duckdb",
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Write every figure of the month and those before it, with its limits, and where most happens, as tables.

    A month that cannot be counted is a row without a value that says why. Limits are those of an XmR chart.
    """
    from polias.manifest import datasets_folder
    from polias.measures.packs.making import Asked, made

    with refusals_told():
        asked = Asked(tuple(force), month, source, months, as_at, engine)
        with doing(_("Computing the pack")):
            written = made(asked, datasets=datasets_folder())
        out.mkdir(parents=True, exist_ok=True)
        for name, rows, kind in written.tables:
            write_rows(rows, out / name, of=kind)
    if as_json:
        show(written.told, as_json=True)
        return
    for sentence in written.sentences():
        say(sentence)
