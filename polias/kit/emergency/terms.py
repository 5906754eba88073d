"""What a force has decided about emergency access: how long it lasts, by when it is reviewed, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """Minutes that one access lasts, working days within which it is reviewed, and the role that reviews it."""

    minutes: int
    working_days: int
    reviewers: str


_terms: dict[str, Callable[[int], Terms]] = {}


def decide_terms_by(function: Callable[[int], Terms]) -> None:
    """Tell the kit the terms of each force; the force module does this when Django starts."""
    _terms["of"] = function


def terms_of(force_id: int) -> Terms:
    return _terms["of"](force_id)
