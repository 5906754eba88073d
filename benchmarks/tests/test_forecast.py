"""What the intervals of forecasts promise, on few made-up series: wide bounds, which a fault still breaks."""

from __future__ import annotations

from benchmarks.exceptions import SCENARIOS
from benchmarks.forecast import measured


def test_intervals_hold_what_they_promise_and_beat_last_years_month():
    kept = measured(next(one for one in SCENARIOS if one.name.startswith("C")), series=12, seed=3)
    assert 0.70 <= kept.eighty <= 0.90
    assert 0.88 <= kept.ninety_five <= 0.99
    assert kept.against_last_year < 0.9
    assert kept.exceptional < 0.02
