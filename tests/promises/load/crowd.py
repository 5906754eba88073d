"""The crowd: each member asks for a page, reads it for a while, and asks for the next; every wait is kept.

Run: python -m tests.promises.load.crowd HOME PORT SECONDS THINK. Prints one line of JSON: waits and faults by kind of
work. It is a process of its own, so that its work is not taken for that of the site.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

READS, SEARCHES, WRITES = 70, 20, 10
PATIENCE_SECONDS = 60


@dataclass
class Told:
    """What one kind of work took, in milliseconds, and what went wrong."""

    waits: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Member:
    """One person of the crowd, with their own cookies and their own luck."""

    def __init__(self, facts: dict[str, Any], pages: dict[str, list[str]], *, port: int, told: dict[str, Told]) -> None:
        self.facts, self.pages, self.port, self.told = facts, pages, port, told
        self.rng = random.Random(facts["username"])
        self.cookie = "; ".join(f"{name}={value}" for name, value in facts["cookies"].items())

    def go_on(self, *, until: float, think: float) -> None:
        """Start somewhere within the first pause, so that the crowd does not march in step."""
        time.sleep(self.rng.random() * think)
        while time.monotonic() < until:
            kind = self.rng.choices(("read", "search", "write"), (READS, SEARCHES, WRITES))[0]
            work: Callable[[], None] = getattr(self, kind)
            began = time.perf_counter()
            try:
                work()
                self.told[kind].waits.append((time.perf_counter() - began) * 1000)
            except (OSError, http.client.HTTPException, RuntimeError) as fault:
                self.told[kind].faults.append(str(fault) or type(fault).__name__)
            time.sleep(self.rng.expovariate(1 / think) if think else 0)

    def read(self) -> None:
        """A crime or a person of one's own force most of the time, else a list, My work or the figures."""
        crime, person = self.rng.choice(self.pages["crimes"]), self.rng.choice(self.pages["people"])
        choices = (
            (35, f"/crime/reports/{crime}"),
            (20, f"/pole/people/{person}"),
            (20, "/"),
            (15, "/crime/reports/"),
            (10, self.facts["own_page"]),
        )
        self._ask("GET", self.rng.choices([path for _w, path in choices], [w for w, _path in choices])[0])

    def search(self) -> None:
        """A name and a year of birth, as it is on record or with a slip."""
        name = self.rng.choice(self.pages["names"])
        if self.rng.random() < 0.3:
            at = self.rng.randrange(1, len(name) - 6)
            name = name[:at] + name[at + 1 :]
        self._ask("GET", "/search?" + urlencode({"q": name}))

    def write(self) -> None:
        """A whole crime: victim, suspect, place and keyword."""
        now = datetime.now(UTC)
        forename, surname, _year = self.rng.choice(self.pages["names"]).split(" ")
        latitude, longitude = self.facts["point"]
        body = {
            "offence": "46",
            "summary": "Took two bottles from the shelf and ran.",
            "committed_from": (now - timedelta(hours=3)).isoformat(),
            "reported_at": (now - timedelta(hours=1)).isoformat(),
            "place": {"address": "1 Invented Row", "latitude": latitude, "longitude": longitude},
            "victims": [{"surname": surname, "forenames": forename}],
            "keywords": ["business"],
            "answers": ANSWERS,
        }
        self._ask("POST", "/api/crime/reports/record", body=body)

    def _ask(self, method: str, path: str, *, body: Any = None) -> None:
        headers = {"Cookie": self.cookie, "Accept-Encoding": "gzip"}
        if body is not None:
            headers |= {
                "X-CSRFToken": self.facts["csrf"],
                "Content-Type": "application/json",
                "Idempotency-Key": str(uuid4()),
            }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body=json.dumps(body) if body is not None else None, headers=headers)
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{method} {path.partition('?')[0]} answered {answer.status}: {said[:400]!r}")


ANSWERS: list[dict[str, Any]] = []


def gather(home: Path, *, port: int, seconds: float, think: float) -> dict[str, Told]:
    """Let everybody work for so long; the waits and faults of all."""
    facts = json.loads((home / "crowd.json").read_text())
    ANSWERS[:] = facts["answers"]
    told = {kind: Told() for kind in ("read", "search", "write")}
    until = time.monotonic() + seconds
    members = [Member(one, facts["pages"][one["force"]], port=port, told=told) for one in facts["members"]]
    threads = [threading.Thread(target=one.go_on, kwargs={"until": until, "think": think}) for one in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


if __name__ == "__main__":
    place, port, seconds, think = sys.argv[1:]
    told = gather(Path(place), port=int(port), seconds=float(seconds), think=float(think))
    print(json.dumps({kind: {"waits": one.waits, "faults": one.faults[:20]} for kind, one in told.items()}))
