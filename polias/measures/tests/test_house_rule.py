"""Pages, papers and commands judge a figure by the house rule, as the monthly report does, and prove it again."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from polias.measures import public, reckoning
from polias.measures.catalogue import offer_for
from polias.measures.kept.rebuild import rebuild
from polias.measures.kept.store import find
from polias.measures.reports.monthly import build_monthly_report
from polias.measures.sources.importing import import_police_uk
from polias.measures.tests.made_up import USUAL, install_northshire, made_up_folder, month_rows, write_file

DECEMBER = date(2018, 12, 1)
#: Shoplifting so far above its usual number that one month alone is nothing, and two of three are.
OFTEN = {**USUAL, "Shoplifting": 51}
STEP = {**USUAL, "Shoplifting": 140}


@pytest.fixture(scope="module")
def five_years_once(tmp_path_factory) -> Path:
    """Sixty ordinary months but for October 2018, in which shoplifting is high, and the last, when it is so again."""
    folder = tmp_path_factory.mktemp("five-years")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLIAS_HOME", str(folder))
        install_northshire(folder)
        special = {"2018-10": OFTEN, "2018-12": OFTEN}
        source = made_up_folder(folder / "source", first="2014-01", months=60, special=special)
        import_police_uk([source], datasets=folder / "datasets")
    return folder / "datasets"


@pytest.fixture
def five_years(five_years_once, datasets) -> Path:
    shutil.copytree(five_years_once, datasets)
    return datasets


def load(datasets: Path, folder: Path, month: str, counts) -> None:
    path = write_file(folder / f"{month}-northshire-street.csv", month_rows(month, counts=counts))
    assert import_police_uk([path], datasets=datasets).files[0].outcome == "replaced"


def reckoned(datasets: Path, kind: str = "", *, code: str = "recorded_crime", **how):
    offer = offer_for(code, "northshire", datasets=datasets)
    return reckoning.reckon(offer, force="northshire", month="2018-12", datasets=datasets, group=kind, **how)


def shoplifting(**how):
    return public.figure("recorded_crime", force="northshire", month=DECEMBER, offence_group="Shoplifting", **how)


def test_a_figure_says_which_rule_fired_and_the_smallest_change_that_it_would_have_shown(five_years):
    figure = shoplifting()
    assert (figure.judged_by, figure.exception, figure.rule) == ("house", "high", "two of three")
    assert figure.sentence.endswith(f"The range is {figure.lower:.0f} to {figure.upper:.0f}.")
    assert "two of three months in a row lie near or over the top" in figure.sentence
    one_month = round(100 * (figure.upper / figure.centre - 1))
    assert figure.could_be_seen.startswith(f"House rule. The smallest rise that it sees: {one_month}% in one month, ")


def test_the_nhs_rules_judge_where_they_are_asked_for(five_years):
    figure = shoplifting(rule="nhs")
    assert (figure.judged_by, figure.could_be_seen.partition(".")[0]) == ("nhs", "NHS rules")
    assert figure.upper != shoplifting().upper


def test_a_month_missing_breaks_the_run(five_years):
    shutil.rmtree(five_years / "police_uk_street" / "force=northshire" / "month=2018-11")
    assert (shoplifting().judged_by, shoplifting().exception) == ("house", "")


def test_every_figure_is_judged_as_in_the_monthly_report(five_years, tmp_path):
    load(five_years, tmp_path, "2018-12", STEP)
    report = build_monthly_report(force="northshire", month="2018-12", datasets=five_years)
    for line in report.lines:
        one = reckoned(five_years, line.figure.category or "", code=line.measure.name).figure
        assert one == line.figure, line.title
    assert "Shoplifting" in {line.title for line in report.exceptions}


def test_an_exception_that_the_other_figures_explain_is_none_and_says_so(five_years, monkeypatch):
    monkeypatch.setattr(reckoning, "_looks_beside", lambda *args: {"2018-12": [(0.5, False)] * 400})
    figure = shoplifting()
    assert (figure.exception, figure.rule, figure.explained) == ("", "", "high")
    assert "Among so many figures, one like it is to be expected by chance." in figure.sentence
    assert "Within the expected range" not in figure.sentence


def test_an_earlier_month_is_looked_at_together_with_the_other_figures_of_that_month(five_years, tmp_path, monkeypatch):
    load(five_years, tmp_path, "2018-11", OFTEN)
    figure = reckoned(five_years, "Shoplifting").figure
    assert [one.exception for one in figure.months[-2:]] == ["high", "high"]
    monkeypatch.setattr(reckoning, "_looks_beside", lambda *args: {"2018-11": [(0.5, False)] * 4000})
    of_many = reckoned(five_years, "Shoplifting").figure
    assert (of_many.months[-2].exception, of_many.months[-2].explained) == (None, "high")
    assert of_many.exception == "high", "the newest is looked at with those of its own month alone"


def test_how_many_were_looked_at_together_and_how_many_of_those_that_stand_are_false_is_told(five_years):
    assert reckoned(five_years, "Shoplifting").together.sentence == (
        "December 2018: 10 looked at together, 1 exceptional alone, of which 1 stand. "
        "Of those that stand, 0.1 or fewer are expected to be false."
    )
    assert reckoned(five_years, "Burglary").together is None, "nobody looks at others where no month is exceptional"
    told = reckoned(five_years, "Burglary", with_others=True).together
    assert told == reckoned(five_years, "Shoplifting").together


class TestKept:
    @pytest.fixture
    def kept(self, five_years):
        reference = public.keep_figure(shoplifting(), purpose="a paper").reference
        return find(reference, home=five_years.parent)[0].figure

    def test_it_is_proved_with_its_range_and_its_verdict(self, kept, five_years):
        assert (kept.range.judged_by, kept.range.exception, kept.range.first) == ("house", "high", "2012-05")
        assert len(kept.range.looked_at_with) == len(USUAL), "the whole, and the kinds beside it"
        proved = rebuild(kept, datasets=five_years)
        assert proved.is_equal, proved.sentence
        assert "drawn again from 59 files before it." in proved.sentence

    def test_a_month_that_only_the_house_rule_looks_back_to_is_needed_for_the_proof(self, kept, five_years):
        (gone,) = (five_years / "police_uk_street" / "force=northshire" / "month=2014-02").glob("*.parquet")
        gone.unlink()
        assert "its range cannot be drawn again" in rebuild(kept, datasets=five_years).sentence

    def test_a_verdict_that_other_figures_beside_it_would_not_give_is_found(self, kept, five_years):
        many = replace(kept.range, looked_at_with=(0.5,) * 400)
        assert rebuild(replace(kept, range=many), datasets=five_years).state == "other range"

    def test_a_range_kept_before_the_house_rule_is_proved_by_the_nhs_rules(self, five_years):
        reference = public.keep_figure(shoplifting(rule="nhs"), purpose="a paper").reference
        path = five_years.parent / "figures" / f"{reference}.json"
        content = json.loads(path.read_text())
        for name in ("judged_by", "explained", "looked_at_with"):
            del content["range"][name]
        path.write_text(json.dumps(content))
        (found,) = find(reference, home=five_years.parent)
        assert found.figure.range.judged_by == "nhs"
        assert rebuild(found.figure, datasets=five_years).is_equal
