"""Phrase rules on a narrative: which classes its words point to, and by which words; negated words do not count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from polias.crime.reference import offence_classes
from polias.kit.reference import rows

SETS_FILE = Path(__file__).with_name("sets.csv")
PHRASES_FILE = Path(__file__).with_name("phrases.csv")
MOST = 3
#: A narrative longer than this is read no further: what happened stands at its beginning.
LONGEST = 20_000
#: Each further rule of the same class adds a little to its weightiest.
FURTHER = 0.5
#: A class to which the first sentence points is the likelier.
OPENING = 2
#: Words too weak to say anything by themselves.
LEAST = 6.5
SENTENCE_END = re.compile(r"(?<=[.!?])\s")
#: Words that take back what follows them, up to the end of their clause or so many words.
NEGATIONS = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|denies|denied|deny|isn't|wasn't|weren't|didn't|doesn't|"
    r"don't|hasn't|haven't|hadn't|couldn't|wouldn't|can't|cannot|unable to|refused to|no sign of|rather than|"
    r"instead of|ruled out|without(?! (?:permission|consent|asking|paying|payment|settling|warning|reason)\b))\b"
)
REACH_WORDS = 4
#: At most so many words of one sentence stand between the two parts of a pair; "don't" is one, in one way only: a text
#: of many such marks must not be read in every way there is.
BETWEEN = r"(?!\w)(?:[^\w.;!?]++\w++(?:['£%]++\w++)*+){0,6}?[^\w.;!?]+"
CLAUSE_END = re.compile(r"[.;:!?,\n]|\b(?:but|however|although|though|then|and then|yet)\b")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One rule: all of ``needs`` are found and none of ``unless``; each is a choice of words."""

    code: str
    weight: float
    needs: tuple[re.Pattern[str], ...]
    unless: tuple[tuple[re.Pattern[str], ...], ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One class that the words point to, how strongly, and the words."""

    code: str
    score: float
    because: tuple[str, ...]

    @property
    def title(self) -> str:
        return offence_classes()[self.code].title

    @property
    def said(self) -> str:
        """The words that point to it, as a person reads them."""
        return ", ".join(f"“{word}”" for word in self.because[:4])


def suggested(narrative: str, *, most: int = MOST) -> list[Suggestion]:
    """The classes that a narrative points to, the likeliest first; none where no rule fits."""
    text = _plain(narrative)
    found, opening = _found(text), _opening(text)
    at_first = dict(found) if opening == text else _found(opening)
    # Later sentences tell of background: what the first says counts for more, whatever else is told.
    for code, one in at_first.items():
        whole = found.get(code)
        found[code] = replace(whole, score=whole.score + OPENING) if whole else one
    order = list(offence_classes())
    likely = [one for one in found.values() if one.score >= LEAST]
    return sorted(likely, key=lambda one: (-one.score, order.index(one.code)))[:most]


def _found(text: str) -> dict[str, Suggestion]:
    """Every class that some words point to."""
    taken_back = list(_taken_back(text))
    # Many rules ask for the same words.
    said = cache(lambda group: _said(group, text, taken_back))
    found: dict[str, Suggestion] = {}
    for phrase in phrases():
        words = _because(phrase, said)
        if words is None:
            continue
        earlier = found.get(phrase.code)
        score = phrase.weight if earlier is None else max(earlier.score, phrase.weight) + FURTHER
        because = tuple(dict.fromkeys((*(earlier.because if earlier else ()), *words)))
        found[phrase.code] = Suggestion(phrase.code, score, because)
    return found


def _opening(text: str) -> str:
    """The first sentence."""
    end = SENTENCE_END.search(text)
    return text[: end.start()] if end else text


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every rule, in the order of the file."""
    sets = {row["name"]: row["terms"] for row in rows(SETS_FILE)}
    pattern = cache(lambda group: _pattern(group, sets))
    return tuple(_phrase(row, pattern) for row in rows(PHRASES_FILE))


def said_in(narrative: str, terms: Sequence[str]) -> str | None:
    """The first of some terms that a narrative says without taking it back; None where it says none."""
    if not terms:
        return None
    text = _plain(narrative)
    return _said(_pattern("|".join(terms), {}), text, list(_taken_back(text)))


def _phrase(row: dict[str, str], pattern: Callable[[str], re.Pattern[str]]) -> Phrase:
    if row["code"] not in offence_classes():
        raise ValueError(f"phrases.csv: there is no class {row['code']}.")
    needs = tuple(pattern(group) for group in row["needs"].split(";"))
    # In the last column a choice of single words, each of which may need a second that stands behind a semicolon.
    unless = tuple(tuple(pattern(part) for part in one.split(";")) for one in _choices(row["unless"]))
    return Phrase(row["code"], float(row["weight"]), needs, unless)


def _choices(text: str) -> list[str]:
    """The choices of the last column: "a|b;c|d" is a, or b with c, or d."""
    return [one for one in text.split("|") if one]


def _pattern(group: str, sets: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + _choice(group, sets) + r"(?!\w)")


def _choice(group: str, sets: dict[str, str]) -> str:
    """A choice of terms as an expression; "a~b" is b in the sentence of a and at most so many words behind it."""
    longest_first = sorted(_terms(group, sets), key=len, reverse=True)
    return "(?:" + "|".join(_near(t, sets) if "~" in t else _term(t) for t in longest_first) + ")"


def _terms(group: str, sets: dict[str, str]) -> set[str]:
    """The terms of a choice; a set may name others."""
    found: set[str] = set()
    for term in (one.strip() for one in group.split("|")):
        if term.startswith("@") and "~" not in term:
            found |= _terms(sets[term[1:]], sets)
        elif term:
            found.add(term)
    return found


def _near(pair: str, sets: dict[str, str]) -> str:
    first, second = pair.split("~")
    return rf"{_choice(first, sets)}{BETWEEN}({_choice(second, sets)})"


def _term(term: str) -> str:
    return re.escape(term.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


def _plain(text: str) -> str:
    return text[:LONGEST].lower().replace("’", "'").replace("‘", "'")


def _taken_back(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that a negation reaches."""
    for negation in NEGATIONS.finditer(text):
        end = negation.end()
        clause = CLAUSE_END.search(text, end)
        stop = clause.start() if clause else len(text)
        words = list(re.finditer(r"\S+", text[end:stop]))[:REACH_WORDS]
        if words:
            yield negation.start(), end + words[-1].end()


def _because(phrase: Phrase, said: Callable[[re.Pattern[str]], str | None]) -> list[str] | None:
    """The words that fulfil a rule; None where it does not hold."""
    found: list[str] = []
    for group in phrase.needs:
        word = said(group)
        if word is None:
            return None
        found.append(word)
    for parts in phrase.unless:
        if all(said(part) is not None for part in parts):
            return None
    return found


def _said(group: re.Pattern[str], text: str, taken_back: Sequence[tuple[int, int]]) -> str | None:
    """The first of some words that stands in the text and is not taken back; a term that negates itself stands."""
    for match in group.finditer(text):
        # The second part of a pair must not be taken back either: "punched, no bruise".
        places = (match.start(), match.start(match.lastindex)) if match.lastindex else (match.start(),)
        if not any(start < place < end for start, end in taken_back for place in places):
            return match.group()
    return None
