"""Two officers finalise one crime at the same moment, each in a session of the database of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from polias.crime.outcomes.actions import give_outcome
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.errors import Conflict


def test_two_who_finalise_at_once_give_one_outcome_and_the_other_is_told(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        with acting(actor_named("asha")) as asha:
            crime = a_crime(asha)
        ready = Barrier(2)

        def finalise(who: str) -> str:
            try:
                ready.wait()
                with acting(actor_named(who)) as actor:
                    give_outcome(crime, actor=actor, code="18", said=CLOSED, rationale=f"Nobody was seen, says {who}.")
                return "given"
            except Conflict:
                return "refused"
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as both:
            assert sorted(both.map(finalise, ["ben", "lena"])) == ["given", "refused"]
        with acting(actor_named("ben")):
            assert CrimeOutcome.objects.filter(register_id=crime.pk).count() == 1
