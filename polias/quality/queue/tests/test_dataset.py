"""Who waited at the end of each month, and how long; in the month that goes on, at the moment of publication."""

from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq

from polias.crime.public import CrimeReport
from polias.kit.access.acting import acting
from polias.kit.datasets.publish import publish
from polias.kit.record.importing import Imported, bring_in
from polias.manifest import current_partitions
from polias.quality.queue.model import QueueItem

NOW = datetime(2026, 7, 20, 12, tzinfo=UTC)


def waited(actor, entered_at, left_at=None, grade=0):
    """An item that entered the queue then, and left it then or waits."""
    crime = CrimeReport(
        offence="46", summary="Made up.", committed_from=entered_at, reported_at=entered_at, recorded_at=entered_at,
        within_24_hours=True, investigator=actor.id,
    )  # fmt: skip
    item = QueueItem(crime=crime, harm=3, entered_at=entered_at, left_at=left_at)
    with acting(actor):
        bring_in([Imported(crime, actor.force_id, "recorded", entered_at, actor.id, grade=grade)])
        item.crime_id = crime.pk
        state = "done" if left_at else "waiting"
        bring_in([Imported(item, actor.force_id, state, entered_at, actor.id, grade=grade)])


def published(datasets):
    """Hours waited, by month and restriction."""
    found = {}
    for folder, manifest in current_partitions(datasets, dataset="queue_month_ends"):
        rows = pq.read_table(folder / manifest.current.file, partitioning=None).to_pylist()
        found[manifest.keys["month"], manifest.keys["restriction"]] = sorted(row["hours_waiting"] for row in rows)
    return found


def test_an_item_is_counted_at_each_month_end_at_which_it_waited(cast, tmp_path):
    asha = cast("asha")
    # May ends at 23:00 UTC on the 31st, June at 23:00 UTC on the 30th: it is summer in London.
    waited(asha, datetime(2026, 5, 31, 21, tzinfo=UTC), left_at=datetime(2026, 6, 15, tzinfo=UTC))
    waited(asha, datetime(2026, 6, 30, 22, 30, tzinfo=UTC), left_at=datetime(2026, 6, 30, 23, 0, tzinfo=UTC))
    waited(asha, datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    publish(datasets=tmp_path, now=NOW)
    assert published(tmp_path) == {
        ("2026-05", "open"): [2],
        ("2026-06", "open"): [0],
        ("2026-07", "open"): [int((NOW - datetime(2026, 6, 30, 23, 30, tzinfo=UTC)).total_seconds() // 3600)],
    }


def test_a_month_in_which_nobody_waited_is_known_to_be_empty(cast, tmp_path):
    waited(cast("asha"), datetime(2026, 5, 4, tzinfo=UTC), left_at=datetime(2026, 5, 5, tzinfo=UTC))
    publish(datasets=tmp_path, now=NOW)
    assert published(tmp_path) == {(month, "open"): [] for month in ("2026-05", "2026-06", "2026-07")}


def test_when_a_month_has_ended_its_end_is_settled_though_nothing_changed(cast, tmp_path):
    waited(cast("asha"), datetime(2026, 7, 19, 12, tzinfo=UTC))
    publish(datasets=tmp_path, now=NOW)
    assert published(tmp_path)["2026-07", "open"] == [24]
    publish(datasets=tmp_path, now=datetime(2026, 8, 2, tzinfo=UTC))
    settled = published(tmp_path)
    assert settled["2026-07", "open"] == [12 * 24 + 11]
    assert settled["2026-08", "open"] == [13 * 24 + 12]


def test_a_restricted_item_is_counted_apart(cast, tmp_path):
    waited(cast("asha"), NOW - timedelta(hours=5), grade=1)
    publish(datasets=tmp_path, now=NOW)
    assert published(tmp_path) == {("2026-07", "open"): [], ("2026-07", "restricted"): [5]}
