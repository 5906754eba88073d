"""Fills an installation with made-up crimes of three forces by COPY, with all that hangs on a crime of four years.

About as frequent as in life: a third of all crimes are violence, one in twelve is shoplifting, most end without a
suspect, two months' worth is still open, few beats and shops see much, and most people are a victim once. Names come
from made_up_register and texts from made_up_texts.
"""

from __future__ import annotations

import functools
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from benchmarks.filled_register import copy as copy_people
from benchmarks.filled_register import without_indexes
from benchmarks.made_up_forces import FORCES, MadeUpForce, settle
from benchmarks.made_up_register import Human, Register
from benchmarks.made_up_texts import Texts

DAYS, AT_ONCE, TEXTS = 4 * 365, 10_000, 20_000
RESTRICTED, INVISIBLE, CANCELLED = 0.02, 0.005, 0.03
#: For each thousand crimes of a force: the people and the shops.
PEOPLE, SHOPS = 350, 4
#: Of a thousand recorded crimes, by class.
CLASSES = {
    "105A": 115, "8N": 90, "46": 84, "8R": 50, "8L": 42, "9A": 80, "49": 62, "58C": 42, "58D": 28, "58A": 26, "45": 42,
    "48": 21, "8Q": 22, "28E": 31, "30C": 15, "92E": 21, "92D": 12, "92A": 9, "34B": 13, "34A": 3, "39": 20, "44": 11,
    "20A": 11, "19C": 8, "20B": 4, "19D": 4, "21": 3, "22B": 4, "10D": 6, "10C": 3, "58B": 10, "56B": 4, "104": 8,
    "8S": 3, "105B": 3, "9B": 9, "3B": 8, "11A": 5, "40": 12, "41": 3, "49A": 9, "126": 6, "28F": 6, "30D": 3, "66": 7,
    "33": 1, "54": 3, "79": 3, "802": 3, "80": 1, "95": 4, "88E": 3, "36": 1, "13": 1, "106": 2, "5D": 6, "1": 1,
}  # fmt: skip
OUTCOMES = {"18": 420, "16": 215, "15": 120, "14": 45, "1": 80, "8": 35, "3": 12, "2": 4, "9": 8, "10": 10, "20": 8,
            "21": 20, "22": 12, "17": 5, "11": 1, "12": 2, "13": 3}  # fmt: skip
KEYWORDS = {"domestic-abuse": 160, "alcohol": 110, "business": 105, "cyber-enabled": 60, "youth-related": 50,
            "mental-health": 40, "night-time-economy": 35, "repeat-victim": 35, "drugs": 30, "rural": 25, "knife": 20,
            "older-victim": 20, "hate-race": 18, "school": 15, "emergency-worker": 10, "licensed-premises": 10,
            "metal-theft": 4, "keyless": 4, "car-key": 3, "hate-sexual-orientation": 3, "distraction": 3,
            "child-sexual-abuse": 3, "fuel-theft": 2, "county-lines": 1, "wildlife": 1}  # fmt: skip
WITHOUT_SUSPECT = frozenset({"18", "14"})
TABLES = (
    "kit_register", "kit_auditrow", "kit_recordclock", "kit_task", "kit_rulelesson", "kit_searchkey", "kit_nearname",
    "pole_person", "pole_organisation", "pole_location", "pole_link", "crime_crimereport", "crime_crimekeyword",
    "crime_recordingstep", "crime_crimeoutcome", "crime_correction", "crime_courtresult",
)  # fmt: skip
SURE = "Made up, to measure"


class Drawn:
    """Draws one of several, each as often as its weight says."""

    def __init__(self, weights: dict[str, int]) -> None:
        self.values, self.sums = list(weights), list(accumulate(weights.values()))

    def one(self, draw: random.Random) -> str:
        return draw.choices(self.values, cum_weights=self.sums)[0]


@dataclass(frozen=True)
class Kept:
    """A record that others may be linked with."""

    id: UUID
    grade: int


@dataclass(frozen=True)
class Person:
    """One person's place in the register, as the filler of people wants it."""

    number: int
    id: UUID
    force: int
    letters: str
    grade: int
    cell: int
    human: Human
    record: Human
    at: datetime


def fill(owner_url: str, *, crimes: int) -> None:
    """Areas and staff first, then the crimes of each force by a process of its own; indexes are built afterwards."""
    from polias.kit.cli.database import as_owner

    with as_owner(owner_url):
        settle(crimes)
    with without_indexes(owner_url, TABLES):
        command = [sys.executable, "-m", "benchmarks.filled_crimes", owner_url, str(crimes)]
        made = [subprocess.Popen([*command, letters], env=os.environ) for letters in FORCES]
        if any(one.wait() for one in made):
            raise SystemExit("Filling failed; the reason is above.")


class Filler:
    """Makes the records of one force, always the same ones for the same amount."""

    def __init__(self, owner: Any, force: MadeUpForce, crimes: int) -> None:
        from polias.crime.reports.decision import usual_answers
        from polias.force.models import Area, Staff
        from polias.kit.record.types import record_type

        self.owner = owner
        self.number, self.letters = force.number, force.letters
        self.crimes = round(crimes * force.share)
        self.draw = random.Random(f"crimes of {self.letters}")
        texts = Texts(self.number)
        self.texts = [texts.one() for _n in range(min(TEXTS, self.crimes))]
        self.now = datetime.now(UTC)
        self.types = {
            name: record_type(name).number
            for name in ("crime.reports", "pole.people", "pole.organisations", "pole.locations")
        }
        beats = Area.objects.filter(force_id=self.number, kind="beat").order_by("pk")
        self.beats = list(beats.values_list("pk", flat=True))
        self.beat_sums = list(accumulate(1 / (n + 6) for n in range(len(self.beats))))
        self.investigators = list(
            Staff.objects.filter(
                force_id=self.number, actor__roles=["investigator"], supervisor__isnull=False
            ).values_list("actor_id", "supervisor__actor_id")
        )
        self.steps = [(a.code, a.answer) for a in usual_answers()]
        self.drawn = {name: Drawn(table) for name, table in
                      (("class", CLASSES), ("outcome", OUTCOMES), ("keyword", KEYWORDS))}  # fmt: skip
        self.people: list[Kept] = []
        self.places: list[Kept] = []
        self.shops: list[tuple[Kept, Kept]] = []

    def all(self) -> None:
        """Whoever may be linked first, then the crimes."""
        self.make_people(max(20, self.crimes * PEOPLE // 1000))
        self.make_places(max(10, self.crimes // 12))
        self.make_shops(max(10, self.crimes * SHOPS // 1000))
        for start in range(0, self.crimes, AT_ONCE):
            self.make_crimes(start, min(start + AT_ONCE, self.crimes))
        self.make_lessons()
        self.make_tasks()

    # --- What others are linked with.

    def make_people(self, count: int) -> None:
        register = Register(seed=self.number)
        for start in range(0, count, AT_ONCE):
            rows = []
            for n, (human, record) in enumerate(register.people(min(AT_ONCE, count - start)), start=start):
                at, grade = self._when(n, count), self._grade()
                rows.append(
                    Person(n, self._id(at, 1), self.number, self.letters, grade, self._cell("pole.people", grade),
                           human, record, at)
                )  # fmt: skip
            copy_people(self.owner, rows)  # type: ignore[arg-type]
            self.people += [Kept(row.id, row.grade) for row in rows]

    def make_places(self, count: int) -> None:
        rows = [(self._id(at, 2), at, n) for n in range(count) for at in [self._when(n, count)]]
        self._registered("pole.locations", "LO", [(one, at, 0, "current", 1) for one, at, _n in rows])
        self._copy(
            "pole_location", ("register_id", "force_id", "grade", "address", "postcode", "h3_cell", "beat_id"),
            [(one, self.number, 0, f"{n + 1} Made-up Row", "", "", self._beat()) for one, _at, n in rows],
        )  # fmt: skip
        self.places = [Kept(one, 0) for one, _at, _n in rows]

    def make_shops(self, count: int) -> None:
        kinds = ("Grocers", "Chemist", "Off-licence", "Garage", "Fashions", "Hardware", "Newsagent", "Stores")
        rows = [(self._id(at, 3), at, n) for n in range(count) for at in [self._when(n, count)]]
        self._registered("pole.organisations", "OR", [(one, at, 0, "current", 1) for one, at, _n in rows])
        self._copy(
            "pole_organisation",
            ("register_id", "force_id", "grade", "name", "kind", "address", "postcode", "phone"),
            [(one, self.number, 0, f"{self._shop_name(n)} {kinds[n % len(kinds)]}", "shop", f"{n + 1} Made-up Row", "",
              "") for one, _at, n in rows],
        )  # fmt: skip
        self.shops = [(Kept(one, 0), self.places[n % len(self.places)]) for one, _at, n in rows]
        self._links("pole.organisations", [(shop.id, 0, place.id, "premises") for shop, place in self.shops])

    def _shop_name(self, n: int) -> str:
        words = "Lantern Anchor Compass Beacon Harbour Gull Tide Mast Pebble Drift Cobble Heron Thistle Bramble".split()  # noqa: SIM905
        return f"{words[n % len(words)]} {words[n // len(words) % len(words)]}"

    # --- Crimes.

    def make_crimes(self, start: int, end: int) -> None:
        made = [Crime(self, n) for n in range(start, end)]
        self._registered(
            "crime.reports", "CR", [(c.id, c.recorded, c.grade, c.state, c.investigator) for c in made], first=start
        )
        self._copy(
            "crime_crimereport",
            ("register_id", "force_id", "grade", "offence", "summary", "committed_from", "reported_at", "recorded_at",
             "within_24_hours", "late_reason", "beat_id", "h3_cell", "investigator", "supervisor", "log_reference",
             "cancelled_at", "cancellation_category", "cancellation_reason", "keyword_codes"),
            (c.row for c in made),
        )  # fmt: skip
        self._parts("crime_crimekeyword", ("code",), ((c, (code,)) for c in made for code in c.keywords))
        self._parts(
            "crime_recordingstep", ("step", "answer", "rationale"),
            ((c, (step, answer, "")) for c in made for step, answer in self.steps),
        )  # fmt: skip
        self._parts(
            "crime_crimeoutcome", ("code", "given_at", "given_by", "rationale", "current"),
            ((c, (c.outcome, c.ended, c.supervisor, SURE, True)) for c in made if c.outcome),
        )  # fmt: skip
        self._parts(
            "crime_correction",
            ("kind", "made_at", "made_by", "rationale", "basis", "offence_before", "offence_after", "category",
             "information_kind", "information_source", "information"),
            ((c, ("cancel", c.ended, c.supervisor, SURE, "information", c.offence, c.offence, "C1", "other", SURE,
               SURE))
             for c in made if c.state == "cancelled"),
        )  # fmt: skip
        self._parts(
            "crime_courtresult", ("result", "court", "resulted_on", "source", "entered_at", "entered_by"),
            ((c, ("fined", "Made-up magistrates", c.ended, SURE, c.ended, c.supervisor)) for c in made if c.decided),
        )  # fmt: skip
        self._links("crime.reports", ((c.id, c.grade, other, role) for c in made for role, other in c.ends))
        self._copy(
            "kit_recordclock", ("id", "register_id", "cell", "name", "started_at", "due_at", "stopped_at"),
            ((self._id(c.recorded, 4), c.id, c.cell, "recording", c.reported, c.reported + timedelta(hours=24),
              c.recorded) for c in made),
        )  # fmt: skip
        self._copy(
            "kit_auditrow",
            ("at", "kind", "verb", "actor_id", "cell", "record_id", "reference", "deed", "content", "salt", "digest"),
            ((c.recorded, "collection", "crime.reports.record", c.investigator, c.cell, c.id,
              self._reference("CR", c.n),
              self._id(c.recorded, 5), "{}", b"made up", b"made up") for c in made),
        )  # fmt: skip

    def _registered(self, type_name: str, letters: str, rows: Sequence[tuple[Any, ...]], *, first: int = 0) -> None:
        self._copy(
            "kit_register",
            ("id", "record_type", "force_id", "grade", "cell", "reference", "marking", "state", "version", "created_at",
             "created_by", "changed_at", "changed_by"),
            ((one, type_name, self.number, grade, self._cell(type_name, grade), self._reference(letters, n), "", state,
              1, at, by, at, by) for n, (one, at, grade, state, by) in enumerate(rows, start=first)),
        )  # fmt: skip

    def _parts(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Crime, tuple[Any, ...]]]) -> None:
        self._copy(
            table, ("id", "register_id", "force_id", "grade", *columns),
            ((self._id(c.recorded, 6), c.id, self.number, c.grade, *values) for c, values in rows),
        )  # fmt: skip

    def _links(self, type_name: str, rows: Iterable[tuple[UUID, int, UUID, str]]) -> None:
        self._copy(
            "pole_link", ("id", "register_id", "cell", "other_id", "role", "reliability", "source"),
            ((self._id(self.now, 7), one, self._cell(type_name, grade), other, role, "A", SURE)
             for one, grade, other, role in rows),
        )  # fmt: skip

    def _copy(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        with (
            self.owner.cursor() as cursor,
            cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as stream,
        ):
            for row in rows:
                stream.write_row(row)

    # --- What rules taught, and what waits for somebody.

    def make_lessons(self) -> None:
        """Each team meets some of the rules on each day."""
        from polias.kit.rules.rule import rule_book

        codes = [one.code for one in rule_book()][:120]
        sums = list(accumulate(1 / (n + 3) for n in range(len(codes))))
        teams, rows = [f"Team {n}" for n in range(24)], {}
        for day in range(DAYS):
            for team in teams:
                for code in set(self.draw.choices(codes, cum_weights=sums, k=4)):
                    rows[day, team, code] = self.draw.randint(1, 6)
        self._copy(
            "kit_rulelesson", ("force_id", "day", "team", "code", "field", "verb", "refused", "passed"),
            ((self.number, (self.now - timedelta(days=day)).date(), team, code, "summary", "crime.reports.record", n,
              n // 3) for (day, team, code), n in rows.items()),
        )  # fmt: skip

    def make_tasks(self) -> None:
        """A dozen things that each investigator has still to do, and many that were done."""
        rows: list[tuple[Any, ...]] = []
        for actor, _supervisor in self.investigators:
            for n in range(72):
                due = self.now + timedelta(hours=self.draw.randrange(-400, 400))
                rows.append((self._id(due, 8), self.number, "made.up", "Look at this once more", SURE, "", actor, due,
                             "open" if n < 12 else "done", due, ""))  # fmt: skip
        self._copy(
            "kit_task",
            ("id", "force_id", "kind", "title", "why", "for_role", "for_actor", "due_at", "state", "created_at",
             "answer"),
            rows,
        )  # fmt: skip

    # --- Small things.

    def _when(self, n: int, count: int) -> datetime:
        """The n-th of so many moments of the last four years, the oldest first."""
        return self.now - timedelta(days=DAYS) * (1 - n / count) - timedelta(minutes=30)

    def _id(self, at: datetime, kind: int) -> UUID:
        """A version 7 id of that instant."""
        rest = self.draw.getrandbits(58) | kind << 58
        return UUID(int=int(at.timestamp() * 1000) << 80 | 7 << 76 | self.draw.getrandbits(12) << 64 | 2 << 62 | rest)

    def _cell(self, type_name: str, grade: int) -> int:
        return self.types[type_name] * 10_000 + self.number * 10 + grade

    def _grade(self) -> int:
        luck = self.draw.random()
        return 6 if luck < INVISIBLE else 1 if luck < INVISIBLE + RESTRICTED else 0

    def _beat(self) -> int:
        return self.draw.choices(self.beats, cum_weights=self.beat_sums)[0]

    def _reference(self, letters: str, n: int) -> str:
        return f"{self.letters}-{letters}-26-{n:08}"


class Crime:
    """One crime and what hangs on it."""

    def __init__(self, by: Filler, n: int) -> None:
        draw = by.draw
        self.n, self.recorded, self.grade = n, by._when(n, by.crimes), by._grade()
        self.id, self.cell = by._id(self.recorded, 0), by._cell("crime.reports", self.grade)
        self.reported = self.recorded - timedelta(hours=draw.expovariate(1 / 9))
        self.offence = by.drawn["class"].one(draw)
        self.investigator, self.supervisor = draw.choice(by.investigators)
        age = (by.now - self.recorded).days
        # Most of what is open is young; one in a hundred of the old ones is open still.
        is_open = draw.random() < max(0.01, 1.2 * 0.5 ** (age / 30))
        self.state = "recorded" if is_open else "cancelled" if draw.random() < CANCELLED else "finalised"
        self.outcome = by.drawn["outcome"].one(draw) if self.state == "finalised" else ""
        self.ended = min(by.now, self.recorded + timedelta(days=draw.expovariate(1 / 40)))
        self.decided = self.outcome == "1" and draw.random() < min(0.95, age / 200)
        self.keywords = {by.drawn["keyword"].one(draw) for _k in range(draw.choice((0, 1, 1, 1, 2, 2, 3)))}
        self.ends = self._ends(by)
        cancelled = self.state == "cancelled"
        self.row = (
            self.id, by.number, self.grade, self.offence, draw.choice(by.texts), self.reported - timedelta(hours=3),
            self.reported, self.recorded, self.recorded - self.reported <= timedelta(hours=24), "",
            by._beat(), "", self.investigator, self.supervisor, "",
            self.ended if cancelled else None, "C1" if cancelled else "", SURE if cancelled else "",
            " ".join(sorted(self.keywords)) or None,
        )  # fmt: skip

    def _ends(self, by: Filler) -> list[tuple[str, UUID]]:
        """A shop for what happens in shops, else people; a suspect unless it ended without one."""
        draw = by.draw
        if self.offence in ("46", "30C", "34A"):
            shop, place = by.shops[int(len(by.shops) * draw.random() ** 3)]
            ends = [("victim", shop.id), ("location", place.id)]
        else:
            ends = [("victim", draw.choice(by.people).id), ("location", draw.choice(by.places).id)]
        if self.outcome not in WITHOUT_SUSPECT and draw.random() < 0.6:
            ends.append(("suspect", by.people[int(len(by.people) * draw.random() ** 2)].id))
        return ends


def fill_one_force(owner_url: str, crimes: int, letters: str) -> None:
    """The crimes of one force."""
    import psycopg

    from polias.kit.cli.database import as_owner, set_up_django
    from polias.kit.search import keys
    from polias.kit.search.keys import NameKey

    set_up_django()
    # A name that is hashed once need not be again: a web process forgets it, to stay small.
    keys.name_key = functools.cache(NameKey.of)  # type: ignore[assignment]
    began = time.monotonic()
    with psycopg.connect(owner_url, autocommit=True) as owner, as_owner(owner_url):
        filler = Filler(owner, FORCES[letters], crimes)
        filler.all()
    print(f"  {letters}: {filler.crimes:,} crimes in {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    fill_one_force(sys.argv[1], int(sys.argv[2]), sys.argv[3])
