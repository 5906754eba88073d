"""Answers of a recorded crime are put right, by whom the stage allows, and what they said before stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.crime.amendments.actions import amend, take_off
from polias.crime.amendments.model import Amendment
from polias.crime.amendments.rules import RULES, AmendFacts
from polias.crime.corrections.actions import cancel
from polias.crime.corrections.tests.factories import NOT_TOLD
from polias.crime.outcomes.actions import give_outcome
from polias.crime.reports.actions import involve
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.kit.access.acting import acting
from polias.kit.errors import Conflict, NotAllowed, RuleBreach
from polias.kit.record.model import Register
from polias.kit.rules.rule import breaches_of
from polias.kit.screens.history import timeline
from polias.pole.public import linked_to

WHY = "The till says so."


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def found(move, **changes):
    return [b.code for b in breaches_of(RULES, AmendFacts(**({"rationale": WHY} | changes)), move=move)]


@pytest.mark.parametrize("move", ["amend", "take_off"])
def test_AMEND_01_refuses_a_correction_without_a_reason(move):
    """Whoever corrects an answer of a recorded crime says why."""
    assert found(move) == []
    assert found(move, rationale=" ") == ["AMEND-01"]


def test_AMEND_02_refuses_a_correction_of_nothing():
    """A correction changes at least one answer."""
    assert found("amend", changes=False) == ["AMEND-02"]


def test_AMEND_03_leaves_a_finalised_crime_to_those_who_decide_on_recording():
    """Once a crime has an outcome, only those who decide on recording correct its answers."""
    assert found("amend", is_closed=True) == ["AMEND-03"]
    assert found("amend", is_closed=True, decides_on_recording=True) == []


def test_AMEND_04_refuses_to_take_off_whoever_is_not_linked():
    """Only somebody who is linked with a crime in a part is taken off it."""
    assert found("take_off", is_linked=False) == ["AMEND-04"]


def test_AMEND_05_asks_why_a_victim_based_crime_is_left_without_one():
    """A class that is counted by victim keeps one, or it is said why not."""
    assert found("take_off", last_victim_of="Shoplifting") == ["AMEND-05"]


def test_the_time_is_put_right_and_what_it_said_before_stays(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
        was, earlier = crime.committed_from, timezone.now() - timedelta(hours=5)
        right = amend(crime, actor=asha, committed_from=earlier, rationale=WHY)
        assert right.committed_from == earlier
        assert (right.within_24_hours, right.recorded_at) == (crime.within_24_hours, crime.recorded_at)
        (row,) = Amendment.objects.filter(register_id=crime.pk)
        assert (row.corrected, row.before, row.after) == ("committed_from", was.isoformat(), earlier.isoformat())
        assert timeline(right)[0]["what"] == "Correct time or place"
        assert WHY in timeline(right)[0]["detail"]


def test_a_page_that_is_sent_as_it_was_opened_changes_no_time(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
        as_shown = crime.committed_from.replace(second=0, microsecond=0)
        with pytest.raises(RuleBreach) as refusal:
            amend(crime, actor=asha, committed_from=as_shown, rationale=WHY)
        assert codes(refusal) == ["AMEND-02"]


def test_a_time_that_no_crime_can_have_is_refused_as_at_recording(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
        with pytest.raises(RuleBreach) as refusal:
            amend(crime, actor=asha, committed_from=timezone.now() + timedelta(hours=5), rationale=WHY)
        assert codes(refusal) == ["CRIME-04"]
        with pytest.raises(RuleBreach) as refusal:
            amend(crime, actor=asha, committed_from=crime.committed_from, rationale=WHY,
                  place=Place(address="3 High Street, Edinburgh", postcode="EH1 1YZ"))  # fmt: skip
        assert codes(refusal) == ["ENTRY-01"]


def test_the_place_is_put_right_with_its_beat_and_the_old_one_is_still_named(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
        (old,) = linked_to(crime, actor=asha, role="location")
        right = amend(crime, actor=asha, committed_from=crime.committed_from, rationale=WHY,
                      place=Place(address="2 Lantern Row", latitude=56.15, longitude=3.05))  # fmt: skip
        (new,) = linked_to(right, actor=asha, role="location")
        assert new.record.title() == "2 Lantern Row"
        row = Amendment.objects.get(register_id=crime.pk, corrected="location")
        assert (row.record_before_id, row.record_after_id) == (old.record.pk, new.record.pk)
        assert right.h3_cell == new.record.h3_cell


def test_officers_put_right_until_it_is_finalised_and_the_registrar_afterwards(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
    with acting(cast("ben")) as ben:
        crime = give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    earlier = timezone.now() - timedelta(hours=5)
    with acting(cast("asha")) as asha:
        with pytest.raises(RuleBreach) as refusal:
            amend(crime, actor=asha, committed_from=earlier, rationale=WHY)
        assert codes(refusal) == ["AMEND-03"]
    with acting(cast("lena")) as lena:
        assert amend(crime, actor=lena, committed_from=earlier, rationale=WHY).committed_from == earlier
    with acting(cast("idris")) as idris, pytest.raises(NotAllowed):
        amend(crime, actor=idris, committed_from=earlier, rationale=WHY)


def test_the_wrong_victim_is_taken_off_once_the_right_one_is_there(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
        (wrong,) = linked_to(crime, actor=asha, role="victim")
        said = {"role": "victim", "party": wrong.record.reference, "rationale": "It was her sister."}
        with pytest.raises(RuleBreach) as refusal:
            take_off(crime, actor=asha, **said)
        assert codes(refusal) == ["AMEND-05"]
        crime = involve(crime, actor=asha, role="victim", party=Party(surname="Byrd", forenames="Ada"))
        crime = take_off(crime, actor=asha, **said)
        assert [one.record.title() for one in linked_to(crime, actor=asha, role="victim")] == ["Ada Byrd"]
        (row,) = Amendment.objects.filter(register_id=crime.pk)
        assert (row.corrected, row.record_before_id) == ("victim", wrong.record.pk)
        with pytest.raises(RuleBreach) as refusal:
            take_off(crime, actor=asha, **said)
        assert codes(refusal) == ["AMEND-04"]


def test_a_cancelled_crime_is_not_put_right_and_of_two_officers_the_second_is_told(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
        version = Register.objects.get(pk=crime.pk).version
        earlier = timezone.now() - timedelta(hours=5)
        amend(crime, actor=asha, committed_from=earlier, rationale=WHY, version=version)
        with pytest.raises(Conflict):
            amend(crime, actor=asha, committed_from=timezone.now() - timedelta(hours=4), rationale=WHY, version=version)
    with acting(cast("lena")) as lena:
        cancel(crime, actor=lena, category="C4", rationale="Typed in twice.", reasons=NOT_TOLD)
    with acting(cast("asha")) as asha, pytest.raises(Conflict):
        amend(crime, actor=asha, committed_from=timezone.now() - timedelta(hours=4), rationale=WHY)


def test_the_pages_show_what_is_recorded_and_what_was_corrected(cast, signed_in):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
        (victim,) = linked_to(crime, actor=asha, role="victim")
    browser = signed_in("asha")
    page = browser.get(f"{crime.url}/amend")
    assert "Is the place wrong?" in page.content.decode()
    assert "Amina Adams" in browser.get(f"{crime.url}/take_off").content.decode()
    page = browser.get(f"{crime.url}/take_off")
    hidden = page.context["hidden"] | {"idempotency_key": str(page.context["draft"]["key"])}
    said = {"party": f"victim {victim.record.reference}", "rationale": "It was her sister."}
    asked = browser.post(f"{crime.url}/take_off", hidden | said)
    assert "this is the last" in asked.content.decode()
    told = {
        "idempotency_key": hidden["idempotency_key"],
        "confirm": "1",
        "reason_AMEND-05": "To be found.",
    }
    assert browser.post(f"{crime.url}/take_off", told).status_code == 302
    shown = browser.get(crime.url).content.decode()
    assert f"{victim.record.reference} → nothing" in shown
    assert "It was her sister." in shown
