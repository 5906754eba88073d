"""Months as text, `2018-12`: they sort, they travel in file names, and they never have a time zone."""

from __future__ import annotations


def shifted(month: str, by: int) -> str:
    """The month so many later, or earlier when negative."""
    year, number = (int(part) for part in month.split("-"))
    index = year * 12 + number - 1 + by
    return f"{index // 12:04}-{index % 12 + 1:02}"


def span(first: str, last: str) -> tuple[str, ...]:
    """Every month from first to last, both included."""
    months = []
    while first <= last:
        months.append(first)
        first = shifted(first, 1)
    return tuple(months)
