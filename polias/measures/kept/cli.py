"""`polias measures figure`, `kept` and `rebuild`: a figure as at any day, kept, and proved by counting it again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from polias.kit.cli import JsonOption, examples, show
from polias.measures.answering import measures_group, refusals_told
from polias.measures.refusal import Refused
from polias.measures.words import _

if TYPE_CHECKING:
    from polias.measures.kept.figure import KeptFigure
    from polias.measures.kept.rebuild import Rebuilt

#: Something could not be proved; when there was nothing to prove it is the usual 2.
NOT_PROVED = 1

app, measures = measures_group()


@measures.command(
    "figure",
    epilog=examples(
        ("polias measures figure recorded_crime --force essex --month 2018-12", ""),
        (
            "polias measures figure recorded_crime --force essex --month 2018-12 --as-at 2019-02-01",
            "as it was known at the end of that day",
        ),
        (
            'polias measures figure recorded_crime --force essex --month 2018-12 --keep "question 14"',
            "and keep all that it stands on",
        ),
    ),
)
def figure(
    measure: Annotated[str, typer.Argument(help=_("Code of the measure, such as recorded_crime."))],
    *,
    force: Annotated[str, typer.Option(help=_("Short name of the force, as in addresses."))],
    month: Annotated[str, typer.Option(help=_("Year and month, such as 2018-12."))],
    group: Annotated[str, typer.Option(help=_("Only this kind of crime."))] = "",
    area: Annotated[str, typer.Option(help=_("Only this district."))] = "",
    as_at: Annotated[str, typer.Option(help=_("As it was known at the end of this day, such as 2019-02-01."))] = "",
    rule: Annotated[Literal["house", "nhs"], typer.Option(help=_("By which rule it is judged."))] = "house",
    keep: Annotated[str, typer.Option(metavar="WHY", help=_("Keep it with its files, and say what for."))] = "",
    as_json: JsonOption = False,
) -> None:
    """Say one figure with its range, its trust and the files it was counted from, as known now or on a past day."""
    from polias.measures import public
    from polias.measures.as_at import end_of_day

    with refusals_told():
        moment = end_of_day(as_at) if as_at else None
        asked: dict[str, Any] = {"force": force, "month": _month(month), "as_at": moment, "rule": rule}
        found = public.figure(measure, offence_group=group, area=area, **asked)
        if found is None:
            raise _no_such(measure, force)
    kept = public.keep_figure(found, purpose=keep, as_at=moment) if keep and found.lineage else None
    if as_json:
        show({**vars(found), "reference": kept.reference if kept else None}, as_json=True)
        return
    typer.echo(" ".join(filter(None, [found.sentence, found.could_be_seen])))
    if moment and not found.known_from:
        typer.echo(_("At the end of {day} nothing of that month was held.").format(day=as_at.strip()))
    trust = {"high": _("high"), "medium": _("medium"), "low": _("low"), "withheld": _("withheld")}[found.trust_grade]
    typer.echo(_("Trust: {grade}.").format(grade=trust) + "".join(f" {reason}" for reason in found.trust_reasons))
    if found.known_from:
        until = f"{found.known_to:%Y-%m-%d %H:%M} UTC" if found.known_to else _("now")
        typer.echo(
            _("Known so from {since} UTC until {until}; definition {version}.").format(
                since=f"{found.known_from:%Y-%m-%d %H:%M}", until=until, version=found.definition_version
            )
        )
    for line in found.lineage:
        typer.echo(f"  {line}")
    if kept:
        typer.echo(
            _("Kept as {reference}, with {files} files. Prove it: polias measures rebuild {reference}").format(
                reference=kept.reference, files=kept.files
            )
        )


@measures.command("kept", epilog=examples(("polias measures kept", "every figure that is kept, and what for")))
def kept_figures(as_json: JsonOption = False) -> None:
    """List the figures that are kept with all that they stand on."""
    from polias.manifest import polias_home
    from polias.measures.kept.rebuild import named
    from polias.measures.kept.store import stored

    with refusals_told():
        found = list(stored(polias_home()))
    rows = [
        {
            "reference": one.figure.reference,
            "figure": named(one.figure),
            "value": one.figure.value,
            "as_at": f"{one.figure.as_at:%Y-%m-%d %H:%M}" if one.figure.as_at else None,
            "kept_for": ", ".join(one.kept_for),
        }
        for one in found
    ]
    show(rows or ([] if as_json else _("No figure is kept yet.")), as_json=as_json)


@measures.command(
    "rebuild",
    epilog=examples(
        ("polias measures rebuild FIG-3f2a9c1b7d04", "one kept figure"),
        ("polias measures rebuild NSH-PA-26-000001", "every figure that stands in a paper"),
        ("polias measures rebuild report/report.json", "every line of a monthly report"),
    ),
)
def rebuild(
    reference: Annotated[str, typer.Argument(metavar="REF", help=_("A kept figure, a paper, or a report.json."))],
    *,
    as_json: JsonOption = False,
) -> None:
    """Count kept figures again from the files they were counted from, and prove that the same comes out.

    Ends with 0 when every figure is the same, 1 when one is not or cannot be counted, 2 when there is none.
    """
    from polias.manifest import datasets_folder
    from polias.measures.kept.rebuild import rebuild as count_again

    with refusals_told():
        found = [count_again(one, datasets=datasets_folder()) for one in _kept_under(reference)]
    _tell(found, as_json=as_json)
    if not all(one.is_equal or one.state == "withheld" for one in found):
        raise typer.Exit(NOT_PROVED)


def _kept_under(reference: str) -> list[KeptFigure]:
    from polias.manifest import polias_home
    from polias.measures.kept.of_report import figures_of
    from polias.measures.kept.store import find

    if reference.endswith(".json"):
        return figures_of(Path(reference))
    return [one.figure for one in find(reference, home=polias_home())]


def _tell(found: list[Rebuilt], *, as_json: bool) -> None:
    from polias.measures.kept.rebuild import named

    if as_json:
        show(
            [
                {
                    "reference": one.kept.reference,
                    "figure": named(one.kept),
                    "kept": one.kept.value,
                    "counted": one.found,
                    "state": one.state,
                    "equal": one.is_equal,
                    "sentence": one.sentence,
                }
                for one in found
            ],
            as_json=True,
        )
        return
    for one in found:
        word = _("Equal") if one.is_equal else _("Withheld") if one.state == "withheld" else _("NOT PROVED")
        typer.echo(f"{word}: {named(one.kept)}. {one.sentence}")
    equal, without = sum(one.is_equal for one in found), sum(one.state == "withheld" for one in found)
    typer.echo(
        _("{equal} of {count} figures are equal, {other} are not proved, {without} had no value.").format(
            equal=equal, count=len(found), other=len(found) - equal - without, without=without
        )
    )


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise Refused(
            _("“{text}” is no month.").format(text=text), do=_("Write it as year and month: 2018-12.")
        ) from None


def _no_such(measure: str, force: str) -> Refused:
    from polias.manifest import datasets_folder
    from polias.measures.catalogue import offers_for

    known = [offer.code for offer in offers_for(force, datasets=datasets_folder())]
    if measure in known:
        return Refused(_("Of that kind of crime or district nothing was ever counted for {force}.").format(force=force))
    return Refused(
        _("Nothing is published of {measure} for {force}.").format(measure=measure, force=force),
        do=_("There is: {known}.").format(known=", ".join(known)) if known else _("Import or publish its data first."),
    )
