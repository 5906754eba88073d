"""The table of other names."""

from __future__ import annotations

from django.db import models

from polias.kit.record.model import PartOfRecord
from polias.pole.names.facts import KINDS, LONGEST_FORENAMES, LONGEST_SURNAME, OtherName


class PersonName(PartOfRecord):
    """One row is one other name of one person: an alias, a surname before marriage, the name in its own script.

    Kept as given, in whatever script; the person's own row holds the name by which they are known now. It lies in the
    person's compartment, and is filed under the person's search keys. Not taken: a list in a column of the person,
    which knows no dates and of which the audit could not say what was added.
    """

    OF = "pole.people"

    kind = models.CharField(max_length=10, choices=KINDS)
    forenames = models.CharField(max_length=LONGEST_FORENAMES, blank=True)
    surname = models.CharField(max_length=LONGEST_SURNAME, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        verbose_name = "other name"

    def __str__(self) -> str:
        return self.as_name.text

    @property
    def as_name(self) -> OtherName:
        """The row as the deeds and forms speak of it."""
        return OtherName(self.kind, self.surname, self.forenames, self.valid_from, self.valid_to)  # type: ignore[arg-type]
