"""The words by which people look for a class, and what the class means in a sentence of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.crime.counting.rules import why_so_many
from polias.crime.counting.sentences import max_sentences
from polias.crime.reference import offence_classes
from polias.kit.reference import rows

FILE = Path(__file__).with_name("words.csv")


@dataclass(frozen=True, slots=True)
class ClassWords:
    """What one class is called in common speech and by its sections, and what it means."""

    words: str
    means: str


@cache
def class_words() -> Mapping[str, ClassWords]:
    """The words of every class that may be chosen, by its code."""
    return {row["code"]: ClassWords(row["words"], row["means"]) for row in rows(FILE)}


def words_by_code() -> dict[str, str]:
    """Other words under which a class is found while somebody types."""
    return {code: one.words for code, one in class_words().items()}


def rule_text(code: str, on: date | None = None) -> str:
    """What stands beside the choice: what the class means, how it is counted, its longest sentence."""
    known, said = offence_classes().get(code), class_words().get(code)
    if known is None:
        return ""
    longest = max_sentences(on or timezone.localdate()).get(code)
    parts = [
        said.means if said else "",
        why_so_many(code, victims=1),
        _("Longest sentence: %(words)s (to be confirmed by the force).") % {"words": longest.words} if longest else "",
        "" if known.notifiable else _("Not counted for the Home Office."),
    ]
    return " ".join(part for part in parts if part)


def rule_texts() -> dict[str, str]:
    """The text of every class that may be chosen."""
    return {code: rule_text(code) for code, one in offence_classes().items() if one.selectable}
