"""Which keywords the words of a narrative suggest, by the synonyms of the vocabulary; a person accepts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from polias.crime.reference.keywords import Keyword
from polias.crime.suggestion.phrases import said_in


@dataclass(frozen=True)
class Suggested:
    """One keyword and the word that suggests it; words that are taken back ("no knife was seen") suggest nothing."""

    keyword: Keyword
    because: str


def suggested_keywords(narrative: str, *, usable: Mapping[str, Keyword]) -> list[Suggested]:
    """In the order of the vocabulary, of which the usable part is given."""
    found = []
    for one in usable.values():
        because = said_in(narrative, one.synonyms)
        if because is not None:
            found.append(Suggested(one, because))
    return found
