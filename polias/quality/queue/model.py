"""The table of the processing queue."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.crime.public import CrimeReport
from polias.kit.record.model import Record


class QueueItem(Record):
    """One row is one recorded crime on its way through the processing unit.

    States: waiting, done, returned (the officer has been asked to correct something). The crime is usable throughout.
    ``harm`` is the rank by which items are worked (polias.quality.reference), ``left_at`` when it was last taken out of
    the waiting ones. Not taken: a count of the queue in a row of its own; the rows are few enough to be counted.
    """

    TYPE = "quality.queue"

    DECISIONS = (
        ("", _("Not looked at yet")),
        ("right", _("The class is right")),
        ("corrected", _("The class was changed")),
        ("returned", _("Returned to the officer")),
    )

    crime = models.OneToOneField(CrimeReport, on_delete=models.PROTECT, related_name="+")
    harm = models.SmallIntegerField()
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    worked_by = models.BigIntegerField(null=True)
    decision = models.CharField(max_length=12, choices=DECISIONS, blank=True)
    note = models.TextField(blank=True, help_text="Why the class was changed, or what the officer is to correct.")
    class_before = models.CharField(max_length=8, blank=True, help_text="The class before it was corrected here.")

    class Meta:
        verbose_name = "queue item"
        indexes: ClassVar = [
            models.Index(fields=["force_id", "left_at", "harm", "entered_at"], name="queueitem_next"),
            models.Index(fields=["force_id", "entered_at"], name="queueitem_entered"),
        ]

    def title(self) -> str:
        return self.crime.offence_title
