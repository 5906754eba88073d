"""Items: numbers in many styles, sub-items, lists that are none, titles that run on."""

from __future__ import annotations

import pytest

from polias.boards.minutes.pieces import piece_of
from polias.boards.minutes.reading import read
from polias.boards.minutes.titles import titled


def items(text):
    return [(item["number"], item["title"]) for item in read(text)["items"]]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("1.", "2.", ["1", "2"]),
        ("1", "2", ["1", "2"]),
        ("Item 1", "Item 2", ["1", "2"]),
        ("39/20", "40/20", ["39/20", "40/20"]),
        ("Ref 01/21/06/2023", "Ref 02/21/06/2023", ["01/21/06/2023", "02/21/06/2023"]),
        ("303.", "304.", ["303", "304"]),
        ("(7)", "(8)", ["7", "8"]),
        ("2023/41", "2023/42", ["2023/41", "2023/42"]),
    ],
)
def test_numbers_are_read_in_every_style(first, second, numbers):
    paper = f"Panel\n\n{first} APOLOGIES\n\nThere were none.\n\n{second} MINUTES\n\nThe minutes were agreed.\n"
    assert items(paper) == list(zip(numbers, ["APOLOGIES", "MINUTES"], strict=True))


def test_a_list_inside_an_item_is_not_items():
    paper = (
        "Panel\n\n1. Apologies\n\nNone.\n\n2. Policing model\n\nThe aims were:\n\n1. Modify the model so "
        "that demand is met.\n2. Make the most of it.\n3. Prioritise and reduce what is not needed at all.\n\n"
        "3. Budget\n\nThe report was noted.\n"
    )
    assert [number for number, _title in items(paper)] == ["1", "2", "3"]


def test_numbered_paragraphs_are_not_items_but_numbered_titles_are_sub_items():
    paper = (
        "Board\n\n1. Welcome\n\n1.1 Apologies were received from A Hill.\n\n2. Budget\n\n2.1 Revenue outturn\n\n"
        "It was reported.\n\n2.2 Capital outturn\n\nIt was noted.\n"
    )
    assert [number for number, _title in items(paper)] == ["1", "2", "2.1", "2.2"]


def test_the_same_number_twice_stays_twice():
    paper = (
        "Board\n\n1. Apologies\n\nNone.\n\n2. Performance\n\nIt was reported.\n\n2. AOB\n\nNone.\n\n"
        "3. Date of next meeting\n\n3 May 2024\n"
    )
    assert [number for number, _title in items(paper)] == ["1", "2", "2", "3"]


def test_a_number_without_a_title_keeps_its_number():
    assert items(
        "Board\n\nRef 01/03/05/2023\n\nIntroductions were made and apologies noted.\n\n"
        "Ref 02/03/05/2023\n\nFleet\n\nIt was noted.\n"
    ) == [
        ("01/03/05/2023", None),
        ("02/03/05/2023", "Fleet"),
    ]


def test_a_date_on_a_line_begins_no_item():
    paper = (
        "Panel\n\n1. Apologies\n\nNone.\n\n2. Matters arising\n\n3 November 2019 – Minute 5\n\n"
        "It was reported.\n\n3. Budget\n\nIt was noted.\n"
    )
    assert [number for number, _title in items(paper)] == ["1", "2", "3"]


def test_headings_known_only_by_their_look_are_items_without_numbers():
    paper = (
        "Panel\n\n\nWelcome\n\n\nThe Chair welcomed everybody.\n\n\nApologies\n\n\nThere were none.\n\n\n"
        "Knife crime\n\n\nThe Commissioner reported on it.\n"
    )
    assert items(paper) == [(None, "Welcome"), (None, "Apologies"), (None, "Knife crime")]


@pytest.mark.parametrize(
    ("printed", "title", "rest"),
    [
        ("MINUTES OF THE PREVIOUS MEETING pdf icon PDF 135 KB", "MINUTES OF THE PREVIOUS MEETING", ""),
        ("Fleet AB introduced the paper and noted a fall.", "Fleet", "AB introduced the paper and noted a fall."),
        ("APOLOGIES Apologies were received.", "APOLOGIES", "Apologies were received."),
        ("PRECEPT - The Commissioner reported.", "PRECEPT", "The Commissioner reported."),
        (
            "Public Participation To receive questions from the public.",
            "Public Participation",
            "To receive questions from the public.",
        ),
        ("Date of next meeting – 30th October 2017 Hall", "Date of next meeting", "30th October 2017 Hall"),
        ("Apologies: A Hill (AH); B Reed (BR)", "Apologies", "A Hill (AH); B Reed (BR)"),
        ("Action Log 44/17 – Officers – discussion was held", "Action Log", "44/17 – Officers – discussion was held"),
        ("Minute 6 - Annual Report of the Commissioner", "Minute 6 - Annual Report of the Commissioner", ""),
        ("IT – Athena Update", "IT – Athena Update", ""),
        ("Budget (Pages 3 - 12)", "Budget", ""),
    ],
)
def test_a_title_ends_where_something_else_begins(printed, title, rest):
    found, behind = titled(piece_of(printed))
    assert (found.text, behind.text) == (title, rest)


def test_a_decision_with_its_verb_in_capitals_and_a_lead_to_a_list_head_nothing():
    paper = (
        "Board\n\n1. Report\n\n1.1 The report was shown.\n\n1.2 Members NOTED the report.\n\n"
        "1.3 Following discussion, Members:\n\nAPPROVED the plan.\n\n2. Close\n\nIt closed.\n"
    )
    assert items(paper) == [("1", "Report"), ("2", "Close")]


def test_rows_of_an_earlier_actions_table_number_no_items():
    paper = (
        "Board\n\n1. Report\n\nIt was shown.\n\n2. Close\n\nIt closed.\n\n"
        "No.\tMeeting\tAction\tOwner\tStatus\n3\t24 January 2023\tWrite to the bank\tAF\tOpen\n"
    )
    assert items(paper) == [("1", "Report"), ("2", "Close")]


def test_rows_of_figures_are_no_headings():
    paper = (
        "Visitors\n\nMinutes of Previous Meeting\n\nThey were agreed.\n\nMatters Arising\n\nThere were none.\n\n"
        "Visits Made January to March\n\nVisits      Hale     Moss     Total\nJanuary       4        3        7\n"
        "March         4        2        6\n\nTwo visits were late.\n\nAny Other Business\n\nThere was none.\n"
    )
    titles = ["Minutes of Previous Meeting", "Matters Arising", "Visits Made January to March", "Any Other Business"]
    assert items(paper) == [(None, title) for title in titles]


def test_a_numbered_sentence_in_a_cell_heads_nothing():
    paper = (
        "Board\n\n1.\tREPORT\n1.1\tRev Hill offered the use of the church hall as a place to report.\n"
        "1.2\tDCC Reed to supply the figures for the industrial estate to Mrs Moss.\n2.\tCLOSE\n\tNone.\n"
    )
    assert items(paper) == [("1", "REPORT"), ("2", "CLOSE")]


def test_headings_of_the_file_are_items_where_its_numbers_only_list_the_subjects():
    paper = (
        "# Youth Group\n\n11 March 2017\n\n# Talked about\n\n1. Buses\n\n2. Searches\n\n# Buses\n\nWe did a survey.\n\n"
        "# Searches\n\nIt was explained.\n\n# Next time\n\n13 May 2017\n"
    )
    assert items(paper) == [(None, "Talked about"), (None, "Buses"), (None, "Searches"), (None, "Next time")]


def test_apologies_below_a_list_of_those_present_are_no_item():
    paper = (
        "Group\n\nPresent\n* Ann Field\n* Ben Reed\n\nApologies\n* Cat Hill\n\nMatters arising\n\nNone.\n\n"
        "New priority\n\nNone.\n\nAny other business\n\nNone.\n\nNext meeting\n\n10 July 2012\n"
    )
    titles = ["Matters arising", "New priority", "Any other business", "Next meeting"]
    assert [title for _number, title in items(paper)] == titles


def test_of_a_title_in_welsh_and_english_the_english_half_is_taken():
    paper = "Bwrdd\n\n1. Cynllun Llesiant / Well-being Plan\n\nShown.\n\n2. Newid Hinsawdd / Climate Change\n\nShown.\n"
    assert items(paper) == [("1", "Well-being Plan"), ("2", "Climate Change")]


def test_what_stands_behind_a_gap_of_blanks_is_no_part_of_a_title():
    paper = "Board\n\n1. Minutes of 16 May            Agreed\n2. Next meeting                 17 June\n"
    assert items(paper) == [("1", "Minutes of 16 May"), ("2", "Next meeting")]
    assert [each["text"] for each in read(paper)["resolutions"]] == ["Agreed"]


def test_above_the_word_minutes_stands_a_title_even_if_it_sounds_like_a_sentence():
    first = "1.\n\nThe Commissioner's proposed precept was 2%\n\nMinutes:\n\nIt was shown.\n\n"
    paper = f"Panel\n\n{first}2.\n\nClose\n\nMinutes:\n\nNone.\n"
    assert [item["number"] for item in read(paper)["items"]] == ["1", "2"]
    assert all(item["title"] for item in read(paper)["items"])


def test_what_goes_on_in_small_letters_behind_a_colon_is_told():
    paper = "Group\n\n1. Raptors: two were found dead; results awaited.\n\n2. Dilemma: accounts of officers\n\nTold.\n"
    assert [item["title"] for item in read(paper)["items"]] == ["Raptors", "Dilemma: accounts of officers"]
