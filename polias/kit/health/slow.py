"""Which routes are slow: where people lose most time, worst first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Avg, Count, F, Max, Sum
from django.utils import timezone

from polias.kit.health.model import SlowPage


@dataclass(frozen=True)
class SlowRoute:
    """One route with its slow pages of some days: how many, how long, how many queries, and the time lost."""

    route: str
    method: str
    slow_pages: int
    mean_ms: int
    longest_ms: int
    mean_queries: int
    seconds_over_the_limit: int


def worst_routes(*, days: int, most: int = 20) -> list[SlowRoute]:
    """The routes that lost most time beyond the limit, over so many days."""
    kept = SlowPage.objects.filter(minute__gte=timezone.now() - timedelta(days=days))
    rows = kept.values("route", "method").annotate(
        pages=Count("pk"),
        mean=Avg("milliseconds"),
        longest=Max("milliseconds"),
        queries=Avg("queries"),
        lost=Sum(F("milliseconds") - settings.POLIAS_SLOW_MS),
    )
    return [
        SlowRoute(
            row["route"], row["method"], row["pages"], round(row["mean"]), row["longest"], round(row["queries"]),
            max(0, row["lost"]) // 1000,
        )
        for row in rows.order_by("-lost")[:most]
    ]  # fmt: skip
