"""How sure each value is: how often its rule was right on labelled papers, drawn towards all rules of its kind.

The table is written by `benchmarks/minutes.py --calibrate`, which also prints how far it may be trusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

#: A rule seen n times counts as n + this many: the kind's own share is the rest. Few sightings leave a value unsure.
WEIGHT = 4.0
#: What is assumed of a kind that was never measured.
UNMEASURED = 0.7
#: No value is surer: of those that seemed surest in layouts seen for the first time, 95 in 100 were right.
SUREST = 0.95
#: Below this a value is shown first, to be looked at.
UNSURE = 0.85
#: What each doubt that a rule notes takes from a value.
_DOUBTS = {
    "year from elsewhere": 0.9,
    "elsewhere": 0.85,
    "conflict": 0.6,
    "no owner": 0.95,
    # a row of a table that gives nobody anything to do: at first sight one in eleven was an action
    "no owner in its row": 0.65,
}


@cache
def measured() -> dict[str, dict[str, list[int]]]:
    """Of each kind and rule: how often it was right, and how often it spoke."""
    return dict(json.loads((files(__package__) / "reliability.json").read_text(encoding="utf-8")))


def confidence(kind: str, rule: str, cues: Iterable[str] = ()) -> float:
    """The chance that a value of this kind, found by this rule, is right."""
    return estimate(measured(), kind, rule, cues)


def estimate(table: dict[str, dict[str, list[int]]], kind: str, rule: str, cues: Iterable[str] = ()) -> float:
    rules = table.get(kind, {})
    right, spoke = (sum(counts[place] for counts in rules.values()) for place in (0, 1))
    share = (right + WEIGHT * UNMEASURED) / (spoke + WEIGHT)
    mine = rules.get(rule, [0, 0])
    value = (mine[0] + WEIGHT * share) / (mine[1] + WEIGHT)
    for cue in cues:
        value *= _DOUBTS.get(cue, 1.0)
    return round(min(value, SUREST), 3)
