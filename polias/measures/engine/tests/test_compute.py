"""Figures over published Parquet: text table in, figures out, and DuckDB against a plain count in Python."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from polias.kit.datasets import Column, Dataset, DatasetWriter, Quality
from polias.measures.engine import DatedSet, Measure, Quantity, Where, compute
from polias.measures.engine.compute import ColumnNotPublished, DimensionUnknown


def column(name, kind="string"):
    return Column(name=name, type=kind, meaning=name, source="made up")


REPORTS = Dataset(
    name="crime_reports", title="Crime reports", grain="one row per report", source="made up",
    columns=(
        column("force"), column("recorded_month"), column("area"), column("offence_group"), column("hours", "float64"),
    ),
)  # fmt: skip
OUTCOMES = Dataset(
    name="outcomes", title="Outcomes", grain="one row per outcome", source="made up",
    columns=(column("force"), column("given_month"), column("beat"), column("outcome")),
)  # fmt: skip
WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def publish(datasets, dataset, table, *, force="northshire", month="2026-01", known_from=WHEN, quality=None):
    """Publish a text table, one row a line, for the columns after force and month."""
    names = [c.name for c in dataset.columns][2:]
    types = {c.name: c.type for c in dataset.columns}
    lines = [line.split() for line in table.strip().splitlines()]
    columns = {"force": [force] * len(lines), dataset.columns[1].name: [month] * len(lines)}
    for place, name in enumerate(names):
        cells = [None if line[place] == "-" else line[place] for line in lines]
        columns[name] = [None if c is None else float(c) for c in cells] if types[name] == "float64" else cells
    with DatasetWriter(dataset, datasets=datasets, keys={"force": force, "month": month}) as writer:
        writer.write(columns)
        writer.publish(content_hash=str(hash((table, month, force))), source={}, known_from=known_from, quality=quality)


RECORDED = Measure(
    name="recorded", title="Recorded", question="How many?", source="made up", owner="nobody",
    numerator=Quantity(dataset="crime_reports", month="recorded_month"), group_by=("area", "offence_group"),
)  # fmt: skip
IN_TIME = Measure(
    name="in_time", title="In time", question="Share within 24 hours?", source="made up", owner="nobody",
    unit="per cent", better="higher", group_by=("area",),
    numerator=Quantity(dataset="crime_reports", month="recorded_month", where=(Where("hours", "at most", 24),)),
    denominator=Quantity(dataset="crime_reports", month="recorded_month"),
)  # fmt: skip
POSITIVE = DatedSet(
    "positive", "made up", (("charged", "", None), ("caution", "", "2026-01"), ("warning", "2026-02", None))
)
OUTCOME_RATE = Measure(
    name="outcome_rate", title="Outcome rate", question="Outcomes over crimes?", source="made up", owner="nobody",
    unit="per cent", better="higher", group_by=("area",),
    numerator=Quantity(
        dataset="outcomes", month="given_month", where=(Where("outcome", "in", POSITIVE),), dimensions={"area": "beat"},
    ),
    denominator=Quantity(dataset="crime_reports", month="recorded_month"),
)  # fmt: skip


def figures(result):
    return {(row.force, row.month, *(value for _, value in row.group)): row.value for row in result.rows}


def test_counts_by_area_and_a_group_without_rows_counts_nought(datasets):
    publish(datasets, REPORTS, "a theft 1\na theft 2\nb drugs 3")
    publish(datasets, REPORTS, "a theft 1", month="2026-02")
    result = compute(RECORDED, datasets, forces=["northshire"], months=["2026-01", "2026-02"], group_by=["area"])
    assert figures(result) == {
        ("northshire", "2026-01", "a"): 2,
        ("northshire", "2026-02", "a"): 1,
        ("northshire", "2026-01", "b"): 1,
        ("northshire", "2026-02", "b"): 0,
    }


def test_a_month_that_is_not_held_is_unknown_and_not_nought(datasets):
    publish(datasets, REPORTS, "a theft 1")
    result = compute(RECORDED, datasets, forces=["northshire", "eastmoor"], months=["2026-01", "2026-02"])
    assert figures(result)["northshire", "2026-02"] is None
    assert figures(result)["eastmoor", "2026-01"] is None
    assert ("crime_reports", "northshire", "2026-02") in result.missing
    assert [row.held for row in result.series(force="northshire")] == [True, False]


def test_nothing_published_at_all_gives_unknown_figures(datasets):
    result = compute(RECORDED, datasets, forces=["northshire"], months=["2026-01"])
    assert (figures(result), result.as_at) == ({("northshire", "2026-01"): None}, None)


def test_a_held_month_without_rows_is_nought_and_a_share_of_nothing_is_unknown(datasets):
    publish(datasets, REPORTS, "")
    assert figures(compute(RECORDED, datasets, forces=["northshire"], months=["2026-01"]))["northshire", "2026-01"] == 0
    (row,) = compute(IN_TIME, datasets, forces=["northshire"], months=["2026-01"]).rows
    assert (row.value, row.numerator, row.denominator) == (None, 0, 0)


def test_a_share_counts_both_parts(datasets):
    publish(datasets, REPORTS, "a theft 1\na theft 24\na theft 24.5\nb theft -")
    (row,) = compute(IN_TIME, datasets, forces=["northshire"], months=["2026-01"]).rows
    assert (row.numerator, row.denominator, row.value) == (2, 4, 50)


def test_outcomes_given_in_the_month_over_crimes_recorded_in_it_by_the_set_of_that_month(datasets):
    for month in ("2026-01", "2026-02"):
        publish(datasets, REPORTS, "a theft 1\na theft 1\na theft 1\na theft 1", month=month)
        publish(datasets, OUTCOMES, "a charged\na caution\na warning\na -", month=month)
    publish(datasets, OUTCOMES, "a charged\na warning", month="2026-02", known_from=WHEN + timedelta(days=1))
    result = compute(OUTCOME_RATE, datasets, forces=["northshire"], months=["2026-01", "2026-02"], group_by=["area"])
    assert figures(result) == {("northshire", "2026-01", "a"): 50, ("northshire", "2026-02", "a"): 50}
    assert result.reference_sets == (("positive", POSITIVE.content_hash),)


def test_a_figure_can_be_asked_as_at_a_past_moment(datasets):
    publish(datasets, REPORTS, "a theft 1")
    publish(datasets, REPORTS, "a theft 1\na theft 2", known_from=WHEN + timedelta(days=9))
    now = compute(RECORDED, datasets, forces=["northshire"], months=["2026-01"])
    then = compute(RECORDED, datasets, forces=["northshire"], months=["2026-01"], as_at=WHEN + timedelta(days=1))
    before = compute(RECORDED, datasets, forces=["northshire"], months=["2026-01"], as_at=WHEN - timedelta(days=1))
    assert [r.rows[0].value for r in (now, then, before)] == [2, 1, None]
    assert [part.version for part in now.lineage + then.lineage] == [2, 1]
    assert now.as_at == WHEN + timedelta(days=9)


def test_quality_is_weighted_by_rows_and_names_its_lowest(datasets):
    publish(datasets, REPORTS, "a theft 1\na theft 1\na theft 1", quality=Quality(validity=1.0, completeness=0.9))
    publish(datasets, REPORTS, "a theft 1", month="2026-02", quality=Quality(validity=0.8))
    quality = compute(RECORDED, datasets, forces=["northshire"], months=["2026-01", "2026-02"]).quality
    assert quality.validity == pytest.approx(0.95)
    assert quality.lowest() == ("completeness", pytest.approx(0.9))
    assert quality.accuracy is None


def test_a_measure_may_not_use_a_column_that_no_manifest_names(datasets):
    publish(datasets, REPORTS, "a theft 1")
    wrong = Measure(
        name="wrong", title="Made up", question="How many?", source="made up", owner="nobody",
        numerator=Quantity(dataset="crime_reports", month="recorded_month", where=(Where("colour", "is", "red"),)),
    )  # fmt: skip
    with pytest.raises(ColumnNotPublished, match="colour"):
        compute(wrong, datasets, forces=["northshire"], months=["2026-01"])


def test_a_measure_may_be_grouped_only_as_declared(datasets):
    with pytest.raises(DimensionUnknown, match="offence_group"):
        compute(IN_TIME, datasets, forces=["northshire"], months=["2026-01"], group_by=["offence_group"])


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Where("offence_group", "is", "theft"), 2),
        (Where("offence_group", "is not", "theft"), 3),
        (Where("offence_group", "in", ("theft", "drugs")), 3),
        (Where("offence_group", "not in", ("theft", "drugs")), 2),
        (Where("offence_group", "known"), 4),
        (Where("offence_group", "unknown"), 1),
        (Where("hours", "more than", 2), 2),
        (Where("hours", "less than", 2), 1),
        (Where("hours", "at least", 2), 3),
    ],
)
def test_each_condition_keeps_what_it_says_and_unknown_is_not_a_value(datasets, condition, expected):
    publish(datasets, REPORTS, "a theft 1\na theft 2\na drugs 3\na other 4\na - -")
    measure = Measure(
        name="m", title="Made up", question="How many?", source="made up", owner="nobody",
        numerator=Quantity(dataset="crime_reports", month="recorded_month", where=(condition,)),
    )  # fmt: skip
    assert compute(measure, datasets, forces=["northshire"], months=["2026-01"]).rows[0].value == expected


@pytest.mark.parametrize(
    ("aggregate", "expected"), [("sum", 10), ("mean", 2.5), ("median", 2.5), ("max", 4), ("distinct", 4)]
)
def test_each_aggregate_over_a_column(datasets, aggregate, expected):
    publish(datasets, REPORTS, "a theft 1\na theft 2\na drugs 3\na other 4\na - -")
    measure = Measure(
        name="m", title="Made up", question="How many?", source="made up", owner="nobody", unit="hours",
        numerator=Quantity(dataset="crime_reports", month="recorded_month", aggregate=aggregate, column="hours"),
    )  # fmt: skip
    assert compute(measure, datasets, forces=["northshire"], months=["2026-01"]).rows[0].value == expected


def test_duckdb_counts_what_plain_python_counts(datasets):
    made, months, expected = random.Random(7), ["2026-01", "2026-02", "2026-03"], Counter()
    for force in ("northshire", "eastmoor"):
        for month in months:
            rows = [
                (made.choice("abc"), made.choice(["theft", "drugs", "-"]), str(made.randint(0, 50))) for _ in range(500)
            ]
            publish(datasets, REPORTS, "\n".join(map(" ".join, rows)), force=force, month=month)
            for area, group, _hours in rows:
                expected[force, month, area, None if group == "-" else group] += 1
    result = compute(
        RECORDED, datasets, forces=["northshire", "eastmoor"], months=months, group_by=["area", "offence_group"]
    )
    assert {key: value for key, value in figures(result).items() if value} == dict(expected)
