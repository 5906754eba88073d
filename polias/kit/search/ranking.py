"""Whoever the keys brought back, put in order, each with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from polias.kit.i18n.plain import gettext as _
from polias.kit.search.names import TITLES, canonical_forenames, first_forenames, folded, sound, surname_forms
from polias.kit.search.query import NameQuery

NEARLY_THE_SAME = 0.85
SOUNDS_THE_SAME = 0.92
# What a query holds decides how much each part weighs: (surname, forename, birth).
WEIGHTS = {True: (0.40, 0.25, 0.35), False: (0.60, 0.40, 0.0)}
UNKNOWN_BIRTH = 0.4
TURNED = 0.95


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person whom the keys brought back; `identity` is the caller's own."""

    identity: object
    forenames: str
    surname: str
    date_of_birth: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """How well a candidate fits, from 0 to 1, and why."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The reasons in one line: "Surname sounds the same; born a year apart"."""
        line = "; ".join(self.reasons)
        return line[:1].upper() + line[1:]


class Likeness(NamedTuple):
    """How alike one part is, and the reason if there is one to give."""

    score: float
    reason: str = ""


def ranked(query: NameQuery, candidates: Iterable[Candidate], *, at_least: float = 0.0) -> list[Match]:
    """The candidates that score at least so much, best first; equal ones in the order of their names."""
    comparison = Comparison(query)
    matches = [match for match in map(comparison.of, candidates) if match.score >= at_least]
    return sorted(
        matches, key=lambda m: (-m.score, m.candidate.surname, m.candidate.forenames, str(m.candidate.identity))
    )


def compare(query: NameQuery, candidate: Candidate) -> Match:
    """One candidate against the query, the names also tried the other way round."""
    return Comparison(query).of(candidate)


class Comparison:
    """One query against many candidates; of those that share a name, the name is compared once."""

    def __init__(self, query: NameQuery) -> None:
        self.query, self.two_names = query, bool(query.forenames and query.surname)
        self.surname = cache(partial(surnames_alike, query.surname))
        self.forename = cache(partial(forenames_alike, query.forenames))
        self.surname_turned = cache(partial(forenames_alike, query.surname))
        self.forename_turned = cache(partial(surnames_alike, query.forenames))

    def of(self, candidate: Candidate) -> Match:
        """One candidate, the names also tried the other way round; one word may be either name."""
        query, born = self.query, self._born(candidate)
        straight = _weighed(
            self.surname(candidate.surname) if query.surname else None,
            self.forename(_first_word(candidate.forenames)) if query.forenames else None,
            born,
        )
        turned = _weighed(
            self.forename_turned(candidate.surname) if query.forenames else None,
            self.surname_turned(_first_word(candidate.forenames)) if query.surname else None,
            born,
        )
        if not self.two_names:
            score, reasons = max(straight, turned, key=lambda one: one[0])
            return Match(candidate, score, reasons)
        if turned[0] * TURNED <= straight[0]:
            return Match(candidate, *straight)
        reasons = (_("first and last name the other way round"), *turned[1])
        return Match(candidate, round(turned[0] * TURNED, 4), reasons)

    def _born(self, candidate: Candidate) -> Likeness | None:
        if not (self.query.date_of_birth or self.query.year_of_birth):
            return None
        return births_alike(self.query, candidate.date_of_birth)


def _first_word(forenames: str) -> str:
    """As far as forenames are compared: a title and what follows it, otherwise the first word."""
    first, _space, rest = forenames.partition(" ")
    return forenames if rest and folded(first) in TITLES else first


def _weighed(
    surname: Likeness | None, forename: Likeness | None, born: Likeness | None
) -> tuple[float, tuple[str, ...]]:
    parts = zip((surname, forename, born), WEIGHTS[born is not None], strict=True)
    used = [(part, weight) for part, weight in parts if part is not None and weight]
    total = sum(weight for _part, weight in used) or 1.0
    score = sum(part.score * weight for part, weight in used) / total
    return round(score, 4), tuple(part.reason for part, _weight in used if part.reason)


def surnames_alike(one: str, other: str) -> Likeness:
    """Two surnames, in all their forms."""
    ones, others = surname_forms(one), surname_forms(other)
    if not ones or not others:
        return Likeness(0.0)
    if ones[0] == others[0]:
        return Likeness(1.0, _("same surname"))
    if set(ones) & set(others):
        return Likeness(0.93, _("one part of the surname is the same"))
    spelling = max(_jaro_winkler(a, b) for a in ones for b in others)
    if {sound(form) for form in ones} & {sound(form) for form in others}:
        return Likeness(max(spelling, SOUNDS_THE_SAME), _("surname sounds the same"))
    return Likeness(spelling, _("surname spelt nearly the same") if spelling >= NEARLY_THE_SAME else "")


def forenames_alike(one: str, other: str) -> Likeness:
    """Two first forenames: spelling, nickname, sound, initial."""
    ones, others = first_forenames(one), first_forenames(other)
    if not ones or not others:
        return Likeness(0.0)
    if set(ones) & set(others):
        return Likeness(1.0, _("same first name"))
    if len(ones[0]) == 1 or len(others[0]) == 1:
        return Likeness(0.85, _("same first initial")) if ones[0][0] == others[0][0] else Likeness(0.0)
    if set(canonical_forenames(one)) & set(canonical_forenames(other)):
        words = _("%(one)s and %(other)s are forms of one name")
        return Likeness(0.95, words % {"one": ones[0].capitalize(), "other": others[0].capitalize()})
    spelling = max(_jaro_winkler(a, b) for a in ones for b in others)
    if {sound(form) for form in ones} & {sound(form) for form in others}:
        return Likeness(max(spelling, 0.9), _("first name sounds the same"))
    return Likeness(spelling, _("first name spelt nearly the same") if spelling >= NEARLY_THE_SAME else "")


def births_alike(query: NameQuery, born: date | None) -> Likeness:
    """A date, or only a year, of birth against the one on record."""
    if born is None:
        return Likeness(UNKNOWN_BIRTH, _("no date of birth on record"))
    if query.date_of_birth:
        return _dates_alike(query.date_of_birth, born)
    apart = abs((query.year_of_birth or 0) - born.year)
    if apart == 0:
        return Likeness(0.95, _("born in the same year"))
    return _years_apart(apart, 0.7)


def _dates_alike(one: date, other: date) -> Likeness:
    if one == other:
        return Likeness(1.0, _("same date of birth"))
    if (one.year, one.day, one.month) == (other.year, other.month, other.day):
        return Likeness(0.93, _("day and month of birth the other way round"))
    if (one.day, one.month) == (other.day, other.month):
        return _same_day_of_the_year(one.year, other.year)
    if one.year == other.year and (one.month == other.month or one.day == other.day):
        which = _("day") if one.month == other.month else _("month")
        return Likeness(0.8, _("date of birth differs only in the %(part)s") % {"part": which})
    if one.year == other.year:
        return Likeness(0.5, _("born in the same year"))
    return _years_apart(abs(one.year - other.year), 0.4)


def _same_day_of_the_year(one: int, other: int) -> Likeness:
    """1971 for 1981 is a slip of one key, and says more than ten years usually would."""
    years, figures = abs(one - other), sum(a != b for a, b in zip(str(one), str(other), strict=True))
    if years > 1 and figures == 1:
        return Likeness(0.75, _("same day and month, born %(n)d years apart: one figure differs") % {"n": years})
    return _years_apart(years, 0.85)


def _years_apart(years: int, nearest: float) -> Likeness:
    if years == 1:
        return Likeness(nearest, _("born a year apart"))
    return Likeness(max(0.0, nearest - 0.15 * years), _("born %(n)d years apart") % {"n": years})


def _jaro_winkler(one: str, other: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one, other)
