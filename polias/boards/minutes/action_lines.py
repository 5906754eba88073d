"""Reads actions out of text: lines headed Action, lists below that word, sentences closed by a number or an owner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from polias.boards.minutes.action_marks import (
    ANY_REF,
    BOX,
    CLOSED,
    CLOSED_BY_OWNER,
    CLOSED_BY_WORD,
    COMMITS,
    INITIALS_ALONE,
    INITIALS_AT_END,
    LABELLED,
    LABELLED_REF,
    LINE,
    MARGIN,
    NO_ACTION,
    NO_MARK,
    NUMBER_ALONE,
    ONE_ACTION,
    OWN_WORDS,
    OWNERS_ALONE,
    REF_LINE,
    SHORT_REF,
    SOFT,
)
from polias.boards.minutes.carried_forward import OLD
from polias.boards.minutes.dates import dates
from polias.boards.minutes.initials import is_somebody
from polias.boards.minutes.numbering import Item
from polias.boards.minutes.owners import (
    INITIALS_OR_RANK,
    does_something,
    due_in,
    is_owner_cell,
    owners_in,
    split_owners,
    without_owner_marks,
)
from polias.boards.minutes.pieces import NOTHING, Piece, joined
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Part, Sheet
from polias.boards.minutes.titles import ACTIONS_HEADING

#: So many blanks part a margin from what stands beside it; an action is no shorter.
_GAP, _SHORTEST = 3, 15


@dataclass(frozen=True)
class Action:
    """One action of this meeting; text without heading word and number."""

    text: Piece
    rule: str
    ref: Piece = NOTHING
    owners: tuple[Piece, ...] = ()
    due: str | None = None
    due_piece: Piece = NOTHING
    item: Item | None = None


def unnumbered(piece: Piece) -> Piece:
    """Without the number of a paragraph or heading before it."""
    mark = re.match(r"(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?[a-h]\))\s+(?=[\[(]?[A-Z])", piece.text)
    return piece.after(mark.end()) if mark else piece


def from_text(sheet: Sheet, meeting: str | None, listed: frozenset[str]) -> Iterator[Action]:
    """Every action that the text marks as one, in order; `listed` are the initials of those the paper names."""
    parts = list(sheet.parts())
    margin = any(MARGIN.fullmatch(block.text) for block in sheet.blocks)
    skip: set[int] = set()
    for number, part in enumerate(parts):
        if number in skip:
            continue
        found = _beside_its_number(parts, number, skip, meeting) or _below_a_heading(parts, number, skip, meeting)
        if found is None:
            found = _in_the_line(parts, number, skip, meeting)
        if found is None:
            beside = [*_beside_the_margin(part), *_below_in_the_margin(parts, number)] if margin else []
            beside = beside or [*_said_again(part)]
            found = [*_closed(part, meeting), *_of_the_margin(beside, listed, meeting)]
        yield from found


def _beside_its_number(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """ "AF to write by May | Action 17": the number stands in the next cell of the row, or behind a gap of the line."""
    part = parts[number]
    if part.block.row is None and not part.piece.text.rstrip(".:")[-1:].isdigit():
        return None
    if part.block.row is None:
        said, *beside = part.piece.columns(_GAP)
        last = beside[-1] if len(beside) == 1 else NOTHING
    else:
        following = parts[number + 1] if number + 1 < len(parts) else part
        said, last = part.piece, following.piece if following.block.row == part.block.row else NOTHING
    match = NUMBER_ALONE.fullmatch(last.text) if last else None
    if match is None or len(said.text) < _SHORTEST:
        return None
    if part.block.row is not None:
        skip.add(number + 1)
    return list(_finished(unnumbered(said), last.part(match, "ref"), "number beside it", part, meeting))


def _below_a_heading(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """What stands below "Actions", "Action 12" or an item of that name; None where no such heading stands here."""
    part = parts[number]
    piece = unnumbered(part.piece)
    if part.block.row is not None:
        return None
    if ACTIONS_HEADING.fullmatch(piece.text):
        listed = list(_listed(parts, number))
        skip.update(index for index, _each in listed)
        return [action for _i, each in listed for action in _of_list(each, part, meeting)]
    if (alone := NUMBER_ALONE.fullmatch(piece.text)) and number + 1 < len(parts):
        skip.add(number + 1)
        text = _with_tail(parts, number + 1, parts[number + 1].piece, skip)
        return list(_line(text, piece.part(alone, "ref"), parts, number, meeting))
    if part.item and ACTIONS_HEADING.fullmatch(part.item.title.text) and owners_in(piece):
        return list(_finished(piece, NOTHING, "list under Action", part, meeting))
    return None


def _of_list(piece: Piece, part: Part, meeting: str | None) -> Iterator[Action]:
    """One entry of a list under "Actions"; "A1." before it is its number."""
    mark = SHORT_REF.match(piece.text)
    ref, text = (piece.part(mark, "ref"), piece.after(mark.end())) if mark else (NOTHING, piece)
    yield from _finished(text, ref, "list under Action", part, meeting)


def _in_the_line(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """What a line headed Action says; None where the line is not headed so."""
    piece = unnumbered(parts[number].piece)
    if (otherwise := _marked_otherwise(piece, parts[number], meeting)) is not None:
        return otherwise
    match = LINE.match(piece.text) or _unmarked(piece) or REF_LINE.match(piece.text) or _short(piece, parts[number])
    if match is None:
        return None
    text = _inside_brackets(piece, match)
    if _also_decides(match) and not does_something(text):
        return None
    ref, text = _with_ref(piece, match, text)
    if ref and _reports(text, parts[number]):
        return []
    text = _with_tail(parts, number, text or _named(piece, match), skip)
    return [_with_owner(action, piece, match) for action in _line(text, ref, parts, number, meeting)]


def _marked_otherwise(piece: Piece, part: Part, meeting: str | None) -> list[Action] | None:
    """A box to be ticked, "Owner: AF" behind the words, or a label that may stand above anything."""
    if (box := BOX.match(piece.text)) and owners_in(piece.after(box.end())):
        return list(_finished(piece.after(box.end()), NOTHING, "a box to be ticked", part, meeting))
    if ":" in piece.text and LABELLED.search(piece.text) and does_something(piece):
        named = LABELLED_REF.search(piece.text)
        ref = piece.part(named, "ref") if named else NOTHING
        return list(_finished(piece, ref, "labels behind it", part, meeting))
    if soft := SOFT.match(piece.text):
        each = [entry for entry in piece.after(soft.end()).split(r";\s+") if does_something(entry)]
        return [one for entry in each for one in _finished(entry, NOTHING, "a soft label", part, meeting)]
    return None


def _also_decides(match: re.Match[str]) -> bool:
    """ "Decision/Action": which of the two it is, only the words behind it tell."""
    return any(match.groupdict().get(group) for group in ("either", "or"))


def _with_ref(piece: Piece, match: re.Match[str], text: Piece) -> tuple[Piece, Piece]:
    """The number of an action, in the mark or behind it ("Action: 24/03 AF to write"), and the words without it."""
    if match.groupdict().get("ref"):
        return piece.part(match, "ref"), text
    behind = re.match(r"(?P<ref>\d{1,4}/\d{2,4}|\d{1,3}(?=\s?[–—:.)-]))\s?[–—:.)-]?\s+(?=[A-Z])", text.text)
    return (text.part(behind, "ref"), text.after(behind.end())) if behind else (NOTHING, text)


def _named(piece: Piece, match: re.Match[str]) -> Piece:
    """Whom the mark itself names."""
    group = next((name for name in ("who", "for", "then", "whose") if match.groupdict().get(name)), "")
    return piece.part(match, group) if group else NOTHING


def _reports(text: Piece, part: Part) -> bool:
    """Whether "Action 12 – ..." tells what became of an earlier action: under the last meeting's, nobody is to act."""
    earlier = part.item is not None and bool(re.search(OLD, part.item.title.text, re.I))
    return earlier and not does_something(text)


def _inside_brackets(piece: Piece, match: re.Match[str]) -> Piece:
    """What stands behind the mark; of "[Action: AF to write]" without the bracket that closes it."""
    text = piece.after(match.end())
    closing = re.search(r"\s*[\])]\s*\.?\Z", text.text) if match.groupdict().get("bracket") else None
    return text.before(closing.start()) if closing else text


def _with_owner(action: Action, piece: Piece, match: re.Match[str]) -> Action:
    """ "Action (AF): write to partners": the mark itself says who."""
    named = _named(piece, match)
    return replace(action, owners=tuple(split_owners(named))) if named else action


def _unmarked(piece: Piece) -> re.Match[str] | None:
    match = NO_MARK.match(piece.text)
    if match is None:
        return None
    rest = piece.after(match.end())
    return match if does_something(rest) or INITIALS_OR_RANK.fullmatch(rest.text) else None


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
        owner_line = re.match(
            r"(?:owner|lead|due(?: date)?|deadline|by whom|by when|target date|timescale|responsible)\s*:",
            following.piece.text,
            re.I,
        )
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
            action = next(_finished(said[-1], ref, "owner below the narrative", part, meeting))
            due = due_in(by, meeting, column=True)
            action = replace(action, due=due[0], due_piece=due[1]) if due else action
            yield replace(action, owners=tuple(split_owners(who)))
        return
    numbered = [
        match.start() for match in re.finditer(r"(?:^|(?<=[.;]\s))\(?(?:\d{1,2}|[a-h])[.)]\s+(?=[A-Z])", text.text)
    ]
    if len(numbered) > 1:
        for start, end in zip(numbered, [*numbered[1:], len(text)], strict=True):
            each = text[start:end].strip(" ;")
            yield from _finished(each.after(each.text.index(" ")), NOTHING, "list behind Action", part, meeting)
        return
    yield from _finished(text, ref, "line headed Action", part, meeting)


def _owner_and_date(text: Piece) -> tuple[Piece, Piece]:
    """ "AF by 31 October 2023": who, and by when; the whole where it is no more than a name."""
    match = re.match(r"(?P<who>.{2,60}?)\s*[,(–-]?\s*\b(?:by|due|before)\s*:?\s+(?P<by>[^.;]{3,30}?)\W*\Z", text.text)
    if match is None or not dates(match.group("by")):
        return text, NOTHING
    return text.part(match, "who").strip(" ,;:(–-"), text.part(match, "by")


def _listed(parts: list[Part], number: int) -> Iterator[tuple[int, Piece]]:
    """The list, or the one paragraph, that stands under a line "Actions"."""
    first = number + 1
    for index in range(first, min(number + 30, len(parts))):
        part = parts[index]
        mark = re.match(r"(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|[•·–-])\s+", part.piece.text)
        listed = part.block.bullet or mark or owners_in(part.piece)
        alone = index == first and ONE_ACTION.match(parts[number].piece.text) and COMMITS.search(part.piece.text)
        if part.item is not parts[number].item or not (listed or alone) or len(part.piece.text) < 8:
            return
        yield index, part.piece.after(mark.end()) if mark else part.piece
        if alone and not listed:
            return


def _finished(text: Piece, ref: Piece, rule: str, part: Part, meeting: str | None) -> Iterator[Action]:
    due = due_in(text, meeting)
    owners = tuple(owners_in(text))
    if closed := CLOSED.search(text.text):
        ref = ref or text.part(closed, "ref")
        text = text.before(closed.start())
    yield Action(
        without_owner_marks(text), rule, ref, owners, due[0] if due else None, due[1] if due else NOTHING, part.item
    )


def _closed(part: Part, meeting: str | None) -> Iterator[Action]:
    """A sentence closed by an action number, or by who is to act: "... to the next meeting. (AP4)"."""
    if part.item is None:
        return
    whole = sentences(part.piece)
    for place, sentence in enumerate(whole):
        said = sentence
        if place and re.fullmatch(r"[(\[][^()\[\]]{1,80}[)\]]\.?", sentence.text):
            said = joined([whole[place - 1], sentence])
        if place and (ahead := re.match(r"[(\[](?:AP|Action|ACTION|A)\s?\d[\w/.-]*[)\]]\s+", sentence.text)):
            said = joined([whole[place - 1], sentence[: ahead.end()].strip()])
        match = CLOSED.search(said.text)
        if (
            match
            and (not match.group("ref").isdigit() or "ction" in match.group().lower() or COMMITS.search(said.text))
            and len(said.text) - len(match.group()) > 20
        ):
            due = due_in(said, meeting)
            text = said.before(match.start())
            yield Action(
                text,
                "closed by an action number",
                said.part(match, "ref"),
                tuple(owners_in(text)),
                due[0] if due else None,
                due[1] if due else NOTHING,
                part.item,
            )
        elif word := CLOSED_BY_WORD.search(said.text):
            yield from _finished(said.before(word.start()), NOTHING, "closed by the word action", part, meeting)
        elif (owner := CLOSED_BY_OWNER.search(said.text)) and len(said.text) - len(owner.group()) > 20:
            yield from _closed_by_owner(said, owner, part, meeting)


def _closed_by_owner(said: Piece, owner: re.Match[str], part: Part, meeting: str | None) -> Iterator[Action]:
    """ "... (Action: AF, June 2024)" gives the sentence to AF; "... [Action 3: AF - to write]" has words of its own."""
    ref = said.part(owner, "ref") if owner.group("ref") else NOTHING
    named = said.part(owner, "owner")
    own = OWN_WORDS.match(named.text)
    text = named.part(own, "text") if own else said.before(owner.start())
    who, by = _named_and_date(named.part(own, "who") if own else named)
    marked = own or owner.group("for") or owner.group("mark")
    if not (marked or OWNERS_ALONE.fullmatch(who.text)) or NO_ACTION.fullmatch(named.text):
        return
    due = (due_in(by, meeting, column=True) if by else None) or due_in(text if own else said, meeting)
    yield Action(
        text,
        "closed by who acts",
        ref,
        tuple(split_owners(who)),
        due[0] if due else None,
        due[1] if due else NOTHING,
        part.item,
    )


def _named_and_date(piece: Piece) -> tuple[Piece, Piece]:
    """ "AF, June 2024": who, and by when."""
    match = re.match(r"(?P<who>[^,;]{2,40}?)\s*[,;–-]\s*(?P<by>[^,;]{3,30})\Z", piece.text)
    if match is None or not dates(match.group("by"), certain=True):
        return piece, NOTHING
    return piece.part(match, "who"), piece.part(match, "by")


def _beside_the_margin(part: Part) -> Iterator[tuple[Part, Piece, Piece]]:
    """A paragraph with initials at its end, in a paper with a margin headed "Action": its last sentence is theirs."""
    match = INITIALS_AT_END.search(part.piece.text)
    if match and part.item is not None:
        yield part, part.piece.before(match.start()), part.piece.part(match, "owners")


def _said_again(part: Part) -> Iterator[tuple[Part, Piece, Piece]]:
    """ "AF to look at it.      AF": without a headed margin the initials behind a gap must be the sentence's own."""
    said, *beside = part.piece.columns(_GAP - 1) if part.block.row is None else [part.piece]
    if part.item is None or len(beside) != 1 or not INITIALS_ALONE.fullmatch(beside[0].text):
        return
    last = list(sentences(said)[-1].split(r"(?:\A|(?<=\s))\(?[a-z][.)]\s|\s[-–—]\s"))[-1]
    if does_something(last) and beside[0].text in [owner.text for owner in owners_in(last)]:
        yield part, last, beside[0]


def _below_in_the_margin(parts: list[Part], number: int) -> Iterator[tuple[Part, Piece, Piece]]:
    """Initials on a line of their own, where a flat layout put the margin: the sentence before them is theirs."""
    part, before = parts[number], parts[number - 1] if number else None
    if before is None or part.item is None or before.item is not part.item or part.block.row is not None:
        return
    if INITIALS_ALONE.fullmatch(part.piece.text) and len(before.piece.text) > 20:
        yield before, unnumbered(before.piece), part.piece


def _of_the_margin(
    beside: list[tuple[Part, Piece, Piece]], listed: frozenset[str], meeting: str | None
) -> Iterator[Action]:
    """The last sentence beside initials in the margin, where they are somebody's; "END" and "TBC" give it to nobody."""
    for part, paragraph, letters in beside:
        said, owners = sentences(paragraph)[-1], split_owners(letters)
        if is_somebody(owners, said, listed):
            action = next(_finished(said, NOTHING, "initials in the margin", part, meeting))
            yield replace(action, owners=tuple(owners))
