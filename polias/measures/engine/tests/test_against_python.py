"""Any declaration over any rows: the engine counts what plain Python counts."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polias.measures.engine import Quantity, Where, compute
from polias.measures.engine.months import span
from polias.measures.engine.tests.text_tables import counted_plainly, figures, measure_of, publish

FORCES, FIRST = ("eastmoor", "northshire"), date(2024, 12, 20)
MONTHS = span("2024-12", "2026-02")
DAYS = st.integers(0, 430).map(lambda days: FIRST + timedelta(days=days))
ROWS = st.lists(
    st.builds(
        lambda force, day, kind, victim, hours, late: {
            "force": force, "day": day, "month": f"{day:%Y-%m}", "kind": kind, "victim": victim, "hours": hours,
            "late": late,
        },
        st.sampled_from(FORCES), DAYS, st.sampled_from(["theft", "drugs", None]),
        st.sampled_from(["ann", "bob", "cat", None]), st.sampled_from([0.0, 1.5, 2.0, 24.0, 99.0, None]),
        st.sampled_from([True, False, None]),
    ),
    max_size=40,
)  # fmt: skip
ORDERED = st.sampled_from(["at most", "at least", "less than", "more than"])
CONDITIONS = st.lists(
    st.one_of(
        st.builds(Where, st.just("kind"), st.sampled_from(["is", "is not"]), st.sampled_from(["theft", "drugs"])),
        st.builds(Where, st.just("kind"), st.sampled_from(["in", "not in"]), st.just(("theft", "other"))),
        st.builds(Where, st.just("hours"), ORDERED, st.just(2.0)),
        st.builds(Where, st.sampled_from(["victim", "late"]), st.sampled_from(["known", "unknown"])),
        st.builds(Where, st.just("late"), st.just("is"), st.booleans()),
    ),
    max_size=2,
).map(tuple)  # fmt: skip
QUANTITIES = st.one_of(
    st.builds(Quantity, dataset=st.just("crimes"), where=CONDITIONS),
    st.builds(
        Quantity,
        dataset=st.just("crimes"),
        aggregate=st.sampled_from(["sum", "mean", "median", "max", "distinct", "p90"]),
        column=st.just("hours"),
        where=CONDITIONS,
    ),
    st.builds(
        Quantity,
        dataset=st.just("crimes"),
        aggregate=st.just("repeats"),
        column=st.just("victim"),
        day=st.just("day"),
        within=st.sampled_from([1, 7, 30, 365]),
        where=CONDITIONS,
    ),
)


@given(rows=ROWS, quantity=QUANTITIES, group_by=st.sampled_from([(), ("kind",), ("kind", "late")]))
@settings(max_examples=40, deadline=None)
def test_the_engine_counts_what_plain_python_counts(rows, quantity, group_by):
    measure = measure_of(quantity, group_by=group_by)
    every = [(force, month) for force in FORCES for month in MONTHS]
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder), rows, also=every)
        # What looks back a year can say nothing of months before which a year is not held.
        months = MONTHS[12:] if quantity.within == 365 else MONTHS[2:]
        result = compute(measure, Path(folder), forces=FORCES, months=months, group_by=group_by)
    expected = counted_plainly(quantity, rows, group_by=group_by)
    assert dict(figures(result.rows)) == {
        key: pytest.approx(value) for key, value in expected.items() if value and key[1] in months
    }
    assert all(row.held for row in result.rows)
