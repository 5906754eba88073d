"""Dates and times as minutes print them, in English and Welsh, with or without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WELSH = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
]
_MUTATED = {"fawrth": 3, "fai": 5, "fehefin": 6, "orffennaf": 7, "fedi": 9, "dachwedd": 11, "ragfyr": 12}
MONTHS = {name: number for names in (_ENGLISH, _WELSH) for number, name in enumerate(names, 1)} | _MUTATED
MONTHS |= {name[:3]: number for number, name in enumerate(_ENGLISH, 1)} | {"sept": 9}
#: The name of a month in English, for patterns.
MONTH_NAME = "(?:" + "|".join(_ENGLISH) + ")"
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WELSH_DAYS = ("llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul")

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = (
    r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur|sat|sun)(?:day)?|"
    r"dydd (?:llun|mawrth|mercher|iau|gwener|sadwrn|sul))\b\.?,?\s*(?:the\s+)?)?"
)
_DAY = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th|ain|fed|af|il|ydd|eg|ed))?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DATES = (
    re.compile(rf"(?<![\d/.]){_WEEKDAY}{_DAY}\s*(?:day\s+)?(?:of\s+|o\s+)?{_MONTH},?\s*(?:{_YEAR})?", re.I),
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+{_DAY}(?!\d|[:.]\d|/\d)\b,?\s*(?:{_YEAR})?", re.I),
    re.compile(
        rf"(?<![\d/.-]){_WEEKDAY}(?P<day>\d{{1,2}})[./-](?P<number>\d{{1,2}})[./-](?P<year>(?:19|20)?\d\d)(?![\d/])",
        re.I,
    ),
    re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)"),
)
_DIGIT = re.compile(r"\d")
_MONTHS_ALONE = re.compile(rf"(?<![\w/]){_MONTH}(?:,?\s+{_YEAR})?", re.I)
#: Words behind which "May" and "March" are months.
_IN_TIME = re.compile(r"\b(?:in|by|of|during|early|mid|late|until|till|before)[\s-]+\Z", re.I)
_TIME = re.compile(
    r"(?<![\d.:/£])(?P<hour>\d{1,2})(?:\s?[.:]\s?(?P<minute>\d\d))?\s?(?P<half>[ap]\.?\s?m\b\.?|noon\b|"
    r"midday\b|hours\b|hrs\b|yb\b|yp\b|y\.b\.?|y\.p\.?)"
    r"|(?<![\d.:/£])(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?![\d%]|\.\d)|"
    r"(?<![\d/.])(?P<four>[012]\d[0-5]\d)\s?(?:hours|hrs)\b",
    re.I,
)


@dataclass(frozen=True)
class Found:
    """A date in a text: the day may be missing (only a month is printed), and so may the year."""

    start: int
    end: int
    month: int
    day: int | None
    year: int | None
    weekday: int | None = None

    @property
    def iso(self) -> str:
        """ISO date or month; empty without a year."""
        if not self.year:
            return ""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def in_year(self, year: int) -> Found:
        return Found(self.start, self.end, self.month, self.day, year, self.weekday)


def days(text: str) -> list[Found]:
    """Every date with a day, in order; impossible ones (31 June) are not dates."""
    found: list[Found] = []
    if not _DIGIT.search(text):
        return found
    for pattern in _DATES:
        for match in pattern.finditer(text):
            date_found = _found(match)
            if date_found and not any(f.start < date_found.end and date_found.start < f.end for f in found):
                found.append(date_found)
    return sorted(found, key=lambda each: each.start)


def _months(text: str, taken: list[Found], *, certain: bool) -> Iterator[Found]:
    """Months without a day ("October 2017", "October"); "May" and "March" only with a year or a word of time before."""
    for match in _MONTHS_ALONE.finditer(text):
        word, year = match.group("month"), match.group("year")
        impossible_day = re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\s*\Z", text[: match.start()])
        if impossible_day or any(d.start < match.end() and match.start() < d.end for d in taken):
            continue
        doubtful = word.lower() in ("may", "march", "mar", "mai", "sat", "dec", "jan")
        timed = certain or bool(_IN_TIME.search(text[: match.start()]))
        if not year and (not word[0].isupper() or (doubtful and not timed)):
            continue
        yield Found(match.start(), match.end(), MONTHS[word.lower()], None, int(year) if year else None)


def dates(text: str, *, certain: bool = False) -> list[Found]:
    """Days and months, in order; `certain` where only a date can stand, so that "May" alone is the month."""
    found = days(text)
    return sorted([*found, *_months(text, found, certain=certain)], key=lambda each: each.start)


def _found(match: re.Match[str]) -> Found | None:
    parts = match.groupdict()
    month = MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["number"])
    year = int(parts["year"]) if parts.get("year") else None
    year = 2000 + year if year and year < 100 else year
    day = int(parts["day"])
    try:
        date(year or 2024, month, day)
    except ValueError:
        return None
    end = match.end() if match.group()[-1:].strip() else match.start() + len(match.group().rstrip(" ,"))
    return Found(match.start(), end, month, day, year, _weekday(parts.get("weekday")))


def _weekday(word: str | None) -> int | None:
    if not word:
        return None
    word = word.lower()
    if word.startswith("dydd "):
        return _WELSH_DAYS.index(word.removeprefix("dydd "))
    return next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(word[:3]))


def years_that_fit(found: Found, *, near: int) -> list[int]:
    """Years around one in which the printed weekday falls on the printed day."""
    if not found.day or found.weekday is None:
        return []
    years = range(near - 2, near + 3)
    return [year for year in years if _weekday_of(year, found.month, found.day) == found.weekday]


def _weekday_of(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def times(text: str) -> list[tuple[int, int, str]]:
    """Times of day: start, end and HH:MM; "10.30" without am or pm only as hour and minute."""
    return [(match.start(), match.end(), value) for match in _TIME.finditer(text) if (value := _clock(match))]


def _clock(match: re.Match[str]) -> str:
    if four := match.group("four"):
        return f"{four[:2]}:{four[2:]}" if int(four[:2]) < 24 else ""
    if match.group("hour24"):
        return f"{int(match.group('hour24')):02}:{match.group('minute24')}"
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    half = match.group("half").lower().replace(".", "").replace(" ", "")
    if half in ("pm", "yp") and hour < 12:
        hour += 12
    if half in ("am", "yb") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
