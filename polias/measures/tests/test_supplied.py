"""A figure whose supply is in doubt has no value, on pages and in papers, and says why; what is declared counts."""

from __future__ import annotations

from datetime import date

import pytest

from polias.measures.public import figure
from polias.measures.sources.importing import import_police_uk
from polias.measures.tests.made_up import USUAL, made_up_folder

HALF = {kind: usual // 2 for kind, usual in USUAL.items()}


@pytest.fixture
def asked(datasets, tmp_path):
    """A figure of a year of street files in which one month lost half of every kind, and one a whole kind."""
    special = {"2018-12": HALF, "2018-10": {k: n for k, n in USUAL.items() if k != "Burglary"}}
    import_police_uk([made_up_folder(tmp_path / "in", first="2018-01", months=12, special=special)], datasets=datasets)

    def ask(month, measure="recorded_crime", **how):
        return figure(measure, force="northshire", month=date.fromisoformat(f"{month}-01"), **how)

    return ask


def test_a_month_in_which_all_kinds_fell_has_no_figure_and_says_why(asked):
    found = asked("2018-12")
    assert (found.value, found.numerator, found.trust_grade) == (None, None, "withheld")
    assert found.could_be_seen == "", "of no figure nothing could have been seen"
    assert "9 of 9 kinds fell at once" in found.trust_reasons[0]
    assert "no figure. In December 2018 9 of 9 kinds fell at once" in found.sentence
    assert asked("2018-12", "asb_incidents").value is None
    assert asked("2018-12", offence_group="Drugs").value is None


def test_a_kind_that_stopped_has_no_figure_and_the_others_do(asked):
    found = asked("2018-10", offence_group="Burglary")
    assert found.value is None
    assert "Burglary has no row in October 2018" in found.sentence
    assert asked("2018-10", offence_group="Drugs").value == USUAL["Drugs"]
    assert asked("2018-10").value is None, "a tenth of the whole is missing from it"


def test_a_doubted_month_is_out_of_the_range_of_later_ones(asked):
    found = asked("2018-11")
    assert found.value is not None
    assert "October 2018 is not to be trusted and is left out." in found.trust_reasons
    assert found.history_months == 10


def test_a_month_shown_to_be_right_has_its_figure_and_says_by_whom(asked, home):
    assert asked("2018-12").value is None
    path = home / "reference" / "supply_events.csv"
    path.write_text(
        "force,kind,month,category,reason,owner\nnorthshire,shown right,2018-12,,A strike,Chief registrar\n"
    )
    found = asked("2018-12")
    assert found.value == sum(HALF.values()) - HALF["Anti-social behaviour"]
    assert "December 2018 was shown to be right by Chief registrar: A strike." in found.trust_reasons
