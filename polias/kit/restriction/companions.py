"""Records that say what another record says, and therefore share its fate: the queue's item of a crime, for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from polias.kit.record.model import Level
from polias.kit.record.writing import locked
from polias.kit.restriction.queries import restriction_of

Finder = Callable[[Any], Iterable[Any]]
#: How far the records that a companion goes with shut it; the second is one of them that is left out.
Shutting = Callable[[Any, UUID | None], Level]

_finders: dict[str, list[Finder]] = defaultdict(list)
_shutting: dict[str, Shutting] = {}


def goes_with(type_name: str, find: Finder) -> None:
    """Declare records that are locked, hidden, opened and closed together with each record of a type.

    ``find(record)`` gives them; called inside the deed, by somebody who sees the record.
    """
    if find not in _finders[type_name]:
        _finders[type_name].append(find)


def shut_by(type_name: str, ask: Shutting) -> None:
    """Declare how to find out what shuts a companion that goes with several records.

    ``ask(companion, besides)`` must know of records, too, that whoever asks does not see.
    """
    _shutting[type_name] = ask


def with_companions(record: Any) -> list[Any]:
    """The record and all that go with it, each locked against another deed."""
    return [record, *(locked(one) for find in _finders[record.TYPE] for one in find(record))]


def opened_with(record: Any) -> list[Any]:
    """The record and those that go with it, but for those that something else keeps shut."""
    return [one for one in with_companions(record) if one.pk == record.pk or not shut_otherwise(one, than=record)]


def shut_otherwise(one: Any, *, than: Any) -> Level:
    """How far a record is shut for other reasons than that ``than`` is: on its own account, or for yet others."""
    itself = one.pk == than.pk
    own = None if itself else restriction_of(one, shared=False)
    return max(Level(own.level) if own else Level.NONE, shut_for_others(one, besides=None if itself else than.pk))


def shut_for_others(one: Any, *, besides: UUID | None) -> Level:
    """How far the records that a companion goes with shut it, one of them left out."""
    shared = restriction_of(one, shared=True)
    if shared is None:
        return Level.NONE
    ask = _shutting.get(one.TYPE)
    if ask is not None:
        return ask(one, besides)
    # It goes with a single record.
    return Level(shared.level) if besides is None else Level.NONE
