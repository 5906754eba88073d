"""Publishes records as datasets: follows the register's change log and rewrites only the months that changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

import polias
from polias.kit.access.acting import acting
from polias.kit.access.sessions import PUBLISHER, as_system, close_session, system_actor
from polias.kit.audit.log import combined
from polias.kit.datasets.marks import Mark, horizon, read_mark, write_mark
from polias.kit.datasets.months import month_of
from polias.kit.datasets.publication import OPEN, RESTRICTED, Publication, Row, Unit, publications
from polias.kit.datasets.thinning import thin
from polias.kit.datasets.writer import DatasetWriter
from polias.manifest import datasets_folder, locked, read_manifest

#: Without changes the mark is renewed only now and then: looking every few seconds should write nothing.
MARK_AT_LEAST_EVERY = 10_000


@dataclass(frozen=True, kw_only=True)
class Rewritten:
    """What became of one dataset: how many changed records were followed, and which months really changed."""

    dataset: str
    afresh: bool
    followed: int
    looked_at: tuple[Unit, ...]
    changed: tuple[Unit, ...]
    rows: int


def publish(
    *, datasets: Path | None = None, only: Collection[str] = (), afresh: bool = False, now: datetime | None = None
) -> list[Rewritten]:
    """Bring every dataset made from records up to date, as the system actor, so that row security holds here too.

    ``only`` names datasets; ``afresh`` looks at every month instead of following changes. Running it twice, or two at
    once, is harmless: contents that are already held make no new version.
    """
    chosen = [one for one in publications() if not only or one.dataset.name in only]
    if not chosen:
        return []
    actor = system_actor()
    try:
        return [
            _bring_up_to_date(one, datasets or datasets_folder(), actor=actor, afresh=afresh, now=now) for one in chosen
        ]
    finally:
        close_session(actor.session_key)


def _bring_up_to_date(one: Publication, datasets: Path, *, actor: Any, afresh: bool, now: datetime | None) -> Rewritten:
    folder = datasets / one.dataset.name
    with locked(folder), acting(actor):
        moment = now or timezone.now()
        mark = _mark_of_now(one, moment)
        before = read_mark(folder)
        follow = before if before is not None and before.carries_on_to(mark) and not afresh else None
        types = (one.follows, *one.also_follows)
        ids = _changed_since(types, since=follow.below, below=mark.below) if follow else []
        units = _units(one, ids, follow=follow, now=moment)
        found = [(unit, *_rewrite(one, unit, datasets, now=moment)) for unit in units]
        done = Rewritten(
            dataset=one.dataset.name,
            afresh=follow is None,
            followed=len(ids),
            looked_at=tuple(units),
            changed=tuple(unit for unit, is_new, _rows in found if is_new),
            rows=sum(rows for _unit, _new, rows in found),
        )
        if done.changed:
            combined(actor=actor, type_name=one.follows, content=_in_the_audit(done))
        if units or follow is None or mark.below - follow.below > MARK_AT_LEAST_EVERY:
            write_mark(folder, mark)
    return done


def _in_the_audit(done: Rewritten) -> dict[str, Any]:
    months = [f"{unit.force} {unit.month}" for unit in done.changed]
    return {"dataset": done.dataset, "rows": done.rows, "months": months}


def _mark_of_now(one: Publication, now: datetime) -> Mark:
    database, below = horizon()
    stands_on = [one.dataset.schema_hash, polias.__version__, one.basis()]
    basis = hashlib.sha256(json.dumps(stands_on).encode()).hexdigest()
    return Mark(database=database, below=below, basis=basis, month=month_of(now))


def _changed_since(types: Sequence[str], *, since: int, below: int) -> list[UUID]:
    """Records of these types whose last change was made by a transaction from ``since`` on that has ended.

    Or by the very transaction we are in: it sees its own changes, and they are followed again once it has ended.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from kit_register where record_type = any(%s) and changed_xid >= %s::text::xid8"
            " and (changed_xid < %s::text::xid8 or changed_xid = pg_current_xact_id_if_assigned())",
            [list(types), since, below],
        )
        return [row[0] for row in cursor.fetchall()]


def _units(one: Publication, ids: Collection[UUID], *, follow: Mark | None, now: datetime) -> list[Unit]:
    if follow is None:
        return sorted(set(one.units_of(None, now)))
    units = set(one.units_of(ids, now)) if ids else set()
    if follow.month != month_of(now):
        # A month has ended since: what is said "at the end of the month" is now settled.
        units |= {unit for unit in one.units_of(None, now) if unit.month >= follow.month}
    return sorted(units)


def _rewrite(one: Publication, unit: Unit, datasets: Path, *, now: datetime) -> tuple[bool, int]:
    """Write a month's open and restricted rows; whether either is new, and how many rows there are."""
    rows = _rows(one, unit, now=now)
    apart = {part: [row for row in rows if row["restriction"] == part] for part in (OPEN, RESTRICTED)}
    quality = one.quality(rows)
    is_new = False
    for part, own in apart.items():
        keys = {**unit._asdict(), "restriction": part}
        if not own and part == RESTRICTED and read_manifest(one.dataset.folder(datasets, keys)) is None:
            continue
        with DatasetWriter(one.dataset, datasets=datasets, keys=keys) as writer:
            digest = hashlib.sha256()
            for batch in _batches(one, own):
                digest.update(json.dumps(batch, default=_plain).encode())
                writer.write(batch)
            published = writer.publish(
                content_hash=digest.hexdigest(),
                source={"name": f"records of {one.follows}"},
                quality=quality,
                known_from=now,
                # Records go to and fro: what was true before may be true again.
                bring_back=True,
            )
        if published.outcome != "unchanged":
            is_new = True
            thin(one.dataset.folder(datasets, keys), now=now)
    return is_new, len(rows)


def _rows(one: Publication, unit: Unit, *, now: datetime) -> list[Row]:
    """Read as the publisher, who does not see what is invisible; only to follow changes must the system see it."""
    with as_system(PUBLISHER):
        return list(one.rows_of(unit, now))


def _batches(one: Publication, rows: list[Row], *, size: int = 20_000) -> Iterator[Mapping[str, list[Any]]]:
    names = [column.name for column in one.dataset.columns]
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        yield {name: [row[name] for row in part] for name in names}


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not published")
