"""Reading dated reference data from CSV files: facts that others change live in rows, never in code."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

SOURCED = "sourced"
TO_BE_CONFIRMED = "to be confirmed by the force"
STATUSES = frozenset({SOURCED, TO_BE_CONFIRMED})


def rows(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header, every value stripped.

    Raises ValueError naming the file and the line when a row is not as long as the header, or the file is no CSV text.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        try:
            for row in reader:
                if None in row or None in row.values():
                    raise ValueError("the row is not as long as the first line")
                yield {column: value.strip() for column, value in row.items()}
        except (csv.Error, ValueError) as error:
            raise ValueError(f"{file.name}, line {reader.line_num}: {error}") from error


def day(text: str) -> date | None:
    """A date as 2018-04-01; nothing stands for "no limit known"."""
    return date.fromisoformat(text) if text else None


def number(text: str) -> int | None:
    """A whole number, or None for nothing."""
    return int(text) if text else None


def yes(text: str) -> bool:
    """Y or N; anything else is a mistake in the file."""
    return {"Y": True, "N": False}[text]


def yes_if_known(text: str) -> bool | None:
    """Y, N, or nothing where nobody has confirmed it."""
    return yes(text) if text else None


def in_force(on: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether a dated row holds on the day; both ends count, and a missing end is open."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)
