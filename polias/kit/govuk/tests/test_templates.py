"""What holds for every template: all words can be translated, nothing loads from elsewhere, no script stands inline."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from polias.kit.govuk.templatetags.polias import allowed, cell, clock_time, day, refused, show, tag_class, when
from polias.kit.govuk.wiring import STATIC_DIRS, TEMPLATE_DIRS

FILES = sorted(file for folder in TEMPLATE_DIRS for file in folder.rglob("*.html"))
TRANSLATED = re.compile(r"\{% blocktrans\w*.*?%\}.*?\{% endblocktrans\w* %\}", re.DOTALL)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
#: The product's name is the same in every language.
KEPT_IN_ALL_LANGUAGES = {"Polias"}


def ids(file: Path) -> str:
    return "/".join(file.parts[file.parts.index("templates") + 1 :])


def bare_words(template: str) -> set[str]:
    """Words that stand in the page, or in what is read aloud, without a translation."""
    text = re.sub(r"<script\b.*?</script>", " ", COMMENT.sub(" ", TRANSLATED.sub(" ", template)), flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|&\w+;", " ", text, flags=re.DOTALL)
    spoken = " ".join(re.findall(r"\b(?:alt|title|aria-label|placeholder)=\"([^\"]*)\"", text))
    shown = re.sub(r"<[^>]*>", " ", text)
    names_of_styles = r"\bpolias-[\w-]+"
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(names_of_styles, " ", f"{shown} {spoken}"))) - KEPT_IN_ALL_LANGUAGES


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_every_word_can_be_translated(file):
    assert bare_words(file.read_text("utf-8")) == set()


@pytest.mark.parametrize("file", FILES, ids=ids)
def test_no_script_or_style_stands_inline_and_nothing_loads_from_elsewhere(file):
    template = file.read_text("utf-8")
    scripts = re.findall(r"<script\b([^>]*)>", template)
    assert all("src=" in script or "application/json" in script for script in scripts)
    assert not re.search(r"<style\b|\sstyle=|\son\w+=\"|javascript:", template)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", template)


def test_our_own_styles_and_scripts_load_nothing_from_elsewhere():
    for file in (STATIC_DIRS[0] / "polias").iterdir():
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text, file.name
        assert "https:" not in text, file.name


NIGHT = datetime(2018, 6, 30, 23, 30, tzinfo=UTC)


def test_an_instant_is_shown_by_londons_clock():
    assert day(NIGHT) == "1 July 2018"
    assert clock_time(NIGHT) == "00:30"
    assert when(NIGHT) == "1 July 2018, 00:30"
    assert "1 July 2018</span>, 00:30" in cell(NIGHT)


@pytest.mark.parametrize("nothing", [None, "", [], ()])
def test_what_is_not_known_says_so(nothing):
    assert "Not recorded" in show(nothing)


def test_nought_and_no_are_known():
    assert show(0) == 0
    assert show(False) == "No"
    assert cell(0) == 0


def test_no_tag_is_red_or_green():
    assert tag_class("red") == "govuk-tag--orange"
    assert tag_class("green") == "govuk-tag--teal"
    assert tag_class("no such colour") == ""


def test_moves_are_parted_into_what_can_be_done_and_what_cannot_with_its_reason():
    moves = [
        {"label": "Close", "allowed": True, "reason": ""},
        {"label": "Cancel", "allowed": False, "reason": "It has an outcome."},
        {"label": "Erase", "allowed": False, "reason": ""},
    ]
    assert [move["label"] for move in allowed(moves)] == ["Close"]
    assert [move["label"] for move in refused(moves)] == ["Cancel"]


def test_the_page_of_the_unknown_and_the_forbidden_is_the_same(rendered):
    from django.template.loader import render_to_string

    assert render_to_string("404.html") == render_to_string("403.html")


def test_a_hostile_value_is_never_markup(rendered, templates):
    from django.template.loader import render_to_string

    from polias.kit.govuk.tests import gallery

    hostile = "<script>alert(1)</script>"
    page = gallery.record_page()
    page["record"] |= {"title": hostile, "warnings": [hostile], "clocks": [{"label": hostile, "sentence": hostile}]}
    page["cards"][0]["rows"][0] |= {"key": hostile, "value": hostile}
    page["moves"][4] |= {"label": hostile, "reason": hostile}
    page["timeline"][0] |= {"what": hostile, "who": hostile, "detail": hostile}
    html = render_to_string("screens/record.html", page)
    assert hostile not in html
    assert "&lt;script&gt;" in html
