"""What is aimed at, in words: for the page, and for what everybody reads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def aim_told(*, basis: str, value: float | None, because: str, unit: str) -> str:
    """The aim in one sentence; it never says why, but for why there is none."""
    number = "" if value is None else f"{value:g}"
    if basis == "group_rank":
        return ngettext(
            "Rank %(rank)s of its most similar group.",
            "Rank %(rank)s of its most similar group, or better.",
            int(value or 1),
        ) % {"rank": number}
    told: dict[str, str] = {
        "group_average": _("The average of its most similar group, or better."),
        "group_best_quarter": _("The best quarter of its most similar group."),
        "own_value": _("%(number)s %(unit)s.") % {"number": number, "unit": _in_words(unit)},
        "none": _("No aspiration is set, because: %(why)s") % {"why": because},
    }
    return told.get(basis) or _change(value or 0.0)


def _in_words(unit: str) -> str:
    return _("in the month") if unit == "count" else unit


def _change(value: float) -> str:
    if value == 0:
        return _("As many as in the twelve months before.")
    words = (
        _("%(share)s%% more than in the twelve months before.")
        if value > 0
        else _("%(share)s%% fewer than in the twelve months before.")
    )
    return words % {"share": f"{abs(value):g}"}


def of(aspiration: Any) -> str:
    """The aim of a record."""
    from polias.measures.public import unit_of

    return aim_told(
        basis=aspiration.basis, value=aspiration.value, because=aspiration.because, unit=unit_of(aspiration.measure)
    )
