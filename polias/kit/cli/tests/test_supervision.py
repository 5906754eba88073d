"""A program that leaves is started again, whatever its exit status said."""

from __future__ import annotations

import sys
import time

from polias.kit.cli.supervision import Child, stop_all
from polias.kit.cli.tests.conftest import eventually


def a_child(tmp_path, code: str) -> Child:
    return Child(name="worker", argv=[sys.executable, "-c", code], log=tmp_path / "logs" / "worker.log")


def test_a_worker_that_leaves_with_success_is_started_again(tmp_path):
    child = a_child(tmp_path, "print('started', flush=True)")

    def started_twice() -> bool:
        child.keep_alive()
        return child.last_words().count("started") >= 2

    assert eventually(started_twice)
    stop_all([child])


def test_one_that_keeps_leaving_is_given_longer_and_longer_pauses(tmp_path):
    child = a_child(tmp_path, "")
    pauses = []
    for _ in range(3):
        child.restart_at = 0
        child.keep_alive()
        child.process.wait()
        now = time.monotonic()
        child.keep_alive()
        pauses.append(round(child.restart_at - now))
    assert pauses == [2, 4, 8]


def test_one_that_will_not_stop_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr("polias.kit.cli.supervision.PATIENCE_SECONDS", 0.5)
    child = a_child(
        tmp_path, "import signal,time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    child.start()
    assert eventually(lambda: "deaf" in child.last_words())
    stop_all([child])
    assert not child.is_alive()
