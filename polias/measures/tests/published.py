"""An invented past, entered and published once for all tests of measures that only read it (fixtures)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from polias.measures.tests.past import Past


@pytest.fixture(scope="session")
def kept_for_the_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return {"home": tmp_path_factory.mktemp("published")}


@pytest.fixture
def published(kept_for_the_run: dict[str, Any], cast: Callable[[str], Any]) -> tuple[Past, Path]:
    """Two years of Northshire's crimes and one of Eastmoor's, and the home in which they are published.

    The records go with the first test that asked; the files and the plain rows stay for the others.
    """
    from polias.kit.datasets.publish import publish
    from polias.measures.tests.past import invent

    if "past" not in kept_for_the_run:
        now = datetime.now(UTC)
        first = datetime(now.year - 2, now.month, 1, tzinfo=UTC)
        past = invent(cast("asha"), first=first, last=now, a_month=12, without=(missing_month(now),))
        invent(cast("carys"), first=datetime(now.year - 1, now.month, 1, tzinfo=UTC), last=now, a_month=12)
        publish(datasets=kept_for_the_run["home"] / "datasets")
        kept_for_the_run["past"] = past
    return kept_for_the_run["past"], kept_for_the_run["home"]


@pytest.fixture
def own_copy(published: tuple[Past, Path], tmp_path: Path) -> Path:
    """A home with the same files, for a test that changes them."""
    shutil.copytree(published[1], tmp_path, dirs_exist_ok=True)
    return tmp_path


def missing_month(now: datetime) -> str:
    """The month that was never supplied: the fifth before this one."""
    index = now.year * 12 + now.month - 1 - 5
    return f"{index // 12:04}-{index % 12 + 1:02}"
