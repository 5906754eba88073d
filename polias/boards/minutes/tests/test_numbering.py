"""Numbers of items: every style that boards use, in every layout, reads to the same items."""

from __future__ import annotations

import pytest

from polias.boards.minutes.reading import read

HEADING = (
    "Northshire Joint Audit Committee\nMinutes of the meeting held on 4 July 2023\n\n"
    "Present: Ben Hill (Chair), Cara Dunn\n\n"
)
ITEMS = (
    ("Apologies for absence", "Apologies were received from Ann Field."),
    ("Minutes of the last meeting", "The minutes of 3 May 2023 were agreed."),
    (
        "Custody healthcare",
        "The Head of Custody introduced the paper. Members asked about waiting times and were told that nurses were "
        "hard to find.",
    ),
    (
        "Treasury management strategy 2024/25",
        "CD presented the strategy, which had been seen by the auditors. The Committee approved the strategy.",
    ),
    ("Any other business", "There was none."),
    ("Date of next meeting", "Tuesday 5 September 2023."),
)
#: As printed for the first six items, and the number that is read.
STYLES = {
    "1.": (["1.", "2.", "3.", "4.", "5.", "6."], ["1", "2", "3", "4", "5", "6"]),
    "(1)": (["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], ["1", "2", "3", "4", "5", "6"]),
    "A.": (["A.", "B.", "C.", "D.", "E.", "F."], ["A", "B", "C", "D", "E", "F"]),
    "I.": (["I.", "II.", "III.", "IV.", "V.", "VI."], ["I", "II", "III", "IV", "V", "VI"]),
}
for _style, _read in {
    "{}": "{}",
    "{})": "{}",
    "{} -": "{}",
    "{}:": "{}",
    "#{}": "{}",
    "No. {}": "{}",
    "Item {}": "{}",
    "Item {}:": "{}",
    "Item No. {}": "{}",
    "Agenda Item {} –": "{}",
    "Minute {}": "{}",
    "Ref {}": "{}",
    "{}.0": "{}.0",
    "5.{}": "5.{}",
    "24.{:02}": "24.{:02}",
    "{}/24": "{}/24",
    "2024/{}": "2024/{}",
    "Ref: 24/{}": "24/{}",
    "2023-24/{}": "2023-24/{}",
    "24/25.{}": "24/25.{}",
    "24-1{}": "24-1{}",
    "11{}.": "11{}",
    "11{}": "11{}",
    "C1{}.": "C1{}",
    "JAC1{}": "JAC1{}",
    "JAC 1{}": "JAC 1{}",
    "PC1{}/24": "PC1{}/24",
    "PC/24/1{}": "PC/24/1{}",
}.items():
    STYLES[_style] = ([_style.format(n) for n in range(1, 7)], [_read.format(n) for n in range(1, 7)])
LAYOUTS = (
    "{n} {t}\n\n{b}\n\n",
    "{n} {t}\n{b}\n",
    "{n}\n\n{t}\n\n{b}\n\n",
    "{n}\t{t}\n\t{b}\n",
    "{n}\t{t}\t{b}\n",
    "| {n} | {t} |\n| | {b} |\n",
    "| {n} | {t} | {b} |\n",
    "{n} {t} – {b}\n\n",
    "{n} {t}: {b}\n\n",
    "**{n} {t}**\n\n{b}\n\n",
    "### {n} {t}\n\n{b}\n\n",
    "{n} {t}\n\n• {b}\n\n",
)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_of_numbers_is_read_in_every_layout(style):
    printed, numbers = STYLES[style]
    wanted = list(zip(numbers, [title for title, _body in ITEMS], strict=True))
    for layout in LAYOUTS:
        paper = HEADING + "".join(
            layout.format(n=number, t=title, b=body) for number, (title, body) in zip(printed, ITEMS, strict=True)
        )
        assert [(item["number"], item["title"]) for item in read(paper)["items"]] == wanted, layout


def items_of(paper: str) -> list[tuple[str | None, str | None]]:
    return [(item["number"], item["title"]) for item in read(paper)["items"]]


def test_numbered_recommendations_do_not_take_the_place_of_items():
    paper = (
        "Panel\n\n1. Apologies\n\nNone.\n\n2. Review\n\nThe review said:\n\nR1. Publish the data\n\n"
        "R2. Train the staff\n\nR3. Buy the cameras\n\nR4. Tell the public\n\n3. Close\n\nNone.\n"
    )
    assert [item["number"] for item in read(paper)["items"]] == ["1", "2", "3"]


def test_sub_items_of_an_item_are_not_a_run_of_their_own():
    paper = (
        "Panel\n\n1. General\n\n1.1 Apologies\n\nNone.\n\n1.2 Minutes of the last meeting\n\nAgreed.\n\n"
        "1.3 Declarations of interest\n\nNone.\n\n2. Budget\n\nIt was noted.\n"
    )
    assert [item["number"] for item in read(paper)["items"]] == ["1", "1.1", "1.2", "1.3", "2"]


def test_names_with_an_initial_are_no_lettered_items():
    paper = "Panel\n\nA. Ash\n\nB. Bell\n\nC. Cole\n\n1. Apologies\n\nNone.\n\n2. Budget\n\nIt was noted.\n"
    assert [item["number"] for item in read(paper)["items"]] == ["1", "2"]


def test_a_numbered_list_below_the_word_actions_goes_on_no_run_of_items():
    paper = (
        "Board\n\n1. Apologies\n\nNone.\n\n2. Budget\n\nIt was noted.\n\nSummary of actions\n1. AF to write\n"
        "2. BR to call\n3. CD to ask\n"
    )
    assert [item["number"] for item in read(paper)["items"]] == ["1", "2"]


def test_an_outcome_or_an_action_behind_a_number_is_no_title():
    paper = (
        "Board\n\n1. Apologies\n\n1.1 None.\n\n2. Minutes of the last meeting\n\n"
        "2.1 Action 12 – Complete.\n\n2.2 Agreed.\n"
    )
    assert [item["number"] for item in read(paper)["items"]] == ["1", "2"]


@pytest.mark.parametrize(
    "title",
    [
        "How is the force responding to domestic abuse?",
        "Victims' satisfaction: where are we now?",
        "Recommendations agreed at the last meeting",
        "Questions asked by members of the public",
        "Complaints received by the Panel",
        "2021 PEEL inspection",
        "Treasury management 2024/25 – a new policy",
    ],
)
def test_a_title_may_ask_or_say_what_was_done_to_something(title):
    paper = f"Panel\n\n1. Apologies\n\nNone.\n\n2. {title}\n\nThe Chief Constable spoke.\n\n3. Custody\n\nNoted.\n"
    assert [item["title"] for item in read(paper)["items"]] == ["Apologies", title, "Custody"]


def test_a_short_sentence_behind_the_number_of_a_paragraph_is_no_title():
    paper = "Panel\n\n1. Apologies\n\n1.1 There were none.\n\n2. Close\n\n2.1 The meeting closed.\n"
    assert [item["number"] for item in read(paper)["items"]] == ["1", "2"]


def test_the_next_meeting_behind_the_last_number_is_an_item_without_one():
    paper = "Panel\n\n1. Apologies\n\nNone.\n\n2. Custody\n\nNoted.\n\nDate of next meeting\n\n3 May 2024\n"
    assert items_of(paper) == [("1", "Apologies"), ("2", "Custody"), (None, "Date of next meeting")]


def test_a_numbered_heading_at_the_end_of_a_paragraph_begins_the_next_item():
    paper = (
        "MATTERS ARISING Minutes: 1.1 Minute 4 – Schools\n\nThe Commissioner told of the talks. They went on. "
        "1.2 Minute 6 – Farms\n\nIt was pleasing.\n\nBUDGET Minutes: It was noted.\n"
    )
    assert [number for number, _title in items_of(paper)] == [None, "1.1", "1.2", None]


def test_of_two_languages_side_by_side_the_english_is_the_title():
    paper = "Panel\n\n1. Ymddiheuriadau / Apologies\n\nNone.\n\n2. Cyllideb / Budget\n\nIt was noted.\n"
    assert [item["title"] for item in read(paper)["items"]] == ["Apologies", "Budget"]
    assert (
        read("Panel\n\n1. Apologies\n\nNone.\n\n2. Fleet / Estates\n\nNoted.\n")["items"][1]["title"]
        == "Fleet / Estates"
    )


def test_a_row_torn_by_the_line_break_of_a_cell_is_one_row():
    paper = "Board\n\nItem\tDiscussion\tAction\n1\tApologies\nNone came.\t\n2\tBudget\nIt was noted.\tAF to write\n"
    found = read(paper)
    assert [(item["number"], item["title"]) for item in found["items"]] == [("1", "Apologies"), ("2", "Budget")]
    assert [action["text"] for action in found["actions"]] == ["AF to write"]


def test_a_number_with_the_month_and_year_of_the_meeting_behind_it_is_no_day():
    said = "\n".join(f"{number}/12/21  {title}\n\n{told}\n" for number, (title, told) in enumerate(ITEMS, start=1))
    assert [item["number"] for item in read(HEADING + said)["items"]] == [f"{n}/12/21" for n in range(1, 7)]


def test_days_of_visits_number_no_items():
    said = "1. Apologies\n\nNone.\n\n2. Visits\n\n1/12/21 Ann Field\n\n2/12/21 Ben Hill\n\n3. Close\n\nNone.\n"
    assert [item["number"] for item in read(HEADING + said)["items"]] == ["1", "2", "3"]
