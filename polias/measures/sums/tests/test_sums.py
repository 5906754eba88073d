"""What is stated of a change is a sum: it agrees within its rounding, or is told with what it would have to be."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from polias.measures.sums import cli
from polias.measures.sums.in_text import stated_in, sums_that_disagree
from polias.measures.sums.stated import Stated, disagreements, implied_previous, read_number


def stated(value="", previous="", difference="", per_cent=""):
    counts = {"value": value, "previous": previous, "difference": difference}
    return Stated(
        **{name: read_number(text) for name, text in counts.items() if text},
        per_cent=read_number(per_cent, is_share=True) if per_cent else None,
    )


@pytest.mark.parametrize(
    "numbers",
    [
        {"value": "131,339", "previous": "118,000", "difference": "13,339", "per_cent": "11.3%"},
        {"previous": "118,000", "difference": "13,339", "per_cent": "11.3"},
        {"value": "131,339", "difference": "13,339", "per_cent": "11.3"},
        {"value": "1,080", "previous": "1,200", "difference": "-120", "per_cent": "-10%"},
        {"value": "£1.6m", "previous": "£1.852m", "difference": "-£252k"},
        {"value": "893.7", "previous": "791.67", "difference": "102.0"},
        {"value": "3", "previous": "0", "difference": "3"},
        {"value": "105", "previous": "100", "per_cent": "5"},
    ],
)
def test_what_agrees_within_its_rounding_is_left_alone(numbers):
    assert disagreements(stated(**numbers)) == []


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (
            {"value": "131,339", "previous": "118,000", "difference": "13,393"},
            "From 118,000 to 131,339 the difference is 13,339, and 13,393 is stated.",
        ),
        (
            {"previous": "118,000", "difference": "13,339", "per_cent": "13.1%"},
            "13,339 on 118,000 is 11.3%, and 13.1% is stated.",
        ),
        (
            {"value": "1,080", "previous": "1,200", "per_cent": "10"},
            "The numbers show a decrease, and an increase of 10% is stated.",
        ),
        (
            {"value": "1,080", "previous": "1,200", "difference": "120"},
            "From 1,200 to 1,080 is a decrease, and an increase is stated.",
        ),
        (
            {"value": "3", "previous": "0", "per_cent": "300%"},
            "From nought there is no per cent, and 300% is stated.",
        ),
    ],
)
def test_what_cannot_be_true_is_told_with_what_is(numbers, told):
    assert disagreements(stated(**numbers)) == [told]


def test_a_difference_and_a_share_alone_say_what_was_before():
    low, high = implied_previous(stated(difference="13,339", per_cent="11.3%"))
    assert low < 13_339 / 0.113 < high
    assert (round(low), round(high)) == (117_524, 118_569)


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 2))
def test_numbers_that_were_rounded_from_the_truth_never_disagree(previous, value, places):
    share = 100 * (value - previous) / previous
    numbers = stated(f"{value:,}", f"{previous:,}", f"{value - previous:,}", f"{share:.{places}f}%")
    assert disagreements(numbers) == []


class TestText:
    @pytest.mark.parametrize(
        "sentence",
        [
            "All crime rose from 118,000 to 131,339, an 11.3% increase (13,339 additional offences).",
            "There were 300 thefts compared with 250 the year before, an increase of 20 per cent.",
            "Burglary fell from 1,200 to 1,080 (-10%).",
            "Robbery fell by 12 from 112 offences to 100.",
            "From 2017 to 2018 robbery rose by 5%.",
            "Satisfaction rose from 61% to 65%, up 4%.",
            "The office is open from 9am to 5pm, 20% more than before.",
            "Robbery fell 20% and burglary fell from 100 to 90.",
            "Robbery rose 5%, burglary fell 7%, from 100 to 90 and from 80 to 84.",
            "The period from 1 April to 31 March saw 20% more.",
        ],
    )
    def test_what_adds_up_or_cannot_be_told_is_left_alone(self, sentence):
        assert sums_that_disagree(sentence) == []

    @pytest.mark.parametrize(
        ("sentence", "why"),
        [
            (
                "All crime rose from 118,000 to 131,339, a 13.1% increase (13,339 additional offences).",
                "13,339 on 118,000 is 11.3%, and 13.1% is stated.",
            ),
            (
                "There were 300 thefts compared with 250 the year before, an increase of 25 per cent.",
                "50 on 250 is 20.0%, and 25% is stated.",
            ),
            ("Burglary fell from 1,200 to 1,080 (-12%).", "120 on 1,200 is 10.0%, and 12% is stated."),
            (
                "Robbery fell by 21 from 112 offences to 100.",
                "From 112 to 100 the difference is 12, and 21 is stated.",
            ),
            (
                "Reserves fell from £1.852m to £1.6m, a reduction of £352k.",
                "From £1.852m to £1.6m the difference is 252,000, and £352k is stated.",
            ),
        ],
    )
    def test_a_sentence_that_contradicts_itself_is_told_with_its_words(self, sentence, why):
        (found,) = sums_that_disagree(f"It was a quiet year. {sentence} Nothing else was said.")
        assert (found.sentence, found.why) == (sentence, (why,))

    @given(st.text(max_size=200))
    def test_no_text_breaks_it(self, text):
        sums_that_disagree(text)
        stated_in(text)


class TestCommand:
    @pytest.fixture
    def sums(self, monkeypatch, tmp_path):
        program = typer.Typer()
        program.add_typer(cli.app)
        monkeypatch.chdir(tmp_path)

        def asked(*words):
            monkeypatch.setattr("sys.argv", ["polias", "measures", "sums", *words])
            return CliRunner().invoke(program, ["measures", "sums", *words])

        return asked

    def test_what_agrees_ends_well_and_what_does_not_with_one(self, sums):
        well = sums("--previous", "118,000", "--difference", "13,339", "--per-cent", "11.3%")
        ill = sums("--previous", "118,000", "--difference", "13,339", "--per-cent", "13.1%")
        assert (well.exit_code, well.stdout.strip()) == (0, "Nothing disagrees.")
        assert (ill.exit_code, "is 11.3%, and 13.1% is stated" in ill.stdout) == (cli.DISAGREES, True)

    def test_a_difference_and_a_share_say_what_was_before(self, sums):
        assert (
            "Before it must have been 117,524 to 118,569."
            in sums("--difference", "13,339", "--per-cent", "11.3").stdout
        )

    def test_each_row_of_a_table_and_each_sentence_of_a_text(self, sums):
        Path("t.csv").write_text("kind,value,previous,difference,per_cent\na,110,100,10,10\nb,120,100,10,20\n")
        Path("t.txt").write_text("It rose from 100 to 110, up 12%.")
        assert "Line 3: From 100 to 120 the difference is 20, and 10 is stated." in sums("t.csv").stdout
        assert "“It rose from 100 to 110, up 12%.”: 10 on 100 is 10.0%" in sums("t.txt").stdout

    def test_no_number_and_too_little_are_refused(self, sums):
        assert "“many” is no number" in sums("--value", "many").stderr
        assert sums("--value", "5").exit_code == 2
