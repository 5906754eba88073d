"""Fixtures of the proofs: how long a run is, and where its figures go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from tests.promises.ledger import Measured, in_full, measured

T = TypeVar("T")


@pytest.fixture
def size() -> Callable[..., T]:
    """``size(short=20, full=200)``: how much to do in this run."""

    def choose(*, short: T, full: T) -> T:
        return full if in_full() else short

    return choose


@pytest.fixture
def prove(request: pytest.FixtureRequest) -> Callable[..., None]:
    """``prove("P6", "double posts", figure="0 of 500", goal="0", holds=True)``: tell a figure, then let it fail."""

    def say(name: str, what: str, *, figure: str, goal: str, holds: bool) -> None:
        test = request.node.nodeid.partition("[")[0]
        one: Measured = measured(name, what=what, figure=figure, goal=goal, holds=holds, test=test)
        assert one.holds, f"{one.promise} {one.what}: {one.figure}, but the goal is {one.goal}"

    return say
