"""A migration goes live when reports are the same, differences have reason and owner, and none is lost alone."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from polias.measures.parity import cli
from polias.measures.parity.reconciling import Explanation, reconciled, same
from polias.measures.sources.importing import import_police_uk
from polias.measures.sources.supply_events import supply_events
from polias.measures.tests.made_up import USUAL, made_up_folder

HEAD = "report,before,after,keys,values,tolerance,owner,lost_because\n"
BURGLARY = "burglary,old.csv,new.csv,month;district,crimes;solved,,,\n"
OLD = "month,district,crimes,solved\n2018-11,North,120,12\n2018-12,North,130,10\n2018-12,South,40,8\n"


@pytest.fixture
def parity(home, tmp_path, monkeypatch):
    """The command on a list, with these files beside it."""
    program = typer.Typer()
    program.add_typer(cli.app)
    monkeypatch.chdir(tmp_path)

    def asked(reports, *words, **files):
        Path("reports.csv").write_text(HEAD + reports)
        for name, content in files.items():
            Path(f"{name}.csv").write_text(content)
        monkeypatch.setattr("sys.argv", ["polias", "measures", "parity", "reports.csv", *words])
        return CliRunner().invoke(program, ["measures", "parity", "reports.csv", *words])

    return asked


def left():
    return list(csv.DictReader(Path("out/unexplained.csv").read_text().splitlines()))


def test_reports_that_are_the_same_in_any_order_may_go_live(parity):
    new = "district,solved,crimes,month\nSouth,8,40,2018-12\nNorth,10.0,130,2018-12\nNorth,12,120,2018-11\n"
    result = parity(BURGLARY, old=OLD, new=new)
    assert result.exit_code == 0, result.output
    assert "burglary: reproduced, all 6 numbers the same." in result.stdout
    assert "Nothing is unexplained: the migration may go live." in result.stdout


def test_a_number_that_differs_and_rows_on_one_side_refuse_it_and_are_listed(parity):
    new = OLD.replace("130,10", "131,10").replace("2018-12,South", "2018-12,West")
    result = parity(BURGLARY, "--out", "out", old=OLD, new=new)
    assert result.exit_code == cli.REFUSED_TO_GO_LIVE
    assert "Go-live is refused: 3 numbers are unexplained." in result.stdout
    assert [(r["key"], r["column"], r["before"], r["after"]) for r in left()] == [
        ("2018-12;North", "crimes", "130", "131"),
        ("2018-12;South", "", "crimes 40; solved 8", ""),
        ("2018-12;West", "", "", "crimes 40; solved 8"),
    ]


def test_what_is_explained_by_somebody_may_go_live_and_says_so(parity):
    new = OLD.replace("130,10", "131,10")
    parity(BURGLARY, "--out", "out", old=OLD, new=new)
    (row,) = left()
    explained = (
        ",".join(row) + "\n" + ",".join({**row, "reason": "Recorded late", "owner": "Registrar"}.values()) + "\n"
    )
    result = parity(BURGLARY, "--explained", "known.csv", "--out", "out", old=OLD, new=new, known=explained)
    assert result.exit_code == 0, result.output
    assert "of 6 numbers 1 differ with a reason and an owner, 0 without" in result.stdout
    assert left() == []
    assert "Recorded late,Registrar" in Path("out/parity.csv").read_text()


@pytest.mark.parametrize("reason_and_owner", ["Recorded late,", ",Registrar", ","])
def test_an_explanation_without_reason_or_owner_explains_nothing(parity, reason_and_owner):
    known = f"report,key,column,before,after,reason,owner\nburglary,2018-12;North,crimes,130,131,{reason_and_owner}\n"
    result = parity(BURGLARY, "--explained", "known.csv", old=OLD, new=OLD.replace("130,10", "131,10"), known=known)
    assert result.exit_code == cli.REFUSED_TO_GO_LIVE


def test_an_explanation_lapses_when_the_number_it_was_given_for_changes(parity):
    known = "report,key,column,before,after,reason,owner\nburglary,2018-12;North,crimes,130,131,Late,Registrar\n"
    result = parity(BURGLARY, "--explained", "known.csv", old=OLD, new=OLD.replace("130,10", "140,10"), known=known)
    assert "1 number is unexplained" in result.stdout


def test_a_lost_report_needs_an_owner(parity):
    lost = "dispatch times,,,,,,{owner},The old system kept them on paper\n"
    alone = parity(BURGLARY + lost.format(owner=""), old=OLD, new=OLD)
    owned = parity(BURGLARY + lost.format(owner="Head of change"), old=OLD, new=OLD)
    assert (alone.exit_code, owned.exit_code) == (cli.REFUSED_TO_GO_LIVE, 0)
    assert "lost without an owner: dispatch times" in alone.stdout
    assert "lost, because The old system kept them on paper. Head of change answers for it." in owned.stdout


def test_a_report_that_cannot_be_read_is_not_reproduced_and_the_others_are(parity):
    result = parity(BURGLARY + "gone,old.csv,missing.csv,month,crimes,,,\n", old=OLD, new=OLD)
    assert result.exit_code == cli.REFUSED_TO_GO_LIVE
    assert "gone: not reproduced." in result.stdout
    assert "burglary: reproduced, all 6" in result.stdout
    assert "not reproduced: gone" in result.stdout


def test_an_empty_table_before_proves_nothing(parity):
    result = parity(BURGLARY, old=OLD.splitlines()[0] + "\n", new=OLD)
    assert result.exit_code == cli.REFUSED_TO_GO_LIVE
    assert "there is nothing to compare" in result.stdout


def test_a_tolerance_is_kept_and_no_more(parity):
    row = BURGLARY.replace(",,,", ",0.5,,")
    assert parity(row, old=OLD, new=OLD.replace("130,10", "130.4,10")).exit_code == 0
    assert parity(row, old=OLD, new=OLD.replace("130,10", "130.6,10")).exit_code == cli.REFUSED_TO_GO_LIVE


def test_the_answer_as_json(parity):
    told = json.loads(parity(BURGLARY, "--json", old=OLD, new=OLD.replace("130,10", "131,10")).stdout)
    assert told["may_go_live"] is False
    assert told["reports"][0]["unexplained"] == [
        {"key": ["2018-12", "North"], "column": "crimes", "before": "130", "after": "131", "outcome": "differs"}
    ]


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        ("", "names no report"),
        (BURGLARY + BURGLARY, "line 3: the report “burglary” is there a second time"),
        ("burglary,old.csv,,month,crimes,,,\n", "after is empty, and the report is not marked lost"),
        (",old.csv,new.csv,month,crimes,,,\n", "the report has no name"),
        ("burglary,old.csv,new.csv,month,crimes,much,,\n", "“much” is no tolerance"),
    ],
)
def test_a_list_that_cannot_be_understood_is_refused_with_its_line(parity, reports, words):
    result = parity(reports, old=OLD, new=OLD)
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr


def test_two_rows_with_one_key_cannot_be_told_apart(parity):
    result = parity(BURGLARY, old=OLD + "2018-12,South,1,1\n", new=OLD)
    assert "line 5: the key 2018-12;South is there a second time, first on line 4" in result.stdout


class TestGoLive:
    WORDS = ("--go-live", "2018-12", "--force", "northshire", "--because", "A new system", "--owner", "Head of change")

    def test_it_is_declared_when_nothing_is_unexplained(self, parity):
        assert parity(BURGLARY, *self.WORDS, old=OLD, new=OLD).exit_code == 0
        (event,) = supply_events("northshire")
        assert (event.kind, event.month, event.reason, event.owner) == (
            "go-live", "2018-12", "A new system", "Head of change",
        )  # fmt: skip

    def test_it_is_refused_and_nothing_declared_while_a_row_is_unexplained(self, parity):
        result = parity(BURGLARY, *self.WORDS, old=OLD, new=OLD.replace("130,10", "131,10"))
        assert result.exit_code == cli.REFUSED_TO_GO_LIVE
        assert supply_events("northshire") == ()

    def test_nobody_declares_it_without_a_name(self, parity):
        result = parity(BURGLARY, *self.WORDS[:-2], old=OLD, new=OLD)
        assert (result.exit_code, "Add --because and --owner to --go-live." in result.stderr) == (2, True)
        assert supply_events("northshire") == ()

    def test_it_is_declared_of_no_force_that_nobody_knows(self, parity):
        """A slip in its name would be declared of nobody, and earlier months would go on being compared."""
        words = ["northshyre" if word == "northshire" else word for word in self.WORDS]
        result = parity(BURGLARY, *words, old=OLD, new=OLD)
        assert (result.exit_code, "There is no force “northshyre”." in result.stderr) == (2, True)
        assert supply_events("northshyre") == ()


def test_a_report_is_reproduced_by_counting_a_measure_anew(parity, datasets, tmp_path):
    special = {"2018-12": dict(USUAL)}
    import_police_uk([made_up_folder(tmp_path / "in", first="2018-12", months=1, special=special)], datasets=datasets)
    kinds = {kind: count for kind, count in USUAL.items() if kind != "Anti-social behaviour"}
    old = "month,kind,crimes\n" + "".join(f"2018-12,{kind},{count}\n" for kind, count in kinds.items())
    row = "by kind,old.csv,measure:recorded_crime force:northshire by:crime_type,month;kind,crimes,,,\n"
    assert parity(row, old=old).exit_code == 0
    told = parity(row, old=old.replace("Drugs,20", "Drugs,21"))
    assert "1 number is unexplained" not in parity(row, old=old).stdout
    assert (told.exit_code, "1 number is unexplained" in told.stdout) == (cli.REFUSED_TO_GO_LIVE, True)
    assert "nothing is published of" in parity(row.replace("northshire", "eastmoor"), old=old).stdout


def test_not_known_is_only_not_known():
    assert same("", "")
    assert not same("", "0")
    assert same("1,204", "1204.0")
    assert not same("n/a", "0")


TABLES = st.dictionaries(st.tuples(st.text(max_size=2)), st.tuples(st.integers(0, 3).map(str)), max_size=5)


@given(TABLES, TABLES)
def test_every_row_of_either_side_is_accounted_for_and_explaining_all_of_them_suffices(before, after):
    rows = reconciled("r", before, after, columns=("n",))
    assert {row.key for row in rows} == before.keys() | after.keys()
    assert all(row.is_explained for row in rows) == (before == after)
    known = [Explanation("r", row.key, row.column, row.before, row.after, "why", "who") for row in rows]
    assert all(row.is_explained for row in reconciled("r", before, after, columns=("n",), explanations=known))


@pytest.mark.parametrize("tolerance", ["-1", "nan", "inf", "1e400", '"0,5"', "1%", "some"])
def test_a_tolerance_that_is_no_number_or_without_end_is_refused(parity, tolerance):
    """By a tolerance without end anything is the same, and the migration would go live."""
    report = BURGLARY.replace("crimes;solved,,", f"crimes;solved,{tolerance},")
    result = parity(report, old=OLD, new=OLD.replace("130,10", "1,10"))
    assert (result.exit_code, "is no tolerance" in result.stderr) == (2, True)
