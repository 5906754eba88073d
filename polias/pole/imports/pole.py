"""One import of an export of nodes and relationships: what becomes a record, what becomes words of one, what is joined.

Whatever has no home here yet is counted and stands in the rejects, as does every row that is not taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.audit.log import brought_in
from polias.kit.origins.facts import CameFrom, hash_of
from polias.kit.origins.model import LONGEST_ID
from polias.kit.origins.taking import BATCH, Newcomer, Taking, Tally
from polias.kit.record.model import Record, Register
from polias.kit.tables.rejects import RejectsFile
from polias.pole.imports.columns import Columns, columns
from polias.pole.imports.graph import Graph, Node, Relationship, read_graph
from polias.pole.imports.labels import BECOMES, Kind, asked_labels, joined, kind_of_label
from polias.pole.imports.running import only_for_those_who
from polias.pole.imports.things import NodeKind, Said, join_values
from polias.pole.imports.values import Cells, NotTaken, fitting
from polias.pole.links.actions import take_in_links
from polias.pole.links.facts import End
from polias.pole.matching.dates import Order, order_of
from polias.pole.people.model import Person


@dataclass(frozen=True, slots=True, eq=False)
class Join:
    """One relationship that becomes a link: whose it is, in which role, and with whom."""

    of: str
    role: str
    other: str
    said: Relationship


@dataclass
class PoleImport:
    """What was asked for and what has come of it so far, by kind of record, by label and by type of relationship."""

    folder: Path
    source: str
    graph: Graph
    kinds: dict[str, Kind | None]
    dry_run: bool
    tallies: dict[str, Tally] = field(default_factory=dict)
    joined: Counter[str] = field(default_factory=Counter)
    joined_before: int = 0
    became_words: Counter[str] = field(default_factory=Counter)
    homeless: Counter[str] = field(default_factory=Counter)
    unused: Counter[str] = field(default_factory=Counter)
    preview: dict[str, list[Any]] = field(default_factory=dict)


class PoleReader:
    """Takes a graph apart into records, their words and their links, and brings them in in that order."""

    def __init__(self, one: PoleImport, node_kinds: Sequence[NodeKind], actor: Actor, rejects: RejectsFile) -> None:
        self.one, self.node_kinds, self.actor, self.rejects = one, node_kinds, actor, rejects
        self.today = timezone.localdate()
        self.words: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.joins: dict[str, list[Join]] = defaultdict(list)
        self.done: set[Join] = set()
        self.registers: dict[str, Register] = {}
        self.accepted: set[str] = set()

    def run(self, step: Callable[[int], None]) -> None:
        self._sort_relationships()
        for kind in self.node_kinds:
            taking = Taking(
                kind.type_name, self.one.source, self.actor, self._taker(kind), self.rejects,
                dry_run=self.one.dry_run, remembers=True, step=step,
            )  # fmt: skip
            self.one.tallies[kind.kind] = taking.tally
            newcomers = self._newcomers(kind)
            first = list(islice(newcomers, 2))
            self.one.preview[kind.kind] = [row.facts for row in first]
            taking.registers = self.registers
            taking.run(_chained(first, newcomers))
        self._join_the_rest()
        self._tell_the_homeless()

    # ------------------------------------------------------------------------------------------ relationships

    def _kind(self, own_id: str) -> Kind | None:
        return self.one.kinds[self.one.graph.nodes[own_id].label]

    def _sort_relationships(self) -> None:
        """What becomes words of a record, what becomes a link, and what has no home."""
        nodes = self.one.graph.nodes
        for each in self.one.graph.relationships:
            missing = next((end for end in (each.start, each.end) if end not in nodes), None)
            if missing is not None:
                self._reject(each, _("its node {id} is in no file").format(id=missing), _("an end is in no file"))
            elif not (self._becomes_words(each) or self._becomes_a_link(each)):
                self.one.homeless[each.kind] += 1
                self._reject(each, _("{kind} has no home in Polias yet").format(kind=each.kind), _("no home yet"))

    def _becomes_words(self, each: Relationship) -> bool:
        for part, whole in ((each.end, each.start), (each.start, each.end)):
            parts, wholes = self._kind(part), self._kind(whole)
            value = BECOMES.get((parts, wholes)) if parts and wholes else None
            if value:
                node = self.one.graph.nodes[part]
                self._add_word(whole, value, " ".join(node.properties.values()))
                self.one.became_words[node.label] += 1
                self.accepted.add(part)
                return True
        return False

    def _add_word(self, own_id: str, value: str, word: str) -> None:
        if word and word not in self.words[own_id][value]:
            self.words[own_id][value].append(word)

    def _becomes_a_link(self, each: Relationship) -> bool:
        found = joined(each.words, self._kind(each.start), self._kind(each.end))
        if found is None:
            return False
        role, forwards = found
        of, other = (each.start, each.end) if forwards else (each.end, each.start)
        self.joins[of].append(Join(of, role, other, each))
        return True

    # ------------------------------------------------------------------------------------------------- nodes

    def _newcomers(self, kind: NodeKind) -> Iterator[Newcomer[Any]]:
        for label in [label for label, named in self.one.kinds.items() if named == kind.kind]:
            nodes = list(self.one.graph.of_label(label))
            names = list(dict.fromkeys(name for node in nodes for name in node.properties))
            found = columns(names, kind.known)
            order = order_of(
                node.properties.get(name, "") for node in nodes for value in DATES for name in found.names(value)
            )
            self.one.unused.update(
                f"{label}.{name}" for node in nodes for name in found.unused if name in node.properties
            )
            yield from (row for node in nodes if (row := self._newcomer(node, kind, found, order)) is not None)

    def _newcomer(self, node: Node, kind: NodeKind, found: Columns, order: Order) -> Newcomer[Any] | None:
        cells = Cells()
        texts = [cells.text(node.properties.get(name)) for name in found.header]
        values = {value: found.value(value, texts) for value in kind.known}
        try:
            facts = kind.facts(Said(self._with_words(node, kind, values, cells), self.today, order, cells))
            own_id = fitting(node.own_id, most=LONGEST_ID, what="id")
        except NotTaken as refused:
            self.rejects.add(
                node.line, [node.file, *node.cells], reason=refused.because.sentence, why=refused.because.why
            )
            return None
        self.rejects.add_changed(node.line, [node.file, *node.cells], cells.changes)
        self.accepted.add(own_id)
        came_from = CameFrom(self.one.source, own_id, hash_of(vars(facts).values()))
        return Newcomer(node.line, [node.file, *node.cells], came_from, facts)

    def _with_words(self, node: Node, kind: NodeKind, values: dict[str, str], cells: Cells) -> dict[str, str]:
        """A node's own values, and those that stand in nodes beside it: telephone, postcode, home."""
        for value, words in self.words.get(node.own_id, {}).items():
            if not values.get(value):
                values[value] = join_values(value, [cells.text(word) for word in words])
        if kind.kind == "people" and not values.get("address"):
            home = next((join.other for join in self.joins.get(node.own_id, ()) if join.role == "lives_at"), "")
            values |= self._address(home, cells) if home else {}
        return values

    def _address(self, own_id: str, cells: Cells) -> dict[str, str]:
        """Where somebody lives, as the words of a person's own record."""
        node = self.one.graph.nodes[own_id]
        known = next(kind.known for kind in self.node_kinds if kind.kind == "locations")
        found = columns(list(node.properties), known)
        texts = [cells.text(node.properties[name]) for name in found.header]
        return {value: found.value(value, texts) for value in ("address", "postcode")}

    def _taker(self, kind: NodeKind) -> Callable[[Sequence[Newcomer[Any]]], Sequence[Record]]:
        """Takes a batch in, each record with those of its links whose other end is here."""

        def take(rows: Sequence[Newcomer[Any]]) -> Sequence[Record]:
            ready = {
                row.came_from.own_id: [j for j in self.joins.get(row.came_from.own_id, ()) if j.other in self.registers]
                for row in rows
            }
            ends = {own_id: [self._end(join) for join in joins] for own_id, joins in ready.items()}
            records = kind.take(self.actor, [(row.facts, row.came_from) for row in rows], ends)
            made = [join for joins in ready.values() for join in joins]
            self.done.update(made)
            self.one.joined.update(join.role for join in made)
            return records

        return take

    def _end(self, join: Join) -> End:
        return End(join.role, self.registers[join.other], f"{self.one.source}: {join.said.words}")

    # -------------------------------------------------------------------------------------------- afterwards

    def _join_the_rest(self) -> None:
        """Links between records of one kind, and those of records that were here before."""
        left = [join for joins in self.joins.values() for join in joins if join not in self.done]
        here = self.accepted if self.one.dry_run else self.registers
        ready = []
        for join in left:
            if join.of in here and join.other in here:
                ready.append(join)
            else:
                self._reject(join.said, _("one of its ends was not taken"), _("an end was not taken"))
        if self.one.dry_run:
            self.one.joined.update(join.role for join in ready)
            return
        for start in range(0, len(ready), BATCH):
            batch = ready[start : start + BATCH]
            with acting(self.actor):
                ends = [(self.registers[join.of], self._end(join)) for join in batch]
                new = take_in_links(actor=self.actor, ends=ends)
            self.one.joined[_("between records that were here")] += new
            self.one.joined_before += len(batch) - new

    def _tell_the_homeless(self) -> None:
        """Nodes of which neither a record nor a word of one was made."""
        kinds = {kind.kind for kind in self.node_kinds}
        for node in self.one.graph.nodes.values():
            if self.one.kinds[node.label] in kinds or node.own_id in self.accepted:
                continue
            self.one.homeless[node.label] += 1
            self._reject(node, _("{kind} has no home in Polias yet").format(kind=node.label), _("no home yet"))

    def _reject(self, one: Node | Relationship, sentence: str, why: str) -> None:
        self.rejects.add(one.line, [one.file, *one.cells], reason=_("Not taken: {why}.").format(why=sentence), why=why)


#: Values of nodes that are dates, by which it is told whether the day or the month comes first.
DATES = ("date_of_birth", "happened_on")


def import_pole(
    folder: Path,
    *,
    actor: Actor,
    rejects: RejectsFile,
    node_kinds: Sequence[NodeKind],
    asked: str = "",
    source: str = "",
    dry_run: bool = False,
    start: Callable[[int], None] = lambda _rows: None,
    step: Callable[[int], None] = lambda _rows: None,
) -> PoleImport:
    """Take in the folder; raises CannotBeRead for one that holds no such export, NotAllowed for the wrong role."""
    for kind in node_kinds:
        only_for_those_who(kind.type_name, actor)
    wanted = asked_labels(asked)
    rejects.columns("file", "cells")
    graph = read_graph(folder, rejects)
    labels = dict.fromkeys(node.label for node in graph.nodes.values())
    kinds = {label: wanted[label] if label in wanted else kind_of_label(label) for label in labels}
    one = PoleImport(folder, source or folder.resolve().name, graph, kinds, dry_run)
    records = {kind.kind for kind in node_kinds}
    start(sum(kinds[node.label] in records for node in graph.nodes.values()))
    reader = PoleReader(one, node_kinds, actor, rejects)
    try:
        reader.run(step)
    finally:
        if not dry_run and any(tally.taken for tally in one.tallies.values()):
            with acting(actor):
                brought_in(actor=actor, type_name=Person.TYPE, content=_content(one, rejects))
    return one


def _content(one: PoleImport, rejects: RejectsFile) -> dict[str, Any]:
    """The import as a whole in the audit; each record has its own row."""
    return {
        "folder": one.folder.name,
        "files": [path.name for path in one.graph.files],
        "source": one.source,
        "rows": one.graph.read,
        "taken": {kind: tally.taken for kind, tally in one.tallies.items()},
        "held": {kind: tally.held for kind, tally in one.tallies.items()},
        "joined": dict(one.joined),
        "no_home": dict(one.homeless),
        "rejected": rejects.reasons.total(),
    }


def _chained(first: Iterable[Newcomer[Any]], rest: Iterator[Newcomer[Any]]) -> Iterator[Newcomer[Any]]:
    yield from first
    yield from rest
