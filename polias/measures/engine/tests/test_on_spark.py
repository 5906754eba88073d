"""The same declarations on Spark give the same figures as in DuckDB."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from polias.kit import spark
from polias.measures.engine import DatedSet, Quantity, Where, compute_all
from polias.measures.engine.machines import OnSpark
from polias.measures.engine.months import span
from polias.measures.engine.tests.text_tables import measure_of, publish

FORCES, MONTHS = ("eastmoor", "northshire"), span("2025-01", "2026-03")
SOME = DatedSet("some", "made up", (("theft", "", None), ("drugs", "2026-02", None)))
VICTIMS = Quantity(dataset="crimes", where=(Where("victim", "known"),))
#: One measure of each sort: a count, a share, a median, a set that changes with time, a look at the year before.
FIVE = [
    measure_of(Quantity(dataset="crimes"), group_by=("kind",)),
    measure_of(
        Quantity(dataset="crimes", where=(Where("late", "is", True),)), over=Quantity(dataset="crimes"),
        group_by=("kind",),
    ),
    measure_of(Quantity(dataset="crimes", aggregate="median", column="hours"), group_by=("kind",)),
    measure_of(Quantity(dataset="crimes", where=(Where("kind", "in", SOME),)), group_by=("kind",)),
    measure_of(
        Quantity(dataset="crimes", aggregate="repeats", column="victim", day="day", within=365), over=VICTIMS,
        group_by=("kind",),
    ),
]  # fmt: skip


def made_up(count):
    made = random.Random(5)
    for _number in range(count):
        day = date(2025, 1, 1) + timedelta(days=made.randrange(455))
        yield {
            "force": made.choice(FORCES), "day": day, "month": f"{day:%Y-%m}",
            "kind": made.choice(["theft", "drugs", "other", None]), "victim": made.choice(["ann", "bob", "cat", None]),
            "hours": made.choice([None, made.randrange(1000) / 8]), "late": made.choice([True, False, None]),
        }  # fmt: skip


@pytest.mark.slow
def test_five_measures_are_equal_on_spark_row_by_row(datasets):
    pytest.importorskip("pyspark", reason="PySpark is not installed (make tools or make spark)")
    if spark.java_found() < spark.JAVA:
        pytest.skip(f"Spark needs Java {spark.JAVA} or later")
    publish(datasets, made_up(600))
    months = MONTHS[-3:]
    here = compute_all(FIVE, datasets, forces=FORCES, months=months, group_by=("kind",))
    with spark.spark_session("polias measures") as session:
        there = compute_all(FIVE, datasets, forces=FORCES, months=months, group_by=("kind",), machine=OnSpark(session))
    for ours, theirs in zip(here, there, strict=True):
        assert [(row.force, row.month, row.group) for row in ours.rows] == [
            (row.force, row.month, row.group) for row in theirs.rows
        ]
        assert [row.value for row in theirs.rows] == pytest.approx([row.value for row in ours.rows], rel=1e-12)
        assert sum(bool(row.value) for row in ours.rows) > 3
        assert ours.lineage == theirs.lineage
