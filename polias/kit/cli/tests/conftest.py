"""Runs the command line as people do: as a program, with a folder and a port of its own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from polias.kit.server import Home, running
from polias.kit.server.processes import postmaster_of

ROOT = Path(__file__).resolve().parents[4]
PROGRAM = [sys.executable, "-m", "polias.kit.cli.tests.small_program"]


class Installation:
    """One POLIAS_HOME with one port, and the commands given to it."""

    def __init__(self, home: Home, port: int):
        self.home, self.port = home, port
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("POLIAS_")},
            "DJANGO_SETTINGS_MODULE": "polias.kit.cli.tests.small_site",
            "POLIAS_HOME": str(home.path),
            "PORT": str(port),
        }
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        """Begin a command in a process group of its own, as a terminal would."""
        process = subprocess.Popen(
            [*PROGRAM, *words],
            cwd=ROOT,
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def run(self, *words: str, **more: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        process = self.start(*words, **more)
        out, said = process.communicate(timeout=90)
        return process.returncode, out, said

    def serve(self) -> subprocess.Popen[str]:
        """Serve, and come back when the first page is there."""
        process = self.start("serve")
        lines = []
        while "Ctrl-C stops everything" not in (line := process.stderr.readline()):
            lines.append(line)
            assert line, "".join(lines)
        return process

    def page(self) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/")
        return connection.getresponse().read().decode()

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def database_runs(self) -> bool:
        return postmaster_of(self.home.database / "data") is not None

    def clear(self) -> None:
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            process.stdout.close()
            process.stderr.close()
        if self.database_runs():
            with running(self.home):
                pass


def press_ctrl_c(process: subprocess.Popen[str]) -> int:
    """Interrupt the whole process group, as a terminal does; the exit status."""
    os.killpg(process.pid, signal.SIGINT)
    return process.wait(timeout=30)


def eventually(true: object, *, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def installation(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Installation(Home(tmp_path_factory.mktemp("c") / "h"), port)
    yield made
    made.clear()
