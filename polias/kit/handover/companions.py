"""Records that go along when another is taken over by another force: the queue's item of a crime, for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

Finder = Callable[[Any], Iterable[Any]]
_finders: dict[str, list[Finder]] = defaultdict(list)


def travels_with(type_name: str, find: Finder) -> None:
    """Declare records of the same force that are taken over together with each record of a type."""
    if find not in _finders[type_name]:
        _finders[type_name].append(find)


def going_with(record: Any) -> list[Any]:
    """Those that go along with a record."""
    return [one for find in _finders[record.TYPE] for one in find(record)]
