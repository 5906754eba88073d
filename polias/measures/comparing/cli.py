"""`polias measures compare` and `official`: one area beside others, told, written and drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from polias.kit.cli import JsonOption, examples
from polias.measures.answering import answer, measures_group, refusals_told, write_rows
from polias.measures.words import _

app, measures = measures_group()


@measures.command(
    "compare",
    epilog=examples(
        (
            "polias measures compare forces.csv --area force --value crimes --among people --own Essex --svg out.svg",
            "",
        ),
        (
            "polias measures compare months.csv --area force --date month --value crimes --among people --own Essex"
            " --peer Kent --peer Sussex --own-ends --out compared.csv",
            "twelve months of each, up to its own last, with a group",
        ),
    ),
)
def compare(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help=_("A row for each area, or each area and month."))],
    *,
    area: Annotated[str, typer.Option(help=_("Heading of the areas."))],
    value: Annotated[str, typer.Option(help=_("Heading of the numbers of events."))],
    among: Annotated[str, typer.Option(help=_("Heading of the people among whom they happened."))],
    date: Annotated[str, typer.Option(help=_("Heading of the months, where each area has a row for each."))] = "",
    ends: Annotated[str, typer.Option(help=_("Heading of the end of each area's period, where it has one row."))] = "",
    months: Annotated[int, typer.Option(min=1, max=60, help=_("How many months are added up."))] = 12,
    until: Annotated[str, typer.Option(help=_("End all sides in this month, such as 2018-11."))] = "",
    own_ends: Annotated[bool, typer.Option("--own-ends", help=_("Compare each side up to its own end."))] = False,
    kind: Annotated[
        Literal["rate", "share"], typer.Option(help=_("Events among people, or some of all of them."))
    ] = "rate",
    per: Annotated[float | None, typer.Option(help=_("For how many people a rate is; 1000, of shares 100."))] = None,
    first: Annotated[Literal["lowest", "highest"], typer.Option(help=_("Which rate ranks first."))] = "lowest",
    own: Annotated[str, typer.Option(help=_("The area that is held against the others."))] = "",
    peer: Annotated[list[str] | None, typer.Option(help=_("An area of its group; may be repeated."))] = None,
    most_similar: Annotated[
        bool, typer.Option("--most-similar", help=_("The group is the most similar group of the force, as listed."))
    ] = False,
    leave_out: Annotated[list[str] | None, typer.Option(help=_("An area that is no fair match; may repeat."))] = None,
    compat: Annotated[
        Literal["published"] | None, typer.Option(help=_("The spread as published, which winsorising makes too small."))
    ] = None,
    out: Annotated[Path | None, typer.Option(help=_("Write the areas as CSV."))] = None,
    svg: Annotated[Path | None, typer.Option(help=_("Draw the funnel."))] = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Say where one area stands among others: rates with intervals, averages without it, its rank and how sure that is.

    Areas differ for many reasons, so one stands out only beyond chance and the usual spread together. Periods that end
    at different times are refused unless --own-ends says that they may; each end is then told.
    """
    from polias.measures.comparing.asked import Asked, asked
    from polias.measures.comparing.drawing import draw
    from polias.measures.comparing.sentences import in_short

    with refusals_told():
        found = asked(
            path,
            Asked(
                area=area,
                value=value,
                among=among,
                date=date,
                ends=ends,
                months=months,
                until=until,
                own_ends=own_ends,
                kind=kind,
                per=per or (100 if kind == "share" else 1000),
                first=first,
                own=own,
                peers=tuple(peer or ()),
                most_similar=most_similar,
                leave_out=tuple(leave_out or ()),
                as_published=compat == "published",
            ),
        )
        rows = found.comparison.rows
        if out:
            write_rows(rows, out)
        if svg:
            svg.write_text(
                draw(
                    found.comparison, title=_("{value} among {among}").format(value=value, among=among), own=found.own
                ),
                encoding="utf-8",
            )
    told = [*in_short(found.comparison, own=found.own, left_out=found.left_out), *found.group_said]
    answer(rows, told, as_json=as_json)


@measures.command(
    "official",
    epilog=examples(
        ("polias measures official --own Essex --offences Burglary --most-similar", "after polias import ons FOLDER"),
        ("polias measures official --offences Robbery --out robbery.csv --svg robbery.svg", "all forces"),
    ),
)
def official(
    *,
    offences: Annotated[str, typer.Option(help=_("An offence group of the tables; all crime when left out."))] = "",
    until: Annotated[str, typer.Option(help=_("The year to this month, such as 2024-12; else the newest."))] = "",
    first: Annotated[Literal["lowest", "highest"], typer.Option(help=_("Which rate ranks first."))] = "lowest",
    own: Annotated[str, typer.Option(help=_("The force that is held against the others."))] = "",
    peer: Annotated[list[str] | None, typer.Option(help=_("A force of its group; may be repeated."))] = None,
    most_similar: Annotated[
        bool, typer.Option("--most-similar", help=_("The group is the most similar group of the force, as listed."))
    ] = False,
    leave_out: Annotated[list[str] | None, typer.Option(help=_("A force that is no fair match; may repeat."))] = None,
    out: Annotated[Path | None, typer.Option(help=_("Write the forces as CSV."))] = None,
    svg: Annotated[Path | None, typer.Option(help=_("Draw the funnel."))] = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Say where a force stands among all by the official tables that were taken in: the same comparison, no file."""
    from polias.manifest import datasets_folder
    from polias.measures.comparing.asked import Asked, answered
    from polias.measures.comparing.drawing import draw
    from polias.measures.comparing.official import official_sides
    from polias.measures.comparing.reading import month_of
    from polias.measures.comparing.sentences import in_short

    with refusals_told():
        sides, title = official_sides(datasets_folder(), offences=offences, until=month_of(until) if until else "")
        asked_for = Asked(
            first=first,
            own=own,
            peers=tuple(peer or ()),
            most_similar=most_similar,
            leave_out=tuple(leave_out or ()),
        )
        found = answered(sides, asked_for)
        if out:
            write_rows(found.comparison.rows, out)
        if svg:
            svg.write_text(draw(found.comparison, title=title, own=found.own), encoding="utf-8")
    told = [*in_short(found.comparison, own=found.own, left_out=found.left_out), *found.group_said]
    answer(found.comparison.rows, told, as_json=as_json)
