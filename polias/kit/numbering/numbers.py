"""Human references such as NSH-CR-26-000042: force, type, year, number; never given twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import connection

if TYPE_CHECKING:
    from polias.kit.record.types import RecordType

LONDON = ZoneInfo("Europe/London")
#: What `written` makes, of either style, wherever it stands in a text.
REFERENCE = r"\b[A-Z]{2,5}-[A-Z]{2}-(?:\d{2}-\d{6,}|\d{8}-\d{4,})\b"
NEXT = """
    insert into kit_series (force_id, name, last) values (%s, %s, %s)
    on conflict (force_id, name) do update set last = kit_series.last + excluded.last returning last
"""

_naming: dict[str, Callable[[int], str]] = {"force": str}


def name_forces_by(function: Callable[[int], str]) -> None:
    """Tell the kit how a force is written in references; the force module does this when Django starts."""
    _naming["force"] = function


def take_numbers(force_id: int, series: str, *, count: int = 1) -> int:
    """Take ``count`` numbers and give back the last; the counter row is locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [force_id, series, count])
        return int(cursor.fetchone()[0])


def next_reference(declared: RecordType, *, force_id: int, at: datetime) -> str:
    """The next reference of a type in a force; logs start again at 1 each London day, other types each year."""
    series = series_of(declared, at=at)
    return written(declared, force_id=force_id, at=at, number=take_numbers(force_id, series))


def series_of(declared: RecordType, *, at: datetime) -> str:
    day = at.astimezone(LONDON)
    return f"{declared.prefix}-{day:%Y%m%d}" if declared.reference_style == "daily" else f"{declared.prefix}-{day:%y}"


def written(declared: RecordType, *, force_id: int, at: datetime, number: int) -> str:
    """A number as people write it."""
    day, force = at.astimezone(LONDON), _naming["force"](force_id)
    if declared.reference_style == "daily":
        return f"{force}-{declared.prefix}-{day:%Y%m%d}-{number:04d}"
    return f"{force}-{declared.prefix}-{day:%y}-{number:06d}"
