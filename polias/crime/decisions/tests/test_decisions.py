"""Reports that become no crime: every answer is kept with its reason, on a log that says what was decided."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.contact.public import Log
from polias.crime.decisions.actions import not_recorded
from polias.crime.decisions.model import DecisionStep
from polias.crime.reports.decision import QUESTIONS, STEPS, Answer, answers_in, decided, usual_answers
from polias.crime.reports.facts import Place
from polias.crime.reports.model import CrimeReport, RecordingStep
from polias.crime.reports.tests.factories import a_crime, a_log
from polias.crime.reports.tests.test_screens import ANSWERS
from polias.kit.access.acting import acting
from polias.kit.drafts.model import Draft
from polias.kit.errors import RuleBreach

DENIED = {
    "evidence_says": "probable",
    "victim_says": "denies",
    "victim_says_denies_why": "She says the bicycle was lent.",
    "speaks_against": "nothing",
}


def kept(actor, answers, **changes):
    usual = {
        "summary": "A bicycle was said to be stolen.",
        "reported_at": timezone.now() - timedelta(hours=1),
        "place": Place(address="Rear of 4 Quay Street"),
    }
    return not_recorded(actor=actor, answers=answers, **(usual | changes))


def test_the_three_questions_answer_every_step_once_and_their_first_answers_lead_to_a_crime():
    first = answers_in({question.name: question.sayings[0].code for question in QUESTIONS})
    assert sorted(a.code for a in first) == sorted(step.code for step in STEPS)
    assert {a.code: a.answer for a in first} == {a.code: a.answer for a in usual_answers()}
    assert decided(first) == "crime"


@pytest.mark.parametrize(
    ("question", "saying", "decision"),
    [
        ("evidence_says", "contrary", "no_crime"),
        ("evidence_says", "improbable", "crime_related_incident"),
        ("evidence_says", "no_crime", "no_crime"),
        ("victim_says", "without", "crime"),
        ("victim_says", "denies", "crime_related_incident"),
        ("victim_says", "untraced", "crime_related_incident"),
        ("speaks_against", "elsewhere", "crime_related_incident"),
        ("speaks_against", "excepted", "no_crime"),
    ],
)
def test_every_answer_leads_where_the_flow_says_and_asks_why(question, saying, decision):
    usual = {one.name: one.sayings[0].code for one in QUESTIONS}
    said = usual | {question: saying, f"{question}_{saying}_why": "Because of the film."}
    answers = answers_in(said)
    assert decided(answers) == decision
    assert "Because of the film." in {a.rationale for a in answers}


def test_a_report_without_a_log_gets_one_that_says_what_was_decided(cast):
    asha = cast("asha")
    with acting(asha):
        log = kept(asha, answers_in(DENIED))
        assert isinstance(log, Log)
        assert (log.decision, log.decision_reason) == ("crime_related_incident", "She says the bicycle was lent.")
        steps = DecisionStep.objects.filter(register_id=log.pk)
        assert {(s.step, s.answer) for s in steps} >= {("traced", True), ("confirmed", False), ("elsewhere", False)}
        assert not CrimeReport.objects.exists()


def test_a_report_from_a_log_decides_that_log(cast):
    asha, idris = cast("asha"), cast("idris")
    with acting(idris):
        log = a_log(idris)
    with acting(asha):
        assert kept(asha, answers_in(DENIED), log_reference=log.reference).pk == log.pk
        assert Log.objects.count() == 1


def test_DECISION_01_refuses_to_keep_a_crime_as_none(cast):
    """A report is kept without a crime only when a step of the recording decision says so."""
    asha = cast("asha")
    with acting(asha), pytest.raises(RuleBreach) as refusal:
        kept(asha, usual_answers())
    assert [b.code for b in refusal.value.breaches] == ["DECISION-01"]


def test_DECISION_02_refuses_an_answer_that_stops_without_a_reason(cast):
    """The answer that stops the recording has a rationale."""
    asha = cast("asha")
    with acting(asha), pytest.raises(RuleBreach) as refusal:
        kept(asha, (Answer("concerns", False),))
    assert [b.code for b in refusal.value.breaches] == ["DECISION-02"]


def test_on_the_page_no_field_of_a_crime_holds_up_what_is_none(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    told = {name: ANSWERS[name] for name in ANSWERS if name.startswith(("summary", "reported_at"))} | DENIED
    checked = browser.post("/crime/reports/record", told, follow=True).content.decode()
    assert "Keep it as a crime-related incident" in checked
    assert ANSWERS["summary"] in checked
    for unasked in ("Who is the victim?", "Offence", "Other victims"):
        assert f">{unasked}<" not in checked, "nothing is said that is not kept"
    with acting(asha):
        key = str(Draft.objects.get().pk)
    done = browser.post("/crime/reports/record", {"idempotency_key": key, "confirm": "1"}).content.decode()
    assert "Kept without a crime" in done
    with acting(asha):
        log = Log.objects.get()
    page = browser.get(log.url).content.decode()
    assert "How it was decided" in page
    assert "She says the bicycle was lent." in page


def test_an_answer_that_stops_asks_for_its_reason_at_once(signed_in):
    told = ANSWERS | DENIED | {"victim_says_denies_why": ""}
    page = signed_in("asha").post("/crime/reports/record", told).content.decode()
    assert "What do they say instead?" in page
    assert "There is a problem" in page


def test_a_crime_keeps_every_answer_with_its_reason_and_shows_them(cast, signed_in):
    asha = cast("asha")
    without = DENIED | {"victim_says": "without", "victim_says_without_why": "She is three years old."}
    with acting(asha):
        crime = a_crime(asha, answers=answers_in(without))
        assert RecordingStep.objects.filter(register_id=crime.pk).count() == len(STEPS)
    page = signed_in("asha").get(crime.url).content.decode()
    assert "She is three years old." in page
