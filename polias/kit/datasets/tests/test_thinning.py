"""A partition renewed every few seconds keeps its past by the hour and by the day, and what a paper stands on."""

from datetime import UTC, datetime, timedelta

from polias.kit.datasets import Column, Dataset, DatasetWriter
from polias.kit.datasets.thinning import keep, thin
from polias.manifest import read_manifest

CALLS = Dataset(
    name="calls",
    title="Calls",
    grain="One row per call",
    source="Made up",
    columns=(Column(name="number", type="int64", meaning="A number", source="made up"),),
)
KEYS = {"force": "northshire", "month": "2026-06"}
BEGAN = datetime(2026, 6, 10, 6, tzinfo=UTC)


def renewed(datasets, *, every_minutes, times):
    """The partition renewed so many times, and its folder."""
    for turn in range(times):
        with DatasetWriter(CALLS, datasets=datasets, keys=KEYS) as writer:
            writer.write({"number": [turn]})
            at = BEGAN + timedelta(minutes=turn * every_minutes)
            writer.publish(content_hash=f"content {turn}", source={}, known_from=at)
    return CALLS.folder(datasets, KEYS)


def test_of_a_day_long_ago_only_what_was_true_at_midnight_in_london_stays(tmp_path):
    folder = renewed(tmp_path, every_minutes=30, times=96)
    now = BEGAN + timedelta(days=30)
    assert thin(folder, now=now) > 80
    versions = read_manifest(folder).versions
    midnights = [datetime(2026, 6, day, 23, tzinfo=UTC) for day in (10, 11)]
    assert [v for v in versions[:-1] if not any(v.known_at(m - timedelta(seconds=1)) for m in midnights)] == []
    assert versions[-1].known_to is None
    assert {path.name for path in folder.glob("*.parquet")} == {v.file for v in versions}


def test_of_yesterday_every_full_hour_stays_and_of_the_last_hour_everything(tmp_path):
    folder = renewed(tmp_path, every_minutes=10, times=60)
    now = BEGAN + timedelta(minutes=600)
    thin(folder, now=now)
    manifest = read_manifest(folder)
    for hour in range(1, 10):
        assert manifest.version_at(BEGAN + timedelta(hours=hour) - timedelta(seconds=1)) is not None
    assert sum(v.known_to is None or now - v.known_to <= timedelta(hours=1) for v in manifest.versions) == 7
    assert len(manifest.versions) < 20


def test_a_version_that_a_paper_stands_on_stays(tmp_path):
    folder = renewed(tmp_path, every_minutes=10, times=60)
    assert keep(folder, content_hash="content 3", purpose="NSH-PA-26-000001")
    assert not keep(folder, content_hash="never published", purpose="NSH-PA-26-000001")
    thin(folder, now=BEGAN + timedelta(days=30))
    held = read_manifest(folder).version_holding("content 3")
    assert held.notes["kept_for"] == ["NSH-PA-26-000001"]
    assert (folder / held.file).exists()


def test_a_new_version_after_thinning_takes_a_number_of_its_own(tmp_path):
    folder = renewed(tmp_path, every_minutes=30, times=40)
    thin(folder, now=BEGAN + timedelta(days=30))
    with DatasetWriter(CALLS, datasets=tmp_path, keys=KEYS) as writer:
        writer.write({"number": [99]})
        writer.publish(content_hash="after", source={})
    numbers = [v.number for v in read_manifest(folder).versions]
    assert len(numbers) == len(set(numbers))
    assert numbers[-1] == 41


def test_a_partition_with_few_versions_is_left_alone(tmp_path):
    folder = renewed(tmp_path, every_minutes=1, times=5)
    assert thin(folder, now=BEGAN + timedelta(days=30)) == 0
