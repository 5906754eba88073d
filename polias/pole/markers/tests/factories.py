"""Warning markers for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from polias.kit.record.model import Record
from polias.pole.markers.actions import add_marker
from polias.pole.markers.model import Marker

REASON = "Bit an officer on 3 May; PC Rook's statement."


def days_from_now(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def a_marker_on(record: Record, *, actor: Any, **changes: Any) -> Marker:
    """A live marker on a record, added by somebody who may; the newest if there are several."""
    given: dict[str, Any] = {"kind": "VI", "severity": "high", "reason": REASON, "until": days_from_now(30)}
    add_marker(record, actor=actor, **(given | changes))
    newest = Marker.objects.filter(register_id=record.pk).order_by("-pk").first()
    assert newest is not None
    return newest


def in_days(days: int) -> Any:
    """Let it be another day in London, so many days from now."""
    return patch.object(timezone, "localdate", lambda *_args: days_from_now_by_the_clock(days))


def days_from_now_by_the_clock(days: int) -> date:
    return timezone.localtime().date() + timedelta(days=days)
