"""Whatever a file holds, it is read or refused with a sentence; it never ends in a traceback or runs for ever."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.boards.minutes.formats.which import text_of
from polias.boards.minutes.reading import read
from polias.boards.minutes.refusal import CannotBeRead
from polias.boards.minutes.tests.documents import docx, odt, paragraph, pdf

WORDS = st.sampled_from(
    [
        "1.",
        "2.",
        "2.1",
        "Item",
        "Ref",
        "44/17",
        "(AP1)",
        "RESOLVED",
        "that",
        "Resolved:",
        "Minutes:",
        "ACTION:",
        "Action",
        "AF",
        "to",
        "Cllr",
        "Councillors",
        "Smith",
        "and",
        "Jones,",
        "Apologies",
        "were",
        "received",
        "from",
        "Present:",
        "Members",
        "The",
        "Board",
        "noted",
        "the",
        "report.",
        "held",
        "on",
        "3",
        "May",
        "2020",
        "next",
        "meeting",
        "10.30",
        "am",
        "£1.2m",
        "|",
        "\t",
        "\n",
        "\n\n",
        "•",
        "i)",
        "ii)",
        "–",
        "DCC",
        "(AR)",
        "PDF",
        "10",
        "KB",
        "<p>",
        "&nbsp;",
        "ВН",
    ]
)
MADE = [
    docx(paragraph("Northshire Panel")),
    odt("<text:p>Northshire Panel</text:p>"),
    pdf([(50, 700, "Northshire Panel met to speak of the budget")]),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=80).map(" ".join))
def test_any_words_of_minutes_in_any_order_are_read(text):
    found = read(text)
    for each in (*found["items"], *found["resolutions"], *found["actions"]):
        assert each["at"] is None or 0 <= each["at"]["start"] <= each["at"]["end"] <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text):
    read(text)


def text_or_sentence(content):
    """The text, or nothing where the file is refused; a refusal is one sentence."""
    try:
        return text_of(content)[0]
    except CannotBeRead as refused:
        sentence = str(refused)
    if not sentence.endswith(".") or "\n" in sentence:
        pytest.fail(f"not one sentence: {sentence}")
    return ""


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]),
    st.binary(max_size=300),
)
def test_any_bytes_are_read_or_refused_with_a_sentence(head, tail):
    read(text_or_sentence(head + tail))


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(MADE), st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_document_is_read_or_refused_with_a_sentence(content, place, damage):
    place %= len(content)
    text_or_sentence(content[:place] + damage + content[place + len(damage) :])


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "the board " * 40_000,
        "Mr A Hill, " * 20_000,
        "1. " * 50_000,
        "(" * 100_000,
        "\t" * 200_000,
        "RESOLVED that " * 20_000,
        "A B C D " * 30_000,
    ],
    ids=["one word", "one line", "names", "numbers", "brackets", "tabs", "resolved", "capitals"],
)
def test_a_hostile_line_does_not_hold_the_reader_up(text):
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 120
