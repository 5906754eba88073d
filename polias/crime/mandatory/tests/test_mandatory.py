"""The register of mandatory fields: whole, true, counted, and with a way out for a field that nobody needs."""

import json
from datetime import timedelta

import pytest

from polias.crime.amendments.actions import amend
from polias.crime.mandatory.actions import demand_again, retire
from polias.crime.mandatory.counting import count_refusals
from polias.crime.mandatory.model import FieldRefusal
from polias.crime.mandatory.queries import costs_of, retired_in
from polias.crime.mandatory.questions import question_of
from polias.crime.mandatory.register import mandatory_fields
from polias.crime.mandatory.rules import RULES, RetirementFacts
from polias.crime.mandatory.tests.factories import a_retired_field
from polias.crime.reference import keywords
from polias.crime.reports.dataset import CRIME_REPORTS
from polias.crime.reports.record_form import DECISION_FIELDS, RecordForm
from polias.crime.reports.tests.factories import a_crime
from polias.crime.reports.tests.test_screens import ANSWERS
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Conflict, NotAllowed, RuleBreach
from polias.kit.rules.rule import breaches_of, rule_book

#: Mandatory only under one answer of the recording decision, where they are its rationale.
RATIONALES = {name for name in DECISION_FIELDS if name.endswith("_why")}
#: Demanded by the form itself under a condition.
BY_CONDITION = {"address", "suspect_surname"}


def test_every_field_that_the_form_demands_is_on_the_register_and_no_other():
    fields = RecordForm.base_fields | DECISION_FIELDS
    demanded = {name for name, field in fields.items() if field.required} | BY_CONDITION
    assert set(mandatory_fields()) == demanded - RATIONALES


def test_every_user_of_a_field_exists():
    codes, columns = {one.code for one in rule_book()}, {one.name for one in CRIME_REPORTS.columns}
    for one in mandatory_fields().values():
        assert one.used_by, f"{one.name} is used by nobody: retire it"
        for user in one.used_by:
            known = {"rule": codes, "keyword": set(keywords()), "dataset": {f"crime_reports.{c}" for c in columns}}
            assert user.name in known.get(user.kind, {user.name}), f"{one.name}: {user.said}"


def codes(**facts):
    usual = RetirementFacts(field="cyber", known=True, reason="Nobody reads it.")
    found = breaches_of(RULES, RetirementFacts(**(vars(usual) | facts)), move="retire")
    return [b.code for b in found]


def test_MANDATORY_01_refuses_a_field_that_is_none_or_is_retired_already():
    """Only a mandatory field can be retired, and once."""
    assert codes(known=False) == ["MANDATORY-01"]
    assert codes(retired_already=True) == ["MANDATORY-01"]


def test_MANDATORY_02_refuses_a_field_that_a_rule_looks_at():
    """A field that a rule looks at stays mandatory."""
    assert codes(rules=("CRIME-05",)) == ["MANDATORY-02"]


def test_MANDATORY_03_asks_how_its_users_do_without():
    """A field that somebody uses is retired only when it is said how they do without."""
    assert codes(others=("Home Office",)) == ["MANDATORY-03"]


def test_MANDATORY_04_asks_for_a_reason():
    """Whoever retires a field or demands it again says why."""
    assert codes(reason=" ") == ["MANDATORY-04"]


def test_a_retired_field_holds_nobody_up_in_this_force_and_in_no_other(cast, signed_in):
    asha, lena = cast("asha"), cast("lena")
    unanswered = {name: value for name, value in ANSWERS.items() if name != "cyber"}
    page = signed_in("asha").post("/crime/reports/record", unanswered).content.decode()
    assert "There is a problem" in page
    with acting(lena):
        one = a_retired_field(lena)
    checked = signed_in("asha").post("/crime/reports/record", unanswered, follow=True).content.decode()
    assert "Check your answers" in checked
    still = signed_in("carys").post("/crime/reports/record", unanswered).content.decode()
    assert "There is a problem" in still
    with acting(lena):
        demand_again(one, actor=lena, reason="The flag was missed.")
        assert retired_in(lena) == frozenset()
        with pytest.raises(Conflict):
            demand_again(one, actor=lena, reason="Again.")
    with acting(asha), pytest.raises(NotAllowed):
        retire(actor=asha, field="cyber", reason="It takes time.")


def test_a_field_that_a_rule_needs_stays_mandatory(cast):
    lena = cast("lena")
    with acting(lena), pytest.raises(RuleBreach) as refusal:
        retire(actor=lena, field="reported_at", reason="It takes time.")
    assert "MANDATORY-02" in {b.code for b in refusal.value.breaches}


def test_forms_that_come_back_are_counted_by_field_and_day_without_who(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    for _each in range(2):
        browser.post("/crime/reports/record", {"summary": "Took two bottles."})
    browser.post("/crime/reports/record", ANSWERS)
    with acting(asha):
        a_crime(asha)
        assert FieldRefusal.objects.get(field="offence").times == 2
        assert not FieldRefusal.objects.filter(field="summary").exists()
        costs = costs_of(("offence", "summary"), actor=asha)
        assert (costs["offence"].entries, costs["offence"].refusals) == (1, 2)
        assert (costs["offence"].corrections, costs["summary"].corrections) == (0, None)


def test_times_and_places_put_right_are_counted_with_their_question(cast):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
        earlier = crime.committed_from - timedelta(hours=1)
        amend(crime, actor=asha, committed_from=earlier, rationale="The till roll says so.")
        costs = costs_of(("committed_from", "address", "victim_kind", "reported_at"), actor=asha)
        assert {name: one.corrections for name, one in costs.items()} == {
            "committed_from": 1, "address": 0, "victim_kind": 0, "reported_at": None,
        }  # fmt: skip


def test_a_name_that_is_no_mandatory_field_is_not_counted(cast):
    asha = cast("asha")
    with acting(asha):
        count_refusals(asha.force_id, ["keywords", "nonsense", "__all__"])
        assert not FieldRefusal.objects.exists()


def test_the_page_names_every_field_its_users_and_its_cost(cast, signed_in):
    lena = cast("lena")
    with acting(lena):
        a_retired_field(lena)
    page = signed_in("ben").get("/crime/mandatory/").content.decode()
    for name in mandatory_fields():
        assert question_of(name).split("'")[0] in page
    assert "rule CRIME-05" in page
    assert "retired" in page
    assert signed_in("dev").get("/crime/mandatory/").status_code == 404


def test_the_register_is_taken_out_as_a_table_with_the_reference_of_what_was_retired(cast, signed_in):
    lena = cast("lena")
    with acting(lena):
        one = a_retired_field(lena)
        reference = one.reference
    page = signed_in("ben").get("/crime/mandatory/").content.decode()
    assert "?format=csv" in page
    assert 'data-label="Used by"' in page
    rows = signed_in("ben").get("/crime/mandatory/?format=json").json()["rows"]
    assert [row["Question"] for row in rows] == [question_of(name) for name in mandatory_fields()]
    assert [(row["Reference"], row["State"]) for row in rows if row["Reference"]] == [(reference, "retired")]
    with acting(cast("ben")) as ben:
        content = AuditRow.objects.filter(actor_id=ben.id, kind="disclosure").latest("id").content
    assert (json.loads(content)["rows"], json.loads(content)["shown"]) == (str(len(rows)), [reference])
