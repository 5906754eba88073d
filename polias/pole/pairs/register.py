"""Runs a force's own register through the matching engine, and puts what it finds into the queue, each pair once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Literal
from uuid import UUID

from django.utils import timezone

from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.door import require, visible_to
from polias.kit.audit.log import combined
from polias.kit.record.model import Grade
from polias.kit.rules.rule import breaches_of
from polias.pole.matching.engine import Matched, match_records
from polias.pole.matching.evidence import Said, Scored, scored_pairs
from polias.pole.matching.kinds import Mapped
from polias.pole.matching.machines import Engine
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.tables import Records
from polias.pole.names.queries import other_names_of, whole_names
from polias.pole.pairs import actions
from polias.pole.pairs.by_itself import facts_of, link_from, measured_from
from polias.pole.pairs.model import Drawn, Pair
from polias.pole.pairs.origins import origin_of
from polias.pole.pairs.rules import RULES, Return, comes_back_on_new_evidence
from polias.pole.pairs.sample import BANDS, FOUND_FROM, drawn, quarter_of
from polias.pole.pairs.words import UNDER_ANOTHER
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
    """What came of one run: people looked at, pairs found, what became of each, and how many linked by themselves.

    ``closed`` counts pairs that waited and are found no more.
    """

    people: int = 0
    found: int = 0
    reach: float = 1.0
    linked: int = 0
    closed: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=lambda: {"new": 0, "again": 0, "back": 0, "kept": 0})


def match_register(actor: Actor, *, at_least: float = AT_LEAST, most: int = MOST, engine: Engine = "duckdb") -> Run:
    """Find who is recorded twice in the actor's force, of those the actor sees and nobody has locked.

    Reading is logged as a combination; each pair that is put into the queue is a deed of its own, so that a run that
    was cut short has done what it has done. Raises NotAllowed, CannotBeMatched.
    """
    require(actor, f"{Pair.TYPE}.put_forward")
    with acting(actor):
        records, known = _people(actor), _known(actor)
        combined(actor=actor, type_name=Person.TYPE, verb="match", content={"rows": _people_in(records)})
    run = Run(people=_people_in(records))
    if run.people < 2:
        return run
    with acting(actor):
        start = link_from(actor.force_id)
        measured = measured_from(start, actor=actor) if start is not None else 0.0
    owners = records.owners
    with match_records(records, mapping=MAPPING, rejects=Rejects(), engine=engine) as matched:
        del records
        run.reach, run.found = matched.reach, _how_many(matched, at_least)
        run.closed = _close_what_is_gone(matched, known, actor)
        for scored in islice(scored_pairs(matched, at_least=at_least), most):
            pair, outcome = _settle(_with_names(scored, owners), known, actor)
            run.outcomes[outcome] += 1
            if start is not None:
                run.linked += _link_by_itself(pair, actor, start=start, measured=measured)
    return run


def draw_sample(actor: Actor, *, size: int) -> Run:
    """Draw this quarter's sample for review into the queue; what was drawn for it already stays as it is.

    Raises NotAllowed, CannotBeMatched.
    """
    require(actor, f"{Pair.TYPE}.draw")
    with acting(actor):
        records, known = _people(actor), _known(actor)
        combined(actor=actor, type_name=Person.TYPE, verb="match", content={"rows": _people_in(records)})
        quarter = quarter_of(timezone.localdate())
        drawn_already = _drawn(known, quarter)
    run = Run(people=_people_in(records))
    if run.people < 2 or drawn_already:
        run.outcomes["kept"] = drawn_already
        return run
    names = (records.ids, records.columns["forenames"], records.columns["surname"])
    rows = zip(*(column.to_pylist() for column in names), strict=True)
    # By the name by which they are known now, which stands before their others.
    origins = {pk: origin_of(f, s) for pk, f, s in reversed(list(rows))}
    owners = records.owners
    with match_records(records, mapping=MAPPING, rejects=Rejects()) as matched:
        del records
        run.reach, run.found = matched.reach, _how_many(matched, FOUND_FROM)
        chosen = drawn(scored_pairs(matched, at_least=BANDS[0]), origins, size=size, seed=quarter)
    for one in chosen:
        pair, outcome = _settle(_with_names(one.scored, owners), known, actor)
        run.outcomes[outcome] += 1
        actions.draw(
            pair,
            actor=actor,
            quarter=quarter,
            band=one.band,
            origin=one.origin,
            stands_for=one.stands_for,
            of_people=run.people,
        )
    return run


def _drawn(known: dict[frozenset[UUID], Pair], quarter: str) -> int:
    return Drawn.objects.filter(register_id__in=[pair.pk for pair in known.values()], quarter=quarter).count()


def _link_by_itself(pair: Pair, actor: Actor, *, start: float, measured: float) -> bool:
    """Link a pair that waits when every rule allows it; otherwise it waits for a person."""
    if pair.state != "waiting" or pair.weight < start:
        return False
    with acting(actor):
        facts = facts_of(pair, link_from=start, measured=measured)
    if breaches_of(RULES, facts, move="link_by_itself"):
        return False
    actions.link_by_itself(pair, actor=actor, facts=facts)
    return True


def _people(actor: Actor) -> Records:
    """Everybody recorded in the force, as columns of text; without those whom a lock keeps for a few alone.

    Somebody with other names has one more row for each, which says all else that is known of them again.
    """
    import pyarrow as pa

    ids: list[str] = []
    owners: list[int] = []
    columns: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for pk, *values in _rows(actor):
        owners.append(owners[-1] if ids and ids[-1] == str(pk) else len(ids))
        ids.append(str(pk))
        for name, value in zip(COLUMNS, values, strict=True):
            columns[name].append(_text(name, value))
    arrays = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    files = pa.array([0] * len(ids), pa.int32())
    return Records(pa.array(ids, pa.string()), files, arrays, ("register",), pa.array(owners, pa.int32()))


def _rows(actor: Actor) -> Iterator[tuple[Any, ...]]:
    """One row for each name of each person, the name by which they are known now first."""
    rows = visible_to(Person, actor).filter(force_id=actor.force_id, grade__lt=Grade.LOCKED)
    people = iter(rows.order_by("pk").values_list("pk", *COLUMNS).iterator(chunk_size=BATCH))
    while some := list(islice(people, BATCH)):
        others = other_names_of([pk for pk, *_values in some])
        for pk, forenames, surname, *rest in some:
            names = whole_names(forenames, surname, others.get(pk, ()))
            for name in dict.fromkeys((each.forenames, each.surname) for each in names):
                yield (pk, *name, *rest)


def _people_in(records: Records) -> int:
    """How many people the rows are of."""
    return len(records.owners.unique())


def _with_names(scored: Scored, owners: Any) -> Scored:
    """Says so where a pair was found under another name than the one by which somebody is known now."""
    if all(owners[row].as_py() == row for row in scored.rows):
        return scored
    return replace(scored, said=(*scored.said, Said(UNDER_ANOTHER, "found by it", 0.0)))


def _close_what_is_gone(matched: Matched, known: dict[frozenset[UUID], Pair], actor: Actor) -> int:
    """Pairs that wait although the register as it is now no longer gives them; how many were closed."""
    found = {frozenset((UUID(one.one), UUID(one.other))) for one in scored_pairs(matched, at_least=AT_LEAST)}
    compared = {UUID(pk) for pk in matched.ids}
    with acting(actor):
        drawn = set(Drawn.objects.values_list("register_id", flat=True))
    gone = [
        pair
        for people, pair in known.items()
        if pair.state == "waiting" and people <= compared and people not in found and _may_close(pair, drawn)
    ]
    for pair in gone:
        actions.no_longer_found(pair, actor=actor)
    return len(gone)


def _may_close(pair: Pair, drawn: set[UUID]) -> bool:
    """Not what waits to be reviewed as part of a sample, nor what a person has put back themselves."""
    return pair.pk not in drawn and not (pair.decided_by is not None and pair.weight_decided is None)


def _text(name: str, value: Any) -> str:
    if name == "sex" and value == "X":
        return ""
    return "" if value is None else str(value)


def _known(actor: Actor) -> dict[frozenset[UUID], Pair]:
    rows = visible_to(Pair, actor).filter(force_id=actor.force_id)
    return {frozenset((row.one_id, row.other_id)): row for row in rows}


def _how_many(matched: Matched, at_least: float) -> int:
    return int(matched.connection.execute("SELECT count(*) FROM scored WHERE weight >= ?", [at_least]).fetchone()[0])


def _settle(scored: Scored, known: dict[frozenset[UUID], Pair], actor: Actor) -> tuple[Pair, Outcome]:
    """A pair that nobody has seen goes into the queue; one that is known only as far as there is news of it."""
    people = (UUID(scored.one), UUID(scored.other))
    pair = known.get(frozenset(people))
    if pair is None:
        return actions.put_forward(actor=actor, people=people, weight=scored.weight, said=scored.said), "new"
    with acting(actor):
        changed = actions.has_changed(pair, actor=actor)
    if pair.state == "waiting" and (changed or abs(scored.weight - pair.weight) >= MOVED):
        return actions.renew(pair, actor=actor, weight=scored.weight, said=scored.said), "again"
    if pair.state == "gone":
        return actions.find_again(pair, actor=actor, weight=scored.weight, said=scored.said), "back"
    if pair.state in ("different", "unsure") and _is_news(pair, scored.weight, changed=changed):
        return actions.come_back(pair, actor=actor, weight=scored.weight, said=scored.said), "back"
    return pair, "kept"


def _is_news(pair: Pair, weight: float, *, changed: bool) -> bool:
    decided_on = pair.weight if pair.weight_decided is None else pair.weight_decided
    return comes_back_on_new_evidence(Return(changed, weight, decided_on)) is None
