"""One installation with the standing cast, served by `polias serve` as in use: two web processes, worker, database."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from polias.force.cast import PASSWORD
from polias.kit.backup.log_archive import superuser_dsn
from polias.kit.server import Home
from polias.kit.server.processes import postmaster_of, processes_in

ROOT = Path(__file__).resolve().parents[3]
POLIAS = Path(sys.executable).with_name("polias")
STARTS_WITHIN_SECONDS = 120


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Site:
    """A home, a port, and the program that serves it."""

    home: Home
    port: int = 0
    settings: dict[str, str] = field(default_factory=dict)
    program: subprocess.Popen[bytes] | None = None
    cookie: str = ""
    csrf: str = ""

    @property
    def env(self) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith("POLIAS_")}
        return own | {"POLIAS_HOME": str(self.home.path), "POLIAS_DEMO": "1", "PORT": str(self.port)} | self.settings

    def polias(self, *words: str, expect: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Give a command, and see that it ends as expected."""
        done = subprocess.run([POLIAS, *words], env=self.env, capture_output=True, text=True, check=False, cwd=ROOT)
        assert expect is None or done.returncode == expect, f"polias {' '.join(words)}: {done.stdout}{done.stderr}"
        return done

    def make(self) -> None:
        """Tables and cast."""
        self.polias("init")
        subprocess.run([sys.executable, "-m", "tests.promises.faults.people"], env=self.env, check=True, cwd=ROOT)

    def make_like(self, other: Home) -> None:
        """The same, copied from an installation that does not run; quicker than making tables again."""
        (other.database / "reserve").unlink(missing_ok=True)
        subprocess.run(["cp", "-a", f"{other.path}/.", str(self.home.path)], check=True)

    def serve(self) -> None:
        """Serve, and sign Asha in when the first page is there; a second time she is signed in still."""
        self.port = self.port or _free_port()
        with (self.home.path / "serve.log").open("ab") as log:
            self.program = subprocess.Popen(
                [POLIAS, "serve"], env=self.env, stdout=log, stderr=log, start_new_session=True, cwd=ROOT
            )
        wait_for(self._is_up, seconds=STARTS_WITHIN_SECONDS, what=lambda: f"the site did not start: {self.said()}")
        if not self.cookie:
            self.sign_in()

    def stop(self) -> None:
        if self.program is not None:
            self.program.send_signal(signal.SIGINT)
            self.program.wait(timeout=90)
            self.program = None

    def said(self) -> str:
        return (self.home.path / "serve.log").read_text()[-2000:]

    def ask(
        self, method: str, path: str, *, body: str | bytes | None = None, seconds: float = 60, **headers: str
    ) -> Answer:  # fmt: skip
        """One request on a connection of its own. Raises OSError or HTTPException when there is no whole answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        named = {"Cookie": self.cookie} | {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body=body, headers=named)
            got = connection.getresponse()
            cookies = ",".join(got.headers.get_all("Set-Cookie") or [])
            told = {k.lower(): v for k, v in got.getheaders()} | {"set-cookie": cookies}
            return Answer(got.status, told, got.read())
        finally:
            connection.close()

    def post_form(self, path: str, fields: dict[str, str]) -> Answer:
        """A form as a browser sends it."""
        body = urlencode({"csrfmiddlewaretoken": self.csrf, **fields})
        return self.ask("POST", path, body=body, Content_Type="application/x-www-form-urlencoded")

    def post_json(self, path: str, content: Any, *, key: str) -> Answer:
        """A deed as a program sends it."""
        return self.ask(
            "POST", path, body=json.dumps(content), Content_Type="application/json", X_CSRFToken=self.csrf,
            Idempotency_Key=key,
        )  # fmt: skip

    def postmaster(self) -> int | None:
        return postmaster_of(self.home.database / "data")

    def backends(self) -> list[int]:
        """The database's processes that serve the application."""
        return [pid for pid in processes_in(self.home.database / "data") if "polias_app" in _command(pid)]

    def web_processes(self) -> list[int]:
        """The processes that answer pages: children of the one that listens."""
        listening = [pid for pid in _children(self.program.pid if self.program else 0) if "gunicorn" in _command(pid)]
        return [pid for each in listening for pid in _children(each)]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database holds, past every policy."""
        import psycopg

        with psycopg.connect(superuser_dsn(self.home)) as connection:
            return connection.execute(query, values).fetchall()  # type: ignore[arg-type]

    def _is_up(self) -> bool:
        assert self.program is None or self.program.poll() is None, f"polias serve ended: {self.said()}"
        try:
            return self.ask("GET", "/status").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def sign_in(self) -> None:
        """Asha, on a browser that nobody is signed in on."""
        self.cookie = ""
        page = self.ask("GET", "/accounts/login/")
        self.cookie = _cookies(page)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert token, page.text
        self.csrf = token[1]
        done = self.post_form("/accounts/login/", {"login": "asha", "password": PASSWORD})
        assert done.status == 302, done.text
        self.cookie = _cookies(done)
        self.csrf = self.ask("GET", "/api/me").json()["csrf_token"]


def wait_for(true: Callable[[], Any], *, seconds: float, what: Callable[[], str] | str) -> float:
    """Wait until something holds; after how many seconds it did."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, what() if callable(what) else what
        time.sleep(0.05)
    return time.monotonic() - began


def _cookies(answer: Answer) -> str:
    """The two cookies that a signed-in browser sends."""
    found = {}
    for name in ("csrftoken", "polias_session"):
        if match := re.search(rf"\b{name}=([^;,]+)", answer.headers.get("set-cookie", "")):
            found[name] = match[1]
    return "; ".join(f"{name}={value}" for name, value in found.items())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
