"""No wrong figure comes from a file that is gone, cut short, changed or of another form: that month is not known."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from polias.kit.datasets import Dataset, DatasetWriter
from polias.manifest import partition_folder, read_manifest
from polias.measures.engine import compute
from polias.measures.engine.compute import ColumnNotPublished
from polias.measures.engine.tests.test_compute import IN_TIME, RECORDED, REPORTS, WHEN, column, publish

MONTHS = ("2026-01", "2026-02", "2026-03")


@pytest.fixture
def three_months(datasets):
    for place, month in enumerate(MONTHS):
        publish(datasets, REPORTS, "\n".join(["a theft 1"] * (5 + place)), month=month)
    return datasets


def folder_of(datasets, month) -> Path:
    return partition_folder(datasets, dataset="crime_reports", keys={"force": "northshire", "month": month})


def file_of(datasets, month) -> Path:
    folder = folder_of(datasets, month)
    return folder / read_manifest(folder).current.file


def counted(datasets, measure=RECORDED, **how):
    result = compute(measure, datasets, forces=["northshire"], months=MONTHS, **how)
    return [row.value for row in result.rows], [(fault.month, fault.kind, fault.column) for fault in result.faults]


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-30])


def emptied(path):
    path.write_bytes(b"")


def damaged_within(path):
    content = path.read_bytes()
    footer = 8 + int.from_bytes(content[-8:-4], "little")
    path.write_bytes(content[:4] + bytes(len(content) - footer - 4) + content[-footer:])


def other_rows(path):
    pq.write_table(pq.read_table(path, partitioning=None).slice(0, 3), path)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (Path.unlink, "gone"),
        (cut_short, "cut short"),
        (emptied, "cut short"),
        (other_rows, "changed"),
        (damaged_within, "changed"),
    ],
)
def test_a_month_whose_file_is_spoilt_is_not_known_and_the_others_are(three_months, spoil, kind):
    spoil(file_of(three_months, "2026-02"))
    assert counted(three_months) == ([5, None, 7], [("2026-02", kind, "")])


def test_other_rows_of_the_same_number_are_seen_by_the_hash_alone(three_months):
    path = file_of(three_months, "2026-02")
    table = pq.read_table(path, partitioning=None)
    table = table.set_column(0, "force", pa.array(["northshire"] * 5 + ["eastmoor"]))
    pq.write_table(table, path)
    assert counted(three_months, every_byte=True) == ([5, None, 7], [("2026-02", "changed", "")])


def test_a_month_written_before_a_column_came_is_not_known_by_that_column_and_is_by_others(three_months):
    columns = tuple(c for c in REPORTS.columns if c.name != "hours")
    earlier = Dataset(name="crime_reports", title="", grain="", source="", columns=columns)
    with DatasetWriter(earlier, datasets=three_months, keys={"force": "northshire", "month": "2026-02"}) as writer:
        writer.write(
            {"force": ["northshire"], "recorded_month": ["2026-02"], "area": ["a"], "offence_group": ["theft"]}
        )
        writer.publish(content_hash="x" * 64, source={}, known_from=WHEN + timedelta(days=1))
    assert counted(three_months) == ([5, 1, 7], [])
    assert counted(three_months, IN_TIME) == ([100, None, 100], [("2026-02", "lacks a column", "hours")])


def test_a_month_whose_column_was_of_another_type_is_not_known(three_months):
    columns = tuple(column("hours", "string") if c.name == "hours" else c for c in REPORTS.columns)
    earlier = Dataset(name="crime_reports", title="", grain="", source="", columns=columns)
    with DatasetWriter(earlier, datasets=three_months, keys={"force": "northshire", "month": "2026-02"}) as writer:
        writer.write({"force": ["northshire"], "recorded_month": ["2026-02"], "area": ["a"], "offence_group": ["theft"],
                      "hours": ["a day"]})  # fmt: skip
        writer.publish(content_hash="x" * 64, source={}, known_from=WHEN + timedelta(days=1))
    assert counted(three_months, IN_TIME) == ([100, None, 100], [("2026-02", "other type", "hours")])


def test_a_month_copied_over_another_is_not_counted_twice(three_months):
    shutil.copytree(folder_of(three_months, "2026-01"), folder_of(three_months, "2026-02"), dirs_exist_ok=True)
    assert counted(three_months) == ([5, None, 7], [("2026-02", "of another month", "")])


def test_a_column_that_no_file_has_is_the_declarations_fault_and_is_named(three_months):
    for month in MONTHS:
        path = file_of(three_months, month)
        pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["hours"]), path)
    with pytest.raises(ColumnNotPublished) as refused:
        counted(three_months, IN_TIME)
    assert refused.value.columns == ("hours",)
