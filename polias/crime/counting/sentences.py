"""The longest sentence for each class, by which the principal crime of an incident is found.

The table is dated and waits for each force to confirm it: the published look-up table was not at hand, so the figures
stand as the Acts named beside them have them for the gravest offence of the class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polias.kit.reference import day, in_force, rows

FILE = Path(__file__).with_name("max_sentences.csv")
#: A sentence for life is longer than any number of years that stands in the table.
LIFE_YEARS = 99.0


@dataclass(frozen=True, slots=True)
class MaxSentence:
    """The longest sentence for one class, and the Act that says so; 0 years where there is only a fine."""

    code: str
    years: float
    valid_from: date | None
    valid_to: date | None
    source: str
    status: str

    @property
    def words(self) -> str:
        if self.years >= LIFE_YEARS:
            return _("life")
        if self.years == 0:
            return _("a fine")
        if self.years < 1:
            months = round(self.years * 12)
            return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
        return ngettext("%(count)d year", "%(count)d years", int(self.years)) % {"count": int(self.years)}


@cache
def max_sentences(on: date) -> Mapping[str, MaxSentence]:
    """The longest sentence by class, as it stood on the day."""
    found = (_max_sentence(row) for row in rows(FILE))
    return {one.code: one for one in found if in_force(on, one.valid_from, one.valid_to)}


def gravest(codes: tuple[str, ...], on: date) -> MaxSentence | None:
    """The class with the longest sentence; the first of them where several have it, none where no class is known."""
    known = [one for code in codes if (one := max_sentences(on).get(code))]
    return max(known, key=lambda one: one.years, default=None)


def _max_sentence(row: dict[str, str]) -> MaxSentence:
    years = {"life": LIFE_YEARS, "fine": 0.0}.get(row["max_years"])
    return MaxSentence(
        code=row["code"],
        years=float(row["max_years"]) if years is None else years,
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        source=row["source"],
        status=row["status"],
    )
