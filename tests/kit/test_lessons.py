"""Every breach is a lesson: counted by rule, field and team, whoever met it, and never who."""

from datetime import timedelta

from django.utils import timezone

from polias.crime.reports.actions import keyword
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.models import RuleLesson
from polias.kit.rules.lessons import learn, lessons
from polias.kit.rules.rule import Breach
from polias.kit.testing.pages import form_on
from polias.pole.public import linked_to

NORTHSHIRE = 901


def test_a_refusal_on_a_page_and_a_reason_given_are_counted_by_rule_field_and_team(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = keyword(a_crime(asha), actor=asha, codes=("knife",))
    browser = signed_in("ben")
    address = f"{crime.url}/give_outcome?code=18"
    told = form_on(browser.get(address)) | {"enquiries_closed": "yes", "rationale": "Nobody was seen."}
    assert "weapon that is not recorded" in browser.post(address, told).content.decode()
    key = told["idempotency_key"]
    reason = {"idempotency_key": key, "confirm": "1", "reason_FLAG-03": "It was only said."}
    assert browser.post(address, reason).status_code == 302
    with acting(asha):
        (by_field,) = lessons([NORTHSHIRE], by="field")
        assert by_field == {"code": "FLAG-03", "field": "weapon", "refusals": 1, "passes": 1}
        (by_team,) = lessons([NORTHSHIRE], by="team")
        assert by_team["team"].startswith("Northshire")
        assert lessons([902], by="team") == []


def test_a_refusal_of_a_program_is_counted_as_that_of_a_page_and_leaves_nothing_else(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    with acting(asha):
        crime = a_crime(asha)
        victim = linked_to(crime, actor=asha, role="victim")[0].record
        held = {"HTTP_IF_MATCH": f'"{crime.version}"'}
    told = {"role": "suspect", "party": {"reference": victim.reference}}
    for key in ("one", "two"):
        answer = browser.post(f"/api{crime.url}/involve", told, "application/json", HTTP_IDEMPOTENCY_KEY=key, **held)
        assert [one["code"] for one in answer.json()["breaches"]] == ["INVOLVED-01"]
    wrong = {"rolle": "suspect"}
    misspelt = browser.post(f"/api{crime.url}/involve", wrong, "application/json", HTTP_IDEMPOTENCY_KEY="3", **held)
    assert misspelt.status_code == 422
    with acting(asha):
        (lesson,) = RuleLesson.objects.all()
        assert (lesson.code, lesson.field, lesson.verb) == ("INVOLVED-01", "role", "crime.reports.involve")
        assert (lesson.refused, lesson.passed) == (2, 0)
        assert linked_to(crime, actor=asha, role="suspect") == []


def test_the_same_lesson_of_one_day_is_one_row(cast):
    with acting(cast("asha")) as asha:
        for _twice in range(2):
            learn([Breach("offence", "Choose.", code="CRIME-01")], actor=asha, verb="crime.reports.record")
        assert RuleLesson.objects.get().refused == 2


def test_what_was_met_long_ago_is_no_lesson_any_more(cast):
    with acting(cast("asha")) as asha:
        learn([Breach("offence", "Choose.", code="CRIME-01")], actor=asha, verb="crime.reports.record")
        RuleLesson.objects.update(day=timezone.localdate() - timedelta(days=90))
        assert len(lessons([NORTHSHIRE], by="field")) == 1
        RuleLesson.objects.update(day=timezone.localdate() - timedelta(days=91))
        assert lessons([NORTHSHIRE], by="field") == []


def test_no_column_of_a_lesson_names_a_person_or_a_record():
    names = {field.name for field in RuleLesson._meta.concrete_fields}
    assert names == {"id", "force_id", "team", "code", "field", "verb", "day", "refused", "passed"}


def test_everybody_reads_the_rules_and_only_those_who_work_with_records_the_counts(cast, signed_in):
    with acting(cast("asha")) as asha:
        learn([Breach("offence", "Choose.", code="CRIME-01")], actor=asha, verb="crime.reports.record")
    assert "By rule and team" in signed_in("ben").get("/rules").content.decode()
    page = signed_in("erin").get("/rules").content.decode()
    assert "A crime is committed before it is reported" in page
    assert "By rule and team" not in page
