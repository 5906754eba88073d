"""What the worker does for health by the clock: the beat, the counting of pages, the nightly forgetting."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="kit.health.beat", lock="kit.health.beat", priority=10)
def beat(timestamp: int) -> None:
    """Each minute: ask the site whether all is well, and keep what it says."""
    from polias.kit.health.heart import beat as beat_once
    from polias.kit.health.status import keep, picture

    beat_once()
    keep(picture())


@app.periodic(cron="* * * * * 10")
@app.task(queueing_lock="kit.health.pages", lock="kit.health.pages")
def count_pages(timestamp: int) -> None:
    """Each minute, some seconds later: count the pages of the minute that ended."""
    from polias.kit.health.collect import collect

    collect()


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="kit.health.forget")
def forget_old_health(timestamp: int) -> None:
    """Once a night; slow pages are kept for 90 days, minutes and times for thirteen months."""
    from django.utils import timezone

    from polias.kit.health.collect import forget_old

    forget_old(now=timezone.now())
