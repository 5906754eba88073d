"""Finds the agenda items: the longest believable run of numbered headings, whatever the layout, and their sub-items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from polias.boards.minutes import titles
from polias.boards.minutes.headings import by_look
from polias.boards.minutes.numbering import AT_THE_END, NUMBER, SUB, Item, item_from, numbered
from polias.boards.minutes.one_item import items_of_page
from polias.boards.minutes.paper import Block
from polias.boards.minutes.pieces import NOTHING, Piece
from polias.boards.minutes.unfolding import MARKER

#: A paragraph that has a number and tells something.
_PARAGRAPH = re.compile(
    r"(?P<number>\d{1,3})\.?\s+(?=(?:The|There|With|Reference|Members|It|A|An|In|On|Having|Apologies|No)\s[a-zA-Z]|"
    r"(?:RESOLVED|AGREED|NOTED|Resolved|Councillors?|Cllrs?|Mrs?|Ms|Dr)\b)"
)
#: What the file marks as headings is the paper's own title so far.
_BELOW_THE_TITLE = 2
#: "(a) Minute 24/09 - Vetting": what the number behind it is of.
_ONLY_A_LABEL = re.compile(r"(?:minutes?|items?|actions?|no|ref)\.?", re.I)
#: "6.3 Following discussion, members:" leads to a list and heads nothing.
_LEADS = re.compile(
    r"\b(?:members|panel|board|committee|group|authority|that|to|following|follows|made|discussed|includ\w+)\s?:\Z",
    re.I,
)
_ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def items_of(blocks: list[Block]) -> list[Item]:
    """All items in order, sub-items among them."""
    if page := items_of_page(blocks):
        return _minuted_all(page, blocks)
    mains = _repaired(numbered(blocks), blocks)
    below = list(_headings_of_paragraphs(blocks))
    if len(below) > 1 and len(below) > sum(not titles.tells(item.title.text) for item in mains if item.title):
        mains = below
    if len(mains) < 2:
        marked = list(_unnumbered(blocks))
        mains = max([mains, marked if len(marked) > 1 else [*by_look(blocks)] or marked], key=len)
    headed = list(_of_the_file(blocks)) if _only_listed(mains) else []
    mains = _with_ends(headed if len(headed) > max(len(mains), 2) else mains, len(blocks))
    found: list[Item] = []
    for main in mains:
        subs = _sub_items(main, blocks, len(found) + 1)
        if main.title or main.label or not subs:
            found.append(main)
        found += subs
    found += _at_the_end(found, blocks)
    return _minuted_all(found, blocks, least=2)


def _minuted_all(found: list[Item], blocks: list[Block], *, least: int = 1) -> list[Item]:
    """Each item with its end and where its minutes begin; `least` so many marks "Minutes:" make a page of them."""
    says_minutes = sum(bool(MARKER.match(block.text)) for block in blocks) >= least
    return [_minuted(item, blocks, marked=says_minutes) for item in _with_ends(found, len(blocks))]


def _at_the_end(found: list[Item], blocks: list[Block]) -> Iterator[Item]:
    """ "Date of next meeting" behind the last numbered item: a heading of its own that has no number."""
    last = found[-1] if found and found[-1].number else None
    titles_before = {item.title.text.lower() for item in found}
    for index in range(last.body if last else len(blocks), len(blocks) - 1):
        block = blocks[index]
        alone = block.row is None and not block.bullet and AT_THE_END.fullmatch(block.text.rstrip(" :"))
        title = block.piece.strip(" :")
        if alone and title.text.lower() not in titles_before:
            yield Item(None, title, index, index + 1, score=0.5, rule="heading at the end")


def _repaired(mains: list[Item], blocks: list[Block]) -> list[Item]:
    """A number slipped by a row: "2 Fleet", then "3." with nothing but narrative: the title is that of number 3."""
    kept: list[Item] = []
    for item in mains:
        last = kept[-1] if kept else None
        slipped = (
            last is not None
            and len(kept) > 1
            and last.number == kept[-2].number
            and not item.title
            and last.body >= item.block - 1
            and blocks[item.block].row is not None
        )
        if slipped and last is not None:
            kept[-1] = replace(last, number=item.number, place=item.place, body=item.body, rest=item.rest)
        else:
            kept.append(item)
    return kept


def _unnumbered(blocks: list[Block]) -> Iterator[Item]:
    """Headings of a page that lost its numbers: the first paragraph of the cell, or before each "Minutes:"."""
    starts: list[int] = []
    last = 0
    for index in range(1, len(blocks)):
        if not MARKER.match(blocks[index].text):
            continue
        between = range(last, index)
        fresh = [i for i in between if blocks[i].fresh]
        named = [
            i + 1 for i in between if re.fullmatch(r"agenda item|eitem agenda", blocks[i].text, re.I) and i + 1 < index
        ]
        starts += fresh or named or ([index - 1] if not MARKER.match(blocks[index - 1].text) else [])
        last = index + 1
    starts += [i for i in range(last, len(blocks)) if blocks[i].fresh and last]
    for index in starts:
        title, purpose = titles.titled(blocks[index].piece)
        if title and titles.likeness(title.text) > 0.1:
            yield Item(
                None,
                title,
                index,
                index + 1,
                purpose,
                score=titles.likeness(title.text),
                rule="heading before the word minutes",
            )


def _only_listed(mains: list[Item]) -> bool:
    """Whether nothing stands between the items: a list of subjects above the minutes, or no items at all."""
    return all(before.body == after.block and not before.rest for before, after in pairwise(mains))


def _of_the_file(blocks: list[Block]) -> Iterator[Item]:
    """What the file itself marks as headings, with something below each, where no number and no usual title tells."""
    for index in range(_BELOW_THE_TITLE, len(blocks) - 1):
        title, rest = titles.titled(blocks[index].piece)
        if blocks[index].heading and not blocks[index + 1].heading and not rest and not titles.tells(title.text):
            yield Item(None, title, index, index + 1, score=0.4, rule="heading of the file")


def _headings_of_paragraphs(blocks: list[Block]) -> Iterator[Item]:
    """ "BUDGET" above "2. The Committee had before it ...": the number of the paragraph is that of its heading.

    Where a heading has several paragraphs, the count runs on over those that stand below no heading of their own.
    """
    headed = counted = 0
    for index in range(1, len(blocks)):
        match, head = _PARAGRAPH.match(blocks[index].text), blocks[index - 1]
        if match is None or head.row is not None or not _is_capital_heading(head.text):
            counted += _is_number(counted + 1, blocks[index])
            continue
        number = int(match.group("number"))
        if headed and number not in (headed + 1, counted + 1):
            continue
        headed = counted = number
        rest = blocks[index].piece.after(match.end())
        place = blocks[index].piece.part(match, "number")
        rule = "heading of a numbered paragraph"
        yield Item(str(number), head.piece, index - 1, index + 1, rest, score=0.8, place=place, rule=rule)


def _is_number(number: int, block: Block) -> bool:
    """Whether a paragraph is the one of that number, and tells something."""
    match = re.match(rf"{number}\.?\s+(?=[A-Z])", block.text)
    return match is not None and block.row is None and titles.tells(block.text[match.end() :])


def _is_capital_heading(text: str) -> bool:
    return text.isupper() and 3 < len(text) < 120 and not text.endswith(".") and titles.likeness(text) >= 0.5


def _with_ends(items: list[Item], last: int) -> list[Item]:
    ends = [item.block for item in items[1:]] + [last] * bool(items)
    return [replace(item, end=max(end, item.block + 1)) for item, end in zip(items, ends, strict=True)]


def _minuted(item: Item, blocks: list[Block], *, marked: bool) -> Item:
    """Where the minutes of an item begin: behind "Minutes:" on pages that say so, else behind the heading."""
    if not marked:
        return replace(item, minuted=item.body)
    for index in range(item.block, item.end):
        if MARKER.match(blocks[index].text):
            return replace(item, minuted=index + 1)
    return replace(item, minuted=item.end, rest=NOTHING)


def _sub_items(main: Item, blocks: list[Block], position: int) -> list[Item]:
    """Sub-items of one item: "4.1" with a title, or "i)", "a)", "1)" that head paragraphs of their own."""
    parent = main.number or str(position)
    found = [sub for index in range(main.block + 1, main.end) if (sub := _dotted(blocks, index, parent))]
    return found or list(_number_and_letter(main, blocks, parent)) or _lettered(main, blocks, parent)


def _number_and_letter(main: Item, blocks: list[Block], parent: str) -> Iterator[Item]:
    """ "3a" with a title behind or below it, of a page's item 3; the labels follow one another."""
    expected = "a"
    for index in range(main.block + 1, main.end):
        match = re.match(rf"{re.escape(parent)}(?P<label>[a-z])[.)]?(?:\s+|\Z)", blocks[index].text)
        if match is None or match.group("label") != expected:
            continue
        rest = blocks[index].piece.after(match.end())
        if sub := _lettered_item(blocks, index, rest, f"{parent}.{expected}", main.end):
            yield replace(sub, rule="numbered sub-item")
            expected = chr(ord(expected) + 1)


def _dotted(blocks: list[Block], index: int, parent: str) -> Item | None:
    block = blocks[index]
    match = NUMBER.match(block.text)
    if not match or not match.group("number").startswith(parent + ".") or (block.row is not None and block.column > 1):
        return None
    if _LEADS.search(block.text):
        return None
    item = item_from(blocks, index, match, match.group("number").rstrip("."))
    item = replace(item, rule="numbered sub-item") if item else None
    if (
        item is None
        or not item.title
        or item.score < 0.5
        or (item.rest and not block.heading and item.block == item.body - 1)
    ):
        return None
    return item


def _lettered(main: Item, blocks: list[Block], parent: str) -> list[Item]:
    first = main.block if not main.title and not main.label else main.block + 1
    found: list[Item] = []
    for index in range(first, main.end):
        block = blocks[index]
        offset = match.end() if index == main.block and (match := NUMBER.match(block.text)) else 0
        match = SUB.match(block.piece.after(offset).text)
        label = (match.group("label") or match.group("roman")) if match else ""
        if not match or label not in _next_labels(found):
            continue
        sub = _lettered_item(blocks, index, block.piece.after(offset).after(match.end()), f"{parent}.{label}", main.end)
        if sub:
            found.append(sub)
    return found if len(found) > 1 or (found and first == main.block) else found[:0] if not main.rest else found


def _next_labels(found: list[Item]) -> tuple[str, ...]:
    if not found:
        return ("i", "a", "1")
    last = (found[-1].number or "").rpartition(".")[2]
    following = [str(int(last) + 1)] if last.isdecimal() else [chr(ord(last) + 1)] if len(last) == 1 else []
    if last in _ROMAN[:-1]:
        following.append(_ROMAN[_ROMAN.index(last) + 1])
    return tuple(following)


def _lettered_item(blocks: list[Block], index: int, rest: Piece, number: str, end: int) -> Item | None:
    body = index + 1
    if not rest and body < end:
        rest, body = blocks[body].piece, body + 1
    title, narrative = titles.titled(rest)
    follows = bool(narrative) or (body < end and not SUB.match(blocks[body].text))
    short = len(title.text.split()) <= 14 and not title.text.endswith((".", ";", ","))
    score = titles.likeness(title.text)
    if not (title and follows and short and score >= 0.5) or _ONLY_A_LABEL.fullmatch(title.text):
        return None
    return Item(number, title, index, body, narrative, score=score, place=blocks[index].piece, rule="lettered sub-item")
