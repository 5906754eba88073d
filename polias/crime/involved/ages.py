"""How old people are on a day."""

from __future__ import annotations

from datetime import date


def age_on(day: date, *, born: date) -> int:
    """Whole years of age on a day; a birthday on 29 February falls on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
