"""The tables of pairs: two people who may be one, and what each field says for or against."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from polias.kit.record.model import PartOfRecord, Record
from polias.pole.people.model import Person


class Pair(Record):
    """One row is two records of one force that a run over its register found alike; there is one for any two.

    States: waiting, unsure, same, different, linked (by itself), gone (a later run no longer found it). ``one`` was
    recorded before ``other``; neither is ever deleted: deciding that they are one person links them. ``weight`` is in
    bits, as a logarithm of how much likelier it is that they are one person than not. ``one_seen`` and ``other_seen``
    are keyed hashes of what identified each when the pair was found or decided: new evidence is known by them, and no
    name.
    Not taken: one merged record, which nobody could take apart again.
    """

    TYPE = "pole.pairs"

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField(help_text="Bits for being one person, as the last run scored it.")
    weight_decided = models.FloatField(null=True, help_text="The weight on which it was decided last.")
    one_seen = models.CharField(max_length=32)
    other_seen = models.CharField(max_length=32)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    note = models.TextField(blank=True, help_text="What whoever decided wrote beside it.")

    class Meta:
        verbose_name = "pair"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["force_id", "one", "other"], name="pair_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="pair_of_two"),
        ]
        indexes: ClassVar = [models.Index(fields=["force_id", "-weight"], name="pair_strongest")]

    def title(self) -> str:
        """Without their names: who may see the pair is asked anew of each of them."""
        return _("Perhaps one person")


class Evidence(PartOfRecord):
    """One row is what one field of a pair says: how alike the two values are, and its part of the weight in bits."""

    OF = "pole.pairs"

    field = models.CharField(max_length=30)
    level = models.CharField(max_length=40)
    bits = models.FloatField()

    class Meta:
        verbose_name = "evidence"
        indexes: ClassVar = [models.Index(fields=["register"], name="evidence_of")]


class Drawn(PartOfRecord):
    """One row says that a pair was drawn into a quarter's sample for clerical review, and for how many it stands.

    ``band`` is its weight in bits, from which on (polias.pole.pairs.sample); ``origin`` the group of names it is of.
    What comes of the sample is the decisions on the pairs themselves: precision and recall are told from them.
    """

    OF = "pole.pairs"

    quarter = models.CharField(max_length=7)
    band = models.SmallIntegerField()
    origin = models.CharField(max_length=12)
    stands_for = models.FloatField(help_text="Pairs of its band and origin for each that was drawn.")
    of_people = models.IntegerField(null=True, help_text="People who were compared when it was drawn.")

    class Meta:
        verbose_name = "drawn for review"
        constraints: ClassVar = [models.UniqueConstraint(fields=["register", "quarter"], name="drawn_once_a_quarter")]
