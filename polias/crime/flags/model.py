"""The table of circumstances."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.crime.editions.reading import circumstance_of_any
from polias.kit.record.model import PartOfRecord


class CrimeCircumstance(PartOfRecord):
    """One listed circumstance of one crime: what was taken, how, with which weapon, in what kind of place.

    Not taken: a column for each; which kinds there are changes with what forces are asked to count.
    """

    OF = "crime.reports"

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=30)

    class Meta:
        verbose_name = "circumstance"
        indexes: ClassVar = [models.Index(fields=["register"], name="crimecircumstance_of")]

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.code}"

    @property
    def label(self) -> str:
        found = circumstance_of_any(self.name, force_id=self.force_id)
        return found.label if found else self.code
