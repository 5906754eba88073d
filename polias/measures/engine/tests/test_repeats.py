"""Who was a victim before: rows that came again within so many days."""

from __future__ import annotations

import pytest

from polias.measures.engine import Quantity, Where, compute
from polias.measures.engine.months import months_back
from polias.measures.engine.tests.text_tables import measure_of, publish, rows_of

AGAIN = Quantity(dataset="crimes", aggregate="repeats", column="victim", day="day", within=365)
VICTIMS = Quantity(dataset="crimes", where=(Where("victim", "known"),))
SHARE = measure_of(AGAIN, over=VICTIMS)


def repeats(folder, table, *, month="2026-01", held_from="2025-01", measure=None, **how):
    rows = rows_of(table)
    publish(folder, rows, also=[("northshire", each) for each in months_back(month, days=365) if each >= held_from])
    return compute(measure or measure_of(AGAIN), folder, forces=["northshire"], months=[month], **how)


@pytest.mark.parametrize(
    ("earlier", "came_again"),
    [
        pytest.param("2026-01-14", 1, id="the day before"),
        pytest.param("2026-01-15", 0, id="the same day is no earlier one"),
        pytest.param("2025-01-15", 1, id="365 days before"),
        pytest.param("2025-01-14", 0, id="366 days before"),
        pytest.param("2026-01-16", 1, id="the day after: that one has come again"),
    ],
)
def test_a_victim_of_the_year_before_counts_in_the_month(datasets, earlier, came_again):
    table = f"northshire 2026-01-15 theft ann - -\nnorthshire {earlier} drugs ann - -"
    assert repeats(datasets, table).rows[0].value == came_again


def test_the_share_is_of_rows_with_a_known_victim(datasets):
    table = """
        northshire 2025-06-01 theft ann - -
        northshire 2026-01-02 theft ann - -
        northshire 2026-01-03 theft bob - -
        northshire 2026-01-04 theft -   - -
    """
    (row,) = repeats(datasets, table, measure=SHARE).rows
    assert (row.numerator, row.denominator, row.value) == (1, 2, 50)


def test_another_forces_victim_of_the_same_name_is_somebody_else(datasets):
    table = "eastmoor 2025-12-01 theft ann - -\nnorthshire 2026-01-02 theft ann - -"
    assert repeats(datasets, table).rows[0].value == 0


def test_only_rows_that_meet_the_conditions_count_and_are_looked_back_to(datasets):
    table = "northshire 2025-12-01 drugs ann - -\nnorthshire 2026-01-02 theft ann - -"
    thefts = Quantity(
        dataset="crimes", aggregate="repeats", column="victim", day="day", within=365,
        where=(Where("kind", "is", "theft"),),
    )  # fmt: skip
    assert repeats(datasets, table, measure=measure_of(thefts)).rows[0].value == 0


def test_without_the_whole_year_before_the_figure_is_not_known_and_says_what_is_missing(datasets):
    result = repeats(datasets, "northshire 2026-01-02 theft ann - -", held_from="2025-02")
    assert (result.rows[0].value, result.rows[0].held) == (None, False)
    assert result.missing == (("crimes", "northshire", "2025-01"),)


def test_every_month_looked_back_to_is_named_in_the_lineage_and_only_there(datasets):
    table = "northshire 2025-06-01 theft ann - -\nnorthshire 2026-01-02 theft ann - -"
    assert len(repeats(datasets, table).lineage) == 13
    plain = compute(measure_of(VICTIMS), datasets, forces=["northshire"], months=["2026-01"])
    assert [part.month for part in plain.lineage] == ["2026-01"]


def test_a_damaged_month_among_those_looked_back_to_is_the_reason(datasets):
    repeats(datasets, "northshire 2025-06-01 theft ann - -\nnorthshire 2026-01-02 theft ann - -")
    (damaged,) = (datasets / "crimes" / "force=northshire" / "month=2025-06").glob("*.parquet")
    damaged.write_bytes(damaged.read_bytes()[:-20])
    (row,) = compute(measure_of(AGAIN), datasets, forces=["northshire"], months=["2026-01"]).rows
    assert (row.value, row.fault.kind, row.fault.month) == (None, "cut short", "2025-06")
