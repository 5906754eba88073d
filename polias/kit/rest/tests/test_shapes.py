"""The body of a request follows from the signature of the action, down to frozen commands and records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest
from pydantic import ValidationError

from polias.kit.access.actor import Actor
from polias.kit.record.action import Action
from polias.kit.record.model import Register
from polias.kit.record.types import DeclarationError, record_types
from polias.kit.rest.shapes import shape_of


@dataclass(frozen=True)
class Spot:
    address: str
    kind: Literal["home", "shop"] = "home"
    floor: int | None = None


def visit(
    *,
    actor: Actor,
    surname: str,
    on: date,
    at: datetime,
    spots: tuple[Spot, ...] = (),
    notes: Mapping[str, str] | None = None,
    version: int | None = None,
) -> None:
    """Visit somebody."""


@pytest.fixture
def shape():
    model = record_types()[0].model
    return shape_of(Action("some.type.visit", visit, creates=True), model=model)


USUAL: dict[str, Any] = {"surname": "Adams", "on": "2026-03-02", "at": "2026-03-02T12:00:00+01:00"}


def test_what_is_sent_becomes_what_the_action_takes(shape):
    body = shape.body(**USUAL, spots=[{"address": "1 Lantern Row", "floor": 2}], notes={"a": "b"})
    assert shape.arguments(body, actor=None) == {
        "surname": "Adams",
        "on": date(2026, 3, 2),
        "at": datetime(2026, 3, 2, 11, tzinfo=UTC),
        "spots": (Spot("1 Lantern Row", floor=2),),
        "notes": {"a": "b"},
    }


def test_what_is_left_out_keeps_the_default_of_the_action(shape):
    assert set(shape.arguments(shape.body(**USUAL), actor=None)) == {"surname", "on", "at"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"surnames": "x"}, "surnames"),
        ({"surname": 5}, "surname"),
        ({"surname": "x\x00"}, "surname"),
        ({"surname": "\ud800"}, "surname"),
        ({"surname": "x" * 81}, "surname"),
        ({"on": "0001-01-01"}, "on"),
        ({"at": "2026-03-02T12:00:00"}, "at"),
        ({"spots": [{"adress": "x"}]}, "spots"),
        ({"spots": [{"address": "x", "kind": "castle"}]}, "spots"),
        ({"spots": [{"address": "x", "floor": 2**31}]}, "spots"),
        ({"actor": "ben"}, "actor"),
        ({"version": 3}, "version"),
    ],
)
def test_every_mistake_is_named(shape, change, field):
    with pytest.raises(ValidationError) as refused:
        shape.body(**(USUAL | change))
    assert {error["loc"][0] for error in refused.value.errors()} == {field}


def test_a_parameter_that_no_program_can_send_stops_the_start():
    def odd(*, actor: Actor, row: object) -> None:
        """Odd."""

    odd.__annotations__ = {"actor": Actor, "row": set[Register]}
    with pytest.raises(DeclarationError, match=r"some.type.odd.row is of a kind that no program can send"):
        shape_of(Action("some.type.odd", odd, creates=True), model=record_types()[0].model)
