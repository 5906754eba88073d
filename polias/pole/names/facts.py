"""What another name is: its kinds, and one name as a command of the deeds that keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _

Kind = Literal["alias", "nickname", "birth", "maiden", "married", "previous", "original"]
#: In the order in which they are listed, as a question asks for them.
KINDS = (
    ("alias", _("Also known as")),
    ("nickname", _("Nickname")),
    ("maiden", _("Surname before marriage")),
    ("married", _("Married name")),
    ("previous", _("Previous name")),
    ("birth", _("Name at birth")),
    ("original", _("In its own script")),
)
LONGEST_FORENAMES, LONGEST_SURNAME, MOST_NAMES = 120, 80, 20


@dataclass(frozen=True)
class OtherName:
    """One other name; of a name of one part the rest is that of the person, as of a surname before marriage.

    The days are when it was used, both ends counted; mostly neither is known.
    """

    kind: Kind
    surname: str = ""
    forenames: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def text(self) -> str:
        """The name as it was given."""
        return f"{self.forenames} {self.surname}".strip()

    @property
    def label(self) -> str:
        return str(dict(KINDS).get(self.kind, self.kind))
