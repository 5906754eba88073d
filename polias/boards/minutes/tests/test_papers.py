"""Whole papers in many layouts: each is read as its labels say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polias.boards.minutes.reading import read

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))
SINGLE = ("body", "date", "start_time", "end_time", "venue", "chair", "next_meeting")
LISTS = ("attendees", "apologies", "items", "resolutions", "actions", "carried_forward")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_a_paper_is_read_as_it_is_labelled(paper):
    labels = json.loads(paper.with_suffix(".labels.json").read_text())
    found = read(paper.read_text())
    assert {key: found[key] for key in SINGLE} == {key: labels[key] for key in SINGLE}
    for key in LISTS:
        assert [
            {part: each[part] for part in want} for each, want in zip(found[key], labels[key], strict=True)
        ] == labels[key]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_every_value_says_where_it_stands(paper):
    text = paper.read_text()
    found = read(text)
    for key in (*LISTS, "figures", "questions"):
        for each in found[key]:
            at = each["at"]
            assert 0 <= at["start"] < at["end"] <= len(text)
            assert text[: at["start"]].count("\n") + 1 == at["line"]
    for item in found["items"]:
        if item["title"]:
            assert text[item["at"]["start"]] == item["title"][0]
    for key, at in found["at"].items():
        assert text[at["start"] : at["end"]].strip(), key


def test_an_empty_heading_says_nothing_rather_than_guess():
    found = read("The weather was fine.\n")
    assert [found[key] for key in SINGLE] == [None] * len(SINGLE)
    assert [found[key] for key in LISTS] == [[]] * len(LISTS)
