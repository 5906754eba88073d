"""The status of the installation as one picture: what works now, what worked before, what waits, what is planned.

It is the same for everybody and holds no personal data. The worker keeps the last picture in a file, which is shown,
with its time, while the database is away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from polias.kit.calendar.london import london_date
from polias.kit.health import uptime as minutes
from polias.kit.health.backup import last_backup
from polias.kit.health.model import HealthNotice, PageTimes
from polias.kit.health.notices import standing
from polias.kit.health.parts import Part, examine, overall
from polias.kit.health.queues import QueueState, states
from polias.kit.health.times import quantile
from polias.kit.health.uptime import Uptime
from polias.kit.remembering import remembered_for
from polias.kit.server.folder import home

DAYS_SHOWN = 30
MONTHS_SHOWN = 13
INTERRUPTIONS_SHOWN = 10
SPANS = {"24 hours": timedelta(days=1), "7 days": timedelta(days=7), "30 days": timedelta(days=30)}

Picture = dict[str, Any]


def picture(*, now: datetime | None = None) -> Picture:
    """Everything that is told, as plain values: instants in UTC as text, times in milliseconds, shares in per cent."""
    now = now or timezone.now()
    parts = examine(now=now)
    head = {"state": overall(parts), "as_at": _text(now), "parts": [_known(part) for part in parts]}
    try:
        return {**head, **_history(now), "history_as_at": _text(now)}
    except DatabaseError:
        return {**_kept(), **head}


@remembered_for(seconds=20)
def recent_picture() -> Picture:
    """The same, worked out at most three times a minute in each process, however many ask."""
    return picture()


def _history(now: datetime) -> Picture:
    end, first = minutes.last_counted(now), minutes.first_minute()
    since = minutes.working_since(end=end)
    return {
        "measured_since": _text(first),
        "working_without_interruption_since": _text(since),
        "uptime": [
            {"span": name, **_figures(minutes.uptime(start=end - span, end=end, first=first))}
            for name, span in SPANS.items()
        ],
        **_by_day_and_month(end, first),
        "interruptions": _interruptions(end),
        "queues": [_queue(state, now) for state in states()],
        "backup": _backup(now),
        "planned": [_notice(notice) for notice in standing(since=now)],
        "slow_page_from_ms": settings.POLIAS_SLOW_MS,
    }


def _by_day_and_month(end: datetime, first: datetime | None) -> Picture:
    today = london_date(end)
    days = [today - timedelta(days=back) for back in range(400, -1, -1)]
    found = minutes.uptime_by_day(days, end=end, first=first)
    months: dict[date, list[Uptime]] = {}
    for day, one in found.items():
        months.setdefault(day.replace(day=1), []).append(one)
    shown = days[-DAYS_SHOWN:]
    times = _page_times(shown)
    return {
        "days": [{"day": day.isoformat(), **_figures(found[day]), **times.get(day, _NO_PAGES)} for day in shown],
        "months": [
            {"month": f"{month:%Y-%m}", **_figures(one)}
            for month, each in sorted(months.items())[-MONTHS_SHOWN:]
            if (one := minutes.added(each)).known
        ],
    }


_NO_PAGES: Mapping[str, Any] = {"pages": 0, "slow_pages": 0, "median_ms": None, "p95_ms": None}


def _page_times(days: list[date]) -> dict[date, Mapping[str, Any]]:
    rows = PageTimes.objects.filter(day__in=days, route="")
    return {
        row.day: {
            "pages": row.pages,
            "slow_pages": row.slow,
            "median_ms": _whole(quantile(row.buckets, 0.5)),
            "p95_ms": _whole(quantile(row.buckets, 0.95)),
        }
        for row in rows
    }


def _figures(one: Uptime) -> dict[str, Any]:
    return {
        "up_minutes": one.up,
        "degraded_minutes": one.degraded,
        "down_minutes": one.down,
        "not_known_minutes": one.not_known,
        "up_per_cent": one.per_cent_up,
    }


def _interruptions(end: datetime) -> list[dict[str, Any]]:
    month = end - timedelta(days=30)
    planned = standing(since=month)
    found = minutes.interruptions(start=month, end=end)[-INTERRUPTIONS_SHOWN:]
    return [
        {
            "from": _text(span.starts_at),
            "to": _text(span.ends_at),
            "minutes": span.minutes,
            "state": span.state,
            "planned": any(n.starts_at <= span.starts_at and span.ends_at <= n.ends_at for n in planned),
        }
        for span in reversed(found)
    ]


def _queue(state: QueueState, now: datetime) -> dict[str, Any]:
    return {
        "name": state.queue.name,
        "waiting": state.waiting,
        "oldest_at": _text(state.oldest_at),
        "oldest_minutes": int(state.age(now).total_seconds() // 60),
        "late_after_minutes": int(state.queue.late_after.total_seconds() // 60),
        "late": state.is_late(now),
        "read_at": _text(state.read_at),
    }


def _backup(now: datetime) -> dict[str, Any]:
    found = last_backup()
    told = {"at": _text(found.at), "kind": found.kind, "restore_tested_at": _text(found.verified_at), "ok": found.ok}
    return {**told, "alarm": found.is_alarming(now)}


def _notice(notice: HealthNotice) -> dict[str, Any]:
    return {"words": notice.words, "from": _text(notice.starts_at), "to": _text(notice.ends_at)}


def _known(part: Part) -> dict[str, Any]:
    return {name: value for name, value in asdict(part).items() if value is not None}


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat(timespec="seconds")


def kept_file() -> Path:
    return home().path / "health" / "status.json"


def keep(told: Picture) -> None:
    """Write the picture beside the database, whole or not at all."""
    path = kept_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(told))
    draft.replace(path)


def _kept() -> Picture:
    """The last picture that was kept, whose history is shown with its own time; empty when there is none."""
    try:
        told = json.loads(kept_file().read_text())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
