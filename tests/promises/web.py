"""The web processes alone, as they are in use, before a database of a test's own: to be hurried, killed and started."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from polias.kit.testing.own_database import OwnDatabase

T = TypeVar("T")
STARTS_WITHIN_SECONDS = 90


@dataclass
class Web:
    """Gunicorn before one database; ``kill`` leaves it no time for anything."""

    env: dict[str, str]
    port: int
    log: Path
    workers: int
    program: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        words = f"--bind 127.0.0.1:{self.port} --workers {self.workers} --worker-class sync --preload --timeout 60"
        argv = [sys.executable, "-m", "gunicorn", *words.split(), "--no-control-socket", "polias.site.wsgi:application"]
        with self.log.open("ab") as log:
            self.program = subprocess.Popen(argv, env=self.env, stdout=log, stderr=log, start_new_session=True)
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not self.answers():
            assert self.program.poll() is None, f"the web ended by itself: {self.log.read_text()[-2000:]}"
            assert time.monotonic() < until, "the web did not answer"
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/accounts/login/", timeout=5):
                return True
        except OSError:
            return False

    def kill(self) -> None:
        """SIGKILL to every process of it at once."""
        if self.program is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.program.pid, signal.SIGKILL)
            self.program.wait(timeout=30)
            self.program = None


@contextmanager
def web_before(database: OwnDatabase, *, folder: Path, workers: int = 2) -> Iterator[Web]:
    """The web before this database, killed at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    addresses = {"POLIAS_DATABASE_URL": database.app_url, "POLIAS_OWNER_DATABASE_URL": database.owner_url}
    web = Web(env={**os.environ, **addresses, "POLIAS_DEMO": "1"}, port=port, log=folder / "web.log", workers=workers)
    try:
        web.start()
        yield web
    finally:
        web.kill()


@dataclass
class Caller:
    """A program or a browser without a window, signed in as one person; safe to use in many threads."""

    port: int
    cookies: dict[str, str]
    token: str = ""

    def api(self, address: str, body: dict[str, Any], **headers: str) -> tuple[int, dict[str, str], bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        return self._ask("POST", address, json.dumps(body), kind | named)

    def form(self, address: str, answers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        body = urlencode({"csrfmiddlewaretoken": self.token, **answers})
        return self._ask("POST", address, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def get(self, address: str) -> tuple[int, dict[str, str], bytes]:
        return self._ask("GET", address, "", {})

    def _ask(
        self, method: str, address: str, body: str, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:  # fmt: skip
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, address, body, {"Cookie": cookie, **headers})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()


def caller(web: Web, username: str) -> Caller:
    """Somebody who has signed in, with the token that every write needs."""
    from polias.kit.models import ActorRow

    one = Caller(web.port, cookies=session_cookies(ActorRow.objects.get(user__username=username).user))
    # Any token does that stands in the cookie as well; the first call opens the session in the database.
    one.token = one.cookies["csrftoken"] = "0123456789abcdefghijABCDEFGHIJkl"
    status, _headers, _body = one.get("/api/me")
    assert status == 200
    return one


def session_cookies(user: Any) -> dict[str, str]:
    """The cookies of a fresh session of this user."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {name: str(morsel.value) for name, morsel in client.cookies.items()}


def elsewhere(blocker: Any, do: Callable[[], T]) -> T:
    """Ask the database in a thread of its own: while a browser is driven, Django refuses it in this one."""

    def done() -> T:
        from django.db import connection

        with blocker.unblock():
            try:
                return do()
            finally:
                connection.close()

    with ThreadPoolExecutor(1) as one:
        return one.submit(done).result()
