"""Where published datasets lie: `POLIAS_HOME/datasets/<dataset>/force=<slug>/month=<YYYY-MM>/`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

MANIFEST_NAME = "manifest.json"
LOCK_NAME = ".lock"


def polias_home() -> Path:
    """The folder that holds everything this installation keeps; `POLIAS_HOME`, or `.polias` where one stands."""
    return Path(os.environ.get("POLIAS_HOME") or ".polias").expanduser().absolute()


def datasets_folder() -> Path:
    return polias_home() / "datasets"


def partition_folder(datasets: Path, *, dataset: str, keys: Mapping[str, str]) -> Path:
    """The folder of one partition; `keys` in the order in which the dataset splits (force, then month)."""
    folder = datasets / dataset
    for name, value in keys.items():
        folder = folder / f"{name}={value}"
    return folder
