"""How a module says which of its records become a dataset: what it follows, in which months they lie, and the rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from polias.kit.datasets.declaration import Dataset
from polias.manifest import Quality

Row = Mapping[str, Any]

#: Restricted records are published apart from the others, and say less.
OPEN, RESTRICTED = "open", "restricted"
PARTITION_BY = ("force", "month", "restriction")


class Unit(NamedTuple):
    """One force (slug) and one London month (YYYY-MM): what is rewritten as a whole."""

    force: str
    month: str


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A dataset made from records.

    `follows` names the record type whose changes are followed, `also_follows` others that decide what a row says (whom
    it is about); `units_of` gives the months in which records lie
    (of all records, when None). A record stays in the units it had: its months only ever grow in number.
    `rows_of` gives every row of one unit in an order that does not change, each with all columns and, beside them,
    `restriction` (OPEN or RESTRICTED); what else a row holds is not published, and serves `quality`. `basis` is a text
    that changes when the same records would give other rows (a set of positive outcomes, the names of areas): then
    everything is published afresh.
    """

    dataset: Dataset
    follows: str
    units_of: Callable[[Collection[UUID] | None, datetime], Iterable[Unit]]
    rows_of: Callable[[Unit, datetime], Iterable[Row]]
    quality: Callable[[Iterable[Row]], Quality] = lambda rows: Quality()
    basis: Callable[[], str] = lambda: ""
    also_follows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.dataset.partition_by != PARTITION_BY:
            raise ValueError(f"dataset {self.dataset.name} is made from records: it is split by {PARTITION_BY}")


_PUBLICATIONS: dict[str, Publication] = {}


def publishes(*publications: Publication) -> None:
    """Declare what a module publishes; called from its records.py when Django starts."""
    for one in publications:
        _PUBLICATIONS[one.dataset.name] = one


def publications() -> list[Publication]:
    """All declared publications, by name."""
    return [_PUBLICATIONS[name] for name in sorted(_PUBLICATIONS)]
