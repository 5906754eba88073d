"""The table of aspirations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.boards.bodies.model import Body
from polias.kit.record.model import Record

NONE = "none"


class Aspiration(Record):
    """One row is what one body aims at in one measure, or that it aims at nothing there, with the reason.

    States: set, published, withdrawn. ``value`` means what the basis says: a rank, a change in per cent, or the figure
    itself; the averages need none. ``because`` is why nothing is aimed at, for everybody. ``rationale`` is the thought
    behind it, for members only: no public edition holds it. A new value is a revision of the same row.

    Not taken: an aspiration as part of a measure's declaration. A measure is the same for all forces, while each body
    aims at something else, and who answers for it is a person.
    """

    TYPE = "boards.aspirations"
    BASES: ClassVar = [
        ("group_average", _("The average of its most similar group")),
        ("group_best_quarter", _("The best quarter of its most similar group")),
        ("group_rank", _("A rank in its most similar group, or better")),
        ("own_change", _("A change on the twelve months before, in per cent")),
        ("own_value", _("A figure of its own")),
        (NONE, _("Nothing is aimed at, for a reason")),
    ]

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    question = models.CharField(max_length=200)
    offence_group = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=20, choices=BASES)
    value = models.FloatField(null=True)
    set_on = models.DateField()
    owner = models.BigIntegerField(help_text="The actor of the force who answers for it.")
    because = models.TextField(blank=True)
    rationale = models.TextField(blank=True, help_text="For members only; in no public edition.")
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "aspiration"

    def title(self) -> str:
        return self.question if not self.offence_group else f"{self.question} {self.offence_group}"
