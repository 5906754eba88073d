"""`polias measures supply`: which months were not supplied whole, of a force or of any table of counts by kind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from polias.kit.cli import JsonOption, examples, show
from polias.measures.answering import measures_group, refusals_told
from polias.measures.refusal import Refused
from polias.measures.words import _, listed, month_name

#: Something is in doubt; what cannot be looked over is the usual 2.
IN_DOUBT = 1

app, measures = measures_group()


@measures.command(
    "supply",
    epilog=examples(
        ("polias measures supply --force essex", "everything that is published of a force"),
        ("polias measures supply kinds.csv --date month --value crimes --series kind", "a table, a row for each"),
    ),
)
def supply(
    path: Annotated[Path | None, typer.Argument(metavar="FILE.csv", help=_("A row for each month and kind."))] = None,
    *,
    force: Annotated[str, typer.Option(help=_("Short name of the force, as in addresses."))] = "",
    date: Annotated[str, typer.Option(help=_("Heading of the months."))] = "month",
    value: Annotated[str, typer.Option(help=_("Heading of the counts."))] = "count",
    series: Annotated[str, typer.Option(help=_("Heading of the kinds."))] = "kind",
    as_json: JsonOption = False,
) -> None:
    """Say which months are in doubt: all kinds fell at once, a kind stopped, a field emptied, rows come twice.

    Ends with 0 when nothing is doubted, 1 when something is.
    """

    with refusals_told():
        rows = _of_force(force) if path is None else _of_table(path, date=date, value=value, series=series)
    if as_json:
        show(rows, as_json=True)
    else:
        for row in rows:
            typer.echo(row["sentence"])
        if not rows:
            typer.echo(_("Nothing is in doubt."))
    if any(row["check"] != "shown_right" for row in rows):
        raise typer.Exit(IN_DOUBT)


def _of_force(force: str) -> list[dict[str, str]]:
    from polias.manifest import datasets_folder
    from polias.measures.supply.asking import doubts_of_force

    if not force:
        raise Refused(_("Neither a force nor a table is named."), do=_("Give --force SLUG, or a file."))
    return [
        {"dataset": dataset, "month": one.month, "check": one.check, "about": one.about, "sentence": one.sentence}
        for dataset, one in doubts_of_force(force, datasets=datasets_folder())
    ]


def _of_table(path: Path, *, date: str, value: str, series: str) -> list[dict[str, str]]:
    from datetime import UTC, datetime

    from polias.measures.series.reading import Columns
    from polias.measures.supply.asking import doubts_of_table, missing_months

    columns = Columns(date, value, series=series)
    rows = [
        {"month": one.month, "check": one.check, "about": one.about, "sentence": one.sentence}
        for one in doubts_of_table(path, columns=columns, today=datetime.now(UTC).date())
    ]
    if missing := missing_months(path, columns=columns):
        names = listed([month_name(month) for month in missing])
        sentence = _("No kind has a row in {months}.").format(months=names)
        rows.insert(0, {"month": missing[0], "check": "month_missing", "about": "", "sentence": sentence})
    return rows
