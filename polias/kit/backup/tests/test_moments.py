"""The second that somebody names is read as they meant it, or they are asked."""

from __future__ import annotations

from datetime import datetime

import pytest

from polias.kit.backup.moments import moment
from polias.kit.backup.place import BackupProblem


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("2026-01-24T03:12:05", "2026-01-24T03:12:05+00:00"),
        ("2026-07-24T03:12:05", "2026-07-24T02:12:05+00:00"),
        ("2026-07-24 03:12", "2026-07-24T02:12:00+00:00"),
        ("2026-07-24T03:12:05+00:00", "2026-07-24T03:12:05+00:00"),
        ("2026-01-24T03:12:05Z", "2026-01-24T03:12:05+00:00"),
    ],
)
def test_a_time_without_an_offset_is_the_one_that_clocks_in_london_showed(said, utc):
    assert moment(said) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("yesterday", "is no date and time"),
        ("2025-10-26T01:30:00", "came twice in London"),
        ("2026-03-29T01:30:00", "never came in London"),
        ("2999-01-01T00:00:00", "is still to come"),
    ],
)
def test_a_time_that_could_not_be_meant_is_asked_about(said, sentence):
    with pytest.raises(BackupProblem, match=sentence):
        moment(said)
