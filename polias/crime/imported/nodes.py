"""How the crimes of an export of nodes and relationships become crimes here."""

from __future__ import annotations

from collections.abc import Mapping

from polias.crime.imported.actions import take_in
from polias.crime.imported.facts import CrimeSaid
from polias.crime.imported.model import ImportedCrime
from polias.crime.imported.rules import TAKING_IN, ImportedFacts
from polias.pole.public import NODE_KINDS, NodeKind, Said, fitting_all, hold_of_node

CRIMES: Mapping[str, tuple[str, ...]] = {
    "number": ("id", "number", "crimeid", "crimeno", "crimenumber", "reference", "crimereference", "ref", "urn"),
    "kind": ("type", "crimetype", "offence", "offencetype", "category", "class", "kind"),
    "happened_on": ("date", "happenedon", "offencedate", "crimedate", "occurred", "occurredon", "datefrom"),
    "outcome": ("outcome", "lastoutcome", "result", "disposal", "status"),
    "charge": ("charge", "charges"),
    "officer": ("officer", "investigator", "officerincase", "oic"),
    "note": ("note", "notes", "summary", "description", "details", "mo", "text"),
}
TEXTS = ("number", "kind", "outcome", "charge", "officer")


def crime(said: Said) -> CrimeSaid:
    """What a node says of one crime; raises NotTaken where it cannot be one."""
    texts = fitting_all(ImportedCrime, {name: said.known(name) for name in TEXTS} | {"summary": said.known("note")})
    note = texts.pop("summary")
    one = CrimeSaid(**texts, note=note, happened_on=said.day("happened_on"))
    hold_of_node(TAKING_IN, ImportedFacts(one.kind, one.number, one.happened_on, said.today), move="take_in")
    return one


ALL_KINDS = (
    *NODE_KINDS,
    NodeKind(
        "crimes", ImportedCrime.TYPE, CRIMES, crime,
        lambda actor, rows, ends: take_in(actor=actor, crimes=rows, ends=ends),
    ),
)  # fmt: skip
