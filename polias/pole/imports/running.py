"""One import of people from beginning to end: what it takes from where, what came of each row, and one audit row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from polias.force.public import ROLES
from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.audit.log import brought_in
from polias.kit.errors import NotAllowed
from polias.kit.origins.queries import source_that_said
from polias.kit.origins.taking import Newcomer, Taking
from polias.kit.record.model import Record
from polias.kit.record.types import record_type
from polias.kit.tables.rejects import RejectsFile
from polias.kit.tables.sheet import sheet
from polias.pole.imports.columns import Columns
from polias.pole.imports.people import PeopleReader, columns_of_people, looked_through, source_named
from polias.pole.matching.dates import Order
from polias.pole.people.actions import take_in
from polias.pole.people.model import Person
from polias.pole.people.newcomer import PersonSaid

#: Rows that a dry run shows, and rows by which a file is known again under another name.
PREVIEW, KNOWN_BY = 5, 100


@dataclass
class PeopleImport:
    """What was asked for, and what has come of it so far."""

    path: Path
    source: str
    columns: Columns
    rows: int
    order: Order
    dry_run: bool
    read: int = 0
    taken: int = 0
    held: int = 0
    differ: int = 0
    preview: list[PersonSaid] = field(default_factory=list)


def import_people(
    path: Path,
    *,
    actor: Actor,
    rejects: RejectsFile,
    asked: str = "",
    source: str = "",
    dry_run: bool = False,
    start: Callable[[int], None] = lambda _rows: None,
    step: Callable[[int], None] = lambda _rows: None,
) -> PeopleImport:
    """Take in the people of a file; raises CannotBeRead for a file that is no table, NotAllowed for the wrong role."""
    only_for_those_who(Person.TYPE, actor)
    table = sheet(path)
    found = columns_of_people(table, asked)
    rows, order = looked_through(table, found)
    start(rows)
    rejects.columns(*table.header)
    reader = PeopleReader(table, found, source or source_named(path), order, rejects)
    one = PeopleImport(path, reader.source, found, rows, order, dry_run)
    newcomers = reader.newcomers()
    first = list(islice(newcomers, KNOWN_BY))
    one.preview = [row.facts for row in first[:PREVIEW]]
    if not source and (earlier := _known_as(first, actor)):
        one.source = reader.source = earlier
        first = [_of(earlier, row) for row in first]
    taking = Taking(Person.TYPE, one.source, actor, _taker(actor), rejects, dry_run=dry_run, step=step)
    try:
        taking.run(chain(first, newcomers))
    finally:
        one.read = reader.read
        one.taken, one.held, one.differ = taking.tally.taken, taking.tally.held, taking.tally.differ
        if one.taken and not dry_run:
            _tell(one, rejects, actor)
    return one


def only_for_those_who(type_name: str, actor: Actor) -> None:
    """Refuse whoever may not take records of a type in, and say who may."""
    if actor.may(f"{type_name}.take_in"):
        return
    roles = [str(ROLES[role]) for role, verbs in record_type(type_name).grants.items() if "take_in" in verbs]
    raise NotAllowed(
        _("%(name)s may not bring records in.") % {"name": actor.name},
        do=_("Who may: %(roles)s.") % {"roles": ", ".join(roles)},
    )


def _taker(actor: Actor) -> Callable[[Sequence[Newcomer[PersonSaid]]], Sequence[Record]]:
    def take(rows: Sequence[Newcomer[PersonSaid]]) -> Sequence[Record]:
        return take_in(actor=actor, people=[(row.facts, row.came_from) for row in rows])  # type: ignore[no-any-return]

    return take


def _known_as(first: Sequence[Newcomer[PersonSaid]], actor: Actor) -> str:
    """The source that a file came from before, if it was brought in under another name."""
    said = {row.came_from.own_id: row.came_from.said for row in first}
    with acting(actor):
        return source_that_said(Person.TYPE, said, actor=actor) if said else ""


def _of(source: str, row: Newcomer[PersonSaid]) -> Newcomer[PersonSaid]:
    from dataclasses import replace

    return replace(row, came_from=replace(row.came_from, source=source))


def _tell(one: PeopleImport, rejects: RejectsFile, actor: Actor) -> None:
    """The import as a whole in the audit; each record has its own row."""
    content = {
        "file": one.path.name,
        "sha256": _sha256(one.path),
        "source": one.source,
        "rows": one.rows,
        "read": one.read,
        "taken": one.taken,
        "held": one.held,
        "differ": one.differ,
        "rejected": rejects.reasons.total(),
        "columns": {kind: one.columns.names(kind) for kind in one.columns.places},
        "not_taken": list(one.columns.unused),
    }
    with acting(actor):
        brought_in(actor=actor, type_name=Person.TYPE, content=content)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def counts(one: PeopleImport, rejects: RejectsFile) -> Iterator[tuple[str, int]]:
    """For programs: what came of the rows."""
    yield from (("read", one.read), ("taken", one.taken), ("held", one.held), ("differ", one.differ))
    yield "rejected", rejects.reasons.total() - one.differ
    yield "taken_with_a_change", rejects.changed_rows
