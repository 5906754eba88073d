"""P16: no text of two thousand characters keeps a pattern busy, whatever is written in it."""

from __future__ import annotations

import random
import re

import pytest

from polias.boards.minutes import action_tables
from polias.crime.suggestion import phrases
from tests.promises.busy_texts import longest
from tests.promises.patterns import Written, made_while_running, written

#: Of computing. What answers at all does so in less than half of one; what can be read in every way there is, never.
MOST_SECONDS = 2.0
#: Patterns that are known only when they are used, by examples; a file of none hands on what its callers wrote.
BY_EXAMPLE = {
    "polias/boards/minutes/action_tables.py": [*action_tables._PATTERNS.values()],
    "polias/boards/minutes/items.py": [
        re.compile(r"12\.?\s+(?=[A-Z])"),
        re.compile(r"3(?P<label>[a-z])[.)]?(?:\s+|\Z)"),
    ],
    "polias/boards/minutes/pieces.py": [],
    "polias/boards/minutes/sheet.py": [],
    "polias/crime/suggestion/phrases.py": [phrases._pattern("ran off|smash*~glass door|took~£*", {})],
}


def every_pattern() -> list[Written]:
    made = [Written(pattern, place) for place, patterns in BY_EXAMPLE.items() for pattern in patterns]
    return [*written(), *made]


def test_every_pattern_that_is_made_while_running_has_an_example():
    assert set(made_while_running()) == set(BY_EXAMPLE)


def test_no_text_keeps_a_pattern_busy(prove, size):
    patterns, took, hanging = every_pattern(), 0.0, []
    for each in patterns:
        for seed in range(size(short=1, full=5)):
            seconds, text = longest(each.pattern, random.Random(seed), MOST_SECONDS)
            took = max(took, seconds)
            if seconds >= MOST_SECONDS:
                hanging.append(f"{each.place} on {text[:80]!r}")
                break
    print(*hanging, sep="\n")
    assert len(patterns) > 500
    figure = f"{len(hanging)} of {len(patterns):,}, the longest {took:.1f} s of computing"
    prove("P16", "patterns that a text keeps busy", figure=figure, goal="0", holds=not hanging)


@pytest.mark.parametrize(
    "pattern",
    [r"(?:a+)+b", r"\breport\b(?:\W+[\w(),/-]+){0,14}?\W+was noted", r"(?:[^\w.]+[\w'£%]+){0,6}?[^\w.]+glass"],
)
def test_a_pattern_that_can_be_read_in_many_ways_is_found_out(pattern):
    assert longest(re.compile(pattern), random.Random(0), 0.5)[0] >= 0.5
