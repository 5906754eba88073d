"""Lists and pages of crimes under 20 clients at once, each beside bare SQL that fetches the same rows.

The clients are 20 people of three forces, each with a session of their own, so that row security has something to do.
Bare SQL runs as the owner, past row security, without audit and without a page; before anything is measured the rows
that it fetches are looked for on the page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.crowd import Client, all_at_once, cookie_of, late, median
from benchmarks.made_up_forces import FORCES

CLIENTS, GOAL_MS, DEEP, PAGE = 20, 500, 240, 40
#: How many of twenty clients work for each force.
FROM_EACH = {"NSH": 10, "EMR": 6, "WSV": 4}
SHOWN = """
    select r.reference, c.offence, c.recorded_at, a.name, s.name, r.state
    from crime_crimereport c join kit_register r on r.id = c.register_id
    left join force_area a on a.id = c.beat_id left join kit_actor s on s.id = c.investigator
    where r.record_type = 'crime.reports' and (c.force_id * 10 + c.grade) = any(%(cells)s)
"""
COUNTED = """
    select count(*) from (select 1 from crime_crimereport c join kit_register r on r.id = c.register_id
    where r.record_type = 'crime.reports' and (c.force_id * 10 + c.grade) = any(%(cells)s){narrowed} limit 10001) met
"""
NEWEST = "c.recorded_at desc, c.register_id desc"


@dataclass(frozen=True)
class Member:
    """One of the crowd: their cookies as investigator and as supervisor, what they see, and crimes to look at."""

    force: int
    actor: int
    cells: list[int]
    cookie: str
    supervises: str
    crimes: list[tuple[str, str]]
    beat: int

    @property
    def words(self) -> dict[str, Any]:
        return {"cells": self.cells, "actor": self.actor, "beat": self.beat, "force": self.force}


@dataclass(frozen=True)
class Page:
    """One page: its address for a member, and the statements that fetch the same; the first gives references."""

    name: str
    path: Callable[[Member], Sequence[str]]
    bare: Sequence[str]
    supervises: bool = False
    shows: bool = True


def listed(name: str, query: str, *, narrowed: str = "", order: str = NEWEST, page: int = 1) -> Page:
    """The list of crimes with a query, and the same rows and their number by bare SQL."""
    shown = f"{SHOWN}{narrowed} order by {order} limit {PAGE} offset {(page - 1) * PAGE}"
    words = "&".join(filter(None, (query, f"page={page}" if page > 1 else "")))
    counted = COUNTED.format(narrowed=narrowed)
    return Page(name, lambda m: ["/crime/reports/?" + words.format(**m.words)], (shown, counted))


WITH_KEYWORD = (
    " and exists (select 1 from crime_crimekeyword k where k.register_id = c.register_id and k.code = '{code}')"
)
ONE_CRIME = (
    "select r.reference, r.*, c.*, a.name from kit_register r join crime_crimereport c on c.register_id = r.id"
    " left join force_area a on a.id = c.beat_id where r.reference = %(reference)s",
    "select code from crime_crimekeyword where register_id = %(id)s",
    "select step, answer, rationale from crime_recordingstep where register_id = %(id)s",
    "select * from crime_crimeoutcome where register_id = %(id)s",
    "select * from crime_correction where register_id = %(id)s",
    "select l.role, o.reference, p.forenames, p.surname, n.address from pole_link l join kit_register o on o.id ="
    " l.other_id left join pole_person p on p.register_id = o.id left join pole_location n on n.register_id = o.id"
    " where l.register_id = %(id)s",
    "select * from kit_recordclock where register_id = %(id)s",
    "select at, kind, verb, actor_id from kit_auditrow where record_id = %(id)s order by at desc limit 50",
)
WAITING = """
    select stage, age, count(*) from (
        select case when r.state <> 'recorded' then 'court' when exists (select 1 from pole_link l
                where l.register_id = r.id and l.role = 'suspect') then 'suspect' else 'none' end as stage,
            case when c.recorded_at > now() - interval '7 days' then 1 when c.recorded_at > now() - interval '30 days'
                then 2 when c.recorded_at > now() - interval '100 days' then 3 else 4 end as age
        from kit_register r join crime_crimereport c on c.register_id = r.id
        where r.record_type = 'crime.reports' and r.force_id = %(force)s and r.grade < 2 and (r.state = 'recorded'
            or r.state = 'finalised' and exists (select 1 from crime_crimeoutcome o where o.register_id = r.id
                and o.current and o.code in ('1', '1A')) and not exists (select 1
                from crime_courtresult e where e.register_id = r.id))
    ) waits group by 1, 2
"""
LESSONS = tuple(
    f"select code, {by}, sum(refused), sum(passed) from kit_rulelesson where force_id = %(force)s"
    " and day > current_date - 91 group by code, " + by + " order by 3 desc limit 40"
    for by in ("field", "team")
)
MY_WORK = (
    "select r.reference, c.offence, r.state, r.changed_at from kit_register r join crime_crimereport c"
    " on c.register_id = r.id where c.investigator = %(actor)s and r.changed_by <> %(actor)s"
    " order by r.changed_at desc limit 8",
    "select title, why, due_at from kit_task where for_actor = %(actor)s and state = 'open' order by due_at limit 50",
    "select k.name, k.due_at, r.reference from kit_recordclock k join kit_register r on r.id = k.register_id"
    " join crime_crimereport c on c.register_id = r.id where k.stopped_at is null and c.investigator = %(actor)s",
)
PAGES = (
    listed("crimes, newest first", ""),
    listed("crimes, page 2", "", page=2),
    listed(f"crimes, page {DEEP}", "", page=DEEP),
    listed("state: under investigation", "state=recorded", narrowed=" and r.state = 'recorded'"),
    listed("keyword: alcohol", "keyword=alcohol", narrowed=WITH_KEYWORD.format(code="alcohol")),
    listed("keyword: car key burglary", "keyword=car-key", narrowed=WITH_KEYWORD.format(code="car-key")),
    listed("class: shoplifting", "offence=46", narrowed=" and c.offence = '46'"),
    listed("one beat", "beat={beat}", narrowed=" and c.beat_id = %(beat)s"),
    listed(
        "keyword and state", "keyword=alcohol&state=recorded",
        narrowed=WITH_KEYWORD.format(code="alcohol") + " and r.state = 'recorded'",
    ),
    listed("sorted by class", "sort=offence", order="c.offence, c.recorded_at desc, c.register_id desc"),
    listed("sorted by time, oldest first", "sort=recorded", order="c.recorded_at, c.register_id"),
    listed("sorted by beat", "sort=beat", order="c.beat_id, c.recorded_at desc, c.register_id desc"),
    listed(
        "sorted by keyword", "sort=keywords", order="c.keyword_codes, c.recorded_at desc, c.register_id desc"
    ),
    listed(
        "sorted by keyword, descending", "sort=-keywords", order="c.keyword_codes desc, c.recorded_at, c.register_id"
    ),
    listed("sorted by state", "sort=state", order="r.state, r.created_at desc, r.id desc"),
    Page("page of a crime", lambda m: [url for url, _id in m.crimes], ONE_CRIME),
    Page("where crimes wait", lambda m: ["/crime/reports/waiting"], (WAITING,), supervises=True, shows=False),
    Page("rule book with lessons", lambda m: ["/rules"], LESSONS, shows=False),
    Page("My work", lambda m: ["/"], MY_WORK, shows=False),
    Page("a page without records", lambda m: ["/help"], ("select 1",), shows=False),
)  # fmt: skip


@dataclass
class Told:
    """What one page took, and what the same rows took."""

    page: Page
    waits: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


class Asker:
    """One client of the database: the statements of a page, on a connection of its own."""

    def __init__(self, owner_url: str, page: Page, member: Member) -> None:
        import psycopg

        self.connection = psycopg.connect(owner_url, autocommit=True)
        self.page, self.member, self.asked = page, member, 0

    def ask(self) -> float:
        start = time.perf_counter()
        self.rows()
        return (time.perf_counter() - start) * 1000

    def rows(self) -> list[Any]:
        url, one = self.member.crimes[self.asked % len(self.member.crimes)]
        self.asked += 1
        words = {**self.member.words, "reference": url.rsplit("/", 1)[1], "id": one}
        found = [self.connection.execute(statement, words).fetchall() for statement in self.page.bare]
        return found[0]


def measure(owner_url: str, *, seconds: float) -> list[Told]:
    """Every page by all clients at once, and the same rows by as many connections."""
    members = crowd()
    found = []
    for page in PAGES:
        clients = [Client(page.path(one), one.supervises if page.supervises else one.cookie) for one in members]
        askers = [Asker(owner_url, page, one) for one in members]
        try:
            for client, asker in zip(clients, askers, strict=True):
                the_same(client, asker)
            waits = all_at_once([one.ask for one in clients], seconds=seconds)
            bare = all_at_once([one.ask for one in askers], seconds=seconds / 2)
            found.append(Told(page, waits, bare))
        finally:
            for asker in askers:
                asker.connection.close()
        print(line(found[-1], seconds), flush=True)
    return found


def the_same(client: Client, asker: Asker) -> None:
    """Both ways once, to warm them, and every reference that SQL found stands on the page."""
    _waited, html = client.page()
    rows = asker.rows()
    client.asked = asker.asked = 0
    if not asker.page.shows:
        return
    references = [str(row[0]) for row in rows]
    missing = [one for one in references if one not in html]
    if missing:
        raise SystemExit(f"{asker.page.name}: the page lacks {missing[:3]} of {len(references)} rows that SQL finds")


def crowd() -> list[Member]:
    """Twenty investigators of three forces, and as many supervisors of the same."""
    from django.db.models import Q

    from polias.crime.models import CrimeReport
    from polias.force.models import Staff
    from polias.kit.access.acting import acting
    from polias.kit.access.sessions import actor_named
    from polias.kit.record.model import CELLS_PER_TYPE
    from polias.kit.record.types import record_type

    number, found = record_type("crime.reports").number, []
    for letters, wanted in FROM_EACH.items():
        people = Staff.objects.filter(force_id=FORCES[letters].number, supervisor__isnull=False)
        chosen = people.filter(actor__user__username__startswith=f"{letters.lower()}-i").order_by("pk")[:wanted]
        supervisors = people.model.objects.filter(
            Q(actor__user__username__startswith=f"{letters.lower()}-s"), force_id=FORCES[letters].number
        ).order_by("pk")
        for n, staff in enumerate(chosen):
            name = staff.actor.user.username  # type: ignore[union-attr]
            actor = actor_named(name)
            cells = [c % CELLS_PER_TYPE for c in actor.reach if c // CELLS_PER_TYPE == number]
            with acting(actor):
                newest = CrimeReport.objects.filter(force_id=staff.force_id, grade=0).order_by("-pk")
                crimes = [(one.url, str(one.pk)) for one in newest.select_related("register")[n * 50 : n * 50 + 50]]
            supervisor = supervisors[n % len(supervisors)].actor.user.username  # type: ignore[union-attr]
            found.append(
                Member(staff.force_id, actor.id, cells, cookie_of(name), cookie_of(supervisor), crimes, staff.area_id)  # type: ignore[arg-type]
            )
    return found


def line(told: Told, seconds: float) -> str:
    ratio = median(told.waits) / median(told.bare)
    missed = "  over the goal" if late(told.waits) > GOAL_MS else ""
    return (
        f"{told.page.name:30}{len(told.waits) / seconds:9.0f}{median(told.waits):10.0f}{late(told.waits):10.0f}"
        f"{median(told.bare):12.1f}{late(told.bare):10.1f}{ratio:9.1f}{missed}"
    )


HEAD = (
    f"{'':30}{'pages/s':>9}{'p50 ms':>10}{'p95 ms':>10}{'SQL p50 ms':>12}{'p95 ms':>10}{'ratio':>9}"
)  # fmt: skip
