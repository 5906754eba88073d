"""The Home Office classes under which a crime is recorded and counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from polias.kit.reference import day, in_force, rows, yes, yes_if_known

FILE = Path(__file__).with_name("offence_classes.csv")
OFFENCE_CODE = re.compile(r"^\d{1,3}(\.\d{1,2})?[A-Z]?$")
CountsBy = Literal["victim", "premises", "state"]
COUNTS_BY: tuple[CountsBy, ...] = get_args(CountsBy)


@dataclass(frozen=True, slots=True)
class OffenceClass:
    """One class of offence.

    Notifiable (counted for the Home Office) and recordable (held on the PNC) are two sets, not one; where nobody has
    confirmed the second it is None. `counts_by` proposes how many crimes one report makes: one per victim, one per
    premises, or one in itself where the offence is against the state.
    """

    code: str
    title: str
    group: str
    subgroup: str
    public_category: str
    selectable: bool
    notifiable: bool
    pnc_recordable: bool | None
    counts_by: CountsBy
    victim_based: bool
    valid_from: date | None
    valid_to: date | None
    status: str
    to_be_confirmed: tuple[str, ...]


@cache
def offence_classes() -> Mapping[str, OffenceClass]:
    """Every class by its code, those that can no longer be chosen included, so that old records stay readable."""
    return {row["code"]: offence_class_of(row) for row in rows(FILE)}


@cache
def selectable_on(on: date) -> Mapping[str, OffenceClass]:
    """The classes under which a crime committed on the day may be recorded."""
    return {
        code: each
        for code, each in offence_classes().items()
        if each.selectable and in_force(on, each.valid_from, each.valid_to)
    }


@cache
def offence_groups() -> tuple[str, ...]:
    """The groups in the order in which they are published."""
    return tuple(dict.fromkeys(each.group for each in offence_classes().values()))


def offence_class_of(row: dict[str, str]) -> OffenceClass:
    """One row of a table of classes; ValueError or KeyError where a value cannot be read."""
    return OffenceClass(
        code=row["code"],
        title=row["title"],
        group=row["group"],
        subgroup=row["subgroup"],
        public_category=row["public_category"],
        selectable=yes(row["selectable"]),
        notifiable=yes(row["notifiable"]),
        pnc_recordable=yes_if_known(row["pnc_recordable"]),
        counts_by=_counts_by(row),
        victim_based=yes(row["victim_based"]),
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        status=row["status"],
        to_be_confirmed=tuple(row["to_be_confirmed"].split()),
    )


def _counts_by(row: dict[str, str]) -> CountsBy:
    for counts_by in COUNTS_BY:
        if counts_by == row["counts_by"]:
            return counts_by
    raise ValueError(f"offence_classes.csv, class {row['code']}: counts_by must be one of {', '.join(COUNTS_BY)}.")
