"""The table of public editions: what everybody may read, kept as it was published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.kit.record.ids import uuid7


class Edition(models.Model):
    """One row is one public edition of one body, meeting, paper, action or aspiration; numbered from 1 for each.

    Frozen: the database lets the application add rows, never change or remove them. No row security, since everybody
    may read them, and for that reason they hold values only: no key of a record, no name of an officer. ``digest`` is
    SHA-256 over the content, so that a copy can be checked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8)
    reference = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    force = models.CharField(max_length=40)
    published_at = models.DateTimeField()
    because = models.TextField(blank=True, help_text="Why the edition before it was corrected, in words for everybody.")
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["reference", "number"], name="edition_number_unique")]
        indexes: ClassVar = [models.Index(fields=["kind", "reference", "-number"], name="edition_newest")]

    def __str__(self) -> str:
        return f"{self.reference} ({self.number})"
