"""Counts which fields stop people, by day and force: no person, no record, no answer is kept."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from polias.crime.mandatory.register import mandatory_fields


def count_refusals(force_id: int, fields: Iterable[str]) -> None:
    """Add one to each mandatory field for which a form came back."""
    names = sorted(set(fields) & set(mandatory_fields()))
    if not names:
        return
    with connection.cursor() as cursor:
        # In one order, so that two pages at one time wait for each other instead of stopping each other.
        cursor.executemany(
            "insert into crime_fieldrefusal (force_id, field, day, times) values (%s, %s, %s, 1)"
            " on conflict (force_id, field, day) do update set times = crime_fieldrefusal.times + 1",
            [(force_id, name, timezone.localdate()) for name in names],
        )
