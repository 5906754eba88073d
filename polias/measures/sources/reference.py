"""The dated tables that say how data.police.uk names forces, kinds of crime, outcomes and districts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Literal

from polias.manifest import polias_home
from polias.measures.refusal import Refused
from polias.measures.words import _

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Force:
    """A force as data.police.uk knows it; `names` are those that its rows may carry."""

    slug: str
    title: str
    names: tuple[str, ...]
    publishes_outcomes: bool
    source_status: str

    @property
    def name(self) -> str:
        return self.names[0]


def folded(text: str) -> str:
    """Compare names without minding case, spaces, hyphens or how `and` is written."""
    return re.sub(r"[^a-z0-9]", "", text.casefold().replace("&", "and"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a shipped table, then those that this installation adds in `POLIAS_HOME/reference/` under that name."""
    for path in (HERE / name, polias_home() / "reference" / name):
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from csv.DictReader(file)


@lru_cache(maxsize=4)
def _forces(home: Path) -> dict[str, Force]:
    try:
        return {row["slug"]: _force(row) for row in _rows("police_uk_forces.csv")}
    except (KeyError, AttributeError, UnicodeDecodeError) as error:
        raise Refused(
            _("The table of forces in {folder} cannot be read.").format(folder=home / "reference"),
            do=_("It needs the columns slug, title, names, publishes_outcomes and source_status."),
        ) from error


def _force(row: dict[str, str]) -> Force:
    names = tuple(row["names"].split("|"))
    return Force(row["slug"], row["title"], names, row["publishes_outcomes"] == "yes", row["source_status"])


def forces() -> dict[str, Force]:
    """Every force whose files can be read, by slug."""
    return _forces(polias_home())


@lru_cache(maxsize=4)
def _slugs_by_name(home: Path) -> dict[str, str]:
    return {folded(name): force.slug for force in _forces(home).values() for name in force.names}


def slug_of(name: str) -> str | None:
    """The force whose rows carry this name."""
    return _slugs_by_name(polias_home()).get(folded(name))


@dataclass(frozen=True)
class CrimeType:
    name: str
    is_recorded_crime: bool
    valid_from: str
    valid_to: str | None


@lru_cache(maxsize=1)
def crime_types() -> dict[str, CrimeType]:
    """Kinds of crime by folded name. Anti-social behaviour is among them and is no recorded crime."""
    rows = list(_rows("police_uk_crime_types.csv"))
    return {folded(row["crime_type"]): _crime_type(row) for row in rows}


def _crime_type(row: dict[str, str]) -> CrimeType:
    recorded = row["is_recorded_crime"] == "yes"
    return CrimeType(row["crime_type"], recorded, row["valid_from"], row["valid_to"] or None)


@dataclass(frozen=True)
class OffenceGroup:
    """An offence group of the official tables, and the one that it is part of."""

    name: str
    part_of: str


@lru_cache(maxsize=1)
def offence_groups() -> dict[str, OffenceGroup]:
    """Offence groups by the folded headings under which official tables give them."""
    rows = _rows("ons_offence_groups.csv")
    return {folded(row["label"]): OffenceGroup(row["offence_group"], row["part_of"]) for row in rows}


@dataclass(frozen=True)
class Membership:
    """That a force (slug) counts another as most similar, from a month to a month (ends included; empty is open)."""

    force: str
    member: str
    valid_from: str
    valid_to: str
    source: str
    source_status: str


@lru_cache(maxsize=4)
def _group_memberships(home: Path) -> tuple[Membership, ...]:
    try:
        names = [one.name for one in fields(Membership)]
        return tuple(
            Membership(**{name: row[name].strip() for name in names}) for row in _rows("most_similar_groups.csv")
        )
    except (KeyError, AttributeError, UnicodeDecodeError) as error:
        raise Refused(
            _("The table of most similar groups in {folder} cannot be read.").format(folder=home / "reference"),
            do=_("It needs the columns force, member, valid_from, valid_to, source and source_status."),
        ) from error


def group_memberships() -> tuple[Membership, ...]:
    """Who is in whose most similar group, all versions, those of this installation last."""
    return _group_memberships(polias_home())


Stage = Literal["known", "open", "unknown"]


@lru_cache(maxsize=1)
def outcome_stages() -> dict[str, Stage]:
    """What each outcome label tells: a known outcome, a case still open, or that nothing was sent."""
    stages: dict[str, Stage] = {"known": "known", "open": "open", "unknown": "unknown"}
    return {row["label"]: stages[row["stage"]] for row in _rows("police_uk_outcomes.csv")}


@lru_cache(maxsize=1)
def home_districts() -> dict[str, str]:
    """District name to the force whose area it is in; only for the districts seen when the table was made."""
    return {row["district"]: row["force"] for row in _rows("police_uk_districts.csv")}
