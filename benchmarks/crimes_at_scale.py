"""Recording a crime, and lists and pages of crimes, in an installation with half a million of them.

First the twelve-press journey, request by request, as one officer; then lists and pages under 20 clients at once. Both
through the served site as people who are signed in, with row security, audit and CSRF, beside bare SQL in the same run.
Run: python -m benchmarks.crimes_at_scale [--crimes 500000] [--seconds 8] [--journeys 40] [--keep FOLDER] [--only pages]
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from benchmarks import pages_of_crimes, recording_journey
from benchmarks.crowd import WEB_PROCESSES, served
from benchmarks.filled_crimes import fill
from benchmarks.installation import installation


def main() -> None:
    """Fill or take the kept installation, measure both, print."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--crimes", type=int, default=500_000)
    reader.add_argument("--seconds", type=float, default=8, help="how long each page is asked for")
    reader.add_argument("--journeys", type=int, default=40)
    reader.add_argument("--keep", type=Path, help="a folder that is filled once and measured again later")
    reader.add_argument("--only", choices=("journey", "pages"))
    given = reader.parse_args()
    with installation(given.keep) as owner_url:
        filled = Path(os.environ["POLIAS_HOME"]) / "crimes-filled"
        if not filled.exists():
            began = time.monotonic()
            fill(owner_url, crimes=given.crimes)
            filled.touch()
            print(f"filled with {given.crimes:,} crimes in {time.monotonic() - began:.0f} s, indexes included")
        with served():
            if given.only != "pages":
                recording_journey.measure(owner_url, journeys=given.journeys)
            if given.only != "journey":
                print(f"\n{pages_of_crimes.CLIENTS} clients at once, {WEB_PROCESSES} web processes")
                print(pages_of_crimes.HEAD)
                pages_of_crimes.measure(owner_url, seconds=given.seconds)


if __name__ == "__main__":
    main()
