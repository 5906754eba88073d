"""On Spark the same tables give the same pairs with the same weights, and who has no Spark is told what to do."""

from __future__ import annotations

import sys

import pytest
from typer.testing import CliRunner

from polias.kit import spark
from polias.pole.matching.cli import app
from polias.pole.matching.engine import match
from polias.pole.matching.kinds import mapping_of
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.tests.town import HEADER, table, townspeople

MAP = "forename=forename,surname=surname,date_of_birth=dob,postcode=postcode,address=street,email=email"
#: One person each in two ways, so that every way of comparing says something.
TWICE = (
    "a,Robert James,Marchbanks,1961-04-09,ZZ9 4QT,3 Ropewalk,bob@example.org,joiner",
    "b,Bob,Marchbank,1961-09-04,ZZ9 4QS,3 Rope Walk,bob@example.com,joinre",
    "c,Zoë,O'Farrell-Wynne,1990-02-31,YY1 1YY,8 Hill Top,zoe.w@example.org,",
    "d,Wynne,Zoe,1990-03-02,,Hill Top 8,zoew@example.org,painter",
    "e,Ольга,Иванова,1975-05-06,,1 Mill Lane,,",
    "f,Ольга,Иванава,1975-05-16,,1 Mill Lane,,weaver",
)


def a_table(folder):
    """A town, half of it recorded again with a slip of the pen, and the people above."""
    town = [
        f"{row},{row.split(',')[0]}@example.org,{('weaver', 'smith')[n % 2]}" for n, row in enumerate(townspeople())
    ]
    return table(folder, *town, *map(again, town[::2]), *TWICE, header=f"{HEADER},email,occupation")


def again(row):
    """The same person with a letter less, two letters swapped and a street cut short."""
    ref, forename, surname, born, postcode, street, *rest = row.split(",")
    return ",".join(
        (f"{ref}x", forename[:-1], surname[1] + surname[0] + surname[2:], born, postcode, street[:-2], *rest)
    )


def scored(file, engine):
    """Pair → weight and what each column says of it, and the clusters."""
    mapping = mapping_of(MAP, "occupation")
    with match([file], id_column="ref", mapping=mapping, rejects=Rejects(), engine=engine) as matched:
        rows = matched.connection.execute("SELECT * FROM scored").fetchall()
        return {(left, right): said for left, right, *said in rows}, matched.clusters, matched.reach


@pytest.mark.slow
def test_spark_gives_every_pair_the_weight_that_duckdb_gives(tmp_path):
    pytest.importorskip("pyspark", reason="PySpark is not installed (make tools or make spark)")
    if spark.java_found() < spark.JAVA:
        pytest.skip(f"Spark needs Java {spark.JAVA} or later")
    file = a_table(tmp_path)
    here, clusters, reach = scored(file, "duckdb")
    there, clusters_there, reach_there = scored(file, "spark")
    assert len(here) > 40
    assert here.keys() == there.keys()
    assert all(there[pair] == pytest.approx(said, abs=1e-6) for pair, said in here.items())
    assert (clusters, reach) == (clusters_there, reach_there)


def said_of_spark(folder):
    file = table(folder, *townspeople(5))
    words = ["people", "match", str(file), "--id", "ref", "--map", "surname=surname", "--engine", "spark"]
    result = CliRunner().invoke(app, [*words, "--out", str(folder / "clusters.csv")])
    return result.exit_code, result.output


def test_without_pyspark_it_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    code, output = said_of_spark(tmp_path)
    assert (code, "PySpark is not installed." in output, "make spark" in output) == (2, True, True)


def test_without_java_it_says_which_is_needed(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", sys)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    code, output = said_of_spark(tmp_path)
    assert (code, "Spark needs Java." in output, "Java 17 or later" in output) == (2, True, True)
