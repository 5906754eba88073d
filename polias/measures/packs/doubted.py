"""What is doubted of the supply behind a pack, so that no doubted month is a figure in it, and none judges another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from polias.measures.catalogue import is_published
from polias.measures.engine import Measure, compute, compute_all
from polias.measures.results.judgement import Group
from polias.measures.results.supply import Supply
from polias.measures.supply.looking import SUPPLIES, SupplyOf, look_over


@dataclass(frozen=True)
class Doubted:
    """By force, each dataset that is looked over and what is doubted of it."""

    by_force: Mapping[str, Sequence[tuple[SupplyOf, Supply]]]

    def gaps(self, measure: Measure, *, force: str, group: Group) -> dict[str, str]:
        """The months whose figure is not to be trusted, each with the reason."""
        found: dict[str, str] = {}
        for of, supply in self._behind(measure, force):
            names = [name for name, _value in group]
            found |= supply.gaps(measure, kind=of.kind_of(measure, group), group_by=names)
        return found

    def since(self, measure: Measure, *, force: str, group: Group, month: str) -> str:
        """From which month on figures compare; empty where all do."""
        jumps = [
            supply.comparable_from(month, kind=of.kind_of(measure, group))
            for of, supply in self._behind(measure, force)
        ]
        return max((jump.month for jump in jumps if jump), default="")

    def _behind(self, measure: Measure, force: str) -> Iterator[tuple[SupplyOf, Supply]]:
        datasets = {quantity.dataset for quantity in measure.quantities}
        yield from ((of, supply) for of, supply in self.by_force.get(force, ()) if of.dataset in datasets)


def looked_over(
    measures: Sequence[Measure],
    datasets: Path,
    *,
    forces: Sequence[str],
    months: Sequence[str],
    as_at: datetime | None,
) -> Doubted:
    """Every force's supply of the datasets behind these measures, as far as they are looked over; no month goes on."""
    behind = {quantity.dataset for measure in measures for quantity in measure.quantities}
    found: dict[str, list[tuple[SupplyOf, Supply]]] = {}
    for force in forces:
        for of in (one for one in SUPPLIES.values() if one.dataset in behind):
            if not is_published(of.whole, force, datasets=datasets):
                continue
            asked: dict[str, Any] = {"forces": (force,), "months": months, "as_at": as_at, "every_byte": True}
            by_kind = compute(of.whole, datasets, group_by=(of.dimension,), **asked)
            beside = compute_all(of.beside, datasets, **asked) if of.beside else []
            supply = look_over(of, force, by_kind=by_kind, beside=beside, months=by_kind.months)
            found.setdefault(force, []).append((of, supply))
    return Doubted(found)
