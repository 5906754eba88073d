"""A series from a table: its dates, values and denominators, each fault with its line and what to do about it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from polias.kit.tables.broken import mended
from polias.kit.tables.problems import CannotBeRead
from polias.kit.tables.sheet import sheet
from polias.measures.refusal import Refused
from polias.measures.words import _, month_name
from polias.measures.written import in_short, number_in

#: So many rows are more than anybody judges on one chart, and fewer than would fill the memory.
MOST_ROWS = 100_000
#: What has an earlier one has a year of two digits, or is no date.
FIRST_YEAR = 1000
#: No series of months is longer.
MOST_YEARS = 100
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-"})


#: What the points are in the order of: moments, or plain numbers such as those of the events of a g chart.
Place = datetime | float


@dataclass(frozen=True)
class Series:
    """One series in the order of its dates: each as it was written, with its value, denominator and line."""

    labels: Sequence[str]
    places: Sequence[Place]
    values: Sequence[float | None]
    denominators: Sequence[float | None]
    lines: Sequence[int]

    @property
    def dated(self) -> list[datetime]:
        """The moments of the points; none where they are numbered."""
        return [place for place in self.places if isinstance(place, datetime)]


#: Place, label, value, denominator, line and name of the series of one row.
Row = tuple[Any, str, float | None, float | None, int, str]


@dataclass(frozen=True)
class Columns:
    """The headings of date and value, of the denominator and of the names of series where there are any."""

    date: str
    value: str
    denominator: str = ""
    series: str = ""

    @property
    def named(self) -> list[str]:
        return [name for name in (self.date, self.value, self.denominator, self.series) if name]


def read_series(path: Path, columns: Columns) -> Series:
    """The series of a CSV (also gzipped) or Parquet file, sorted by date. Raises Refused with the line at fault."""
    return read_pack(path, columns)[""]


def read_pack(path: Path, columns: Columns) -> dict[str, Series]:
    """The series of a file by name, in the order in which they appear; of one without names, the one called ``""``."""
    try:
        rows = list(_rows(path, columns))
    except CannotBeRead as fault:
        raise Refused(fault.sentence, do=fault.do) from None
    if not rows:
        raise Refused(_("{file} has no rows below its headings.").format(file=path.name))
    by_name: dict[str, list[Row]] = {}
    for row in _in_order(rows):
        by_name.setdefault(row[-1], []).append(row)
    return {name: _series_of(by_name[name]) for name in dict.fromkeys(row[-1] for row in rows)}


def _series_of(rows: list[Row]) -> Series:
    for (earlier, *_rest), (later, label, *_values, line, _name) in itertools.pairwise(rows):
        if earlier == later:
            raise Refused(
                _("Line {line} gives {date} a second time.").format(line=line, date=label),
                do=_("Keep one row for each date."),
            )
    places, labels, values, denominators, lines, _names = zip(*rows, strict=True)
    return Series(labels, places, values, denominators, lines)


def place_of(series: Series, begin: Place) -> int:
    """Which point is the first on or after a date or number, counted from nought. Raises Refused where none is."""
    if isinstance(begin, datetime) != isinstance(series.places[0], datetime):
        raise Refused(
            _("The date to begin at is not written as those of the file are."), do=_("Write it as in the file.")
        )
    later = (place for place, on in enumerate(series.places) if on >= begin)  # type: ignore[operator]
    if (place := next(later, None)) is None:
        raise Refused(
            _("There is no value on or after the date to begin at."),
            do=_("The last is of {last}.").format(last=series.labels[-1]),
        )
    return place


def by_month(series: Series) -> dict[str, float | None]:
    """The values by month. Raises Refused with the line that is no month, or of a month that was there before."""
    found: dict[str, float | None] = {}
    for label, place, value, line in zip(series.labels, series.places, series.values, series.lines, strict=True):
        if not isinstance(place, datetime):
            raise Refused(
                _("Line {line}: {text} is a number, and this is judged by month of the year.").format(
                    line=line, text=label
                ),
                do=_("Write each month as 2024-03 or as a day in it."),
            )
        month = f"{place:%Y-%m}"
        if month in found:
            raise Refused(
                _("Line {line} gives {month} a second time.").format(line=line, month=month_name(month)),
                do=_("Keep one row for each month: add up weeks or days, or watch them by polias measures early."),
            )
        found[month] = value
    _refuse_an_age(found)
    return found


def _refuse_an_age(months: Collection[str]) -> None:
    """A slip in one year would have thousands of months counted that never were."""
    first, last = min(months), max(months)
    if int(last[:4]) - int(first[:4]) > MOST_YEARS:
        raise Refused(
            _("The months go from {first} to {last}, which is more than {years} years.").format(
                first=month_name(first), last=month_name(last), years=MOST_YEARS
            ),
            do=_("Look at the years of the first and of the last date."),
        )


def _in_order(rows: list[Row]) -> list[Row]:
    """Sorted by date or by number. Raises Refused where one row has the one and another the other."""
    for row in rows:
        if isinstance(row[0], datetime) != isinstance(rows[0][0], datetime):
            raise Refused(
                _("Line {line}: {text} is of another kind than the date of line {first}.").format(
                    line=row[4], text=row[1], first=rows[0][4]
                ),
                do=_("Write all dates in one way."),
            )
    return sorted(rows, key=lambda row: row[0])


def read_place(text: str) -> Place:
    """Where a row stands: 2024-03-01, 01/03/2024, 2024-03 (its first day), with or without a time, or a number.

    Raises ValueError, also for a year of two digits, which is no year of ours.
    """
    text = text.strip()
    if "/" in text:
        day, month, year = text.split("/")
        return _of_our_time(datetime(int(year), int(month), int(day), tzinfo=UTC))
    if len(text) == len("2024-03") and text[4] == "-":
        text += "-01"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        if (number := number_in(text)) is None:
            raise
        return number
    return _of_our_time(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _of_our_time(moment: datetime) -> datetime:
    if moment.year < FIRST_YEAR:
        raise ValueError(f"the year {moment.year}")
    return moment


def _rows(path: Path, columns: Columns) -> Iterator[Row]:
    table = sheet(path)
    places = [table.place(name) for name in columns.named]
    for count, row in enumerate(table.rows(places), start=1):
        if count > MOST_ROWS:
            raise Refused(
                _("{file} has more than {most} rows.").format(file=path.name, most=f"{MOST_ROWS:,}"),
                do=_("Give one series, a row for each date."),
            )
        if not row.fits:
            raise Refused(
                _("Line {line} has not as many cells as there are headings.").format(line=row.line),
                do=_("Put it right, or save the table again as CSV."),
            )
        cells = [mended(cell or "").strip() for cell in row.cells]
        if any(cells):
            yield _row(cells, columns, row.line)


def _row(cells: Sequence[str], columns: Columns, line: int) -> Row:
    said = dict(zip(columns.named, cells, strict=True))
    label, among = said[columns.date], said.get(columns.denominator)
    try:
        place = read_place(label)
    except ValueError:
        raise Refused(
            _("Line {line}: {text} is no date.").format(line=line, text=in_short(label) or _("an empty cell")),
            do=_("Write dates as 2024-03-01, 01/03/2024 or 2024-03, with the whole year, or number the points."),
        ) from None
    if columns.series and not said[columns.series]:
        raise Refused(
            _("Line {line} has nothing in column {column}.").format(line=line, column=columns.series),
            do=_("Say of what the row is, or take it out."),
        )
    value = number(said[columns.value], columns.value, line)
    divided_by = None if among is None else number(among, columns.denominator, line)
    return place, label, value, divided_by, line, said.get(columns.series, "")


def number(said: str, column: str, line: int) -> float | None:
    """A number, or None for a month that is not known."""
    if said.casefold() in MISSING:
        return None
    if (number := number_in(said)) is None:
        raise Refused(
            _("Line {line}: {text} in column {column} is no number.").format(
                line=line, text=in_short(said), column=column
            ),
            do=_("Write it as 12.5, 1204 or 1,204, or leave the cell empty where it is not known."),
        )
    return number
