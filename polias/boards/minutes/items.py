"""Finds the agenda items: the longest believable run of numbered headings, whatever the layout, and their sub-items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from polias.boards.minutes import titles
from polias.boards.minutes.dates import days
from polias.boards.minutes.paper import Block
from polias.boards.minutes.people import person
from polias.boards.minutes.pieces import NOTHING, Piece
from polias.boards.minutes.unfolding import MARKER

_LABEL = (
    r"(?P<label>(?:(?:Agenda\s+)?Item|Ref(?:erence)?|Minute(?:\s+No)?|Min|Eitem|Cofnod|"
    r"Para(?:graph)?)\b\.?:?\s*(?:No\.?:?\s*)?)?"
)
_NUMBER = re.compile(
    rf"{_LABEL}[(\[]?(?P<number>[A-Z]{{1,6}}[ /-]?\d{{1,4}}/\d{{1,4}}(?:/\d{{2,4}})?|"
    rf"\d{{1,4}}(?:/\d{{1,4}}){{1,3}}|\d{{1,3}}(?:\.\d{{1,2}}){{0,2}})"
    r"(?P<stop>[)\].:]{0,2})(?:(?=\s|\Z)|(?<=[.)])(?=[A-Z][a-z]))(?!\s*(?:%|per cent\b))",
    re.I,
)
_SUB = re.compile(r"(?:\(?(?P<label>[a-z]|[ivx]{1,5}|[0-9]{1,2})\)|(?P<roman>[ivx]{1,5}|[a-h])\.)(?:\s+|\Z)")
#: A line that only says who may hear the item is no title.
_PRIVATE = re.compile(
    r"\W*(?:private(?: and confidential)?|confidential|exempt|part (?:one|two|1|2|i|ii)|public|closed|"
    r"open)(?: item| session)?\W*",
    re.I,
)
_STANDING_ITEM = re.compile(
    r"(?:to (?:receive|note) )?(?:welcome|introduction|apologies|declarations?|"
    r"(?:confirmation of the )?minutes of|minutes\b.{0,12}\Z|matters arising|public (?:participation|"
    r"questions?)|"
    r"any other|aob|date of next|next meeting|work programme|named substitutes|"
    r"chair(?:man)?['’]s announcements|urgent (?:items|business)|action (?:log|tracker)|previous minutes|"
    r"ymddiheuriadau|datganiadau|cofnodion y)",
    re.I,
)
_ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


@dataclass(frozen=True)
class Item:
    """An agenda item: its blocks run from `block` to before `end`, what was minuted from `minuted` on."""

    number: str | None
    title: Piece
    block: int
    body: int  # the first block behind the heading
    rest: Piece = NOTHING  # narrative that stands in the same paragraph as the title
    end: int = 0
    minuted: int = 0
    score: float = 0.0
    place: Piece = NOTHING  # where the number stands
    label: str = ""
    rule: str = "numbered heading"


@dataclass(frozen=True)
class _Candidate:
    item: Item
    parts: tuple[int, ...]
    kind: str
    style: str


def items_of(blocks: list[Block]) -> list[Item]:
    """All items in order, sub-items among them."""
    chain = _best_chain(list(_candidates(blocks)))
    mains = _repaired([candidate.item for candidate in chain], blocks)
    if len(mains) < 2:
        marked = list(_unnumbered(blocks))
        mains = max([mains, marked if len(marked) > 1 else [*by_look(blocks)] or marked], key=len)
    mains = _with_ends(mains, len(blocks))
    found: list[Item] = []
    for main in mains:
        subs = _sub_items(main, blocks, len(found) + 1)
        if main.title or main.label or not subs:
            found.append(main)
        found += subs
    says_minutes = sum(bool(MARKER.match(block.text)) for block in blocks) > 1
    return [_minuted(item, blocks, marked=says_minutes) for item in _with_ends(found, len(blocks))]


def _candidates(blocks: list[Block]) -> Iterator[_Candidate]:
    for index, block in enumerate(blocks):
        match = _NUMBER.match(block.text)
        if not match or (block.row is not None and (block.column > 1 or not block.cell_start)):
            continue
        number = match.group("number").rstrip(".")
        parts = tuple(int(part) for part in re.findall(r"\d+", number))
        kind = "slash" if "/" in number else "int" if len(parts) == 1 else "zero" if parts[1:] == (0,) else ""
        if not kind or _is_date(block.text, match) or (item := _item(blocks, index, match, number)) is None:
            continue
        # "1)" lists within "1." and "Minute 6" beside "6." are runs of their own.
        style = ")" if ")" in match.group("stop") else ""
        if (
            kind == "int"
            and match.end() == len(block.text)
            and block.row is None
            and not (match.group("stop") or item.label)
        ):
            style = "bare"  # as likely the number of a page
        yield _Candidate(item, parts, kind, item.label.lower().rstrip(". :") + style)


def _is_date(text: str, match: re.Match[str]) -> bool:
    """ "6 November 2019" begins no item."""
    found = days(text[:60])
    return bool(found) and found[0].start <= match.start("number") < found[0].end and not match.group("label")


def _item(blocks: list[Block], index: int, match: re.Match[str], number: str) -> Item | None:
    """The item that a number begins; the title stands behind the number or in the next block."""
    block = blocks[index]
    label, stop = match.group("label") or "", match.group("stop")
    rest, body = block.piece.after(match.end()), index + 1
    alone = not rest
    if alone and body + 1 < len(blocks) and _PRIVATE.fullmatch(blocks[body].text):
        body += 1
    if (
        alone
        and body < len(blocks)
        and not MARKER.match(blocks[body].text)
        and not _NUMBER.fullmatch(blocks[body].text)
    ):
        rest, body = blocks[body].piece, body + 1
    if not (alone or stop or label or "/" in number or rest.text[:1].isupper()):
        return None
    if _SUB.match(rest.text):
        return Item(
            number, NOTHING, index, index + 1, score=0.6, place=block.piece.part(match, "number"), label=label.strip()
        )
    title, narrative = titles.titled(rest)
    marked = block.heading or bool(label) or (alone and body < len(blocks))
    score = titles.likeness(title.text, marked=marked)
    if alone and (titles.tells(title.text) or (titles.tells(rest.text) and not narrative)):
        # The number stands alone and a sentence follows: an item without a title.
        title, narrative, body, score = NOTHING, NOTHING, index + 1, 0.45 if label or "/" in number else 0.1
    score -= 0.3 if not (stop or label or alone or set("/.") & set(number)) and not title.text.isupper() else 0.0
    score -= 0.35 if alone and not (stop or label or "/" in number or block.row is not None) else 0.0
    score -= (
        0.25
        if block.bullet or (block.gap == 0 and not alone and _NUMBER.match(blocks[index - 1].text) and index)
        else 0.0
    )
    return Item(
        number, title, index, body, narrative, score=score, place=block.piece.part(match, "number"), label=label.strip()
    )


#: So many other numbered lines may stand between two items.
_WINDOW = 120


def _best_chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """The run of rising numbers with the most title-like headings; a number may repeat or be left out, at a price."""
    best: list[tuple[float, int]] = []
    for j, later in enumerate(candidates):
        start = later.item.score + (0.3 if later.parts[0] == 1 else 0.0)
        value, before = start, -1
        for i in range(max(0, j - _WINDOW), j):
            step = _step(candidates[i], later)
            if step is not None and best[i][0] + later.item.score + step > value:
                value, before = best[i][0] + later.item.score + step, i
        best.append((value, before))
    if not best:
        return []
    place = max(range(len(best)), key=lambda j: best[j][0])
    chain: list[_Candidate] = []
    while place >= 0:
        chain.append(candidates[place])
        place = best[place][1]
    chain = chain[::-1]
    alone = len(chain) == 1 and not (chain[0].item.label or chain[0].kind == "slash" or chain[0].item.score >= 0.75)
    return [] if alone else [c for c in chain if c.item.score > -0.1]


def _step(earlier: _Candidate, later: _Candidate) -> float | None:
    if (
        (earlier.kind, earlier.style) != (later.kind, later.style)
        or earlier.item.body > later.item.block
        or len(earlier.parts) != len(later.parts)
    ):
        return None
    rise = later.parts[0] - earlier.parts[0]
    if earlier.kind == "slash" and earlier.parts[1:] != later.parts[1:]:
        rise = later.parts[-1] - earlier.parts[-1] if earlier.parts[:-1] == later.parts[:-1] else 0
    if rise == 0 and earlier.kind != "slash":
        return -0.6
    return {1: 0.6, 2: 0.1, 3: 0.0}.get(rise)


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


def by_look(blocks: list[Block]) -> Iterator[Item]:
    """Headings known by their look alone: short, of the style in which the paper prints "Apologies" or "Minutes"."""
    looks: dict[tuple[bool, bool, bool], list[int]] = {}
    for index, block in enumerate(blocks[:-1]):
        title, rest = titles.titled(block.piece)
        if block.row is None and not block.bullet and not rest and _heads(title.text, block, blocks[index + 1]):
            looks.setdefault((title.text.isupper(), block.heading, block.gap > 1), []).append(index)
    standing = [[i for i in found if _STANDING_ITEM.match(blocks[i].text)] for found in looks.values()]
    best = max(
        zip(standing, looks.values(), strict=True), key=lambda pair: (len(pair[0]), len(pair[1])), default=([], [])
    )
    if len(best[0]) < 2 or len(best[1]) < 3:
        return
    for index in (i for i in best[1] if i >= best[0][0]):
        title, rest = titles.titled(blocks[index].piece)
        yield Item(None, title, index, index + 1, rest, score=0.4, rule="heading by its look")


def _heads(title: str, block: Block, following: Block) -> bool:
    """Whether a line may head what follows it: a title, no name, and something longer or another heading below."""
    if MARKER.match(block.text):
        return False
    who = person(block.piece)
    named = who is not None and bool(who.titled or who.initials or who.role)
    short = 0 < len(title.split()) <= 14 and not title.endswith((".", ",", ";"))
    return short and titles.likeness(title, marked=block.heading) >= 0.7 and not named and following.row is None


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
    return found or _lettered(main, blocks, parent)


def _dotted(blocks: list[Block], index: int, parent: str) -> Item | None:
    block = blocks[index]
    match = _NUMBER.match(block.text)
    if not match or not match.group("number").startswith(parent + ".") or (block.row is not None and block.column > 1):
        return None
    item = _item(blocks, index, match, match.group("number").rstrip("."))
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
        offset = match.end() if index == main.block and (match := _NUMBER.match(block.text)) else 0
        match = _SUB.match(block.piece.after(offset).text)
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
    following = [str(int(last) + 1)] if last.isdigit() else [chr(ord(last) + 1)] if len(last) == 1 else []
    if last in _ROMAN[:-1]:
        following.append(_ROMAN[_ROMAN.index(last) + 1])
    return tuple(following)


def _lettered_item(blocks: list[Block], index: int, rest: Piece, number: str, end: int) -> Item | None:
    body = index + 1
    if not rest and body < end:
        rest, body = blocks[body].piece, body + 1
    title, narrative = titles.titled(rest)
    follows = bool(narrative) or (body < end and not _SUB.match(blocks[body].text))
    short = len(title.text.split()) <= 14 and not title.text.endswith((".", ";", ","))
    score = titles.likeness(title.text)
    if not (title and follows and short and score >= 0.5):
        return None
    return Item(number, title, index, body, narrative, score=score, place=blocks[index].piece, rule="lettered sub-item")
