"""The table of editions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.force.public import Force


class Edition(models.Model):
    """One row is one table of reference data as a force uses it from a day on; added, never changed, never deleted.

    Without a force it is one for all forces (polias.crime.editions.tables.Table.shared).

    Not a record: it says nothing of anybody, and every rule must be able to read it. Not taken: one row for each class,
    with dates of its own; the Home Office publishes a list each April, and a force takes it whole. Of several that
    begin on one day the last ``turn`` holds: each has what those before it have, and one change more.
    """

    id = models.BigAutoField(primary_key=True)
    force = models.ForeignKey(Force, null=True, on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=30)
    valid_from = models.DateField()
    turn = models.SmallIntegerField(default=0, db_default=0)
    source = models.CharField(max_length=200)
    content = models.TextField(help_text="The table as CSV, with its first line.")
    loaded_at = models.DateTimeField()
    loaded_by = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["force", "table", "valid_from", "turn"], name="edition_from_unique", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} from {self.valid_from:%-d %B %Y}"
