"""Recording a crime, and lists and pages of crimes, in an installation with half a million of them.

First the twelve-press journey, request by request, as one officer; then lists and pages under 20 clients at once, both
beside bare SQL in the same run; then lists and pages of one officer whose force reads crimes of others. All through the
served site as people who are signed in, with row security, audit and CSRF.
Run: python -m benchmarks.crimes_at_scale [--crimes 500000] [--seconds 8] [--journeys 40] [--keep FOLDER] [--only PART]
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from benchmarks import pages_of_crimes, reading_of_others, recording_journey
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
    reader.add_argument("--only", choices=("journey", "pages", "others"), help="one part of it")
    given = reader.parse_args()
    with installation(given.keep) as owner_url:
        filled = Path(os.environ["POLIAS_HOME"]) / "crimes-filled"
        if not filled.exists():
            began = time.monotonic()
            fill(owner_url, crimes=given.crimes)
            filled.touch()
            print(f"filled with {given.crimes:,} crimes in {time.monotonic() - began:.0f} s, indexes included")
        with served():
            if given.only in (None, "journey"):
                recording_journey.measure(owner_url, journeys=given.journeys)
            if given.only in (None, "pages"):
                print(f"\n{pages_of_crimes.CLIENTS} clients at once, {WEB_PROCESSES} web processes")
                print(pages_of_crimes.HEAD)
                pages_of_crimes.measure(owner_url, seconds=given.seconds)
            if given.only in (None, "others"):
                print("\none officer alone, whose force reads so many crimes of others")
                reading_of_others.measure(owner_url)


if __name__ == "__main__":
    main()
