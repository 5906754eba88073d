"""The table of what another force reads as well."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from polias.kit.record.model import PartOfAnyRecord


class AlsoRead(PartOfAnyRecord):
    """One force reads one record of another, as far as its people would if the record lay with them.

    All rows of one ``offer`` share it: the record that may be taken over, what goes with it, and who and what it names.
    Rows are ended, never deleted. Clearance, locks and exclusions hold as for one's own records: a row is found by the
    compartment that the record would have (polias_also_read). Not taken: admissions by name, since people come and go.
    """

    reader = models.IntegerField(help_text="The force that reads it as well.")
    offer = models.UUIDField()
    why = models.TextField()
    by = models.BigIntegerField()
    since = models.DateTimeField()
    may_take = models.BooleanField(default=False, help_text="The reader may take the record over.")
    taken_in = models.BigIntegerField(null=True, help_text="The transaction in which it was taken over.")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "reading by another force"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register"], condition=Q(ended_at=None, may_take=True), name="alsoread_offered_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["reader"], condition=Q(ended_at=None), name="alsoread_by"),
            models.Index(fields=["register"], name="alsoread_of"),
        ]
