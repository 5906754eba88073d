"""What the tests of boards share: a folder of published datasets of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from polias.boards.tests.factories import publish_crimes


@pytest.fixture
def crimes_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of datasets in which Northshire has published May 2026."""
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    publish_crimes(tmp_path / "datasets")
    return tmp_path / "datasets"
