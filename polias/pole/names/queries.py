"""Reading the other names of people who came through the door, alone and for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Value
from django.db.models.functions import Concat, JSONObject, Trim
from django.utils.translation import gettext as _

from polias.kit.govuk.templatetags.polias import day
from polias.pole.names.facts import KINDS, OtherName
from polias.pole.names.model import PersonName

ORDER = [kind for kind, _label in KINDS]


class WholeName(NamedTuple):
    """One name under which a person is looked for; ``other`` is None for the name by which they are known now."""

    forenames: str
    surname: str
    other: OtherName | None


def other_names(person_id: UUID) -> tuple[OtherName, ...]:
    """The other names of one person, by kind and then by their first day."""
    return other_names_of([person_id]).get(person_id, ())


def other_names_of(ids: Collection[UUID]) -> Mapping[UUID, tuple[OtherName, ...]]:
    """The same for many people in one question; whoever has none is left out."""
    found: dict[UUID, list[OtherName]] = defaultdict(list)
    for row in PersonName.objects.filter(register_id__in=ids).order_by("pk"):
        found[row.register_id].append(row.as_name)
    return {key: tuple(sorted(names, key=_rank)) for key, names in found.items()}


def names_on(people: Sequence[Any]) -> Mapping[UUID, tuple[OtherName, ...]]:
    """The same of people's records, as programs are told it."""
    return other_names_of([person.pk for person in people])


def with_other_names(people: QuerySet[Any]) -> QuerySet[Any]:
    """The people of a list, each with ``other_names`` as texts, read with them."""
    whole = Trim(Concat("forenames", Value(" "), "surname"))
    names = PersonName.objects.filter(register_id=OuterRef("pk")).order_by("pk").annotate(whole=whole)
    return people.annotate(other_names=ArraySubquery(names.values("whole")))


def with_names_inside(people: QuerySet[Any]) -> QuerySet[Any]:
    """People each with ``names_inside``, the rows of their other names: one question for hundreds of people."""
    columns = JSONObject(**{name: name for name in OtherName.__dataclass_fields__})
    names = PersonName.objects.filter(register_id=OuterRef("pk")).order_by("pk").values(as_row=columns)
    return people.annotate(names_inside=ArraySubquery(names))


def names_inside(rows: Iterable[Mapping[str, Any]]) -> tuple[OtherName, ...]:
    """Such rows as the deeds and forms speak of them, by kind and then by their first day."""
    return tuple(sorted((_from_row(**row) for row in rows), key=_rank))


def _from_row(*, valid_from: str | None, valid_to: str | None, **words: Any) -> OtherName:
    first, last = (date.fromisoformat(day) if day else None for day in (valid_from, valid_to))
    return OtherName(**words, valid_from=first, valid_to=last)


def _rank(one: OtherName) -> tuple[Any, ...]:
    return (ORDER.index(one.kind) if one.kind in ORDER else len(ORDER), one.valid_from is not None, one.valid_from)


def whole_names(forenames: str, surname: str, others: Sequence[OtherName]) -> list[WholeName]:
    """Every name of a person with both its parts: the own one first, then each other, filled up from the own.

    Search files a person under all of them and ranks by the best. A matching engine does alike: it takes each of
    these as one more row of the same record (so that blocking rules reach every name, and the best pair of rows is
    the evidence for the two records), and never compares two names of one record with each other. `other_names_of`
    reads the names of a whole block of people in one question.
    """
    own = WholeName(forenames, surname, None)
    return [own, *(WholeName(one.forenames or forenames, one.surname or surname, one) for one in others)]


def in_full(one: OtherName) -> str:
    """A name with when it was used: "Wren (until 3 May 2001)"."""
    words = {"name": one.text, "first": day(one.valid_from), "last": day(one.valid_to)}
    if one.valid_from and one.valid_to:
        return _("%(name)s (%(first)s to %(last)s)") % words
    if one.valid_from:
        return _("%(name)s (since %(first)s)") % words
    return _("%(name)s (until %(last)s)") % words if one.valid_to else one.text


def why_by(one: OtherName) -> str:
    """Why a search by this name finds the person: "also known as Smudge Quill"."""
    return {
        "alias": _("also known as %(name)s"),
        "nickname": _("called %(name)s"),
        "maiden": _("surname before marriage %(name)s"),
        "married": _("married name %(name)s"),
        "previous": _("previously %(name)s"),
        "birth": _("name at birth %(name)s"),
        "original": _("in its own script %(name)s"),
    }.get(one.kind, one.label) % {"name": one.text}
