"""A series from a table: its dates, values and denominators, each fault with its line and what to do about it."""

from __future__ import annotations

import csv
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from polias.measures.refusal import Refused
from polias.measures.words import _

#: So many rows are more than anybody judges on one chart, and fewer than would fill the memory.
MOST_ROWS = 100_000
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


#: Place, label, value, denominator and line of one row.
Row = tuple[Any, str, float | None, float | None, int]


@dataclass(frozen=True)
class Columns:
    """The headings of date, value and denominator; the last is empty where there is none."""

    date: str
    value: str
    denominator: str = ""

    @property
    def named(self) -> list[str]:
        return [name for name in (self.date, self.value, self.denominator) if name]


def read_series(path: Path, columns: Columns) -> Series:
    """The series of a CSV file, sorted by date. Raises Refused with the line that is wrong."""
    rows = _in_order(list(_rows(path, columns)))
    for (earlier, *_rest), (later, label, *_values, line) in itertools.pairwise(rows):
        if earlier == later:
            raise Refused(
                _("Line {line} gives {date} a second time.").format(line=line, date=label),
                do=_("Keep one row for each date."),
            )
    if not rows:
        raise Refused(_("{file} has no rows below its headings.").format(file=path.name))
    places, labels, values, denominators, lines = zip(*rows, strict=True)
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

    Raises ValueError.
    """
    text = text.strip()
    if "/" in text:
        day, month, year = text.split("/")
        return datetime(int(year), int(month), int(day), tzinfo=UTC)
    if len(text) == len("2024-03") and text[4] == "-":
        text += "-01"
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        return float(text)


def _rows(path: Path, columns: Columns) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_headings(reader.fieldnames or (), columns, path)
            for count, row in enumerate(reader, start=1):
                if count > MOST_ROWS:
                    raise Refused(
                        _("{file} has more than {most} rows.").format(file=path.name, most=f"{MOST_ROWS:,}"),
                        do=_("Give one series, a row for each date."),
                    )
                if any((value or "").strip() for value in row.values() if not isinstance(value, list)):
                    yield _row(row, columns, reader.line_num)
    except OSError as fault:
        raise Refused(_("{file} cannot be read.").format(file=path), do=str(fault.strerror or "")) from None
    except UnicodeDecodeError:
        raise Refused(
            _("{file} is no text in UTF-8.").format(file=path.name), do=_("Save it as CSV in UTF-8.")
        ) from None
    except csv.Error as fault:
        raise Refused(
            _("{file} is no CSV file: {fault}.").format(file=path.name, fault=fault),
            do=_("Save it as CSV in UTF-8, with a row of headings."),
        ) from None


def _check_headings(found: Sequence[str], columns: Columns, path: Path) -> None:
    if not found:
        raise Refused(
            _("{file} is empty.").format(file=path.name), do=_("Give a CSV file with a row of headings and rows below.")
        )
    for name in columns.named:
        if name not in found:
            raise Refused(
                _("{file} has no column {name}.").format(file=path.name, name=name),
                do=_("It has: {names}.").format(names=", ".join(found)),
            )


def _row(row: dict[str, str], columns: Columns, line: int) -> Row:
    label = (row[columns.date] or "").strip()
    try:
        place = read_place(label)
    except ValueError:
        raise Refused(
            _("Line {line}: {text} is no date.").format(line=line, text=label or _("an empty cell")),
            do=_("Write dates as 2024-03-01, 01/03/2024 or 2024-03, or number the points."),
        ) from None
    among = _number(row[columns.denominator], columns.denominator, line) if columns.denominator else None
    return place, label, _number(row[columns.value], columns.value, line), among, line


def _number(text: str | None, column: str, line: int) -> float | None:
    """A number, or None for a month that is not known."""
    said = (text or "").strip()
    if said.casefold() in MISSING:
        return None
    try:
        number = float(said.replace(",", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Refused(
            _("Line {line}: {text} in column {column} is no number.").format(line=line, text=said, column=column),
            do=_("Write a number, or leave the cell empty where it is not known."),
        )
    return number
