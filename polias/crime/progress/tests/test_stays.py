"""In which state a crime was from when to when, told from the instants at which it was moved."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from polias.crime.progress.stays import Closing, Stay, stays_of

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_crime_that_nobody_closed_is_under_investigation_since_it_was_recorded():
    assert stays_of(NOON, []) == [Stay("recorded", NOON, None)]


def test_a_crime_that_was_reopened_and_cancelled_has_four_stays():
    outcome = Closing("finalised", NOON + 2 * DAY, NOON + 5 * DAY)
    found = stays_of(NOON, [Closing("cancelled", NOON + 6 * DAY), outcome])
    assert [(s.state, s.days) for s in found] == [
        ("recorded", 2.0),
        ("finalised", 3.0),
        ("recorded", 1.0),
        ("cancelled", None),
    ]


@given(st.lists(st.integers(0, 500), max_size=12, unique=True), st.booleans())
def test_stays_follow_one_another_without_a_gap_and_only_the_last_lasts(hours, last_stands):
    instants = [NOON + timedelta(hours=h) for h in sorted(hours)]
    pairs = list(zip(instants[::2], [*instants[1::2], None], strict=False))
    if pairs and pairs[-1][1] is not None and last_stands:
        pairs[-1] = (pairs[-1][0], None)
    stays = stays_of(NOON, [Closing("finalised", at, ended) for at, ended in pairs])
    assert stays[0].since == NOON
    assert [s.until for s in stays[:-1]] == [s.since for s in stays[1:]]
    assert stays[-1].until is None
    assert all(s.until is not None for s in stays[:-1])
