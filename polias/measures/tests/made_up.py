"""Makes up street files for an invented force: the shape of real ones, no real place, person or figure.

Northshire is known only where `POLIAS_HOME/reference/police_uk_forces.csv` names it; `install_northshire` does.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from polias.measures.engine.months import shifted
from polias.measures.sources.reference import _forces, _slugs_by_name

HEADER = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context",
)  # fmt: skip
NAME = "Northshire Police"
#: Kind of crime and how many there are in an ordinary month.
USUAL: Mapping[str, int] = {
    "Anti-social behaviour": 60,
    "Bicycle theft": 8,
    "Burglary": 40,
    "Criminal damage and arson": 45,
    "Drugs": 20,
    "Other theft": 40,
    "Shoplifting": 35,
    "Vehicle crime": 50,
    "Violence and sexual offences": 110,
}
OUTCOMES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Local resolution",
    "Under investigation",
    "Status update unavailable",
)


def install_northshire(home: Path) -> None:
    """Make the invented force known to this POLIAS_HOME."""
    path = home / "reference" / "police_uk_forces.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "slug,title,names,publishes_outcomes,source_status\n"
        f"northshire,Northshire,{NAME},yes,invented for tests\n"
        "eastmoor,Eastmoor,Eastmoor Police|Eastmoor Constabulary,yes,invented for tests\n"
    )
    _forces.cache_clear()
    _slugs_by_name.cache_clear()


def row(
    month: str, kind: str, number: int, *, name: str = NAME, outcome: str | None = None, place: bool = True
) -> list[str]:
    """One made-up row; anti-social behaviour has neither identifier nor outcome, as in real files."""
    is_crime = kind != "Anti-social behaviour"
    made = random.Random(f"{month}{kind}{number}")
    where = [f"{-2.5 + made.random() / 4:.6f}", f"{54.0 + made.random() / 4:.6f}"] if place else ["", ""]
    area = 1 + number % 7
    return [
        f"{made.getrandbits(256):064x}" if is_crime else "",
        month,
        name,
        name,
        *where,
        f"On or near Made-up Street {number % 50}" if place else "No Location",
        f"E0199900{area}" if place else "",
        f"Northtown 00{area}A" if place else "",
        kind,
        (outcome if outcome is not None else made.choice(OUTCOMES)) if is_crime else "",
        "",
    ]


def month_rows(month: str, *, counts: Mapping[str, int] | None = None, name: str = NAME) -> list[list[str]]:
    """A month of rows: the usual number of each kind give or take a tenth, or exactly `counts`."""
    made = random.Random(month)
    numbers = counts or {kind: round(usual * made.uniform(0.9, 1.1)) for kind, usual in USUAL.items()}
    return [
        row(month, kind, i, name=name, place=i % 25 != 7) for kind, number in numbers.items() for i in range(number)
    ]


def write_file(path: Path, rows: Iterable[list[str]], *, header: Iterable[str] = HEADER, end: str = "\r\n") -> Path:
    """A street file as data.police.uk writes it; packed when the name ends in `.gz`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator=end).writerows([list(header), *rows])
    return path


def made_up_folder(
    folder: Path, *, first: str = "2016-01", months: int = 36, special: Mapping[str, Mapping[str, int]] | None = None
) -> Path:
    """A folder of months, one folder each as in an archive; `special` gives some months exact counts."""
    for place in range(months):
        month = shifted(first, place)
        rows = month_rows(month, counts=(special or {}).get(month))
        write_file(folder / month / f"{month}-northshire-street.csv", rows)
    return folder
