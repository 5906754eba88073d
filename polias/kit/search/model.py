"""The tables of search keys and of the vocabulary of names."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from polias.kit.record.model import PartOfAnyRecord


class SearchKey(PartOfAnyRecord):
    """One hashed blocking key of one record (see keys.py for which there are).

    The key of a name brings its pieces along. On its way in the database moves them into the vocabulary
    (kit/database/names.sql), whoever files the key and however; in the table the column is always empty.
    """

    NOT_TOLD: ClassVar = ("pieces",)

    key = models.BigIntegerField()
    pieces = ArrayField(models.BigIntegerField(), null=True, editable=False)

    class Meta:
        verbose_name = "search key"
        indexes: ClassVar = [models.Index(fields=["key", "cell", "register"], name="searchkey_in_cell")]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        if pieces := getattr(self.__dict__.get("key"), "pieces", None):
            self.pieces = list(pieces)


class NearName(models.Model):
    """One piece of one name that occurs in one compartment; all three are numbers, and no name stands here.

    Kept by the triggers of the search keys, and read by one function with the owner's eyes. A name that occurs only
    where an actor sees nothing is in no compartment of theirs, and so is never met.
    """

    piece = models.BigIntegerField()
    name = models.BigIntegerField()
    cell = models.IntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["piece", "cell", "name"], name="nearname_by_piece"),
            models.Index(fields=["name", "cell"], name="nearname_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.piece} of {self.name}"
