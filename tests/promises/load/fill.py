"""Fills a new installation with invented people and crimes by the hundred thousand, and signs a crowd in.

Run: POLIAS_HOME=FOLDER python -m tests.promises.load.fill --people 1000000 --crimes 500000 --users 200. Writes
FOLDER/crowd.json: the cookies of the crowd and the addresses they ask for. Names are drawn as for the demonstration.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

FORCES = ("NSH", "EMR")
AT_ONCE = 5_000
KEPT_FOR_THE_CROWD = 2_000
ROLES = ("investigator", "investigator", "investigator", "investigator", "supervisor", "processor")
OWN_PAGES = {"supervisor": "/measures/", "processor": "/quality/queue/"}
OFFENCES = ("46", "8N", "105A", "28E", "45", "66", "92A")
KEYWORDS = ("business", "alcohol", "rural", "knife", "older-victim")
NOTE = "Invented, to try Polias with many"


@dataclass(frozen=True)
class Amount:
    """How much to make in all forces together."""

    people: int
    crimes: int
    users: int

    @property
    def of_one_force(self) -> Amount:
        return Amount(self.people // len(FORCES), self.crimes // len(FORCES), self.users // len(FORCES))


def main(words: list[str]) -> None:
    """Fill the installation of POLIAS_HOME, each force by a process of its own."""
    reader = argparse.ArgumentParser(description=__doc__)
    for name in ("people", "crimes", "users"):
        reader.add_argument(f"--{name}", type=int, required=True)
    reader.add_argument("--only", choices=FORCES)
    given = vars(reader.parse_args(words))
    only = given.pop("only")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "polias.site.settings", "POLIAS_DEMO": "1"}
    if only:
        with owner():
            fill_one_force(only, Amount(**given))
        return
    fill_all(Amount(**given))


def fill_all(amount: Amount) -> None:
    """Staff first, then the forces at the same time, then what the worker would do with all that: seal, publish."""
    from polias.kit.cli.database import with_database

    with with_database(migrates=True):
        with owner():
            cast(amount)
        numbers = [f"--{name}={getattr(amount, name)}" for name in ("people", "crimes", "users")]
        made = [
            subprocess.Popen([sys.executable, "-m", __spec__.name, f"--only={letters}", *numbers]) for letters in FORCES
        ]
        if any(one.wait() for one in made):
            raise SystemExit("Filling failed; the reason is above.")
        with owner():
            vacuum()
        after_the_filling()
        crowd(amount)


@contextmanager
def owner() -> Iterator[None]:
    """Django as the owner of the tables, on a server that runs."""
    from polias.kit.cli.database import as_owner, with_database

    with with_database() as server, as_owner(server.owner_url):
        yield


def cast(amount: Amount) -> None:
    """The tests' forces and people, and in each force its share of the crowd."""
    from polias.force.actions import engage, settle_reach
    from polias.force.cast import assemble
    from polias.force.models import Area, Force

    assemble()
    for letters in FORCES:
        force = Force.objects.get(letters=letters)
        beat = Area.objects.get(force=force, kind="beat")
        for number in range(amount.of_one_force.users):
            name = f"crowd-{letters.lower()}-{number}"
            engage(
                username=name,
                name=name.title(),
                force=force,
                area=beat,
                title="Constable",
                roles=[ROLES[number % len(ROLES)]],
            )
    settle_reach()


class Filler:
    """Makes the records of one force, always the same ones."""

    def __init__(self, letters: str) -> None:
        from polias.force.models import Area, Force
        from polias.kit.access.model import Actor

        self.rng = random.Random(f"many {letters}")
        self.force = Force.objects.get(letters=letters)
        self.beat = Area.objects.get(force=self.force, kind="beat")
        self.staff = list(Actor.objects.filter(force_id=self.force.pk).values_list("pk", flat=True))
        self.now = datetime.now(UTC)
        self.people: list[UUID] = []
        self.places: list[UUID] = []

    def _imported(self, record: Any, at: datetime, **more: Any) -> Any:
        from polias.kit.record.importing import Imported

        grade = 1 if self.rng.random() < 0.02 else 0
        more.setdefault("state", "current")
        by = self.rng.choice(self.staff)
        return Imported(record, force_id=self.force.pk, created_at=at, created_by=by, grade=grade, note=NOTE, **more)

    def make_people(self, count: int) -> None:
        from demo.names import draw_name
        from polias.kit.models import SearchKey
        from polias.kit.record.importing import bring_in, bring_in_parts
        from polias.pole.models import Person
        from polias.pole.people.actions import search_keys

        rows, first = [], date(1935, 1, 1)
        for _number in range(count):
            sex: Any = self.rng.choice("FM")
            forenames, surname = draw_name(self.rng, sex)
            born = first + timedelta(days=self.rng.randrange(27_000))
            person = Person(forenames=forenames, surname=surname, date_of_birth=born, sex=sex, address="1 Invented Row")
            rows.append(self._imported(person, self._when()))
        bring_in(rows)
        bring_in_parts((r.record, SearchKey(key=key)) for r in rows for key in search_keys(r.record))
        self.people += [r.record.pk for r in rows]

    def make_places(self, count: int) -> None:
        from polias.kit.record.importing import bring_in
        from polias.pole.locations.actions import h3_cell
        from polias.pole.models import Location

        rows = []
        for number in range(count):
            north = (self.beat.south or 0) + self.rng.random() / 10
            east = (self.beat.west or 0) + self.rng.random() / 10
            place = Location(
                address=f"{number + 1} Invented Row",
                latitude=north,
                longitude=east,
                h3_cell=h3_cell(north, east),
                beat=self.beat,
            )
            rows.append(self._imported(place, self._when()))
        bring_in(rows)
        self.places += [r.record.pk for r in rows]

    def make_crimes(self, count: int) -> None:
        from polias.crime.models import CrimeKeyword, RecordingStep
        from polias.crime.reports.decision import usual_answers
        from polias.kit.models import RecordClock
        from polias.kit.record.importing import bring_in, bring_in_parts
        from polias.pole.models import Link

        rows = [self._crime() for _number in range(count)]
        bring_in(rows)
        crimes = [r.record for r in rows]
        bring_in_parts((c, CrimeKeyword(code=c.keyword_codes)) for c in crimes)
        bring_in_parts((c, RecordingStep(step=a.code, answer=a.answer)) for c in crimes for a in usual_answers())
        bring_in_parts(
            (c, Link(other_id=other, role=role, source=NOTE)) for c in crimes for role, other in self._ends()
        )
        bring_in_parts(
            (
                c,
                RecordClock(
                    name="recording",
                    started_at=c.reported_at,
                    due_at=c.reported_at + timedelta(hours=24),
                    stopped_at=c.recorded_at,
                ),
            )
            for c in crimes
        )

    def _crime(self) -> Any:
        from polias.crime.models import CrimeReport

        recorded = self._when()
        reported = recorded - timedelta(hours=self.rng.expovariate(1 / 9))
        crime = CrimeReport(
            offence=self.rng.choice(OFFENCES),
            summary="Took two bottles from the shelf, put them under a coat and left without paying.",
            committed_from=reported - timedelta(hours=3),
            reported_at=reported,
            recorded_at=recorded,
            within_24_hours=recorded - reported <= timedelta(hours=24),
            beat=self.beat,
            investigator=self.rng.choice(self.staff),
            keyword_codes=self.rng.choice(KEYWORDS),
        )
        return self._imported(crime, recorded, state="recorded")

    def _ends(self) -> Iterator[tuple[str, UUID]]:
        yield "victim", self.rng.choice(self.people)
        yield "suspect", self.rng.choice(self.people)
        yield "location", self.rng.choice(self.places)

    def _when(self) -> datetime:
        """Some moment of the last four years."""
        return self.now - timedelta(minutes=self.rng.randrange(10, 4 * 365 * 24 * 60))


def fill_one_force(letters: str, amount: Amount) -> None:
    """People, places and crimes of one force, each piece in a transaction of its own."""
    from django.db import transaction

    filler, own = Filler(letters), amount.of_one_force
    steps = (
        ("people", filler.make_people, own.people),
        ("places", filler.make_places, max(own.crimes // 20, 1)),
        ("crimes", filler.make_crimes, own.crimes),
    )
    for name, make, wanted in steps:
        began = time.monotonic()
        for start in range(0, wanted, AT_ONCE):
            with transaction.atomic():
                make(min(AT_ONCE, wanted - start))
        print(f"{letters}: {wanted:,} {name} in {time.monotonic() - began:.0f} s", flush=True)


def vacuum() -> None:
    """The statistics that a database gathers for itself in quieter hours."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


def after_the_filling() -> None:
    """What the worker would do next, and must not do for the first time while the crowd is measured."""
    from polias.kit.audit.seal import seal_now
    from polias.kit.datasets.publish import publish

    for name, work in (("sealed", seal_now), ("published", publish)):
        began = time.monotonic()
        work()
        print(f"{name} in {time.monotonic() - began:.0f} s", flush=True)


def crowd(amount: Amount) -> None:
    """Sign everybody in and write down what they will ask for."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from polias.crime.reports.decision import usual_answers

    members = []
    for user in get_user_model().objects.filter(username__startswith="crowd-").order_by("pk"):
        browser = Client(SERVER_NAME="127.0.0.1")
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        token = browser.get("/api/me").json()["csrf_token"]
        cookies = {name: one.value for name, one in browser.cookies.items()}
        roles = user.actor.roles
        members.append(
            {
                "username": user.username,
                "cookies": cookies,
                "csrf": token,
                "force": user.username[6:9],
                "own_page": OWN_PAGES.get(roles[0], "/crime/reports/?state=recorded"),
                "point": _point_of(user.username[6:9]),
            }
        )
    where = Path(os.environ["POLIAS_HOME"]) / "crowd.json"
    pages = {letters.lower(): _pages_of(letters) for letters in FORCES}
    answers = [{"code": one.code, "answer": one.answer} for one in usual_answers()]
    where.write_text(json.dumps({"members": members, "pages": pages, "answers": answers}))
    print(f"{len(members)} signed in", flush=True)


def _point_of(letters: str) -> tuple[float, float]:
    """A point on the force's own beat: the cast's forces lie in the sea."""
    from polias.force.models import Area

    beat = Area.objects.get(force__letters=letters.upper(), kind="beat")
    return (beat.south or 0.0) + 0.01, (beat.west or 0.0) + 0.01


def _pages_of(letters: str) -> dict[str, list[str]]:
    """Addresses of open crimes and people of a force, and names that are in its register."""
    from polias.force.models import Force
    from polias.kit.cli.database import as_owner
    from polias.kit.record.model import Register
    from polias.kit.server import home
    from polias.kit.server.addresses import database_url
    from polias.pole.models import Person

    with as_owner(database_url(home(), "owner")):
        force = Force.objects.get(letters=letters).pk
        rows = Register.objects.filter(force_id=force, grade=0)
        newest = {
            kind: list(
                rows.filter(record_type=kind)
                .order_by("-created_at")
                .values_list("reference", flat=True)[:KEPT_FOR_THE_CROWD]
            )
            for kind in ("crime.reports", "pole.people")
        }
        people = Person.objects.filter(force_id=force, grade=0)[:KEPT_FOR_THE_CROWD]
        names = [f"{p.forenames.split()[0]} {p.surname} {p.date_of_birth:%Y}" for p in people if p.date_of_birth]
    return {"crimes": newest["crime.reports"], "people": newest["pole.people"], "names": names}


if __name__ == "__main__":
    main(sys.argv[1:])
