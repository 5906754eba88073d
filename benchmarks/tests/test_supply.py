"""The figures promised of the checks on a supply, on few made-up tables: wide bounds, which a fault still breaks."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import supply
from benchmarks.supply import SCENARIOS


@pytest.fixture(autouse=True)
def few_tables(monkeypatch):
    monkeypatch.setattr(supply, "TABLES", 30)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_two_fifths_lost_of_every_kind_are_found_and_clean_tables_are_left_alone(scenario):
    rng = np.random.default_rng(3)
    for before in supply.BEFORE:
        assert supply.hits(scenario, rng, share=0.4, before=before) >= 0.7
    falls, stops = supply.false_alarms(scenario, rng)
    assert falls <= 0.5
    assert stops <= 0.1


def test_fields_and_repeated_rows():
    found = supply.shares_found(np.random.default_rng(3), before=12)
    assert found["field: by half"] == found["twice: a tenth"] == 1
    assert found["field: none"] == found["twice: none"] == 0
