"""Months as text, `2018-12`: they sort, they travel in file names, and they never have a time zone."""

from __future__ import annotations

from datetime import date, timedelta


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


def months_back(month: str, *, days: int) -> tuple[str, ...]:
    """The month and those before it in which any of so many days before it lies, the earliest first."""
    year, number = (int(part) for part in month.split("-"))
    earliest = date(year, number, 1) - timedelta(days=days)
    return span(f"{earliest:%Y-%m}", month)
