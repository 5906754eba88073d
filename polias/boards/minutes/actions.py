"""What somebody is to do: lines headed Action, rows of action tables, sentences closed by an action number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from polias.boards.minutes.action_tables import ActionTable, TableAction, tables_of
from polias.boards.minutes.carried_forward import OLD, Carried, carried_in_text, carried_row
from polias.boards.minutes.dates import dates
from polias.boards.minutes.numbering import Item
from polias.boards.minutes.owners import (
    OWNERS_PLAIN,
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

_REF = r"(?:No\.?\s*)?(?P<ref>(?:[A-Z]{1,4}[ -]?)?\d[\w./-]*\d|[A-Z]{0,3}\d{1,4}|\d{1,4}/\d{2,4})"
#: "Action", "ACTION 12/24:", "[Action –", "Action (AB):", "Action for the Clerk:", "Agreed action:".
_LINE = re.compile(
    r"(?P<bracket>[\[(]\s?)?(?:[Aa]greed )?(?:ACTIONS?(?: POINTS?| REQUIRED| AGREED)?|"
    r"Actions?(?: [Pp]oints?| [Rr]equired| agreed| arising)?|"
    rf"(?<=greed )actions?|actions?(?=\s?[:–—-])|AP|Cam Gweithredu|CAM GWEITHREDU|Cam gweithredu)\s*(?:{_REF})?\s*"
    rf"(?:[(\[]\s?(?P<who>{OWNERS_PLAIN})[)\]]\s*[:;–—-]?\s|(?i:for|by|on|owner|lead)\s?:?\s(?P<for>{OWNERS_PLAIN})\s*[:–—-]\s|"
    r"[:;–—-]|\.\s|(?<=\d)\)|(?=\s*\[))\s*",
)
_REF_LINE = re.compile(
    r"(?:AP|Action Point|ACTION POINT|Action|ACTION)\s*(?:No\.?\s*)?(?P<ref>\d{1,4}(?:[./]\d{1,4})?)\s+(?=[A-Z])"
)
#: "Action AF to discuss": no mark between, so somebody must be named who is to do it; "Action Fraud" is none.
_NO_MARK = re.compile(
    r"(?:ACTION|Action)s?\s+(?:for\s+)?(?=[A-Z])(?!Fraud\b|Plan|Log|Tracker|List|Point|Group|Team|Update)"
)
_ALONE = re.compile(
    r"(?:ACTIONS?(?: POINTS?| AGREED)?|(?:(?:Summary|List) of |New |Agreed )?[Aa]ctions?"
    r"(?: [Pp]oints?| [Ss]ummary| list| agreed| arising)?(?: (?:from|at) (?:this|the|today['’]s)"
    r"(?: meeting)?)?)\s*:?\s*\Z"
)
#: "Action:" on a line of its own: the paragraph below is it, even where it begins with nobody.
_ONE_ACTION = re.compile(r"(?:ACTION|Action)(?: [Pp]oint)?\s*:?\s*\Z|.*:\s*\Z")
_NOTHING = re.compile(r"(?:none|n/?a|nil|no (?:new |further )?actions?)\b", re.I)
_CLOSED = re.compile(
    r"\s*[(\[]\s*(?P<ref>(?:AP|A|Action(?:\s+Point)?|ACTION(?:\s+POINT)?|"
    r"Act)\s*:?\s*(?:No\.?\s*)?[A-Z]{0,3}\d[\w./-]*|(?:[A-Z]{1,4}[ -]?)?\d{1,4}/\d{2,4}(?:/[A-Z])?|"
    r"\d{1,2})\s*[)\]]\s*\.?\s*\Z"
)
_CLOSED_BY_OWNER = re.compile(
    r"\s*[(\[]\s*(?:ACTION|Action)(?:\s+(?:by|for))?\s*[:–-]?\s*(?P<owner>[^()\[\]]{2,60})[)\]]\s*\.?\s*\Z"
)
#: The heading of a margin that names who is to act, and the initials that stand in it.
_MARGIN = re.compile(r"(?i:actions?|action by|action owner|lead|owner)(?: by)?:?")
_INITIALS_AT_END = re.compile(r"(?<=[.!?;])\s+(?P<owners>[A-Z]{2,4}(?:\s?[/,&]\s?[A-Z]{2,4}){0,4})\Z")
_COMMITS = re.compile(r"\b(?:will|would|to|agreed|undertook|asked|requested|shall|should|tasked|invited)\b", re.I)
_NEW = re.compile(
    r"(?:summary of |new |list of |agreed )?actions?(?: points?)?(?: agreed| arising| list| summary)?"
    r"(?: (?:from|at|during) (?:this|the|today['’]s)(?: meeting)?)?\s*:?\Z",
    re.I,
)


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


@dataclass
class Actions:
    new: list[Action] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)


def actions_of(sheet: Sheet, meeting: str | None) -> Actions:
    """The new actions and the earlier ones, each once."""
    found = Actions()
    in_tables: set[int] = set()
    for table in tables_of(sheet.paper.rows):
        old = _is_log(table, sheet)
        for row in table.actions:
            in_tables.update(range(*row.whole.at))
            if old and not _raised_here(row, meeting):
                found.carried += carried_row(row, sheet)
            else:
                found.new += _from_row(row, table, sheet, meeting)
    found.new += [action for action in _from_text(sheet, meeting) if action.text.at[0] not in in_tables]
    found.new = _once(sorted(found.new, key=lambda action: action.text.at[0]))
    known = {action.ref.text for action in found.new} | {earlier.ref.text for earlier in found.carried}
    found.carried += carried_in_text(sheet, known)
    return found


# ------------------------------------------------------------------------------------------------ tables


def _is_log(table: ActionTable, sheet: Sheet) -> bool:
    """Whether a table reports on earlier actions: by its heading, or by a column for their progress."""
    place = table.rows[0].cells[0].at[0] if table.rows and table.rows[0].cells else 0
    start = min((cell.at[0] for row in table.rows[:1] for cell in row.cells if cell), default=place)
    before = [
        _unnumbered(block.piece).text for block in sheet.blocks if block.piece.at[1] <= start and block.row is None
    ][-3:]
    if any(_NEW.match(text) and "log" not in text.lower() for text in before) and not any(
        re.search(OLD, text, re.I) for text in before[-1:]
    ):
        return False
    if table.has_status:
        return True
    if table.narrative:
        return False
    item = next((each for each in reversed(sheet.items) if sheet.blocks[each.block].piece.at[0] <= start), None)
    near = [text for text in before if len(text) < 90] + ([item.title.text] if item else [])
    return any(re.search(OLD, text, re.I) and not _NEW.match(text) for text in near)


def _raised_here(row: TableAction, meeting: str | None) -> bool:
    """Whether a row of a log says that it was raised at this very meeting."""
    raised = dates(row.raised.text) if row.raised else []
    return bool(meeting and raised and raised[0].iso == meeting)


def _unnumbered(piece: Piece) -> Piece:
    """Without the number of a paragraph or heading before it."""
    mark = re.match(r"\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?\s+(?=[\[(]?[A-Z])", piece.text)
    return piece.after(mark.end()) if mark else piece


def _from_row(row: TableAction, table: ActionTable, sheet: Sheet, meeting: str | None) -> Iterator[Action]:
    text = row.whole
    if _NOTHING.match(text.text) or len(text.text) < 2:
        return
    item = sheet.item_standing_at(text.at[0])
    rule = "row of an action table"
    owners = [owner for piece in row.owner for owner in split_owners(piece)]
    if is_owner_cell(text.text) and not row.ref and len(text.text) < 30:
        said = [sentence for piece in row.item for sentence in sentences(piece) if _COMMITS.search(sentence.text)]
        if not said:
            return
        text, owners, rule = said[-1], split_owners(text), "owner beside the narrative"
    if heading := _LINE.match(text.text):
        row.ref = row.ref or (text.part(heading, "ref") if heading.group("ref") else NOTHING)
        text = text.after(heading.end())
    if table.narrative and row.ref and not re.search(r"[/A-Za-z]", row.ref.text):
        row.ref = NOTHING  # the number of the item, not of the action
    owners = owners or owners_in(text)
    due = due_in(joined(row.due), meeting, column=True) if row.due else due_in(text, meeting)
    yield Action(
        without_owner_marks(text),
        rule,
        row.ref,
        tuple(owners),
        due[0] if due else None,
        due[1] if due else NOTHING,
        item,
    )


# -------------------------------------------------------------------------------------------------- text


def _from_text(sheet: Sheet, meeting: str | None) -> Iterator[Action]:
    parts = list(sheet.parts())
    margin = any(_MARGIN.fullmatch(block.text) for block in sheet.blocks)
    skip: set[int] = set()
    for number, part in enumerate(parts):
        if number in skip:
            continue
        piece = _unnumbered(part.piece)
        if _ALONE.match(piece.text) and part.block.row is None:
            for index, each in _listed(parts, number):
                skip.add(index)
                yield from _finished(each, NOTHING, "list under Action", part, meeting)
            continue
        match = _LINE.match(piece.text) or _unmarked(piece) or _REF_LINE.match(piece.text)
        if match:
            ref = piece.part(match, "ref") if match.groupdict().get("ref") else NOTHING
            text = _with_tail(parts, number, _inside_brackets(piece, match), skip)
            said = list(_line(text, ref, parts, number, meeting))
            yield from (_with_owner(action, piece, match) for action in said)
            continue
        yield from _closed(part, meeting)
        if margin:
            yield from _beside_the_margin(part, meeting)


def _inside_brackets(piece: Piece, match: re.Match[str]) -> Piece:
    """What stands behind the mark; of "[Action: AF to write]" without the bracket that closes it."""
    text = piece.after(match.end())
    closing = re.search(r"\s*[\])]\s*\.?\Z", text.text) if match.groupdict().get("bracket") else None
    return text.before(closing.start()) if closing else text


def _with_owner(action: Action, piece: Piece, match: re.Match[str]) -> Action:
    """ "Action (AF): write to partners": the mark itself says who."""
    named = next((group for group in ("who", "for") if match.groupdict().get(group)), "")
    return replace(action, owners=tuple(split_owners(piece.part(match, named)))) if named else action


def _unmarked(piece: Piece) -> re.Match[str] | None:
    match = _NO_MARK.match(piece.text)
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
    if not text or _NOTHING.match(text.text):
        return
    if is_owner_cell(text.text) and len(text.text.split()) <= 4 and number:
        said = [sentence for sentence in sentences(parts[number - 1].piece) if _COMMITS.search(sentence.text)]
        if said and parts[number - 1].item is part.item:
            yield replace(
                next(_finished(said[-1], ref, "owner below the narrative", part, meeting)),
                owners=tuple(split_owners(text)),
            )
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


def _listed(parts: list[Part], number: int) -> Iterator[tuple[int, Piece]]:
    """The list, or the one paragraph, that stands under a line "Actions"."""
    first = number + 1
    for index in range(first, min(number + 30, len(parts))):
        part = parts[index]
        mark = re.match(r"(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|[•·–-])\s+", part.piece.text)
        listed = part.block.bullet or mark or owners_in(part.piece)
        alone = index == first and _ONE_ACTION.match(parts[number].piece.text) and _COMMITS.search(part.piece.text)
        if part.item is not parts[number].item or not (listed or alone) or len(part.piece.text) < 8:
            return
        yield index, part.piece.after(mark.end()) if mark else part.piece
        if alone and not listed:
            return


def _finished(text: Piece, ref: Piece, rule: str, part: Part, meeting: str | None) -> Iterator[Action]:
    due = due_in(text, meeting)
    owners = tuple(owners_in(text))
    if closed := _CLOSED.search(text.text):
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
        if place and re.fullmatch(r"[(\[][^()\[\]]{1,40}[)\]]\.?", sentence.text):
            said = joined([whole[place - 1], sentence])
        if place and (ahead := re.match(r"[(\[](?:AP|Action|ACTION|A)\s?\d[\w/.-]*[)\]]\s+", sentence.text)):
            said = joined([whole[place - 1], sentence[: ahead.end()].strip()])
        match = _CLOSED.search(said.text)
        if (
            match
            and (not match.group("ref").isdigit() or _COMMITS.search(said.text))
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
        elif (owner := _CLOSED_BY_OWNER.search(said.text)) and len(said.text) - len(owner.group()) > 20:
            due = due_in(said, meeting)
            yield Action(
                said.before(owner.start()),
                "closed by who acts",
                NOTHING,
                tuple(split_owners(said.part(owner, "owner"))),
                due[0] if due else None,
                due[1] if due else NOTHING,
                part.item,
            )


def _beside_the_margin(part: Part, meeting: str | None) -> Iterator[Action]:
    """A paragraph with initials at its end, in a paper with a margin headed "Action": its last sentence is theirs."""
    match = _INITIALS_AT_END.search(part.piece.text)
    if match is None or part.item is None:
        return
    said = sentences(part.piece.before(match.start()))[-1]
    owners = tuple(split_owners(part.piece.part(match, "owners")))
    yield replace(next(_finished(said, NOTHING, "initials in the margin", part, meeting)), owners=owners)


def _once(found: list[Action]) -> list[Action]:
    """The same action in the text and in a table at the end is one; the one with an owner stays."""
    kept: list[Action] = []
    for action in found:
        twin = next((i for i, each in enumerate(kept) if _twin(each, action)), None)
        if twin is None:
            kept.append(action)
        else:
            first = kept[twin]
            finer = action.due and len(action.due) > len(first.due or "")
            kept[twin] = replace(
                first,
                owners=first.owners or action.owners,
                ref=first.ref or action.ref,
                due=action.due if finer else first.due,
                due_piece=action.due_piece if finer else first.due_piece,
            )
    return kept


def _twin(one: Action, other: Action) -> bool:
    if one.ref and other.ref:
        return one.ref.text == other.ref.text
    mine, theirs = {o.text.lower() for o in one.owners}, {o.text.lower() for o in other.owners}
    if mine and theirs and not mine & theirs:
        return False
    words, others = (set(re.findall(r"\w{3,}", each.text.text.lower())) for each in (one, other))
    return len(words & others) >= 0.8 * max(min(len(words), len(others)), 4)
