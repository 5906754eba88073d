"""What cells of somebody's table say: text without characters that cannot be seen, days that exist, and the sexes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.i18n.text import Words
from polias.kit.tables.broken import is_broken, mended
from polias.pole.matching.cleaning import NOTHING
from polias.pole.matching.dates import Order, written

_JOINERS = "\u200c\u200d"
_OF_A_SCRIPT = ("Lo", "Mn", "Mc")
_FOUR_DIGITS = re.compile(r"\d{4}")
SEXES = {
    "f": "F", "female": "F", "woman": "F", "girl": "F", "2": "F", "m": "M", "male": "M", "man": "M", "boy": "M",
    "1": "M", "x": "X", "u": "X", "other": "X", "notstated": "X", "nonbinary": "X", "indeterminate": "X", "0": "X",
    "9": "X",
}  # fmt: skip
_FIELDS: dict[str, Words] = {
    "id": gettext_lazy("id"),
    "surname": gettext_lazy("surname"),
    "forenames": gettext_lazy("forename"),
    "phone": gettext_lazy("telephone number"),
    "address": gettext_lazy("address"),
    "postcode": gettext_lazy("postcode"),
    "name": gettext_lazy("name"),
    "registration": gettext_lazy("registration"),
    "make": gettext_lazy("make"),
    "model": gettext_lazy("model"),
    "colour": gettext_lazy("colour"),
}
#: How much of a value a sentence shows.
SHOWN = 40


@dataclass(frozen=True)
class Because:
    """A sentence about one row, and the words that rows of its kind are counted under."""

    sentence: str
    why: str


class NotTaken(Exception):
    """A row is refused."""

    def __init__(self, sentence: str, why: str) -> None:
        super().__init__(sentence)
        self.because = Because(sentence, why)


@dataclass
class Cells:
    """The cells of one row made readable, and what had to be changed for it."""

    changes: dict[str, str] = field(default_factory=dict)

    def text(self, cell: str | None) -> str:
        """Without characters that cannot be seen, and with single blanks."""
        if not cell:
            return ""
        if cell.isascii() and cell.isprintable():
            return " ".join(cell.split())
        if is_broken(cell):
            cell = mended(cell)
            self.changed(_("not in UTF-8, read as Windows-1252"), cell)
        seen = _seen(cell)
        if seen != cell.replace("\t", " ").replace("\r", " ").replace("\n", " "):
            self.changed(_("characters that cannot be seen were taken out"), seen)
        return " ".join(seen.split())

    def changed(self, why: str, value: str) -> None:
        """Each kind of change is told once of a row, with the values it was made to."""
        earlier, quoted = self.changes.get(why), f'"{shown(value)}"'
        values = quoted if earlier is None else f"{earlier.removesuffix(f': {why}.')}, {quoted}"
        self.changes[why] = f"{values}: {why}."


def _seen(text: str) -> str:
    kept = [c for at, c in enumerate(text) if unicodedata.category(c) not in ("Cf", "Cc") or _joins(text, at)]
    kept = [c if c.isprintable() or c in _JOINERS else " " for c in kept]
    return "".join(kept)


def _joins(text: str, at: int) -> bool:
    """In Persian and the scripts of India two such characters are spelling; a line break is a blank."""
    if text[at] in "\t\r\n":
        return True
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return text[at] in _JOINERS and len(around) == 2 and all(unicodedata.category(c) in _OF_A_SCRIPT for c in around)


def shown(value: str) -> str:
    return value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"


def known(text: str) -> str:
    """The text, or nothing where it says "n/k"; never asked of a name, which may be Null or Na."""
    return "" if text.casefold() in NOTHING else text


def fitting(text: str, *, most: int, what: str) -> str:
    """The text, which is refused when it is longer than a record holds: cut off, it would be another."""
    if len(text) > most:
        kind = str(_FIELDS.get(what, what))
        raise NotTaken(
            _("The {what} has {count} characters, and {most} is the most.").format(
                what=kind, count=f"{len(text):,}", most=most
            ),
            _("the {what} is too long").format(what=kind),
        )
    return text


def day(text: str, *, order: Order, today: date, changed: Callable[[str, str], None]) -> date | None:
    """A day that exists; of one that is known in part nothing is kept, which is told, and nonsense is refused."""
    if not known(text):
        return None
    found = written(text, order) if len(text) <= SHOWN else None
    if found is None:
        raise NotTaken(_('"{value}" is no date.').format(value=shown(text)), _("what should be a date is none"))
    if not found.exists:
        raise NotTaken(_('"{value}" is no day that exists.').format(value=text), _("a day that does not exist"))
    if not (found.month and found.day):
        changed(_("a date without a day is not kept"), text)
        return None
    # Two digits of a year that lies ahead are of the century before.
    past = (
        found.year - 100 if date(found.year, found.month, 1) > today and not _FOUR_DIGITS.search(text) else found.year
    )
    return date(past, found.month, found.day)


def sex(text: str, *, changed: Callable[[str, str], None]) -> str:
    """F, M or X; what is neither is X, which is told."""
    word = "".join(c for c in text.casefold() if c.isalnum())
    if not known(text) or not word:
        return "X"
    if word not in SEXES:
        changed(_("not known as a sex, kept as not stated"), text)
    return SEXES.get(word, "X")
