"""Many users on a big register: how long they wait, whether anything fails, and whether the site decays meanwhile.

The short form sends a small crowd through the same doors on a small register, and asks only that nothing fails: how
long things take is measured in the long one, on a machine that does nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.promises.ledger import in_full

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("load")]

PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20
STARTS_WITHIN_SECONDS = 120


@dataclass(frozen=True)
class Scale:
    """How many people, crimes and users, for how long, with how much time to think between two pages.

    Before it everybody hurries for ``warm_up`` seconds: what a process keeps of names and figures is then kept.
    """

    people: int
    crimes: int
    users: int
    seconds: int
    think: float
    warm_up: int


SHORT = Scale(people=400, crimes=200, users=6, seconds=6, think=0.3, warm_up=6)
FULL = Scale(people=1_000_000, crimes=500_000, users=200, seconds=600, think=10, warm_up=120)


@dataclass
class Run:
    """What the crowd waited for and what the site held meanwhile."""

    scale: Scale
    waits: dict[str, list[float]]
    faults: list[str]
    memory: dict[str, list[float]] = field(default_factory=dict)
    stuck_jobs: int = -1

    @property
    def all_waits(self) -> list[float]:
        return sorted(wait for waits in self.waits.values() for wait in waits)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """One run of the crowd, of which every test here reads a part."""
    scale = FULL if in_full() else SHORT
    kept = os.environ.get("POLIAS_LOAD_HOME")
    home = Path(kept) if kept else tmp_path_factory.mktemp("load")
    env = {k: v for k, v in os.environ.items() if not k.startswith("POLIAS_")} | {
        "POLIAS_HOME": str(home),
        "POLIAS_DEMO": "1",
        "PORT": str(_free_port()),
    }
    if not (home / "crowd.json").exists():
        _fill(scale, env)
    try:
        with _served(env) as site:
            yield _watch(scale, home, site, env)
    finally:
        if not kept:
            shutil.rmtree(home, ignore_errors=True)


def test_a_crowd_works_without_an_error(run: Run, prove: Callable[..., None]):
    asked = len(run.all_waits) + len(run.faults)
    print(*run.faults[:5], sep="\n")
    figure = f"{len(run.faults)} of {asked} requests of {run.scale.users} users"
    prove("P14", "errors under load", figure=figure, goal="0", holds=not run.faults)


def test_pages_come_within_the_time_that_people_wait_for(run: Run, prove: Callable[..., None]):
    late = {kind: _centile(sorted(waits), 95) for kind, waits in run.waits.items()}
    whole = run.all_waits
    figure = (
        f"95 of 100 within {_centile(whole, 95):.0f} ms, 99 within {_centile(whole, 99):.0f} ms, median "
        f"{statistics.median(whole):.0f} ms (reads {late['read']:.0f}, searches {late['search']:.0f}, writes "
        f"{late['write']:.0f}); {run.scale.crimes:,} crimes, {run.scale.people:,} people, {run.scale.users} users"
    )
    # How long it takes is judged only where nothing else runs.
    holds = _centile(whole, 95) <= 800 or not in_full()
    prove("P14", "waits under load", figure=figure, goal="95 of 100 within 800 ms", holds=holds)


def test_memory_stays_flat_and_no_job_is_stuck(run: Run, prove: Callable[..., None]):
    grown = {name: _growth(held) for name, held in run.memory.items()}
    most = max(grown.values())
    held = ", ".join(f"{name} {run.memory[name][-1]:.0f} MB ({grown[name]:+.1f} %)" for name in sorted(grown))
    figure = f"{held}; {run.stuck_jobs} jobs stuck, after {run.scale.seconds} s"
    holds = run.stuck_jobs == 0 and (most <= 5 or not in_full())
    prove("P15", "memory and jobs under load", figure=figure, goal="memory +5 % at most; 0 stuck", holds=holds)


def _fill(scale: Scale, env: dict[str, str]) -> None:
    words = [f"--people={scale.people}", f"--crimes={scale.crimes}", f"--users={scale.users}"]
    subprocess.run([sys.executable, "-m", "tests.promises.load.fill", *words], env=env, check=True)


@contextmanager
def _served(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """`polias serve`: database, web processes and worker as they are in use."""
    command = [str(Path(sys.executable).with_name("polias")), "serve"]
    log = (Path(env["POLIAS_HOME"]) / "serve.log").open("w")
    program = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not _answers(env):
            assert program.poll() is None, f"polias serve ended by itself: {Path(log.name).read_text()[-2000:]}"
            assert time.monotonic() < until, "polias serve did not answer"
            time.sleep(0.3)
        yield program
    finally:
        program.send_signal(signal.SIGINT)
        program.wait(timeout=90)
        log.close()


def _answers(env: dict[str, str]) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{env['PORT']}/accounts/login/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _watch(scale: Scale, home: Path, site: subprocess.Popen[str], env: dict[str, str]) -> Run:
    """Send the crowd in, and look at the memory of the site's processes every few seconds."""
    _crowd(home, env, seconds=scale.warm_up, think=0.2)
    memory: dict[str, list[float]] = {}
    done = threading.Event()
    watcher = threading.Thread(target=_note_memory, args=(site.pid, memory, done))
    watcher.start()
    try:
        told = _crowd(home, env, seconds=scale.seconds, think=scale.think)
    finally:
        done.set()
        watcher.join()
    waits = {kind: one["waits"] for kind, one in told.items()}
    faults = [fault for one in told.values() for fault in one["faults"]]
    return Run(scale, waits, faults, memory, _stuck_jobs(env))


def _crowd(home: Path, env: dict[str, str], *, seconds: float, think: float) -> Any:
    words = [str(home), env["PORT"], str(seconds), str(think)]
    argv = [sys.executable, "-m", "tests.promises.load.crowd", *words]
    return json.loads(subprocess.run(argv, env=env, check=True, capture_output=True, text=True).stdout)


def _note_memory(root: int, memory: dict[str, list[float]], done: threading.Event) -> None:
    while not done.wait(2):
        now: dict[str, float] = {"web": 0.0, "worker": 0.0}
        for pid in _family(root):
            words = _read(pid, "cmdline").replace("\0", " ")
            kind = "worker" if "procrastinate" in words else "web" if "gunicorn" in words else ""
            pages = _read(pid, "statm").split()
            if kind and len(pages) > 2:
                now[kind] += (int(pages[1]) - int(pages[2])) * PAGE_MB  # without what is shared with others
        for kind, megabytes in now.items():
            memory.setdefault(kind, []).append(megabytes)


def _family(root: int) -> list[int]:
    """The process and all that came from it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            after = _read(int(entry.name), "stat").rpartition(")")[2].split()
            parents[int(entry.name)] = int(after[1]) if after else 0
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:
        return ""


def _growth(held: list[float]) -> float:
    """Per cent from the first third, when all is warm, to the last."""
    third = max(1, len(held) // 3)
    first, last = statistics.median(held[:third]), statistics.median(held[-third:])
    return (last - first) / first * 100


def _centile(ordered: list[float], part: int) -> float:
    return ordered[min(len(ordered) - 1, len(ordered) * part // 100)]


def _stuck_jobs(env: dict[str, str]) -> int:
    """Jobs that a worker took up more than a minute ago and has not ended, and jobs that failed."""
    words = (
        "from procrastinate.contrib.django.models import ProcrastinateJob as J, ProcrastinateEvent as E;"
        "from django.utils import timezone; import datetime as d;"
        "old = E.objects.filter(type='started', at__lt=timezone.now() - d.timedelta(minutes=1)).values('job_id');"
        "stuck = J.objects.filter(status='doing', pk__in=old) | J.objects.filter(status='failed');"
        "print('stuck', stuck.count())"
    )
    polias = str(Path(sys.executable).with_name("polias"))
    said = subprocess.run([polias, "manage", "shell", "-v", "0", "-c", words], env=env, check=True, capture_output=True)
    return int(said.stdout.decode().rpartition("stuck ")[2])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
