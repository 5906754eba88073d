"""Writers who record crimes by HTTP and keep, each in a file of their own, every one that was acknowledged to them."""

from __future__ import annotations

import http.client
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.promises.faults.site import Site


@dataclass
class Writer:
    """One writer; what is not acknowledged is sent again under the same key, until it is."""

    site: Site
    file: Path
    name: str
    pause: float = 0.0
    acknowledged: list[tuple[float, float, str]] = field(default_factory=list)
    answers: dict[int, int] = field(default_factory=dict)
    dropped: int = 0
    refused: list[str] = field(default_factory=list)

    def work(self, stop: threading.Event) -> None:
        with self.file.open("a") as kept:
            number = 0
            while not stop.is_set():
                number += 1
                self._record(kept, f"{self.name} {number}", str(uuid4()), stop)
                time.sleep(self.pause)

    def _record(self, kept: Any, what: str, key: str, stop: threading.Event) -> None:
        body = a_crime(what)
        while not stop.is_set():
            sent = time.monotonic()
            try:
                answer = self.site.post_json("/api/crime/reports/record", body, key=key)
            except (OSError, http.client.HTTPException):
                self.dropped += 1
                time.sleep(0.05)
                continue
            self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
            if answer.status == 201:
                self._keep(kept, answer.json()["reference"], sent)
                return
            if answer.status < 500:
                self.refused.append(answer.text[:300])
                return
            time.sleep(0.2)

    def _keep(self, kept: Any, reference: str, sent: float) -> None:
        """On the disk before it counts."""
        kept.write(f"{reference} {datetime.now(UTC).isoformat()}\n")
        kept.flush()
        os.fsync(kept.fileno())
        self.acknowledged.append((sent, time.monotonic(), reference))


class Crowd:
    """Several writers at once, for the length of a block."""

    def __init__(self, site: Site, folder: Path, *, writers: int, pause: float = 0.0) -> None:
        self.stop = threading.Event()
        self.writers = [Writer(site, folder / f"writer-{n}.txt", f"writer {n}", pause) for n in range(writers)]
        self.threads = [threading.Thread(target=one.work, args=(self.stop,)) for one in self.writers]

    def __enter__(self) -> Crowd:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    @property
    def count(self) -> int:
        return sum(len(one.acknowledged) for one in self.writers)

    @property
    def dropped(self) -> int:
        return sum(one.dropped for one in self.writers)

    @property
    def refused(self) -> list[str]:
        return [sentence for one in self.writers for sentence in one.refused]

    def answered(self, *, at_least: int) -> int:
        """How many answers had this status or a higher one."""
        return sum(n for one in self.writers for status, n in one.answers.items() if status >= at_least)

    def first_after(self, moment: float) -> float | None:
        """When the first deed that was sent after a moment was acknowledged (monotonic seconds)."""
        times = [done for one in self.writers for sent, done, _r in list(one.acknowledged) if sent > moment]
        return min(times) if times else None

    def kept(self) -> list[tuple[str, datetime]]:
        """Every acknowledged reference, with when it was acknowledged, as it stands in the writers' files."""
        lines = [line.split() for one in self.writers for line in one.file.read_text().splitlines()]
        return [(reference, datetime.fromisoformat(at)) for reference, at in lines]


def a_crime(summary: str) -> dict[str, Any]:
    """What a program sends to record a crime with victim and place."""
    from polias.crime.reports.decision import usual_answers

    now = datetime.now(UTC)
    return {
        "offence": "46",
        "summary": summary,
        "committed_from": (now - timedelta(hours=3)).isoformat(),
        "reported_at": (now - timedelta(hours=1)).isoformat(),
        "place": {"address": "1 Invented Row", "latitude": 56.15, "longitude": 3.05},
        "victims": [{"surname": "Marlow", "forenames": "Ida"}],
        "keywords": ["business"],
        "answers": [{"code": one.code, "answer": one.answer} for one in usual_answers()],
    }
