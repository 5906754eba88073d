"""The tables of health: minutes, times of pages by day, slow pages, readings of queues, notices. None names anybody."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HealthMinute(models.Model):
    """One row for each minute of which anything is known; a minute without a row is one in which nothing worked.

    ``beat`` is what the worker found when it asked the site for a page (well, degraded, down), or empty when no worker
    lived. ``pages`` and ``faults`` are what visitors were answered, or null until the minute has been collected.
    """

    WELL, DEGRADED, DOWN = "well", "degraded", "down"

    minute = models.DateTimeField(primary_key=True)
    beat = models.CharField(max_length=10, blank=True)
    pages = models.IntegerField(null=True)
    faults = models.IntegerField(default=0, help_text="Pages answered with a fault of our own (500 and above).")
    slow = models.IntegerField(default=0)
    memory_kb = models.IntegerField(null=True, help_text="Resident memory of the largest web process.")
    open_files = models.IntegerField(null=True, help_text="Open files of the web process that has most.")


class PageTimes(models.Model):
    """How long the pages of one route took on one London day, as a histogram; an empty route means all of them.

    The rows of day 1 of year 1 are of all days together: counters that only ever grow, for Prometheus.
    """

    day = models.DateField()
    route = models.CharField(max_length=160, blank=True)
    method = models.CharField(max_length=8, blank=True)
    status = models.SmallIntegerField(help_text="First digit of the answer's status; 0 for all of them.")
    pages = models.BigIntegerField(default=0)
    slow = models.BigIntegerField(default=0)
    milliseconds = models.BigIntegerField(default=0)
    queries = models.BigIntegerField(default=0)
    buckets = ArrayField(models.BigIntegerField(), help_text="Pages by time, as bounded in kit/health/times.py.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "route", "method", "status"], name="pagetimes_once")
        ]


class SlowPage(models.Model):
    """One page that took longer than the limit: which kind of page, in which minute; not whose, and not about what."""

    minute = models.DateTimeField(db_index=True)
    route = models.CharField(max_length=160)
    method = models.CharField(max_length=8)
    status = models.SmallIntegerField()
    milliseconds = models.IntegerField()
    queries = models.IntegerField()


class HealthReading(models.Model):
    """What the worker last read of one queue: how many wait, and since when the oldest has waited."""

    name = models.CharField(max_length=40, primary_key=True)
    read_at = models.DateTimeField()
    waiting = models.IntegerField()
    oldest_at = models.DateTimeField(null=True)


class HealthNotice(models.Model):
    """A planned outage, announced to everybody; withdrawn, it is no longer shown."""

    words = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="notice_ends_later", condition=models.Q(ends_at__gt=models.F("starts_at")))
        ]
