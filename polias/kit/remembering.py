"""Remembering for a short while what is asked all the time and changes once in a career."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_remembering: list[Callable[[], Any]] = []


def remembered_for(*, seconds: int, most: int = 4096) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep a function's answers in this process until the clock has moved on by so much; arguments must be hashable.

    Only for what every actor may know, such as names of staff and bounds of beats: never for a record.
    """

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        @functools.lru_cache(maxsize=most)
        def kept(_span: int, *args: Any, **kwargs: Any) -> T:
            return function(*args, **kwargs)

        _remembering.append(kept.cache_clear)

        @functools.wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            return kept(int(time.time() // seconds), *args, **kwargs)  # type: ignore[arg-type]  # hashable by promise

        return asked

    return wrap


def forget_everything() -> None:
    """After a change that must be seen at once, and before each test."""
    for forget in _remembering:
        forget()
