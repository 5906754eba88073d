"""Invariant 1: imports follow the layers, and each contract of .importlinter catches a planted breach."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

PLANTED = {
    "polias/kit/record/planted.py": "from polias.crime.public import CrimeRecorded\n",
    "polias/crime/planted.py": "from polias.kit.record import ids\nimport polias.boards.public\n",
    "polias/contact/planted.py": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from polias.quality.public import queue_the_crime\n"
    ),
    "polias/quality/planted.py": "from polias.crime.reports.model import CrimeReport\n",
    "polias/measures/engine/planted.py": "import django.db\n",
    "polias/manifest/planted.py": "import pandas\n",
    "polias/custody/__init__.py": "",
}
SAID = (
    "polias.kit is not allowed to import polias.crime",
    "polias.crime is not allowed to import polias.boards",
    "polias.contact is not allowed to import polias.quality",
    "polias.quality.planted reaches past the front door into polias.crime.reports.model",
    "polias.measures.engine is not allowed to import django",
    "polias.manifest is not allowed to import pandas",
)


def lint(folder: Path) -> tuple[int, str]:
    """What lint-imports says of the package in a folder."""
    program = Path(sys.executable).with_name("lint-imports")
    argv = [str(program), "--config", str(folder / ".importlinter"), "--no-cache"]
    done = subprocess.run(
        argv, cwd=folder, env={"PYTHONPATH": str(folder), "COLUMNS": "300"}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source of the product, the contracts and the contract of our own, to plant something in."""
    only_source = shutil.ignore_patterns("tests", "static", "templates", "*.csv", "__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "polias", ignore=only_source)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    (tmp_path / "tests" / "architecture").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "architecture" / "front_door.py", tmp_path / "tests" / "architecture")
    return tmp_path


@pytest.mark.slow
def test_imports_follow_the_layers():
    status, said = lint(ROOT)
    assert status == 0, said


@pytest.mark.slow
def test_each_planted_import_is_caught(copy: Path):
    for name, text in PLANTED.items():
        file = copy / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    status, said = lint(copy)
    assert status == 1
    if "custody" in said:
        # An undeclared module stops the check of the layers before it names anything else.
        (copy / "polias/custody/__init__.py").unlink()
        said += lint(copy)[1]
    assert "custody" in said, "a module that is in no layer is named"
    assert [sentence for sentence in SAID if sentence not in " ".join(said.split())] == []
