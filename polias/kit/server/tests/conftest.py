"""Installations of their own for the tests of the private server, and processes that hold on to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from polias.kit.server import Home, running
from polias.kit.server.processes import postmaster_of

ROOT = Path(__file__).resolve().parents[4]

_HOLD = """
import sys
from polias.kit.server import home, running
with running(home()) as server:
    print("in", flush=True)
    sys.stdin.read()
"""


class Holder:
    """Another command that needs the database until it is told to go."""

    def __init__(self, home: Home):
        self.process = subprocess.Popen(
            [sys.executable, "-c", _HOLD],
            cwd=ROOT,
            env={**os.environ, "POLIAS_HOME": str(home.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until_in(self) -> Holder:
        assert self.process.stdout.readline() == "in\n", self.process.stderr.read()
        return self

    def leave(self) -> str:
        _out, said = self.process.communicate(timeout=60)
        return said

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(autouse=True)
def _no_named_server(monkeypatch):
    for role in ("", "OWNER_", "BACKUP_"):
        monkeypatch.delenv(f"POLIAS_{role}DATABASE_URL", raising=False)


@pytest.fixture
def home(tmp_path_factory):
    """An empty installation, in a folder that only its owner may enter; whatever runs there is stopped afterwards."""
    here = Home(tmp_path_factory.mktemp("h"))
    yield here
    if postmaster_of(here.database / "data"):
        with running(here):
            pass


@pytest.fixture
def holder(home):
    """Start another process that holds the database of `home`."""
    held: list[Holder] = []

    def start() -> Holder:
        held.append(Holder(home))
        return held[-1]

    yield start
    for each in held:
        each.kill()


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory):
    return Home(tmp_path_factory.mktemp("s"))


@pytest.fixture(scope="module")
def shared_server(shared_home):
    """One server for all tests of a file that leave no trace outside their own tables."""
    with running(shared_home) as server:
        yield server
