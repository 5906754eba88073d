"""The reference data of contact is whole, dated, scoped to a force, and honest about what is not confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from polias.contact.reference import (
    ANY_FORCE,
    closing_codes,
    grades,
    grades_for,
    opening_codes,
    qualifiers,
    thrive_headings,
    vulnerability_questions,
)
from polias.kit.reference import STATUSES, rows

TODAY = date(2026, 11, 24)
FILES = sorted(Path(__file__).parents[1].glob("*.csv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_codes_are_unique_and_every_row_says_whether_it_is_sourced(file):
    found = list(rows(file))
    assert len({(row.get("force"), row["code"]) for row in found}) == len(found) > 0
    assert {row["status"] for row in found} <= STATUSES
    assert all(row["source"] for row in found)


def test_a_force_without_its_own_grades_has_those_of_any_force():
    usual = grades("NSH", TODAY)
    assert list(usual) == ["emergency", "priority", "routine", "appointment", "resolved"]
    assert usual["emergency"].target(rural=False) == 15
    assert usual["emergency"].target(rural=True) == 20
    assert usual["resolved"].target(rural=True) is None


def test_a_force_with_its_own_grades_has_only_those():
    usual = grades("NSH", TODAY)["emergency"]
    own = replace(usual, force="EMR", target_minutes=12)
    assert grades_for("EMR", TODAY, [usual, own]) == {"emergency": own}
    assert grades_for("NSH", TODAY, [usual, own]) == {"emergency": usual}


def test_a_grade_that_has_ended_is_not_offered():
    usual = grades("NSH", TODAY)["emergency"]
    ended = replace(usual, valid_to=date(2026, 1, 1))
    assert grades_for(ANY_FORCE, TODAY, [ended]) == {}
    assert grades_for(ANY_FORCE, date(2026, 1, 1), [ended]) == {"emergency": ended}


def test_the_chapters_are_those_of_the_national_standard():
    chapters = {code.chapter for code in (*opening_codes().values(), *closing_codes().values())}
    assert chapters == {"Transport", "Anti-social behaviour", "Public safety and welfare", "Administration", "Crime"}


def test_a_log_can_close_with_each_decision_about_a_crime():
    deciding = {code for code, each in closing_codes().items() if each.decides_crime}
    assert deciding == {"crime-recorded", "crime-related-incident", "no-crime", "passed-to-other-force"}
    assert all(each.usable_on(TODAY) for each in closing_codes().values())


def test_qualifiers_hold_the_hate_strands_and_vulnerability():
    assert {"vulnerable", "domestic", "alcohol", "hate-disability"} <= set(qualifiers())


def test_vulnerability_is_asked_in_order_and_some_questions_are_required():
    questions = vulnerability_questions(TODAY)
    assert [q.position for q in questions] == list(range(1, len(questions) + 1))
    assert {q.code for q in questions if q.required} == {"unable-to-protect", "children-present", "repeat"}
    assert {q.answer for q in questions} == {"text", "yes-no"}


def test_thrive_has_its_six_letters_in_order():
    assert "".join(heading.title[0] for heading in thrive_headings().values()) == "THRIVE"
