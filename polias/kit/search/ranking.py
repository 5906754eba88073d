"""Whoever the keys brought back, put in order, each with the reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from polias.kit.i18n.plain import gettext as _
from polias.kit.search.names import TITLES, canonical_forenames, first_forenames, folded, sound, surname_forms
from polias.kit.search.query import NameQuery

NEARLY_THE_SAME = 0.85
# What only sounds the same comes behind what is spelt so nearly the same.
SURNAME_SOUNDS, FORENAME_SOUNDS = 0.89, 0.86
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


#: Says a reason in the reader's language: of hundreds who are compared only the few who are shown need words.
Reason = Callable[[], str]


class Likeness(NamedTuple):
    """How alike one part is, the reason if there is one to give, and whether it is a name that sounds the same."""

    score: float
    why: Reason | None = None
    sounds: bool = False

    @property
    def reason(self) -> str:
        """The reason in words, or none."""
        return self.why() if self.why else ""


class Match(NamedTuple):
    """How well a candidate fits, from 0 to 1, and what of them was compared."""

    candidate: Candidate
    score: float
    parts: tuple[Likeness, ...]
    is_turned: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why they fit, in words."""
        turned = (_("first and last name the other way round"),) if self.is_turned else ()
        return (*turned, *(part.reason for part in self.parts if part.why))

    @property
    def sentence(self) -> str:
        """The reasons in one line: "Surname sounds the same; born a year apart"."""
        line = "; ".join(self.reasons)
        return line[:1].upper() + line[1:]


def ranked(query: NameQuery, candidates: Iterable[Candidate], *, at_least: float = 0.0) -> list[Match]:
    """The candidates that score at least so much, best first; equal ones in the order of their names."""
    comparison = Comparison(query)
    return sorted((match for match in map(comparison.of, candidates) if match.score >= at_least), key=in_order)


def in_order(match: Match) -> tuple[object, ...]:
    """What matches are sorted by: the likest first, equal ones in the order of their names."""
    one = match.candidate
    return (-match.score, one.surname, one.forenames, str(one.identity))


def compare(query: NameQuery, candidate: Candidate) -> Match:
    """One candidate against the query, the names also tried the other way round."""
    return Comparison(query).of(candidate)


class Comparison:
    """One query against many candidates; of those that share a name, the name is compared once."""

    def __init__(self, query: NameQuery) -> None:
        self.query, self.two_names = query, bool(query.forenames and query.surname)
        self.dated = bool(query.date_of_birth or query.year_of_birth)
        self.surname = cache(partial(surnames_alike, query.surname))
        self.forename = cache(partial(forenames_alike, query.forenames))
        self.surname_turned = cache(partial(forenames_alike, query.surname))
        self.forename_turned = cache(partial(surnames_alike, query.forenames))
        surname, forename = bool(query.surname), bool(query.forenames)
        self.straight = _shares(surname=surname, forename=forename, birth=self.dated)
        self.turned = _shares(surname=forename, forename=surname, birth=self.dated)

    def of(self, candidate: Candidate) -> Match:
        """One candidate, the names also tried the other way round; one word may be either name."""
        query = self.query
        born = births_alike(query, candidate.date_of_birth) if self.dated else NOT_ASKED
        first = _first_word(candidate.forenames)
        straight = (
            self.surname(candidate.surname) if query.surname else NOT_ASKED,
            self.forename(first) if query.forenames else NOT_ASKED,
            born,
        )
        score = _weighed(straight, self.straight)
        if self.two_names and score >= TURNED:
            return Match(candidate, score, straight)
        turned = (
            self.forename_turned(candidate.surname) if query.forenames else NOT_ASKED,
            self.surname_turned(first) if query.surname else NOT_ASKED,
            born,
        )
        otherwise = _weighed(turned, self.turned) * (TURNED if self.two_names else 1)
        if otherwise <= score:
            return Match(candidate, score, straight)
        return Match(candidate, round(otherwise, 4), turned, is_turned=self.two_names)


#: Of what the query does not hold nothing is said and nothing is counted.
NOT_ASKED = Likeness(0.0)
Shares = tuple[float, float, float]


def _shares(*, surname: bool, forename: bool, birth: bool) -> Shares:
    """The weights of the parts that are asked for, together one."""
    weights = WEIGHTS[birth]
    used = (weights[0] * surname, weights[1] * forename, weights[2])
    total = sum(used) or 1.0
    return used[0] / total, used[1] / total, used[2] / total


def _weighed(parts: tuple[Likeness, Likeness, Likeness], shares: Shares) -> float:
    surname, forename, birth = parts
    return round(surname.score * shares[0] + forename.score * shares[1] + birth.score * shares[2], 4)


def _first_word(forenames: str) -> str:
    """As far as forenames are compared: a title and what follows it, otherwise the first word."""
    first, _space, rest = forenames.partition(" ")
    return forenames if rest and folded(first) in TITLES else first


def surnames_alike(one: str, other: str) -> Likeness:
    """Two surnames, in all their forms."""
    ones, others = surname_forms(one), surname_forms(other)
    if not ones or not others:
        return Likeness(0.0)
    if ones[0] == others[0]:
        return Likeness(1.0, lambda: _("same surname"))
    if set(ones) & set(others):
        # Ashby-Cole is one part of Ashby-Coles too, and nearly all of it.
        whole = _jaro_winkler(ones[0], others[0])
        return Likeness(max(0.93, whole), lambda: _("one part of the surname is the same"))
    spelling = max(_jaro_winkler(a, b) for a in ones for b in others)
    if {sound(form) for form in ones} & {sound(form) for form in others}:
        return Likeness(max(spelling, SURNAME_SOUNDS), lambda: _("surname sounds the same"), sounds=True)
    return Likeness(spelling, (lambda: _("surname spelt nearly the same")) if spelling >= NEARLY_THE_SAME else None)


def forenames_alike(one: str, other: str) -> Likeness:
    """Two first forenames: spelling, nickname, sound, initial."""
    ones, others = first_forenames(one), first_forenames(other)
    if not ones or not others:
        return Likeness(0.0)
    if set(ones) & set(others):
        return Likeness(1.0, lambda: _("same first name"))
    if len(ones[0]) == 1 or len(others[0]) == 1:
        return Likeness(0.85, lambda: _("same first initial")) if ones[0][0] == others[0][0] else Likeness(0.0)
    if set(canonical_forenames(one)) & set(canonical_forenames(other)):
        both = {"one": ones[0].capitalize(), "other": others[0].capitalize()}
        return Likeness(0.95, lambda: _("%(one)s and %(other)s are forms of one name") % both)
    spelling = max(_jaro_winkler(a, b) for a in ones for b in others)
    if {sound(form) for form in ones} & {sound(form) for form in others}:
        return Likeness(max(spelling, FORENAME_SOUNDS), lambda: _("first name sounds the same"), sounds=True)
    return Likeness(spelling, (lambda: _("first name spelt nearly the same")) if spelling >= NEARLY_THE_SAME else None)


def births_alike(query: NameQuery, born: date | None) -> Likeness:
    """A date, or only a year, of birth against the one on record."""
    if born is None:
        return Likeness(UNKNOWN_BIRTH, lambda: _("no date of birth on record"))
    if query.date_of_birth:
        return _dates_alike(query.date_of_birth, born)
    apart = abs((query.year_of_birth or 0) - born.year)
    if apart == 0:
        return Likeness(0.95, lambda: _("born in the same year"))
    return _years_apart(apart, 0.7)


def _dates_alike(one: date, other: date) -> Likeness:
    if one == other:
        return Likeness(1.0, lambda: _("same date of birth"))
    if (one.year, one.day, one.month) == (other.year, other.month, other.day):
        return Likeness(0.93, lambda: _("day and month of birth the other way round"))
    if (one.day, one.month) == (other.day, other.month):
        return _same_day_of_the_year(one.year, other.year)
    if one.year == other.year and (one.month == other.month or one.day == other.day):
        return Likeness(0.8, partial(_in_one_part, day=one.month == other.month))
    if one.year == other.year:
        return Likeness(0.5, lambda: _("born in the same year"))
    return _years_apart(abs(one.year - other.year), 0.4)


def _in_one_part(*, day: bool) -> str:
    which = _("day") if day else _("month")
    return _("date of birth differs only in the %(part)s") % {"part": which}


def _same_day_of_the_year(one: int, other: int) -> Likeness:
    """1971 for 1981 is a slip of one key, and says more than ten years usually would."""
    years, figures = abs(one - other), sum(a != b for a, b in zip(str(one), str(other), strict=True))
    if years > 1 and figures == 1:
        return Likeness(
            0.75, lambda: _("same day and month, born %(n)d years apart: one figure differs") % {"n": years}
        )
    return _years_apart(years, 0.85)


def _years_apart(years: int, nearest: float) -> Likeness:
    if years == 1:
        return Likeness(nearest, lambda: _("born a year apart"))
    return Likeness(max(0.0, nearest - 0.15 * years), lambda: _("born %(n)d years apart") % {"n": years})


def _jaro_winkler(one: str, other: str) -> float:
    return _similarity()(one, other)


@cache
def _similarity() -> Callable[[str, str], float]:
    """Loaded with the first two names that are compared, once."""
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity
