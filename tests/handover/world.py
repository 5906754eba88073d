"""For tests of what passes from force to force: Eastmoor has a records officer too, and no agreement lends anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from polias.force.actions import engage, settle_reach
from polias.force.cast import PASSWORD
from polias.force.public import Area, Force
from polias.kit.access.sessions import actor_named
from polias.kit.testing.own_database import OwnDatabase
from tests.access.world import as_owner


@pytest.fixture(scope="module")
def both(module_database: OwnDatabase, django_db_blocker: Any) -> Iterator[OwnDatabase]:
    """Both forces can offer and answer; no agreement lends anything, so that only offers open a record."""
    with django_db_blocker.unblock():
        module_database.as_owner("delete from force_agreement")
        with as_owner(module_database):
            force = Force.objects.get(letters="EMR")
            area = Area.objects.get(force=force, kind="beat")
            engage(
                username="owen", name="Owen Blake", force=force, roles=["processor"], title="Records officer",
                area=area, password_hash=make_password(PASSWORD),
            )  # fmt: skip
            settle_reach()
        yield module_database


@pytest.fixture
def people(both: OwnDatabase) -> Callable[[str], Any]:
    return actor_named
