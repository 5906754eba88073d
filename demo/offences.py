"""How often each offence happens, when, to whom, and how it ends: the rates behind the invented history.

The rates stand in offences.csv. They are plausible, not measured: they give the demonstration its seasons and Friday
nights and are no statistics.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Rhythm = Literal["night out", "home", "shop hours", "overnight", "afternoon", "any hour"]
Season = Literal["flat", "summer", "dark evenings", "christmas"]
Victim = Literal["adult", "woman", "partner", "child", "shop", "business", "keeper", "nobody"]
Place = Literal["home", "street", "pub", "shop", "business"]

# Weight of each hour from 00:00; a night out runs on past midnight and belongs to the evening on which it began.
HOURS: dict[Rhythm, tuple[int, ...]] = {
    "night out": (0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 6, 7, 9, 11, 14, 18, 20, 18, 14, 9, 4),
    "home": (2, 1, 1, 1, 1, 1, 2, 4, 5, 4, 4, 4, 5, 5, 5, 6, 7, 9, 10, 11, 11, 10, 8, 5),
    "shop hours": (0, 0, 0, 0, 0, 0, 0, 1, 3, 6, 8, 10, 11, 11, 11, 12, 12, 10, 8, 6, 4, 2, 1, 0),
    "overnight": (3, 3, 3, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 7, 9, 10, 9, 8, 7, 5),
    "afternoon": (1, 0, 0, 0, 0, 0, 1, 3, 4, 4, 5, 6, 8, 8, 9, 11, 11, 10, 8, 6, 5, 4, 3, 2),
    "any hour": (2, 2, 1, 1, 1, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 3),
}
# Monday to Sunday.
WEEKDAYS: dict[Rhythm, tuple[float, ...]] = {
    "night out": (0.62, 0.60, 0.68, 0.86, 1.72, 1.78, 0.74),
    "home": (0.98, 0.95, 0.95, 0.95, 1.02, 1.05, 1.10),
    "shop hours": (1.00, 1.00, 1.02, 1.05, 1.12, 1.12, 0.69),
    "overnight": (1.02, 1.00, 1.00, 1.02, 1.12, 0.98, 0.86),
    "afternoon": (1.00, 1.00, 1.00, 1.02, 1.06, 1.04, 0.88),
    "any hour": (1.0,) * 7,
}
# January to December.
SEASONS: dict[Season, tuple[float, ...]] = {
    "flat": (1.0,) * 12,
    "summer": (0.86, 0.87, 0.95, 1.00, 1.07, 1.12, 1.18, 1.15, 1.03, 0.98, 0.90, 0.89),
    "dark evenings": (1.22, 1.14, 1.00, 0.88, 0.84, 0.80, 0.82, 0.84, 0.94, 1.12, 1.20, 1.20),
    "christmas": (0.94, 0.93, 0.97, 0.96, 0.97, 0.96, 0.97, 0.98, 0.99, 1.04, 1.14, 1.15),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """How one offence behaves; `share` is per cent of all crime, delays and durations are mean hours."""

    code: str
    share: float
    rhythm: Rhythm
    season: Season
    victim: Victim
    place: Place
    opening: str
    grade: str
    report_delay_hours: float
    lasts_hours: float
    suspect_named: float
    restricted: bool
    from_log: float
    outcomes: tuple[tuple[str, float], ...]
    keywords: tuple[tuple[str, float], ...]
    summary: str


# Median days from recording to each outcome.
DAYS_TO_OUTCOME = {
    "18": 11,
    "14": 9,
    "16": 19,
    "15": 44,
    "1": 38,
    "8": 17,
    "3": 24,
    "7": 3,
    "22": 33,
    "21": 14,
    "10": 25,
}
OUTCOME_REASONS = {
    "14": "Victim spoken to by telephone and does not wish to take it further",
    "15": "Reviewed by a supervisor: the evidence does not meet the test for a charge",
    "16": "Victim does not support further action; reasons taken and support offered",
    "18": "All lines of enquiry followed; nobody identified",
    "21": "Suspect named; further enquiry would not be in the public interest; victim told",
}


@cache
def profiles() -> tuple[Profile, ...]:
    """Every way in which crime happens here; an offence may have two, in the street and between partners."""
    with Path(__file__).with_name("offences.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_profile(row) for row in csv.DictReader(lines))


def profile_of(code: str, victim: Victim) -> Profile:
    """The way the offence happens to this kind of victim."""
    return next(profile for profile in profiles() if (profile.code, profile.victim) == (code, victim))


def _profile(row: dict[str, str]) -> Profile:
    return Profile(
        code=row["code"],
        share=float(row["share"]),
        rhythm=row["rhythm"],  # type: ignore[arg-type]
        season=row["season"],  # type: ignore[arg-type]
        victim=row["victim"],  # type: ignore[arg-type]
        place=row["place"],  # type: ignore[arg-type]
        opening=row["opening"],
        grade=row["grade"],
        report_delay_hours=float(row["report_delay_hours"]),
        lasts_hours=float(row["lasts_hours"]),
        suspect_named=float(row["suspect_named"]),
        restricted=row["restricted"] == "Y",
        from_log=float(row["from_log"]),
        outcomes=_chances(row["outcomes"]),
        keywords=_chances(row["keywords"]),
        summary=row["summary"],
    )


def _chances(text: str) -> tuple[tuple[str, float], ...]:
    pairs = (each.split("=") for each in text.split())
    return tuple((name, float(chance)) for name, chance in pairs)
