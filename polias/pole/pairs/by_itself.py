"""What is known of a pair before it may link by itself; the rules decide."""

from __future__ import annotations

from polias.force.public import policy
from polias.kit.access.actor import Actor
from polias.pole.pairs import actions
from polias.pole.pairs.figures import decided_from
from polias.pole.pairs.intervals import wilson
from polias.pole.pairs.model import Pair
from polias.pole.pairs.queries import evidence_of
from polias.pole.pairs.rules import ByItself
from polias.pole.pairs.words import UNDER_ANOTHER

POLICY = "pole.link_from_bits"
#: Levels of the first name at which it is one name, as it is written.
ONE_FIRST_NAME = ("equal", "first forename equal")


def link_from(force_id: int) -> float | None:
    """The weight from which on the force lets pairs link by themselves today; None where it lets none."""
    try:
        return float(policy(force_id, POLICY))
    except ValueError:
        return None


def measured_from(weight: float, *, actor: Actor) -> float:
    """The lower end of how often reviewed pairs of this weight and more were right; 0 where none was reviewed."""
    right, reviewed = decided_from(weight, actor=actor)
    return wilson(right, reviewed)[0]


def facts_of(pair: Pair, *, link_from: float | None, measured: float) -> ByItself:
    """The facts of one pair."""
    levels = {row.field: row.level for row in evidence_of(pair)}
    return ByItself(
        weight=pair.weight,
        link_from=link_from,
        measured=measured,
        held_back=actions.held_back(pair),
        one_first_name=levels.get("forename") in ONE_FIRST_NAME and UNDER_ANOTHER not in levels,
        one_birth=levels.get("birth") == "equal",
        looked_at=pair.decided_by is not None,
    )
