"""Fixtures of the proofs: how long a run is, and where its figures go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from polias.kit.server import Home
from tests.promises.faults.site import Site
from tests.promises.ledger import Measured, in_full, measured

T = TypeVar("T")


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with the cast that does not run, to copy others from."""
    one = Site(Home(tmp_path_factory.mktemp("m")))
    one.make()
    return one.home


@pytest.fixture(scope="session")
def site(made_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served installation that may be killed, backed up and restored; the tests that break it share one group."""
    one = Site(Home(tmp_path_factory.mktemp("s")))
    one.make_like(made_home)
    one.serve()
    yield one
    one.stop()


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
        test = request.node.nodeid.partition("[")[0].partition("@")[0]
        one: Measured = measured(name, what=what, figure=figure, goal=goal, holds=holds, test=test)
        assert one.holds, f"{one.promise} {one.what}: {one.figure}, but the goal is {one.goal}"

    return say
