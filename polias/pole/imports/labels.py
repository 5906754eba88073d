"""What nodes and relationships are here: guessed from their labels, unless somebody says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from django.utils.translation import gettext as _

from polias.kit.tables.problems import CannotBeRead

#: The first five become records; phones, postcodes and officers become words of a record; the others have no home yet.
Kind = Literal[
    "people", "vehicles", "locations", "organisations", "crimes", "phones", "postcodes", "officers",
    "emails", "areas", "objects", "calls",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
RECORDS: tuple[Kind, ...] = ("locations", "organisations", "people", "vehicles", "crimes")
CALLED: Mapping[Kind, tuple[str, ...]] = {
    "people": ("person", "people", "nominal", "individual", "suspect", "victim", "witness", "offender", "human"),
    "vehicles": ("vehicle", "car", "van", "motorcycle"),
    "locations": ("location", "place", "address", "premises", "site", "venue"),
    "organisations": ("organisation", "organization", "company", "business", "firm", "shop", "employer"),
    "crimes": ("crime", "offence", "offense", "incident", "crimereport"),
    "phones": ("phone", "telephone", "phonenumber", "telephonenumber", "mobile", "mobilephone"),
    "postcodes": ("postcode", "postalcode", "zipcode"),
    "officers": ("officer", "policeofficer", "investigator"),
    "emails": ("email", "emailaddress"),
    "areas": ("area", "district", "ward", "region", "beat"),
    "objects": ("object", "evidence", "exhibit", "item", "property", "weapon"),
    "calls": ("call", "phonecall", "communication", "message"),
}
_LETTERS = re.compile(r"[\W_\d]+")

FAMILY = re.compile(r"FAMIL|RELATIVE|PARENT|SIBLING|MARRI|SPOUSE|CHILD|MOTHER|FATHER|KIN\b", re.I)
LIVES = re.compile(r"LIVE|ADDRESS|RESID|HOME|DWELL", re.I)
KEEPS = re.compile(r"OWN|KEEP|DRIV|REGISTERED", re.I)
OF_A_CRIME = (
    ("victim", re.compile(r"VICTIM|AGGRIEVED|INJURED", re.I)),
    ("suspect", re.compile(r"SUSPECT|OFFEND|CHARGED|ARREST|COMMIT|PERPETRAT", re.I)),
    ("witness", re.compile(r"WITNESS|SAW\b", re.I)),
    ("caller", re.compile(r"REPORT|CALLER", re.I)),
)


def kind_of_label(label: str) -> Kind | None:
    """ "PhoneNumber", "phone_number" and "Phones" are one."""
    word = _LETTERS.sub("", label.casefold())
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        for kind, names in CALLED.items():
            if form in names:
                return kind
    return None


def asked_labels(pairs: str) -> dict[str, Kind | None]:
    """`Nominal=people,Thing=`: a label without a kind is not taken."""
    asked: dict[str, Kind | None] = {}
    for piece in filter(None, map(str.strip, pairs.split(","))):
        label, equals, word = (part.strip() for part in piece.partition("="))
        kind = next((one for one in KINDS if one == word), None)
        if not equals or (word and kind is None):
            raise CannotBeRead(
                _('"{piece}" in --map is not LABEL=KIND.').format(piece=piece),
                _("The kinds are: {kinds}.").format(kinds=", ".join(KINDS)),
            )
        asked[label] = kind
    return asked


def joined(words: str, start: Kind | None, end: Kind | None) -> tuple[str, bool] | None:
    """The role that a relationship means, and whether its start has its end (or the other way round).

    None where a record has no place for it. What somebody was in a crime is not guessed: "involved" says so.
    """
    if start == end == "people":
        return ("relative" if FAMILY.search(words) else "knows"), True
    for holder, other, forwards in ((start, end, True), (end, start, False)):
        if role := _role(words, holder, other):
            return role, forwards
    return None


def _role(words: str, holder: Kind | None, other: Kind | None) -> str:
    if holder == "crimes":
        if other in ("people", "organisations"):
            return next((role for role, word in OF_A_CRIME if word.search(words)), "involved")
        return {"locations": "location", "vehicles": "vehicle"}.get(other or "", "")
    if holder == "vehicles" and other in ("people", "organisations"):
        return "keeper" if KEEPS.search(words) else "involved"
    if holder == "people" and other == "locations":
        return "lives_at" if LIVES.search(words) else ""
    if holder == "organisations" and other == "locations":
        return "premises"
    return ""


#: What becomes words of a record: of which kind of node, in which kind of record, as which of its values.
BECOMES: Mapping[tuple[Kind, Kind], str] = {
    ("phones", "people"): "phone",
    ("phones", "organisations"): "phone",
    ("postcodes", "locations"): "postcode",
    ("officers", "crimes"): "officer",
}
