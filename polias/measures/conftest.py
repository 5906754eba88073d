"""What the measures' tests share: an empty home where the invented force is known, and the real data if it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from polias.measures.tests.made_up import install_northshire
from polias.measures.tests.published import kept_for_the_run, own_copy, published

__all__ = ["kept_for_the_run", "own_copy", "published"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new POLIAS_HOME that knows Northshire, apart from the folder in which a test lays its files."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("POLIAS_HOME", str(folder))
    install_northshire(folder)
    return folder


@pytest.fixture
def datasets(home: Path) -> Path:
    return home / "datasets"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real public data beside the repository; tests that need it are skipped where it is not."""
    folder = Path(os.environ.get("POLIAS_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip("needs the shared data beside the repository")
    return folder / "data"
