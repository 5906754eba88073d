"""The table of outcomes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.crime.reference import outcomes
from polias.kit.record.model import PartOfRecord


class CrimeOutcome(PartOfRecord):
    """One outcome given to one crime; the newest that has not been taken back is the current one, all are kept."""

    OF = "crime.reports"

    code = models.CharField(max_length=3, help_text="National outcome type (polias.crime.reference).")
    given_at = models.DateTimeField()
    given_by = models.BigIntegerField()
    rationale = models.TextField()
    current = models.BooleanField(default=True)

    class Meta:
        verbose_name = "outcome"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register"], condition=models.Q(current=True), name="one_current_outcome")
        ]
        indexes: ClassVar = [models.Index(fields=["force_id", "given_at"], name="crimeoutcome_given")]

    @property
    def title(self) -> str:
        return outcomes()[self.code].title
