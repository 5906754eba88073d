"""The numbers of the monthly report over a million rows, against the same counts in hand-written DuckDB SQL.

Both sides run in turn, in one process, over the same Parquet files; the table gives medians. Made-up rows of an
invented force, thirty-six months. Reading the street files in is timed once beside it.

    .venv/bin/python benchmarks/monthly_report.py            # POLIAS_BENCH_ROWS=100000 for a quick look
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROWS = int(os.environ.get("POLIAS_BENCH_ROWS", "1000000"))
RUNS = int(os.environ.get("POLIAS_BENCH_RUNS", "7"))
FIRST, MONTHS, LAST = "2016-01", 36, "2018-12"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLIAS_HOME"] = folder
        datasets, rows, reading = make_dataset(Path(folder))
        compare(datasets, rows=rows, reading=reading)


def make_dataset(home: Path) -> tuple[Path, int, float]:
    """Write street files of an invented force, read them in, and say how many rows and how long that took."""
    from polias.measures.sources.importing import import_police_uk
    from polias.measures.tests.made_up import install_northshire

    install_northshire(home)
    source = write_street_files(home / "source")
    started = time.perf_counter()
    report = import_police_uk([source], datasets=home / "datasets")
    seconds = time.perf_counter() - started
    return home / "datasets", sum(file.findings.kept for file in report.files), seconds


def write_street_files(folder: Path) -> Path:
    """Lines are put together directly, since a million careful ones would take longer than what is measured."""
    from polias.measures.engine.months import shifted
    from polias.measures.tests.made_up import HEADER, NAME, OUTCOMES, USUAL

    made, kinds = random.Random(1), list(USUAL)
    folder.mkdir(parents=True)
    for place in range(MONTHS):
        month = shifted(FIRST, place)
        lines = [",".join(HEADER)]
        for _number in range(ROWS // MONTHS):
            kind = made.choices(kinds, list(USUAL.values()))[0]
            crime = kind != "Anti-social behaviour"
            lines.append(
                f"{made.getrandbits(256):064x}"
                * crime
                + f",{month},{NAME},{NAME},{-2.5 + made.random() / 4:.6f},{54 + made.random() / 4:.6f},"
                f"On or near Made-up Street,E0199900{made.randint(1, 9)},Northtown 001A,{kind},"
                + made.choice(OUTCOMES) * crime
                + ","
            )
        (folder / f"{month}-northshire-street.csv").write_text("\n".join(lines) + "\n")
    return folder


def by_report(datasets: Path) -> dict[str, float | None]:
    """Every value of the report's month, through the engine, judged and graded."""
    from polias.measures.reports.monthly import build_monthly_report

    report = build_monthly_report(force="northshire", month=LAST, datasets=datasets)
    return {f"{line.measure.name}/{line.figure.category}": line.value for line in report.lines}


def by_hand(datasets: Path) -> dict[str, float | None]:
    """The same counts for all months, as an analyst would write them; nothing is judged, checked or traced."""
    import duckdb

    files = [str(path) for path in datasets.glob("police_uk_street/force=northshire/month=*/*.parquet")]
    rows = (
        duckdb.connect()
        .execute(
            """
        SELECT month, crime_type, is_recorded_crime, count(*),
               count(*) FILTER (WHERE outcome_stage = 'known'),
               count(*) FILTER (WHERE last_outcome = 'Investigation complete; no suspect identified')
        FROM read_parquet(?) GROUP BY month, crime_type, is_recorded_crime
        """,
            [files],
        )
        .fetchall()
    )
    month = [row for row in rows if row[0] == LAST]
    crimes = [row for row in month if row[2]]
    total = sum(row[3] for row in crimes)
    return {
        "recorded_crime/None": total,
        **{f"recorded_crime/{row[1]}": row[3] for row in crimes},
        "asb_incidents/None": sum(row[3] for row in month if not row[2]),
        "known_outcome_share/None": 100 * sum(row[4] for row in crimes) / total,
        "no_suspect_share/None": 100 * sum(row[5] for row in crimes) / total,
    }


def timed(work: Callable[[Path], object], datasets: Path) -> float:
    started = time.perf_counter()
    work(datasets)
    return time.perf_counter() - started


def compare(datasets: Path, *, rows: int, reading: float) -> None:
    from rich.console import Console
    from rich.table import Table

    if by_report(datasets) != by_hand(datasets):
        raise SystemExit("The report and the hand-written SQL differ: the measurement means nothing.")
    runs = [(timed(by_report, datasets), timed(by_hand, datasets)) for _run in range(RUNS)]
    report, hand = (statistics.median(column) for column in zip(*runs, strict=True))
    table = Table(title=f"Monthly report, {rows:,} rows, {MONTHS} months, medians of {RUNS} runs")
    for heading in ("what", "seconds", "ratio"):
        table.add_column(heading, justify="right" if heading != "what" else "left")
    table.add_row("hand-written DuckDB SQL, counts alone", f"{hand:.3f}", "1.0")
    table.add_row("report: computed, judged, graded, checked", f"{report:.3f}", f"{report / hand:.1f}")
    table.add_row("reading the street files in (once)", f"{reading:.1f}", f"{rows / reading:,.0f} rows/s")
    Console().print(table)


if __name__ == "__main__":
    main()
