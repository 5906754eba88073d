"""The page of one crime under 20 clients at once, against a page that reads no record, served by the same processes.

Prints requests a second and the wait in milliseconds; the ratio says what access, audit and the record itself cost.
Run: python -m benchmarks.crime_page
"""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.installation import installation
from benchmarks.record_a_crime import record_one

CLIENTS, SECONDS, PORT = 20, 10, 8237


def main() -> None:
    """Print both pages' figures and their ratio."""
    with installation():
        cookie, path = prepare()
        with served():
            for warm in ("/help", path):
                Client(warm, cookie).ask()
            bare = load("/help", cookie)
            crime = load(path, cookie)
    for name, waits in (("page without a record", bare), ("page of a crime", crime)):
        ordered = sorted(waits)
        print(
            f"{name:22} {len(waits) / SECONDS:6.0f} a second   median {statistics.median(waits):6.1f} ms   "
            f"95th centile {ordered[int(len(ordered) * 0.95)]:6.1f} ms"
        )
    ratio = statistics.median(crime) / statistics.median(bare)
    print(f"ratio of medians {ratio:.1f}; {CLIENTS} clients, 2 web processes, clients on the same machine")


def prepare() -> tuple[str, str]:
    """A signed-in session's cookie and the address of a recorded crime."""
    from django.conf import settings
    from django.test import Client as TestClient

    from polias.force.cast import World
    from polias.kit.access.acting import acting
    from polias.kit.access.sessions import actor_named

    asha = actor_named("asha")
    with acting(asha):
        crime = record_one(asha, "page")
    browser = TestClient()
    browser.force_login(World.row("asha").user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}", crime.url


@contextmanager
def served() -> Iterator[None]:
    """The site as `polias serve` runs its pages: two processes of one thread each."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{PORT}", "--workers", "2", "--preload"]
    program = subprocess.Popen([*command, "--log-level", "error", "polias.site.wsgi:application"], env=os.environ)
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
    """One client that asks for one page again and again."""

    def __init__(self, path: str, cookie: str) -> None:
        self.path, self.headers = path, {"Cookie": cookie}

    def ask(self) -> float:
        """Milliseconds until the whole page is here; raises when it is not the page."""
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        connection.request("GET", self.path, headers=self.headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{self.path} answered {answer.status}")
        return (time.perf_counter() - start) * 1000


def load(path: str, cookie: str) -> list[float]:
    """All waits of all clients in the time given."""
    waits: list[float] = []
    until = time.monotonic() + SECONDS

    def go_on() -> None:
        client: Any = Client(path, cookie)
        while time.monotonic() < until:
            waits.append(client.ask())

    threads = [threading.Thread(target=go_on) for _client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


if __name__ == "__main__":
    main()
