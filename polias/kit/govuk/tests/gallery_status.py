"""An invented picture of the status page, with something of everything: a bad day, a late queue, an outage to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from polias.kit.health.page import for_people

AT = "2018-03-03T14:02:00+00:00"


def _figures(up: int, degraded: int, down: int, not_known: int = 0) -> dict[str, Any]:
    known = up + degraded + down
    return {
        "up_minutes": up,
        "degraded_minutes": degraded,
        "down_minutes": down,
        "not_known_minutes": not_known,
        "up_per_cent": up * 100_000 // known / 1000 if known else None,
    }


def _day(number: int) -> dict[str, Any]:
    figures = _figures(0, 0, 0, 1440) if number < 6 else _figures(1440 - 40 * (number % 7), 30 * (number % 3), number)
    pages = {"pages": 4200 + number, "slow_pages": 3, "median_ms": 120, "p95_ms": 1490 + number}
    return {"day": (date(2018, 2, 2) + timedelta(days=number)).isoformat(), **figures, **pages}


def status_page() -> dict[str, Any]:
    return for_people(
        {
            "state": "degraded",
            "as_at": AT,
            "history_as_at": "2018-03-03T13:40:00+00:00",
            "parts": [
                {"name": "process", "state": "well"},
                {"name": "database", "state": "down"},
                {"name": "worker", "state": "degraded", "age_seconds": 400},
                {"name": "outbox", "state": "degraded", "age_seconds": 4000},
            ],
            "measured_since": "2018-02-08T00:00:00+00:00",
            "uptime": [{"span": name, **_figures(1400, 30, 10)} for name in ("24 hours", "7 days", "30 days")],
            "days": [_day(number) for number in range(30)],
            "months": [
                {"month": "2018-02", **_figures(40_000, 200, 120)},
                {"month": "2018-03", **_figures(3700, 2, 0)},
            ],
            "interruptions": [
                {"from": AT, "to": AT, "minutes": 75, "state": "down", "planned": True},
                {"from": AT, "to": AT, "minutes": 1, "state": "degraded", "planned": False},
            ],
            "queues": [
                {"name": "outbox", "waiting": 1200, "oldest_minutes": 66, "late_after_minutes": 10, "late": True},
                {"name": "seal", "waiting": 0, "oldest_minutes": 0, "late_after_minutes": 5, "late": False},
            ],
            "planned": [{"words": "The disks are changed.", "from": AT, "to": AT}],
        }
    )
