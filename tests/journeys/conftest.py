"""A real installation for the journeys: `polias demo` in a folder of its own, with its database and its worker."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = "/usr/bin/chromium"
STARTS_WITHIN_SECONDS = 240


@dataclass(frozen=True)
class Site:
    """Where the demonstration is served, the cast's password, and its folder."""

    address: str
    password: str
    home: Path


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`polias demo` as a newcomer runs it, stopped at the end as Ctrl-C does."""
    home = tmp_path_factory.mktemp("demo")
    port = _free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith("POLIAS_")} | {
        "POLIAS_HOME": str(home),
        "PORT": str(port),
    }
    command = [str(Path(sys.executable).with_name("polias")), "demo"]
    with (home / "demo.log").open("w") as log:
        program = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            _wait(program, f"http://127.0.0.1:{port}/status", home / "demo.log")
            yield Site(f"http://127.0.0.1:{port}", (home / "keys" / "demonstration_password").read_text(), home)
        finally:
            program.send_signal(signal.SIGINT)
            program.wait(timeout=60)
            shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(program: Any, address: str, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        if program.poll() is not None:
            pytest.fail(f"polias demo ended by itself:\n{log.read_text()[-3000:]}")
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"polias demo did not answer:\n{log.read_text()[-3000:]}")


# For a module only: while the driver runs, its event loop makes Django refuse the database to other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; where it is missing the journeys are skipped, but never on CI."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing: make test installs it with apt")
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        one = driver.chromium.launch(executable_path=CHROMIUM, headless=True, chromium_sandbox=False)
        yield one
        one.close()
