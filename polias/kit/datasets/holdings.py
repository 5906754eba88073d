"""What the datasets folder holds, read from the manifests alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from polias.manifest import current_partitions, datasets_folder


def held(datasets: Path | None = None) -> list[dict[str, Any]]:
    """One line per dataset and force: first and last month, how many months, rows, and when it was last renewed."""
    folder = datasets or datasets_folder()
    names = sorted(path.name for path in folder.glob("*") if path.is_dir()) if folder.exists() else []
    return [line for name in names for line in _of_dataset(folder, name)]


def _of_dataset(folder: Path, name: str) -> list[dict[str, Any]]:
    by_force: dict[str, list[Any]] = {}
    for _path, manifest in current_partitions(folder, dataset=name):
        if manifest.current is not None:
            by_force.setdefault(manifest.keys["force"], []).append(manifest)
    return [_line(name, force, manifests) for force, manifests in sorted(by_force.items())]


def _line(name: str, force: str, manifests: list[Any]) -> dict[str, Any]:
    months = sorted({manifest.keys["month"] for manifest in manifests})
    versions = [manifest.current for manifest in manifests]
    return {
        "dataset": name,
        "force": force,
        "first": months[0],
        "last": months[-1],
        "months": len(months),
        "rows": sum(version.rows for version in versions),
        "renewed": f"{max(version.known_from for version in versions):%Y-%m-%d %H:%M} UTC",
    }
