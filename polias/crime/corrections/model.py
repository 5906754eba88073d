"""The table of corrections."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.crime.reference.cancellations import cancellations
from polias.kit.record.model import PartOfRecord, Register

INFORMATION_KINDS = (
    ("film", _("Film or photograph")),
    ("witness", _("What a witness says")),
    ("victim", _("What the victim says")),
    ("forensic", _("A forensic result")),
    ("document", _("A document")),
    ("other", _("Something else")),
)


class Correction(PartOfRecord):
    """One reclassification or cancellation of one crime: what it was, what it became, and on what that rests.

    Kinds: classify, cancel. ``ended_at`` is when a cancellation was taken back by reopening. ``surviving`` is the crime
    that goes on counting where this one is part of it (C3). ``taken_*`` say which force that works elsewhere has taken
    it over (C1). A crime has many; nothing of any is deleted.
    """

    OF = "crime.reports"

    KINDS = (("classify", _("Reclassified")), ("cancel", _("Cancelled")))

    kind = models.CharField(max_length=10, choices=KINDS)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()
    rationale = models.TextField()
    basis = models.CharField(max_length=12, blank=True, help_text="information, or error in what was recorded.")
    offence_before = models.CharField(max_length=8)
    offence_after = models.CharField(max_length=8)
    category = models.CharField(max_length=4, blank=True)
    surviving = models.ForeignKey(Register, null=True, on_delete=models.PROTECT, related_name="+")
    taken_by = models.TextField(
        blank=True, db_default="", default="", help_text="The force elsewhere that took it over (C1)."
    )
    taken_reference = models.TextField(blank=True, db_default="", default="")
    taken_on = models.DateField(null=True)
    information_kind = models.CharField(max_length=10, choices=INFORMATION_KINDS, blank=True)
    information_source = models.TextField(blank=True)
    information_on = models.DateField(null=True)
    information = models.TextField(blank=True)
    victim_told_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "correction"
        indexes: ClassVar = [
            models.Index(fields=["register"], name="crimecorrection_of"),
            models.Index(fields=["force_id", "made_at"], name="crimecorrection_made"),
            models.Index(fields=["surviving"], name="crimecorrection_surviving"),
        ]

    @property
    def category_label(self) -> str:
        found = cancellations().get(self.category)
        return found.label if found else self.category
