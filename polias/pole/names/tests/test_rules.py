"""What must hold of other names."""

from __future__ import annotations

from datetime import date

import pytest

from polias.kit.rules.rule import breaches_of
from polias.pole.names.facts import MOST_NAMES, OtherName
from polias.pole.names.rules import RULES, NamesFacts

TODAY = date(2026, 5, 14)


def codes(*names):
    return [b.code for b in breaches_of(RULES, NamesFacts(names, TODAY), move="add_name")]


def test_a_name_of_either_part_breaks_no_rule():
    assert codes(OtherName("maiden", "Wren"), OtherName("nickname", "", "Smudge")) == []


@pytest.mark.parametrize("one", [OtherName("alias"), OtherName("alias", "x" * 81), OtherName("alias", "", "x" * 121)])
def test_NAME_01_refuses_a_name_that_says_nothing_or_is_no_name(one):
    """Another name has a surname or first names, no longer than a name may be."""
    assert codes(one) == ["NAME-01"]


@pytest.mark.parametrize(
    "days", [(date(2026, 5, 15), None), (date(2001, 5, 3), date(2001, 5, 2))], ids=["to come", "backwards"]
)
def test_NAME_02_refuses_days_that_cannot_be(days):
    """The days on which another name was first and last used are in that order, and the first is not to come."""
    assert codes(OtherName("previous", "Wren", "", *days)) == ["NAME-02"]
    assert codes(OtherName("previous", "Wren", "", date(2001, 5, 3), date(2001, 5, 3))) == []


def test_NAME_03_refuses_more_names_than_anybody_reads():
    """A person has at most twenty other names."""
    many = [OtherName("alias", f"Wren{'abcdefghijklmnopqrstuvwxyz'[n]}") for n in range(MOST_NAMES + 1)]
    assert codes(*many) == ["NAME-03"]
    assert codes(*many[1:]) == []
