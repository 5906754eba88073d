"""Runs a force's own register through the matching engine, and puts what it finds into the queue, each pair once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal
from uuid import UUID

from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.door import require, visible_to
from polias.kit.audit.log import combined
from polias.kit.record.model import Grade
from polias.pole.matching.engine import Matched, match_records
from polias.pole.matching.evidence import Scored, scored_pairs
from polias.pole.matching.kinds import Mapped
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.tables import Records
from polias.pole.pairs import actions
from polias.pole.pairs.model import Pair
from polias.pole.pairs.rules import Return, comes_back_on_new_evidence
from polias.pole.people.model import Person

#: Pairs likelier one person than not, and how many of them at most; the strongest go first.
AT_LEAST, MOST = 0.0, 10_000
#: Rows read from the database at a time.
BATCH = 20_000
#: A pair that waits is written again when its score is so many bits from what it was.
MOVED = 1.0
COLUMNS = ("forenames", "surname", "date_of_birth", "sex", "phone", "address", "postcode")
MAPPING = (
    Mapped("forename", ("forenames",)),
    Mapped("surname", ("surname",)),
    Mapped("date_of_birth", ("date_of_birth",)),
    Mapped("sex", ("sex",)),
    Mapped("phone", ("phone",)),
    Mapped("address", ("address",)),
    Mapped("postcode", ("postcode",)),
)
Outcome = Literal["new", "again", "back", "kept"]


@dataclass
class Run:
    """What came of one run: people looked at, pairs found, and what became of each."""

    people: int = 0
    found: int = 0
    reach: float = 1.0
    outcomes: dict[Outcome, int] = field(default_factory=lambda: {"new": 0, "again": 0, "back": 0, "kept": 0})


def match_register(actor: Actor, *, at_least: float = AT_LEAST, most: int = MOST) -> Run:
    """Find who is recorded twice in the actor's force, of those the actor sees and nobody has locked.

    Reading is logged as a combination; each pair that is put into the queue is a deed of its own, so that a run that
    was cut short has done what it has done. Raises NotAllowed, CannotBeMatched.
    """
    require(actor, f"{Pair.TYPE}.put_forward")
    with acting(actor):
        records, known = _people(actor), _known(actor)
        combined(actor=actor, type_name=Person.TYPE, verb="match", content={"rows": len(records)})
    run = Run(people=len(records))
    if len(records) < 2:
        return run
    with match_records(records, mapping=MAPPING, rejects=Rejects()) as matched:
        del records
        run.reach, run.found = matched.reach, _how_many(matched, at_least)
        for scored in islice(scored_pairs(matched, at_least=at_least), most):
            run.outcomes[_settle(scored, known, actor)] += 1
    return run


def _people(actor: Actor) -> Records:
    """Everybody recorded in the force, as columns of text; without those whom a lock keeps for a few alone."""
    import pyarrow as pa

    ids: list[str] = []
    columns: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for pk, *values in _rows(actor):
        ids.append(str(pk))
        for name, value in zip(COLUMNS, values, strict=True):
            columns[name].append(_text(name, value))
    arrays = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    return Records(pa.array(ids, pa.string()), pa.array([0] * len(ids), pa.int32()), arrays, ("register",))


def _rows(actor: Actor) -> Iterator[tuple[Any, ...]]:
    rows = visible_to(Person, actor).filter(force_id=actor.force_id, grade__lt=Grade.LOCKED)
    return rows.order_by("pk").values_list("pk", *COLUMNS).iterator(chunk_size=BATCH)  # type: ignore[return-value]


def _text(name: str, value: Any) -> str:
    if name == "sex" and value == "X":
        return ""
    return "" if value is None else str(value)


def _known(actor: Actor) -> dict[frozenset[UUID], Pair]:
    rows = visible_to(Pair, actor).filter(force_id=actor.force_id)
    return {frozenset((row.one_id, row.other_id)): row for row in rows}


def _how_many(matched: Matched, at_least: float) -> int:
    return int(matched.connection.execute("SELECT count(*) FROM scored WHERE weight >= ?", [at_least]).fetchone()[0])


def _settle(scored: Scored, known: dict[frozenset[UUID], Pair], actor: Actor) -> Outcome:
    """A pair that nobody has seen goes into the queue; one that is known only as far as there is news of it."""
    people = (UUID(scored.one), UUID(scored.other))
    pair = known.get(frozenset(people))
    if pair is None:
        actions.put_forward(actor=actor, people=people, weight=scored.weight, said=scored.said)
        return "new"
    with acting(actor):
        changed = actions.has_changed(pair, actor=actor)
    if pair.state == "waiting" and (changed or abs(scored.weight - pair.weight) >= MOVED):
        actions.renew(pair, actor=actor, weight=scored.weight, said=scored.said)
        return "again"
    if pair.state in ("different", "unsure") and _is_news(pair, scored.weight, changed=changed):
        actions.come_back(pair, actor=actor, weight=scored.weight, said=scored.said)
        return "back"
    return "kept"


def _is_news(pair: Pair, weight: float, *, changed: bool) -> bool:
    decided_on = pair.weight if pair.weight_decided is None else pair.weight_decided
    return comes_back_on_new_evidence(Return(changed, weight, decided_on)) is None
