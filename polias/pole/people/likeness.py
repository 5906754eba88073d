"""How alike somebody who is being described and a person on record are: a score, whether it is strong, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from polias.kit.i18n.plain import gettext as _
from polias.kit.search.contacts import address_texts, normal_phone
from polias.kit.search.names import canonical_forenames, first_forenames
from polias.kit.search.query import NameQuery, normal_postcode
from polias.kit.search.ranking import Likeness as Alike
from polias.kit.search.ranking import births_alike, forenames_alike, surnames_alike

#: What each part adds to the score of a hundred when it is the same, of those that are known of both.
POINTS = {"surname": 30, "forenames": 20, "birth": 30, "phone": 10, "place": 10}
#: A birth that is known of one side alone counts against its points by so much.
UNKNOWN_BIRTH = 0.4
#: From here on two surnames or first names are taken for one, and a date of birth for a slip of the hand.
ONE_SURNAME, ONE_FORENAME, A_SLIP = 0.92, 0.9, 0.8
#: First names that sound alike are one name only when they are spelt so alike too.
SPELT_ALIKE = 0.85
#: Names the other way round are a little less alike than straight.
TURNED = 0.95


@dataclass(frozen=True)
class Described:
    """What is typed of somebody, as far as it is known."""

    surname: str
    forenames: str = ""
    date_of_birth: date | None = None
    sex: str = "X"
    phone: str = ""
    address: str = ""
    postcode: str = ""


@dataclass(frozen=True)
class Likeness:
    """A score from 0 to 100; ``strong`` when nine in ten such pairs are one person (benchmarks/likely.py); reasons."""

    score: int
    strong: bool
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        """The reasons in one line: "Surname sounds the same; same date of birth"."""
        line = "; ".join(self.reasons)
        return line[:1].upper() + line[1:]


@dataclass(frozen=True)
class _Parts:
    """How alike each part is, from 0 to 1; None where one side does not say it."""

    surname: float
    forenames: float | None
    birth: float | None
    phone: float | None
    place: float | None
    sex: float | None


def likeness(one: Described, other: Described) -> Likeness:
    """How alike two descriptions are, the names also tried the other way round."""
    parts, reasons = _compared(one, other)
    turned, turned_reasons = _compared(replace(one, surname=one.forenames, forenames=one.surname), other)
    if one.forenames and (turned.forenames or 0) * turned.surname * TURNED > (parts.forenames or 0) * parts.surname:
        parts, reasons = turned, (_("first and last name the other way round"), *turned_reasons)
    return Likeness(_score(parts), _is_strong(parts), reasons)


def _compared(one: Described, other: Described) -> tuple[_Parts, tuple[str, ...]]:
    surnames = _as_heard(surnames_alike(one.surname, other.surname), ONE_SURNAME)
    forenames = _forenames(one.forenames, other.forenames)
    born = one.date_of_birth
    births = births_alike(NameQuery(date_of_birth=born), other.date_of_birth) if born else None
    phones, phone_reason = _same(normal_phone(one.phone), normal_phone(other.phone), _("same telephone number"))
    place, place_reason = _place(one, other)
    sexes, _reason = _same(one.sex.strip("X"), other.sex.strip("X"), "")
    parts = _Parts(
        surname=surnames.score,
        forenames=forenames.score if forenames else None,
        birth=births.score if births and other.date_of_birth else None,
        phone=phones,
        place=place,
        sex=sexes,
    )
    reasons = (surnames.reason, forenames.reason if forenames else "", births.reason if births else "")
    return parts, tuple(filter(None, (*reasons, phone_reason, place_reason)))


def _forenames(one: str, other: str) -> Alike | None:
    """As the search compares them; but John and Jane, which only sound alike, are two names."""
    if not one or not other:
        return None
    alike = _as_heard(forenames_alike(one, other), ONE_FORENAME)
    if alike.score < ONE_FORENAME or set(canonical_forenames(one)) & set(canonical_forenames(other)):
        return alike
    spelling = max(_spelt(a, b) for a in first_forenames(one) for b in first_forenames(other))
    return alike if spelling >= SPELT_ALIKE else alike._replace(score=spelling)


def _as_heard(alike: Alike, one_name: float) -> Alike:
    """Somebody who says a name has it written by ear: two that sound the same are taken for one."""
    return alike._replace(score=max(alike.score, one_name)) if alike.sounds else alike


def _spelt(one: str, other: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one, other)


def _same(one: str, other: str, reason: str) -> tuple[float | None, str]:
    if not one or not other:
        return None, ""
    return (1.0, reason) if one == other else (0.0, "")


def _place(one: Described, other: Described) -> tuple[float | None, str]:
    """One house, or at least one postcode."""
    here, there = (set(address_texts(each.address)) for each in (one, other))
    house = {text for text in here & there if text.startswith("H|")}
    codes = normal_postcode(one.postcode), normal_postcode(other.postcode)
    if house:
        return 1.0, _("same address")
    if all(codes) and codes[0] == codes[1]:
        return 0.8, _("same postcode")
    return (0.0, "") if (here and there) or all(codes) else (None, "")


def _score(parts: _Parts) -> int:
    birth = UNKNOWN_BIRTH if parts.birth is None else parts.birth
    known = {
        "surname": parts.surname, "forenames": parts.forenames, "birth": birth, "phone": parts.phone,
        "place": parts.place,
    }  # fmt: skip
    # Whoever has moved or has a new telephone is no less the same person: what differs there takes half its points.
    most = sum(POINTS[name] * (0.5 if value == 0 and name in ("phone", "place") else 1)
               for name, value in known.items() if value is not None)  # fmt: skip
    return round(100 * sum(POINTS[name] * value for name, value in known.items() if value is not None) / most)


def _is_strong(parts: _Parts) -> bool:
    """One name and one birth; or a slip in either, where they also share a telephone or a home.

    A father and a son of one name have two births, twins two first names: neither is strong. Where a birth is not known
    of both, one name at one home is a father or a son too often.
    """
    if parts.sex == 0 or parts.forenames is None or parts.birth is None:
        return False
    one_surname, one_forename = parts.surname >= ONE_SURNAME, parts.forenames >= ONE_FORENAME
    at_home = parts.phone == 1 or (parts.place or 0) > 0
    if one_surname and one_forename:
        return parts.birth == 1 or (parts.birth >= A_SLIP and at_home)
    return one_forename and parts.birth == 1 and at_home
