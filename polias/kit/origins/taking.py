"""Takes in many records that another system held: a batch at a time, each record once, and no row without an answer.

A batch is one transaction. One that the rules or the database refuse is halved until the row that is to blame stands
alone; that row goes to the rejects, and the others are taken. What was taken stays, so that an import that was cut
short is simply run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _

from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.errors import RuleBreach
from polias.kit.origins.facts import CameFrom
from polias.kit.origins.queries import held_already
from polias.kit.record.model import Record, Register
from polias.kit.tables.rejects import RejectsFile

T = TypeVar("T")
BATCH = 1_000


@dataclass(frozen=True)
class Newcomer(Generic[T]):
    """One row that may be taken: where it stands, and what it says as facts of our own."""

    line: int
    cells: Sequence[str | None]
    came_from: CameFrom
    facts: T


@dataclass
class Tally:
    """How many rows were taken, were held already, or were held with other values, which stay."""

    taken: int = 0
    held: int = 0
    differ: int = 0


@dataclass
class Taking(Generic[T]):
    """One kind of record from one source; ``registers`` holds what is here now by its id in the source."""

    type_name: str
    source: str
    actor: Actor
    take: Callable[[Sequence[Newcomer[T]]], Sequence[Record]]
    rejects: RejectsFile
    dry_run: bool = False
    remembers: bool = False
    step: Callable[[int], None] = lambda _count: None
    tally: Tally = field(default_factory=Tally)
    registers: dict[str, Register] = field(default_factory=dict)

    def run(self, rows: Iterable[Newcomer[T]]) -> Tally:
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            new = list(self._new_among(batch))
            if self.dry_run:
                self.tally.taken += len(new)
            else:
                self._take(new)
            self.rejects.flush()
            self.step(len(batch))
        return self.tally

    def _new_among(self, batch: Sequence[Newcomer[T]]) -> Iterator[Newcomer[T]]:
        with acting(self.actor):
            held = held_already(self.type_name, self.source, [r.came_from.own_id for r in batch], actor=self.actor)
        for row in batch:
            if row.came_from.own_id not in held:
                yield row
                continue
            register, said = held[row.came_from.own_id]
            if self.remembers:
                self.registers[row.came_from.own_id] = register
            if said == row.came_from.said:
                self.tally.held += 1
            else:
                self._differs(row, register)

    def _differs(self, row: Newcomer[T], register: Register) -> None:
        self.tally.differ += 1
        self.rejects.add(
            row.line,
            row.cells,
            reason=_("It was brought in before as %(reference)s with other values, which stay: change them there.")
            % {"reference": register.reference},
            why=_("brought in before with other values, which stay"),
        )

    def _take(self, rows: Sequence[Newcomer[T]]) -> None:
        if not rows:
            return
        try:
            with acting(self.actor):
                records = self.take(rows)
        except (RuleBreach, DataError, IntegrityError) as error:
            if len(rows) == 1:
                self._refused(rows[0], error)
                return
            half = len(rows) // 2
            self._take(rows[:half])
            self._take(rows[half:])
            return
        self.tally.taken += len(rows)
        if self.remembers:
            self.registers |= {r.came_from.own_id: one.register for r, one in zip(rows, records, strict=True)}

    def _refused(self, row: Newcomer[T], error: Exception) -> None:
        if "origin_once" in str(error):
            # Brought in meanwhile, or hidden from whoever asks: said in the same way.
            self.tally.held += 1
            return
        if isinstance(error, RuleBreach):
            sentence, why = str(error), error.breaches[0].sentence
        else:
            sentence = _("The database refuses the row: %(why)s.") % {"why": str(error).splitlines()[0].rstrip(".")}
            why = _("refused by the database")
        self.rejects.add(row.line, row.cells, reason=sentence, why=why)
