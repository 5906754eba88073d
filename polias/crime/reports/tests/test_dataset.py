"""What of crimes and outcomes is published, in which month, and what is left out of restricted ones."""

from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest

from polias.crime.outcomes.dataset import OUTCOMES
from polias.crime.reports.dataset import CRIME_REPORTS
from polias.crime.reports.tests.brought_in import a_past_crime, a_past_outcome
from polias.crime.reports.tests.factories import a_crime
from polias.force.public import Area
from polias.kit.access.acting import acting
from polias.kit.datasets.publish import publish
from polias.kit.models import ActorRow
from polias.manifest import current_partitions

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def published(datasets, dataset):
    """Rows now published, by force, month and restriction."""
    found = {}
    for folder, manifest in current_partitions(datasets, dataset=dataset):
        rows = pq.read_table(folder / manifest.current.file, partitioning=None).to_pylist()
        found[manifest.keys["force"], manifest.keys["month"], manifest.keys["restriction"]] = rows
    return found


@pytest.mark.parametrize(
    ("instant", "month"),
    [
        pytest.param("2026-06-30T22:59:59", "2026-06", id="the last second of June in London"),
        pytest.param("2026-06-30T23:30:00", "2026-07", id="half past midnight on 1 July in London"),
        pytest.param("2026-03-29T00:59:59", "2026-03", id="the second before the clocks go forward"),
        pytest.param("2026-03-31T23:00:00", "2026-04", id="the first midnight of April, in summer time"),
        pytest.param("2026-10-25T00:59:59", "2026-10", id="the second before the clocks go back"),
        pytest.param("2026-10-31T23:59:59", "2026-10", id="the last second of October, in winter time again"),
        pytest.param("2026-12-31T23:30:00", "2026-12", id="half past eleven on New Year's Eve"),
    ],
)
def test_a_crime_counts_in_the_london_month_in_which_it_was_recorded(cast, tmp_path, instant, month):
    a_past_crime(cast("asha"), recorded_at=datetime.fromisoformat(instant).replace(tzinfo=UTC))
    publish(datasets=tmp_path, now=NOW)
    (row,) = published(tmp_path, "crime_reports")["northshire", month, "open"]
    assert row["month"] == month
    assert f"{row['recorded_on']:%Y-%m}" == month


def test_an_outcome_counts_in_the_london_month_in_which_it_was_given(cast, tmp_path):
    asha = cast("asha")
    crime = a_past_crime(asha, recorded_at=datetime(2026, 3, 2, tzinfo=UTC))
    a_past_outcome(crime, asha, code="1", given_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    publish(datasets=tmp_path, now=NOW)
    found = published(tmp_path, "crime_outcomes")
    assert [row["outcome_code"] for row in found["northshire", "2026-07", "open"]] == ["1"]
    assert found["northshire", "2026-03", "open"] == [], "that none was given in March is known, not missing"


def test_no_column_holds_a_name_or_a_free_word(cast, tmp_path):
    with acting(cast("asha")) as asha:
        a_crime(asha, summary="Zebediah took the bottles.")
    publish(datasets=tmp_path)
    text = repr(published(tmp_path, "crime_reports"))
    assert not any(word in text for word in ("Adams", "Amina", "Zebediah", "Lantern", "Verma", "NSH-CR"))


def test_a_restricted_crime_is_counted_apart_without_place_class_date_or_hours(cast, tmp_path):
    beat = Area.objects.get(code="NSH-A1")
    asha = cast("asha")
    at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    a_past_crime(asha, recorded_at=at, beat=beat)
    hidden = a_past_crime(asha, recorded_at=at, beat=beat, grade=1)
    a_past_outcome(hidden, asha, code="1", given_at=at)
    publish(datasets=tmp_path, now=NOW)
    crimes = published(tmp_path, "crime_reports")
    (plain,), (restricted,) = (crimes["northshire", "2026-05", part] for part in ("open", "restricted"))
    assert (plain["district"], plain["beat"], plain["offence_code"]) == ("Northshire North", "Northshire Harbour", "46")
    detail = ("recorded_on", "district", "beat", "offence_code", "hours_to_record")
    assert [restricted[name] for name in detail] == [None] * len(detail)
    assert restricted["offence_group"] == plain["offence_group"]
    (outcome,) = published(tmp_path, "crime_outcomes")["northshire", "2026-05", "restricted"]
    assert outcome["outcome_code"] is None
    assert outcome["positive"] is True


def test_every_published_column_is_declared_with_its_source_and_classification():
    for dataset in (CRIME_REPORTS, OUTCOMES):
        for column in dataset.columns:
            assert column.meaning
            assert column.source
            assert column.classification


def test_outcomes_taken_back_stay_and_are_marked(cast, tmp_path):
    asha = cast("asha")
    at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    crime = a_past_crime(asha, recorded_at=at)
    a_past_outcome(crime, asha, code="1", given_at=at, current=False)
    a_past_outcome(crime, asha, code="18", given_at=at)
    publish(datasets=tmp_path, now=NOW)
    rows = published(tmp_path, "crime_outcomes")["northshire", "2026-05", "open"]
    assert {(row["outcome_code"], row["positive"], row["current"]) for row in rows} == {
        ("1", True, False),
        ("18", False, True),
    }


def test_forces_are_published_apart(cast, tmp_path):
    at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    a_past_crime(cast("asha"), recorded_at=at)
    a_past_crime(cast("carys"), recorded_at=at)
    publish(datasets=tmp_path, now=NOW)
    assert {key[0] for key in published(tmp_path, "crime_reports")} == {"northshire", "eastmoor"}
    assert ActorRow.objects.get(user__username="carys").force_id == 902


def test_five_scores_are_counted_from_the_records_and_accuracy_from_none(cast, tmp_path):
    """Of four crimes one was recorded late, and one says that it was in time and was not."""
    asha, month = cast("asha"), datetime(2026, 5, 4, 9, tzinfo=UTC)
    a_past_crime(asha, recorded_at=month)
    a_past_crime(asha, recorded_at=month, hours=24 * 8)
    a_past_crime(asha, recorded_at=month, hours=30, within_24_hours=True)
    a_past_crime(asha, recorded_at=month, offence="0X0X")
    publish(datasets=tmp_path, now=NOW)
    (quality,) = {m.current.quality for _folder, m in current_partitions(tmp_path, dataset="crime_reports")}
    assert (quality.validity, quality.completeness, quality.uniqueness) == (0.75, 1.0, 1.0)
    assert (quality.timeliness, quality.consistency, quality.accuracy) == (0.75, 0.75, None)


def test_a_cancelled_crime_with_an_outcome_that_stands_contradicts_itself(cast, tmp_path):
    asha, month = cast("asha"), datetime(2026, 5, 4, 9, tzinfo=UTC)
    crime = a_past_crime(asha, recorded_at=month, cancelled_at=month)
    a_past_outcome(crime, asha, code="1", given_at=month)
    publish(datasets=tmp_path, now=NOW)
    (manifest,) = (m for _folder, m in current_partitions(tmp_path, dataset="crime_reports"))
    assert manifest.current.quality.consistency == 0.0
