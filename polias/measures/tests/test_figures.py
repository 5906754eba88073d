"""Figures from records equal a plain recount; a month that goes on, one not supplied and small counts are said."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from statistics import median

import pytest

from polias.kit.datasets.publish import publish
from polias.manifest import read_manifest
from polias.measures import reckoning
from polias.measures.engine.months import shifted
from polias.measures.public import board_edition, figure, keep_for, measures_offered
from polias.measures.tests.past import invent
from polias.measures.tests.published import missing_month
from polias.measures.words import month_name

THIS = f"{datetime.now(UTC):%Y-%m}"
MISSING = missing_month(datetime.now(UTC))
LAST = shifted(THIS, -1)


def day(month):
    return date.fromisoformat(f"{month}-01")


@pytest.fixture
def past(published):
    return published[0]


@pytest.fixture
def asked(published):
    def ask(code, month, **how):
        return figure(code, force="northshire", month=day(month), datasets=published[1] / "datasets", **how)

    return ask


def test_every_figure_equals_the_recount_in_every_month_and_group(past, asked):
    months = sorted({c["month"] for c in past.crimes})
    assert len(months) >= 23
    for month in (months[0], months[5], *months[-7:]):
        for group in ("", *past.groups()):
            assert asked("recorded_crime", month, offence_group=group).value == past.recorded_crime(month, group)
            if past.recorded_crime(month, group):
                within = asked("recorded_within_24_hours", month, offence_group=group).value
                assert within == pytest.approx(past.within_24_hours(month, group))
                rate = asked("outcome_rate", month, offence_group=group).value
                assert rate == pytest.approx(past.outcome_rate(month, group))
            for code in ("days_to_outcome", "days_under_investigation"):
                if days := getattr(past, code)(month, group):
                    assert asked(code, month, offence_group=group).value == pytest.approx(median(days))
        assert asked("outcomes_by_type", month).value == len(past.closings(month))
        assert asked("outcomes_by_age", month).value == len(past.closings(month))


def test_a_month_that_was_not_supplied_has_no_figure_and_says_so(asked):
    missing = asked("recorded_crime", MISSING)
    assert missing.value is None
    assert missing.trust_grade == "withheld"
    assert f"Nothing was supplied for {month_name(MISSING)}" in missing.sentence


def test_a_month_missing_in_between_lowers_trust_and_no_later_figure(past, asked):
    after = asked("recorded_crime", LAST)
    assert after.value == past.recorded_crime(LAST)
    assert f"{month_name(MISSING)} is missing." in after.trust_reasons
    assert after.trust_grade == "medium"


def test_a_figure_carries_what_a_paper_must_freeze(asked):
    found = asked("recorded_crime", LAST)
    assert found.lower < found.centre < found.upper
    assert found.history_months == 23
    assert found.definition_version == 1
    assert found.as_at is not None
    assert any(f"crime_reports/force=northshire/month={LAST}/restriction=open/v0001" in one for one in found.lineage)
    assert found.lineage[-1].startswith("history: ")


def test_an_unknown_measure_force_or_group_has_no_figure(asked, published):
    assert asked("number_of_unicorns", LAST) is None
    assert asked("recorded_crime", LAST, offence_group="Piracy") is None
    assert figure("recorded_crime", force="atlantis", month=day(LAST), datasets=published[1] / "datasets") is None


def test_a_month_that_goes_on_is_never_judged(asked):
    running = asked("recorded_crime", THIS)
    assert running.unfinished
    assert (running.exception, running.rule) == ("", "")
    assert "The month is not over" in running.sentence
    assert running.trust_grade != "high"
    assert (running.lower, running.upper) == (asked("recorded_crime", LAST).lower, asked("recorded_crime", LAST).upper)


def test_a_new_version_of_a_month_moves_the_figure_and_its_lineage(cast, own_copy):
    datasets = own_copy / "datasets"
    before = figure("recorded_crime", force="northshire", month=day(LAST), datasets=datasets)
    at = datetime.combine(day(LAST).replace(day=10), datetime.min.time(), UTC)
    more = invent(cast("asha"), first=at, last=at.replace(day=11), a_month=900)
    publish(datasets=datasets, only=("crime_reports",))
    after = figure("recorded_crime", force="northshire", month=day(LAST), datasets=datasets)
    assert after.value == more.recorded_crime(LAST), "the records of this test are all there are in the database now"
    assert after.lineage != before.lineage


def test_what_is_counted_anew_takes_the_place_of_what_was_remembered(own_copy):
    datasets = own_copy / "datasets"
    for _time in range(3):
        figure("recorded_crime", force="northshire", month=day(LAST), datasets=datasets)
        for manifest in datasets.glob("crime_reports/force=northshire/month=*/**/manifest.json"):
            manifest.write_bytes(manifest.read_bytes())
            os.utime(manifest)
    of_this_home = [asked for asked in reckoning._remembered if datasets in asked]
    asked = {key[5] for key in of_this_home}
    assert asked == {(), ("offence_group",)}, "the figure, and the kinds by which its supply is looked over"
    assert len(of_this_home) == 2, "one question, one answer: those of older manifests would fill the process"


def test_a_board_reads_no_count_of_one_to_four(asked, past):
    month, group = next(
        (month, group)
        for month in sorted({c["month"] for c in past.crimes})
        for group in past.groups()
        if 0 < past.recorded_crime(month, group) < 5
    )
    exact = asked("recorded_crime", month, offence_group=group)
    held = board_edition(exact)
    assert exact.value in (1, 2, 3, 4)
    assert (held.value, held.numerator, held.upper, held.text) == (None, None, None, "fewer than 5")
    assert exact.sentence not in held.sentence
    large = asked("recorded_crime", LAST)
    assert board_edition(large) == large


def test_measures_are_offered_once_each_with_a_question():
    codes = [code for code, _question in measures_offered()]
    assert codes[:4] == ["recorded_crime", "recorded_within_24_hours", "outcome_rate", "queue_age"]
    assert len(codes) == len(set(codes))
    assert all(question.endswith("?") for _code, question in measures_offered())


def test_figures_are_counted_without_a_database_and_load_the_engine_when_asked(past, published):
    """A figure can be rebuilt where there are no records, and importing the door takes no second."""
    code = f"""
import sys
from datetime import date
from pathlib import Path
from polias.measures.public import figure
assert "ibis" not in sys.modules
month, datasets = date.fromisoformat("{LAST}-01"), Path({str(published[1] / "datasets")!r})
print(int(figure("recorded_crime", force="northshire", month=month, datasets=datasets).value))
assert not any(name.startswith("django.db") for name in sys.modules)
"""
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == str(past.recorded_crime(LAST)), ran.stderr


def test_what_a_published_figure_stands_on_is_kept(own_copy):
    datasets = own_copy / "datasets"
    quoted = figure("recorded_crime", force="northshire", month=day(LAST), datasets=datasets)
    assert keep_for(quoted, purpose="NSH-PA-26-000001", datasets=datasets) >= 23
    folder = datasets / quoted.lineage[0].split(" ")[0]
    assert read_manifest(folder.parent).current.notes["kept_for"] == ["NSH-PA-26-000001"]
    assert figure("recorded_crime", force="northshire", month=day(LAST), datasets=datasets) == quoted
