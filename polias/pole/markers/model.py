"""The table of warning markers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.kit.record.model import PartOfAnyRecord
from polias.pole.reference import marker_kinds


class Marker(PartOfAnyRecord):
    """One row is one warning on one person, place, vehicle or organisation; it is ended or runs out, never deleted.

    States, by its dates: live, run out (nobody reviewed it in time), ended (somebody said that it no longer holds).
    ``until`` is its last day in London: by then its owner reviews it. It lies in the compartment of the record that it
    hangs on, so that lock, admission, exclusion, emergency and agreement hold for both alike, in the database too.
    Not taken: a record of its own with a row in the register, which would be seen by those who do not see the person.
    """

    HIGH, MEDIUM, LOW = "high", "medium", "low"
    SEVERITIES = ((HIGH, _("High")), (MEDIUM, _("Medium")), (LOW, _("Low")))

    kind = models.CharField(max_length=8, help_text="Code of polias.pole.reference.")
    severity = models.CharField(max_length=6, choices=SEVERITIES)
    reason = models.CharField(max_length=500, help_text="The fact that it rests on, and who says so.")
    owner = models.BigIntegerField(help_text="The actor who answers for it: whoever added or reviewed it last.")
    added_at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "warning marker"
        indexes: ClassVar = [models.Index(fields=["until"], condition=models.Q(ended_at=None), name="marker_due")]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_severity_display()})"

    @property
    def title(self) -> str:
        """What it warns of, in words; a code that has left the list stands for itself."""
        known = marker_kinds().get(self.kind)
        return known.title if known else self.kind

    def live_on(self, day: date) -> bool:
        """Whether it warns on this London day."""
        return self.ended_at is None and day <= self.until
