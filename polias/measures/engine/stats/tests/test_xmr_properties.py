"""What must hold of every series: nothing about a chart depends on units, direction of time, or luck."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from polias.measures.engine.stats.rules import ChartSettings
from polias.measures.engine.stats.xmr import xmr

KNOWN = st.integers(min_value=0, max_value=1000).map(float)
SERIES = st.lists(st.one_of(st.none(), KNOWN), max_size=48)
OPPOSITE = {"high": "low", "low": "high", None: None}


@given(SERIES)
def test_every_month_gets_a_point_and_an_unknown_month_never_an_exception(values):
    points = xmr(values)
    assert [point.value for point in points] == values
    assert all(point.exception is None for point in points if point.value is None)


@given(SERIES)
def test_an_exception_always_names_its_rule(values):
    assert all((point.exception is None) == (point.rule is None) for point in xmr(values))


@given(SERIES)
def test_upside_down_high_becomes_low(values):
    flipped = xmr([None if value is None else -value for value in values])
    assert [OPPOSITE[point.exception] for point in xmr(values)] == [point.exception for point in flipped]


@given(SERIES)
def test_other_units_change_no_verdict(values):
    # Doubling is exact in binary, so that no rounding may move a point over a limit.
    doubled = xmr([None if value is None else 2 * value for value in values])
    assert [point.rule for point in xmr(values)] == [point.rule for point in doubled]


@given(SERIES, st.integers(min_value=1, max_value=47))
def test_what_lies_before_a_rebase_changes_nothing_after_it(values, place):
    after = xmr(values, rebase_at=[place])[place:]
    alone = xmr(values[place:]) if place < len(values) else []
    assert after == alone


@given(st.lists(KNOWN, min_size=2, max_size=48))
def test_screening_never_widens_the_limits(values):
    screened, plain = xmr(values)[0].limits, xmr(values, settings=ChartSettings(screening=False))[0].limits
    assert screened is not None
    assert plain is not None
    assert screened.upper - screened.lower <= plain.upper - plain.lower + 1e-9
