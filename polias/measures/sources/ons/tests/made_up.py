"""Official tables of an invented country: the shape of real ones, no real area and no real figure."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

#: Area code, name, population, households, and offences this year and last: burglary, robbery, homicide.
AREAS = (
    ("K04000009", "BOTH COUNTRIES [note 3]", 1_000_000, 400_000, (4_010, 901, 62), (4_000, 1_000, 80)),
    ("E92000009", "FIRST COUNTRY ", 700_000, 280_000, (3_000, 700, 42), (3_100, 800, 60)),
    ("E12000099", "North", 700_000, 280_000, (3_000, 700, 42), (3_100, 800, 60)),
    ("E23000098", "Northshire", 400_000, 160_000, (1_800, 400, 40), (1_900, 500, 55)),
    ("E23000099", "Eastmoor", 300_000, 120_000, (1_200, 300, 2), (1_200, 300, 5)),
    ("W92000009", "SECOND COUNTRY", 300_000, 120_000, (1_000, 200, 19), (899, 198, 20)),
    ("W15000099", "Westvale [note 4]", 300_000, 120_000, (1_000, 200, 19), (899, 198, 20)),
    ("", "Railway Police", None, None, (10, 1, 1), (1, 2, 0)),
)
OFFENCES = ("Burglary", "Robbery", "Homicide")
#: Westvale's rate is not given.
HELD_BACK = "Westvale [note 4]"
SMALL = 50


def counts(*, latest: bool = True, areas=AREAS) -> list[list[object]]:
    year = 2024 if latest else 2023
    rows = [[code, name, *(now if latest else before)] for code, name, _p, _h, now, before in areas]
    return [
        [f"Table P{1 if latest else 4}: Number of offences by area, year ending December {year} [note 1]"],
        ["Some cells refer to notes."],
        ["Area Code", "Area Name", "Burglary\n [note 2]", "Robbery", "Homicide"],
        *rows,
    ]


def rates(*, areas=AREAS, held_back=HELD_BACK) -> list[list[object]]:
    rows = []
    for code, name, people, households, now, _before in areas:
        if people is None:
            continue
        of_people = [f"{1000 * offences / (people + 20)}" for offences in now]
        of_households = [f"{1000 * now[0] / (households - 30)}"]
        shown = ["[u1]"] * 4 if name == held_back else [of_people[0], *of_households, *of_people[1:]]
        rows.append([code, name, people, households, *shown])
    return [
        ["Table P3: Crime by area, rate of offences per 1,000 population, year ending December 2024"],
        ["[u1] indicates that the rate for Westvale has been left out because hardly anybody lives there."],
        ["Area Code", "Area Name", "Population figures\n (mid-2023) rounded to 100 [note 5]",
         "Household figures (mid-2021) rounded to 100",
         "Burglary", "Burglary (households) [note 7,8]", "Robbery", "Homicide"],
        *rows,
    ]  # fmt: skip


def changes(*, areas=AREAS) -> list[list[object]]:
    rows = []
    for code, name, _p, _h, now, before in areas:
        shown = [
            "[u]" if min(one, other) < SMALL else repr(100 * (one - other) / other)
            for one, other in zip(now, before, strict=True)
        ]
        rows.append([code, name, *shown])
    return [
        ["Table P2: Crime by area, percentage change, year ending December 2023 to year ending December 2024"],
        ["[u] indicates that a number is left out as it comes from a small base. [x] indicates that nothing is known."],
        ["Area Code", "Area Name", *OFFENCES],
        *rows,
    ]


def shares() -> list[list[object]]:
    return [
        ["Table P5: Number of knife offences by police force area, and the percentage of these categories"],
        ["Both countries, year ending December 2024"],
        ["Area Code", "Area Name", "Homicide offences involving a knife", "Homicide offences % involving\n a knife"],
        ["E23000098", "Northshire", 12, 30.0],
        ["E23000099", "Eastmoor", 0, "[ z ]"],
    ]


NOTES = [
    ["Notes"],
    ["Notes for tables P1, P2, P3, P4"],
    ["Note number", "Note text"],
    [3, "With the Railway Police."],
    [4, "Two months of burglary are not whole."],
    ["Notes for tables P5"],
    [4, "Another matter."],
]


def write(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    width = max(len(row) for row in rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return path


def folder_of_tables(folder: Path) -> Path:
    write(folder / "one.csv", counts())
    write(folder / "two.csv", changes())
    write(folder / "three.csv", rates())
    write(folder / "four.csv", counts(latest=False))
    write(folder / "five.csv", shares())
    write(folder / "notes.csv", NOTES)
    return folder
