"""The register, which has one row for every record, and the bases that records and their parts stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from polias.kit.record.ids import uuid7

if TYPE_CHECKING:
    from polias.kit.access.actor import Actor
    from polias.kit.record.types import RecordType

CELLS_PER_TYPE = 10_000
CELLS_PER_FORCE = 10
GRADES_PER_LEVEL = 3


class Grade(models.IntegerChoices):
    """How far a record is restricted; an actor sees up to their own clearance.

    The first three are given by clearance. No clearance reaches the locked and invisible ones, only an admission by
    name (polias.kit.restriction); each keeps the grade of before beneath it, so that lifting brings that back.
    """

    OPEN = 0, _("Open")
    RESTRICTED = 1, _("Restricted")
    CONFIDENTIAL = 2, _("Confidential")
    LOCKED = 3, _("Locked")
    LOCKED_RESTRICTED = 4, _("Locked (restricted beneath)")
    LOCKED_CONFIDENTIAL = 5, _("Locked (confidential beneath)")
    INVISIBLE = 6, _("Invisible")
    INVISIBLE_RESTRICTED = 7, _("Invisible (restricted beneath)")
    INVISIBLE_CONFIDENTIAL = 8, _("Invisible (confidential beneath)")


class Level(models.IntegerChoices):
    """What lies over the clearance: nothing, a lock that others may know of, or invisibility."""

    NONE = 0, _("Not locked")
    LOCKED = 1, _("Locked")
    INVISIBLE = 2, _("Invisible")


def level_of(grade: int) -> Level:
    return Level(grade // GRADES_PER_LEVEL)


def clearance_beneath(grade: int) -> int:
    """The grade that holds when nothing lies over it."""
    return grade % GRADES_PER_LEVEL


def graded(clearance: int, level: int) -> int:
    """The grade of a record with this clearance beneath and this level over it."""
    return level * GRADES_PER_LEVEL + clearance


def cell(type_number: int, force_id: int, grade: int) -> int:
    """The compartment a record lies in: its type, force and grade as one number, which row security compares."""
    return type_number * CELLS_PER_TYPE + force_id * CELLS_PER_FORCE + grade


class Register(models.Model):
    """One row for each record of any type; everything that hangs on records hangs on this.

    Not partitioned: a partition key would have to be in every foreign key (docs/decisions/0003).
    Written only through polias.kit.record.writing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record_type = models.CharField(max_length=60)
    force_id = models.IntegerField()
    grade = models.SmallIntegerField(choices=Grade.choices, default=Grade.OPEN)
    cell = models.IntegerField()
    reference = models.CharField(max_length=40)
    marking = models.CharField(max_length=300, blank=True, default="", help_text="Why care is needed; hides nothing.")
    state = models.CharField(max_length=40)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.IntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["force_id", "reference"], name="register_reference_unique"),
            models.UniqueConstraint(fields=["id", "force_id", "grade"], name="register_copy_target"),
            models.UniqueConstraint(fields=["id", "cell"], name="register_cell_target"),
            models.CheckConstraint(
                name="register_cell_true",
                condition=Q(cell__gt=0)
                & Q(cell=F("cell") - F("cell") % CELLS_PER_TYPE + F("force_id") * 10 + F("grade")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["record_type", "-created_at", "-id"], name="register_newest"),
            models.Index(fields=["record_type", "state", "-created_at", "-id"], name="register_newest_of_state"),
            models.Index(fields=["reference"], name="register_reference"),
            models.Index(fields=["cell"], condition=Q(grade__gte=Grade.LOCKED), name="register_locked"),
            # Counted from the index alone, which therefore holds what row security asks for.
            models.Index(fields=["cell", "state"], include=["id"], name="register_counted"),
        ]

    def __str__(self) -> str:
        return self.reference


class RecordQuerySet(models.QuerySet[Any]):
    """Reads start at visible_to; row-level security refuses the rest a second time."""

    def visible_to(self, actor: Actor) -> Self:
        """Only the rows the actor may see, as a filter in SQL that also gives the planner its estimate."""
        return self.filter(actor.filter_for(self.model.TYPE)).select_related("register")


class Record(models.Model):
    """Base of a record's own table: the register row is its key; force and grade are copied for row security.

    The copies are held true by a composite foreign key that cascades (polias.kit.database.security).
    """

    TYPE: ClassVar[str]

    register = models.OneToOneField(Register, primary_key=True, on_delete=models.PROTECT, related_name="+")
    force_id = models.IntegerField(editable=False)
    grade = models.SmallIntegerField(editable=False, default=Grade.OPEN)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def record_type(cls) -> RecordType:
        from polias.kit.record.types import record_type

        return record_type(cls.TYPE)

    @property
    def reference(self) -> str:
        return self.register.reference

    @property
    def state(self) -> str:
        return self.register.state

    @property
    def version(self) -> int:
        return self.register.version

    @property
    def url(self) -> str:
        return f"/{self.TYPE.replace('.', '/')}/{self.reference}"

    def title(self) -> str:
        """What a person calls this record; kept out of the register, so that a locked row gives nothing away."""
        return self.reference

    def __str__(self) -> str:
        return f"{self.reference} {self.title()}"


class PartOfRecord(models.Model):
    """Base of a row that belongs to one record: a keyword, an involved person, a line of a log.

    Seen by whoever may see the record it belongs to; protected by the same cells.
    """

    OF: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    force_id = models.IntegerField(editable=False)
    grade = models.SmallIntegerField(editable=False, default=Grade.OPEN)

    objects = models.Manager()

    class Meta:
        abstract = True

    def belong_to(self, register: Register) -> None:
        """Take over the register row and the compartment of the record this belongs to."""
        self.register, self.force_id, self.grade = register, register.force_id, register.grade


class PartOfAnyRecord(models.Model):
    """Base of a kit row that may belong to a record of any type; it copies the whole cell."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    cell = models.IntegerField(editable=False)

    objects = models.Manager()

    class Meta:
        abstract = True

    def belong_to(self, register: Register) -> None:
        """Take over the register row and the cell of the record this belongs to."""
        self.register, self.cell = register, register.cell
