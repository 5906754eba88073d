"""Offences that become known after a crime was recorded: kept with it or counted, and taken off without deleting."""

from dataclasses import replace

import pytest
from django.utils import timezone

from polias.crime.corrections.model import Correction
from polias.crime.corrections.tests.factories import FILM
from polias.crime.counting.actions import note_offence, strike_offence
from polias.crime.counting.queries import offences_kept, offences_of
from polias.crime.counting.rules import FURTHER_RULES, FurtherFacts
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import NOON, a_crime
from polias.kit.access.acting import acting
from polias.kit.errors import Conflict, NotAllowed, RuleBreach
from polias.kit.record.model import Register
from polias.kit.rules.model import AcceptedBreach
from polias.kit.rules.rule import breaches_of
from polias.kit.screens.history import timeline

KNOWN = "The shop found the lock forced."


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def further(move, **changes):
    facts = {"offence": "46", "also": ("49",), "on": NOON.date(), "rationale": KNOWN} | changes
    return [b.code for b in breaches_of(FURTHER_RULES, FurtherFacts(**facts), move=move)]


def test_COUNT_06_refuses_the_same_offence_twice_and_one_without_a_reason():
    """An offence is added once, and it is said how it became known."""
    assert further("note_offence") == []
    assert further("note_offence", kept=frozenset({"49"})) == ["COUNT-06"]
    assert further("note_offence", rationale=" ") == ["COUNT-06"]


def test_COUNT_07_takes_off_what_is_kept_and_says_why():
    """Only an offence that is kept with a crime is taken off it, and it is said why; it stays in the history."""
    assert further("strike_offence", kept=frozenset({"49"})) == []
    assert further("strike_offence") == ["COUNT-07"]
    assert further("strike_offence", kept=frozenset({"49"}), rationale="") == ["COUNT-07"]


def test_COUNT_04_asks_when_what_is_added_is_graver_than_what_is_counted():
    """Of several offences in one incident the gravest is counted, or it is said why another is."""
    assert further("note_offence", also=("1",)) == ["COUNT-04"]


def test_an_investigator_keeps_a_further_offence_which_is_not_counted(cast):
    with acting(cast("asha")) as asha:
        crime = note_offence(a_crime(asha), actor=asha, offence="49", rationale=KNOWN)
        (kept,) = offences_kept(crime)
        assert (crime.offence, kept.offence, kept.note, kept.added_by) == ("46", "49", KNOWN, asha.id)
        assert timeline(crime)[0]["what"] == "Add a further offence"
        assert KNOWN in timeline(crime)[0]["detail"]
        with pytest.raises(RuleBreach) as refusal:
            note_offence(crime, actor=asha, offence="1", rationale=KNOWN)
        assert codes(refusal) == ["COUNT-04"]
        note_offence(crime, actor=asha, offence="1", rationale=KNOWN, reasons={"COUNT-04": "It was another day."})
        assert AcceptedBreach.objects.filter(register_id=crime.pk, code="COUNT-04").exists()


def test_the_graver_offence_becomes_the_principal_one_and_the_class_of_before_is_kept(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha, also=("1",), reasons={"COUNT-04": "The film was not seen yet."})
        with pytest.raises(NotAllowed):
            note_offence(crime, actor=asha, offence="1", rationale=KNOWN, counted=True, information=FILM)
    told = {"information": FILM, "reasons": {"CORRECT-03": "He has moved away.", "CORRECT-02": ""}}
    with acting(cast("lena")) as lena:
        with pytest.raises(RuleBreach) as refusal:
            note_offence(crime, actor=lena, offence="1", rationale=KNOWN, counted=True)
        assert "CORRECT-01" in codes(refusal)
        told["information"] = replace(FILM, obtained_on=timezone.localdate())
        crime = note_offence(crime, actor=lena, offence="1", rationale=KNOWN, counted=True, **told)
        assert crime.offence == "1"
        assert [one.offence for one in offences_kept(crime)] == ["46"]
        assert Correction.objects.get(register_id=crime.pk).offence_before == "46"


def test_what_is_taken_off_stays_in_the_history_with_the_reason(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha, also=("49",))
        with pytest.raises(NotAllowed):
            strike_offence(crime, actor=asha, offence="49", rationale="It was found again.")
    with acting(cast("hal")) as hal:
        crime = strike_offence(crime, actor=hal, offence="49", rationale="It was found again.")
        assert offences_kept(crime) == []
        (was,) = offences_of(crime)
        assert (was.ended_by, was.ended_because) == (hal.id, "It was found again.")
        with pytest.raises(RuleBreach) as refusal:
            strike_offence(crime, actor=hal, offence="49", rationale="Again.")
        assert codes(refusal) == ["COUNT-07"]
        assert note_offence(crime, actor=hal, offence="49", rationale="It is gone after all.")


def test_two_officers_who_add_at_once_do_not_overwrite_each_other(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
        version = Register.objects.get(pk=crime.pk).version
        note_offence(crime, actor=asha, offence="49", rationale=KNOWN, version=version)
        with pytest.raises(Conflict):
            note_offence(crime, actor=asha, offence="45", rationale=KNOWN, version=version)


def test_the_page_asks_only_those_who_decide_on_classes_which_offence_counts(cast, signed_in):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha, also=("49",))
    assert "Is it the one that counts?" in signed_in("lena").get(f"{crime.url}/note_offence").content.decode()
    browser = signed_in("asha")
    page = browser.get(f"{crime.url}/note_offence")
    assert "Is it the one that counts?" not in page.content.decode()
    hidden = page.context["hidden"] | {"idempotency_key": str(page.context["draft"]["key"])}
    sent = browser.post(f"{crime.url}/note_offence", hidden | {"offence": "45", "rationale": KNOWN})
    assert sent.status_code == 302
    assert KNOWN in browser.get(crime.url).content.decode()
    assert "Take it off" not in browser.get(crime.url).content.decode()
    browser = signed_in("hal")
    assert "Take it off" in browser.get(crime.url).content.decode()
    page = browser.get(f"{crime.url}/strike_offence?offence=45")
    hidden = page.context["hidden"] | {"idempotency_key": str(page.context["draft"]["key"])}
    sent = browser.post(f"{crime.url}/strike_offence?offence=45", hidden | {"offence": "45", "rationale": "No."})
    assert sent.status_code == 302
    assert "taken off" in browser.get(crime.url).content.decode()
    assert CrimeReport.objects.count() == 1
