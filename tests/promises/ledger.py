"""The ledger of what was measured: one small file for each figure, and the page that is made from them.

``python -m tests.promises.ledger`` writes docs/explanation/promises.md; ``--check`` compares. A figure is stored only
by ``make prove``, so that an ordinary run of the tests changes no file.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.promises.promises import PROMISES, Promise, promise

ROOT = Path(__file__).resolve().parents[2]
FIGURES = Path(__file__).resolve().parent / "figures"
PAGE = ROOT / "docs" / "explanation" / "promises.md"
HEAD = """\
<!-- Made by `make prove` from what the runs measured: change the tests, not this file. -->

# What is promised, and what was measured

Each promise stands with the test that would catch it broken, the figure it reached and the day on which that was
measured. `make test` runs every one of these tests in a short form, `make prove` in full length; the figures here are
of full runs unless the line says *short*. What is not proved yet is said as plainly.
"""


@dataclass(frozen=True)
class Measured:
    """One figure: of which promise, by which test, how long a run, what came out and whether it passes."""

    promise: str
    what: str
    figure: str
    goal: str
    holds: bool
    full: bool
    test: str
    date: str

    @property
    def file(self) -> str:
        return f"{self.promise}-{re.sub(r'[^a-z0-9]+', '-', self.what.lower()).strip('-')[:60]}.json"


def in_full() -> bool:
    """Whether this run is the long one."""
    return os.environ.get("POLIAS_PROVE") == "full"


def measured(name: str, *, what: str, figure: str, goal: str, holds: bool, test: str) -> Measured:
    """Print one figure and, in a run that proves, store it. Raises KeyError for a promise that nobody made."""
    today = datetime.now(UTC).date().isoformat()
    one = Measured(promise(name).name, what, figure, goal, holds, in_full(), test, today)
    print(f"\n{one.promise} {one.what}: {one.figure} (goal: {one.goal}){'' if holds else ' MISSED'}")
    if os.environ.get("POLIAS_FIGURES"):
        FIGURES.mkdir(exist_ok=True)
        (FIGURES / one.file).write_text(json.dumps(asdict(one), indent=1, ensure_ascii=False) + "\n")
    return one


def stored() -> list[Measured]:
    """Every figure that was stored, by promise and name."""
    return [Measured(**json.loads(file.read_text())) for file in sorted(FIGURES.glob("*.json"))]


def page() -> str:
    """The page: every promise in order, with its figures or with what is missing."""
    figures = stored()
    return HEAD + "".join(_section(one, [f for f in figures if f.promise == one.name]) for one in PROMISES)


def _section(one: Promise, figures: list[Measured]) -> str:
    return "\n".join(_lines(one, figures)) + "\n"


def _lines(one: Promise, figures: list[Measured]) -> Iterator[str]:
    yield f"\n## {one.name}. {one.sentence}\n"
    yield f"Passes at: {one.passes}."
    if figures:
        yield "\n| What was measured | Figure | Goal | Date | Test |\n| --- | --- | --- | --- | --- |"
    for each in figures:
        figure = each.figure + ("" if each.holds else " **(missed)**") + ("" if each.full else " *(short)*")
        yield f"| {each.what} | {figure} | {each.goal} | {each.date} | `{each.test}` |"
    if one.missing or not figures:
        yield f"\nNot proved: {one.missing or 'no figure is stored yet.'}"


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        PAGE.write_text(page())
        return 0
    if PAGE.exists() and PAGE.read_text() == page():
        return 0
    sys.stderr.write("docs/explanation/promises.md is out of date. Run: python -m tests.promises.ledger\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
