"""A quoted figure in words: its value, its expected range, how far to trust it, and what is too small to be shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

#: Counts below it are not shown to everybody: with four people in a village each knows who the four are.
SMALLEST_SHOWN = 5

#: Units that are no counts of people, crimes or incidents; a small value in them gives nobody away.
NOT_COUNTS = ("per cent", "days", "hours", "minutes", "pounds", "per 1,000")


def is_count(unit: str) -> bool:
    return not any(unit.endswith(one) or unit.startswith(one) for one in NOT_COUNTS)


def too_small(value: float | None, unit: str) -> bool:
    """Whether everybody must not see this value."""
    return value is not None and is_count(unit) and value < SMALLEST_SHOWN


def number(value: float | None, unit: str = "count") -> str:
    """A value as people read it: 1,204, or 61.2 where the unit is a share or a rate."""
    if value is None:
        return _("not known")
    return f"{value:,.1f}" if unit.startswith("per") else f"{value:,.0f}"


def range_words(figure: Any) -> str:
    """Where the value lies in its expected range and by which rule, never against last month alone."""
    from polias.measures.public import rule_in_words

    if figure.unfinished:
        return _("The month is not over.")
    if figure.lower is None or figure.upper is None:
        return _("Too little is known to say what is usual.")
    words = {"lower": number(max(figure.lower, 0.0), figure.unit), "upper": number(figure.upper, figure.unit)}
    if figure.exception:
        high = figure.exception == "high"
        said = (
            _("Higher than expected. Usual is %(lower)s to %(upper)s.")
            if high
            else _("Lower than expected. Usual is %(lower)s to %(upper)s.")
        )
        why = rule_in_words(figure.rule, high=high)
        return f"{said % words} {why[:1].upper()}{why[1:]}." if why else said % words
    if figure.explained:
        return (
            _("Usual is %(lower)s to %(upper)s. Among so many figures, one so far off is expected by chance.") % words
        )
    return _("As expected. Usual is %(lower)s to %(upper)s.") % words


def unit_words(unit: str) -> str:
    """The unit beside a value; a plain count has none, since the question says what is counted."""
    return {"count": "", "per cent": _("per cent"), "hours": _("hours"), "days": _("days")}.get(unit, unit)


def month_words(month: date) -> str:
    from django.utils.formats import date_format

    return date_format(month, "F Y")


def heading(figure: Any) -> str:
    """Question, group, force and month in one line."""
    parts = [figure.question, figure.offence_group, month_words(figure.month)]
    return " – ".join(part for part in parts if part)


def trust_words(grade: str) -> str:
    return {"high": _("high"), "medium": _("medium"), "low": _("low"), "withheld": _("withheld")}.get(grade, grade)
