"""Filing records under hashed keys, and which are filed so: of those that the database shows to whoever asks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet

from polias.kit.search.model import SearchKey


def pepper() -> bytes:
    """The installation's secret that every key is hashed with."""
    return settings.SECRET_KEY.encode()


def filed_under_all(keys: Collection[int]) -> QuerySet[SearchKey, Any]:
    """The ids of records that are filed under every one of the keys, as a part of another query."""
    shared = SearchKey.objects.filter(key__in=keys).values("register_id").annotate(how_many=Count("key", distinct=True))
    return shared.filter(how_many=len(keys)).values("register_id")


def filed_under_most(keys: Collection[int], *, most: int) -> list[Any]:
    """Ids of whoever shares most of the keys first: a common surname alone may bring back tens of thousands."""
    shared = SearchKey.objects.filter(key__in=keys).values("register_id").annotate(how_many=Count("pk"))
    return list(shared.order_by("-how_many", "-register_id").values_list("register_id", flat=True)[:most])
