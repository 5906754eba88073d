"""Rules say all that is wrong at once; ASK passes with a reason, NOTE only tells, and a code is used once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from polias.kit.errors import RuleBreach
from polias.kit.rules import rule as book
from polias.kit.rules.rule import Breach, Severity, breaches_of, hold, required, rule, rule_book


@dataclass(frozen=True)
class Facts:
    name: str = ""
    late: bool = False
    odd: bool = False


@pytest.fixture
def rules(monkeypatch):
    """A small rule book of this test alone."""
    monkeypatch.setattr(book, "_RULES", {})

    @rule("T-01", source="Test, 1", severity=Severity.BLOCK, moves=("record", "amend"))
    def named(facts: Facts) -> Breach | None:
        """It has a name."""
        return required(facts.name, field="name", sentence="Enter the name.")

    @rule("T-02", source="Test, 2", severity=Severity.ASK, moves=("record",))
    def timely(facts: Facts) -> Breach | None:
        """It is in time."""
        return Breach("when", "Say why it is late.") if facts.late else None

    @rule("T-03", source="Test, 3", severity=Severity.NOTE, moves=("record",))
    def usual(facts: Facts) -> Breach | None:
        """It is usual."""
        return Breach("name", "This is unusual.") if facts.odd else None

    return named, timely, usual


def codes(breaches):
    return [breach.code for breach in breaches]


def test_every_breach_comes_at_once_with_code_and_source(rules):
    with pytest.raises(RuleBreach) as refused:
        hold(rules, Facts(late=True, odd=True), move="record", reasons={})
    assert codes(refused.value.breaches) == ["T-01", "T-02", "T-03"]
    assert refused.value.breaches[0] == Breach("name", "Enter the name.", "T-01", Severity.BLOCK, "Test, 1")


def test_a_rule_that_asks_passes_with_a_reason_which_is_given_back_to_be_kept(rules):
    late = Facts(name="a", late=True)
    assert codes(hold(rules, late, move="record", reasons={"T-02": "The shop was shut."})) == ["T-02"]
    for empty in ({}, {"T-02": "  "}, {"T-03": "wrong rule"}):
        with pytest.raises(RuleBreach):
            hold(rules, late, move="record", reasons=empty)


def test_no_reason_passes_a_rule_that_blocks(rules):
    with pytest.raises(RuleBreach):
        hold(rules, Facts(), move="record", reasons={"T-01": "Because."})


def test_a_note_refuses_nothing(rules):
    assert hold(rules, Facts(name="a", odd=True), move="record", reasons={}) == []


def test_a_rule_applies_from_its_own_moves_on(rules):
    assert codes(breaches_of(rules, Facts(late=True), move="amend")) == ["T-01"]
    assert breaches_of(rules, Facts(late=True), move="close") == []


def test_a_code_is_used_once(rules):
    assert codes_of_book() == ["T-01", "T-02", "T-03"]
    with pytest.raises(ValueError, match="T-01 is used twice"):

        @rule("T-01", source="Test, 4", severity=Severity.BLOCK, moves=())
        def other(facts: Facts) -> Breach | None:
            """Something else."""
            return None


def codes_of_book():
    return [one.code for one in rule_book()]


@pytest.mark.parametrize(("value", "missing"), [(None, True), ("", True), (" \n", True), ("a", False), (0, False)])
def test_what_counts_as_nothing_given(value, missing):
    assert (required(value, field="f", sentence="Enter it.") is not None) is missing
