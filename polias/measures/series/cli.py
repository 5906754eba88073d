"""`polias measures spc`, `early`, `exceptions`, `steps`, `forecast`: a series of any table, told and drawn."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from polias.kit.cli import JsonOption, examples, say, show
from polias.measures.answering import answer, measures_group, refusals_told, write_rows
from polias.measures.engine.stats.rules import ChartSettings
from polias.measures.refusal import Refused
from polias.measures.words import _, ngettext

if TYPE_CHECKING:
    from polias.measures.series.exceptions import Row as Monthly
    from polias.measures.series.judging import Row
    from polias.measures.series.reading import Place

app, measures = measures_group()


@measures.command(
    "spc",
    epilog=examples(
        (
            "polias measures spc burglary.csv --date month --value crimes --chart xmr --improve down --out points.csv",
            "",
        ),
        (
            "polias measures spc solved.csv --date month --value solved --denominator crimes --chart pp --improve up"
            " --target 0.2 --out points.csv --svg chart.svg",
            "a share, with its target and a picture",
        ),
    ),
)
def spc(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help=_("A row for each date, with a row of headings."))],
    *,
    date: Annotated[str, typer.Option(help=_("Heading of the dates."))],
    value: Annotated[str, typer.Option(help=_("Heading of the values."))],
    denominator: Annotated[str, typer.Option(help=_("Heading of what they are divided by: u, p, pp, up."))] = "",
    chart: Annotated[
        Literal["xmr", "c", "u", "p", "pp", "up", "g", "t"],
        typer.Option(help=_("xmr any figure; c counts; u and p rates and shares, up and pp Laney's; g and t rare.")),
    ] = "xmr",
    improve: Annotated[Literal["up", "down", "neutral"], typer.Option(help=_("Which way is better."))] = "neutral",
    rebase: Annotated[list[str] | None, typer.Option(help=_("New limits from this date on; may be repeated."))] = None,
    fix_after: Annotated[int | None, typer.Option(help=_("Take the limits from so many first points."))] = None,
    screen: Annotated[
        bool, typer.Option("--screen/--no-screen", help=_("Leave out the moving ranges that one leap made."))
    ] = True,
    target: Annotated[float | None, typer.Option(help=_("What is aimed at: says whether it will be met."))] = None,
    out: Annotated[Path | None, typer.Option(help=_("Write the points as CSV."))] = None,
    svg: Annotated[Path | None, typer.Option(help=_("Draw the chart."))] = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Say which points of a series differ by more than chance would explain, by the NHS rules for such charts."""
    from polias.measures.series.beware import beware
    from polias.measures.series.judging import Asked, judge
    from polias.measures.series.reading import Columns, read_series

    with refusals_told():
        if fix_after is not None and fix_after < ChartSettings.least:
            raise Refused(_("Limits need two points at least."), do=_("Give --fix-after 2 or more; 12 is usual."))
        if target is not None and not math.isfinite(target):
            raise Refused(_("The target is no number."), do=_("Give --target a number, such as 0.2."))
        begins = [_begin(text) for text in rebase or ()]
        series = read_series(path, Columns(date, value, denominator))
        asked = Asked(chart, improve, begins, fix_after, screen, target)
        rows = judge(series, asked)
        if out:
            write_rows(rows, out)
        if svg:
            from polias.measures.series.drawing import draw

            svg.write_text(draw(rows, series.places, title=f"{value} ({chart})", target=target), encoding="utf-8")
    if as_json:
        show(rows, as_json=True)
    else:
        _tell(rows)
        for sentence in beware(series, asked, rows):
            say(sentence)


@measures.command(
    "early",
    epilog=examples(
        ("polias measures early burglary.csv --date week --value crimes --out out.csv", "the improved method"),
        ("polias measures early new.csv --date week --value crimes --method ears-c1", "without earlier years"),
    ),
)
def early(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help=_("A row for each week, with a row of headings."))],
    *,
    date: Annotated[str, typer.Option(help=_("Heading of the dates."))],
    value: Annotated[str, typer.Option(help=_("Heading of the counts."))],
    season: Annotated[int, typer.Option(min=2, help=_("How many rows make a year."))] = 52,
    method: Annotated[
        Literal["farrington-original", "farrington-improved", "ears-c1", "ears-c2", "ears-c3"],
        typer.Option(help=_("Farrington needs three or four earlier years, EARS seven to eleven weeks.")),
    ] = "farrington-improved",
    compat: Annotated[
        Literal["surveillance"] | None, typer.Option(help=_("Dispersion as R's surveillance package computes it."))
    ] = None,
    begin: Annotated[str, typer.Option("--from", help=_("The first week to judge."))] = "",
    out: Annotated[Path | None, typer.Option(help=_("Write the weeks as CSV."))] = None,
    as_json: JsonOption = False,
) -> None:
    """Say in which weeks there were more than earlier years, or the weeks before, would have one expect."""
    from polias.measures.series.early import gap_in, watch
    from polias.measures.series.reading import Columns, read_series

    with refusals_told():
        first = _begin(begin) if begin else None
        series = read_series(path, Columns(date, value))
        rows = watch(series, method=method, season=season, as_surveillance=compat == "surveillance", begin=first)
        if out:
            write_rows(rows, out)
    if gap := gap_in(series):
        say(
            _("Rows are missing before {label}: put in the weeks without a count, or the season shifts.").format(
                label=gap
            )
        )
    if as_json:
        show(rows, as_json=True)
        return
    alarms = [row for row in rows if row.alarm]
    one, many = "{alarms} of {count} week is an alarm.", "{alarms} of {count} weeks are alarms."
    typer.echo(ngettext(one, many, len(rows)).format(alarms=len(alarms), count=len(rows)))
    for row in alarms:
        typer.echo(f"  {row.x}: {row.y:g}, " + _("at most {bound} expected").format(bound=f"{row.bound:.1f}"))


@measures.command(
    "exceptions",
    epilog=examples(
        ("polias measures exceptions burglary.csv --date month --value crimes --out out.csv --svg chart.svg", ""),
        (
            "polias measures exceptions districts.csv --date month --value crimes --series district --from 2026-10",
            "a pack, looked at together",
        ),
    ),
)
def exceptions(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help=_("A row for each month, with a row of headings."))],
    *,
    date: Annotated[str, typer.Option(help=_("Heading of the months."))],
    value: Annotated[str, typer.Option(help=_("Heading of the counts."))],
    series: Annotated[str, typer.Option(help=_("Heading of what each series is of: they are one pack."))] = "",
    improve: Annotated[Literal["up", "down", "neutral"], typer.Option(help=_("Which way is better."))] = "neutral",
    begin: Annotated[str, typer.Option("--from", help=_("The first month to tell, such as 2026-10."))] = "",
    out: Annotated[Path | None, typer.Option(help=_("Write the months as CSV."))] = None,
    svg: Annotated[Path | None, typer.Option(help=_("Draw the chart of one series."))] = None,
    as_json: JsonOption = False,
) -> None:
    """Say which months differ from what their own earlier years would have one expect: statistical exceptions.

    Each month is held against the 36 that ended seven before it, with their season and trend. In a pack of series, an
    exception stands when so many looks do not explain it. 37 months are needed before the first that is judged.
    """
    from datetime import UTC, datetime

    from polias.measures.series.exceptions import in_short, judge_pack
    from polias.measures.series.reading import Columns, read_pack

    with refusals_told():
        first = f"{_begin(begin):%Y-%m}" if begin else ""
        pack = read_pack(path, Columns(date, value, series=series))
        rows = judge_pack(pack, today=datetime.now(UTC).date(), first=first)
        if svg and len(rows) > 1:
            raise Refused(
                _("A picture holds one series, and the file has {count}.").format(count=len(rows)),
                do=_("Leave --svg out, or give a file of one series."),
            )
        if out:
            write_rows([row for one in rows.values() for row in one], out)
        if svg:
            _draw_exceptions(next(iter(rows.values())), svg, title=value, improve=improve)
    answer([row for one in rows.values() for row in one], in_short(rows), as_json=as_json)


@measures.command(
    "steps",
    epilog=examples(
        ("polias measures steps burglary.csv --date month --value crimes", ""),
        (
            "polias measures steps custody.csv --date month --value hours --items detentions",
            "whether there were more of them or each took longer",
        ),
    ),
)
def steps(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help=_("A row for each month, with a row of headings."))],
    *,
    date: Annotated[str, typer.Option(help=_("Heading of the months."))],
    value: Annotated[str, typer.Option(help=_("Heading of the values."))],
    items: Annotated[str, typer.Option(help=_("Heading of how many the value is of: both are looked at."))] = "",
    out: Annotated[Path | None, typer.Option(help=_("Write the steps as CSV."))] = None,
    as_json: JsonOption = False,
) -> None:
    """Say from which month on a series has a new level, its season apart. New limits are proposed and never made."""
    from polias.measures.series.reading import Columns, read_series
    from polias.measures.series.steps import Row, find_steps, in_short

    with refusals_told():
        rows = find_steps(read_series(path, Columns(date, value, items)), value=value, items=items)
        if out:
            write_rows(rows, out, of=Row)
    answer(rows, in_short(rows), as_json=as_json)


@measures.command(
    "forecast",
    epilog=examples(("polias measures forecast burglary.csv --date month --value crimes --months 3", "")),
)
def forecast(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help=_("A row for each month, with a row of headings."))],
    *,
    date: Annotated[str, typer.Option(help=_("Heading of the months."))],
    value: Annotated[str, typer.Option(help=_("Heading of the counts."))],
    months: Annotated[int, typer.Option(min=1, max=12, help=_("How many months ahead."))] = 12,
    out: Annotated[Path | None, typer.Option(help=_("Write the months as CSV."))] = None,
    as_json: JsonOption = False,
) -> None:
    """Say what the next months are likely to bring, with intervals, and how last year's forecast did."""
    from datetime import UTC, datetime

    from polias.measures.series.forecast import in_short, look_ahead
    from polias.measures.series.reading import Columns, read_series

    with refusals_told():
        series = read_series(path, Columns(date, value))
        rows = look_ahead(series, months=months, today=datetime.now(UTC).date())
        if out:
            write_rows(rows, out)
    answer(rows, in_short(rows), as_json=as_json)


def _draw_exceptions(rows: list[Monthly], svg: Path, *, title: str, improve: Literal["up", "down", "neutral"]) -> None:
    from polias.measures.series.drawing import draw
    from polias.measures.series.exceptions import as_drawn, under_the_title
    from polias.measures.series.reading import read_place

    places = [read_place(row.x) for row in rows]
    picture = draw(as_drawn(rows, improve=improve), places, title=title, said=under_the_title(rows))
    svg.write_text(picture, encoding="utf-8")


def _begin(text: str) -> Place:
    from polias.measures.series.reading import read_place

    try:
        return read_place(text)
    except ValueError:
        raise Refused(
            _("{text} is no date.").format(text=text), do=_("Write it as in the file, such as 2024-03-01.")
        ) from None


def _tell(rows: list[Row]) -> None:
    special = [row for row in rows if row.point_type != "common_cause"]
    one, many = "{special} of {count} point is special cause.", "{special} of {count} points are special cause."
    typer.echo(ngettext(one, many, len(rows)).format(special=len(special), count=len(rows)))
    for row in special:
        typer.echo(f"  {row.x}: {row.y:g}, {row.special_cause_type} ({row.point_type})")
    if rows[-1].assurance:
        typer.echo(_("Target: {assurance}.").format(assurance=rows[-1].assurance))
