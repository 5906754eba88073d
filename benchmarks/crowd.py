"""Many clients at once against the served site, or against the database itself, and what each of them waited."""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

PORT, WEB_PROCESSES, PATIENCE_SECONDS = 8237, 2, 120


@contextmanager
def served() -> Iterator[None]:
    """The site as `polias serve` runs its pages: two processes of one thread each."""
    words = f"--bind 127.0.0.1:{PORT} --workers {WEB_PROCESSES} --preload --no-control-socket --log-level error"
    command = [sys.executable, "-m", "gunicorn", *words.split(), "polias.site.wsgi:application"]
    program = subprocess.Popen(command, env=os.environ)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                Client("/help", "").ask()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        program.terminate()
        program.wait()


class Client:
    """One client that asks for one page, or for the next of several, again and again."""

    def __init__(self, paths: str | Sequence[str], cookie: str) -> None:
        self.paths, self.headers, self.asked = [paths] if isinstance(paths, str) else list(paths), {"Cookie": cookie}, 0

    def ask(self) -> float:
        """Milliseconds until the whole page is here; raises when it is not the page."""
        return self.page()[0]

    def page(self) -> tuple[float, str]:
        """The same, with the page."""
        path = self.paths[self.asked % len(self.paths)]
        self.asked += 1
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE_SECONDS)
        connection.request("GET", path, headers=self.headers)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return (time.perf_counter() - start) * 1000, said.decode()


def all_at_once(asks: Sequence[Callable[[], float]], *, seconds: float) -> list[float]:
    """All waits of all clients in the time given, in milliseconds; each asks again as soon as it has its answer."""
    waits: list[float] = []
    faults: list[Exception] = []
    until = time.monotonic() + seconds

    def go_on(ask: Callable[[], float]) -> None:
        try:
            while time.monotonic() < until:
                waits.append(ask())
        except Exception as fault:  # noqa: BLE001  (told by the thread that waits for all)
            faults.append(fault)

    threads: list[Any] = [threading.Thread(target=go_on, args=(ask,)) for ask in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return waits


def median(waits: Sequence[float]) -> float:
    return statistics.median(waits)


def late(waits: Sequence[float]) -> float:
    """What nineteen of twenty did not have to wait longer than."""
    return sorted(waits)[int(len(waits) * 0.95)]


def cookie_of(username: str) -> str:
    """The cookie of a session in which somebody has just signed in."""
    from django.conf import settings
    from django.test import Client as TestClient

    from polias.force.cast import World

    browser = TestClient()
    browser.force_login(World.row(username).user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
