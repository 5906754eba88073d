"""Lists and pages of crimes for a force that reads records of other forces, from none to ten thousand of them.

One officer alone asks the served site for each page. What is lent are crimes of the two other forces, spread over all
four years; each number of them is put in place by the owner and taken away again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.crowd import Client, cookie_of, late, median
from benchmarks.made_up_forces import FORCES

NUMBERS = (0, 100, 1_000, 10_000)
#: How often each is asked, and after how many seconds no more.
WARM, ASKED, PATIENCE_SECONDS = 2, 15, 8.0
OFFICER, SUPERVISOR, READER = "nsh-i0", "nsh-s0", FORCES["NSH"].number
LISTS = {
    "crimes, newest first": "",
    "crimes, page 240": "page=240",
    "state: under investigation": "state=recorded",
    "keyword: alcohol": "keyword=alcohol",
    "keyword and state": "keyword=alcohol&state=recorded",
    "class: shoplifting": "offence=46",
    "sorted by beat": "sort=beat",
    "sorted by state": "sort=state",
    "sorted by keyword, descending": "sort=-keywords",
}
#: Nothing but row security: every crime that the officer sees is counted by the application's role.
COUNTED = "every crime counted, no page"
CHOSEN = "from kit_register where record_type = 'crime.reports' and force_id <> %(reader)s and grade = 0"
LEND = f"""
    insert into kit_alsoread (id, register_id, cell, reader, offer, why, by, since, may_take)
    select gen_random_uuid(), id, cell, %(reader)s, gen_random_uuid(), 'Made up, to measure', 1, now(), false
    from (select id, cell {CHOSEN} order by md5(id::text) limit %(number)s) chosen
"""


def measure(owner_url: str) -> None:
    """A table of medians and 95th centiles: each page a line, each number of lent records two columns."""
    found: dict[str, list[list[float]]] = {}
    for number in NUMBERS:
        with lent(owner_url, number) as urls:
            for name, waits in asked(urls):
                found.setdefault(name, []).append(waits)
        print(
            f"  {number:,} lent: {sum(median(one[-1]) for one in found.values()):,.0f} ms for all of them", flush=True
        )
    print(f"{'median, 95th centile in ms; also reads':40}" + "".join(f"{number:>16,}" for number in NUMBERS))
    for name, columns in found.items():
        print(f"{name:40}" + "".join(f"{median(waits):9.1f}{late(waits):7.1f}" for waits in columns), flush=True)


@contextmanager
def lent(owner_url: str, number: int) -> Iterator[list[str]]:
    """The reader's force reads so many crimes of other forces; the addresses of the newest of them."""
    import psycopg

    words = {"reader": READER, "number": number}
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(LEND, words)
        owner.execute("analyze kit_alsoread")
        newest = owner.execute(
            "select r.reference from kit_alsoread a join kit_register r on r.id = a.register_id"
            " where a.reader = %(reader)s and a.why = 'Made up, to measure' order by a.register_id desc limit 50",
            words,
        )
        try:
            yield [f"/crime/reports/{reference}" for (reference,) in newest]
        finally:
            owner.execute("delete from kit_alsoread where why = 'Made up, to measure'")
            owner.execute("analyze kit_alsoread")


def asked(lent_urls: list[str]) -> Iterator[tuple[str, list[float]]]:
    """What was waited for each page; a record that is lent is shown, or it raises."""
    officer, supervisor = cookie_of(OFFICER), cookie_of(SUPERVISOR)
    for name, query in LISTS.items():
        yield name, waits_of(Client(f"/crime/reports/?{query}", officer))
    yield "where crimes wait", waits_of(Client("/crime/reports/waiting", supervisor))
    yield "page of a crime of one's own", waits_of(Client(own_crimes(), officer))
    # With none lent, the same crimes cannot be opened: one's own stand in their place.
    yield "page of a crime of another force", waits_of(Client(lent_urls or own_crimes(), officer))
    yield "My work", waits_of(Client("/", officer))
    yield COUNTED, counted()


def waits_of(client: Client) -> list[float]:
    return often(client.ask, warm=WARM)


def often(ask: Callable[[], float], *, warm: int) -> list[float]:
    """The milliseconds of each ask after the first few; once at least."""
    for _n in range(warm):
        ask()
    waits, until = [ask()], time.monotonic() + PATIENCE_SECONDS
    while len(waits) < ASKED and time.monotonic() < until:
        waits.append(ask())
    return waits


def own_crimes() -> list[str]:
    """The newest crimes of the officer's own force."""
    from polias.crime.models import CrimeReport
    from polias.kit.access.acting import acting
    from polias.kit.access.sessions import actor_named

    with acting(actor_named(OFFICER)):
        own = CrimeReport.objects.filter(force_id=READER, grade=0).order_by("-pk").select_related("register")
        return [one.url for one in own[:50]]


def counted() -> list[float]:
    """Milliseconds of counting all crimes past the application's own door, with row security alone."""
    from polias.crime.models import CrimeReport
    from polias.kit.access.acting import acting
    from polias.kit.access.sessions import actor_named

    def count() -> float:
        start = time.perf_counter()
        CrimeReport.objects.count()
        return (time.perf_counter() - start) * 1000

    with acting(actor_named(OFFICER)):
        return often(count, warm=0)
