"""Names and vectors that others labelled: how many pairs meet and how they score. The figures are printed (-s)."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from polias.kit.search.keys import NameKey, keys_for
from polias.kit.search.query import parse_query
from polias.kit.search.ranking import Candidate, compare

SHARED = Path(os.environ.get("POLIAS_SHARED", Path(__file__).parents[5] / "shared")) / "data" / "er"
NAMES, VECTORS = SHARED / "nomenklatura" / "name_bench_cases.csv", SHARED / "jellyfish"


def rows_of(file: Path, names: tuple[str, ...] = ()) -> list[dict[str, str]]:
    if not file.exists():
        pytest.skip("The files are not here: set POLIAS_SHARED to the folder that holds shared data/er.")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, names or None))


def meets(one: str, other: str) -> bool:
    """A search for one brings back the other: a key is shared, or a piece of a name of each."""
    keys = [keys_for(query.forenames, query.surname, None) for query in map(parse_query, (one, other))]
    pieces = [{piece for key in some if isinstance(key, NameKey) for piece in key.pieces} for some in keys]
    return bool(keys[0] & keys[1] or pieces[0] & pieces[1])


def scored(one: str, other: str) -> float:
    asked = parse_query(other)
    return compare(parse_query(one), Candidate("other", asked.forenames, asked.surname)).score


def test_pairs_of_one_person_that_others_labelled_meet():
    people = [row for row in rows_of(NAMES) if row["schema"] == "Person"]
    same = [row for row in people if row["is_match"] == "true"]
    met = [row for row in same if meets(row["name1"], row["name2"])]
    likely = [row for row in same if scored(row["name1"], row["name2"]) >= 0.7]
    wrongly = [row for row in people if row["is_match"] != "true" and scored(row["name1"], row["name2"]) >= 0.9]
    apart = len(people) - len(same)
    print(
        f"\nnomenklatura: of {len(same)} pairs of one person {len(met) / len(same):.3f} meet and"
        f" {len(likely) / len(same):.3f} score 0.7; of {apart} pairs of two {len(wrongly) / apart:.3f} score 0.9"
    )
    for row in same:
        if row not in met:
            print("  not met:", row["name1"], "|", row["name2"], "|", row["category"])
    assert len(met) / len(same) >= 0.9


def test_jaro_winkler_is_what_others_say_it_is():
    from rapidfuzz.distance import JaroWinkler

    rows = rows_of(VECTORS / "jaro_winkler.csv", ("one", "other", "expected"))
    differing = [
        row for row in rows if abs(JaroWinkler.similarity(row["one"], row["other"]) - float(row["expected"])) > 0.001
    ]
    assert len(rows) > 10
    assert differing == []


def test_metaphone_is_what_others_say_it_is():
    from jellyfish import metaphone

    rows = rows_of(VECTORS / "metaphone.csv", ("word", "expected"))
    assert len(rows) > 10
    assert [row for row in rows if metaphone(row["word"]) != row["expected"]] == []
