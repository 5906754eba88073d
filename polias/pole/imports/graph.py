"""Reads an export of nodes and relationships: CSV files whose headings say :ID and :LABEL, or :START_ID and :TYPE.

The form is that of graph databases, whatever is in it: a property is `name` or `name:type`, an id may be of a group
(`:ID(Person)`), and a file holds nodes or relationships of one or of several kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from polias.kit.tables.broken import mended
from polias.kit.tables.problems import CannotBeRead
from polias.kit.tables.rejects import RejectsFile
from polias.kit.tables.sheet import Row, Sheet, sheet

_ROLE = re.compile(r":(ID|LABEL|START_ID|END_ID|TYPE)(?:\(([^)]*)\))?$", re.I)
ENDINGS = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".txt.gz", ".parquet")


@dataclass(frozen=True, slots=True)
class Node:
    """One node: its id with its group, the kind that its file gives it, and its properties by name."""

    own_id: str
    label: str
    properties: Mapping[str, str]
    file: str
    line: int
    cells: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship from a node to another."""

    start: str
    end: str
    kind: str
    properties: Mapping[str, str]
    file: str
    line: int
    cells: Sequence[str | None]

    @property
    def words(self) -> str:
        """Its kind with what is said of it: FAMILY_REL SIBLING."""
        return " ".join([self.kind, *filter(None, self.properties.values())])


@dataclass
class Graph:
    """Everything that the files of a folder hold; ``passed_over`` are files that are no part of such an export."""

    nodes: dict[str, Node] = field(default_factory=dict)
    relationships: list[Relationship] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    read: int = 0

    def of_label(self, label: str) -> Iterator[Node]:
        return (node for node in self.nodes.values() if node.label == label)


#: Where ids, labels and types stand, and of which group the ids are.
Places = Mapping[str, tuple[int, str]]
Adds = Callable[[Sheet, Row, Graph, Places], str]


def read_graph(folder: Path, rejects: RejectsFile) -> Graph:
    """All files of a folder; raises CannotBeRead when none of them holds nodes."""
    if not folder.is_dir():
        raise CannotBeRead(_("{folder} is no folder.").format(folder=folder), _("Name the folder of the export."))
    graph = Graph()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            _read_file(path, graph, rejects)
    if not graph.nodes:
        raise CannotBeRead(
            _("{folder} holds no file of nodes.").format(folder=folder),
            _("Their headings say :ID and :LABEL, as a graph database writes them."),
        )
    return graph


def _read_file(path: Path, graph: Graph, rejects: RejectsFile) -> None:
    if not path.name.lower().endswith(ENDINGS):
        graph.passed_over.append(path.name)
        return
    table = sheet(path)
    places = _places(table)
    if "ID" in places:
        _read_rows(table, graph, rejects, _add_node, places)
    elif {"START_ID", "END_ID"} <= places.keys():
        _read_rows(table, graph, rejects, _add_relationship, places)
    else:
        graph.passed_over.append(path.name)
        return
    graph.files.append(path)


def _places(table: Sheet) -> Places:
    found = ((place, _ROLE.search(heading)) for place, heading in enumerate(table.header))
    return {match[1].upper(): (place, match[2] or "") for place, match in found if match}


def _read_rows(table: Sheet, graph: Graph, rejects: RejectsFile, add: Adds, places: Places) -> None:
    for row in table.rows():
        graph.read += 1
        why = "" if row.fits else _("more or fewer values than columns")
        why = why or add(table, row, graph, places)
        if why:
            rejects.add(row.line, [table.path.name, *row.cells], reason=_("Not taken: {why}.").format(why=why), why=why)


def _add_node(table: Sheet, row: Row, graph: Graph, places: Places) -> str:
    """Why it is not added, or nothing."""
    own_id = _id(row, places["ID"])
    if not own_id:
        return _("a node without an id")
    if own_id in graph.nodes:
        return _("an id twice")
    label = _cell(row, places.get("LABEL")) or table.path.name.partition(".")[0]
    graph.nodes[own_id] = Node(
        own_id, label.split(";")[0], _properties(table, row), table.path.name, row.line, row.cells
    )
    return ""


def _add_relationship(table: Sheet, row: Row, graph: Graph, places: Places) -> str:
    start, end = _id(row, places["START_ID"]), _id(row, places["END_ID"])
    if not (start and end):
        return _("a relationship without both ends")
    kind = _cell(row, places.get("TYPE")) or table.path.name.partition(".")[0]
    graph.relationships.append(
        Relationship(start, end, kind, _properties(table, row), table.path.name, row.line, row.cells)
    )
    return ""


def _id(row: Row, where: tuple[int, str]) -> str:
    own_id = _cell(row, where)
    return f"{where[1]}:{own_id}" if own_id and where[1] else own_id


def _cell(row: Row, where: tuple[int, str] | None) -> str:
    return mended(row.cells[where[0]] or "").strip() if where else ""


def _properties(table: Sheet, row: Row) -> dict[str, str]:
    """By name without the type; those that are empty are left out."""
    named = zip(table.header, row.cells, strict=True)
    return {name.partition(":")[0]: cell for name, cell in named if cell and not _ROLE.search(name)}
