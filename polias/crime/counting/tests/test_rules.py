"""How many crimes a report makes and which is the principal one: each code with its sentence, no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.crime.counting.rules import COUNTING_RULES, CountingFacts, proposed_count
from polias.crime.counting.sentences import gravest, max_sentences
from polias.crime.reference import offence_classes
from polias.kit.rules.rule import breaches_of

DAY = date(2026, 3, 2)
SHOPLIFTING, BURGLARY, ROBBERY, CANNABIS, ASSAULT = "46", "28E", "34B", "92E", "8N"


def codes(**facts):
    return [b.code for b in breaches_of(COUNTING_RULES, CountingFacts(**{"on": DAY} | facts), move="record")]


@pytest.mark.parametrize(
    ("offence", "victims", "crimes"),
    [
        (ASSAULT, 1, 1),
        (ASSAULT, 3, 3),
        (ASSAULT, 0, 1),
        (BURGLARY, 4, 1),
        (CANNABIS, 0, 1),
        (CANNABIS, 2, 1),
    ],
)
def test_the_class_proposes_the_count(offence, victims, crimes):
    assert proposed_count(offence, victims=victims) == crimes


def test_COUNT_01_asks_why_the_count_departs_from_the_class():
    """As many crimes are recorded as the rule of the class proposes, or it is said why not."""
    assert codes(offence=ASSAULT, victims=3) == []
    assert codes(offence=ASSAULT, victims=3, crimes=1) == ["COUNT-01"]
    assert codes(offence=BURGLARY, victims=2, crimes=2) == ["COUNT-01"]


@pytest.mark.parametrize("crimes", [0, -1, 21])
def test_COUNT_02_refuses_a_count_that_nobody_means(crimes):
    """One report makes at least one crime and no more than twenty at once."""
    assert "COUNT-02" in codes(offence=ASSAULT, victims=3, crimes=crimes)


def test_COUNT_03_asks_why_a_finished_incident_makes_another_crime():
    """A sequence between the same people that is reported together is one crime, or it is said why not."""
    assert codes(offence=ASSAULT, same_incident="NSH-CR-26-000001") == ["COUNT-03"]


def test_COUNT_04_asks_why_the_gravest_is_not_counted():
    """Of several offences in one incident the gravest is counted, or it is said why another is."""
    assert codes(offence=SHOPLIFTING, also=(ROBBERY,)) == ["COUNT-04"]
    assert codes(offence=ROBBERY, also=(SHOPLIFTING,)) == []
    assert codes(offence=SHOPLIFTING, also=("45",)) == [], "equally grave: either may be counted"


@pytest.mark.parametrize("also", ["999Z", SHOPLIFTING])
def test_COUNT_05_refuses_a_linked_offence_that_is_none_or_the_crime_itself(also):
    """An offence that is kept with a crime and not counted stands in the list and is not the crime itself."""
    assert "COUNT-05" in codes(offence=SHOPLIFTING, also=(also,))


def test_every_class_that_can_be_chosen_has_a_longest_sentence_with_its_act():
    known = max_sentences(DAY)
    for code, one in offence_classes().items():
        if one.selectable:
            assert known[code].source, code
            assert known[code].status == "to be confirmed by the force"


@given(st.lists(st.sampled_from(sorted(max_sentences(DAY))), min_size=1, max_size=6))
def test_the_gravest_is_one_of_those_named_and_none_is_graver(given_codes):
    found = gravest(tuple(given_codes), DAY)
    assert found is not None
    assert found.code in given_codes
    assert all(max_sentences(DAY)[code].years <= found.years for code in given_codes)


@given(st.sampled_from(sorted(offence_classes())), st.integers(0, 20))
def test_a_count_is_never_below_one_and_never_above_the_victims(offence, victims):
    assert 1 <= proposed_count(offence, victims=victims) <= max(victims, 1)
