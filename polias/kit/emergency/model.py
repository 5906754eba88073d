"""The table of emergency accesses."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from polias.kit.record.model import Register


class EmergencyAccess(models.Model):
    """One actor opened one record that was not theirs to see, and somebody else says whether that was proper.

    Written by one function of the database (polias/kit/database/emergency.sql) together with its admission and the
    task of those who review. States: not reviewed yet (no verdict), proper, not proper. Reference and type are copied:
    a reviewer need not see the record to see that it was opened.
    """

    VERDICTS = (("", _("Not reviewed yet")), ("proper", _("Proper")), ("not_proper", _("Not proper")))

    id = models.UUIDField(primary_key=True, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    cell = models.IntegerField(help_text="Where the record lay when it was opened.")
    force_id = models.IntegerField(help_text="The force of the record, whose reviewers look at the access.")
    record_type = models.CharField(max_length=60)
    reference = models.CharField(max_length=40)
    actor_id = models.BigIntegerField()
    reason = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    due_at = models.DateTimeField(help_text="By when it must be reviewed.")
    verdict = models.CharField(max_length=12, choices=VERDICTS, blank=True, default="")
    words = models.TextField(blank=True, default="", help_text="What the reviewer found.")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="emergency_reviewed_by_another",
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("actor_id")),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["force_id", "due_at"], condition=Q(reviewed_at=None), name="emergency_to_review")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def url(self) -> str:
        return f"/emergency/{self.pk}"
