"""Programs are killed at random moments while people record crimes: nothing acknowledged is lost or half there.

Real web processes, the real database, kill -9; each writer keeps what was acknowledged in a file of their own.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from polias.kit.server.cluster import Cluster
from tests.promises.faults.site import Site, wait_for
from tests.promises.faults.writers import Crowd
from tests.promises.ledger import in_full

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults")]

#: What must be there for each crime, or it is half a save; each query names the crimes that lack it.
PARTS = {
    "register": "not exists (select from kit_register r where r.id = c.register_id)",
    "audit": "not exists (select from kit_auditrow a where a.record_id = c.register_id and a.kind = 'collection')",
    "outbox": "not exists (select from kit_outboxrow o where o.event = 'crime.reports.events.CrimeRecorded'"
    " and position(c.register_id::text in o.payload::text) > 0)",
    "steps": "not exists (select from crime_recordingstep s where s.register_id = c.register_id)",
    "links": "not exists (select from pole_link l where l.register_id = c.register_id or l.other_id = c.register_id)",
}
ALONE = (
    "select count(*) from kit_register r where r.record_type = 'crime.reports'"
    " and not exists (select from crime_crimereport c where c.register_id = r.id)"
)


@dataclass(frozen=True)
class Kills:
    """What was done, and how long it took until a deed sent afterwards was acknowledged."""

    what: str
    back_after: float


@pytest.fixture(scope="module")
def crash(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Crowd, list[Kills]]:
    """The whole run, of which every test here reads a part."""
    kills, writers, wanted = (40, 20, 5_000) if in_full() else (4, 4, 150)
    rng = random.Random(20261124)
    order = ["web", "database"] * (kills // 2)
    rng.shuffle(order)
    done = []
    with Crowd(site, tmp_path_factory.mktemp("kept"), writers=writers) as crowd:
        wait_for(lambda: crowd.count >= writers, seconds=60, what=lambda: f"nobody could write: {crowd.refused[:1]}")
        for what in order:
            time.sleep(rng.uniform(0.2, 1.5))
            done.append(_kill(site, crowd, what, rng))
        wait_for(lambda: crowd.count >= wanted, seconds=1800, what="the writers did not come to their number")
    return crowd, done


def test_every_acknowledged_crime_is_there(site: Site, crash: tuple[Crowd, list[Kills]], prove: Callable[..., None]):
    crowd, done = crash
    there = {reference for (reference,) in site.rows("select reference from kit_register")}
    acknowledged = [reference for reference, _at in crowd.kept()]
    missing = [reference for reference in acknowledged if reference not in there]
    assert crowd.refused == []
    assert len(set(acknowledged)) == len(acknowledged), "two deeds were answered with one record"
    figure = f"{len(missing)} of {len(acknowledged):,} lost in {len(done)} kills"
    prove("P1", "acknowledged saves lost in crashes", figure=figure, goal="0", holds=not missing)


def test_work_goes_on_soon_after_a_crash(crash: tuple[Crowd, list[Kills]], prove: Callable[..., None]):
    _crowd, done = crash
    longest = {what: max(k.back_after for k in done if k.what == what) for what in sorted({k.what for k in done})}
    figure = ", ".join(f"{what} {seconds:.1f} s at most" for what, seconds in longest.items())
    # How long it takes is judged only where nothing else runs.
    holds = max(longest.values()) <= 10 or not in_full()
    prove("P1", "time until work goes on after a crash", figure=figure, goal="10 s", holds=holds)


def test_no_crime_is_half_there(site: Site, crash: tuple[Crowd, list[Kills]], prove: Callable[..., None]):
    crimes = site.rows("select count(*) from crime_crimereport")[0][0]
    lacking = {
        part: site.rows(f"select count(*) from crime_crimereport c where {query}")[0][0]  # scan: allowed (no input)
        for part, query in PARTS.items()
    }
    lacking["crime"] = site.rows(ALONE)[0][0]
    figure = f"{sum(lacking.values())} of {crimes:,} crimes without {', '.join(lacking)}"
    prove("P2", "half saves after crashes", figure=figure, goal="0", holds=not any(lacking.values()))


def test_the_audit_is_whole_after_all_the_crashes(site: Site, crash: Any):
    site.polias("audit", "seal")
    site.polias("audit", "verify")


def test_a_restarted_database_is_no_error_page(
    site: Site, crash: Any, tmp_path: Path, prove: Callable[..., None]
) -> None:
    """The database is restarted again and again under writers and readers."""
    times, pause = (10, 10.0) if in_full() else (2, 1.0)
    readers = Readers(site, count=4)
    with readers, Crowd(site, tmp_path, writers=4, pause=0.05) as crowd:
        for _time in range(times):
            time.sleep(pause)
            _restart(site)
            began = time.monotonic()
            wait_for(lambda at=began: crowd.first_after(at), seconds=30, what="writing did not go on")
    asked = crowd.answered(at_least=0) + len(readers.statuses)
    errors = crowd.answered(at_least=500) + sum(status >= 500 for status in readers.statuses)
    there = site.rows("select count(distinct reference) from kit_register where reference = any(%s)",
                      [reference for reference, _at in crowd.kept()])[0][0]  # fmt: skip
    assert there == crowd.count
    share, dropped = 100 * errors / asked, crowd.dropped + readers.dropped
    figure = f"{errors} of {asked:,} answers ({share:.2f} %) in {times} restarts; {dropped} dropped"
    holds = errors <= asked / 1000 and not crowd.refused
    prove("P4", "errors shown while the database restarts", figure=figure, goal="at most 0.1 %", holds=holds)


class Readers:
    """People who look at lists and at My work, and keep what each page answered."""

    def __init__(self, site: Site, *, count: int) -> None:
        self.site, self.stop, self.statuses, self.dropped = site, threading.Event(), list[int](), 0
        self.threads = [threading.Thread(target=self._read) for _n in range(count)]

    def __enter__(self) -> Readers:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _read(self) -> None:
        while not self.stop.is_set():
            try:
                self.statuses.append(self.site.ask("GET", random.choice(("/", "/crime/reports/", "/api/me"))).status)
            except OSError:
                self.dropped += 1
            time.sleep(0.1)


def _kill(site: Site, crowd: Crowd, what: str, rng: random.Random) -> Kills:
    """End one process as a power cut would, and wait until a deed sent afterwards is acknowledged."""
    victims = site.web_processes() if what == "web" else rng.choice(([site.postmaster()], site.backends()))
    with suppress(ProcessLookupError):
        os.kill(rng.choice([pid for pid in victims if pid]), signal.SIGKILL)
    began = time.monotonic()
    wait_for(lambda: crowd.first_after(began), seconds=60, what=lambda: f"nothing went on: {site.said()}")
    return Kills(what, (crowd.first_after(began) or began) - began)


def _restart(site: Site) -> None:
    """As an operator does it, or a package upgrade: everybody is thrown out."""
    cluster = Cluster.at(site.home)
    cluster.program(
        "pg_ctl", "-D", cluster.data, "-m", "fast", "-w", "-t", "60", "-l", cluster.run / "start.log", "restart"
    )
