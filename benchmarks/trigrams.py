"""The same people in a PostgreSQL of the system with pg_trgm, to compare with; said plainly where there is none."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.made_up_register import Asked

Search = Callable[[Asked], set[int]]
#: Plain trigrams: whatever is like enough, the likest first, a date of birth counting as much as half a name.
LIKE = "select id from people where name %% %(name)s order by similarity(name, %(name)s)"
DATED = f"{LIKE} + 0.5 * (born = %(born)s)::int desc nulls last limit 10"
UNDATED = f"{LIKE} desc limit 10"


@contextmanager
def trigrams(folder: Path) -> Iterator[Search | str]:
    """A search over the people of the folder, or the reason why there is none."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found:
        yield "no PostgreSQL of the system"
        return
    programs = Path(found[-1]).parent
    if not glob.glob(f"/usr/share/postgresql/{programs.parent.name}/extension/pg_trgm.control"):
        yield "its contrib is not installed"
        return
    user = _user()
    if user is None:
        yield "nobody but root to run it as"
        return
    base = Path(tempfile.mkdtemp(prefix="trgm-"))
    try:
        shutil.chown(base, user=user)
        data, log = base / "data", base / "log"
        run = lambda *words: subprocess.run(words, check=True, user=user, cwd=base, stdout=subprocess.DEVNULL)  # noqa: E731
        run(str(programs / "initdb"), "-D", str(data), "-U", "bench", "-A", "trust", "--no-sync")
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={base} -c shared_buffers=512MB"
            " -c maintenance_work_mem=1GB"
        )
        run(str(programs / "pg_ctl"), "-D", str(data), "-l", str(log), "-w", "-o", options, "start")
        try:
            with _filled(base, folder) as search:
                yield search
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _user() -> str | None:
    """Who runs it: oneself, or as root somebody else, since PostgreSQL refuses root."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {one.pw_name for one in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


@contextmanager
def _filled(base: Path, folder: Path) -> Iterator[Search]:
    import psycopg
    import pyarrow.parquet as pq

    with psycopg.connect(f"host={base} user=bench dbname=postgres", autocommit=True) as connection:
        connection.execute("create extension pg_trgm")
        connection.execute("create unlogged table people (id bigint primary key, name text, born date)")
        with connection.cursor().copy("copy people from stdin") as stream:
            for file in sorted(folder.glob("people-*.parquet")):
                for batch in pq.ParquetFile(file).iter_batches():
                    for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                        stream.write_row((row[0], f"{row[1]} {row[2]}".lower(), row[3]))
        connection.execute("create index people_name on people using gin (name gin_trgm_ops)")
        connection.execute("vacuum analyze people")

        def search(one: Asked) -> set[int]:
            values: dict[str, Any] = {
                "name": f"{one.human.forename} {one.human.surname}".lower(),
                "born": one.human.born,
            }
            query = DATED if one.dated in ("exact", "wrong") else UNDATED
            return {row[0] for row in connection.execute(query, values).fetchall()}

        yield search
