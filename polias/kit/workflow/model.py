"""The table of clocks that run on records."""

from typing import ClassVar

from django.db import models

from polias.kit.record.model import PartOfAnyRecord


class RecordClock(PartOfAnyRecord):
    """One clock on one record: when it started, when it is due, and when it was stopped."""

    name = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "clock"
        indexes: ClassVar = [
            models.Index(fields=["register", "name"], name="clock_of"),
            models.Index(fields=["due_at"], name="clock_running", condition=models.Q(stopped_at=None)),
        ]
