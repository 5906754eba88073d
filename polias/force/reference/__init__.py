"""The territorial forces of England and Wales and the Police Service of Northern Ireland, as dated reference data.

`to_be_confirmed` names the columns for which no source was found; they must be confirmed before anybody relies on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from polias.kit.reference import rows

FILE = Path(__file__).with_name("forces.csv")


@dataclass(frozen=True, slots=True)
class ForceReference:
    """One real force; `slug` is its name in the files of data.police.uk, `code` its two figures on the PNC."""

    slug: str
    code: str
    official_name: str
    statistical_name: str
    ons_code: str
    nation: str
    region: str
    local_policing_body: str
    other_names: tuple[str, ...]
    source_status: str
    to_be_confirmed: tuple[str, ...]


@cache
def forces() -> Mapping[str, ForceReference]:
    """Every force by its slug, in the order of the PNC codes."""
    return {row["slug"]: _force(row) for row in rows(FILE)}


@cache
def force_named(name: str) -> ForceReference | None:
    """The force with this slug or with this name in any of its forms, whatever the capitals; None if there is none."""
    return _by_name().get(_plain(name))


@cache
def _by_name() -> Mapping[str, ForceReference]:
    return {
        _plain(name): force
        for force in forces().values()
        for name in (force.slug, force.official_name, force.statistical_name, *force.other_names)
    }


def _plain(name: str) -> str:
    return name.casefold().replace("&", "and").replace("-", " ").strip()


def _force(row: dict[str, str]) -> ForceReference:
    return ForceReference(
        slug=row["slug"],
        code=row["code"],
        official_name=row["official_name"],
        statistical_name=row["statistical_name"],
        ons_code=row["ons_code"],
        nation=row["nation"],
        region=row["region"],
        local_policing_body=row["local_policing_body"],
        other_names=tuple(name for name in row["other_names"].split(";") if name),
        source_status=row["source_status"],
        to_be_confirmed=tuple(row["to_be_confirmed"].split()),
    )
