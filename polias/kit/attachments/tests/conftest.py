"""A file store of a test's own, and a way to send a file to a record."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from polias.kit.server.folder import Home


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> Path:
    """The folder of files, empty."""
    settings.POLIAS_HOME = Home(tmp_path)
    return tmp_path / "files"


def send(client: Any, reference: str, name: str, content: bytes, **more: str) -> Any:
    """Send a file as the form does; the answer."""
    return client.post(f"/files/add/{reference}", {"file": SimpleUploadedFile(name, content), **more})


def lying(store: Path) -> list[str]:
    """What lies in the store, half files too."""
    return sorted(str(path.relative_to(store)) for path in store.rglob("*") if path.is_file())


def made_older(store: Path, *, days: int) -> None:
    """Let everything in the store have lain there for so long."""
    for path in store.rglob("*"):
        if path.is_file():
            at = path.stat().st_mtime - days * 24 * 3600
            os.utime(path, (at, at))
