"""The monthly pack over many crimes, beside the same tables in hand-written DuckDB SQL: equal row by row, and how long.

Counts, shares, repeats within 365 days, limits and hotspots of four forces over 48 months, each way in a process that
starts cold, five times in turn; then how soon one changed day is seen. Run: python -m benchmarks.monthly_pack
[--millions 1 5 10] [--times 5] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import math
import os
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.made_up_crimes import CRIMES, FORCES, MONTHS, write, write_month

ROOT = Path(__file__).resolve().parents[1]
MONTH, REPEATS_FROM = MONTHS[-1], MONTHS[12]
GOAL, GOAL_MB, GOAL_SECONDS = 1.5, 1024, 10
Table = dict[tuple[Any, ...], tuple[float | None, ...]]


def main() -> None:
    """Make the crimes, compute both ways, compare, print."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--millions", type=int, nargs="+", default=[1])
    reader.add_argument("--times", type=int, default=5)
    reader.add_argument("--keep", type=Path, help="a folder in which the crimes are made once")
    given = reader.parse_args()
    print(f"{'rows':>12}{'way':>12}{'median s':>10}{'most MB':>9}{'ratio':>7}   on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="polias-bench-") as scratch:
        for millions in given.millions:
            folder = (given.keep or Path(scratch)) / f"crimes-{millions}m"
            if not folder.exists():
                write(folder, rows=millions * 1_000_000)
            measured(folder, Path(scratch), rows=millions * 1_000_000, times=given.times)


def measured(folder: Path, scratch: Path, *, rows: int, times: int) -> None:
    """Both ways in turn; the first round of each is told like the rest."""
    waits: dict[str, list[float]] = {way: [] for way in WAYS}
    most: dict[str, float] = dict.fromkeys(WAYS, 0.0)
    tables: dict[str, tuple[Table, Table]] = {}
    for _time in range(times):
        for way in WAYS:
            out = scratch / f"{way}.pickle"
            seconds, megabytes = in_a_process(way, folder, out)
            waits[way].append(seconds)
            most[way] = max(most[way], megabytes)
            tables[way] = pickle.loads(out.read_bytes())
    medians = {way: statistics.median(each) for way, each in waits.items()}
    for way in WAYS:
        ratio = medians[way] / medians["by hand"]
        print(f"{rows:12,}{way:>12}{medians[way]:10.2f}{most[way]:9.0f}{ratio:7.2f}", flush=True)
    for n, what in enumerate(("figures", "hotspots")):
        print(f"{'':12}{what}: {told_apart(tables['ours'][n], tables['by hand'][n])}", flush=True)
    seen = changed_day(folder, scratch)
    print(f"{'':12}goals: ratio {GOAL}, {GOAL_MB} MB; one changed day seen after {seen:.1f} s, goal {GOAL_SECONDS}")


def told_apart(ours: Table, theirs: Table) -> str:
    """How many rows both ways have, and every difference beyond the last digits."""
    apart = [key for key in ours.keys() | theirs.keys() if not alike(ours.get(key), theirs.get(key))]
    return f"{len(ours):,} and {len(theirs):,} rows, {len(apart)} differ{': ' + repr(apart[:3]) if apart else ''}"


def alike(one: tuple[float | None, ...] | None, other: tuple[float | None, ...] | None) -> bool:
    if one is None or other is None or len(one) != len(other):
        return False
    pairs = zip(one, other, strict=True)
    return all(a is b if a is None or b is None else math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) for a, b in pairs)


def in_a_process(way: str, folder: Path, out: Path) -> tuple[float, float]:
    """Seconds by the clock from the start of a process to its end, and its most memory in MB."""
    code = "import sys; from benchmarks import monthly_pack as m; m.one(*sys.argv[1:])"
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, way, str(folder), str(out)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return time.perf_counter() - start, float(done.stdout.split()[-1])


def one(way: str, folder: str, out: str) -> None:
    """Runs in the measured process."""
    tables = WAYS[way](Path(folder))
    Path(out).write_bytes(pickle.dumps(tables))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


# ---------------------------------------------------------------------------------------------------- as declared


def as_declared(folder: Path) -> tuple[Table, Table]:
    """The pack as an analyst would declare it."""
    from polias.measures.engine import Measure, Quantity, Where
    from polias.measures.engine.pack import Hotspots, Pack, packed

    said = {"title": "Made up", "question": "How many?", "source": "made up", "owner": "nobody"}
    counted = (Where("cancelled", "is", False),)
    crimes = Quantity(dataset=CRIMES.name, where=counted)
    victims = Quantity(dataset=CRIMES.name, where=(*counted, Where("victim", "known")))
    again = Quantity(
        dataset=CRIMES.name, aggregate="repeats", column="victim", day="recorded_on", within=365, where=counted
    )
    ended = Quantity(dataset=CRIMES.name, where=(*counted, Where("outcome", "known")))
    charged = Quantity(dataset=CRIMES.name, where=(*counted, Where("outcome", "at most", 4)))
    groups = ("kind", "district")
    recorded = Measure(name="crimes", numerator=crimes, group_by=(*groups, "cell"), **said)
    pack = Pack(
        name="monthly",
        measures=(
            recorded,
            Measure(name="ended", numerator=ended, denominator=crimes, unit="per cent", group_by=groups, **said),
            Measure(name="charged", numerator=charged, denominator=crimes, unit="per cent", group_by=groups, **said),
            Measure(name="repeats", numerator=again, denominator=victims, unit="per cent", **said),
        ),
        groupings=((), ("kind",), ("district",)),
        hotspots=(Hotspots(measure=recorded, by=("cell",)),),
    )
    found = packed(pack, folder, forces=FORCES, month=MONTH)
    figures: Table = {}
    for line in found.lines:
        row, limits = line.row, line.limits
        group = row.group[0][1] if row.group else None
        drawn = (limits.centre, limits.lower, limits.upper) if limits else (None, None, None)
        if row.value is not None:
            figures[line.measure, row.force, group, row.month] = (row.value, *drawn)
    spots: Table = {(row.force, row.place, row.group[0]): (row.value,) for row in found.rankings[0].rows}
    return figures, spots


# -------------------------------------------------------------------------------------------------------- by hand

FIGURES = f"""
    with crimes as (select * from read_parquet(?, hive_partitioning = false) where not cancelled),
    counts as (
        select force, coalesce(kind, district) as grp, month, count(*) as n, count(outcome) as ended,
            count(*) filter (outcome <= 4) as charged
        from crimes group by grouping sets ((force, month), (force, month, kind), (force, month, district))
    ),
    again as (
        select force, month, count(*) over (
            partition by force, victim order by recorded_on
            range between interval 365 days preceding and interval 1 day preceding
        ) > 0 as came_again from crimes where victim is not null
    ),
    figures as (
        select 'crimes' as measure, force, grp, month, n::double as value from counts
        union all select 'ended', force, grp, month, 100.0 * ended / n from counts
        union all select 'charged', force, grp, month, 100.0 * charged / n from counts
        union all select 'repeats', force, null, month, 100.0 * count(*) filter (came_again) / count(*) from again
            where month >= '{REPEATS_FROM}' group by force, month
    ),
    ranges as (
        select *, abs(value - lag(value) over (partition by measure, force, grp order by month)) as moved from figures
    ),
    means as (select measure, force, grp, avg(value) as centre, avg(moved) as mean from ranges group by all),
    screened as (
        select measure, force, ranges.grp, coalesce(avg(moved) filter (moved < 3.267 * mean), any_value(mean)) as mean
        from ranges join means using (measure, force) where ranges.grp is not distinct from means.grp group by all
    )
    select f.measure, f.force, f.grp, f.month, f.value, m.centre, m.centre - 2.66 * s.mean, m.centre + 2.66 * s.mean
    from figures f join means m on m.measure = f.measure and m.force = f.force and m.grp is not distinct from f.grp
    join screened s on s.measure = f.measure and s.force = f.force and s.grp is not distinct from f.grp
"""
SPOTS = f"""
    with counts as (
        select force, cell, count(*) as n from read_parquet(?, hive_partitioning = false)
        where not cancelled and month >= '{MONTHS[-12]}' group by force, cell
    ),
    placed as (select *, row_number() over (partition by force order by n desc, cell) as place from counts)
    select force, place, cell, n from placed where place <= 20
"""


def by_hand(folder: Path) -> tuple[Table, Table]:
    """The same tables by somebody who writes SQL."""
    import duckdb

    engine = duckdb.connect()
    files = sorted(str(path) for path in (folder / CRIMES.name).glob("force=*/month=*/v0001-*.parquet"))
    figures: Table = {tuple(row[:4]): tuple(row[4:]) for row in engine.execute(FIGURES, [files]).fetchall()}
    spots: Table = {tuple(row[:3]): tuple(row[3:]) for row in engine.execute(SPOTS, [files]).fetchall()}
    return figures, spots


WAYS = {"ours": as_declared, "by hand": by_hand}


# ----------------------------------------------------------------------------------------------------- a changed day


def changed_day(folder: Path, scratch: Path) -> float:
    """Seconds from a crime more in the newest month of a force until its figure, asked for anew, shows it."""
    copy = scratch / "changed"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, copy_function=os.link)
    code = "import sys; from pathlib import Path; from benchmarks import monthly_pack as m; m.newest(Path(sys.argv[1]))"

    def newest() -> int:
        done = subprocess.run(
            [sys.executable, "-c", code, str(copy)], cwd=ROOT, check=True, capture_output=True, text=True
        )
        return int(done.stdout)

    before = newest()
    start = time.perf_counter()
    write_month(copy, force=FORCES[0], month=MONTH, rows=before, version="b")
    after = newest()
    took = time.perf_counter() - start
    if after != before + 1:
        raise SystemExit(f"the changed day is not seen: {before} before, {after} after")
    return took


def newest(folder: Path) -> None:
    """All rows of the newest month of the first force, cancelled ones too."""
    from polias.measures.engine import Measure, Quantity, compute

    every = Measure(
        name="rows", title="Rows", question="How many?", source="made up", owner="nobody",
        numerator=Quantity(dataset=CRIMES.name),
    )  # fmt: skip
    print(int(compute(every, folder, forces=FORCES[:1], months=[MONTH]).rows[0].value or 0))


if __name__ == "__main__":
    main()
