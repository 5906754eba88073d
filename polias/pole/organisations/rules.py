"""What must hold of an organisation's record."""

from __future__ import annotations

from dataclasses import dataclass

from polias.kit.rules.rule import Breach, Severity, required, rule


@dataclass(frozen=True)
class OrganisationFacts:
    """What the rules look at."""

    name: str


@rule(
    "ORGANISATION-01",
    source="Polias: a record nobody can find again is no record",
    severity=Severity.BLOCK,
    moves=("record", "amend"),
)
def organisation_has_a_name(facts: OrganisationFacts) -> Breach | None:
    """An organisation has the name by which people know it."""
    return required(facts.name, field="name", sentence="Enter the name by which people know it.")


RULES = (organisation_has_a_name,)
