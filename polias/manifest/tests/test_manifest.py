"""A manifest says the same after writing and reading, knows which version was held when, and is never read half."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from polias.manifest import (
    Column,
    Manifest,
    ManifestUnreadable,
    Quality,
    Version,
    current_partitions,
    partition_folder,
    read_manifest,
    schema_hash,
    write_manifest,
)

WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
COLUMNS = (Column(name="force", type="string", meaning="The force", source="made up"),)


def version(number, known_from=WHEN, known_to=None):
    return Version(
        number=number, file=f"v{number}.parquet", rows=3, content_hash=f"c{number}", file_hash="f", schema_hash="s",
        known_from=known_from, known_to=known_to, source={"name": "x.csv"}, code_version="0.1.0",
        counts={"read": 3}, notes={"rejected_examples": [[4, "why"]]}, quality=Quality(validity=0.5),
    )  # fmt: skip


def manifest(*versions, force="northshire", month="2026-01"):
    keys = {"force": force, "month": month}
    return Manifest(
        dataset="reports", title="Reports", grain="row", source="s", licence="OGL", keys=keys, columns=COLUMNS,
        versions=versions,
    )  # fmt: skip


def store(datasets, content):
    folder = partition_folder(datasets, dataset="reports", keys=content.keys)
    folder.mkdir(parents=True)
    write_manifest(folder, content)
    return folder


def test_a_manifest_reads_back_as_it_was_written(tmp_path):
    content = manifest(version(1, known_to=WHEN + timedelta(days=1)), version(2, known_from=WHEN + timedelta(days=1)))
    assert read_manifest(store(tmp_path, content)) == content


def test_the_version_at_a_moment_is_the_one_held_then():
    day = timedelta(days=1)
    content = manifest(version(1, known_to=WHEN + day), version(2, known_from=WHEN + day))
    held = [content.version_at(moment) for moment in (WHEN - day, WHEN, WHEN + day, None)]
    assert [v and v.number for v in held] == [None, 1, 2, 2]


def test_no_manifest_is_none_and_a_damaged_one_is_said(tmp_path):
    assert read_manifest(tmp_path) is None
    (tmp_path / "manifest.json").write_text('{"format": 1, "dataset"')
    with pytest.raises(ManifestUnreadable, match=r"manifest\.json"):
        read_manifest(tmp_path)


def test_a_manifest_of_a_later_polias_is_not_guessed_at(tmp_path):
    (tmp_path / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(ManifestUnreadable, match="99"):
        read_manifest(tmp_path)


def test_partitions_are_found_by_force_and_month(tmp_path):
    for force in ("northshire", "eastmoor"):
        for month in ("2026-01", "2026-02"):
            store(tmp_path, manifest(version(1), force=force, month=month))
    found = current_partitions(tmp_path, dataset="reports", forces={"eastmoor"}, months={"2026-02", "2026-03"})
    assert [dict(content.keys) for _folder, content in found] == [{"force": "eastmoor", "month": "2026-02"}]
    assert len(list(current_partitions(tmp_path, dataset="reports"))) == 4
    assert not list(current_partitions(tmp_path, dataset="nothing"))


def test_the_schema_hash_minds_shape_and_not_wording():
    reworded = (replace(COLUMNS[0], meaning="Another sentence"),)
    retyped = (replace(COLUMNS[0], type="int64"),)
    assert schema_hash(COLUMNS) == schema_hash(reworded) != schema_hash(retyped)


def test_the_lowest_quality_score_is_named_and_unknown_ones_are_left_out():
    assert Quality(validity=0.9, uniqueness=0.8).lowest() == ("uniqueness", 0.8)
    assert Quality().lowest() is None
