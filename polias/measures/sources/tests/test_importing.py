"""Files, folders and archives come in month by month, each whole or not at all, and a refused one stops no other."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import shutil
import signal
import zipfile
from pathlib import Path

import duckdb
import pytest

from polias.manifest import current_partitions, read_manifest
from polias.measures.refusal import Refused
from polias.measures.sources.importing import import_police_uk
from polias.measures.sources.street_dataset import POLICE_UK_STREET
from polias.measures.tests.made_up import HEADER, made_up_folder, month_rows, row, write_file

NAME = "2018-12-northshire-street.csv"
MULTI = multiprocessing.get_context("fork")


def take_in(*paths: Path, datasets: Path, **options):
    return import_police_uk(paths, datasets=datasets, **options)


def december(folder: Path, *, crimes: int = 5, name: str = NAME, **options) -> Path:
    return write_file(folder / name, [row("2018-12", "Burglary", i) for i in range(crimes)], **options)


def manifest(datasets: Path, month: str = "2018-12"):
    return read_manifest(POLICE_UK_STREET.folder(datasets, {"force": "northshire", "month": month}))


def months_held(datasets: Path) -> list[str]:
    return [content.keys["month"] for _folder, content in current_partitions(datasets, dataset=POLICE_UK_STREET.name)]


def rows_held(datasets: Path) -> int:
    folder = POLICE_UK_STREET.folder(datasets, {"force": "northshire", "month": "2018-12"})
    file = folder / manifest(datasets).current.file
    return duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchone()[0]


def test_a_file_becomes_a_month_with_its_source_and_counts(tmp_path, datasets):
    (report,) = take_in(december(tmp_path), datasets=datasets).files
    version = manifest(datasets).current
    assert (report.outcome, str(report.unit)) == ("new", "Northshire, December 2018")
    assert (version.rows, version.counts["read"], version.counts["rejected"]) == (5, 5, 0)
    assert version.source["name"] == NAME
    assert len(version.source["sha256"]) == 64


def test_the_same_file_again_changes_nothing_in_whatever_wrapping(tmp_path, datasets):
    plain = december(tmp_path)
    take_in(plain, datasets=datasets)
    before = (manifest(datasets), sorted(datasets.rglob("*.parquet")))
    packed = december(tmp_path / "gz", name=NAME + ".gz", end="\n")
    snake = december(tmp_path / "snake", header=[name.lower().replace(" ", "_") for name in HEADER])
    outcomes = [file.outcome for file in take_in(plain, packed, snake, datasets=datasets).files]
    assert outcomes == ["unchanged"] * 3
    assert (manifest(datasets), sorted(datasets.rglob("*.parquet"))) == before


def test_a_newer_file_replaces_the_month_and_the_old_version_stays(tmp_path, datasets):
    take_in(december(tmp_path / "old"), datasets=datasets)
    (report,) = take_in(december(tmp_path / "new", crimes=7), datasets=datasets).files
    old, new = manifest(datasets).versions
    assert (report.outcome, report.previous.number) == ("replaced", 1)
    assert (old.rows, new.rows, old.known_to) == (5, 7, new.known_from)
    assert (rows_held(datasets), len(list(datasets.rglob("*.parquet")))) == (7, 2)


def test_a_folder_with_an_old_and_a_new_file_settles(tmp_path, datasets):
    december(tmp_path / "a-old")
    december(tmp_path / "b-new", crimes=7)
    take_in(tmp_path, datasets=datasets)
    outcomes = [file.outcome for file in take_in(tmp_path, datasets=datasets).files]
    assert outcomes == ["held_before", "unchanged"]
    assert rows_held(datasets) == 7
    (report,) = take_in(tmp_path / "a-old", datasets=datasets, bring_back=True).files
    assert (report.outcome, rows_held(datasets)) == ("replaced", 5)


def test_an_archive_as_data_police_uk_makes_it(tmp_path, datasets):
    source = made_up_folder(tmp_path / "source", first="2018-11", months=2)
    write_file(source / "2018-12" / "2018-12-northshire-outcomes.csv", [], header=["Crime ID", "Outcome type"])
    archive = tmp_path / "latest.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(source.rglob("*.csv")):
            packed.write(path, path.relative_to(source))
        packed.writestr("__MACOSX/2018-12/._2018-12-northshire-street.csv", b"\0\0")
    report = take_in(archive, datasets=datasets)
    assert months_held(datasets) == ["2018-11", "2018-12"]
    assert len(report.passed_over) == 1
    assert not report.refused


def test_a_refused_file_is_refused_whole_and_the_others_go_on(tmp_path, datasets):
    december(tmp_path)
    (tmp_path / "notes.csv").write_text("name,age\nx,1\n")
    report = take_in(tmp_path, tmp_path / "nothing-here.csv", datasets=datasets)
    assert sorted(Path(file.file).name for file in report.refused) == ["notes.csv", "nothing-here.csv"]
    assert all(file.sentence.endswith(".") for file in report.refused)
    assert months_held(datasets) == ["2018-12"]


def test_a_file_whose_rows_are_all_of_another_month_than_its_name_says(tmp_path, datasets):
    path = december(tmp_path, name="2018-11-northshire-street.csv")
    (report,) = take_in(path, datasets=datasets).files
    assert "None of its 5 rows could be kept" in report.sentence
    assert "it is of December 2018, not of November 2018" in report.sentence
    assert months_held(datasets) == []


def test_a_header_without_rows_is_no_month(tmp_path, datasets):
    (report,) = take_in(december(tmp_path, crimes=0), datasets=datasets).files
    assert (report.outcome, months_held(datasets)) == ("refused", [])


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.99])
def test_a_packed_file_that_is_cut_leaves_the_month_as_it_was(tmp_path, datasets, cut):
    take_in(december(tmp_path), datasets=datasets)
    path = december(tmp_path / "new", crimes=4000, name=NAME + ".gz")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    (report,) = take_in(path, datasets=datasets).files
    assert (report.outcome, rows_held(datasets)) == ("refused", 5)
    assert not list(datasets.rglob(".incoming/*.parquet"))


def test_an_archive_with_a_damaged_member_refuses_that_member_alone(tmp_path, datasets):
    archive = tmp_path / "latest.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for month in ("2018-11", "2018-12"):
            packed.write(
                write_file(tmp_path / f"{month}-northshire-street.csv", month_rows(month)),
                f"{month}/{month}-northshire-street.csv",
            )
    content = bytearray(archive.read_bytes())
    content[400] ^= 0xFF
    archive.write_bytes(content)
    report = take_in(archive, datasets=datasets)
    assert [file.outcome for file in report.files] == ["refused", "new"]
    assert months_held(datasets) == ["2018-12"]


def test_what_looks_packed_and_is_not_is_refused_with_one_sentence(tmp_path, datasets):
    (tmp_path / "2018-12-northshire-street.csv.gz").write_bytes(b"\x1f\x8b" + b"nonsense" * 20)
    (tmp_path / "latest.zip").write_bytes(b"PK\x03\x04" + b"nonsense" * 20)
    (tmp_path / "empty").mkdir()
    report = take_in(*sorted(tmp_path.glob("*.*z*")), tmp_path / "empty", datasets=datasets)
    assert [file.outcome for file in report.files] == ["refused"] * 3


def test_a_zip_inside_a_zip_is_refused_and_not_opened(tmp_path, datasets):
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as packed:
        packed.writestr("inner.zip", b"PK\x03\x04")
    (report,) = take_in(tmp_path / "outer.zip", datasets=datasets).files
    assert "holds no .csv" in report.sentence


def test_a_folder_of_thirty_six_months(tmp_path, datasets):
    report = take_in(made_up_folder(tmp_path / "source"), datasets=datasets)
    assert len(months_held(datasets)) == 36
    assert {file.outcome for file in report.files} == {"new"}


def killed_while_importing(path: Path, datasets: Path) -> None:
    from polias.kit.datasets import writer

    writer.sync_folder = lambda _folder: os.kill(os.getpid(), signal.SIGKILL)
    take_in(path, datasets=datasets)


def test_a_kill_in_the_middle_leaves_the_month_as_it_was(tmp_path, datasets):
    take_in(december(tmp_path / "old"), datasets=datasets)
    newer = december(tmp_path / "new", crimes=7)
    child = MULTI.Process(target=killed_while_importing, args=(newer, datasets))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert (rows_held(datasets), manifest(datasets).current.number) == (5, 1)
    take_in(newer, datasets=datasets)
    assert (rows_held(datasets), len(list(datasets.rglob("*.parquet")))) == (7, 2)


def test_two_imports_of_one_folder_at_once_load_each_month_once(tmp_path, datasets):
    source = made_up_folder(tmp_path / "source", first="2018-01", months=6)
    children = [MULTI.Process(target=take_in, args=(source,), kwargs={"datasets": datasets}) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    partitions = list(current_partitions(datasets, dataset=POLICE_UK_STREET.name))
    assert [len(content.versions) for _folder, content in partitions] == [1] * 6


def test_a_home_that_cannot_be_written_is_said(tmp_path, datasets):
    datasets.parent.mkdir(exist_ok=True)
    datasets.write_text("a file where a folder should be")
    with pytest.raises(Refused, match="cannot be read or written"):
        take_in(december(tmp_path), datasets=datasets)


def test_a_damaged_manifest_is_not_written_over(tmp_path, datasets):
    take_in(december(tmp_path), datasets=datasets)
    path = next(datasets.rglob("manifest.json"))
    path.write_text("{")
    (report,) = take_in(december(tmp_path, crimes=9), datasets=datasets).files
    assert (report.outcome, path.read_text()) == ("refused", "{")
    assert "cannot be read" in report.sentence


def test_real_files_come_in_without_a_rejected_row(tmp_path, datasets, shared):
    for name in ("2018-01-essex", "2018-12-essex", "2018-12-northern-ireland", "2018-10-dorset"):
        shutil.copy(shared / f"crime/street/{name}-street.csv.gz", tmp_path)
    report = take_in(tmp_path, datasets=datasets)
    assert {file.outcome for file in report.files} == {"new"}
    for file in report.files:
        with gzip.open(file.file) as content:
            assert file.findings.kept == sum(1 for _line in content) - 1
