"""The table of transfers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from polias.crime.corrections.model import INFORMATION_KINDS
from polias.force.public import Area
from polias.kit.record.model import PartOfRecord


class Transfer(PartOfRecord):
    """One offer of one crime from one force to another (C1): what shows that it is theirs, and what they answered.

    Answers: none yet, accepted (the crime lies with ``to_force``, under its old reference), refused, withdrawn. It is a
    part of the crime and moves with it, so that both forces read the same; nothing of it is deleted. Not taken: a
    second record in the other force, which would be counted twice or lose one half of the history.
    """

    OF = "crime.reports"

    ANSWERS = (("accepted", _("Accepted")), ("refused", _("Refused")), ("withdrawn", _("Withdrawn")))

    from_force = models.IntegerField()
    to_force = models.IntegerField()
    offer = models.UUIDField(help_text="What the other force may read of it (polias.kit.handover).")
    offence = models.CharField(max_length=8, help_text="Its class when it was offered.")
    recorded_at = models.DateTimeField(help_text="When the crime was recorded, as the crime says.")
    from_beat = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    offered_by = models.BigIntegerField()
    rationale = models.TextField()
    information_kind = models.CharField(max_length=10, choices=INFORMATION_KINDS)
    information_source = models.TextField()
    information_on = models.DateField()
    information = models.TextField()
    answer = models.CharField(max_length=10, choices=ANSWERS, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    answer_rationale = models.TextField(blank=True)
    victim_told_on = models.DateField(null=True)

    class Meta:
        verbose_name = "transfer"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register"], condition=Q(answer=""), name="crimetransfer_offered_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["register"], name="crimetransfer_of"),
            models.Index(fields=["to_force"], condition=Q(answer=""), name="crimetransfer_waiting"),
            models.Index(fields=["from_force", "answered_at"], name="crimetransfer_answered"),
        ]
