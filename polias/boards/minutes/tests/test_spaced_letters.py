"""Words printed letter by letter: put together where wider gaps part them, told where nothing does."""

from __future__ import annotations

import pytest

from polias.boards.minutes.formats.which import text_of
from polias.boards.minutes.pieces import piece_of
from polias.boards.minutes.reading import read
from polias.boards.minutes.spaced_letters import closed_up
from polias.boards.minutes.tests.documents import docx, paragraph, pdf


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("M I N U T E S", "MINUTES"),
        ("H A L E   P O L I C E   P A N E L", "HALE  POLICE  PANEL"),
        ("A B C", "A B C"),
        ("Mr A B C D Hill", "Mr A B C D Hill"),
        ("1 2 3 4 5", "1 2 3 4 5"),
        ("t h e p a n e l n o t e d t h e p l a n", "t h e p a n e l n o t e d t h e p l a n"),
    ],
)
def test_letters_that_stand_alone_are_words_where_gaps_say_which(printed, words):
    assert closed_up(piece_of(printed)).text.replace("   ", "  ") == words


def test_a_body_printed_letter_by_letter_is_read_from_word_and_pdf():
    printed = "H A L E   P O L I C E   P A N E L"
    day = "Minutes of the meeting held on 4 March 2024"
    word, _kind = text_of(docx(paragraph(printed), paragraph(day), paragraph("1. Apologies"), paragraph("None.")))
    letters = [(50.0 + 12 * n + 12 * (n > 3) + 12 * (n > 9), 800.0, each) for n, each in enumerate("HALEPOLICEPANEL")]
    page, _kind = text_of(pdf([*letters, (50.0, 780.0, day)]))
    assert [read(text)["body"] for text in (word, page)] == ["HALE POLICE PANEL"] * 2


def test_a_paper_of_single_letters_is_told_in_a_note():
    paper = "\n\n".join(" ".join(line.replace(" ", "")) for line in ("The panel noted the plan for the year",) * 4)
    assert "letter by letter" in read(paper)["notes"][0]["text"]
    assert not read("M I N U T E S\n\nThe panel met.\n\nIt noted the plan.\n\nIt closed at nine.\n")["notes"]
