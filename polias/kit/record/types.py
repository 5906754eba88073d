"""RecordType: the declaration from which pages, REST, commands, history, search and the contract suite are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from polias.kit.i18n.text import Words

if TYPE_CHECKING:
    from polias.kit.record.model import Record
    from polias.kit.screens.declare import Column, Panel
    from polias.kit.workflow.table import Workflow


#: One summary card: its title and its rows of a name and a value.
Card = tuple[Words, list[tuple[Words, Any]]]


@dataclass(frozen=True)
class Parts:
    """What hangs on a record and is told with it to programs: a dataclass for one, and how those of many are read.

    ``read(records)`` gives them by the key of the record; a record without any may be left out.
    """

    shape: type
    read: Callable[[Sequence[Any]], Mapping[Any, Sequence[Any]]]


class DeclarationError(Exception):
    """A declaration contradicts another: found at start, never by a user."""


@dataclass(frozen=True, kw_only=True)
class RecordType:
    """What one kind of record is, who owns it, who may do what with it and how it is shown.

    ``number`` is stable for ever (row security compares it); ``name`` is the dotted folder, so that
    ``crime.reports`` lives in polias/crime/reports and at /crime/reports.
    ``says`` turns the codes of a field into words in the record's history.
    ``mine`` gives the filter of the records an actor works on: their running clocks are on My work.
    ``parts`` are told with a record under these names; they change with its version.
    ``names_records`` are fields that hold the reference of another record: read only by whoever sees that one.
    ``grants`` maps each role to the verbs it may use; the verb ``view`` opens the type to the role.
    ``may_be_shared`` with a force to which an agreement lends them; ``read_by_every_force`` without one, since they say
    nothing of anybody and concern all: each only by the roles that read the type.
    ``done_elsewhere`` are verbs that another force may do to a record: for each, which force that is, if any.
    """

    number: int
    name: str
    model: type[Record]
    label: Words
    label_plural: Words
    prefix: str
    purpose: str
    owner: str
    classification: str
    retention: str
    grants: Mapping[str, frozenset[str]]
    workflow: Workflow
    may_be_shared: bool = False
    read_by_every_force: bool = False
    columns: Sequence[Column] = ()
    panels: Sequence[Panel] = ()
    cards: Callable[[Any], list[Card]] | None = None
    mine: Callable[[Any], Any] | None = None
    says: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    names_records: tuple[str, ...] = ()
    parts: Mapping[str, Parts] = field(default_factory=dict)
    done_elsewhere: Mapping[str, Callable[[Any], int | None]] = field(default_factory=dict)
    menu: Words | None = None
    reference_style: str = "yearly"
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return "/" + self.name.replace(".", "/")

    @property
    def package(self) -> str:
        return f"polias.{self.name}"


_TYPES: dict[str, RecordType] = {}


def declare(*record_types: RecordType) -> None:
    """Add record types to the house; called from each module's records.py when Django starts."""
    for one in record_types:
        clash = next((t for t in _TYPES.values() if t.number == one.number or t.prefix == one.prefix), None)
        if clash and clash.name != one.name:
            raise DeclarationError(f"{one.name} and {clash.name} share a number or a prefix")
        if one.name != one.model.TYPE:
            raise DeclarationError(f"{one.model.__name__}.TYPE is {one.model.TYPE!r}, declared as {one.name!r}")
        _TYPES[one.name] = one


def record_types() -> list[RecordType]:
    """All declared record types, by number."""
    return sorted(_TYPES.values(), key=lambda t: t.number)


def record_type(name: str) -> RecordType:
    return _TYPES[name]
