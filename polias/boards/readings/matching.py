"""Which earlier action an entry of a paper speaks of: by its reference first, then by how alike the words are.

Of 369 pairs of actions of different bodies in labelled minutes half are .38 alike, one in a hundred .51, none .55; of
135 pairs within one paper four are .55 to .59. Hence the numbers below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: From this likeness on an entry is taken for the action; between the two a person is asked; below, it is another one.
SURE = 0.86
UNSURE = 0.55
#: A reference that stands for a whole year, or counts past a hundred, belongs to one action; "Action 3" to many.
_OWN_NUMBER = re.compile(r"\d+\s*[/.\-]\s*\d{2,}|\d{3,}")
#: Words that are less alike are any two actions': a reference alone is then not enough, and a person is asked.
WORDS_OF_THE_SAME = 0.5
_NOISE = re.compile(r"[^\w\s]+")
_COMMON = (
    "the a an of to and for in on be is are was were will would that this it by with at from as has have had been "
    "action actions agreed resolved board panel committee meeting"
)
_STOP = frozenset(_COMMON.split())


@dataclass(frozen=True)
class Known:
    """An action of the log as an entry is compared with: its key, its references and all the words it was told in."""

    key: str
    refs: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """One action an entry may speak of: how alike the words are from 0 to 1, and whether the references agree."""

    key: str
    likeness: float
    by_ref: bool
    sure: bool


def matches(ref: str, text: str, known: Iterable[Known], *, most: int = 5) -> list[Match]:
    """The actions that an entry may speak of, the likeliest first; one that is sure stands first and alone is sure."""
    found = [match for one in known if (match := _match(ref, text, one)) is not None]
    found.sort(key=lambda m: (m.sure, m.by_ref, m.likeness), reverse=True)
    if sum(m.sure for m in found) > 1 and not _stands_out(found):
        found = [Match(m.key, m.likeness, m.by_ref, sure=False) for m in found]
    return found[:most]


def _stands_out(found: list[Match]) -> bool:
    first, second = found[0], found[1]
    return (first.by_ref and not second.by_ref) or first.likeness - second.likeness > 0.1


def _match(ref: str, text: str, one: Known) -> Match | None:
    alike = max((likeness(text, words) for words in one.texts), default=0.0)
    same_ref = bool(ref) and plain_ref(ref) in {plain_ref(each) for each in one.refs if each}
    if same_ref and _OWN_NUMBER.search(ref):
        return Match(one.key, alike, by_ref=True, sure=alike >= WORDS_OF_THE_SAME)
    if same_ref and alike >= WORDS_OF_THE_SAME:
        return Match(one.key, alike, by_ref=True, sure=alike >= UNSURE)
    if alike >= UNSURE:
        return Match(one.key, alike, by_ref=False, sure=alike >= SURE)
    return None


def plain_ref(ref: str) -> str:
    """A reference without the words and signs around its number: "Action 07/21" and "7 / 2021" are one."""
    numbers = re.findall(r"\d+", ref)
    letters = re.sub(r"(?i)action|point|reference|ref|no\b|[^A-Za-z]", "", ref).upper()
    if len(numbers) > 1 and len(numbers[-1]) == 4:
        numbers[-1] = numbers[-1][2:]
    return letters + "/".join(number.lstrip("0") or "0" for number in numbers)


def likeness(one: str, other: str) -> float:
    """How alike two sentences are, from 0 to 1, by their words in any order; a longer one may hold the shorter."""
    from rapidfuzz import fuzz

    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    whole, part = fuzz.token_sort_ratio(first, second), fuzz.token_set_ratio(first, second)
    # A sentence that only holds the other's few words is no twin of it: "write to partners" is in many.
    shorter = min(len(first.split()), len(second.split()))
    return float(0.5 * whole + 0.5 * part if shorter >= 4 else whole) / 100


@lru_cache(maxsize=20_000)
def _words(text: str) -> str:
    return " ".join(word for word in _NOISE.sub(" ", text.lower()).split() if word not in _STOP)
