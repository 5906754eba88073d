"""From plain text to paragraphs and table rows: joins lines that a page or its edge has broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from polias.boards.minutes.blank_columns import with_tabs
from polias.boards.minutes.cleaning import cleaned, mended, vocabulary
from polias.boards.minutes.languages import welsh_column
from polias.boards.minutes.margins import beside_the_margin, has_margin
from polias.boards.minutes.paper import Block, Paper, Row
from polias.boards.minutes.pieces import CELL_BREAK, NOTHING, Piece, joined, piece_of

_SOURCE = re.compile(r"\A\ufeff?\s*# source:[^\n]*")
_PARAGRAPH_TAG = re.compile(r"</?(?:p|br|li|h[1-6])\b[^<>]*/?>|" + CELL_BREAK, re.I)
_RULE = re.compile(r"[\s|:+=_\-–—*.]*\Z")
_PIPES = re.compile(r"^\s*\|.*\|\s*$|\S\s+\|(?:\s|$)")
#: "(1)    to note the report": a tab behind the mark of a list makes no table.
_LIST_LINE = re.compile(r"\s*+\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)\t+[^\t]+\Z")
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
_BULLET = re.compile(
    r"(?:[-=]{0,2}>{1,3}|[→➔►▶»✓☐□•·§▪●◦‣➢*○■o]|[\u2190-\u2bff\U0001f300-\U0001faff]\ufe0f?|\uf0b7|\uf0a7|[-–—](?=\s))\s+(?=\S)"
)
_NUMBERED = re.compile(r"(?:\(?[0-9]{1,3}(?:[./][0-9]{1,4})*[.):]?|\(?[a-zA-Z]{1,4}[.)])(?:\s|\Z)")
_PAGE = re.compile(r"(?:page\s+\d+(?:\s+of\s+\d+)?|\d{1,3}\s+of\s+\d{1,3}|[-–]\s*\d{1,3}\s*[-–]|tudalen\s+\d+)\Z", re.I)
_FURNITURE = re.compile(
    r"(?:•?\s*+share this item|additional documents|dogfennau ychwanegol|supporting documents|attachments|media|"
    r"view directions|cyfarwyddiadau|skip to (?:main )?content|accessibility settings.*|cookies?|"
    r"(?:no\.?|rhif)\s*+\|?\s*+(?:item|eitem)|rhif eitem|items|eitemau|documents?|back to top|"
    r"(?:not protectively marked|official(?:[ -]sensitive)?|restricted|unclassified))\s*+[:.]?\Z",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?:;][”\"')\]]*\Z")
#: A line this much shorter than the paper's edge ends its paragraph of its own will.
_NEAR_THE_EDGE = 0.72
#: So many blanks part columns; what stands in a margin is no longer than this.
_WIDE, _MARGIN = 3, 8
#: So many letters without a blank are no word (a picture written as letters), and are left out.
_LONGEST_WORD = 400
_NO_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}")
#: What people write as one paragraph is shorter; a whole paper on one line is not.
_LONGEST_PARAGRAPH = 12_000


@dataclass
class _Line:
    piece: Piece
    gap: int
    row: int | None = None
    column: int = 0
    cell_start: bool = True
    fresh: bool = False
    margin: Piece = NOTHING  # who is named beside it, at the edge of the page


def structured(text: str) -> Paper:
    """The paper's paragraphs and rows in reading order."""
    words = vocabulary(text)
    rows: list[Row] = []
    lines = list(_lines(_with_whole_rows(with_tabs(text)), rows))
    edge = _edge(lines)
    blocks = [_block(group, words) for group in _paragraphs(lines, edge)]
    blocks = [block for block in blocks if block.piece and not _FURNITURE.match(block.text)]
    return Paper(text, blocks, rows)


def _with_whole_rows(text: str) -> str:
    """A cell's own line break tears a row of tabs: the pieces of a numbered row are put together, as long as before.

    Told by the count of tabs in the heading row, and by the number that begins a row and no torn piece.
    """
    lines = text.split("\n")
    joints = ["\n"] * len(lines)
    width = 0
    for place, line in enumerate(lines):
        if not line.strip():
            width = 0
        elif not width and line.count("\t") > 1:
            width = line.count("\t")
        elif 0 < line.count("\t") < width and _NUMBERED.match(line):
            last = _torn_until(lines, place, width)
            joints[place:last] = [CELL_BREAK] * (last - place)
    return "".join(line + joint for line, joint in zip(lines, joints, strict=True))[:-1]


def _torn_until(lines: list[str], place: int, width: int) -> int:
    """The line in which a torn row ends, or the same line where none that follows makes it whole."""
    tabs = lines[place].count("\t")
    for here in range(place + 1, min(place + 12, len(lines))):
        if not lines[here].strip() or _NUMBERED.match(lines[here]):
            break
        tabs += lines[here].count("\t")
        if tabs == width and "\t" in lines[here]:
            return here
    return place


def _lines(text: str, rows: list[Row]) -> Iterator[_Line]:
    """Every line with words, table rows cut into cells; empty lines are counted as gaps."""
    source = _SOURCE.match(text)
    start = source.end() if source else 0
    gap, table, in_table, fresh, welsh = 0, 0, False, False, -1
    headed = has_margin(text)
    for raw in text[start:].split("\n"):
        here, start = start, start + len(raw) + 1
        beside = beside_the_margin(raw) if headed else None
        if beside is None and (("\t" in raw.strip("\r\n ") and not _LIST_LINE.match(raw)) or _PIPES.search(raw)):
            if _RULE.match(raw):
                gap, fresh = gap + 1, True
                continue
            table += not in_table
            welsh = welsh if in_table else welsh_column(raw.split("\t"))
            in_table = True
            cells = [NOTHING if column == welsh else cell for column, cell in enumerate(_cells(raw, here))]
            rows.append(Row(tuple(joined(list(_split_at_tags(cell.text, cell.at[0]))) for cell in cells), table))
            for line in _row_lines(cells, gap, len(rows) - 1):
                yield replace(line, fresh=fresh)
                fresh = False
            gap = 0
        elif not raw.strip() or _RULE.match(raw):
            gap, fresh = gap + 1, fresh or "|" in raw
        else:
            in_table = False
            said, place = beside or (raw, len(raw))
            margin = cleaned(piece_of(raw[place:], here + place))
            for number, piece in enumerate(_split_at_tags(said, here)):
                yield _Line(piece, gap if number == 0 else 1, fresh=fresh, margin=margin)
                gap, fresh = 0, False


def _cells(raw: str, start: int) -> Iterator[Piece]:
    """The cells of a row, of tabs or of pipes; an outer pipe parts nothing."""
    mark = "\t" if "\t" in raw else "|"
    if mark == "|":
        outer = re.match(r"\s*\|?", raw)
        left = outer.end() if outer else 0
        raw, start = re.sub(r"\|?\s*\Z", "", raw[left:]), start + left
    for cell in raw.split(mark):
        yield piece_of(cell, start)
        start += len(cell) + 1


def _row_lines(cells: list[Piece], gap: int, row: int) -> Iterator[_Line]:
    for column, cell in enumerate(cells):
        for number, piece in enumerate(_split_at_tags(cell.text, cell.at[0])):
            yield _Line(piece, gap or 1, row, column, cell_start=number == 0)


def _split_at_tags(raw: str, start: int) -> Iterator[Piece]:
    for whole in piece_of(raw, start).split(_PARAGRAPH_TAG):
        for piece in whole.split(_NO_WORD) if len(whole) > _LONGEST_WORD else [whole]:
            if words := cleaned(piece):
                yield from _portions(words)


def _portions(piece: Piece) -> Iterator[Piece]:
    """A paragraph longer than any that people write, in portions that end with a sentence or at least a word."""
    while len(piece) > _LONGEST_PARAGRAPH:
        ends = [piece.text.rfind(mark, _LONGEST_PARAGRAPH // 2, _LONGEST_PARAGRAPH) for mark in (". ", " ")]
        cut = next((end + 1 for end in ends if end > 0), _LONGEST_PARAGRAPH)
        yield piece.before(cut)
        piece = piece.after(cut)
    yield piece


def _edge(lines: list[_Line]) -> int:
    """How long a full line is, in a paper whose lines are broken at an edge; 0 where each line is a paragraph."""
    long = sorted(len(line.piece) for line in lines if line.row is None and len(line.piece) > 40)
    if len(long) < 8:
        return 0
    top = long[int(len(long) * 0.9)]
    full = sum(1 for length in long if top * 0.8 <= length <= top * 1.12)
    return top if top <= 160 and full >= 0.45 * len(long) else 0


def _paragraphs(lines: list[_Line], edge: int) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if _PAGE.match(line.piece.text):
            continue
        if group and _goes_on(group[-1], line, edge):
            group.append(line)
            continue
        if group:
            yield from _with_margin_below(group)
        group = [line]
    if group:
        yield from _with_margin_below(group)


def _with_margin_below(group: list[_Line]) -> Iterator[list[_Line]]:
    """A paragraph, and below it whoever stands beside any of its lines."""
    yield group
    yield from ([_Line(line.margin, 0)] for line in group if line.margin)


def _goes_on(last: _Line, line: _Line, edge: int) -> bool:
    """Whether a line carries on the paragraph of the one before it."""
    before, after = last.piece.text, line.piece.text
    if len(before) > _LONGEST_PARAGRAPH // 2:
        return False
    if last.row is not None or line.row is not None or _BULLET.match(after) or _FURNITURE.match(before):
        return False
    if after[0].islower() and not _NUMBERED.match(after):
        # A small letter begins no paragraph; across a gap only where the one before is plainly unfinished.
        unfinished = not _SENTENCE_END.search(before) and len(before) > 20
        return unfinished and not _NUMBERED.fullmatch(before) and (line.gap == 0 or len(before) > 40)
    if line.gap or not edge or _NUMBERED.match(after) or _side_by_side(last.piece, line.piece):
        return False
    # A line that ends a sentence may end its paragraph too: what follows is read as well on its own as joined.
    return len(before) >= edge * _NEAR_THE_EDGE and not _SENTENCE_END.search(before)


def _side_by_side(above: Piece, line: Piece) -> bool:
    """Whether two lines are in columns, as of names and of whom they speak for; initials in a margin are none."""
    columns = [piece.columns(_WIDE) for piece in (above, line)]
    return all(len(each) > 1 and len(each[-1]) > _MARGIN for each in columns)


def _block(group: list[_Line], words: Counter[str]) -> Block:
    piece = mended(joined([line.piece for line in group]), words)
    heading = _HEADING_MARK.match(piece.text)
    piece = piece.after(heading.end()) if heading else piece
    bullet = _BULLET.match(piece.text)
    first = group[0]
    return Block(
        piece=piece.after(bullet.end()) if bullet else piece,
        gap=first.gap,
        row=first.row,
        column=first.column,
        heading=bool(heading),
        bullet=bullet.group().strip() if bullet else "",
        cell_start=first.cell_start,
        fresh=first.fresh,
    )
