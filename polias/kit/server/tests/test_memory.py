"""How much memory the private database takes for its pages."""

from __future__ import annotations

import pytest

from polias.kit.server.addresses import named_url
from polias.kit.server.memory import _limit, buffers_mb, memory_of_the_machine

GB = 1024**3


@pytest.mark.parametrize(
    ("memory", "buffers"),
    [(256 * 1024**2, 128), (2 * GB, 512), (8 * GB, 2048), (23 * GB, 5888), (512 * GB, 8192)],
)
def test_the_database_takes_a_quarter_of_the_memory_within_limits(memory, buffers):
    assert buffers_mb(memory) == buffers


@pytest.mark.parametrize(("said", "limit"), [("max\n", None), ("536870912\n", 536_870_912), ("0", None), ("", None)])
def test_a_container_may_use_no_more_than_it_is_given(tmp_path, said, limit):
    (tmp_path / "memory.max").write_text(said)
    assert _limit(tmp_path / "memory.max") == limit
    assert _limit(tmp_path / "nowhere") is None


def test_the_memory_of_this_machine_is_known():
    assert 64 * 1024**2 < memory_of_the_machine() < 2**50


@pytest.mark.skipif(bool(named_url("owner")), reason="the server is somebody else's")
def test_the_running_database_has_as_much(db):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select setting::int * 8 / 1024 from pg_settings where name = 'shared_buffers'")
        assert cursor.fetchone() == (buffers_mb(memory_of_the_machine()),)
