"""The tables of restrictions, admissions and exclusions: rows are ended, never deleted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from polias.kit.record.model import Level, PartOfAnyRecord

NOT_ENDED = Q(ended_at=None)


class Restriction(PartOfAnyRecord):
    """One time during which a record was locked or invisible: why, by whom, and whom others may ask about it.

    That the record lies there is the grade of its register row; this row says the rest. A record may have two at a
    time, its own and a ``shared`` one, and lies as far as the stronger says.
    """

    level = models.SmallIntegerField(choices=Level.choices)
    reason = models.TextField()
    contact = models.BigIntegerField(help_text="The actor whose name the locked page gives.")
    since = models.DateTimeField()
    by = models.BigIntegerField()
    shared = models.BooleanField(
        default=False, db_default=False, help_text="It came with another record, and ends with that one's."
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "restriction"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "shared"], condition=NOT_ENDED, name="restriction_once_each")
        ]


class Admission(PartOfAnyRecord):
    """One actor may see one record whatever its grade, from one instant, for ever or until another.

    An ``emergency`` admission lets its holder read and change nothing, and always ends.
    """

    actor_id = models.BigIntegerField()
    why = models.TextField()
    by = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    emergency = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "admission"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register", "actor_id"], condition=NOT_ENDED & Q(emergency=False), name="admission_once"
            ),
            models.CheckConstraint(
                name="admission_emergency_ends", condition=Q(emergency=False) | Q(until__isnull=False)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["actor_id"], condition=NOT_ENDED, name="admission_of")]


class Exclusion(PartOfAnyRecord):
    """One actor never sees one record nor what hangs on it, whatever reach, admission or emergency say."""

    actor_id = models.BigIntegerField()
    why = models.TextField()
    by = models.BigIntegerField()
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "exclusion"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "actor_id"], condition=NOT_ENDED, name="exclusion_once")
        ]
        indexes: ClassVar = [models.Index(fields=["actor_id"], condition=NOT_ENDED, name="exclusion_of")]
