"""The controlled keywords and flags by which crimes are found and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, cast

from polias.kit.reference import day, rows, yes

FILE = Path(__file__).with_name("keywords.csv")
Kind = Literal["flag", "keyword"]


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword; a flag is counted nationally, a keyword is the force's own."""

    code: str
    label: str
    group: str
    kind: Kind
    asked_of_every_crime: bool
    hint: str
    status: str
    synonyms: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None


@cache
def keywords() -> Mapping[str, Keyword]:
    """Every keyword by its code, in the order in which they are offered."""
    return {row["code"]: keyword_of(row) for row in rows(FILE)}


def keyword_of(row: dict[str, str]) -> Keyword:
    """One row of the table; ValueError where a value is none of its kind."""
    if row["kind"] not in ("flag", "keyword"):
        raise ValueError(f"keywords.csv, keyword {row['code']}: kind must be flag or keyword.")
    return Keyword(
        code=row["code"],
        label=row["label"],
        group=row["group"],
        kind=cast(Kind, row["kind"]),
        asked_of_every_crime=yes(row["asked_of_every_crime"]),
        hint=row["hint"],
        status=row["status"],
        synonyms=tuple(filter(None, row["synonyms"].split("|"))),
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
    )
