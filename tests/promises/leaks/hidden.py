"""Records of every kind that can be hidden, linked from records that are not, and the words that would betray them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.test import Client

from polias.contact.logs.tests.factories import a_log
from polias.crime.reports.actions import involve, keyword
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.attachments.tests.factories import a_file_on
from polias.kit.datasets.publish import publish
from polias.kit.record.ids import uuid7
from polias.kit.record.model import Record
from polias.kit.restriction.actions import restrict
from polias.pole.locations.actions import record as record_location
from polias.pole.markers.tests.factories import a_marker_on
from polias.pole.organisations.actions import record as record_organisation
from polias.pole.people.actions import record as record_person
from polias.pole.public import OtherName
from polias.pole.vehicles.actions import record as record_vehicle
from polias.quality.queue.actions import return_to_officer
from polias.quality.queue.model import QueueItem

#: Everybody who looks: who recorded it, who worked on it, who audits, who borrows, and who has no business there.
LOOKERS = ("asha", "hal", "idris", "fola", "carys", "kit", "gwen", "dev", "erin", "jo")
SURNAME, PLATE, SHOP, STREET = "Quillfeather", "QV77 ZXK", "Zephyrine Lampworks", "9 Vellichor Rise"
BEFORE = "Wolvercote-Thrupp"
TOLD, NOTE = "whispered of the zugzwang", "Ask about the palimpsest"
#: What stands in no record that may be seen, and on no page.
WORDS = (SURNAME, PLATE, PLATE.replace(" ", ""), SHOP, "Vellichor", "zugzwang", "palimpsest", BEFORE, "arquebus")
WHY = "A source is at risk."


@dataclass
class Hidden:
    """The hidden records by kind, those that may be seen and name them, and the client of each who looks."""

    records: dict[str, Record] = field(default_factory=dict)
    open_ones: dict[str, Record] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    task: str = ""
    file: str = ""

    def betraying(self) -> tuple[str, ...]:
        """The words, references and numbers that must stand in no answer."""
        return (*WORDS, *(r.reference for r in self.records.values()), *(str(r.pk) for r in self.records.values()))


def hide(datasets: Path) -> Hidden:
    """Make everything in the open, let it be worked on, linked and counted, and only then hide it and count again."""
    found = Hidden()
    with acting(actor_named("asha")) as asha:
        person = record_person(
            actor=asha, surname=SURNAME, forenames="Ottoline", phone="07700 900001",
            names=(OtherName("maiden", BEFORE),),
        )  # fmt: skip
        a_marker_on(person, actor=asha, reason="She keeps an arquebus.")
        place = record_location(actor=asha, address=STREET)
        found.records |= {
            "pole.people": person, "pole.locations": place,
            "pole.organisations": record_organisation(actor=asha, name=SHOP, kind="shop"),
            "pole.vehicles": record_vehicle(actor=asha, registration=PLATE),
        }  # fmt: skip
    _told(found)
    _recorded(found)
    publish(datasets=datasets)
    for record in found.records.values():
        if record.TYPE != QueueItem.TYPE:  # it goes with its crime
            with acting(actor_named("ben")) as ben:
                people = (actor_named("lena").id,)
                restrict(record, actor=ben, level="invisible", reason=WHY, people=people)
    publish(datasets=datasets)
    found.clients = {name: client_of(name) for name in LOOKERS}
    return found


def _told(found: Hidden) -> None:
    """A log that will be hidden, and one that stays open."""
    with acting(actor_named("idris")) as idris:
        hidden = a_log(idris, summary=f"Somebody {TOLD}.", thrive={"threat": TOLD})
        stays = a_log(idris, summary="Two lamps taken.")
    found.records["contact.logs"], found.open_ones["contact.logs"] = hidden, stays


def _recorded(found: Hidden) -> None:
    """A crime that will be hidden, recorded from the open log; an open one with a hidden place, victim and log."""
    person, place = found.records["pole.people"], found.records["pole.locations"]
    with acting(actor_named("asha")) as asha:
        secret = a_crime(asha, summary=f"She {TOLD}.", log_reference=found.open_ones["contact.logs"].reference)
        keyword(secret, actor=asha, codes=("domestic-abuse",))
        stays = a_crime(
            asha, victims=(Party(reference=person.reference),), place=Place(reference=place.reference),
            log_reference=found.records["contact.logs"].reference,
        )  # fmt: skip
        involve(stays, actor=asha, role="witness", party=Party(reference=person.reference))
        involve(secret, actor=asha, role="witness", party=Party(surname="Adams", forenames="Amina"))
    with acting(actor_named("hal")) as hal:
        item = QueueItem.objects.select_related("register", "crime__register").get(crime_id=secret.pk)
        return_to_officer(item, actor=hal, note=NOTE)
    begun = {"journey": "crime.reports.keyword", "about": secret.reference, "back": f"{secret.url}/keyword"}
    assert client_of("asha").post(f"/drafts/{uuid7()}", begun).status_code == 200
    found.records |= {"crime.reports": secret, "quality.queue": item}
    found.open_ones["crime.reports"] = stays
    found.task = _task_about(secret)
    found.file = a_file_on(secret, actor=actor_named("asha"))


def _task_about(crime: Record) -> str:
    from polias.kit.tasks.model import Task

    with acting(actor_named("asha")) as asha:
        return str(Task.objects.get(about_id=crime.pk, for_actor=asha.id).pk)


def client_of(username: str) -> Client:
    from django.contrib.auth import get_user_model

    client = Client(raise_request_exception=False)
    user: Any = get_user_model().objects.get(username=username)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/api/me")
    return client
