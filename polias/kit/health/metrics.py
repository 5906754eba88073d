"""Counts and times in the text that Prometheus reads (exposition format 0.0.4).

They come from what the worker has counted, at most a minute and some seconds ago, and are the same whichever web
process is asked: no process keeps counters of its own. A label holds the name of a route, a method or a status; never
a reference, a name of anybody or a word that was searched for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate

from django.db import DatabaseError
from django.utils import timezone

from polias.kit.health.backup import last_backup
from polias.kit.health.collect import EVER
from polias.kit.health.model import HealthMinute, PageTimes
from polias.kit.health.parts import examine, overall
from polias.kit.health.queues import states
from polias.kit.health.times import BOUNDS_MS, COARSE

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Sample = tuple[str, Mapping[str, object], float]


def exposition(*, now: datetime | None = None) -> str:
    """All metrics; while the database is away, only which parts work."""
    now = now or timezone.now()
    families = list(_parts(now))
    try:
        families += [*_queues(now), *_pages(), *_processes()]
    except DatabaseError:
        pass
    families += _backup()
    return "\n".join(families) + "\n"


def _family(name: str, kind: str, about: str, samples: Sequence[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"
    for suffix, labels, value in samples:
        yield f"{name}{suffix}{_labels(labels)} {_number(value)}"


def _labels(labels: Mapping[str, object]) -> str:
    inside = ",".join(f'{name}="{_escaped(str(value))}"' for name, value in labels.items())
    return f"{{{inside}}}" if inside else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _parts(now: datetime) -> Iterator[str]:
    parts = examine(now=now)
    yield from _family(
        "polias_up", "gauge", "1 when pages can be answered.", [("", {}, float(overall(parts) != "down"))]
    )
    yield from _family(
        "polias_part_well",
        "gauge",
        "1 for each part that works as it should.",
        [("", {"part": part.name}, float(part.state == "well")) for part in parts],
    )
    free = next((part.free_mb for part in parts if part.free_mb is not None), 0)
    yield from _family("polias_disk_free_megabytes", "gauge", "Free space on the disk.", [("", {}, free)])


def _queues(now: datetime) -> Iterator[str]:
    found = states()
    waiting: list[Sample] = [("", {"queue": one.queue.name}, one.waiting) for one in found]
    ages: list[Sample] = [("", {"queue": one.queue.name}, one.age(now).total_seconds()) for one in found]
    yield from _family("polias_queue_waiting", "gauge", "How many wait in a queue.", waiting)
    yield from _family("polias_queue_oldest_seconds", "gauge", "How long the oldest has waited.", ages)


def _pages() -> Iterator[str]:
    rows = list(PageTimes.objects.filter(day=EVER).exclude(route="").order_by("route", "method", "status"))
    kinds = [{"route": row.route, "method": row.method, "status": f"{row.status}xx"} for row in rows]
    times: list[Sample] = []
    for row, kind in zip(rows, kinds, strict=True):
        up_to = list(accumulate(row.buckets))
        times += [("_bucket", {**kind, "le": _number(BOUNDS_MS[n] / 1000)}, up_to[n]) for n in COARSE]
        times += [
            ("_bucket", {**kind, "le": "+Inf"}, up_to[-1]),
            ("_sum", kind, row.milliseconds / 1000),
            ("_count", kind, row.pages),
        ]
    yield from _family("polias_page_seconds", "histogram", "How long pages took.", times)
    slow: list[Sample] = [("", kind, row.slow) for row, kind in zip(rows, kinds, strict=True)]
    queries: list[Sample] = [("", kind, row.queries) for row, kind in zip(rows, kinds, strict=True)]
    yield from _family("polias_slow_pages_total", "counter", "Pages that took longer than the limit.", slow)
    yield from _family("polias_page_queries_total", "counter", "Queries that pages made.", queries)


def _processes() -> Iterator[str]:
    last = HealthMinute.objects.filter(memory_kb__isnull=False).order_by("-minute").first()
    memory, files = (last.memory_kb or 0, last.open_files or 0) if last else (0, 0)
    yield from _family(
        "polias_web_memory_bytes", "gauge", "Memory of the largest web process.", [("", {}, memory * 1024)]
    )
    yield from _family("polias_web_open_files", "gauge", "Open files of the web process with most.", [("", {}, files)])


def _backup() -> Iterator[str]:
    found = last_backup()
    made = found.at.timestamp() if found.at else 0
    tested = found.verified_at.timestamp() if found.verified_at and found.ok else 0
    yield from _family(
        "polias_backup_time_seconds", "gauge", "When the last backup was made; 0: never.", [("", {}, made)]
    )
    yield from _family(
        "polias_restore_tested_time_seconds", "gauge", "When a restore last succeeded; 0: never.", [("", {}, tested)]
    )
