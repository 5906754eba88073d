"""When a pair comes back, and when two records link by themselves: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, rule

#: Bits by which a score must have risen to be new evidence where nothing that identifies either person has changed:
#: sixteen times likelier. The model learns anew in each run, so that a little more or less says nothing.
RISEN = 4.0
#: How often pairs must be right in the reviewed sample, at the lower end of the interval, before any links by itself.
MEASURED = 0.995


@dataclass(frozen=True)
class Return:
    """A pair that was decided and is found again: what has changed since. Weights are in bits."""

    changed: bool
    weight: float
    weight_decided: float


@rule(
    "PAIR-01",
    source="Polias: whoever has answered a question is not asked it again",
    severity=Severity.BLOCK,
    moves=("come_back",),
)
def comes_back_on_new_evidence(facts: Return) -> Breach | None:
    """A decided pair comes back only when what identifies either person has changed, or its score has risen far."""
    if facts.changed or facts.weight - facts.weight_decided >= RISEN:
        return None
    return Breach("", _("Nothing has changed since this pair was decided."))


@dataclass(frozen=True)
class ByItself:
    """A pair that might link without anybody looking at it.

    ``held_back``: either person carries a warning, a restriction, intelligence or custody. ``link_from`` is the weight
    from which on the force lets pairs link (None: not at all), ``measured`` the lower end of the 95 % interval of how
    often pairs from there on were right in the reviewed sample.
    """

    weight: float
    link_from: float | None
    measured: float
    held_back: bool = True
    one_first_name: bool = False
    one_birth: bool = False
    looked_at: bool = False


@rule(
    "PAIR-02",
    source="Polias: who is at risk or a risk is never decided by a number",
    severity=Severity.BLOCK,
    moves=("link_by_itself",),
)
def links_by_hand_where_care_is_needed(facts: ByItself) -> Breach | None:
    """Nothing links by itself where either person carries a warning, a restriction, intelligence or custody."""
    return Breach("", _("A person decides this pair: care is needed with one of the two.")) if facts.held_back else None


@rule(
    "PAIR-03",
    source="Polias: a force decides what links by itself, and only what was measured",
    severity=Severity.BLOCK,
    moves=("link_by_itself",),
)
def links_by_itself_in_a_measured_band(facts: ByItself) -> Breach | None:
    """Pairs link by themselves only in a band that the force has switched on, and measured right in 995 of 1,000."""
    if facts.link_from is None or facts.weight < facts.link_from or facts.measured < MEASURED:
        return Breach("", _("A person decides this pair: it is in no band that links by itself."))
    return None


@rule(
    "PAIR-04",
    source="Polias: twins differ in the first name, father and son of one name in the date of birth",
    severity=Severity.BLOCK,
    moves=("link_by_itself",),
)
def links_by_itself_with_one_first_name_and_one_birth(facts: ByItself) -> Breach | None:
    """Two records link by themselves only with one first name and one date of birth, both known of both."""
    if facts.one_first_name and facts.one_birth:
        return None
    return Breach("", _("A person decides this pair: first name and date of birth are not the same."))


@rule(
    "PAIR-05",
    source="Polias: a person's doubt outweighs a number",
    severity=Severity.BLOCK,
    moves=("link_by_itself",),
)
def links_by_itself_only_when_nobody_has_looked(facts: ByItself) -> Breach | None:
    """A pair that somebody has decided, taken back or left unsure does not link by itself."""
    return Breach("", _("A person decides this pair: somebody has looked at it before.")) if facts.looked_at else None


RULES = (
    comes_back_on_new_evidence,
    links_by_hand_where_care_is_needed,
    links_by_itself_in_a_measured_band,
    links_by_itself_with_one_first_name_and_one_birth,
    links_by_itself_only_when_nobody_has_looked,
)
