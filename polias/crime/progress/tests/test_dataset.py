"""What is published of stays and corrections, and what of restricted crimes is left out."""

from datetime import UTC, datetime, timedelta

import pytest

from polias.crime.corrections.actions import cancel, classify, reopen
from polias.crime.corrections.tests.factories import NOT_TOLD
from polias.crime.outcomes.actions import give_outcome
from polias.crime.progress.queries import closed_in, corrected_in
from polias.crime.reference.ages import age_band
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.brought_in import a_past_crime, a_past_outcome
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.crime.reports.tests.test_dataset import published
from polias.kit.access.acting import acting
from polias.kit.datasets.months import month_of
from polias.kit.datasets.publish import publish

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_a_stay_counts_in_the_month_in_which_it_ended(cast, tmp_path):
    asha = cast("asha")
    crime = a_past_crime(asha, recorded_at=MAY)
    a_past_outcome(crime, asha, code="18", given_at=MAY + timedelta(days=40))
    a_past_crime(asha, recorded_at=MAY, cancelled_at=MAY + timedelta(days=2))
    publish(datasets=tmp_path, now=NOW)
    found = published(tmp_path, "crime_stays")
    assert [(r["state"], r["days"]) for r in found["northshire", "2026-06", "open"]] == [("recorded", 40.0)]
    assert [(r["state"], r["days"]) for r in found["northshire", "2026-05", "open"]] == [("recorded", 2.0)]


def test_of_a_restricted_crime_no_days_are_told(cast, tmp_path):
    asha = cast("asha")
    hidden = a_past_crime(asha, recorded_at=MAY, grade=1)
    a_past_outcome(hidden, asha, code="18", given_at=MAY)
    publish(datasets=tmp_path, now=NOW)
    (row,) = published(tmp_path, "crime_stays")["northshire", "2026-05", "restricted"]
    assert (row["days"], row["ended_on"], row["district"]) == (None, None, None)
    (row,) = published(tmp_path, "crime_outcomes")["northshire", "2026-05", "restricted"]
    assert (row["days_to_outcome"], row["age_band"]) == (None, None)


def test_reopening_ends_a_stay_and_a_cancellation_taken_back_is_marked(cast, tmp_path):
    asha, ben, lena = cast("asha"), cast("ben"), cast("lena")
    with acting(asha):
        first, second = a_crime(asha), a_crime(asha)
    with acting(ben):
        first = give_outcome(first, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
        reopen(first, actor=ben, rationale="A witness came forward.")
    with acting(lena):
        second = classify(second, actor=lena, offence="49", rationale="From the yard.")
        second = cancel(second, actor=lena, category="C4", rationale="Typed in twice.", reasons=NOT_TOLD)
        reopen(second, actor=lena, rationale="It was another theft.")
    publish(datasets=tmp_path)
    month = month_of(datetime.now(UTC))
    stays = published(tmp_path, "crime_stays")["northshire", month, "open"]
    assert sorted(r["state"] for r in stays) == ["cancelled", "finalised", "recorded", "recorded"]
    rows = published(tmp_path, "crime_corrections")["northshire", month, "open"]
    assert [(r["kind"], r["category"], r["taken_back"], r["victim_told"]) for r in rows] == [
        ("classify", None, False, False),
        ("cancel", "C4", True, False),
    ]


def test_the_list_narrows_to_what_was_closed_or_corrected_in_a_month(cast):
    asha, ben, lena = cast("asha"), cast("ben"), cast("lena")
    with acting(asha):
        closed, corrected = a_crime(asha), a_crime(asha)
    with acting(ben):
        give_outcome(closed, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    with acting(lena):
        classify(corrected, actor=lena, offence="49", rationale="From the yard.")
        month, rows = month_of(datetime.now(UTC)), CrimeReport.objects.all()
        assert [c.pk for c in closed_in(rows, month)] == [closed.pk]
        assert [c.pk for c in corrected_in(rows, month)] == [corrected.pk]
        assert not closed_in(rows, "2019-01")
        assert not closed_in(rows, "soon")
        assert not corrected_in(rows, "soon")


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "within a week"),
        (7, "within a week"),
        (7.01, "within a month"),
        (100, "within 100 days"),
        (101, "more than 100 days"),
    ],
)
def test_ages_lie_in_four_bands(days, band):
    assert age_band(days) == band
