"""The table of amendments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.kit.record.model import PartOfRecord, Register


class Amendment(PartOfRecord):
    """One answer of one crime that was corrected after recording: what it said, what it says since, and why.

    Times are kept in UTC as text, beats by their name, people and places as records, which are shown only to those who
    see them. Not taken: reading it from the audit, which names records that a reader may not see.
    """

    OF = "crime.reports"

    ANSWERS = (
        ("committed_from", _("Happened from")),
        ("committed_to", _("Happened to")),
        ("beat", _("Beat")),
        ("location", _("Where it happened")),
        ("victim", _("Victim")),
        ("suspect", _("Suspect")),
        ("witness", _("Witness")),
    )

    corrected = models.CharField(max_length=20, choices=ANSWERS)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    record_before = models.ForeignKey(Register, null=True, on_delete=models.PROTECT, related_name="+")
    record_after = models.ForeignKey(Register, null=True, on_delete=models.PROTECT, related_name="+")
    rationale = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()

    class Meta:
        verbose_name = "amendment"
        indexes: ClassVar = [models.Index(fields=["register"], name="crimeamendment_of")]
