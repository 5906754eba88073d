"""A partition is replaced whole or not at all: by an error, a kill, a full disk or a second writer."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from polias.kit.datasets import Column, Dataset, DatasetWriter
from polias.manifest import read_manifest

KEYS = {"force": "northshire", "month": "2026-01"}
MULTI = multiprocessing.get_context("fork")


def column(name, kind="string"):
    return Column(name=name, type=kind, meaning=name, source="made up")


REPORTS = Dataset(
    name="reports", title="Reports", grain="one row per report", source="made up",
    columns=(column("force", "category"), column("kind", "category"), column("hours", "int64")),
)  # fmt: skip


def publish(datasets: Path, kinds: list[str], *, content: str, bring_back: bool = False):
    with DatasetWriter(REPORTS, datasets=datasets, keys=KEYS) as writer:
        writer.write({"force": ["northshire"] * len(kinds), "kind": kinds, "hours": list(range(len(kinds)))})
        return writer.publish(content_hash=content, source={"name": "made up"}, bring_back=bring_back)


def folder(datasets):
    return REPORTS.folder(datasets, KEYS)


def held(datasets):
    manifest = read_manifest(folder(datasets))
    return manifest and manifest.current and manifest.current.number


def parquet_files(datasets):
    return sorted(path.name for path in datasets.rglob("*.parquet"))


def test_the_first_publication_is_version_one_and_reads_back(tmp_path):
    published = publish(tmp_path, ["theft", "drugs"], content="c" * 64)
    table = pq.read_table(folder(tmp_path) / published.version.file, partitioning=None)
    assert published.outcome == "new"
    assert table.column("kind").to_pylist() == ["theft", "drugs"]
    assert published.version.rows == 2


def test_the_same_content_again_changes_nothing(tmp_path):
    publish(tmp_path, ["theft"], content="a" * 64)
    before = (folder(tmp_path) / "manifest.json").read_bytes()
    assert publish(tmp_path, ["theft"], content="a" * 64).outcome == "unchanged"
    assert (folder(tmp_path) / "manifest.json").read_bytes() == before
    assert len(parquet_files(tmp_path)) == 1


def test_other_content_replaces_it_and_keeps_the_old_version(tmp_path):
    first = publish(tmp_path, ["theft"], content="a" * 64).version
    second = publish(tmp_path, ["theft", "theft"], content="b" * 64)
    manifest = read_manifest(folder(tmp_path))
    assert (second.outcome, second.previous.number) == ("replaced", 1)
    assert [v.number for v in manifest.versions] == [1, 2]
    assert manifest.versions[0].known_to == manifest.versions[1].known_from
    assert (folder(tmp_path) / first.file).exists()


def test_content_that_was_replaced_stays_so_unless_it_is_brought_back(tmp_path):
    publish(tmp_path, ["theft"], content="a" * 64)
    publish(tmp_path, ["drugs"], content="b" * 64)
    assert publish(tmp_path, ["theft"], content="a" * 64).outcome == "held_before"
    assert held(tmp_path) == 2
    assert publish(tmp_path, ["theft"], content="a" * 64, bring_back=True).version.number == 3


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-30])])
def test_a_damaged_file_is_put_right_when_the_same_rows_come_again(tmp_path, spoil):
    first = publish(tmp_path, ["theft"], content="a" * 64).version
    path = folder(tmp_path) / first.file
    whole = path.read_bytes()
    spoil(path)
    again = publish(tmp_path, ["theft"], content="a" * 64)
    assert (again.outcome, again.version.number) == ("mended", 1)
    assert path.read_bytes() == whole
    assert publish(tmp_path, ["theft"], content="a" * 64).outcome == "unchanged"


def write_and_break_off(datasets: Path) -> None:
    with DatasetWriter(REPORTS, datasets=datasets, keys=KEYS) as writer:
        writer.write({"force": ["northshire"], "kind": ["theft"], "hours": [1]})
        raise RuntimeError("the source broke off")


def test_an_error_while_writing_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError, match="broke off"):
        write_and_break_off(tmp_path)
    assert parquet_files(tmp_path) == []
    assert not folder(tmp_path).exists()


def killed_while_writing(datasets: Path) -> None:
    with DatasetWriter(REPORTS, datasets=datasets, keys=KEYS) as writer:
        writer.write({"force": ["northshire"], "kind": ["drugs"], "hours": [1]})
        os.kill(os.getpid(), signal.SIGKILL)


def killed_before_the_manifest(datasets: Path) -> None:
    from polias.kit.datasets import writer

    writer.write_manifest = lambda *_args: os.kill(os.getpid(), signal.SIGKILL)
    publish(datasets, ["drugs"], content="b" * 64)


@pytest.mark.parametrize("death", [killed_while_writing, killed_before_the_manifest])
def test_a_kill_leaves_the_month_as_it_was_and_the_next_writer_sweeps_up(tmp_path, death):
    publish(tmp_path, ["theft"], content="a" * 64)
    child = MULTI.Process(target=death, args=(tmp_path,))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert held(tmp_path) == 1
    assert len(parquet_files(tmp_path)) == 2
    publish(tmp_path, ["theft"], content="a" * 64)
    assert len(parquet_files(tmp_path)) == 1


def write_on_a_full_disk(datasets: Path, told) -> None:
    # A limit on the size of files makes writing fail as a full disk does, without filling one.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    try:
        with DatasetWriter(REPORTS, datasets=datasets, keys=KEYS) as writer:
            kinds = [f"kind {number}" for number in range(20_000)]
            writer.write({"force": ["northshire"] * len(kinds), "kind": kinds, "hours": list(range(len(kinds)))})
            writer.publish(content_hash="b" * 64, source={})
    except OSError as error:
        told.put(error.errno)


def test_a_full_disk_leaves_the_month_as_it_was(tmp_path):
    publish(tmp_path, ["theft"], content="a" * 64)
    told = MULTI.Queue()
    child = MULTI.Process(target=write_on_a_full_disk, args=(tmp_path, told))
    child.start()
    assert told.get(timeout=20) is not None
    child.join()
    assert held(tmp_path) == 1
    assert len(parquet_files(tmp_path)) == 1


def publish_many(datasets: Path, name: str) -> None:
    for number in range(10):
        publish(datasets, ["theft"] * (number + 1), content=f"{name}{number}".ljust(64, "x"))


def test_two_writers_at_once_lose_nothing(tmp_path):
    children = [MULTI.Process(target=publish_many, args=(tmp_path, name)) for name in "ab"]
    for child in children:
        child.start()
    for child in children:
        child.join()
    manifest = read_manifest(folder(tmp_path))
    assert [v.number for v in manifest.versions] == list(range(1, 21))
    assert sum(v.known_to is None for v in manifest.versions) == 1
    assert sorted(v.file for v in manifest.versions) == parquet_files(tmp_path)


def test_a_dataset_is_declared_with_known_types_and_starts_with_force_and_month():
    with pytest.raises(ValueError, match="unknown type"):
        Dataset(name="x", title="", grain="", source="", columns=(column("a", "text"),))
    with pytest.raises(ValueError, match="twice"):
        Dataset(name="x", title="", grain="", source="", columns=(column("a"), column("a")))
    with pytest.raises(ValueError, match="force and month"):
        Dataset(name="x", title="", grain="", source="", columns=(column("a"),), partition_by=("month",))
