"""The NHS rules on small series, each rule alone, and what a missing month does to them."""

from __future__ import annotations

import pytest

from polias.measures.engine.stats.rules import ChartSettings, Limits, run_marks, trend_marks, two_of_three_marks
from polias.measures.engine.stats.xmr import assurance, limits_of, moving_ranges, xmr

PLAIN = ChartSettings(screening=False)
LIMITS = Limits(10, 4, 16, 2.2556, 20, False)


def test_limits_lie_2_66_mean_moving_ranges_from_the_mean():
    limits = limits_of([10, 12, 11, 13, 12, 14], settings=PLAIN)
    assert limits is not None
    assert limits.centre == 12
    assert limits.mean_moving_range == pytest.approx(1.6)
    assert (limits.lower, limits.upper) == (pytest.approx(12 - 2.66 * 1.6), pytest.approx(12 + 2.66 * 1.6))


def test_another_constant_gives_other_limits():
    limits = limits_of([10, 12, 11, 13, 12, 14], settings=ChartSettings(k=3 / 1.128, screening=False))
    assert limits is not None
    assert limits.upper == pytest.approx(12 + 3 / 1.128 * 1.6)


def test_screening_leaves_out_large_steps_once():
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    screened, plain = limits_of(values, settings=ChartSettings()), limits_of(values, settings=PLAIN)
    assert screened is not None
    assert plain is not None
    assert (round(screened.upper, 2), round(plain.upper, 2)) == (4.60, 6.95)


def test_a_flat_series_has_limits_on_its_line_and_no_exception():
    points = xmr([5.0] * 20)
    assert points[-1].limits is not None
    assert points[-1].limits.upper == 5
    assert not any(point.exception for point in points)


def test_a_missing_month_has_no_moving_range_on_either_side():
    assert moving_ranges([1, 3, None, 100, 104]) == [2, 4]


def test_a_run_of_seven_on_one_side_is_a_shift_and_one_on_the_line_ends_it():
    assert run_marks([1] * 7 + [-1], length=7) == [1] * 7 + [0]
    assert run_marks([1, 1, 1, 0, 1, 1, 1, 1], length=7) == [0] * 8


def test_a_missing_month_breaks_a_run():
    values: list[float | None] = [20, 21, 20, 21, None, 20, 21, 20, 1, 2, 1, 2, 1, 2, 1, 2]
    points = xmr(values, settings=PLAIN)
    assert all(point.rule != "shift" for point in points[:8])
    whole = [value for value in values if value is not None]
    assert xmr(whole, settings=PLAIN)[0].rule is not None


def test_seven_points_that_rise_at_every_step_are_a_trend_and_a_gap_breaks_it():
    assert trend_marks([1, 2, 3, 4, 5, 6, 7], length=7) == [1] * 7
    assert trend_marks([1, 2, 3, 3, 4, 5, 6, 7], length=7) == [0] * 8
    assert trend_marks([1, 2, 3, 4, None, 5, 6, 7, 8], length=7) == [0] * 9


def test_two_of_three_marks_only_the_points_beyond_the_near_limit():
    assert two_of_three_marks([1, 1, 1], [1, 0, 1], [1, 1, 1]) == [1, 0, 1]
    assert two_of_three_marks([1, 1, 1], [1, 0, 1], [1, -1, 1]) == [0, 0, 0]


def test_two_of_three_may_count_a_point_beyond_the_limits_or_not():
    # 14.5 lies outside the limits, 13 only beyond the near limit, and 10.6 between them on the same side.
    values = [10.0, 11, 10, 9] * 5 + [14.5, 10.6, 13, 10, 9, 10]
    counted = xmr(values, settings=ChartSettings(screening=False, near_counts_outside=True))
    strict = xmr(values, settings=PLAIN)
    assert [point.rule for point in counted[20:23]] == ["outside limits", None, "two of three"]
    assert [point.rule for point in strict[20:23]] == ["outside limits", None, None]


def test_outside_the_limits_comes_before_every_other_rule():
    points = xmr([10.0, 11, 10, 9, 10, 11, 10, 9, 10, 11, 10, 9, 40], settings=PLAIN)
    assert (points[-1].rule, points[-1].exception) == ("outside limits", "high")


def test_points_on_both_sides_of_a_rebase_never_join_a_run():
    values = [10.0, 12, 10, 12, 10, 12, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5, 10, 9, 10, 9, 10, 9, 10]
    assert not any(point.rule == "shift" for point in xmr(values, settings=PLAIN, rebase_at=[10])[6:13])


def test_limits_on_few_points_are_trial_limits_and_below_the_least_there_are_none():
    settings = ChartSettings(least=6)
    assert xmr([1.0, 2, 1, 2, 1], settings=settings)[-1].limits is None
    few, enough = xmr([1.0, 2] * 6, settings=settings)[-1].limits, xmr([1.0, 2] * 7, settings=settings)[-1].limits
    assert few is not None
    assert enough is not None
    assert (few.trial, enough.trial) == (True, False)


def test_limits_may_be_fixed_after_the_first_points():
    values = [10.0, 11, 10, 11, 10, 11, 30, 31, 30]
    limits = xmr(values, settings=ChartSettings(screening=False, fix_after=6))[-1].limits
    assert limits is not None
    assert limits.centre == 10.5


@pytest.mark.parametrize(
    ("target", "better", "expected"),
    [
        (20, "higher", "consistently fail"),
        (20, "lower", "consistently pass"),
        (2, "higher", "consistently pass"),
        (10, "higher", "inconsistent"),
        (10, "neutral", None),
    ],
)
def test_a_target_beyond_a_limit_will_or_will_not_be_met(target, better, expected):
    assert assurance(LIMITS, target=target, better=better) == expected
