"""Who a line or a table row of a list names: one person with an office, several side by side, first names alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from polias.boards.minutes import offices
from polias.boards.minutes.languages import english_label
from polias.boards.minutes.name_sections import GAP, section
from polias.boards.minutes.names import is_a_name
from polias.boards.minutes.paper import Block
from polias.boards.minutes.people import Person, people, person
from polias.boards.minutes.pieces import Piece, joined
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.titles import tells

#: An office that stands alone names nobody, and labels what stands below or beside it.
LABEL_ALONE = re.compile(
    r"(?:chair(?:man|woman|person)?|convener|clerk|secretary|(?:note|minute)[- ]?taker)\s*:?", re.I
)
_NONE = re.compile(r"(?:none|nil|n/a|no apologies|there were no|dim|dim ymddiheuriadau)\b", re.I)
#: A sentence below those present that tells who is away is read as one.
_AWAY = re.compile(r"apologies\s.{0,40}?\bfrom\b", re.I)
_CAME_OR_WENT = re.compile(
    r"\b(?:attended|joined|arrived|left|substituted|replaced|declared)\s+(?:the|in|at|as|for|by|an?)\b", re.I
)
_NAME_ALONE = re.compile(r"(?:[A-Z][\w’'-]+\.? ){0,2}[A-Z][a-z’'][\w’'-]*")
#: "Ann Field (Chair), Ben Reed (Vice-Chair)": several on one line, each with a bracket.
_SEVERAL = re.compile(r"\([^()]*\)(?:,| and)\s+[A-Z][\w’'.-]+(?: [A-Z][\w’'-]+){1,2} \(")
#: So many lines tell how a list is written; a longer line names several.
_SO_MANY_LINES, _ONE_LINE = 4, 110


def row_people(line: list[Block]) -> list[Person]:
    """A table row: a name in one cell, office and organisation in the next; or several names in one cell."""
    found: list[Person] = list(_level(line))
    if found:
        return found
    absent = any(re.fullmatch(r"apolog(?:y|ies)|absent|a", block.text, re.I) for block in line)
    for block in line:
        those = [] if tells(block.text) else people(block.piece)
        if (
            found
            and block.column > line[0].column
            and not (those and (those[0].titled or those[0].initials or _with_an_office(those[0])))
            and block.cell_start
        ):
            found[-1] = _with_cell(found[-1], block.text)
        elif those:
            found += those
    return [replace(who, role=f"{who.role or ''} (apologies)".strip()) for who in found] if absent else found


def _level(line: list[Block]) -> Iterator[Person]:
    """Two cells of as many paragraphs each: names, and level with each what it stands for."""
    cells = [list(blocks) for _column, blocks in groupby(line, key=lambda block: block.column)]
    names, beside = cells if len(cells) == 2 else ([], [])
    those = [people(block.piece) for block in names]
    if len(names) > 1 and len(names) == len(beside) and all(len(each) == 1 for each in those):
        yield from (_with_cell(who, block.text) for (who,), block in zip(those, beside, strict=True))


def _with_an_office(who: Person) -> bool:
    """ "Ann Field, Performance Manager" in a cell of its own is somebody, and not the office of the cell before."""
    return bool(who.name and who.role and offices.ROLE_IN_TEXT.search(who.role))


def _with_cell(who: Person, text: str) -> Person:
    if re.fullmatch(r"[A-Z][A-Za-z]{1,4}", text) and not who.initials and text[0] == (who.name or " ")[0]:
        return replace(who, initials=text)
    if offices.ORGANISATION.search(text) and not offices.ROLE_IN_TEXT.search(text):
        return replace(who, organisation=who.organisation or text)
    return replace(who, role=", ".join(part for part in (who.role, text) if part))


def one_on_each_line(blocks: list[Block]) -> bool:
    """Whether lines name one person each, and whom they speak for behind comma or gap: a third of them plainly do."""
    names = [rest for block in blocks if block.row is None for rest in section([block])[2]]
    entries = [entry for block in names for entry in _entries(block.piece)]
    if len(entries) < _SO_MANY_LINES:
        return False
    lines = [line for line in entries if not tells(line.text) and person(line)]
    single = [line for line in lines if len(people(line)) == 1]
    several = any(_SEVERAL.search(line.text) for line in lines)
    return len(lines) >= _SO_MANY_LINES and len(single) * 3 >= len(lines) and not several


def _entries(piece: Piece) -> Iterator[Piece]:
    """A line, or what semicolons part of one, that holds more than a name."""
    for entry in piece.split(r";\s"):
        columns = entry.columns(GAP)
        if ("," in entry.text or len(columns) > 1) and len(entry.text) < _ONE_LINE:
            yield joined(columns, by=", ")


def line_people(line: list[Block], *, one_each: bool, alone: bool = False) -> list[Person]:
    """Everybody whom a line names; `alone`: a line that holds one name, be it a single word."""
    if not line or _NONE.match(line[0].text) or LABEL_ALONE.fullmatch(line[0].text) or _AWAY.match(line[0].text):
        return []
    block = _names_first(line[0])
    if (tells(block.piece.text) or _CAME_OR_WENT.search(block.text)) and not re.search(
        r"\bin the chair\b", block.text, re.I
    ):
        return []
    piece = english_label(block.piece)
    if label := re.match(r"(?!(?:Vice[- ])?Chair)[A-Z][\w ,&()’'/-]{2,70}:\s*(?=\S)", piece.text):
        piece = piece.after(label.end())
    return _side_by_side(piece, one_each=one_each) or people(
        piece, first_names=alone or _first_names_alone(piece), one_each=one_each
    )


def names_alone(blocks: list[Block]) -> list[Block]:
    """The lines below "Present:" that hold a name and nothing else, close together and set apart from what follows.

    So first names alone ("Ann", "Big Ben", "PC Cal") are told from the headings of a paper without numbers.
    """
    found: list[Block] = []
    for number, block in enumerate(blocks):
        kind, _members, rest = section([block])
        if kind and not rest and block.row is None:
            found += _close_below(blocks[number + 1 :])
    return found


def _close_below(blocks: list[Block]) -> list[Block]:
    run: list[Block] = []
    for block in blocks:
        if block.gap or block.row is not None or section([block])[0]:
            break
        run.append(block)
    plain = all(_NAME_ALONE.fullmatch(block.text) and is_a_name(block.text.split()[-1]) for block in run)
    return run if plain else []


def _first_names_alone(piece: Piece) -> bool:
    """ "Ann, Ben, Sgt Cole": a list that begins with one word, and goes on with another, is of first names."""
    words = [word.strip() for word in re.split(r"[,;]|\band\b|&", re.sub(r"\([^()]*\)", "", piece.text))]
    alone = [bool(re.fullmatch(r"[A-Z][a-z’']{1,11}", word)) and is_a_name(word) for word in words]
    return len(words) > 1 and alone[0] and (len(words) == 2 or sum(alone) > 1) and all(words)


def _names_first(block: Block) -> Block:
    """ "Cllr A Hill (work). It was accepted.": of a paragraph that begins with names only its first sentence."""
    if not tells(block.text):
        return block
    first, *more = sentences(block.piece)
    return replace(block, piece=first) if more and not tells(first.text) and people(first) else block


def _side_by_side(piece: Piece, *, one_each: bool) -> list[Person]:
    """ "Ann Field      Borough Council": a name, and behind a gap whom it speaks for, unless it is a name too.

    Where names have titles or initials, what has neither is none: "Mrs Field      Women's Institute".
    """
    first, *others = piece.columns(GAP)
    named = people(first) if others else []
    if len(named) != 1 or others[0].text.startswith(("-", "–", "—")):
        return []
    marked = named[0].titled or bool(named[0].initials)
    names = [who for each in others if (who := person(each)) and not offices.ORGANISATION.search(each.text)]
    if any(who.titled or who.initials or not (marked or one_each) for who in names):
        return people(joined([first, *others], by="; "))
    whole = people(joined([first, *others], by=", "), one_each=one_each)
    return whole if len(whole) == 1 else [_with_cell(named[0], ", ".join(each.text for each in others))]
