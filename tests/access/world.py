"""The people and records the matrix is asked with: everybody's force, one that lends, one that does not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client

from polias.boards.tests.factories import publish_crimes
from polias.force.cast import PASSWORD
from polias.force.roles import ROLES
from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.access.sessions import actor_named
from polias.kit.attachments.tests.factories import a_file_on
from polias.kit.record.types import record_type
from polias.kit.testing.own_database import OwnDatabase

#: The force of whoever asks; the one that lends it people and crimes; and one it has no agreement with.
OWN, LENDER, STRANGER = 902, 901, 903
LETTERS = {OWN: "EMR", LENDER: "NSH", STRANGER: "WVL"}
SLUGS = {OWN: "eastmoor", LENDER: "northshire", STRANGER: "westvale"}
#: Whom the makers of tests/architecture/makers.py mean, by their role.
ROLE_OF = {
    "asha": "investigator",
    "kit": "steward",
    "ben": "supervisor",
    "hal": "processor",
    "idris": "operator",
    "jo": "clerk",
    "erin": "member",
}


#: Two more supervisors, who lock, hide, admit and exclude; the first is whom others ask.
KEEPER, DEPUTY = "Keeper of Eastmoor", "Deputy of Eastmoor"
RESTRICTABLE = (
    "pole.people", "pole.locations", "pole.organisations", "pole.vehicles", "pole.pairs", "contact.logs",
    "crime.reports", "crime.imported", "quality.queue",
)  # fmt: skip


@dataclass
class World:
    """Records by situation and type, the task and edition that some addresses need, and who asks."""

    records: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    admitted: int = 0
    excluded: int = 0
    emergency: str = ""
    task: str = ""
    edition: str = ""
    measure: str = ""

    def reference(self, situation: str, type_name: str) -> str:
        return self.records[situation][type_name]

    def file(self, situation: str, type_name: str) -> str:
        return self.files[situation].get(type_name, "")

    def person_in(self, path: str) -> str:
        """Somebody who is admitted to each record that may be locked, and somebody who is excluded from it."""
        return str(self.excluded if "exclusion" in path else self.admitted)


def username(force: int, role: str) -> str:
    return f"{LETTERS[force].lower()}-{role}"


def client_of(role: str, *, force: int = OWN) -> Client:
    """A client in which the one who holds this role has signed in."""
    from django.contrib.auth import get_user_model

    client = Client(raise_request_exception=False)
    user = get_user_model().objects.get(username=username(force, role))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def expire_sessions(database: OwnDatabase) -> None:
    """Let every session in the database run out now."""
    database.as_owner("update polias_access_session set expires_at = now()")


@contextmanager
def as_owner(database: OwnDatabase) -> Iterator[None]:
    """Be the owner role in Django's own connection: setting up forces and people is nobody else's."""
    from polias.kit.server.addresses import connection_parts

    before = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    owner = connection_parts(database.owner_url)
    _be(USER=owner["user"], PASSWORD=owner["password"])
    try:
        with transaction.atomic():
            yield
    finally:
        _be(**before)


def _be(**parts: str) -> None:
    connection.close()
    connection.settings_dict.update(parts)


def people_of_three_forces() -> None:
    """A third force, and in each force somebody of every role; run as the owner."""
    from polias.force.actions import engage, settle_reach
    from polias.force.models import Area, Force

    Force.objects.create(
        id=STRANGER, letters="WVL", slug="westvale", name="Westvale", full_name="Westvale Police", invented=True
    )
    one_hash = make_password(PASSWORD)
    for force in Force.objects.filter(pk__in=LETTERS):
        whole = Area.objects.filter(force=force).first()
        area = whole or Area.objects.create(
            force=force, kind="force", code="WVL", name="Westvale", valid_from=date(2020, 1, 1)
        )
        for role, title in ROLES.items():
            name = f"{force.name} {title}"
            engage(
                username=username(force.pk, role), name=name, force=force, roles=[role], title=str(title), area=area,
                password_hash=one_hash,
            )  # fmt: skip
    own = Force.objects.get(pk=OWN)
    for name, who in (("keeper", KEEPER), ("deputy", DEPUTY), ("outsider", "Kin of the suspect"), ("opener", "Opener")):
        engage(username=f"emr-{name}", name=who, force=own, roles=["supervisor"], title="Detective inspector")
    settle_reach()


def put_into(situation: str, type_name: str, reference: str) -> None:
    """Mark, lock, open by name, hide or keep from everybody who asks.

    An item of the queue follows its crime, a pair its people. One person is admitted to each and one excluded from
    it, so that both can be ended.
    """
    from polias.kit.restriction import actions

    keeper, deputy, everybody = actor_named("emr-keeper"), actor_named("emr-deputy"), asking_people()
    with acting(keeper):
        record = fetch(record_type(type_name).model, reference, actor=keeper)
        record = record.crime if type_name == "quality.queue" else record.one if type_name == "pole.pairs" else record
        how: dict[str, Any] = {"actor": keeper, "reason": "A source is at risk."}
        actions.exclude(record, person=actor_named("emr-outsider").id, **how)
        if situation in ("own", "marked", "excluded"):
            actions.admit(record, person=deputy.id, **how)
        if situation == "marked":
            actions.mark(record, actor=keeper, marking="Known to carry a knife.")
        elif situation == "excluded":
            for person in everybody:
                actions.exclude(record, person=person.id, **how)
        elif situation != "own":
            seers = [p.id for p in everybody if situation == "admitted" and p.opens(record.TYPE)]
            level = "invisible" if situation == "invisible" else "locked"
            actions.restrict(record, level=level, people=(deputy.id, *seers), **how)


def an_emergency(reference: str) -> str:
    """The number of an access that somebody took in an emergency."""
    from polias.kit.emergency.actions import open_in_emergency
    from polias.kit.emergency.model import EmergencyAccess

    opener = actor_named("emr-opener")
    with acting(opener):
        open_in_emergency(reference, actor=opener, reason="He is on his way to her.")
    with acting(actor_named(username(OWN, "auditor"))):
        return str(EmergencyAccess.objects.get(actor_id=opener.id).pk)


def asking_people() -> list[Actor]:
    """One of each role in the force of whoever asks."""
    return [actor_named(username(OWN, role)) for role in ROLES]


def one_of_each(force: int, types: Collection[str] | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """The references and the files of one record of each type, made by the people of this force."""
    from tests.architecture.makers import MAKERS, made

    def somebody(name: str) -> Any:
        return actor_named(username(force, ROLE_OF[name]))

    records = {type_name: made(type_name, somebody)[1] for type_name in types or MAKERS}
    files = {n: a_file_on(r, actor=somebody("jo" if n.startswith("boards.") else "ben")) for n, r in records.items()}
    return {n: r.reference for n, r in records.items()}, files


def a_world(database: OwnDatabase, datasets: Path) -> World:
    """Everything the matrix asks about, in a database in which commits are real."""
    with as_owner(database):
        people_of_three_forces()
    world = World()
    for situations, force in ((("own",), OWN), (("lent", "not_lent"), LENDER), (("stranger",), STRANGER)):
        references, files = one_of_each(force)
        for situation in situations:
            world.records[situation], world.files[situation], world.slugs[situation] = references, files, SLUGS[force]
        publish_crimes(datasets, force=SLUGS[force])
    for situation in ("marked", "locked", "admitted", "invisible", "excluded"):
        world.records[situation], world.files[situation] = one_of_each(OWN, RESTRICTABLE)
    for situation in ("own", "marked", "locked", "admitted", "invisible", "excluded"):
        for type_name in RESTRICTABLE:
            put_into(situation, type_name, world.reference(situation, type_name))
    world.admitted, world.excluded = actor_named("emr-deputy").id, actor_named("emr-outsider").id
    world.emergency = an_emergency(world.reference("locked", "crime.reports"))
    paper, file = a_published_paper()
    world.records["published"], world.files["published"] = {"boards.papers": paper}, {"boards.papers": file}
    world.task, world.edition, world.measure = task_of_the_hub(), an_edition(), a_measure(datasets)
    return world


def a_published_paper() -> tuple[str, str]:
    """Its reference, and its file."""
    from polias.boards.papers.actions import publish
    from polias.boards.tests.factories import a_paper

    clerk = actor_named(username(OWN, "clerk"))
    with acting(clerk):
        paper = publish(a_paper(clerk), actor=clerk)
    return paper.reference, a_file_on(paper, actor=clerk)


def a_measure(datasets: Path) -> str:
    """The code of a measure that can be counted from what is published."""
    from polias.measures.catalogue import offers_for

    return offers_for(SLUGS[OWN], datasets=datasets)[0].code


def task_of_the_hub() -> str:
    """A task that a call has raised for the safeguarding hub."""
    from polias.contact.logs.actions import assess_vulnerability
    from polias.contact.logs.tests.factories import SOMEBODY, a_log
    from polias.kit.tasks.model import Task

    operator = actor_named(username(OWN, "operator"))
    with acting(operator):
        assess_vulnerability(a_log(operator), actor=operator, found=SOMEBODY)
    hub = actor_named(username(OWN, "safeguarding"))
    with acting(hub):
        return str(Task.objects.filter(for_role="safeguarding", force_id=OWN).latest("created_at").pk)


def an_edition() -> str:
    """The path of a public page."""
    from polias.boards.publications.pages import paths, shelf

    return next(path for path in paths(shelf()) if path.startswith("bodies/"))
