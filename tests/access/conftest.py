"""The world of the matrix, made once for each file, and a signed-in client for each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client

from polias.kit.server.folder import Home
from polias.kit.testing.own_database import OwnDatabase
from tests.access.world import World, a_world, client_of


@pytest.fixture(scope="module")
def world(module_database: OwnDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Records of three forces, people of every role, and one month of figures for each."""
    home = tmp_path_factory.mktemp("matrix")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLIAS_HOME", str(home))
        patch.setattr(django_settings, "POLIAS_HOME", Home(home))
        yield a_world(module_database, home / "datasets")


@pytest.fixture
def hasty(settings: Any, caplog: Any) -> None:
    """Hundreds of questions a second are asked here, and nowhere else; each refusal is not told in the log."""
    settings.ACCOUNT_RATE_LIMITS = False
    caplog.set_level("ERROR", "django.request")


@pytest.fixture
def asking(world: World, hasty: None) -> Iterator[Callable[[str], Client]]:
    """``asking("clerk")``: the client of one who holds the role; what it does is put back at the end."""
    with transaction.atomic():
        yield cache(client_of)
        transaction.set_rollback(True)
