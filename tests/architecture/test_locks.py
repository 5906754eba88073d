"""Two deeds that have nothing to do with each other never wait for one lock."""

from __future__ import annotations

import re
from pathlib import Path

import polias
from polias.kit.database.locks import AdvisoryLock

ROOT = Path(polias.__file__).parent
NUMBERS = re.compile(r"\b507_\d{3}\b")


def test_every_number_of_an_advisory_lock_stands_once_and_in_one_file():
    found = {path.relative_to(ROOT).as_posix(): NUMBERS.findall(path.read_text()) for path in ROOT.rglob("*.py")}
    found = {path: numbers for path, numbers in found.items() if numbers}
    assert list(found) == ["kit/database/locks.py"]
    [numbers] = found.values()
    assert len(numbers) == len(set(numbers)) == len(AdvisoryLock)
