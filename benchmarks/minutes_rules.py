"""The rules by which minutes are read, each with what stands in its place when it is switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from polias.boards.minutes import (
    action_lines,
    action_tables,
    actions,
    arrivals,
    attendance,
    carried_forward,
    cleaning,
    deciding,
    heading,
    items,
    name_sections,
    next_meeting,
    numbering,
    owners,
    people,
    resolutions,
    sheet,
    structure,
    titles,
    unfolding,
)
from polias.boards.minutes.formats import page_layout

_NEVER = re.compile(r"(?!)")


def _nothing(*_words: Any, **_more: Any) -> Any:
    return iter(())


def _all_named(piece: Any) -> Any:
    return piece, piece[:0]


def rules() -> Iterator[tuple[str, Any, str, Any]]:
    """Rule, where it lives, and what stands in its place when it is switched off."""
    yield from (
        ("columns parted by blanks are a table", structure, "with_tabs", lambda text: text),
        ("two columns that are not level", page_layout, "_both_run", lambda *_words: False),
        ("two columns whose numbers run on", page_layout, "_numbers_run_on", lambda *_words: False),
        ("a page of one item or issue", items, "items_of_page", lambda _blocks: []),
        ("look-alike letters are made Latin", cleaning, "_WORD_WITH_FOREIGN", _NEVER),
        ("words printed letter by letter are put together", cleaning, "closed_up", lambda piece: piece),
        ("of a table in two languages the English", structure, "welsh_column", lambda _cells: -1),
        ("words torn by a scanner are mended", structure, "mended", lambda piece, _words: piece),
        ("broken lines are joined", structure, "_goes_on", lambda *_words: False),
        ("what a flat layout folded is unfolded", sheet, "unfolded", lambda blocks: blocks),
        ("- the word Minutes: inside a line", unfolding, "_marker", _nothing),
        ("- lists of names inside a line", unfolding, "_lists", _nothing),
        ("- sub-headings inside a line", unfolding, "_sub_headings", _nothing),
        ("- the first sub-heading behind a title", unfolding, "_first_sub", _nothing),
        ("- a heading at the end of a paragraph", unfolding, "_dotted", _nothing),
        ("- numbered capitals in a long line", unfolding, "_capital", _nothing),
        ("a title ends at page furniture", titles, "_furniture", lambda _text: None),
        ("a title ends with its capitals", titles, "_capitals", lambda _text: None),
        ("a title in capitals ends at a dash", titles, "_dash_after_capitals", lambda _text: None),
        ("a title ends where somebody begins to tell", titles, "_run_on", lambda _text: None),
        ("a title ends at an action's number", titles, "_reference", lambda _text: None),
        ("a title ends where its purpose begins", titles, "_purpose", lambda _text: None),
        ("a standing title ends at colon or dash", titles, "_without_content", lambda title: title),
        ("a number that slipped by a row", items, "_repaired", lambda mains, _blocks: mains),
        ("numbers of another style than plain ones", numbering, "_standing", lambda _chain: 0),
        ("a list of actions numbers no items", numbering, "_action_lists", lambda _blocks: set()),
        ("an outcome behind a number is no title", titles, "_OUTCOME", _NEVER),
        ("of two languages the English", titles, "english", lambda piece: piece),
        ("rows torn by a cell's own line break", structure, "_with_whole_rows", lambda text: text),
        ("a heading at the end without a number", items, "_at_the_end", _nothing),
        ("sub-items with letters", items, "_lettered", lambda *_words: []),
        ("sub-items with numbers", items, "_dotted", lambda *_words: None),
        ("headings of numbered paragraphs", items, "_headings_of_paragraphs", _nothing),
        ("a heading at the end in other letters", items, "_closes", lambda _block: False),
        ("headings before the word Minutes", items, "_unnumbered", _nothing),
        ("headings that the file marks", items, "_of_the_file", _nothing),
        ("apologies below those present are no item", items, "_lists_those_away", lambda *_words: False),
        ("headings by their look", items, "by_look", _nothing),
        (
            "the purpose of an item is not minuted",
            items,
            "_minuted",
            lambda item, _blocks, **_more: items.replace(item, minuted=item.body),
        ),
        ("lists of names under a heading", attendance, "listed", _nothing),
        ("lists of names without a heading", attendance, "unheaded", _nothing),
        ("names in two columns", attendance, "one_column", lambda heading: heading),
        ("a summons lists nobody who was there", attendance, "_is_summons", lambda _sheet: False),
        ("names behind a gap of blanks", attendance, "_side_by_side", lambda _piece: []),
        ("lists of names side by side in a table", name_sections, "_by_column", lambda blocks: blocks),
        ("a table headed name and role", attendance, "heads_names", lambda _line: False),
        ("a label beside or above a name", attendance, "_labelled", lambda blocks: [block.piece for block in blocks]),
        ("who came instead of somebody", attendance, "_INSTEAD", _NEVER),
        ("an office with its holder in brackets", people, "_held_by", lambda _piece: None),
        ("in attendance for one item", attendance, "_FOR_THIS_ITEM", _NEVER),
        ("of titles in two languages the English", attendance, "english_label", lambda piece: piece),
        ("chair and note-taker in the heading", attendance, "named_in_heading", _nothing),
        ("apologies in a sentence", arrivals, "_apologies_in", _nothing),
        ("substitutes in a sentence", arrivals, "_swaps_in", _nothing),
        ("joined, took the chair, was welcomed", arrivals, "_arrivals_in", _nothing),
        ("members who apologised were not there", attendance, "_only_a_member", lambda *_words, **_more: False),
        ("body: minutes of the meeting of", heading, "_body_of_minutes", lambda _sheet: None),
        ("body: a short name in full", heading, "_in_full", lambda value, _sheet: value),
        ("body: name behind the date", heading, "_body_behind_date", lambda _sheet: None),
        ("body: name before the date", heading, "_body_with_date", lambda _sheet: None),
        ("body: line of the heading", heading, "_body_line", lambda _sheet: None),
        ("body: of the previous minutes", heading, "_body_of_previous", lambda _sheet: None),
        ("a year that the weekday contradicts", heading, "_fitting", lambda found: found),
        ("a missing year from elsewhere", heading, "_with_year", lambda *_words: None),
        ("next meeting: under a heading", next_meeting, "_under_a_heading", lambda *_words: None),
        ("next meeting: in a line", next_meeting, "_in_a_line", lambda *_words: None),
        ("next meeting: in a sentence", next_meeting, "_in_a_sentence", lambda *_words: None),
        ("next meeting: when they meet again", next_meeting, "_MEETS", _NEVER),
        ("decisions behind the word resolved", resolutions, "_MARK", _NEVER),
        ("decisions in a register", resolutions, "decisions_in", _nothing),
        ("who moved a decision, said before it", resolutions, "_MOVED_AHEAD", _NEVER),
        ("who left the room is no part of it", resolutions, "_TOLD_BEHIND", _NEVER),
        ("a decision below that word", resolutions, "_HEADS", _NEVER),
        ("what the body did, line by line", resolutions, "_below_the_body", lambda *_words: False),
        ("who moved a decision is no part of it", resolutions, "_MOVED", _NEVER),
        ("of decisions in two languages the English", resolutions, "english", lambda piece: piece),
        ("a bare Noted or Agreed", resolutions, "_ALONE", _NEVER),
        ("what was decided before decides nothing", deciding, "_NOT_DECIDED", _NEVER),
        ("actions: lines headed Action", action_lines, "LINE", _NEVER),
        ("actions: the word without a mark", action_lines, "_unmarked", lambda _piece: None),
        ("actions: closed by a number", action_lines, "_closed", _nothing),
        ("actions: below a heading or an item of that name", action_lines, "_below_a_heading", lambda *_words: None),
        ("actions: the mark says who", action_lines, "_with_owner", lambda action, *_words: action),
        ("actions: closed by the word", action_lines, "_CLOSED_BY_WORD", _NEVER),
        ("actions: several in one cell", actions, "_MARK_IN_CELL", _NEVER),
        ("actions: A1 and the like", action_lines, "_short", lambda _piece: None),
        ("actions: a number of any kind", action_lines, "_ANY_REF", _NEVER),
        ("actions: the margin of a table", action_tables, "_MARGIN", _NEVER),
        ("actions: new in a log", actions, "_NEW_STATE", _NEVER),
        ("actions: who is asked for it", owners, "_ASKED_FOR", _NEVER),
        ("actions: initials in a margin", action_lines, "_beside_the_margin", _nothing),
        ("actions: initials on a line of their own", action_lines, "_INITIALS_ALONE", _NEVER),
        ("actions: words of their own in the bracket", action_lines, "_OWN_WORDS", _NEVER),
        ("actions: a date behind the owner in the bracket", action_lines, "_named_and_date", _all_named),
        ("actions: what became of an earlier one", action_lines, "_reports", lambda *_words: False),
        ("actions: who would act, inside a sentence", owners, "_DOES_INSIDE", _NEVER),
        ("actions: who undertook, in the second half", owners, "_DOES_THEN", _NEVER),
        ("actions: a register of decisions holds none", action_tables, "DECISION", _NEVER),
        ("actions: raised at this meeting, in a log", actions, "_raised_here", lambda *_words: False),
        ("actions: tables", sheet, "tables_of", lambda _rows: []),
        ("actions: rows torn by a page break", action_tables, "_goes_on", lambda *_words: False),
        ("actions: the same one twice is one", actions, "_once", lambda found: found),
        ("actions: a log is not this meeting's", actions, "_is_log", lambda *_words: False),
        ("earlier references told one by one", carried_forward, "_OLD_REF", _NEVER),
    )
    for name, _pattern in deciding.DECIDING_SENTENCES:
        rest = tuple(each for each in deciding.DECIDING_SENTENCES if each[0] != name)
        yield f"decisions: {name}", deciding, "DECIDING_SENTENCES", rest
