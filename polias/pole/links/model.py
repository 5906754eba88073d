"""The table of links."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.kit.record.model import PartOfAnyRecord, Register

#: Between two records of one person; their pages say it in a place of its own (polias.pole.pairs).
SAME_PERSON = "same_person"
ROLES = (
    ("victim", _("Victim")),
    ("suspect", _("Suspect")),
    ("witness", _("Witness")),
    ("caller", _("Caller")),
    ("location", _("Where it happened")),
    ("vehicle", _("Vehicle involved")),
    ("came_from", _("Came from")),
    ("same_incident", _("Of the same incident")),
    ("keeper", _("Keeper")),
    ("lives_at", _("Lives at")),
    ("premises", _("Premises")),
    ("involved", _("Involved, how is not said")),
    ("relative", _("Related to")),
    ("knows", _("Knows")),
    (SAME_PERSON, _("Same person")),
)


class Link(PartOfAnyRecord):
    """One row says that one record (the register row it belongs to) has another in a role.

    It lies in the compartment of the record it belongs to; the other end is shown only to those who may see it.
    Dated, graded by the reliability of its source (A best to E), and sourced. Both ends are real foreign keys;
    foreign keys pass row security, so the actions take both ends through the door first.
    """

    other = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=ROLES)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    reliability = models.CharField(max_length=1, default="A")
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "link"
        indexes: ClassVar = [
            models.Index(fields=["other"], name="link_other"),
            models.Index(fields=["register"], name="link_of"),
        ]
