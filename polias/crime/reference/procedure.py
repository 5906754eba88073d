"""How a class is tried, and how long a prosecution may wait: only where that is one and the same for a whole class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from polias.kit.reference import rows

FILE = Path(__file__).with_name("procedure.csv")
COURT_RESULTS_FILE = Path(__file__).with_name("court_results.csv")
Mode = Literal["indictable", "summary", "unknown"]


@dataclass(frozen=True, slots=True)
class Procedure:
    """How one class is tried. `time_limit_months` is None where there is no limit or none is known.

    `limit_known` tells those apart. Many classes hold offences of both kinds: of these nothing is said here.
    """

    mode: Mode = "unknown"
    time_limit_months: int | None = None
    limit_known: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class CourtResult:
    """What a court may have decided, in the words in which it is published."""

    code: str
    label: str
    ends_the_case: bool


def procedure_of(offence: str) -> Procedure:
    """What is known of a class; nothing for most."""
    return _procedures().get(offence, Procedure())


@cache
def court_results() -> Mapping[str, CourtResult]:
    return {
        row["code"]: CourtResult(row["code"], row["label"], row["ends_the_case"] == "Y")
        for row in rows(COURT_RESULTS_FILE)
    }


@cache
def _procedures() -> Mapping[str, Procedure]:
    return {row["code"]: procedure_of_row(row) for row in rows(FILE)}


def procedure_of_row(row: dict[str, str]) -> Procedure:
    """One row of the table; ValueError or KeyError where a value cannot be read."""
    if row["mode"] not in ("indictable", "summary"):
        raise ValueError(f"procedure.csv, class {row['code']}: mode must be indictable or summary.")
    limit = row["time_limit_months"]
    return Procedure(cast(Mode, row["mode"]), None if limit == "none" else int(limit), True, row["source"])
