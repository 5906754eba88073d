"""The tables of mandatory fields: which a force retired, and how often each stopped somebody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.kit.record.model import Record


class RetiredField(Record):
    """One row says that a force no longer demands one field, from when and why; asked again, the row stays.

    States: retired, demanded (again).
    """

    TYPE = "crime.mandatory"

    field = models.CharField(max_length=60)
    reason = models.TextField()
    retired_on = models.DateField()

    class Meta:
        verbose_name = "retired field"

    def title(self) -> str:
        from polias.crime.mandatory.questions import question_of

        return question_of(self.field)


class FieldRefusal(models.Model):
    """How often forms of one force came back because of one field on one day; no person, no record, no answer."""

    id = models.BigAutoField(primary_key=True)
    force_id = models.IntegerField()
    field = models.CharField(max_length=60)
    day = models.DateField()
    times = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["force_id", "field", "day"], name="fieldrefusal_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.day}"
