"""Recording, classifying, supervising and cancelling crimes, as the people whose work it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.crime.corrections.actions import classify, reopen
from polias.crime.outcomes.actions import give_outcome
from polias.crime.outcomes.facts import Said
from polias.crime.outcomes.queries import current_outcome, outcome_history
from polias.crime.reports.actions import allocate, involve, keyword, review
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.model import CrimeKeyword, CrimeReport
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Conflict, NotAllowed, NotFound, RuleBreach
from polias.kit.events.model import OutboxRow
from polias.kit.models import AcceptedBreach, RecordClock
from polias.pole.public import linked_to


def test_a_crime_is_recorded_with_victim_place_clock_event_and_audit(cast):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
        assert crime.reference.startswith("NSH-CR-")
        assert crime.within_24_hours
        assert crime.supervisor == cast("ben").id
        assert [one.role for one in linked_to(crime, actor=asha)] == ["victim", "location"]
        assert RecordClock.objects.get(register_id=crime.pk).stopped_at == crime.recorded_at
        assert AuditRow.objects.filter(record_id=crime.pk, kind="collection").count() == 1
    with acting(cast("hal")):
        assert OutboxRow.objects.count() == 0, "only the system reads the outbox"


def test_a_late_crime_needs_a_reason_which_is_kept_with_it(cast):
    asha = cast("asha")
    late = {"reported_at": timezone.now() - timedelta(hours=30), "committed_from": timezone.now() - timedelta(hours=31)}
    with acting(asha):
        with pytest.raises(RuleBreach):
            a_crime(asha, **late)
        crime = a_crime(asha, **late, reasons={"CRIME-05": "The shop found it on film a day later."})
        assert not crime.within_24_hours
        assert AcceptedBreach.objects.get(register_id=crime.pk).reason == "The shop found it on film a day later."


def test_a_refused_crime_leaves_nothing_behind(cast):
    asha = cast("asha")
    with acting(asha):
        before = CrimeReport.objects.count(), AuditRow.objects.count()
        with pytest.raises(NotFound):
            a_crime(asha, victims=(Party(reference="NSH-PE-26-999999"),))
        with pytest.raises(RuleBreach):
            a_crime(asha, place=Place(address=""))
        assert (CrimeReport.objects.count(), AuditRow.objects.count()) == before


def test_the_same_form_sent_twice_records_one_crime(cast):
    asha = cast("asha")
    now = timezone.now()
    same = {"committed_from": now - timedelta(hours=2), "reported_at": now - timedelta(hours=1), "idempotency_key": "k"}
    with acting(asha):
        assert a_crime(asha, **same).pk == a_crime(asha, **same).pk


def test_ben_finalises_with_an_outcome_and_asha_may_not(cast):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        crime = a_crime(asha)
        with pytest.raises(NotAllowed):
            give_outcome(crime, actor=asha, code="18", said=CLOSED, rationale="Nobody was seen.")
    with acting(ben):
        done = give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
        assert done.state == "finalised"
        assert current_outcome(done).code == "18"
        with pytest.raises(Conflict):
            give_outcome(crime, actor=ben, code="21", rationale="Again.")


def test_a_charge_needs_a_suspect(cast):
    asha, ben = cast("asha"), cast("ben")
    charged = Said(decided_by="police", done_on=timezone.localdate())
    with acting(asha):
        crime = a_crime(asha)
    with acting(ben):
        with pytest.raises(RuleBreach) as refusal:
            give_outcome(crime, actor=ben, code="1", said=charged, rationale="Charged today.")
        assert [b.code for b in refusal.value.breaches] == ["OUTCOME-02"]
        involve(crime, actor=ben, role="suspect", party=Party(surname="Rook"))
        assert give_outcome(crime, actor=ben, code="1", said=charged, rationale="Charged today.").state == "finalised"


def test_a_reopened_crime_keeps_its_old_outcome_in_the_history(cast):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        crime = a_crime(asha)
    with acting(ben):
        give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
        reopened = reopen(crime, actor=ben, rationale="A witness came forward.")
        assert (reopened.state, current_outcome(reopened)) == ("recorded", None)
        assert [o.code for o in outcome_history(reopened)] == ["18"]


def test_hal_corrects_the_class_and_the_old_one_stays_in_the_audit(cast):
    asha, hal = cast("asha"), cast("hal")
    with acting(asha):
        crime = a_crime(asha)
    with acting(hal):
        classify(crime, actor=hal, offence="49", rationale="The goods were in the yard, not the shop.")
        row = AuditRow.objects.filter(record_id=crime.pk, verb="crime.reports.classify", kind="alteration").get()
        assert '"before":{"offence":"46"' in row.content
        assert fetch(CrimeReport, crime.reference, actor=hal).offence == "49"


def test_ben_reviews_and_gives_the_crime_to_another_investigator(cast):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        crime = a_crime(asha)
    with acting(ben):
        review(crime, actor=ben, direction="Ask the shop for its film before Friday.")
        assert allocate(crime, actor=ben, investigator=ben.id).investigator == ben.id


def test_carys_reads_the_crime_and_changes_nothing(cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        crime = a_crime(asha)
    with acting(carys):
        seen = fetch(CrimeReport, crime.reference, actor=carys)
        assert [one.role for one in linked_to(seen, actor=carys)] == ["victim"], "locations are not lent"
        with pytest.raises(NotAllowed):
            involve(seen, actor=carys, role="suspect", party=Party(surname="Rook"))


def test_keywords_are_added_once_and_not_to_a_finalised_crime(cast):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        crime = a_crime(asha, keywords=("alcohol",))
        keyword(crime, actor=asha, codes=("alcohol", "drugs"))
        codes = CrimeKeyword.objects.filter(register_id=crime.pk).values_list("code", flat=True)
        assert sorted(codes) == ["alcohol", "drugs"]
    with acting(ben):
        give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
        with pytest.raises(Conflict):
            keyword(crime, actor=ben, codes=("rural",))
