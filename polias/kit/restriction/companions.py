"""Records that say what another record says, and therefore share its fate: the queue's item of a crime, for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from polias.kit.record.writing import locked

Finder = Callable[[Any], Iterable[Any]]

_finders: dict[str, list[Finder]] = defaultdict(list)


def goes_with(type_name: str, find: Finder) -> None:
    """Declare records that are locked, hidden, opened and closed together with each record of a type.

    ``find(record)`` gives them; called inside the deed, by somebody who sees the record.
    """
    if find not in _finders[type_name]:
        _finders[type_name].append(find)


def with_companions(record: Any) -> list[Any]:
    """The record and all that go with it, each locked against another deed."""
    return [record, *(locked(one) for find in _finders[record.TYPE] for one in find(record))]
