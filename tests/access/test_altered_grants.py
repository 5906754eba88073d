"""Whoever alters one grant in the code meets the matrix, whichever grant it is."""

from __future__ import annotations

import random

import pytest

from tests.access.altering import altered, every_grant, noticed
from tests.promises.conftest import prove, size

__all__ = ["prove", "size"]


@pytest.mark.slow
@pytest.mark.xdist_group("matrix of the rest")
def test_altering_any_one_grant_is_noticed(world, module_database, asking, prove, size):
    grants = every_grant()
    chosen = random.Random(3).sample(grants, size(short=15, full=len(grants)))
    missed = []
    for grant in chosen:
        with altered(grant, module_database):
            if not noticed(grant, world):
                missed.append(str(grant))
    print("no address asks for these, and no line of inner_deeds:", *missed)
    found = len(chosen) - len(missed)
    prove(
        "P18", "altered grants that the matrix notices", figure=f"{found} of {len(chosen)}", goal="all of them",
        holds=not missed,
    )  # fmt: skip
