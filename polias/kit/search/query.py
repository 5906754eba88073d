"""What somebody typed into the search box, understood as a name, a date or year of birth and a postcode."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from polias.kit.calendar import london_date
from polias.kit.search.names import FIXED_PREFIXES, LOOSE_PREFIXES, TITLES, folded

MONTHS = {
    name: n
    for n, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4})(?!\d)")
WORDED = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\s+(\d{4})(?!\d)")
YEAR = re.compile(r"(?<![\d/])(19\d\d|20\d\d)(?![\d/])")
EARLIEST_YEAR = 1880
POSTCODE = re.compile(r"\b([A-Za-z]{1,2}[0-9][A-Za-z0-9]?)\s*([0-9][A-Za-z]{2})\b")


@dataclass(frozen=True, slots=True)
class NameQuery:
    """One search for a person; `not_understood` keeps what looked like a date but is none, to be said back."""

    forenames: str = ""
    surname: str = ""
    date_of_birth: date | None = None
    year_of_birth: int | None = None
    postcode: str = ""
    not_understood: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        """Forenames and surname together, as typed."""
        return f"{self.forenames} {self.surname}".strip()


def parse_query(text: str, *, today: date | None = None) -> NameQuery:
    """Understand "jon smyth 1980", "Smyth, Jon 12/03/1980" or "smyth cb1 2ab"; days come before months.

    `today` settles the century of a two-figure year: a birth is never in the future.
    """
    query = NameQuery()
    rest, query = _take_date(text, query, today or london_date(datetime.now(UTC)))
    rest, query = _take_postcode(rest, query)
    rest, query = _take_year(rest, query)
    return _take_names(rest, query)


def normal_postcode(text: str) -> str:
    """A postcode in capitals with its one space, or "" when it is none."""
    found = POSTCODE.search(text)
    return f"{found[1]} {found[2]}".upper() if found else ""


def _take_date(text: str, query: NameQuery, today: date) -> tuple[str, NameQuery]:
    for pattern in (ISO, NUMERIC, COMPACT, WORDED):
        found = pattern.search(text)
        if found:
            born = _date_from(pattern, found, today)
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            refused = () if born else (found[0],)
            return rest, replace(query, date_of_birth=born, not_understood=refused)
    return text, query


def _date_from(pattern: re.Pattern[str], found: re.Match[str], today: date) -> date | None:
    first, second, third = found.groups()
    if pattern is ISO:
        return _date(int(first), int(second), int(third), today)
    if pattern is WORDED:
        return _date(int(third), MONTHS.get(second[:3].lower(), 0), int(first), today)
    year = _with_century(third, today)
    # An American order is understood only where the British one is impossible.
    return _date(year, int(second), int(first), today) or _date(year, int(first), int(second), today)


def _with_century(digits: str, today: date) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year <= today.year % 100 else 1900 + year


def _date(year: int, month: int, day: int, today: date) -> date | None:
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return born if born.year >= EARLIEST_YEAR and born <= today else None


def _take_postcode(text: str, query: NameQuery) -> tuple[str, NameQuery]:
    found = POSTCODE.search(text)
    if not found:
        return text, query
    return f"{text[: found.start()]} {text[found.end() :]}", replace(query, postcode=normal_postcode(found[0]))


def _take_year(text: str, query: NameQuery) -> tuple[str, NameQuery]:
    found = YEAR.search(text)
    if not found:
        return text, query
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return (rest, query) if query.date_of_birth else (rest, replace(query, year_of_birth=int(found[0])))


def _take_names(text: str, query: NameQuery) -> NameQuery:
    if "," in text:
        surname, _, forenames = text.partition(",")
        return replace(query, surname=_tidy(surname), forenames=_tidy(forenames))
    words = [word for word in _tidy(text).split() if folded(word) not in TITLES]
    start = max(len(words) - 1, 0)
    while start > 1 and folded(words[start - 1]) in LOOSE_PREFIXES | FIXED_PREFIXES:
        start -= 1
    return replace(query, forenames=" ".join(words[:start]), surname=" ".join(words[start:]))


def _tidy(text: str) -> str:
    """Only words that hold a letter, so that a stray number is no name."""
    return " ".join(word for word in text.split() if folded(word))
