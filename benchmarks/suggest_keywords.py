"""How often the keywords suggested from a narrative are those that a reader would put on it: precision and recall.

Reads a CSV with the columns ``narrative`` and ``keywords`` (codes with a bar between them), else narratives_blind.csv:
366 narratives, labelled by somebody who saw the vocabulary's names and hints and none of its synonyms. A keyword counts
once for each narrative in which it is suggested or meant. At first sight: precision 0.723, recall 0.210. Every second
one (seen: Y) was then read and synonyms were added by it; on the 183 that were not read precision and recall were 0.611
and 0.183 before, and 0.778 and 0.506 after. Rural and the like follow from facts as well. Run:
    python -m benchmarks.suggest_keywords [FILE.csv] [--wrong]
"""

from __future__ import annotations

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

OWN = Path(__file__).with_name("narratives_blind.csv")


@dataclass
class Tally:
    """Of one keyword: how often it was meant, suggested, and both."""

    meant: int = 0
    suggested: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One row of the table; a dash where there is nothing to divide by."""
        precision = f"{self.right / self.suggested:.3f}" if self.suggested else "-"
        recall = f"{self.right / self.meant:.3f}" if self.meant else "-"
        return f"{name:32} {self.meant:6} {self.suggested:10} {precision:>10} {recall:>7}"


def main() -> None:
    """Print one table for each set of narratives, the most frequent keyword first."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polias.site.settings")
    django.setup()
    files = [Path(name) for name in sys.argv[1:] if not name.startswith("--")] or [OWN]
    for name, rows in (one for file in files for one in read(file).items()):
        found = tallied(rows)
        print(f"{name}: {len(rows)} narratives\n{'':32} {'meant':>6} {'suggested':>10} {'precision':>10} {'recall':>7}")
        for code in sorted(found, key=lambda one: (one == "all", -found[one].meant, one)):
            print(found[code].line(code))
        print(*(found["all"].wrong if "--wrong" in sys.argv else ()), "", sep="\n")


def read(file: Path) -> dict[str, list[tuple[str, set[str]]]]:
    """The narratives of a file with their keywords; those by which synonyms were added apart from all others."""
    from polias.crime.reference.keywords import keywords

    sets: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            meant = set(filter(None, row["keywords"].split("|")))
            if unknown := meant - set(keywords()):
                raise SystemExit(f"{file.name}: there is no keyword {', '.join(sorted(unknown))}.")
            sets[f"{file.name}, {'seen while synonyms were added' if row.get('seen') else 'not seen'}"].append(
                (row["narrative"], meant)
            )
    return sets


def tallied(rows: Sequence[tuple[str, set[str]]]) -> dict[str, Tally]:
    """What became of each keyword, and of all together."""
    from polias.crime.flags.suggesting import suggested_keywords
    from polias.crime.reference.keywords import keywords

    found: dict[str, Tally] = defaultdict(Tally)
    for narrative, meant in rows:
        because = {one.keyword.code: one.because for one in suggested_keywords(narrative, usable=keywords())}
        for code in meant | set(because):
            for one in (found[code], found["all"]):
                one.meant += code in meant
                one.suggested += code in because
                one.right += code in meant and code in because
            if (code in meant) != (code in because):
                mark = f"not meant, “{because[code]}”" if code in because else "not suggested"
                found["all"].wrong.append(f"{code}, {mark}: {narrative[:150]}")
    return found


if __name__ == "__main__":
    main()
