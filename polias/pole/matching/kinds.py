"""What a column holds, as the person who asks says it: `forename=given_name,date_of_birth=dob`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _
from typing import Literal, get_args

from polias.pole.matching.problems import CannotBeMatched

Kind = Literal[
    "forename",
    "surname",
    "full_name",
    "date_of_birth",
    "year_of_birth",
    "month_of_birth",
    "day_of_birth",
    "postcode",
    "phone",
    "email",
    "address",
    "sex",
    "place_of_birth",
    "plain",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Written in several columns, these are one thing: two forenames, two lines of an address.
JOINED: frozenset[Kind] = frozenset({"forename", "surname", "full_name", "address"})
#: What people also call them.
ALSO_CALLED: dict[str, Kind] = {
    "first_name": "forename",
    "given_name": "forename",
    "last_name": "surname",
    "family_name": "surname",
    "name": "full_name",
    "dob": "date_of_birth",
    "gender": "sex",
    "birth_place": "place_of_birth",
    "telephone": "phone",
}


@dataclass(frozen=True)
class Mapped:
    """One thing that is known of a record, and the columns it is written in."""

    kind: Kind
    columns: tuple[str, ...]


def mapping_of(pairs: str, also: str) -> list[Mapped]:
    """What `--map` and `--also` ask for, in their order; raises CannotBeMatched for what cannot be meant."""
    asked: dict[tuple[Kind, int], list[str]] = {}
    for piece in _pieces(pairs):
        name, equals, column = (part.strip() for part in piece.partition("="))
        if not equals or not column:
            raise CannotBeMatched(
                _('"{piece}" in --map is not KIND=COLUMN.').format(piece=piece),
                _("Write it as in --map surname=family_name,date_of_birth=dob."),
            )
        kind = _kind(name)
        place = 0 if kind in JOINED else sum(asked_kind == kind for asked_kind, _n in asked)
        asked.setdefault((kind, place), []).append(column)
    for column in _pieces(also):
        asked[("plain", len(asked))] = [column]
    found = [Mapped(kind, tuple(columns)) for (kind, _n), columns in asked.items()]
    if not found:
        raise CannotBeMatched(_("No column is named to compare."), _("Name some with --map or --also."))
    _refuse_repeats(found)
    return found


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(",") if piece.strip()]


def _kind(name: str) -> Kind:
    word = name.strip().lower().replace("-", "_")
    known = ALSO_CALLED.get(word) or next((kind for kind in KINDS if kind == word), None)
    if known is None:
        raise CannotBeMatched(
            _('"{name}" is not a kind of column.').format(name=name),
            _("The kinds are {kinds}.").format(kinds=", ".join(KINDS)),
        )
    return known


def _refuse_repeats(found: Iterable[Mapped]) -> None:
    """One column cannot be evidence twice."""
    seen: set[str] = set()
    for mapped in found:
        for column in mapped.columns:
            if column in seen:
                raise CannotBeMatched(
                    _('The column "{column}" is named twice.').format(column=column),
                    _("Name each column once, in --map or in --also."),
                )
            seen.add(column)
    single: tuple[Kind, ...] = ("date_of_birth", "year_of_birth", "month_of_birth", "day_of_birth")
    kinds = [mapped.kind for mapped in found]
    if twice := next((kind for kind in single if kinds.count(kind) > 1), None):
        raise CannotBeMatched(
            _("Two columns are named as {kind}.").format(kind=twice), _("Name one there and the other in --also.")
        )
