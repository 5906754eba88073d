"""Finalising a crime, reopening it and what a court made of it, as the people whose work it is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from polias.crime.corrections.actions import reopen
from polias.crime.involved.rules import nobody_is_victim_and_suspect
from polias.crime.outcomes.actions import give_outcome
from polias.crime.outcomes.facts import Said
from polias.crime.outcomes.queries import current_outcome, outcome_history
from polias.crime.reports.actions import involve
from polias.crime.reports.facts import Party
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.crime.results.actions import enter_court_result
from polias.crime.results.queries import results_of
from polias.kit.access.acting import acting
from polias.kit.errors import Conflict, RuleBreach
from polias.pole.public import linked_to, record_person

ROOK = Party(surname="Rook", forenames="Ann", date_of_birth=date(1990, 1, 5))


def charged():
    return Said(decided_by="police", done_on=timezone.localdate())


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def test_what_an_outcome_rests_on_is_kept_with_it(cast):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        crime = a_crime(asha, suspects=(ROOK,))
        (rook,) = linked_to(crime, actor=asha, role="suspect")
    with acting(ben):
        said = Said(victim_view="does_not_support", details="She wants it left alone.")
        crime = give_outcome(crime, actor=ben, code="16", said=said, rationale="She said so twice.")
        given = current_outcome(crime)
        assert (given.suspect_id, given.victim_view) == (rook.record.pk, "does_not_support")
        assert given.details == "She wants it left alone."


def test_a_suspect_under_ten_is_recorded_and_cannot_be_charged(cast):
    asha, ben = cast("asha"), cast("ben")
    eight = timezone.localdate() - timedelta(days=8 * 366)
    with acting(asha):
        crime = a_crime(asha, suspects=(Party(surname="Rook", date_of_birth=eight),))
    with acting(ben):
        for code, said in (
            ("1", charged()),
            ("2", Said(admitted=True, adult_present=True, done_on=timezone.localdate())),
            ("8", Said(admitted=True, victim_view="supports", details="He said sorry.")),
        ):
            with pytest.raises(RuleBreach) as refusal:
                give_outcome(crime, actor=ben, code=code, said=said, rationale="He did it.")
            assert codes(refusal) == ["OUTCOME-07"]
        done = give_outcome(crime, actor=ben, code="11", rationale="He was eight.")
        assert done.state == "finalised"


def test_a_victim_is_no_suspect_of_the_same_crime_and_may_be_one_of_the_counter_allegation(cast):
    asha = cast("asha")
    with acting(asha):
        ann, bob = (record_person(actor=asha, surname=s) for s in ("Quibell", "Zadkine"))
        parties = [Party(reference=one.reference) for one in (ann, bob)]
        with pytest.raises(RuleBreach) as refusal:
            a_crime(asha, offence="8N", victims=(parties[0],), suspects=(parties[0],))
        assert codes(refusal) == [nobody_is_victim_and_suspect.code]
        first = a_crime(asha, offence="8N", victims=(parties[0],), suspects=(parties[1],))
        with pytest.raises(RuleBreach) as refusal:
            involve(first, actor=asha, role="suspect", party=parties[0])
        assert codes(refusal) == ["INVOLVED-01"]
        counter = a_crime(asha, offence="8N", victims=(parties[1],), suspects=(parties[0],))
        assert {one.role for one in linked_to(counter, actor=asha)} == {"victim", "suspect", "location"}


def test_reopening_ends_the_outcome_and_keeps_it(cast):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        crime = a_crime(asha)
    with acting(ben):
        crime = give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
        crime = reopen(crime, actor=ben, rationale="A witness came forward.")
        crime = give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="She saw nobody.")
        now, before = outcome_history(crime)
        assert (now.current, now.ended_at) == (True, None)
        assert not before.current
        assert before.ended_at is not None


def test_a_court_result_comes_back_to_a_charged_crime_and_leaves_its_outcome(cast):
    asha, ben, hal = cast("asha"), cast("ben"), cast("hal")
    with acting(asha):
        crime = a_crime(asha, suspects=(ROOK,))
    today = timezone.localdate()
    with acting(hal), pytest.raises(Conflict):
        enter_court_result(crime, actor=hal, result="fined", court="Northshire Magistrates", resulted_on=today)
    with acting(ben):
        crime = give_outcome(crime, actor=ben, code="1", said=charged(), rationale="Charged today.")
    with acting(hal):
        for wrong, found in (
            ({"resulted_on": today + timedelta(days=1)}, ["COURT-03"]),
            ({"resulted_on": today - timedelta(days=1)}, ["COURT-03"]),
            ({"result": "hanged"}, ["COURT-02"]),
            ({"court": " "}, ["COURT-02"]),
        ):
            told = {"result": "not-guilty", "court": "Northshire Crown Court", "resulted_on": today} | wrong
            with pytest.raises(RuleBreach) as refusal:
                enter_court_result(crime, actor=hal, **told)
            assert codes(refusal) == found
        crime = enter_court_result(crime, actor=hal, result="not-guilty", court="Northshire Crown Court",
                                   resulted_on=today)  # fmt: skip
        assert [one.label for one in results_of(crime)] == ["Defendant found not guilty"]
        assert current_outcome(crime).code == "1"


def test_COURT_01_a_crime_without_a_charge_has_no_court_result(cast):
    asha, ben, hal = cast("asha"), cast("ben"), cast("hal")
    with acting(asha):
        crime = a_crime(asha)
    with acting(ben):
        crime = give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    with acting(hal), pytest.raises(RuleBreach) as refusal:
        enter_court_result(crime, actor=hal, result="fined", court="Eastmoor", resulted_on=timezone.localdate())
    assert codes(refusal) == ["COURT-01"]
