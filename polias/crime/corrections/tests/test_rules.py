"""The rules of reclassifying, cancelling and reopening: each code with its sentence, no database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.crime.corrections.facts import Information, Surviving, TakenOver
from polias.crime.corrections.rules import RULES
from polias.crime.corrections.tests.factories import FILM, TODAY, correction_facts
from polias.kit.rules.rule import breaches_of

TAKEN = TakenOver("Westland Police", "WL-4471", TODAY)
OTHER = Surviving("NSH-CR-26-000001", is_this_one=False, is_cancelled=False)


def codes(move, **changes):
    return [b.code for b in breaches_of(RULES, correction_facts(**changes), move=move)]


@pytest.mark.parametrize(
    ("move", "changes"),
    [
        ("classify", {}),
        ("classify", {"needs_information": True, "information": FILM}),
        ("cancel", {"category": "C1", "taken": TAKEN}),
        ("cancel", {"category": "C2", "needs_information": True, "information": FILM}),
        ("cancel", {"category": "C3", "surviving": OTHER}),
        ("cancel", {"category": "C4"}),
        ("cancel", {"category": "C5", "offence_before": "8N"}),
        ("reopen", {}),
    ],
)
def test_a_correction_that_says_all_it_rests_on_passes(move, changes):
    assert codes(move, **changes) == []


@pytest.mark.parametrize("changes", [{"rationale": " "}, {"category": "C9"}, {"category": ""}])
def test_CRIME_07_refuses_a_cancellation_without_a_listed_reason_and_a_rationale(changes):
    """A recorded crime may be cancelled only with a listed reason and a written rationale."""
    assert "CRIME-07" in codes("cancel", **({"category": "C4"} | changes))


@pytest.mark.parametrize("move", ["classify", "cancel"])
def test_CRIME_09_refuses_the_investigator(move):
    """The officer who investigates a crime neither reclassifies nor cancels it."""
    assert codes(move, category="C4", by_investigator=True) == ["CRIME-09"]


@pytest.mark.parametrize("missing", [{"kind": ""}, {"source": " "}, {"obtained_on": None}, {"words": ""}])
@pytest.mark.parametrize("move", ["classify", "cancel"])
def test_CORRECT_01_refuses_information_that_nobody_can_check(move, missing):
    """What was learnt since is named: what it is, from where, since when, and what it says."""
    told = replace(FILM, **missing)
    assert codes(move, category="C2", needs_information=True, information=told) == ["CORRECT-01"]


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 25)])
def test_CORRECT_02_refuses_days_before_the_crime_and_to_come(day):
    """Information was obtained, a crime taken over and the victim told after the crime and not after today."""
    assert codes("cancel", category="C4", victim_told_on=day) == ["CORRECT-02"]
    assert codes("cancel", category="C1", taken=replace(TAKEN, on=day)) == ["CORRECT-02"]
    told = replace(FILM, obtained_on=day)
    assert codes("classify", needs_information=True, information=told) == ["CORRECT-02"]


def test_CORRECT_03_asks_why_the_victim_was_not_told_and_asks_nothing_without_one():
    """The victim is told of a cancellation, and of another class that rests on new information."""
    assert codes("cancel", category="C4", victim_told_on=None) == ["CORRECT-03"]
    assert codes("cancel", category="C4", victim_told_on=None, has_victim=False) == []
    assert codes("classify", victim_told_on=None) == [], "a slip in the class is not the victim's concern"
    assert codes("classify", needs_information=True, information=FILM, victim_told_on=None) == ["CORRECT-03"]


@pytest.mark.parametrize("other", [None, replace(OTHER, is_this_one=True), replace(OTHER, is_cancelled=True)])
def test_CORRECT_04_refuses_a_duplicate_of_nothing_of_itself_or_of_a_cancelled_one(other):
    """A crime that is part of another is cancelled only while that other one counts."""
    assert codes("cancel", category="C3", surviving=other) == ["CORRECT-04"]


@pytest.mark.parametrize("missing", [{"force": " "}, {"reference": ""}, {"on": None}, {"force": "Eastmoor"}])
def test_CORRECT_08_refuses_a_transfer_that_nobody_elsewhere_has_accepted(missing):
    """A crime of a force that works elsewhere leaves the count once that force has taken it over."""
    told = replace(TAKEN, **missing)
    assert codes("cancel", category="C1", taken=told, forces_here=frozenset({"eastmoor"})) == ["CORRECT-08"]


def test_CORRECT_05_asks_how_a_shop_theft_can_be_self_defence():
    """Self-defence cancels the offences of violence for which the rules allow it; another is explained."""
    assert codes("cancel", category="C5") == ["CORRECT-05"]


@pytest.mark.parametrize("changes", [{"offence": "46"}, {"rationale": ""}])
def test_CORRECT_06_refuses_the_same_class_and_a_class_without_a_reason(changes):
    """A reclassification gives the crime another class, and says why."""
    assert codes("classify", **changes) == ["CORRECT-06"]


def test_CORRECT_07_refuses_to_reopen_without_a_reason():
    """Whoever takes a finalised or cancelled crime up again says why."""
    assert codes("reopen", rationale=" ") == ["CORRECT-07"]


informations = st.builds(
    Information,
    kind=st.sampled_from(["", "film", "other"]),
    source=st.sampled_from(["", "Shelf 4"]),
    obtained_on=st.none() | st.dates(date(2026, 11, 18), date(2026, 11, 26)),
    words=st.sampled_from(["", "It shows it."]),
)
takings = st.builds(
    TakenOver,
    force=st.sampled_from(["", "Eastmoor", "Westland Police"]),
    reference=st.sampled_from(["", "WL-4471"]),
    on=st.none() | st.dates(date(2026, 11, 18), date(2026, 11, 26)),
)
others = st.none() | st.builds(Surviving, st.just("X"), is_this_one=st.booleans(), is_cancelled=st.booleans())


@given(
    information=informations,
    other=others,
    taken=takings,
    category=st.sampled_from(["C1", "C2", "C3", "C4", "C5", "C6", ""]),
    by_investigator=st.booleans(),
    rationale=st.sampled_from(["", "Why."]),
)
def test_no_random_facts_cancel_a_crime_that_the_sheet_keeps(
    *, information, other, taken, category, by_investigator, rationale
):
    """Written from the sheet's section 3: who, by which category, on what."""
    keeps = (
        by_investigator
        or not rationale
        or category not in ("C1", "C2", "C3", "C4", "C5")
        or (category == "C1" and (taken.force in ("", "Eastmoor") or not taken.reference or not taken.on))
        or (
            category == "C2"
            and not all((information.kind, information.source, information.obtained_on, information.words))
        )
        or (category == "C3" and (other is None or other.is_this_one or other.is_cancelled))
    )
    found = codes(
        "cancel",
        category=category,
        by_investigator=by_investigator,
        rationale=rationale,
        taken=taken,
        forces_here=frozenset({"eastmoor"}),
        information=information,
        surviving=other,
        needs_information=category == "C2",
        victim_told_on=TODAY,
    )
    assert bool(found) or not keeps
