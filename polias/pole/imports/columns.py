"""Which column of a table holds what: guessed from the headings, unless somebody says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.tables.problems import CannotBeRead
from polias.kit.tables.rejects import FIRST
from polias.kit.tables.sheet import place_of

#: What a kind of value may be called, in small letters and without anything between them.
PEOPLE: Mapping[str, tuple[str, ...]] = {
    "id": (
        "id", "recid", "recordid", "personid", "ref", "reference", "recordref", "uniqueid", "uniqueref", "urn", "uid",
        "nominalid", "nominalref", "nominalnumber", "localid", "sourceid",
    ),
    "forename": (
        "forename", "forenames", "firstname", "firstnames", "fname", "givenname", "givennames", "christianname",
        "middlename", "middlenames", "secondforename", "otherforenames", "othernames",
    ),
    "surname": ("surname", "lastname", "lname", "familyname", "sname", "secondname"),
    "full_name": ("name", "fullname", "wholename", "nominal"),
    "date_of_birth": ("dateofbirth", "dob", "birthdate", "dateborn", "born", "birthday"),
    "sex": ("sex", "gender"),
    "phone": (
        "phone", "phoneno", "phonenumber", "telephone", "telephoneno", "telephonenumber", "tel", "telno", "mobile",
        "mobileno", "mobilenumber", "mobilephone", "homephone", "hometelephone", "contactnumber", "landline",
    ),
    "address": (
        "address", "addressline", "homeaddress", "currentaddress", "fulladdress", "line", "flat", "housename",
        "housenumber", "houseno", "streetnumber", "street", "streetname", "road", "suburb", "locality", "town", "city",
        "posttown", "county",
    ),
    "postcode": ("postcode", "postalcode", "zip", "zipcode", "pcode"),
}  # fmt: skip
#: Written in several columns, these are one thing, joined so.
JOINED_BY = {"forename": " ", "surname": " ", "full_name": " ", "address": ", ", "phone": " / "}
#: Words before a heading that say no more than whose it is.
WHOSE = re.compile(r"^(?:person|nominal|subject|client|individual)(?=.)")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Columns:
    """By kind, the places of the columns that hold it; and the names of the columns that nothing is taken from."""

    header: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    unused: tuple[str, ...]

    def names(self, kind: str) -> list[str]:
        return [self.header[place] for place in self.places.get(kind, ())]

    def value(self, kind: str, cells: Sequence[str]) -> str:
        """What a row says of one kind, joined where it is written in several columns."""
        values = [cells[place] for place in self.places.get(kind, ())]
        return JOINED_BY.get(kind, " ").join(filter(None, dict.fromkeys(values)))


def columns(
    header: Sequence[str], known: Mapping[str, Sequence[str]], *, asked: str = "", file: object = ""
) -> Columns:
    """What is asked for, and for every other kind the guess; raises CannotBeRead for what cannot be meant."""
    wanted = _asked(asked, known)
    taken: dict[str, list[int]] = {}
    for kind, names in wanted.items():
        taken[kind] = [place_of(name, header, file) for name in names]
    # A file of rejects says first why they were.
    why = {place for place in range(len(FIRST)) if tuple(header[: len(FIRST)]) == FIRST}
    passed_over = why.union(*taken.values())
    for place, heading in enumerate(header):
        guess = kind_of(heading, known)
        if place in passed_over or guess is None or guess in wanted or (guess in taken and guess not in JOINED_BY):
            continue
        taken.setdefault(guess, []).append(place)
    _name_beside_surname(taken)
    used = why.union(*taken.values())
    unused = tuple(heading for place, heading in enumerate(header) if place not in used)
    return Columns(tuple(header), {kind: tuple(places) for kind, places in taken.items() if places}, unused)


def kind_of(heading: str, known: Mapping[str, Sequence[str]]) -> str | None:
    """The kind that a heading means: "Date of Birth", "dateOfBirth" and "DATE_OF_BIRTH:string" alike."""
    whole = _BETWEEN.sub("", heading.partition(":")[0].casefold())
    for form in dict.fromkeys((whole, whole.rstrip("0123456789"), WHOSE.sub("", whole).rstrip("0123456789"))):
        for kind, names in known.items():
            if form in names:
                return kind
    return None


def _name_beside_surname(taken: dict[str, list[int]]) -> None:
    """ "name" beside "surname" is what stands before it; beside both it is the same again."""
    if "full_name" in taken and "surname" in taken:
        whole = taken.pop("full_name")
        taken.setdefault("forename", whole)


def _asked(pairs: str, known: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """`surname=family_name,phone=`: a kind without a column is not taken."""
    asked: dict[str, list[str]] = {}
    for piece in filter(None, map(str.strip, pairs.split(","))):
        word, equals, column = (part.strip() for part in piece.partition("="))
        if not equals:
            raise CannotBeRead(
                _('"{piece}" in --map is not KIND=COLUMN.').format(piece=piece),
                _("Write it as in --map surname=family_name,date_of_birth=born."),
            )
        kind = word if word in known else kind_of(word, known) or ""
        if not kind:
            raise CannotBeRead(
                _('"{name}" is nothing that is taken from a file.').format(name=word),
                _("What is taken: {kinds}.").format(kinds=", ".join(known)),
            )
        names = asked.setdefault(kind, [])
        if names and kind not in JOINED_BY:
            raise CannotBeRead(_("Two columns are named as {kind}.").format(kind=kind), _("Name one of them."))
        if column:
            names.append(column)
    _refuse_repeats(asked)
    return asked


def _refuse_repeats(asked: Mapping[str, Sequence[str]]) -> None:
    seen: set[str] = set()
    for column in (column for names in asked.values() for column in names):
        if column in seen:
            raise CannotBeRead(
                _('The column "{column}" is named twice in --map.').format(column=column), _("Name it once.")
            )
        seen.add(column)
