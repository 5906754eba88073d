"""P16: every reader of what people send, tried with input that is led by the ways it takes through the reader."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.promises.ledger import in_full

pytest.importorskip("atheris", reason="input led by coverage: its library is for Linux on x86-64 alone")

from tests.promises.led_by_coverage import EVERY, READERS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SECONDS = int(os.environ.get("POLIAS_LED_SECONDS", "900"))
MOST_MB, MOST_SECONDS = 512, 2
#: Of the short form, in which all readers share one process on a busy machine.
PATIENT_MB, PATIENT_SECONDS = 2048, 30
TOOK_TOO_MUCH = ("timeout-", "oom-")


@pytest.mark.parametrize("name", list(READERS) if in_full() else [EVERY])
def test_nothing_that_is_sent_makes_a_reader_crash_hang_or_grow(prove, tmp_path, name):
    # Only what runs alone is held to two seconds and half a gigabyte: in life each file has a process of its own.
    length = [f"-max_total_time={SECONDS}", f"-timeout={MOST_SECONDS}"] if in_full() else [
        "-runs=3000", f"-timeout={PATIENT_SECONDS}"
    ]  # fmt: skip
    memory = MOST_MB if in_full() else PATIENT_MB
    told = led(name, tmp_path, *length, "-seed=20180301", f"-rss_limit_mb={memory}")
    found = [one for one in sorted((tmp_path / "found").iterdir()) if not is_well_alone(name, tmp_path, one)]
    done = re.search(r"Done (\d+) runs in (\d+) second", told)
    tried = f"{int(done[1]):,} in {done[2]} s" if done else f"a run that ended early: {told[-1500:]}"
    figure = f"{len(found)} of {tried}, within {memory} MB"
    prove("P16", f"faults, hangs and floods, led by coverage: {name}", figure=figure, goal="0",
          holds=not found and done is not None)  # fmt: skip


def led(name: str, folder: Path, *options: str) -> str:
    """What the run said; it ends by itself."""
    # A shell between: what a process has used at most is handed on to what it starts, and this one is large by now.
    shell = ["sh", "-c", '"$@"; exit $?', "sh"]
    words = [*shell, sys.executable, "-m", "tests.promises.led_by_coverage", name, str(folder), *options]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    return done.stdout + done.stderr


def is_well_alone(name: str, folder: Path, found: Path) -> bool:
    """Whether an input that took too long or too much takes neither when nothing came before it."""
    limits = (f"-timeout={MOST_SECONDS}", f"-rss_limit_mb={MOST_MB}")
    return found.name.startswith(TOOK_TOO_MUCH) and "ERROR" not in led(name, folder, *limits, str(found))
