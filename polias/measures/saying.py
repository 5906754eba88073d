"""Says a figure in one sentence: what it is, and where it lies in what is usual; numbers, never causes."""

from __future__ import annotations

from polias.measures.engine import Measure
from polias.measures.engine.stats.rules import Rule
from polias.measures.reckoning import Reckoned
from polias.measures.words import _, count, month_name, ngettext


def number(value: float | None, measure: Measure) -> str:
    """A figure as people write it: 1,204, 87.3% or 31 hours; “not known” where it is not."""
    if value is None:
        return _("not known")
    if measure.unit == "per cent":
        return f"{value:.1f}%"
    if measure.unit == "hours":
        return ngettext("{number} hour", "{number} hours", round(value)).format(number=count(value))
    if measure.unit == "days":
        return ngettext("{number} day", "{number} days", round(value)).format(number=count(value))
    return count(value)


def on_axis(value: float, measure: Measure) -> str:
    """A round number beside the axis of a chart, without its unit unless that is a sign."""
    shown = f"{value:,.10g}"
    return f"{shown}%" if measure.unit == "per cent" else shown


def expected(reckoned: Reckoned) -> str:
    """The range in words, empty where there is none."""
    figure = reckoned.figure
    if figure.lower is None or figure.upper is None:
        return ""
    return _("{lower} to {upper}").format(
        lower=number(figure.lower, reckoned.measure), upper=number(figure.upper, reckoned.measure)
    )


def where_it_lies(reckoned: Reckoned) -> str:
    """Where the figure lies in its expected range; why there is no such range, when there is none."""
    figure, usual = reckoned.figure, expected(reckoned)
    if figure.value is None:
        return nothing_known(reckoned)
    if reckoned.unfinished and usual:
        words = _("The month is not over. It is usually {range}.")
        if reckoned.measure.unit == "count":
            words = _("The month is not over. A whole month is usually {range}.")
        return words.format(range=usual)
    if not usual:
        return _no_range(reckoned)
    if figure.exception:
        high = figure.exception == "high"
        words = _("Higher than expected: {why}.") if high else _("Lower than expected: {why}.")
        return words.format(why=why(figure.rule, high=high)) + " " + _("The range is {range}.").format(range=usual)
    if figure.explained:
        return by_chance() + " " + _("The range is {range}.").format(range=usual)
    return _("Within the expected range of {range}.").format(range=usual)


def by_chance() -> str:
    """Of an exception that so many looks explain."""
    return _("It would be an exception alone. Among so many figures, one like it is to be expected by chance.")


def _no_range(reckoned: Reckoned) -> str:
    if reckoned.unfinished:
        return _("The month is not over.")
    if reckoned.measure.matures:
        return _("Months were supplied at different ages, so no expected range is drawn.")
    return _("Too few months are known to say what is usual.")


def why(rule: Rule | None, *, high: bool) -> str:
    """The rule that fired, in plain words."""
    if rule == "trend":
        return (
            _("it has risen at every step for at least seven months")
            if high
            else _("it has fallen at every step for at least seven months")
        )
    if rule == "two of three":
        return (
            _("two of three months in a row lie near or over the top of the range")
            if high
            else _("two of three months in a row lie near or under the bottom of the range")
        )
    if rule == "shift":
        return (
            _("at least seven months in a row lie above the average")
            if high
            else _("at least seven months in a row lie below the average")
        )
    return _("ordinary ups and downs do not explain it")


def nothing_known(reckoned: Reckoned) -> str:
    figure = reckoned.figure
    if why := figure.gaps.get(figure.month):
        return why
    held = bool(figure.months) and figure.months[-1].held
    back = reckoned.measure.months_for(figure.month)
    if not held and len(back) > 1 and any(used.month == figure.month for used in reckoned.result.lineage):
        words = _("It looks back to {first}, and a month since then was not supplied, so no figure is shown.")
        return words.format(first=month_name(back[0]))
    if not held:
        return _("Nothing was supplied for {month}, so no figure is shown.").format(month=month_name(figure.month))
    if reckoned.measure.denominator is None:
        return _("Nothing was waiting, so there is no age to give.")
    return _("There was nothing to take a share of.")


def sentence(reckoned: Reckoned) -> str:
    """The whole figure in one breath, for a paper or above a chart."""
    figure, measure = reckoned.figure, reckoned.measure
    about = " · ".join([_(measure.title), *([figure.category] if figure.category else [])])
    if figure.value is None:
        return _("{about}, {month}: no figure. {why}").format(
            about=about, month=month_name(figure.month), why=nothing_known(reckoned)
        )
    words = (
        _("{about}, {month} so far: {value}. {where}")
        if reckoned.unfinished
        else _("{about}, {month}: {value}. {where}")
    )
    return words.format(
        about=about, month=month_name(figure.month), value=number(figure.value, measure), where=where_it_lies(reckoned)
    )
