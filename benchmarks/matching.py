"""How well, how fast and in how much memory people are matched, beside Splink's documented settings on the same tables.

Every table is matched without labels and with one set of defaults; labels only score. Each run is a process of its own,
so that its memory can be told. The labelled tables lie in the shared folder beside the code; without it only the
made-up ones are measured, and the reason is said. `--people 1000000` measures a register of that size.

    python -m benchmarks.matching [NAME...] [--people N]
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.made_up_people import write

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT.parent / "shared" / "data" / "er"
MADE_UP = 20_000


#: Of the examples in Splink's documentation: the quick start, the one on FEBRL, and the one on historical people.
QUICK_START = ((("forename", "dob"), ("surname",)), (("forename", "surname"), ("email",)))
FEBRL = ((("forename",), ("surname",), ("dob",), ("postcode",)), (("dob",), ("postcode",)))
HISTORICAL = (
    (
        ("substr(forename, 1, 3)", "substr(surname, 1, 4)"),
        ("surname", "dob"),
        ("forename", "dob"),
        ("postcode", "forename"),
        ("postcode", "surname"),
        ("dob", "city"),
        ("substr(postcode, 1, 3)", "dob"),
        ("substr(postcode, 1, 3)", "forename"),
        ("substr(postcode, 1, 3)", "surname"),
        ("substr(forename, 1, 2)", "substr(surname, 1, 2)", "substr(dob, 1, 4)"),
    ),
    (("forename", "surname"), ("dob",)),
)


@dataclass(frozen=True)
class Table:
    """A labelled table and what its columns are called; `splink` maps to the names that Splink's settings use."""

    name: str
    path: str
    truth: str
    id_column: str
    mapping: str
    also: str
    splink: dict[str, str]
    #: Blocking rules of Splink's worked example for such a table, and those its training stands on.
    rules: tuple[tuple[str, ...], ...]
    training: tuple[tuple[str, ...], ...]


# -------------------------------------------------------------------------------------------------- the tables


def tables(folder: Path, people: int) -> Iterator[Table]:
    """All tables that can be had here, each with its truth written beside."""
    if LABELLED.exists():
        yield from _febrl(folder)
        yield _fake(folder)
        yield _rldata(folder)
    else:
        print("The labelled tables are not here (shared library beside the code): only made-up ones are measured.")
    yield _register(folder, people)
    yield _old(folder, people)


def _truth(folder: Path, name: str, pairs: Iterator[tuple[str, str]]) -> str:
    path = folder / f"{name}.truth.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("record", "cluster"), *pairs])
    return str(path)


def _febrl(folder: Path) -> Iterator[Table]:
    for number in (1, 2, 3):
        path = LABELLED / "febrl" / f"dataset{number}.csv.gz"
        with gzip.open(path, "rt", newline="") as file:
            ids = [row["rec_id"].strip() for row in csv.DictReader(file, skipinitialspace=True)]
        truth = _truth(folder, f"febrl{number}", ((each, each.split("-")[1]) for each in ids))
        mapping = "forename=given_name,surname=surname,date_of_birth=date_of_birth,postcode=postcode"
        names = {"forename": "given_name", "surname": "surname", "dob": "date_of_birth", "postcode": "postcode"}
        names |= {"address": "address_1", "city": "suburb"}
        yield Table(f"febrl{number}", str(path), truth, "rec_id", mapping, "address_1,suburb", names, *FEBRL)


def _fake(folder: Path) -> Table:
    path = LABELLED / "splink" / "fake_1000.csv"
    with path.open(newline="") as file:
        truth = _truth(folder, "fake_1000", ((row["unique_id"], row["cluster"]) for row in csv.DictReader(file)))
    names = {"forename": "first_name", "surname": "surname", "dob": "dob", "city": "city", "email": "email"}
    mapping = "forename=first_name,surname=surname,date_of_birth=dob,email=email"
    return Table("fake_1000", str(path), truth, "unique_id", mapping, "city", names, *QUICK_START)


def _rldata(folder: Path) -> Table:
    """Tab-separated and without an id: the row's number is its id; for Splink the date is put into one column."""
    rows = list(csv.DictReader((LABELLED / "rldata" / "RLdata10000.tsv").open(), delimiter="\t"))
    known = (LABELLED / "rldata" / "identity.RLdata10000.tsv").read_text().split()[1:]
    path = folder / "rldata10000.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, ["rec", "dob", *rows[0]])
        lines.writeheader()
        for number, row in enumerate(rows):
            dob = f"{row['by']}-{int(row['bm']):02}-{int(row['bd']):02}"
            lines.writerow({"rec": number, "dob": dob, **{k: "" if v == "NA" else v for k, v in row.items()}})
    truth = _truth(folder, "rldata10000", ((str(n), person) for n, person in enumerate(known)))
    mapping = "forename=fname_c1,forename=fname_c2,surname=lname_c1,surname=lname_c2"
    mapping += ",year_of_birth=by,month_of_birth=bm,day_of_birth=bd"
    names = {"forename": "fname_c1", "surname": "lname_c1", "dob": "dob"}
    return Table(
        "rldata10000", str(path), truth, "rec", mapping, "", names, QUICK_START[0], (("forename", "surname"), ("dob",))
    )


def _register(folder: Path, people: int) -> Table:
    path, truth = folder / "register.csv", folder / "register.truth.csv"
    write("register", people, path, truth)
    mapping = "forename=forename,surname=surname,date_of_birth=born,postcode=postcode,phone=phone,sex=sex"
    names = {"forename": "forename", "surname": "surname", "dob": "born", "postcode": "postcode", "city": "town"}
    return Table(
        f"register {people:,}",
        str(path),
        str(truth),
        "rec",
        mapping,
        "address,town",
        names | {"address": "address"},
        *HISTORICAL,
    )


def _old(folder: Path, people: int) -> Table:
    people = min(people, 50_000)
    path, truth = folder / "old.csv", folder / "old.truth.csv"
    write("old", people, path, truth)
    mapping = "forename=first_name,surname=surname,date_of_birth=dob,postcode=postcode"
    names = {"forename": "first_name", "surname": "surname", "dob": "dob", "postcode": "postcode"}
    also = "birth_place,gender,occupation,full_name"
    return Table(
        f"old {people:,}", str(path), str(truth), "rec", mapping, also, names | {"city": "birth_place"}, *HISTORICAL
    )


# ------------------------------------------------------------------------------------------------- the two ways


def ours(table: Table, out: str) -> None:
    """The command as anybody runs it."""
    also = ["--also", table.also] if table.also else []
    command = [ROOT / ".venv" / "bin" / "polias", "people", "match", table.path, "--id", table.id_column]
    subprocess.run([*command, "--map", table.mapping, "--out", out, *also], check=True, capture_output=True)


def splink(table: Table, out: str) -> None:
    """Splink as the worked examples of its documentation set it up, clustered at .95 by connected components."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame = pd.read_csv(table.path, skipinitialspace=True, dtype=str).rename(columns=str.strip)
    frame = frame.rename(columns={theirs: name for name, theirs in table.splink.items()})
    frame = frame[[table.id_column, *table.splink]].rename(columns={table.id_column: "unique_id"})
    frame["unique_id"] = frame["unique_id"].str.strip()
    digits = frame["dob"].str.strip().str.fullmatch(r"\d{8}").any()
    frame["dob"] = pd.to_datetime(frame["dob"], format="%Y%m%d" if digits else "%Y-%m-%d", errors="coerce").dt.strftime(
        "%Y-%m-%d"
    )
    made: dict[str, Callable[[], Any]] = {
        "forename": lambda: cl.NameComparison("forename").configure(term_frequency_adjustments=True),
        "surname": lambda: cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        "dob": lambda: cl.DateOfBirthComparison("dob", input_is_string=True),
        "postcode": lambda: cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        "city": lambda: cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        "address": lambda: cl.JaroWinklerAtThresholds("address", [0.9, 0.7]),
        "email": lambda: cl.EmailComparison("email"),
    }
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[made[name]() for name in table.splink],
        blocking_rules_to_generate_predictions=[block_on(*keys) for keys in table.rules],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("forename", "surname")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for keys in table.training:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*keys))
    predicted = linker.inference.predict(threshold_match_weight=-5)
    clustered = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=0.95)
    found = clustered.as_pandas_dataframe()
    found.rename(columns={"unique_id": "record", "cluster_id": "cluster"})[["record", "cluster"]].to_csv(
        out, index=False
    )


WAYS = {"ours": ours, "splink": splink}


# ------------------------------------------------------------------------------------------------------ scores


def score(truth_path: str, found_path: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs; a record that is missing is a cluster of its own."""
    truth, found = _clusters(truth_path), _clusters(found_path)
    found = {record: found.get(record, f"alone {record}") for record in truth}
    true, said = _pairs(truth.values()), _pairs(found.values())
    both = _pairs((truth[record], found[record]) for record in truth)
    precision, recall = both / said if said else 1.0, both / true if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def _clusters(path: str) -> dict[str, str]:
    with open(path, newline="", encoding="utf-8") as file:
        return {row["record"]: row["cluster"] for row in csv.DictReader(file)}


def _pairs(clusters: Any) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(clusters).values())


def measured(way: str, table: Table, out: str) -> tuple[float, float]:
    """Seconds by the clock and most memory in MB, of a process of its own and all it started."""
    code = "import sys, json; from benchmarks import matching; matching.one(*json.loads(sys.argv[1]))"
    before = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps([way, asdict(table), out])],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{way} on {table.name}:\n{done.stderr[-3000:]}")
    return time.perf_counter() - before, float(done.stdout.splitlines()[-1])


def one(way: str, table: dict[str, Any], out: str) -> None:
    """Runs in the measured process."""
    table["rules"], table["training"] = (tuple(map(tuple, table[name])) for name in ("rules", "training"))
    WAYS[way](Table(**table), out)
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    mine, started = (resource.getrusage(who).ru_maxrss / 1024 for who in both)
    print(max(mine, started))


def main() -> None:
    words = sys.argv[1:]
    people = int(words.pop(words.index("--people") + 1)) if "--people" in words else MADE_UP
    only = [word for word in words if not word.startswith("--")]
    print(
        f"{'table':20}{'way':>8}{'precision':>11}{'recall':>9}{'F1':>9}{'seconds':>9}{'MB':>8}  {os.cpu_count()} cores"
    )
    with tempfile.TemporaryDirectory(prefix="polias-bench-") as folder:
        for table in tables(Path(folder), people):
            if only and not any(word in table.name for word in only):
                continue
            for way in WAYS:
                out = str(Path(folder) / f"{way}.csv")
                seconds, memory = measured(way, table, out)
                precision, recall, f1 = score(table.truth, out)
                print(
                    f"{table.name:20}{way:>8}{precision:11.4f}{recall:9.4f}{f1:9.4f}{seconds:9.1f}{memory:8.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
