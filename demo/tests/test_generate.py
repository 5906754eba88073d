"""The demonstration is the same every time, whole in itself, and no real person or place is in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from demo.generate import demonstration
from demo.plan import months_before, plan_for
from demo.records import Demonstration
from polias.contact.reference import closing_codes, grades, opening_codes, qualifiers
from polias.crime.reference import keywords, offence_classes, outcomes

TODAY = date(2026, 11, 24)


@cache
def demo() -> Demonstration:
    return demonstration(today=TODAY)


def test_the_same_day_and_seed_give_the_same_content():
    assert demonstration(today=TODAY).fingerprint() == demo().fingerprint()


def test_another_seed_gives_other_content():
    assert demonstration(today=TODAY, seed=2).fingerprint() != demo().fingerprint()


def test_it_is_small_enough_to_load_in_seconds_and_large_enough_to_learn_from():
    crimes = Counter(crime.force for crime in demo().crimes)
    assert 3200 <= crimes["NSH"] <= 3900
    assert crimes["EMR"] > crimes["WVL"] > 800
    assert 5500 <= sum(crimes.values()) <= 7000
    assert 3900 <= len(demo().people) <= 4200
    assert 7500 <= len(demo().logs) <= 9500


def test_keys_are_unique_and_every_row_points_at_rows_that_exist():
    made = demo()
    keyed = [row for field in fields(made) for row in _rows(getattr(made, field.name)) if hasattr(row, "key")]
    keys = {row.key for row in keyed}
    assert len(keys) == len(keyed)
    areas, people = {area.code for area in made.areas}, {person.username for person in made.staff}
    for crime in made.crimes:
        pointed = {
            crime.location,
            crime.victim,
            crime.victim_organisation,
            crime.vehicle,
            crime.log,
            *crime.suspects,
        } - {""}
        assert pointed <= keys
        assert crime.area in areas
        assert {crime.investigator, crime.supervisor, crime.recorded_by} <= people
    for log in made.logs:
        assert {log.location, log.caller, log.crime} - {""} <= keys
        assert log.area in areas
        assert {log.operator, log.assigned_to} - {""} <= people
    assert {person.home for person in made.people} <= keys
    assert {action.owner for action in made.actions} <= people


def _rows(value: object) -> tuple:
    return value if isinstance(value, tuple) and value and is_dataclass(value[0]) else ()


def test_every_code_is_one_of_the_reference_data():
    made = demo()
    assert {crime.offence for crime in made.crimes} <= {c for c, each in offence_classes().items() if each.selectable}
    assert {crime.outcome for crime in made.crimes} - {""} <= set(outcomes())
    assert {word for crime in made.crimes for word in crime.keywords} <= set(keywords())
    assert {log.opening_code for log in made.logs} <= set(opening_codes())
    assert {log.closing_code for log in made.logs} - {""} <= set(closing_codes())
    assert {log.grade for log in made.logs} <= set(grades("NSH", TODAY))
    assert {word for log in made.logs for word in log.qualifiers} <= set(qualifiers())


def test_no_crime_before_its_report_and_nothing_after_today():
    made = demo()
    assert made.as_at == datetime(2026, 11, 24, tzinfo=UTC)
    for crime in made.crimes:
        assert crime.committed_from <= crime.committed_to <= crime.reported_at < crime.recorded_at < made.as_at
        assert crime.queue_entered_at == crime.recorded_at
        for later in (crime.outcome_at, crime.cancelled_at, crime.queue_processed_at):
            assert later is None or crime.recorded_at < later < made.as_at
    for log in made.logs:
        moments = [m for m in (log.received_at, log.dispatched_at, log.arrived_at, log.closed_at) if m]
        assert moments == sorted(moments)
        assert moments[-1] < made.as_at


def test_a_log_and_its_crime_agree():
    made = demo()
    crimes = {crime.key: crime for crime in made.crimes}
    for log in made.logs:
        if log.crime:
            assert crimes[log.crime].log == log.key
            assert crimes[log.crime].reported_at == log.received_at
            assert log.state == "open" or log.decision == "crime recorded"
    assert 0.85 < sum(bool(crime.log) for crime in made.crimes) / len(made.crimes) < 0.97


def test_an_outcome_has_the_suspect_it_needs():
    for crime in demo().crimes:
        if crime.outcome:
            assert bool(crime.suspects) is outcomes()[crime.outcome].needs_suspect
        assert (crime.state == "finalised") is bool(crime.outcome)
        assert not (crime.outcome and crime.cancelled_at)
        assert crime.victim not in crime.suspects


def test_numbers_count_up_within_the_day_and_the_year():
    made = demo()
    assert all(re.fullmatch(r"(NSH|EMR|WVL)-\d{8}-\d{4}", log.number) for log in made.logs)
    assert all(re.fullmatch(r"(NSH|EMR|WVL)-\d{4}-\d{6}", crime.number) for crime in made.crimes)
    assert sum(log.number.endswith("-0001") for log in made.logs) > 3 * 600


def test_no_place_number_or_registration_is_real():
    made = demo()
    for place in made.locations:
        assert 55.1 < place.latitude < 55.8
        assert 1.5 < place.longitude < 2.8
        assert re.fullmatch(r"Q[NEW]\d \d[A-Z]{2}", place.postcode)
    assert all(not person.phone or re.fullmatch(r"07700 900\d{3}", person.phone) for person in made.people)
    assert all(re.fullmatch(r"[A-HJ-PR-Y]{2}01 [A-Z]{3}", vehicle.registration) for vehicle in made.vehicles)


def test_every_place_lies_in_its_beat():
    bounds = {area.code: area.bounds for area in demo().areas}
    for place in demo().locations:
        south, west, north, east = bounds[place.area]
        assert south < place.latitude < north
        assert west < place.longitude < east


def test_each_force_is_a_tree_of_three_districts_with_four_beats():
    kinds = Counter((area.force, area.kind) for area in demo().areas)
    for force in ("NSH", "EMR", "WVL"):
        assert [kinds[force, kind] for kind in ("force", "district", "beat")] == [1, 3, 12]
    codes = {area.code for area in demo().areas}
    assert all(area.parent in codes for area in demo().areas if area.kind != "force")


def test_the_cast_signs_in_with_their_first_names():
    cast = {person.username: person for person in demo().staff if person.signs_in}
    assert sorted(cast) == sorted("asha ben carys dev erin fola gwen hal idris jo kit lena mina nia yusuf".split())  # noqa: SIM905
    assert cast["asha"].supervisor == "ben"
    assert {name for name, person in cast.items() if person.force != "NSH"} == {"carys", "nia", "yusuf"}
    assert len({person.username for person in demo().staff}) == len(demo().staff)


def test_the_agreement_lends_crimes_and_people_but_no_contacts():
    (lent,) = demo().agreements
    assert (lent.lender, lent.borrower, lent.grade) == ("NSH", "EMR", 0)
    assert set(lent.record_types) == {"crime_reports", "people"}


@pytest.mark.parametrize(
    "today", [date(2025, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2028, 2, 29), date(2026, 10, 26)]
)
def test_it_can_be_made_on_any_day(today):
    made = demonstration(today=today)
    assert len(made.crimes) > 5000
    assert all(crime.recorded_at < made.as_at for crime in made.crimes)
    assert made.first_day == months_before(today, 24) == plan_for(today).first_day
    assert made.as_at - timedelta(hours=26) < max(log.received_at for log in made.logs)
