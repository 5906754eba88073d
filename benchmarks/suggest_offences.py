"""How often the class suggested from a narrative is the right one: precision, recall and silence, by group of offences.

Reads a CSV with the columns ``narrative`` and ``offence_code`` (and ``seen``, Y for those by which the rules were
mended); without a file the narratives beside this script, and the texts of the demonstration, written before the rules
and for another purpose. The 348 narratives beside it and the rules have one author: the rules stood before the first
narrative was written, and found 0.677 precision and 0.428 recall (0.463 among three) at first sight; all are read now.
The proof is narratives_blind.csv, 366 by somebody who saw neither the rules nor their examples: every second one
(seen: Y) was then read and the rules mended by it. On the 183 that were not read: precision 0.558, recall 0.421, among
three 0.475 before, and 0.627, 0.514, 0.639 after. Run:
    python -m benchmarks.suggest_offences [FILE.csv] [--wrong]
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

OWN = Path(__file__).with_name("narratives.csv")


@dataclass
class Tally:
    """What became of the narratives of one group."""

    narratives: int = 0
    answered: int = 0
    first: int = 0
    among_three: int = 0
    shown: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One row of the table; a dash where there is nothing to divide by."""
        precision = f"{self.first / self.answered:.3f}" if self.answered else "-"
        return (
            f"{name:45} {self.narratives:6} {self.answered:9} {precision:>10} "
            f"{self.first / self.narratives:10.3f} {self.among_three / self.narratives:12.3f} "
            f"{self.shown / self.narratives:7.2f}"
        )


def main() -> None:
    """Print one table for each set of narratives."""
    given = sys.argv[1:]
    _set_up()
    files = [Path(name) for name in given if not name.startswith("--")] or [OWN]
    sets = [one for file in files for one in read(file).items()]
    sets += [] if given else [("the demonstration", of_the_demo())]
    for name, narratives in sets:
        _print(name, narratives, show_wrong="--wrong" in given)


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polias.site.settings")
    django.setup()


def read(file: Path) -> dict[str, list[tuple[str, str]]]:
    """The narratives of a file with their classes; those that the rules were mended by apart from all others."""
    from polias.crime.reference import offence_classes

    with file.open(encoding="utf-8", newline="") as lines:
        rows = [(r["narrative"], r["offence_code"].strip(), r.get("seen")) for r in csv.DictReader(lines)]
    unknown = {code for _narrative, code, _seen in rows} - set(offence_classes())
    if unknown:
        raise SystemExit(f"{file.name}: there is no class {', '.join(sorted(unknown))}.")
    sets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for narrative, code, seen in rows:
        which = {"Y": "seen while the rules were mended", "N": "not seen"}.get(seen or "", "")
        sets[f"{file.name}{which and ', '}{which}"].append((narrative, code))
    return sets


def of_the_demo() -> list[tuple[str, str]]:
    """The texts of the demonstration's crimes, each once."""
    from datetime import date

    from demo.generate import demonstration

    return sorted({(crime.summary, crime.offence) for crime in demonstration(today=date(2026, 11, 30)).crimes})


def tallied(narratives: Sequence[tuple[str, str]]) -> dict[str, Tally]:
    """What became of them by group, and of all."""
    from polias.crime.public import suggested
    from polias.crime.reference import offence_classes

    found: dict[str, Tally] = defaultdict(Tally)
    for narrative, code in narratives:
        codes = [one.code for one in suggested(narrative)]
        for one in (found[offence_classes()[code].group], found["all"]):
            one.narratives += 1
            one.answered += bool(codes)
            one.first += codes[:1] == [code]
            one.among_three += code in codes
            one.shown += len(codes)
        if codes[:1] != [code]:
            found["all"].wrong.append(f"{code:5} {','.join(codes) or '-':16} {narrative[:150]}")
    return found


def _print(name: str, narratives: Sequence[tuple[str, str]], *, show_wrong: bool) -> None:
    start = time.perf_counter()
    found = tallied(narratives)
    took = (time.perf_counter() - start) * 1000 / max(len(narratives), 1)
    print(f"{name}: {len(narratives)} narratives, {took:.2f} ms each")
    print(f"{'':45} {'number':>6} {'suggested':>9} {'precision':>10} {'recall':>10} {'among three':>12} {'shown':>7}")
    for group in sorted(found, key=lambda one: (one == "all", one)):
        print(found[group].line(group))
    for line in found["all"].wrong if show_wrong else ():
        print(line)
    print()


if __name__ == "__main__":
    main()
