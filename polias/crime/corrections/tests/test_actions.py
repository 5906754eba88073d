"""Lena and Hal correct what was recorded; the investigator does not, and nothing is lost."""

import pytest
from django.utils import timezone

from polias.crime.corrections.actions import cancel, classify, reopen
from polias.crime.corrections.facts import Information, TakenOver
from polias.crime.corrections.queries import corrections_of
from polias.crime.corrections.tests.factories import NOT_TOLD
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.errors import NotAllowed, NotFound, RuleBreach
from polias.kit.models import AcceptedBreach


def a_film():
    return Information("film", "The shop's own film", timezone.localdate(), "The bottles were paid for.")


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def test_lena_reclassifies_on_what_was_learnt_since_and_both_classes_stay(cast):
    asha, lena = cast("asha"), cast("lena")
    with acting(asha):
        crime = a_crime(asha)
    with acting(lena):
        with pytest.raises(RuleBreach) as refusal:
            classify(crime, actor=lena, offence="49", rationale="From the yard.", basis="information")
        assert codes(refusal) == ["CORRECT-01", "CORRECT-03"]
        told = {"information": a_film(), "victim_told_on": timezone.localdate()}
        crime = classify(crime, actor=lena, offence="49", rationale="From the yard.", basis="information", **told)
        (made,) = corrections_of(crime)
        assert (made.offence_before, made.offence_after, made.made_by) == ("46", "49", lena.id)
        assert (made.information_source, made.victim_told_on) == ("The shop's own film", timezone.localdate())


def test_whoever_investigates_corrects_nothing(cast):
    asha, lena = cast("asha"), cast("lena")
    with acting(asha):
        crime = a_crime(asha)
        for verb in (cancel, classify):
            with pytest.raises(NotAllowed):
                verb(crime, actor=asha, rationale="x", **({"category": "C4"} if verb is cancel else {"offence": "49"}))
    with acting(lena):
        own = a_crime(lena)
        with pytest.raises(RuleBreach) as refusal:
            cancel(own, actor=lena, category="C4", rationale="A slip.", victim_told_on=timezone.localdate())
        assert codes(refusal) == ["CRIME-09"]
        with pytest.raises(RuleBreach) as refusal:
            classify(own, actor=lena, offence="49", rationale="A slip.")
        assert codes(refusal) == ["CRIME-09"]


def test_a_part_of_another_crime_names_it_and_stays_in_sight(cast):
    asha, lena = cast("asha"), cast("lena")
    with acting(asha):
        first, second = a_crime(asha), a_crime(asha)
    today = timezone.localdate()
    with acting(lena):
        with pytest.raises(NotFound):
            cancel(second, actor=lena, category="C3", rationale="Same theft.", surviving="NSH-CR-26-999999",
                   victim_told_on=today)  # fmt: skip
        for wrong in ("", second.reference):
            with pytest.raises(RuleBreach) as refusal:
                cancel(
                    second, actor=lena, category="C3", rationale="Same theft.", surviving=wrong, victim_told_on=today
                )
            assert codes(refusal) == ["CORRECT-04"]
        gone = cancel(second, actor=lena, category="C3", rationale="Same theft.", surviving=first.reference,
                      victim_told_on=today)  # fmt: skip
        assert gone.state == "cancelled"
        seen = fetch(CrimeReport, second.reference, actor=lena)
        assert seen.cancellation_category == "C3"
        assert corrections_of(seen)[0].surviving.reference == first.reference


def test_a_crime_that_a_force_elsewhere_has_taken_over_leaves_the_count_with_their_reference(cast):
    asha, lena = cast("asha"), cast("lena")
    with acting(asha):
        crime = a_crime(asha)
    today = timezone.localdate()
    how = {"actor": lena, "category": "C1", "rationale": "The film shows their high street.", "victim_told_on": today}
    with acting(lena):
        for here in ("Eastmoor", " eastmoor constabulary "):
            with pytest.raises(RuleBreach) as refusal:
                cancel(crime, taken=TakenOver(here, "EMR-1", today), **how)
            assert codes(refusal) == ["CORRECT-08"]
        cancel(crime, taken=TakenOver("Westland Police", "WL-4471", today), **how)
        (made,) = corrections_of(fetch(CrimeReport, crime.reference, actor=lena))
        assert (made.category, made.taken_by, made.taken_reference) == ("C1", "Westland Police", "WL-4471")
        assert made.taken_on == today


def test_why_the_victim_was_not_told_is_kept(cast):
    asha, lena = cast("asha"), cast("lena")
    with acting(asha):
        crime = a_crime(asha)
    with acting(lena):
        with pytest.raises(RuleBreach) as refusal:
            cancel(crime, actor=lena, category="C4", rationale="Typed in twice.")
        assert codes(refusal) == ["CORRECT-03"]
        cancel(crime, actor=lena, category="C4", rationale="Typed in twice.", reasons=NOT_TOLD)
        assert AcceptedBreach.objects.get(register_id=crime.pk).reason == NOT_TOLD["CORRECT-03"]


def test_a_cancellation_that_is_taken_back_stays_in_the_history(cast):
    asha, lena = cast("asha"), cast("lena")
    with acting(asha):
        crime = a_crime(asha)
    with acting(lena):
        crime = cancel(crime, actor=lena, category="C4", rationale="Typed in twice.", reasons=NOT_TOLD)
        with pytest.raises(RuleBreach) as refusal:
            reopen(crime, actor=lena, rationale="")
        assert codes(refusal) == ["CORRECT-07"]
        crime = reopen(crime, actor=lena, rationale="It was another theft after all.")
        assert (crime.state, crime.cancelled_at) == ("recorded", None)
        (made,) = corrections_of(crime)
        assert made.ended_at is not None


def test_the_pages_ask_what_the_category_needs_and_show_what_was_done(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
    browser = signed_in("lena")
    page = browser.get(f"{crime.url}/cancel")
    assert "Leave it as it is" in page.content.decode(), "beside “Cancel the crime” the word “Cancel” could mean either"
    for words in ("Which crime goes on counting?", "From where does it come?", "When was the victim told?"):
        assert words in page.content.decode()
    hidden = page.context["hidden"] | {"idempotency_key": str(page.context["draft"]["key"])}
    elsewhere = {"category": "C1", "rationale": "It is theirs.", "taken_by": "Westland Police"}
    refused = browser.post(f"{crime.url}/cancel", hidden | elsewhere).content.decode()
    assert "What is its reference there?" in refused
    assert "Enter an answer to" in refused
    asked = browser.post(f"{crime.url}/cancel", hidden | {"category": "C4", "rationale": "Typed in twice."})
    assert "say why they cannot be told" in asked.content.decode()
    key = str(page.context["draft"]["key"])
    told = {"idempotency_key": key, "confirm": "1", "reason_CORRECT-03": "The shop has closed."}
    assert browser.post(f"{crime.url}/cancel", told).status_code == 302
    shown = browser.get(crime.url).content.decode()
    assert "Cancelled: It was recorded in error (C4)" in shown
    assert "Typed in twice." in shown
