"""Filing records under hashed keys, and which are filed so: of those that the database shows to whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL

from polias.kit.record.types import record_type
from polias.kit.search.keys import NameKey
from polias.kit.search.model import SearchKey
from polias.kit.search.probes import USUAL, NamesNear, Near, Probe, names_typed, probes
from polias.kit.search.query import NameQuery

FILED = "select id from polias_filed(%s, %s::bigint[], %s::real[], %s::integer[], %s)"
NEAR = "select %s, name, shared from polias_near(%s, %s::bigint[], %s)"


def pepper() -> bytes:
    """The installation's secret that every key is hashed with."""
    return settings.SECRET_KEY.encode()


def filed_under_all(keys: Collection[int]) -> QuerySet[SearchKey, Any]:
    """The ids of records that are filed under every one of the keys, as a part of another query."""
    shared = SearchKey.objects.filter(key__in=keys).values("register_id").annotate(how_many=Count("key", distinct=True))
    return shared.filter(how_many=len(keys)).values("register_id")


def filed_like(query: NameQuery, type_name: str, *, most: int) -> list[UUID]:
    """Ids of whoever of one type may be meant, those filed under the weightiest keys first."""
    names = names_meant(query, type_name)
    return filed_under(probes(query, names, pepper=pepper(), width=USUAL), type_name, most=most)


def names_meant(query: NameQuery, type_name: str, *, most: int = USUAL.near) -> NamesNear:
    """The names typed, and after them those that records of a type bear and that are near to them."""
    typed = names_typed(query, pepper=pepper())
    return NamesNear(*names_near(typed, type_name, most=most)) if query.names else typed


def ids_filed_under(asked: Sequence[Probe], type_name: str, *, most: int) -> RawSQL | None:
    """As filed_under, as a part of another query, which saves a question; None where there is nothing to look under."""
    return RawSQL(FILED, _values(asked, type_name, most)) if asked else None  # noqa: S611 (words of ours)


def filed_under(asked: Sequence[Probe], type_name: str, *, most: int) -> list[UUID]:
    """Ids of records of one type, the session's actor's to see, that are filed under any of the keys."""
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FILED, _values(asked, type_name, most))
        return [row[0] for row in cursor.fetchall()]


def _values(asked: Sequence[Probe], type_name: str, most: int) -> list[Any]:
    keys, weights, caps = zip(*asked, strict=True)
    thousandths = [int(1000 * weight) for weight in weights]
    return [record_type(type_name).number, _array(keys), _array(thousandths), _array(caps), most]


def _array(numbers: Sequence[float]) -> str:
    """As the database reads an array: hundreds of numbers, each looked at by the driver, would take longer than it."""
    return "{" + ",".join(map(str, numbers)) + "}"


def names_near(typed: NamesNear, type_name: str, *, most: int = USUAL.near) -> tuple[list[Near], list[Near]]:
    """The names typed, and after them those of the vocabulary that are near: surnames and forenames."""
    asked = [(place, name.key) for place, names in enumerate((typed.surname, typed.forename)) for name in names]
    if not asked:
        return [], []
    number, words = record_type(type_name).number, []
    values: list[Any] = []
    for place, key in asked:
        words.append(NEAR)
        values += [place, number, _array(key.pieces if isinstance(key, NameKey) else ()), most]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(words), values)
        rows = cursor.fetchall()
    return _nearest(typed.surname, rows, 0, most), _nearest(typed.forename, rows, 1, most)


def _nearest(typed: Sequence[Near], rows: list[tuple[int, int, int]], place: int, most: int) -> list[Near]:
    """As near as the database says, in proportion to the nearest; the same name is one of those typed already."""
    known = {int(name.key) for name in typed}
    found: dict[int, int] = {}
    for of, name, nearness in rows:
        if of == place and name not in known:
            found[name] = max(nearness, found.get(name, 0))
    if not found:
        return list(typed)
    likest = max(found.values())
    others = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return [*typed, *(Near(name, 0.5 + 0.45 * nearness / likest) for name, nearness in others)]
