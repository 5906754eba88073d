"""Finds what numbers the items of a paper: the longest believable run of headings that rise, in whatever style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from polias.boards.minutes import titles
from polias.boards.minutes.action_tables import header, kind_of, names_actions
from polias.boards.minutes.dates import days
from polias.boards.minutes.owners import owners_in
from polias.boards.minutes.paper import Block, Row
from polias.boards.minutes.pieces import NOTHING, Piece, joined
from polias.boards.minutes.unfolding import MARKER

_LABEL = (
    r"(?P<label>(?:#\s?|(?:(?:Agenda\s+)?Item|No(?=\.)|Ref(?:erence)?|Minute(?:\s+No)?|Min|Eitem|Cofnod|"
    r"Para(?:graph)?)\b\.?:?\s*(?:No\.?:?\s*)?))?"
)
NUMBER = re.compile(
    rf"{_LABEL}[(\[]?(?P<number>[A-Z]{{1,6}}[ /-]?\d{{1,4}}/\d{{1,4}}(?:/\d{{2,4}})?|"
    rf"(?:19|20)\d\d-\d\d/\d{{1,4}}|\d{{1,4}}/(?-i:[A-Z]{{1,5}})/\d{{2,4}}|\d\d/\d\d\.\d{{1,3}}|"
    rf"\d\d-\d{{1,3}}(?=[\s.):]|\Z)|"
    rf"\d{{1,4}}(?:/\d{{1,4}}){{1,3}}|\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}|"
    rf"(?-i:[A-Z]{{2,5}})\.\d{{1,4}}(?=\s)|"
    rf"(?-i:[A-Z]{{1,4}})[ -]?\d{{1,4}}(?=[.):])|(?-i:[A-Z]{{2,5}})[ -]?\d{{1,4}}(?=\s|\Z))"
    r"(?P<stop>[)\].:]{0,2})(?:(?=\s|\Z)|(?<=[.)])(?=[A-Z][a-z]))(?!\s*(?:%|per cent\b))",
    re.I,
)
SUB = re.compile(r"(?:\(?(?P<label>[a-z]|[ivx]{1,5}|[0-9]{1,2})\)|(?P<roman>[ivx]{1,5}|[a-h])\.)(?:\s+|\Z)")
_LETTER = re.compile(r"(?P<label>(?!))?\(?(?P<number>[A-Z]|[IVX]{2,5})(?P<stop>[.):]{1,2})(?:\s+(?=\S)|\Z)")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
#: Runs of such numbers are items wherever they stand; other styles must show that they number an agenda.
_USUAL = ("int", "zero", "slash")
#: A line that only says who may hear the item is no title.
_PRIVATE = re.compile(
    r"\W*+(?:private(?: and confidential)?|confidential|exempt|part (?:one|two|1|2|i|ii)|public|closed|"
    r"open)(?: item| session)?\W*+",
    re.I,
)
#: What nearly every agenda holds.
STANDING_ITEM = re.compile(
    r"(?:to (?:receive|note) )?(?:welcome|introduction|apologies|declarations?|disclosures? of|call(?:ed)? to order|"
    r"(?:confirmation of (?:the )?|adoption of (?:the )?|approval of (?:the )?)?(?:previous |last |draft )?"
    r"(?:minutes?|notes) (?:of|from)|(?:confirmation|adoption|approval|signing) of (?:the )?(?:draft |previous )?"
    r"(?:minutes|agenda)|minutes\b.{0,12}\Z|minutes and matters|matters arising|"
    r"public (?:participation|questions?)|(?:election|appointment) of (?:the |a )?(?:vice|deputy|chair)|"
    r"any other|aob|dates? (?:and times? )?of (?:the )?(?:next|future)|next (?:meeting|time|session|board|panel)\b|"
    r"work programme|named substitutes|"
    r"chair(?:man|person)?['’]s announcements|urgent (?:items|business)|action (?:log|tracker)|previous minutes|"
    r"adjournment|closed? session|"
    r"ymddiheuriadau|datganiadau|cofnodion y)",
    re.I,
)
#: What may stand at the end of a numbered agenda without a number.
AT_THE_END = re.compile(
    r"dates?(?:,? (?:time|times|and|venue))* of (?:the )?(?:next|future) meetings?|(?:next|future) meetings?|"
    r"any other (?:urgent )?business|a\.?o\.?b\.?|close(?: of (?:the )?meeting)?|cyfarfod nesaf",
    re.I,
)


#: A number that looks like a day, with the month and year of a meeting behind it; so many lines have the same.
_OF_A_MEETING = re.compile(r"\d{1,2}/(?P<tail>\d{1,2}/\d{2,4})[.:]?\s+[A-Z]")
_LEAST_OF_A_MEETING = 3
#: More blanks than these part columns.
_WIDE = 3


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


def numbered(blocks: list[Block]) -> list[Item]:
    """The numbered headings of a paper: plain numbers, unless another style numbers what only an agenda holds."""
    candidates = list(_candidates(blocks))
    best = _best_chain([each for each in candidates if each.kind in _USUAL])
    parents = {candidate.item.number for candidate in best}
    for kind in ("letter", "dotted", "year", "capital", "roman"):
        chain = _best_chain([each for each in candidates if each.kind == kind])
        below = kind == "dotted" and any(str(candidate.parts[0]) in parents for candidate in chain)
        if len(chain) > 1 and not below and _standing(chain) > _standing(best):
            best = chain
    return [candidate.item for candidate in best]


def _standing(chain: list[_Candidate]) -> int:
    """How many headings are of the kind that agendas hold and lists of anything else do not ("Apologies")."""
    return sum(bool(STANDING_ITEM.match(candidate.item.title.text)) for candidate in chain)


def _candidates(blocks: list[Block]) -> Iterator[_Candidate]:
    listed = _action_lists(blocks) | _action_rows(blocks)
    tails = Counter(match.group("tail") for block in blocks if (match := _OF_A_MEETING.match(block.text)))
    for index, block in enumerate(blocks):
        if index in listed or (block.row is not None and (block.column > 1 or not block.cell_start)):
            continue
        yield from _lettered(blocks, index)
        match = NUMBER.match(block.text)
        if not match or (_is_date(block.text, match) and not _of_a_meeting(block.text, tails)):
            continue
        number = match.group("number").rstrip(".")
        if (item := item_from(blocks, index, match, number)) is None:
            continue
        parts = tuple(int(part) for part in re.findall(r"\d+", number))
        kind = _kind(number, parts)
        style = _style(block, match, item, kind)
        yield _Candidate(item, parts, kind, style)


def _action_lists(blocks: list[Block]) -> set[int]:
    """The numbered lines below a heading "Actions" that has no number itself: a list that begins with 1 anew."""
    found: set[int] = set()
    expected = 0
    for index, block in enumerate(blocks):
        if titles.ACTIONS_HEADING.fullmatch(block.text) and block.row is None:
            expected = 1
            continue
        match = NUMBER.match(block.text)
        if block.row is not None and index - 1 in found and blocks[index - 1].row == block.row:
            found.add(index)  # behind the cell with its number
        elif expected and match and match.group("number") == str(expected) and _gives_to_somebody(blocks, index, match):
            found.add(index)
            expected += 1
        else:
            expected = 0
    return found


def _gives_to_somebody(blocks: list[Block], index: int, number: re.Match[str]) -> bool:
    """Whether somebody is named behind a number, or in the cell beside it."""
    said = blocks[index].piece.after(number.end())
    if not said and index + 1 < len(blocks) and blocks[index].row is not None:
        said = blocks[index + 1].piece
    origin = titles.FROM_ITEM.match(said.text)
    return bool(owners_in(said.after(origin.end()) if origin else said))


def _action_rows(blocks: list[Block]) -> set[int]:
    """The rows of a table whose first column numbers actions: "No", "What", "Who", "By when" number no items."""
    found: set[int] = set()
    numbers_actions, last = False, -1
    for row, cells in groupby((each for each in enumerate(blocks)), key=lambda each: each[1].row):
        line = list(cells)
        if row is None:
            numbers_actions = False
            continue
        counts = line[0][1].column == 0 and kind_of(line[0][1].text.strip(" :*")) == "ref"
        kinds = header(Row(tuple(_cells(line)), 0)) if counts else {}
        if kinds:
            numbers_actions = (
                names_actions(Row(tuple(_cells(line)), 0)) and kinds.get(0) == "ref" and "item" not in kinds.values()
            )
        elif numbers_actions and row == last + 1:
            found.update(index for index, _block in line)
        last = row
    return found


def _cells(line: list[tuple[int, Block]]) -> Iterator[Piece]:
    for column in range(line[-1][1].column + 1):
        yield joined([block.piece for _index, block in line if block.column == column])


def _kind(number: str, parts: tuple[int, ...]) -> str:
    if "/" in number and "." not in number:
        return "slash"
    if number[0].isalpha():
        return "letter"
    if "-" in number or "/" in number:
        return "year"
    if len(parts) == 1:
        return "int"
    return "zero" if parts[1:] == (0,) else "dotted" if len(parts) == 2 else "deep"


def _style(block: Block, match: re.Match[str], item: Item, kind: str) -> str:
    """ "1)" lists within "1." and "Minute 6" beside "6." are runs of their own, and so are "C24." and "D1."."""
    alone = kind == "int" and match.end() == len(block.text) and block.row is None
    if alone and not (match.group("stop") or item.label):
        return "bare"  # as likely the number of a page
    prefix = re.match(r"[A-Z]*", item.number or "")
    before = prefix.group() if kind == "letter" and prefix else ""
    return before + item.label.lower().rstrip(". :") + (")" if ")" in match.group("stop") else "")


def _lettered(blocks: list[Block], index: int) -> Iterator[_Candidate]:
    """ "A. Welcome", "II. Minutes": agendas in capital letters or Roman numbers."""
    match = _LETTER.match(blocks[index].text)
    item = item_from(blocks, index, match, match.group("number")) if match else None
    if match is None or item is None:
        return
    number = match.group("number")
    if len(number) == 1:
        yield _Candidate(item, (ord(number) - ord("A") + 1,), "capital", match.group("stop"))
    if number in _ROMAN:
        yield _Candidate(item, (_ROMAN.index(number),), "roman", match.group("stop"))


def _of_a_meeting(text: str, tails: Counter[str]) -> bool:
    """ "1/12/21 Welcome", "2/12/21 Minutes": no days, but the month and year of the meeting behind each number."""
    match = _OF_A_MEETING.match(text)
    return match is not None and tails[match.group("tail")] >= _LEAST_OF_A_MEETING


def _is_date(text: str, match: re.Match[str]) -> bool:
    """ "6 November 2019" begins no item."""
    found = days(text[:60])
    return bool(found) and found[0].start <= match.start("number") < found[0].end and not match.group("label")


def item_from(blocks: list[Block], index: int, match: re.Match[str], number: str) -> Item | None:
    """The item that a number begins; the title stands behind the number or in the next block."""
    block = blocks[index]
    label, stop = match.group("label") or "", match.group("stop")
    strong = bool(set("/-") & set(number)) or number[0].isalpha()
    rest, body = block.piece.after(match.end()).strip(" -–—:"), index + 1
    alone = not rest
    if alone and body + 1 < len(blocks) and _PRIVATE.fullmatch(blocks[body].text):
        body += 1
    if alone and body < len(blocks) and not MARKER.match(blocks[body].text) and not NUMBER.fullmatch(blocks[body].text):
        rest, body = blocks[body].piece, body + 1
    begins = rest.text[:1].isupper() or bool(re.match(r"\d{3,4} [A-Za-z]{2}", rest.text))
    if not (alone or stop or label or strong or begins):
        return None
    if SUB.match(rest.text):
        return Item(
            number, NOTHING, index, index + 1, score=0.6, place=block.piece.part(match, "number"), label=label.strip()
        )
    first, *beside = rest.columns(_WIDE) if block.row is None else [rest]
    title, narrative = titles.titled(first)
    narrative = joined([narrative, *beside])  # "5. Next meeting          17 May": a column of its own
    marked = block.heading or bool(label) or (alone and body < len(blocks))
    score = titles.likeness(title.text, marked=marked)
    headed = alone and body < len(blocks) and bool(MARKER.match(blocks[body].text))  # "Minutes:" stands below a title
    if alone and not headed and (titles.tells(title.text) or (titles.tells(rest.text) and not narrative)):
        # The number stands alone and a sentence follows: an item without a title.
        title, narrative, body, score = NOTHING, NOTHING, index + 1, 0.45 if label or strong else 0.1
    score -= 1.2 if block.row is not None and titles.is_a_day(title.text) else 0.0
    score -= 0.3 if not (stop or label or alone or set("/.-") & set(number)) and not title.text.isupper() else 0.0
    score -= 0.35 if alone and not (stop or label or strong or block.row is not None) else 0.0
    score -= (
        0.25
        if block.bullet or (block.gap == 0 and not alone and NUMBER.match(blocks[index - 1].text) and index)
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
