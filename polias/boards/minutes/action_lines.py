"""Reads actions out of text, above all lines headed Action; lists, margins and closings have files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from polias.boards.minutes.action import Action, finished, unnumbered
from polias.boards.minutes.action_closings import closed
from polias.boards.minutes.action_lists import below_a_heading
from polias.boards.minutes.action_margins import has_a_margin, of_the_margin
from polias.boards.minutes.action_marks import (
    ANY_REF,
    BOX,
    COMMITS,
    LABELLED,
    LABELLED_REF,
    LINE,
    NO_ACTION,
    NO_MARK,
    NUMBER_ALONE,
    REF_LINE,
    SHORT_REF,
    SOFT,
    TO_DO,
)
from polias.boards.minutes.action_rows import beside_its_number, beside_the_word, cell_by_cell, label_by_label
from polias.boards.minutes.carried_forward import OLD, state_of
from polias.boards.minutes.dates import dates
from polias.boards.minutes.owners import (
    INITIALS_OR_RANK,
    does_something,
    due_in,
    is_owner_cell,
    owners_in,
    split_owners,
)
from polias.boards.minutes.pieces import NOTHING, Piece, joined
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Part, Sheet
from polias.boards.minutes.titles import tells

_LIST_MARK = re.compile(r"(?:^|(?<=[.;]\s)|(?<=;\sand\s))\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+(?=[A-Z])")
#: "2024/03 Action: AF to write".
_NUMBER_AHEAD = re.compile(r"(?P<ref>\d{1,4}/\d{2,4})\s*[-–—:]?\s+(?=ACTION|Action)")
#: A line below an action that says who or when.
_LABEL = re.compile(
    r"(?:(?:action )?owner|lead(?: officer| person)?|due(?: date)?|deadline|by whom|by when|target date|timescale|"
    r"responsible(?: officer| person)?|complete(?:d)? by|completion(?: date)?|assigned to)(?:\s*:|\s[-–—]\s)",
    re.I,
)


def from_text(sheet: Sheet, meeting: str | None, listed: frozenset[str]) -> Iterator[Action]:
    """Every action that the text marks as one, in order; `listed` are the initials of those the paper names."""
    parts = list(sheet.parts())
    headed = has_a_margin(sheet)
    skip: set[int] = set()
    for number, part in enumerate(parts):
        if number in skip:
            continue
        for reader in _READERS:
            found = reader(parts, number, skip, meeting)
            if found is not None:
                break
        else:
            found = [*closed(part, meeting), *of_the_margin(parts, number, listed, meeting, headed=headed)]
        yield from found


def _below_its_number(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """ "Action 12" on a line of its own: the paragraph below is it."""
    part = parts[number]
    piece = unnumbered(part.piece)
    alone = NUMBER_ALONE.fullmatch(piece.text) if part.block.row is None else None
    if alone is None or number + 1 >= len(parts):
        return None
    skip.add(number + 1)
    text = _with_tail(parts, number + 1, parts[number + 1].piece, skip)
    return list(_line(text, piece.part(alone, "ref"), parts, number, meeting))


def _in_the_line(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """What a line headed Action says; None where the line is not headed so."""
    piece = unnumbered(parts[number].piece)
    if (otherwise := _marked_otherwise(piece, parts[number], meeting)) is not None:
        return otherwise
    ahead = _NUMBER_AHEAD.match(piece.text)
    if ahead and LINE.match(piece.after(ahead.end()).text):
        numbered = _in_the_line_of(piece.after(ahead.end()), parts, number, skip, meeting) or []
        return [replace(action, ref=action.ref or piece.part(ahead, "ref")) for action in numbered]
    return _in_the_line_of(piece, parts, number, skip, meeting)


def _in_the_line_of(
    piece: Piece, parts: list[Part], number: int, skip: set[int], meeting: str | None
) -> list[Action] | None:
    match = (
        LINE.match(piece.text)
        or _unmarked(piece)
        or _only_asks(piece)
        or REF_LINE.match(piece.text)
        or _short(piece, parts[number])
    )
    if match is None:
        return None
    text = _inside_brackets(piece, match)
    if _may_be_another(match) and not does_something(text):
        return None
    ref, text = _with_ref(piece, match, text)
    if ref and _reports(text, parts[number]):
        return []
    text = _with_tail(parts, number, text or _named(piece, match), skip)
    return [_with_mark(action, piece, match, meeting) for action in _line(text, ref, parts, number, meeting)]


def _marked_otherwise(piece: Piece, part: Part, meeting: str | None) -> list[Action] | None:
    """A box to be ticked, "Owner: AF" behind the words, or a label that may stand above anything."""
    if (box := BOX.match(piece.text)) and owners_in(piece.after(box.end())):
        return list(finished(piece.after(box.end()), NOTHING, "a box to be ticked", part, meeting))
    if ":" in piece.text and LABELLED.search(piece.text) and does_something(piece):
        named = LABELLED_REF.search(piece.text)
        ref = piece.part(named, "ref") if named else NOTHING
        return list(finished(piece, ref, "labels behind it", part, meeting))
    if soft := SOFT.match(piece.text):
        each = [entry for entry in piece.after(soft.end()).split(r";\s+") if does_something(entry)]
        return [one for entry in each for one in finished(entry, NOTHING, "a soft label", part, meeting)]
    return None


def _may_be_another(match: re.Match[str]) -> bool:
    """ "Decision/Action", "For action:" of an agenda, "Key actions:": only a name or the words behind tell of one."""
    found = match.groupdict()
    return any(found.get(group) for group in ("either", "or")) or bool(found.get("asks") and not found.get("for"))


def _with_ref(piece: Piece, match: re.Match[str], text: Piece) -> tuple[Piece, Piece]:
    """The number of an action, in the mark or behind it ("Action: 24/03 AF to write"), and the words without it."""
    if match.groupdict().get("ref"):
        start = match.start("ref") - 2 * piece.text.startswith(
            "AP", max(match.start("ref") - 2, 0)
        )  # "AP12" is its name
        return piece[start : match.end("ref")], text
    behind = re.match(r"(?P<ref>\d{1,4}/\d{2,4}|\d{1,3}(?=\s?[–—:.)-]))\s?[–—:.)-]?\s+(?=[A-Z])", text.text)
    return (text.part(behind, "ref"), text.after(behind.end())) if behind else (NOTHING, text)


def _named(piece: Piece, match: re.Match[str]) -> Piece:
    """Whom the mark itself names."""
    group = next((name for name in ("inside", "who", "for", "then", "whose") if match.groupdict().get(name)), "")
    return piece.part(match, group) if group else NOTHING


def _reports(text: Piece, part: Part) -> bool:
    """Whether "Action 12 – ..." tells what became of an earlier action: under the last meeting's nobody is to act.

    Or somebody was, and the state of it is told behind: "AF to write. Carried forward to May."
    """
    earlier = part.item is not None and bool(re.search(OLD, part.item.title.text, re.I))
    told = sentences(text)[1:]
    return earlier and (not does_something(text) or any(state_of(sentence.text) for sentence in told))


def _inside_brackets(piece: Piece, match: re.Match[str]) -> Piece:
    """What stands behind the mark; of "[Action: AF to write]" without the bracket that closes it."""
    text = piece.after(match.end()).strip(" -–—")
    closing = re.search(r"\s*[\])]\s*\.?\Z", text.text) if match.groupdict().get("bracket") else None
    return text.before(closing.start()) if closing else text


def _with_mark(action: Action, piece: Piece, match: re.Match[str], meeting: str | None) -> Action:
    """ "Action (AF): write to partners", "Action (by 3 May): ...": the mark itself says who or by when."""
    named = _named(piece, match)
    note = piece.part(match, "note") if match.groupdict().get("note") else NOTHING
    due = due_in(note, meeting, column=True) if note and not action.due else None
    action = replace(action, due=due[0], due_piece=due[1]) if due else action
    return replace(action, owners=tuple(split_owners(named))) if named else action


def _unmarked(piece: Piece) -> re.Match[str] | None:
    match = NO_MARK.match(piece.text)
    if match is None:
        return None
    rest = piece.after(match.end())
    return match if does_something(rest) or INITIALS_OR_RANK.fullmatch(rest.text) else None


def _only_asks(piece: Piece) -> re.Match[str] | None:
    """ "Action to share the data." asks for it; "Action to cut waits had begun." tells of it."""
    match = TO_DO.match(piece.text)
    return match if match and not tells(piece.text) else None


def _short(piece: Piece, part: Part) -> re.Match[str] | None:
    match = SHORT_REF.match(piece.text)
    if match is None and not (part.item and re.search(OLD, part.item.title.text, re.I)):
        match = ANY_REF.match(piece.text)
    return match if match and does_something(piece.after(match.end())) else None


def _with_tail(parts: list[Part], number: int, text: Piece, skip: set[int]) -> Piece:
    """An action that ends in a colon takes its list with it; a line of "Owner:" or "Due:" below belongs to it."""
    taken = [text]
    for index in range(number + 1, min(number + 12, len(parts))):
        following = parts[index]
        owner_line = _LABEL.match(following.piece.text)
        if not (owner_line or (text.text.endswith(":") and following.block.bullet)):
            break
        taken.append(following.piece)
        skip.add(index)
    return joined(taken)


def _line(text: Piece, ref: Piece, parts: list[Part], number: int, meeting: str | None) -> Iterator[Action]:
    part = parts[number]
    if not text or NO_ACTION.match(text.text):
        return
    who, by = _owner_and_date(text)
    if is_owner_cell(who.text) and len(who.text.split()) <= 6 and number:
        whole = sentences(unnumbered(parts[number - 1].piece))
        said = [sentence for sentence in whole if COMMITS.search(sentence.text)] or whole
        if said and parts[number - 1].item is part.item:
            action = next(finished(said[-1], ref, "owner below the narrative", part, meeting))
            due = due_in(by, meeting, column=True)
            action = replace(action, due=due[0], due_piece=due[1]) if due else action
            yield replace(action, owners=tuple(split_owners(who)))
        return
    several = list(_several(text)) if not ref else []
    for each in several:
        yield from finished(each, NOTHING, "list behind Action", part, meeting)
    if several:
        return
    yield from finished(text, ref, "line headed Action", part, meeting)


def _several(text: Piece) -> Iterator[Piece]:
    """ "1. AF to write. 2. BR to ring", "AF to write; BR to ring": each of a list on one line; of one alone nothing."""
    marks = list(_LIST_MARK.finditer(text.text))
    if len(marks) > 1:
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        yield from (text[mark.end() : end].strip(" ;") for mark, end in zip(marks, ends, strict=True))
        return
    said = list(text.split(r";\s+(?:and\s+)?"))
    if len(said) > 1 and all(does_something(each) for each in said):
        yield from said


def _owner_and_date(text: Piece) -> tuple[Piece, Piece]:
    """ "AF by 31 October 2023": who, and by when; the whole where it is no more than a name."""
    match = re.match(
        r"(?P<who>.{2}(?:.{0,57}?\S)??)\s*+[,(–-]?\s*+\b(?:by|due|before)(?:\s*+:)?\s+(?P<by>[^.;]{3,30}?)\W*\Z",
        text.text,
    )
    if match is None or not dates(match.group("by")):
        return text, NOTHING
    return text.part(match, "who").strip(" ,;:(–-"), text.part(match, "by")


#: The first that knows what stands here reads it.
_READERS = (
    beside_its_number,
    beside_the_word,
    label_by_label,
    cell_by_cell,
    below_a_heading,
    _below_its_number,
    _in_the_line,
)
