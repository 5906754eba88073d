"""Finds what sentences state of a change: from how many to how many, by how many, by how many per cent.

Only a sentence that states each at most once is read: of two changes in one sentence nobody can tell which number
belongs to which. What is not surely a count (years, dates, times, shares) is not read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from polias.measures.sums.stated import Number, Stated, disagreements, read_number

_NUM = r"£?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|thousand|million|billion)\b)?"
#: Not a share, a day, a time, a part of a longer number, nor a year.
_NOT_COUNTED = (
    r"(?![\d.,]*\d)(?!\s?(?:%|per\s?cent|[ap]m\b|(?:st|nd|rd|th)\b|[:/–-]\d"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b))"
)
_COUNT = rf"(?<![\d.,/:–-])({_NUM}){_NOT_COUNTED}"
_UP = r"increas\w*|ris(?:e|es|en|ing)|rose|up|growth|grew|grown|more|higher|additional|extra"
_DOWN = r"decreas\w*|reduc\w+|fall\w*|fell|down|declin\w*|drop\w*|fewer|less|lower"
_SHARE = r"(\d[\d,]*+(?:\.\d++)?)\s?(?:%|per\s?cent\b)"
_PAIRS = (
    (re.compile(rf"\bfrom\s+{_COUNT}(?:\s+[a-z]+){{0,4}}?\s+to\s+{_COUNT}", re.IGNORECASE), "previous first"),
    (re.compile(rf"{_COUNT}(?:\s+[a-z]+){{0,4}}?,?\s+compared\s+(?:with|to)\s+{_COUNT}", re.IGNORECASE), ""),
    (re.compile(rf"\bto\s+{_COUNT}(?:\s+[a-z]+){{0,4}}?\s+from\s+{_COUNT}", re.IGNORECASE), ""),
)  # fmt: skip
_DIFFERENCES = (
    re.compile(rf"{_COUNT}\s+(?P<way>additional|extra|more|fewer|less)\b(?!\s+than\s+\d)", re.IGNORECASE),
    re.compile(rf"\b(?P<way>increase|rise|decrease|reduction|fall|drop)\s+of\s+{_COUNT}", re.IGNORECASE),
    re.compile(rf"\b(?P<way>{_UP}|{_DOWN})\s+by\s+{_COUNT}", re.IGNORECASE),
)
_SHARES = (
    re.compile(rf"{_SHARE}\s+(?P<way>{_UP}|{_DOWN})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<way>{_UP}|{_DOWN})\s+(?:of\s+|by\s+)?(?:about\s+|around\s+)?{_SHARE}", re.IGNORECASE),
    re.compile(rf"\((?P<sign>[-+−])\s?{_SHARE}\)"),
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True)
class Found:
    """A sentence whose numbers cannot all be true, and why not."""

    sentence: str
    why: tuple[str, ...]


def sums_that_disagree(text: str) -> list[Found]:
    """The sentences of a text that contradict themselves, in their order."""
    found = []
    for sentence in _sentences(text):
        for clause in _clauses(sentence):
            stated = stated_in(clause)
            if stated is not None and (why := disagreements(stated)):
                found.append(Found(sentence, tuple(why)))
    return found


def _sentences(text: str) -> Iterator[str]:
    # A full stop between digits is a decimal point.
    for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"(])|\n+", text):
        if part.strip():
            yield " ".join(part.split())


def _clauses(sentence: str) -> list[str]:
    """What is said of one thing each: two things that rise or fall in one sentence have their own numbers."""
    parts = re.split(r";|,?\s++\b(?:and|while|but|whereas)\b\s+", sentence)
    moving = [part for part in parts if re.search(rf"\b(?:{_UP}|{_DOWN})\b", part, re.IGNORECASE)]
    return parts if len(moving) > 1 else [sentence]


def stated_in(sentence: str) -> Stated | None:
    """What the sentence states, or None where it states too little to be checked, or more than one change."""
    pairs = [(match, way) for pattern, way in _PAIRS for match in pattern.finditer(sentence) if _are_counts(match)]
    differences = _apart(one for one in _all(_DIFFERENCES, sentence) if _are_counts(one))
    shares = _apart(_all(_SHARES, sentence))
    if len(pairs) > 1 or len(differences) > 1 or len(shares) > 1:
        return None
    value = previous = None
    if pairs:
        (match, way), *_rest = pairs
        first, second = read_number(match[1]), read_number(match[2])
        previous, value = (first, second) if way else (second, first)
    stated = Stated(
        value=value,
        previous=previous,
        difference=_signed(differences[0]) if differences else None,
        per_cent=_signed(shares[0], is_share=True) if shares else None,
    )
    return stated if stated.can_be_checked else None


def _all(patterns: Sequence[re.Pattern[str]], sentence: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(sentence)


def _numbers(match: re.Match[str]) -> list[tuple[str, int]]:
    """The numbers among the groups of a match, each with its place in the sentence."""
    groups = [(match[n], match.start(n)) for n in range(1, len(match.groups()) + 1)]
    return [(text, place) for text, place in groups if text and text[0] in "£0123456789"]


def _are_counts(match: re.Match[str]) -> bool:
    return not any(_YEAR.match(text) for text, _place in _numbers(match))


def _apart(matches: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Those that are about different numbers: two patterns may find the same one."""
    found: dict[int, re.Match[str]] = {}
    for match in matches:
        found.setdefault(_numbers(match)[0][1], match)
    return list(found.values())


def _signed(match: re.Match[str], *, is_share: bool = False) -> Number | None:
    number = read_number(_numbers(match)[0][0], is_share=is_share)
    named = match.groupdict()
    is_fall = named["sign"] in "-−" if "sign" in named else re.fullmatch(_DOWN, named["way"], re.IGNORECASE) is not None
    return number.negated() if number is not None and is_fall else number
