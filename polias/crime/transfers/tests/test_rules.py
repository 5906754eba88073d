"""The rules of transfers, and random facts that must never take a crime where the sheet forbids it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.crime.corrections.facts import Information
from polias.crime.transfers.rules import RULES
from polias.crime.transfers.tests.factories import EASTMOOR, MAP, NORTHSHIRE, TODAY, transfer_facts
from polias.kit.rules.rule import breaches_of


def codes(move, **changes):
    return [b.code for b in breaches_of(RULES, transfer_facts(**changes), move=f"{move}_transfer")]


@pytest.mark.parametrize("move", ["offer", "accept", "refuse", "withdraw"])
def test_a_transfer_that_says_all_it_rests_on_passes(move):
    assert codes(move) == []


@pytest.mark.parametrize("receiving", [None, NORTHSHIRE, 903])
def test_TRANSFER_01_refuses_no_force_ones_own_and_one_where_nobody_answers(receiving):
    """A crime is offered to one other force, in which somebody can answer."""
    assert codes("offer", receiving=receiving) == ["TRANSFER-01"]


@pytest.mark.parametrize("missing", [{"kind": ""}, {"source": " "}, {"obtained_on": None}, {"words": ""}])
def test_TRANSFER_02_refuses_information_that_nobody_can_check(missing):
    """A transfer rests on information that somebody can check, and says why the crime is the other force's."""
    assert codes("offer", information=replace(MAP, **missing)) == ["TRANSFER-02"]
    assert codes("offer", rationale=" ") == ["TRANSFER-02"]


def test_TRANSFER_03_asks_why_a_crime_at_home_is_anothers():
    """The force in whose area a crime happened records it; one whose place lies at home is offered with a reason."""
    assert codes("offer", lies_at_home=True) == ["TRANSFER-03"]


def test_TRANSFER_04_refuses_the_investigator():
    """The officer who investigates a crime does not offer it to another force."""
    assert codes("offer", by_investigator=True) == ["TRANSFER-04"]


def test_TRANSFER_05_refuses_a_second_offer():
    """A crime is offered to one force at a time."""
    assert codes("offer", offered_to="Westvale") == ["TRANSFER-05"]


def test_TRANSFER_06_refuses_a_locked_crime():
    """A locked or invisible crime is opened before it is offered."""
    assert codes("offer", is_shut=True) == ["TRANSFER-06"]


@pytest.mark.parametrize("move", ["offer", "accept"])
def test_TRANSFER_07_leaves_homicide_and_rape_to_the_registrar(move):
    """Homicide and rape pass from force to force by their crime registrars alone."""
    assert codes(move, offence="1", by_registrar=False) == ["TRANSFER-07"]
    assert codes(move, offence="1", by_registrar=True) == []
    assert codes(move, offence="46", by_registrar=False) == []


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 25)])
def test_TRANSFER_08_refuses_days_before_the_crime_and_to_come(day):
    """Information was obtained, and the victim told, after the crime and not after today."""
    assert codes("offer", information=replace(MAP, obtained_on=day)) == ["TRANSFER-08"]
    assert codes("accept", victim_told_on=day) == ["TRANSFER-08"]


def test_TRANSFER_09_asks_why_the_victim_was_not_told_and_asks_nothing_without_one():
    """The victim is told which force has their crime now."""
    assert codes("accept", victim_told_on=None) == ["TRANSFER-09"]
    assert codes("accept", victim_told_on=None, has_victim=False) == []


@pytest.mark.parametrize("investigator", [None, 99])
def test_TRANSFER_10_refuses_nobody_and_somebody_of_another_force(investigator):
    """Whoever accepts a crime gives it to an investigator of their own force."""
    assert codes("accept", investigator=investigator) == ["TRANSFER-10"]


@pytest.mark.parametrize("move", ["refuse", "withdraw"])
def test_TRANSFER_11_refuses_to_refuse_without_a_reason(move):
    """Whoever refuses a crime, or withdraws an offer, says why."""
    assert codes(move, rationale=" ") == ["TRANSFER-11"]


informations = st.builds(
    Information,
    kind=st.sampled_from(["", "film", "other"]),
    source=st.sampled_from(["", "Shelf 4"]),
    obtained_on=st.none() | st.dates(date(2026, 11, 18), date(2026, 11, 26)),
    words=st.sampled_from(["", "It shows it."]),
)


@given(
    information=informations,
    receiving=st.sampled_from([None, NORTHSHIRE, EASTMOOR, 903]),
    rationale=st.sampled_from(["", "Why."]),
    by_investigator=st.booleans(),
    by_registrar=st.booleans(),
    is_shut=st.booleans(),
    offered_to=st.sampled_from(["", "Westvale"]),
    offence=st.sampled_from(["1", "19C", "46"]),
)
def test_no_random_facts_offer_a_crime_that_stays(information, **drawn):
    """Written from the sheet's section 3: who, to whom, on what."""
    stays = (
        not all((information.kind, information.source, information.obtained_on, information.words))
        or not drawn["rationale"]
        or drawn["receiving"] != EASTMOOR
        or drawn["by_investigator"]
        or drawn["is_shut"]
        or bool(drawn["offered_to"])
        or (drawn["offence"] == "1" and not drawn["by_registrar"])
        or not date(2026, 11, 20) <= information.obtained_on <= TODAY
    )
    assert bool(codes("offer", information=information, **drawn)) or not stays
