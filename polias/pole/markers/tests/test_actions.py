"""Adding, reviewing and ending warning markers, and who sees them."""

from __future__ import annotations

from datetime import date

import pytest

from polias.kit.access.acting import acting
from polias.kit.access.door import visible_to
from polias.kit.access.sessions import actor_named
from polias.kit.audit.model import AuditRow
from polias.kit.emergency.actions import open_in_emergency
from polias.kit.errors import NotAllowed, NotFound, RuleBreach
from polias.kit.restriction.actions import exclude, restrict
from polias.pole.markers.actions import add_marker, end_marker, extend_marker
from polias.pole.markers.model import Marker
from polias.pole.markers.queries import markers_on
from polias.pole.markers.tests.factories import REASON, a_marker_on, days_from_now, in_days
from polias.pole.people.model import Person
from polias.pole.public import carries_live_marker, live_markers_among, record_person, record_vehicle


@pytest.fixture
def known(cast):
    asha = cast("asha")
    with acting(asha):
        return record_person(actor=asha, forenames="Sam", surname="Quill")


def refused(do):
    with pytest.raises(RuleBreach) as refusal:
        do()
    return [breach.code for breach in refusal.value.breaches]


def test_a_marker_names_its_kind_reason_owner_and_last_day_and_stands_in_the_history(cast, known):
    asha = cast("asha")
    with acting(asha):
        one = a_marker_on(known, actor=asha)
        row = AuditRow.objects.get(record_id=known.pk, verb="pole.people.warn")
    assert (one.title, one.severity, one.reason, one.owner) == ("Violent", "high", REASON, asha.id)
    assert "Marker added: Violent (High)" in row.content


def test_a_marker_warns_on_its_last_day_and_is_kept_when_it_has_run_out(cast, known):
    asha = cast("asha")
    with acting(asha):
        one = a_marker_on(known, actor=asha, until=days_from_now(1))
    for days, live in ((1, True), (2, False)):
        with in_days(days), acting(asha):
            assert carries_live_marker(known) is live
            assert [m.pk for m in markers_on([known])[known.pk]] == [one.pk]


def test_a_review_keeps_it_until_another_day_with_new_words_and_a_new_owner(cast, known):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        one = a_marker_on(known, actor=asha)
    with acting(ben):
        extend_marker(known, actor=ben, marker=one.pk, until=days_from_now(90), reason="No change; asked her GP.")
        (kept,) = markers_on([known])[known.pk]
        row = AuditRow.objects.filter(record_id=known.pk, verb="pole.people.warn").order_by("-id")[0]
    assert (kept.until, kept.reason, kept.owner) == (days_from_now(90), "No change; asked her GP.", ben.id)
    assert REASON in row.content, "the old words stay in the history"


def test_one_that_ran_out_may_be_reviewed_and_warns_again(cast, known):
    asha = cast("asha")
    with acting(asha):
        one = a_marker_on(known, actor=asha, until=days_from_now(0))
    with in_days(40), acting(asha):
        assert not carries_live_marker(known)
        extend_marker(known, actor=asha, marker=one.pk, until=days_from_now(10), reason="Checked again.")
        assert carries_live_marker(known)


def test_what_was_ended_warns_no_longer_stays_on_the_record_and_is_not_taken_up_again(cast, known):
    asha = cast("asha")
    with acting(asha):
        one = a_marker_on(known, actor=asha)
        end_marker(known, actor=asha, marker=one.pk, reason="It was her sister.")
        assert not carries_live_marker(known)
        (over,) = markers_on([known])[known.pk]
        assert (over.end_reason, over.ended_by) == ("It was her sister.", asha.id)
        again = {"actor": asha, "marker": one.pk, "reason": "x"}
        assert refused(lambda: end_marker(known, **again)) == ["MARKER-05"]
        assert refused(lambda: extend_marker(known, until=days_from_now(5), **again)) == ["MARKER-05"]
        a_marker_on(known, actor=asha)
        assert carries_live_marker(known), "a new one of the same kind may say anew what it rests on"


def test_the_same_kind_twice_and_a_marker_of_somebody_else_are_refused(cast, known):
    asha = cast("asha")
    with acting(asha):
        other = record_person(actor=asha, surname="Reed")
        one = a_marker_on(known, actor=asha)
        assert refused(lambda: a_marker_on(known, actor=asha)) == ["MARKER-04"]
        with pytest.raises(NotFound):
            end_marker(other, actor=asha, marker=one.pk, reason="Not hers.")


def test_live_markers_are_asked_for_many_records_at_once(cast, known):
    asha = cast("asha")
    with acting(asha):
        car, calm = record_vehicle(actor=asha, registration="ZZ01 ABC"), record_person(actor=asha, surname="Reed")
        a_marker_on(known, actor=asha)
        a_marker_on(car, actor=asha, kind="WE", severity="low")
        assert live_markers_among([known.pk, car.pk, calm.pk]) == {known.pk, car.pk}


def test_the_severest_comes_first_and_what_is_over_last(cast, known):
    asha = cast("asha")
    with acting(asha):
        over = a_marker_on(known, actor=asha, kind="SH")
        end_marker(known, actor=asha, marker=over.pk, reason="It was her sister.")
        for kind, severity in (("DR", "low"), ("WE", "high"), ("ES", "medium")):
            a_marker_on(known, actor=asha, kind=kind, severity=severity)
        assert [one.kind for one in markers_on([known])[known.pk]] == ["WE", "ES", "DR", "SH"]


def test_whoever_sees_a_lent_person_is_warned_and_may_not_warn(cast, known):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        a_marker_on(known, actor=asha)
    with acting(carys):
        seen = visible_to(Person, carys).get(pk=known.pk)
        assert carries_live_marker(seen)
        with pytest.raises(NotAllowed):
            a_marker_on(seen, actor=carys, kind="WE")


def test_a_marker_of_a_vehicle_that_is_not_lent_does_not_show(cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        car = record_vehicle(actor=asha, registration="ZZ01 ABC")
        a_marker_on(car, actor=asha)
    with acting(carys):
        assert not Marker.objects.exists()
        assert not live_markers_among([car.pk])


def test_a_marker_of_a_locked_person_shows_to_the_admitted_and_in_an_emergency_alone(cast, known):
    asha, ben, lena, hal = (cast(name) for name in ("asha", "ben", "lena", "hal"))
    with acting(asha):
        a_marker_on(known, actor=asha)
    with acting(ben):
        restrict(known, actor=ben, level="locked", reason="A source is at risk.", people=(lena.id,))
    for name, warned in (("lena", True), ("ben", True), ("asha", False), ("hal", False)):
        with acting(actor_named(name)):
            assert carries_live_marker(known) is warned, name
    with acting(hal):
        open_in_emergency(known.reference, actor=hal, reason="He is on his way to her.")
    with acting(actor_named("hal")):
        assert carries_live_marker(known), "whoever opens it in an emergency needs the warning most"


def test_whoever_is_excluded_from_a_person_sees_no_marker_of_them(cast, known):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        a_marker_on(known, actor=asha)
    with acting(ben):
        exclude(known, actor=ben, person=asha.id, reason="Her brother.")
    with acting(actor_named("asha")):
        assert not Marker.objects.exists()


def test_an_auditor_reads_markers_and_adds_none(cast, known):
    fola = cast("fola")
    with acting(fola), pytest.raises(NotAllowed):
        add_marker(known, actor=fola, kind="VI", severity="low", reason=REASON, until=date(2026, 12, 31))
