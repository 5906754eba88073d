"""A crime goes from Northshire to Eastmoor, or does not: who reads it, who counts it, and what is kept."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from polias.crime.corrections.actions import cancel
from polias.crime.corrections.tests.factories import NOT_TOLD as NOBODY_TOLD
from polias.crime.reports.actions import keyword, review
from polias.crime.reports.facts import Place
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime
from polias.crime.transfers.actions import accept_transfer, offer_transfer, refuse_transfer, withdraw_transfer
from polias.crime.transfers.queries import transfers_of
from polias.crime.transfers.tests.factories import EASTMOOR, NORTHSHIRE, NOT_TOLD, an_offer, known_today
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch, registered, visible_to
from polias.kit.errors import Conflict, NotAllowed, NotFound, RuleBreach
from polias.kit.restriction.actions import restrict
from polias.kit.screens.history import looks, timeline
from polias.kit.screens.tasks import clocks_for
from polias.pole.public import linked_to


@pytest.fixture(autouse=True)
def _open_database(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def as_seen_by(people, username, reference):
    with acting(people(username)) as actor:
        return fetch(CrimeReport, reference, actor=actor)


def accepted(people, crime, *, by="nia"):
    with acting(people(by)) as actor:
        mine = fetch(CrimeReport, crime.reference, actor=actor)
        return accept_transfer(mine, actor=actor, investigator=people("carys").id, reasons=NOT_TOLD)


def test_nobody_in_the_other_force_sees_a_crime_before_it_is_offered(people):
    with acting(people("asha")) as asha:
        crime = a_crime(asha)
    with pytest.raises(NotFound):
        as_seen_by(people, "nia", crime.reference)


def test_an_offer_shows_the_crime_and_whom_it_names_and_waits_on_my_work(people):
    crime = an_offer(people)
    with acting(people("nia")) as nia:
        seen = fetch(CrimeReport, crime.reference, actor=nia)
        assert seen.force_id == NORTHSHIRE
        named = {one.role: one.record for one in linked_to(seen, actor=nia)}
        assert set(named) == {"victim", "location"}
        assert registered(nia).filter(reference=crime.reference).exists(), "it is found by its reference"
        (waits,) = [one for one in clocks_for(nia) if one["url"] == crime.url]
        assert waits["why"] == "Answer to the transfer"
    with acting(people("lena")) as lena:
        assert [one["why"] for one in clocks_for(lena) if one["url"] == crime.url] == ["Answer to the transfer"]
    with acting(people("carys")) as carys:
        assert not clocks_for(carys), "an investigator answers no offer"


def test_who_may_answer_an_offer_finds_both_answers_before_all_else(people):
    crime = an_offer(people)
    shown = {}
    for username in ("nia", "lena", "carys"):
        with acting(people(username)) as actor:
            seen = fetch(CrimeReport, crime.reference, actor=actor)
            shown[username] = [one.move.verb for one in seen.record_type().workflow.offers(seen, actor=actor)]
    assert shown["nia"][:2] == ["accept_transfer", "refuse_transfer"]
    assert not {"accept_transfer", "refuse_transfer"} & {*shown["lena"], *shown["carys"]}


def test_whoever_reads_an_offered_crime_changes_nothing_in_it(people):
    crime = an_offer(people)
    with acting(people("nia")) as nia:
        seen = fetch(CrimeReport, crime.reference, actor=nia)
        with pytest.raises(NotAllowed):
            keyword(seen, actor=nia, codes=("alcohol",))
        assert not CrimeReport.objects.filter(pk=crime.pk).update(summary="Something else")
    with acting(people("carys")) as carys:
        seen = fetch(CrimeReport, crime.reference, actor=carys)
        with pytest.raises(NotAllowed):
            accept_transfer(seen, actor=carys, investigator=carys.id)


def test_an_accepted_crime_lies_with_the_other_force_and_both_read_one_history(people):
    crime = an_offer(people)
    was = as_seen_by(people, "asha", crime.reference)
    taken = accepted(people, crime)
    assert (taken.force_id, taken.reference, taken.state) == (EASTMOOR, crime.reference, "recorded")
    assert (taken.recorded_at, taken.within_24_hours) == (was.recorded_at, was.within_24_hours)
    assert taken.investigator == people("carys").id
    told = {}
    for username in ("asha", "lena", "carys", "nia"):
        with acting(people(username)) as actor:
            seen = fetch(CrimeReport, crime.reference, actor=actor)
            told[username] = [row["what"] for row in timeline(seen)]
            (row,) = transfers_of(seen)
            assert (row.answer, row.from_force, row.to_force) == ("accepted", NORTHSHIRE, EASTMOOR)
    assert told["asha"] == told["lena"] == told["carys"] == told["nia"]
    assert {"Recorded", "Offer it to another force", "Accept the transfer"} <= set(told["asha"])


def test_the_history_says_in_words_which_rule_was_passed_and_nothing_of_the_bookkeeping(people):
    crime = an_offer(people)
    accepted(people, crime)
    with acting(people("asha")) as asha:
        told = {row["what"]: row["detail"] for row in timeline(fetch(CrimeReport, crime.reference, actor=asha))}
    reason = "The victim is told which force has their crime now (TRANSFER-09): Nobody answers the door."
    assert reason in told["Accept the transfer"].splitlines()
    assert "Added: Transfer (1)" in told["Offer it to another force"]
    assert "Added: Clock" not in told["Offer it to another force"], told
    assert "Reading by" not in "".join(told.values()), told


def test_looks_of_one_person_in_a_row_are_one_line(people):
    crime = an_offer(people)
    for username in ("asha", "nia", "nia", "asha"):
        as_seen_by(people, username, crime.reference)
    with acting(people("lena")) as lena:
        seen = looks(fetch(CrimeReport, crime.reference, actor=lena))
    assert [(one["who"].split()[0], one["times"]) for one in seen][:4] == [
        ("Lena", 1), ("Asha", 1), ("Nia", 2), ("Asha", 1),
    ]  # fmt: skip


def test_it_is_eastmoors_to_work_on_and_northshires_to_read(people):
    crime = an_offer(people)
    accepted(people, crime)
    with acting(people("ben")) as ben:
        seen = fetch(CrimeReport, crime.reference, actor=ben)
        with pytest.raises(NotAllowed):
            review(seen, actor=ben, direction="Ask the shop.")
        assert not CrimeReport.objects.filter(pk=crime.pk).update(summary="Something else")
    with acting(people("carys")) as carys:
        keyword(fetch(CrimeReport, crime.reference, actor=carys), actor=carys, codes=("alcohol",))
    with acting(people("asha")) as asha:
        seen = fetch(CrimeReport, crime.reference, actor=asha)
        assert "Add keywords" in [row["what"] for row in timeline(seen)], "what Eastmoor does is told to Northshire"


def test_a_refused_crime_stays_and_is_read_no_longer_by_the_other_force(people):
    crime = an_offer(people)
    with acting(people("owen")) as owen:
        mine = fetch(CrimeReport, crime.reference, actor=owen)
        with pytest.raises(RuleBreach) as refusal:
            refuse_transfer(mine, actor=owen, rationale="")
        assert codes(refusal) == ["TRANSFER-11"]
        back = refuse_transfer(mine, actor=owen, rationale="The slipway was closed to Northshire in May.")
        assert back.force_id == NORTHSHIRE
    with pytest.raises(NotFound):
        as_seen_by(people, "owen", crime.reference)
    with acting(people("lena")) as lena:
        seen = fetch(CrimeReport, crime.reference, actor=lena)
        assert seen.force_id == NORTHSHIRE
        (row,) = transfers_of(seen)
        assert (row.answer, row.answer_rationale) == ("refused", "The slipway was closed to Northshire in May.")
        assert timeline(seen)[0]["what"] == "Refuse the transfer"
        assert not [one for one in clocks_for(lena) if one["url"] == crime.url]
        keyword(seen, actor=lena, codes=("alcohol",))
        again = offer_transfer(fetch(CrimeReport, crime.reference, actor=lena), actor=lena, receiving=EASTMOOR,
                               rationale="It was not.", information=known_today())  # fmt: skip
        assert len(transfers_of(again)) == 2, "it may be offered again, with another reason"


def test_an_offer_that_is_withdrawn_can_no_longer_be_accepted(people):
    crime = an_offer(people)
    with acting(people("nia")) as nia:
        opened = fetch(CrimeReport, crime.reference, actor=nia)
    with acting(people("hal")) as hal:
        withdraw_transfer(fetch(CrimeReport, crime.reference, actor=hal), actor=hal, rationale="It was the north quay.")
    with acting(people("nia")) as nia:
        with pytest.raises((NotAllowed, Conflict)):
            accept_transfer(opened, actor=nia, investigator=people("carys").id, reasons=NOT_TOLD)
        with pytest.raises(NotFound):
            fetch(CrimeReport, crime.reference, actor=nia)


def test_it_is_offered_to_one_force_at_a_time(people):
    crime = an_offer(people)
    with acting(people("hal")) as hal:
        with pytest.raises(RuleBreach) as refusal:
            offer_transfer(crime, actor=hal, receiving=EASTMOOR, rationale="Theirs.", information=known_today())
        assert codes(refusal) == ["TRANSFER-05"]


def test_a_place_at_home_is_asked_about_and_the_reason_kept(people):
    with acting(people("asha")) as asha:
        crime = a_crime(asha, place=Place(address="1 Lantern Row", latitude=56.15, longitude=3.05))
    with acting(people("lena")) as lena:
        with pytest.raises(RuleBreach) as refusal:
            offer_transfer(crime, actor=lena, receiving=EASTMOOR, rationale="Theirs.", information=known_today())
        assert codes(refusal) == ["TRANSFER-03"]


def test_a_locked_crime_is_not_offered_and_one_locked_later_is_hidden_from_those_who_had_it(people):
    with acting(people("asha")) as asha:
        shut = a_crime(asha)
    with acting(people("ben")) as ben:
        restrict(shut, actor=ben, level="locked", reason="A source is at risk.", people=(people("lena").id,))
    with acting(people("lena")) as lena:
        with pytest.raises(RuleBreach) as refusal:
            offer_transfer(shut, actor=lena, receiving=EASTMOOR, rationale="Theirs.", information=known_today())
        assert codes(refusal) == ["TRANSFER-06"]
    crime = an_offer(people)
    accepted(people, crime)
    with acting(people("nia")) as nia:
        mine = fetch(CrimeReport, crime.reference, actor=nia)
        restrict(mine, actor=nia, level="invisible", reason="A source is at risk.", people=(people("owen").id,))
    with pytest.raises(NotFound):
        as_seen_by(people, "asha", crime.reference)


def test_a_cancelled_crime_is_neither_offered_nor_accepted(people):
    crime = an_offer(people)
    with acting(people("lena")) as lena:
        cancel(crime, actor=lena, category="C4", rationale="Typed in twice.", reasons=NOBODY_TOLD)
    with pytest.raises(Conflict):
        accepted(people, crime)
    assert as_seen_by(people, "lena", crime.reference).force_id == NORTHSHIRE
    with acting(people("nia")) as nia:
        refuse_transfer(fetch(CrimeReport, crime.reference, actor=nia), actor=nia, rationale="It is cancelled.")
    with acting(people("lena")) as lena, pytest.raises(Conflict):
        offer_transfer(crime, actor=lena, receiving=EASTMOOR, rationale="Theirs.", information=known_today())


def test_it_may_go_back_again_and_each_time_both_read_on(people):
    crime = an_offer(people)
    accepted(people, crime)
    with acting(people("nia")) as nia:
        mine = fetch(CrimeReport, crime.reference, actor=nia)
        offer_transfer(mine, actor=nia, receiving=NORTHSHIRE, rationale="It was the north quay.",
                       information=known_today(), reasons={"TRANSFER-03": "The map was wrong."})  # fmt: skip
    with acting(people("lena")) as lena:
        refuse_transfer(fetch(CrimeReport, crime.reference, actor=lena), actor=lena, rationale="It was not.")
    assert as_seen_by(people, "asha", crime.reference).force_id == EASTMOOR, "Northshire reads on as before"
    with acting(people("nia")) as nia:
        mine = fetch(CrimeReport, crime.reference, actor=nia)
        offer_transfer(mine, actor=nia, receiving=NORTHSHIRE, rationale="It was, see the new map.",
                       information=known_today(), reasons={"TRANSFER-03": "The map was wrong."})  # fmt: skip
    with acting(people("lena")) as lena:
        mine = fetch(CrimeReport, crime.reference, actor=lena)
        back = accept_transfer(mine, actor=lena, investigator=people("asha").id, reasons=NOT_TOLD)
        assert back.force_id == NORTHSHIRE
        assert [row.answer for row in transfers_of(back)] == ["accepted", "refused", "accepted"]
    assert as_seen_by(people, "nia", crime.reference).force_id == NORTHSHIRE
    with acting(people("nia")) as nia:
        assert visible_to(CrimeReport, nia).filter(pk=crime.pk).exists()


def test_of_two_registrars_who_accept_at_once_one_is_told_that_it_is_done(people):
    crime = an_offer(people)
    barrier, ended = Barrier(2), []

    def accept(username):
        try:
            with acting(people(username)) as actor:
                mine = fetch(CrimeReport, crime.reference, actor=actor)
                barrier.wait(timeout=10)
                accept_transfer(mine, actor=actor, investigator=people("carys").id, reasons=NOT_TOLD)
            ended.append("done")
        except Conflict:
            ended.append("conflict")
        finally:
            connection.close()

    threads = [Thread(target=accept, args=(name,)) for name in ("nia", "owen")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert sorted(ended) == ["conflict", "done"]
    assert as_seen_by(people, "nia", crime.reference).force_id == EASTMOOR


def test_of_accepting_and_withdrawing_at_once_only_one_happens(people):
    crime = an_offer(people)
    barrier, ended = Barrier(2), []

    def accept():
        with acting(people("nia")) as nia:
            mine = fetch(CrimeReport, crime.reference, actor=nia)
            barrier.wait(timeout=10)
            accept_transfer(mine, actor=nia, investigator=people("carys").id, reasons=NOT_TOLD)

    def withdraw():
        with acting(people("lena")) as lena:
            mine = fetch(CrimeReport, crime.reference, actor=lena)
            barrier.wait(timeout=10)
            withdraw_transfer(mine, actor=lena, rationale="It was the north quay.")

    def told(do):
        try:
            do()
            ended.append(do.__name__)
        except (Conflict, NotAllowed):
            ended.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=told, args=(do,)) for do in (accept, withdraw)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert sorted(ended) in (["accept", "refused"], ["refused", "withdraw"])
    lies_with = as_seen_by(people, "lena", crime.reference).force_id
    assert lies_with == (EASTMOOR if "accept" in ended else NORTHSHIRE)


def test_the_victim_and_the_day_on_which_they_were_told_are_kept(people):
    crime = an_offer(people)
    with acting(people("nia")) as nia:
        mine = fetch(CrimeReport, crime.reference, actor=nia)
        with pytest.raises(RuleBreach) as refusal:
            accept_transfer(mine, actor=nia, investigator=people("carys").id)
        assert codes(refusal) == ["TRANSFER-09"]
        assert as_seen_by(people, "nia", crime.reference).force_id == NORTHSHIRE, "a refusal moves nothing"
        today = timezone.localdate()
        taken = accept_transfer(mine, actor=nia, investigator=people("carys").id, victim_told_on=today)
        assert transfers_of(taken)[0].victim_told_on == today
