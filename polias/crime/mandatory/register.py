"""Every field that must be answered to record a crime, with who uses the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext as _

from polias.kit.reference import rows

FILE = Path(__file__).with_name("mandatory_fields.csv")
Kind = Literal["rule", "dataset", "measure", "keyword", "person"]


@dataclass(frozen=True, slots=True)
class User:
    """One user of an answer: a rule by its code, a column of a dataset, a measure, a keyword, or a person."""

    kind: str
    name: str

    @property
    def said(self) -> str:
        words = {
            "rule": _("rule %(name)s"),
            "dataset": _("figures (%(name)s)"),
            "measure": _("measure %(name)s"),
            "keyword": _("keyword %(name)s"),
        }
        return words.get(self.kind, "%(name)s") % {"name": self.name}


@dataclass(frozen=True, slots=True)
class MandatoryField:
    """One field that is mandatory where it is asked, from which move, and who uses it."""

    name: str
    needed_from: str
    used_by: tuple[User, ...]
    source: str
    status: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that look at it: while there is one, the field cannot be retired."""
        return tuple(one.name for one in self.used_by if one.kind == "rule")


@cache
def mandatory_fields() -> Mapping[str, MandatoryField]:
    """Every mandatory field by its name, in the order of the form."""
    return {row["field"]: _field(row) for row in rows(FILE)}


def _field(row: dict[str, str]) -> MandatoryField:
    users = tuple(User(*one.split(":", 1)) for one in row["used_by"].split("|") if one)
    return MandatoryField(row["field"], row["needed_from"], users, row["source"], row["status"])
