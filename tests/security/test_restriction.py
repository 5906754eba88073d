"""Marked, locked, invisible, admitted, excluded: on crimes, whose queue item goes with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.contact.logs.tests.factories import a_log
from polias.crime.reports.actions import keyword
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch, how_many_locked, visible_to
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Locked, NotAllowed, NotFound, RuleBreach
from polias.kit.record.model import Grade
from polias.kit.restriction.actions import admit, end_exclusion, exclude, lift, mark, remove_admission, restrict
from polias.kit.restriction.model import Admission, Restriction
from polias.quality.queue.model import QueueItem
from polias.quality.queue.queries import item_of

WHY = "A source is at risk."


@pytest.fixture
def crime(cast):
    """Recorded by Asha."""
    with acting(cast("asha")) as asha:
        return a_crime(asha)


def look(cast, username, record):
    """What somebody meets at a record, in a session of its own."""
    with acting(cast(username)) as actor:
        return fetch(type(record), record.reference, actor=actor)


def refused(cast, username, record):
    with pytest.raises((NotFound, Locked)) as caught:
        look(cast, username, record)
    return type(caught.value)


def locked_by_ben(cast, record, *, level="locked", people=("lena",), **more):
    with acting(cast("ben")) as ben:
        return restrict(
            record, actor=ben, level=level, reason=WHY, people=tuple(cast(name).id for name in people), **more
        )


def codes(caught):
    return [breach.code for breach in caught.value.breaches]


def test_a_mark_hides_nothing_and_is_said_to_everybody(cast, crime):
    with acting(cast("ben")) as ben:
        mark(crime, actor=ben, marking="The suspect is known to carry a knife.")
    assert look(cast, "asha", crime).register.marking == "The suspect is known to carry a knife."
    with acting(cast("ben")) as ben:
        mark(crime, actor=ben, marking="")
    assert look(cast, "asha", crime).register.marking == ""
    assert look(cast, "asha", crime).version == crime.version + 2


def test_a_locked_record_is_seen_by_those_who_are_named_and_asked_for_by_the_others(cast, crime):
    locked_by_ben(cast, crime)
    assert look(cast, "ben", crime).grade == Grade.LOCKED
    assert look(cast, "lena", crime).pk == crime.pk
    with pytest.raises(Locked, match="ask Ben Okafor"):
        look(cast, "hal", crime)
    assert refused(cast, "asha", crime) is Locked, "having recorded it is no admission"
    assert refused(cast, "carys", crime) is Locked, "the agreement lends her what is open"


def test_another_person_may_be_the_one_to_ask(cast, crime):
    locked_by_ben(cast, crime, contact=cast("lena").id)
    with pytest.raises(Locked, match="ask Lena Novak"):
        look(cast, "hal", crime)


def test_an_invisible_record_is_the_same_as_none(cast, crime):
    locked_by_ben(cast, crime, level="invisible")
    assert look(cast, "lena", crime).grade == Grade.INVISIBLE
    assert {refused(cast, name, crime) for name in ("asha", "hal", "carys", "fola", "dev")} == {NotFound}


def test_a_locked_record_is_counted_and_an_invisible_one_is_not(cast, crime):
    def counted(username):
        with acting(cast(username)):
            return how_many_locked("crime.reports")

    assert counted("hal") == 0
    locked_by_ben(cast, crime)
    assert (counted("hal"), counted("ben")) == (1, 0)
    locked_by_ben(cast, crime, level="invisible")
    assert counted("hal") == 0


def test_the_queue_item_of_a_crime_shares_its_fate(cast, crime):
    with acting(cast("hal")) as hal:
        assert item_of(crime, actor=hal) is not None
    locked_by_ben(cast, crime)
    with acting(cast("hal")) as hal:
        assert item_of(crime, actor=hal) is None
    with acting(cast("lena")) as lena:
        item = item_of(crime, actor=lena)
        assert item is not None
        assert item.grade == Grade.LOCKED
    with acting(cast("lena")) as lena:
        lift(crime, actor=lena, reason="The risk is over.")
    with acting(cast("hal")) as hal:
        assert item_of(crime, actor=hal) is not None


def test_the_log_a_crime_came_from_is_shut_with_it_until_all_its_crimes_are_open(cast):
    with acting(cast("idris")) as idris:
        log = a_log(idris)
    with acting(cast("asha")) as asha:
        first, second = (a_crime(asha, log_reference=log.reference) for _n in range(2))
    for crime in (first, second):
        locked_by_ben(cast, crime, level="invisible")
    assert refused(cast, "idris", log) is NotFound
    for crime, still in ((first, True), (second, False)):
        with acting(cast("lena")) as lena:
            lift(crime, actor=lena, reason="The risk is over.")
        assert (refused(cast, "idris", log) is NotFound) if still else look(cast, "idris", log)
    with acting(cast("ben")) as ben:
        exclude(first, actor=ben, person=cast("asha").id, reason="The suspect is her brother.")
    assert refused(cast, "asha", log) is NotFound


@pytest.fixture
def log(cast):
    with acting(cast("idris")) as idris:
        return a_log(idris)


@pytest.fixture
def two_crimes(cast, log):
    """Recorded by Asha from one log."""
    with acting(cast("asha")) as asha:
        return tuple(a_crime(asha, log_reference=log.reference) for _n in range(2))


def lifted(cast, username, record):
    with acting(cast(username)) as actor:
        return lift(record, actor=actor, reason="The risk is over.")


def test_a_crime_that_whoever_opens_another_does_not_see_keeps_their_log_shut(cast, log, two_crimes):
    first, second = two_crimes
    locked_by_ben(cast, first)
    locked_by_ben(cast, second, level="invisible", people=("hal",))
    assert refused(cast, "lena", second) is NotFound
    lifted(cast, "lena", first)
    assert refused(cast, "idris", log) is NotFound, "the invisible crime hides it still"
    lifted(cast, "ben", second)
    assert look(cast, "idris", log).grade == Grade.OPEN


def test_a_log_that_was_locked_on_its_own_account_stays_so_when_its_crime_is_opened(cast, log, two_crimes):
    crime, other = two_crimes
    locked_by_ben(cast, log)
    lifted(cast, "ben", other)
    assert refused(cast, "idris", log) is Locked, "no crime had shut it"
    locked_by_ben(cast, crime, level="invisible")
    assert refused(cast, "idris", log) is NotFound
    lifted(cast, "ben", crime)
    assert refused(cast, "idris", log) is Locked
    lifted(cast, "ben", log)
    assert look(cast, "idris", log).grade == Grade.OPEN


def test_a_weaker_lock_does_not_show_a_log_that_is_invisible(cast, log, two_crimes):
    first, second = two_crimes
    locked_by_ben(cast, first, level="invisible")
    locked_by_ben(cast, second)
    assert refused(cast, "idris", log) is NotFound
    lifted(cast, "ben", first)
    assert refused(cast, "idris", log) is Locked, "the second crime is locked and no more"
    locked_by_ben(cast, log, level="invisible")
    locked_by_ben(cast, second)
    assert refused(cast, "idris", log) is NotFound


def test_whoever_is_admitted_to_a_second_crime_is_not_let_into_the_log_that_the_first_keeps_shut(cast, log, two_crimes):
    first, second = two_crimes
    locked_by_ben(cast, first, level="invisible")
    locked_by_ben(cast, second, people=("hal",))
    assert look(cast, "hal", second).pk == second.pk
    assert refused(cast, "hal", log) is NotFound
    with acting(cast("ben")) as ben:
        admit(second, actor=ben, person=cast("asha").id, reason="She works on it.")
    assert refused(cast, "asha", log) is NotFound


def test_a_log_that_its_crime_shuts_is_opened_by_opening_the_crime(cast, log, two_crimes):
    locked_by_ben(cast, two_crimes[0])
    with acting(cast("ben")) as ben, pytest.raises(RuleBreach) as caught:
        lift(log, actor=ben, reason="The risk is over.")
    assert codes(caught) == ["ACCESS-10"]


def test_whoever_was_admitted_before_and_is_not_named_again_sees_a_locked_record_no_longer(cast, crime):
    with acting(cast("ben")) as ben:
        for name in ("hal", "carys"):
            admit(crime, actor=ben, person=cast(name).id, reason="A joint operation.")
    locked_by_ben(cast, crime, staying=(cast("carys").id,))
    assert look(cast, "carys", crime).pk == crime.pk
    assert refused(cast, "hal", crime) is Locked
    locked_by_ben(cast, crime, people=("hal",))
    assert refused(cast, "lena", crime) is Locked, "another restriction, other people"
    assert look(cast, "hal", crime).pk == crime.pk


def test_those_whose_admission_ends_do_not_count_among_those_in_whose_hands_a_record_is(cast, crime):
    locked_by_ben(cast, crime)
    with acting(cast("ben")) as ben:
        with pytest.raises(RuleBreach) as caught:
            restrict(crime, actor=ben, level="invisible", reason=WHY)
        assert codes(caught) == ["ACCESS-02"]
        restrict(crime, actor=ben, level="invisible", reason=WHY, staying=(cast("lena").id,))
    assert look(cast, "lena", crime).grade == Grade.INVISIBLE


def test_lifting_brings_the_clearance_beneath_back_and_ends_the_list(cast, crime):
    locked_by_ben(cast, crime, level="invisible")
    with acting(cast("lena")) as lena:
        lift(crime, actor=lena, reason="The risk is over.")
    assert look(cast, "asha", crime).grade == Grade.OPEN
    with acting(cast("lena")):
        assert Admission.objects.filter(register_id=crime.pk, ended_at=None).count() == 0
        assert Restriction.objects.get(register_id=crime.pk).ended_by == cast("lena").id


def test_one_alone_is_not_enough(cast, crime):
    with acting(cast("ben")) as ben:
        with pytest.raises(RuleBreach) as caught:
            restrict(crime, actor=ben, level="locked", reason=" ", contact=cast("lena").id)
        assert codes(caught) == ["ACCESS-01", "ACCESS-02", "ACCESS-03"]


def test_nobody_is_admitted_whose_role_has_nothing_to_do_with_such_records(cast, crime):
    with acting(cast("ben")) as ben:
        with pytest.raises(RuleBreach, match="Dev Malik") as caught:
            restrict(crime, actor=ben, level="locked", reason=WHY, people=(cast("lena").id, cast("dev").id))
        assert codes(caught) == ["ACCESS-04"]


def test_a_locked_record_is_never_left_to_one_person(cast, crime):
    locked_by_ben(cast, crime)
    with acting(cast("ben")) as ben:
        with pytest.raises(RuleBreach) as caught:
            remove_admission(crime, actor=ben, person=cast("lena").id, reason="She has moved.")
        assert codes(caught) == ["ACCESS-02"]
        with pytest.raises(RuleBreach) as caught:
            exclude(crime, actor=ben, person=cast("lena").id, reason="Her sister is the victim.")
        assert codes(caught) == ["ACCESS-02"]


def test_whoever_is_asked_stays_admitted(cast, crime):
    locked_by_ben(cast, crime, people=("lena", "hal"))
    with acting(cast("lena")) as lena, pytest.raises(RuleBreach) as caught:
        remove_admission(crime, actor=lena, person=cast("ben").id, reason="He has moved.")
    assert codes(caught) == ["ACCESS-03"]


def test_an_admission_may_end_by_itself(cast, crime):
    locked_by_ben(cast, crime)
    soon = timezone.now() + timedelta(hours=1)
    with acting(cast("ben")) as ben:
        admit(crime, actor=ben, person=cast("hal").id, reason="He classifies it.", until=soon)
        with pytest.raises(RuleBreach) as caught:
            admit(crime, actor=ben, person=cast("asha").id, reason="Too late.", until=timezone.now())
        assert codes(caught) == ["ACCESS-06"]
    assert look(cast, "hal", crime).pk == crime.pk
    with acting(cast("ben")):
        # The clock of the database stands still in one transaction, and this test is one.
        past = timezone.now() - timedelta(hours=1)
        Admission.objects.filter(register_id=crime.pk, actor_id=cast("hal").id).update(until=past)
    assert refused(cast, "hal", crime) is Locked


def test_one_record_may_be_opened_to_somebody_of_another_force_who_may_read_it(cast, crime):
    locked_by_ben(cast, crime)
    with acting(cast("ben")) as ben:
        admit(crime, actor=ben, person=cast("carys").id, reason="A joint operation.")
    assert look(cast, "carys", crime).pk == crime.pk
    with acting(cast("carys")) as carys, pytest.raises(NotAllowed):
        keyword(crime, actor=carys, codes=("domestic-abuse",))


def test_an_excluded_officer_meets_nothing_whatever_else_is_said(cast, crime):
    with acting(cast("ben")) as ben:
        exclude(crime, actor=ben, person=cast("asha").id, reason="The suspect is her brother.")
    assert refused(cast, "asha", crime) is NotFound
    locked_by_ben(cast, crime)
    assert refused(cast, "asha", crime) is NotFound, "not even that it is locked"
    with acting(cast("asha")) as asha:
        assert how_many_locked("crime.reports") == 0
        assert not visible_to(QueueItem, asha).filter(crime_id=crime.pk).exists()
        assert not AuditRow.objects.filter(record_id=crime.pk).exists(), "not even what she did herself"
    with acting(cast("ben")) as ben:
        with pytest.raises(RuleBreach) as caught:
            admit(crime, actor=ben, person=cast("asha").id, reason="She asked.")
        assert codes(caught) == ["ACCESS-04"]
        end_exclusion(crime, actor=ben, person=cast("asha").id, reason="It was another person of that name.")
    assert refused(cast, "asha", crime) is Locked


def test_nobody_excludes_themselves(cast, crime):
    with acting(cast("ben")) as ben, pytest.raises(RuleBreach) as caught:
        exclude(crime, actor=ben, person=ben.id, reason="The victim is my cousin.")
    assert codes(caught) == ["ACCESS-05"]


def test_only_those_whose_role_it_is_decide_who_sees(cast, crime):
    with acting(cast("asha")) as asha, pytest.raises(NotAllowed):
        restrict(crime, actor=asha, level="locked", reason=WHY, people=(cast("ben").id,))


def test_each_deed_leaves_before_and_after(cast, crime):
    locked_by_ben(cast, crime)
    with acting(cast("ben")):
        row = AuditRow.objects.filter(record_id=crime.pk, verb="crime.reports.restrict").latest("id")
        assert '"before":{"grade":"0"}' in row.content
        assert '"grade":"3"' in row.content
        assert WHY in row.content
    assert look(cast, "ben", crime).version == crime.version + 1


def test_what_was_written_while_it_was_open_is_closed_with_it(cast, crime):
    def rows(username):
        with acting(cast(username)):
            return AuditRow.objects.filter(record_id=crime.pk).count()

    assert rows("hal") > 0
    locked_by_ben(cast, crime)
    assert rows("hal") == 0
    assert rows("lena") > 0


def test_the_list_shows_a_locked_record_only_to_those_named(cast, crime):
    locked_by_ben(cast, crime)

    def listed(username):
        with acting(cast(username)) as actor:
            return set(visible_to(CrimeReport, actor).values_list("pk", flat=True))

    assert crime.pk in listed("lena")
    assert crime.pk not in listed("hal") | listed("asha") | listed("carys")
