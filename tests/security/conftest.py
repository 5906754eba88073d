"""Records of two forces, really committed, and psycopg connections as each database role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from polias.boards.actions.actions import progress
from polias.boards.readings.tests.factories import MAY, an_accepted_paper
from polias.boards.tests.factories import a_body, an_action
from polias.contact.logs.actions import add_line, assess_vulnerability, dispatch
from polias.contact.logs.tests.factories import SOMEBODY, a_log
from polias.crime.amendments.actions import amend
from polias.crime.corrections.actions import classify
from polias.crime.decisions.actions import not_recorded
from polias.crime.flags.actions import describe
from polias.crime.outcomes.actions import give_outcome
from polias.crime.reports.actions import keyword
from polias.crime.reports.decision import Answer
from polias.crime.reports.facts import Place
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.crime.results.tests.factories import a_charged_crime, a_fine
from polias.crime.transfers.actions import withdraw_transfer
from polias.crime.transfers.tests.factories import an_offer
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.attachments.tests.factories import a_file_on
from polias.kit.audit.seal import seal_now
from polias.kit.drafts.model import Draft
from polias.kit.emergency.actions import open_in_emergency
from polias.kit.exchange.inbox import collect
from polias.kit.exchange.outbox import deliver
from polias.kit.exchange.reconcile import reconcile
from polias.kit.exchange.tests.ready import a_partner, told
from polias.kit.origins.facts import CameFrom
from polias.kit.restriction.actions import exclude, restrict
from polias.kit.testing.own_database import OwnDatabase
from polias.pole.markers.tests.factories import a_marker_on
from polias.pole.pairs.actions import draw
from polias.pole.pairs.tests.factories import JON, a_pair, two_people
from polias.pole.people.actions import take_in
from polias.pole.people.newcomer import PersonSaid
from polias.pole.public import OtherName, record_person
from tests.architecture.makers import MAKERS, made


@pytest.fixture(scope="module")
def two_forces(module_database: OwnDatabase, tmp_path_factory: pytest.TempPathFactory) -> OwnDatabase:
    """One record of every type in Northshire with what hangs on it, one crime in Eastmoor, one restricted crime."""
    for type_name in MAKERS:
        made(type_name, actor_named)
    _more_of_northshire()
    _locked_and_opened()
    with acting(actor_named("carys")) as carys:
        a_crime(carys)
    with acting(actor_named("asha")) as asha:
        restricted = a_crime(asha)
    module_database.as_owner(f"update kit_register set grade = 1, cell = cell + 1 where id = '{restricted.pk}'")
    seal_now(heads=tmp_path_factory.mktemp("home") / "heads.jsonl")
    return module_database


def _more_of_northshire() -> None:
    """Parts that records get in the course of work."""
    asha, ben, idris, jo = (actor_named(name) for name in ("asha", "ben", "idris", "jo"))
    with acting(idris):
        log = a_log(idris, thrive={"threat": "He is outside."})
        add_line(log, actor=idris, text="He has come back.")
        assess_vulnerability(log, actor=idris, found=SOMEBODY)
        dispatch(log, actor=idris, unit="NA12")
    two_people(asha, JON, JON)
    kit = actor_named("kit")
    drawn = a_pair(asha, kit)
    with acting(kit):
        draw(drawn, actor=kit, quarter="2026-Q4", band=15, origin="usual", stands_for=2.5, of_people=40)
    with acting(asha):
        crime = a_crime(asha, idempotency_key="once", also=("49",), described=("Tall, red cap",))
        a_marker_on(record_person(actor=asha, surname="Adams", names=(OtherName("maiden", "Reed"),)), actor=asha)
        keyword(crime, actor=asha, codes=("domestic-abuse",))
        crime = describe(crime, actor=asha, names=("relationship:partner",))
        a_file_on(crime, actor=asha)
        not_recorded(
            actor=asha,
            summary="A bicycle was said to be stolen and had been lent.",
            reported_at=timezone.now(),
            place=Place(address="Rear of 4 Quay Street"),
            answers=(Answer("concerns", False, "It was lent."),),
        )
        Draft.objects.create(actor_id=asha.id, journey="crime.reports.record")
    with acting(actor_named("kit")) as kit:
        take_in(actor=kit, people=[(PersonSaid("Marchbanks"), CameFrom("an older system", "1", "0"))])
    with acting(ben):
        give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    with acting(asha):
        another = a_crime(asha, idempotency_key="another")
    with acting(actor_named("lena")) as lena:
        classify(another, actor=lena, offence="49", rationale="It was taken from the yard.")
    a_fine(a_charged_crime(asha, ben), actor_named("hal"))
    with acting(asha):
        amend(a_crime(asha), actor=asha, committed_from=timezone.now() - timedelta(hours=3), rationale="The till.")
    offered = an_offer(actor_named)
    with acting(actor_named("lena")) as lena:
        withdraw_transfer(offered, actor=lena, rationale="It was the north quay.")
    with acting(jo):
        a_body(jo, name="Ethics board", members=(actor_named("erin").id,))
        an_accepted_paper(
            jo, MAY.replace("the report. The", "the report. Minute 23 of 12 April 2023 was taken up. The")
        )
        progress(an_action(jo, asha), actor=jo, text="Seven of ten shops have been visited.")
    with acting(asha):
        late = timezone.now() - timedelta(hours=30)
        a_crime(asha, committed_from=late, reported_at=late, reasons={"CRIME-05": "Found on film a day later."})
    _messages(asha)


def _messages(asha: Any) -> None:
    """One message each way, and a day that was compared."""
    with pytest.MonkeyPatch.context() as here:
        partner, lossy, clock = a_partner(here)
        told(asha, {"name": "Mary Adams"})
        lossy.say("example", {"name": "Mary Adams"})
        deliver(partner, now=clock.on(seconds=1))
        collect(partner, now=clock())
        reconcile(partner, day=clock().date(), now=clock())


def _locked_and_opened() -> None:
    """A crime that is locked, kept from one officer and opened by another in an emergency."""
    asha, ben, lena = (actor_named(name) for name in ("asha", "ben", "lena"))
    with acting(asha):
        crime = a_crime(asha)
    with acting(ben):
        exclude(crime, actor=ben, person=asha.id, reason="The suspect is her brother.")
        restrict(crime, actor=ben, level="locked", reason="A source is at risk.", people=(lena.id,))
    with acting(actor_named("hal")) as hal:
        open_in_emergency(crime.reference, actor=hal, reason="The victim has been threatened again.")


@pytest.fixture
def everything(two_forces: OwnDatabase) -> Iterator[Any]:
    """The role that sees all rows; nothing it does is kept."""
    with psycopg.connect(two_forces.owner_url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def application(two_forces: OwnDatabase) -> Iterator[Any]:
    """The application's role without any session; nothing it does is kept."""
    with psycopg.connect(two_forces.app_url) as connection:
        yield connection
        connection.rollback()


def become(connection: Any, username: str) -> Any:
    """Let a raw connection be somebody for the rest of its transaction."""
    actor = actor_named(username)
    connection.execute("select set_config('polias.session', %s, true)", [actor.session_key])
    return actor
