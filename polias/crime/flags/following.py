"""Which flags follow from what is recorded: a pure function, so that nobody has to remember them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OLDER = 65
#: One circumstance, one flag.
ALONE: Mapping[str, str] = {
    "weapon:knife": "knife",
    "weapon:firearm": "firearm",
    "weapon:corrosive": "corrosive",
    "taken:catalytic-converter": "catalytic-converter",
    "taken:fuel": "fuel-theft",
    "taken:metal": "metal-theft",
    "taken:machinery": "plant-machinery",
    "method:distraction": "distraction",
    "method:network": "cyber-enabled",
    "premises:farm": "rural",
    "premises:shop": "business",
    "premises:business": "business",
    "premises:licensed": "licensed-premises",
    "premises:school": "school",
    "premises_age:before-1945": "older-premises",
    "premises_age:since-2000": "newer-premises",
    "offender_home:another-force": "cross-border",
}
#: These follow only from both together.
TOGETHER: Mapping[frozenset[str], str] = {
    frozenset({"taken:vehicle", "method:keyless"}): "keyless",
}
BURGLARY_OF_KEYS = frozenset({"taken:vehicle", "taken:vehicle-keys"})


@dataclass(frozen=True)
class RecordedFacts:
    """What is recorded of a crime, as far as flags follow from it; ages are those of victims on the day."""

    circumstances: frozenset[str] = frozenset()
    is_burglary: bool = False
    in_rural_beat: bool = False
    victim_is_organisation: bool = False
    ages_of_victims: tuple[int, ...] = ()


def following(facts: RecordedFacts) -> frozenset[str]:
    """The codes of the flags that follow."""
    found = {flag for name, flag in ALONE.items() if name in facts.circumstances}
    found |= {flag for names, flag in TOGETHER.items() if names <= facts.circumstances}
    if facts.is_burglary and facts.circumstances >= BURGLARY_OF_KEYS:
        found.add("car-key")
    if facts.in_rural_beat:
        found.add("rural")
    if facts.victim_is_organisation:
        found.add("business")
    if any(age >= OLDER for age in facts.ages_of_victims):
        found.add("older-victim")
    return frozenset(found)
