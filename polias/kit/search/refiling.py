"""Files the search keys of every record anew, after a change of how they are made or of the installation's secret.

A batch is one short transaction and touches only what is filed wrongly: a record is found the whole time, and the site
goes on. It is run as the owner of the tables, since also what nobody sees is to be found by those who may.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from polias.kit.record.bulk import file_under_each
from polias.kit.record.model import Record, Register
from polias.kit.record.types import RecordType, record_type, record_types
from polias.kit.search.model import SearchKey

BATCH = 500
#: In the folder of the installation: how far a run that was cut short had come.
PLACE = "rekey.json"
Keys = Callable[[Any], set[int]]


@dataclass
class Refiled:
    """Of one type: how many records there were, how many of them were filed wrongly, and are no more."""

    type_name: str
    records: int = 0
    wrong: int = 0


def filed_types() -> list[RecordType]:
    """The types whose records are filed under hashed keys: ``search_keys`` in their declaration makes them."""
    return [one for one in record_types() if "search_keys" in one.extra]


def how_many() -> int:
    return sum(one.model._default_manager.count() for one in filed_types())


def is_filed_otherwise(place: Path) -> bool:
    """Whether records may be filed by an earlier way, so that they are not found as they should be.

    A run that was cut short left its ``place`` behind; where none was begun, the oldest record of each type tells.
    """
    oldest = ((one, one.model._default_manager.select_related("register").order_by("pk")[:1]) for one in filed_types())
    return place.exists() or any(_wrong_among(declared, list(record)) for declared, record in oldest)


def refile(place: Path, *, step: Callable[[int], None] = lambda _count: None) -> list[Refiled]:
    """Go through every record, from where a run that was cut short had come to; ``place`` keeps that."""
    done = [_refile(declared, place, step) for declared in filed_types()]
    place.unlink(missing_ok=True)
    return done


def _refile(declared: RecordType, place: Path, step: Callable[[int], None]) -> Refiled:
    so_far = _kept(place).get(declared.name, {})
    one = Refiled(declared.name, records=so_far.get("records", 0), wrong=so_far.get("wrong", 0))
    if one.records:
        step(one.records)
    for batch in _batches(declared, after=so_far.get("after")):
        one.records += len(batch)
        one.wrong += _mend(declared, batch)
        _keep(place, declared.name, {"after": str(batch[-1].pk), "records": one.records, "wrong": one.wrong})
        step(len(batch))
    return one


def _batches(declared: RecordType, *, after: str | None) -> Iterator[Sequence[Record]]:
    """In the order of their ids, so that what is recorded meanwhile comes last and is filed by the new way already."""
    rows = declared.model._default_manager.select_related("register").order_by("pk")
    last = UUID(after) if after else None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _mend(declared: RecordType, records: Sequence[Record]) -> int:
    """How many of these were wrong. Those are read again under a lock: somebody may be changing one just now."""
    wrong = _wrong_among(declared, records)
    if not wrong:
        return 0
    with transaction.atomic():
        registers = {r.pk: r for r in Register.objects.select_for_update().filter(pk__in=wrong).order_by("pk")}
        fresh = list(declared.model._default_manager.filter(pk__in=list(registers)))
        missing: list[tuple[Register, int]] = []
        for pk, (keys, rows) in _wrong_among(declared, fresh).items():
            spare = [row for key, ids in rows.items() for row in (ids[1:] if key in keys else ids)]
            SearchKey.objects.filter(pk__in=spare).delete()
            missing += [(registers[pk], key) for key in sorted(keys - rows.keys())]
        file_under_each(SearchKey, "key", missing)
    return len(wrong)


def _wrong_among(declared: RecordType, records: Sequence[Record]) -> dict[UUID, tuple[set[int], dict[int, list[UUID]]]]:
    """Of each record that is not filed as it should be: its right keys, and the rows that there are by their key."""
    filed: dict[UUID, dict[int, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    rows = SearchKey.objects.filter(register_id__in=[r.pk for r in records])
    for row, register, key in rows.order_by("pk").values_list("pk", "register_id", "key"):
        filed[register][key].append(row)
    right = _right(declared, records)
    return {
        pk: (keys, filed[pk])
        for pk, keys in right.items()
        if keys != filed[pk].keys() or any(len(ids) > 1 for ids in filed[pk].values())
    }


def _right(declared: RecordType, records: Sequence[Record]) -> Mapping[UUID, set[int]]:
    """The keys that records should be filed under; asked for many at once where the type can say so."""
    if of_many := declared.extra.get("search_keys_of_many"):
        return of_many(records)  # type: ignore[no-any-return]
    keys_of: Keys = declared.extra["search_keys"]
    return {record.pk: keys_of(record) for record in records}


def _kept(place: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(place.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _keep(place: Path, type_name: str, where: dict[str, Any]) -> None:
    half = place.with_suffix(".half")
    half.write_text(json.dumps(_kept(place) | {type_name: where}), encoding="utf-8")
    half.replace(place)


def label_of(one: Refiled) -> str:
    return str(record_type(one.type_name).label_plural)
