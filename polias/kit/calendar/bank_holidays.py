"""The bank holidays, read from dated reference data, so that a moved holiday is a row and not a release."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from polias.kit.errors import PoliasError
from polias.kit.i18n.plain import gettext as _

Nation = Literal["england-and-wales", "northern-ireland"]
NATIONS: tuple[Nation, ...] = get_args(Nation)
FILE = Path(__file__).with_name("bank_holidays.csv")


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One day on which the banks are closed in one nation; status is "announced" or "to be confirmed"."""

    nation: Nation
    day: date
    title: str
    status: str
    source: str


class YearNotKnown(PoliasError):
    """Working days were asked for in a year whose bank holidays are not in the reference data."""

    slug = "bank-holidays-not-known"

    def __init__(self, year: int) -> None:
        first, last = years_known()
        super().__init__(
            _("The bank holidays of %(year)d are not known here, only %(first)d to %(last)d.")
            % {"year": year, "first": first, "last": last},
            do=_("Ask for the year to be added to the list of bank holidays."),
        )
        self.year = year


@cache
def _all() -> tuple[BankHoliday, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            BankHoliday(
                _nation(row["nation"]), date.fromisoformat(row["date"]), row["title"], row["status"], row["source"]
            )
            for row in csv.DictReader(lines)
        )


def _nation(text: str) -> Nation:
    for nation in NATIONS:
        if nation == text:
            return nation
    raise ValueError(f"bank_holidays.csv names the nation {text!r}; it must be one of {', '.join(NATIONS)}.")


@cache
def bank_holidays(nation: Nation = "england-and-wales") -> Mapping[date, BankHoliday]:
    """Every known bank holiday of the nation, by its date."""
    return {holiday.day: holiday for holiday in _all() if holiday.nation == nation}


@cache
def years_known() -> tuple[int, int]:
    """The first and last year the reference data covers."""
    years = [holiday.day.year for holiday in _all()]
    return min(years), max(years)
