"""Every field that must be answered to record a crime, with who uses the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from polias.kit.i18n.text import Words
from polias.kit.reference import rows

FILE = Path(__file__).with_name("mandatory_fields.csv")
#: People and bodies who read the answers.
PEOPLE: dict[str, Words] = {
    "investigator": _l("the investigator"),
    "processing unit": _l("the processing unit"),
    "victim care": _l("victim care"),
    "auditor": _l("the auditor"),
    "Home Office": _l("the Home Office"),
}


@dataclass(frozen=True, slots=True)
class User:
    """One user of an answer: a rule by its code, a column of a dataset, a measure, a keyword, or a person."""

    kind: str
    name: str

    @property
    def said(self) -> str:
        """Who that is, as a person reads it."""
        words = {
            "rule": _("rule %(code)s") % {"code": self.name},
            "dataset": _("the figures"),
            "measure": _("a measure"),
            "keyword": _("a keyword"),
        }
        return words.get(self.kind) or str(PEOPLE[self.name])


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
