"""Charts of counts, rates, shares and rare events: their limits by hand, by published figures, and what they refuse."""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.measures.engine.stats.charts import BY_DENOMINATOR, KINDS, Unfit, chart
from polias.measures.engine.stats.rules import ChartSettings

COUNTS = [4.0, 6, 5, 9, 4, 5, 6, 5, 4, 7, 5, 6, 4, 5]
AMONG = [20.0, 25, 20, 30, 22, 20, 24, 26, 20, 21, 23, 25, 20, 19]


def limits(kind, values=COUNTS, among=AMONG, place=0, **settings):
    line = chart(kind, values, denominators=among, settings=ChartSettings(**settings))[place].limits
    assert line is not None
    return line


def test_counts_in_equal_spans_spread_as_their_mean():
    line = limits("c")
    assert line.centre == pytest.approx(75 / 14)
    assert line.upper == pytest.approx(75 / 14 + 3 * math.sqrt(75 / 14))
    assert line.lower == 0, "nothing counted lies below nought"


@pytest.mark.parametrize(("kind", "variance"), [("u", 75 / 315), ("p", 75 / 315 * (1 - 75 / 315))])
def test_a_smaller_denominator_has_wider_limits(kind, variance):
    for place, among in enumerate(AMONG):
        line = limits(kind, place=place)
        assert line.centre == pytest.approx(75 / 315)
        assert line.upper == pytest.approx(75 / 315 + 3 * math.sqrt(variance / among))


@pytest.mark.parametrize(("kind", "plain"), [("pp", "p"), ("up", "u")])
def test_laneys_charts_are_as_much_wider_as_neighbours_differ(kind, plain):
    ordinary = [limits(plain, place=place) for place in range(14)]
    deviations = [(line.upper - line.centre) / 3 for line in ordinary]
    scores = [(c / n - 75 / 315) / sd for c, n, sd in zip(COUNTS, AMONG, deviations, strict=True)]
    ranges = [abs(b - a) for a, b in itertools.pairwise(scores)]
    sigma = sum(ranges) / len(ranges) / 1.128
    for place, line in enumerate(limits(kind, place=place, screening=False) for place in range(14)):
        assert line.upper == pytest.approx(75 / 315 + 3 * deviations[place] * sigma)


def test_large_denominators_are_no_exceptions_on_laneys_chart():
    among = [100_000.0 + 10 * i for i in range(24)]
    counts = [round(n * (0.2 + 0.01 * (-1) ** i)) for i, n in enumerate(among)]
    flagged = {kind: sum(one.exception is not None for one in chart(kind, counts, denominators=among))
               for kind in ("p", "pp")}  # fmt: skip
    assert flagged["p"] == 24
    assert flagged["pp"] == 0


def test_events_between_have_their_median_as_centre_and_limits_around_their_mean():
    line = limits("g", [3.0, 0, 10, 4, 2, 30, 6])
    around = 55 / 7
    assert line.centre == 4
    assert line.upper == pytest.approx(around + 3 * math.sqrt(around * (around + 1)))


def test_times_between_are_judged_by_their_roots():
    days = [3.0, 8, 1, 20, 5, 9, 14, 2, 7, 11, 4, 6, 10]
    roots = [day ** (1 / 3.6) for day in days]
    ranges = [abs(b - a) for a, b in itertools.pairwise(roots)]
    centre, reach = sum(roots) / 13, 3 * (sum(ranges) / 12) / 1.128
    line = limits("t", days, screening=False)
    assert line.centre == pytest.approx(centre**3.6)
    assert line.upper == pytest.approx((centre + reach) ** 3.6)
    assert line.lower == pytest.approx(max(0, centre - reach) ** 3.6)


@pytest.mark.parametrize(
    ("kind", "values", "among", "fault"),
    [
        ("c", [1.0, -2], [], "negative"),
        ("c", [1.0, 2.5], [], "not whole"),
        ("u", [1.0, 2], [10.0, 0], "no denominator"),
        ("u", [1.0, 2], [10.0], "no denominator"),
        ("p", [1.0, 12], [10.0, 10], "more than there are"),
        ("t", [1.0, 0], [], "nought"),
    ],
)
def test_what_a_chart_cannot_hold_is_named_with_its_place(kind, values, among, fault):
    with pytest.raises(Unfit) as refusal:
        chart(kind, values, denominators=among)
    assert (refusal.value.place, refusal.value.fault) == (1, fault)


@pytest.mark.parametrize("kind", KINDS)
def test_each_side_of_a_rebase_has_limits_of_its_own_and_a_gap_has_none_of_a_share(kind):
    values = [*COUNTS, *(4 * one for one in COUNTS)]
    among = [*AMONG, *(10 * one for one in AMONG)]
    points = chart(kind, [*values[:5], None, *values[5:]], denominators=[*among[:5], 20, *among[5:]], rebase_at=[15])
    before, after = points[0].limits, points[-1].limits
    assert before is not None
    assert after is not None
    assert before.centre != after.centre
    assert points[5].exception is None
    assert (points[5].limits is None) == (kind in BY_DENOMINATOR)


@given(st.lists(st.integers(1, 500), min_size=2, max_size=40), st.sampled_from(KINDS))
def test_every_series_is_judged_and_its_centre_lies_between_its_limits(counts, kind):
    points = chart(kind, counts, denominators=[1000.0] * len(counts))
    assert len(points) == len(counts)
    for point in points:
        assert point.limits is not None
        assert point.limits.lower <= point.limits.centre <= point.limits.upper


def published(folder: Path, name: str, keep) -> list[dict[str, float]]:
    lines = [line.split() for line in (folder / name).read_text().splitlines() if line.strip()]
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    return [row for row in rows if keep(row)]


@pytest.mark.parametrize(
    ("data", "count", "size", "kind"),
    [
        ("orangejuice.txt", "D", "size", "p"),
        ("orangejuice2.txt", "D", "size", "p"),
        ("circuit.txt", "x", None, "c"),
        ("pcmanufact.txt", "x", "size", "u"),
    ],
)
def test_limits_are_those_that_were_published(shared, data, count, size, kind):
    folder = shared / "spc/qcc"
    cases = json.loads((folder / "expected_from_vignette.json").read_text())["cases"]
    case = next(one for one in cases if one["data"] == data and one["chart"] == kind)
    rows = published(folder, data, lambda row: row.get("trial", "TRUE") == "TRUE")
    line = limits(kind, [float(r[count]) for r in rows], [float(r[size]) for r in rows] if size else [])
    found = (line.centre, line.lower, line.upper)
    assert found == pytest.approx((case["center"], case["lcl"], case["ucl"]), rel=1e-6)
