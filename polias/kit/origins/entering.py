"""Enters many records with the places they came from, for the verbs that take in, inside their deed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from polias.kit.origins.facts import CameFrom
from polias.kit.origins.queries import origin
from polias.kit.record.bulk import add_to_each, enter_all
from polias.kit.record.model import Record

R = TypeVar("R", bound=Record)


def enter_from(records: Sequence[R], came_from: Sequence[CameFrom], *, force_id: int) -> list[R]:
    """New records of one type, each with its origin."""
    entered = enter_all(records, force_id=force_id)
    pairs = [(record, came) for record, came in zip(entered, came_from, strict=True)]
    add_to_each((one.register, origin(came, type_name=one.TYPE, force_id=force_id)) for one, came in pairs)
    return entered
