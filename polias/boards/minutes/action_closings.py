"""Sentences that are actions by what closes them: a number, the word, or who is to act, in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polias.boards.minutes.action import Action, finished
from polias.boards.minutes.action_marks import (
    CLOSED,
    CLOSED_BY_BOTH,
    CLOSED_BY_DAY,
    CLOSED_BY_OWNER,
    CLOSED_BY_WORD,
    COMMITS,
    NO_ACTION,
    NO_DAY,
    OWN_WORDS,
    OWNERS_ALONE,
)
from polias.boards.minutes.action_tables import without_word
from polias.boards.minutes.dates import dates
from polias.boards.minutes.owners import does_something, due_in, owners_in, split_owners
from polias.boards.minutes.pieces import NOTHING, Piece, joined
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Part

#: An action is no shorter.
_SHORTEST = 20


def closed(part: Part, meeting: str | None) -> Iterator[Action]:
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
        elif both := _number_and_owner(said):
            yield from _closed_by_both(said, both, part, meeting)
        elif day := _owner_and_day(said):
            yield from _closed_by_day(said, day, part, meeting)
        elif word := CLOSED_BY_WORD.search(said.text):
            yield from finished(said.before(word.start()), NOTHING, "closed by the word action", part, meeting)
        elif (owner := CLOSED_BY_OWNER.search(said.text)) and len(said.text) - len(owner.group()) > 20:
            yield from _closed_by_owner(said, owner, part, meeting)


def _number_and_owner(said: Piece) -> re.Match[str] | None:
    """ "... (AP1 – Ann Field)": only where the rest of the bracket is nobody but who is to act, and a day."""
    match = CLOSED_BY_BOTH.search(said.text) if said.text.rstrip(". ")[-1:] in (")", "]") else None
    who, _by = _named_and_date(said.part(match, "owner" if match.group("ref") else "first")) if match else (said, said)
    return match if match and OWNERS_ALONE.fullmatch(who.text) and match.start() >= _SHORTEST else None


def _owner_and_day(said: Piece) -> re.Match[str] | None:
    """ "AF to circulate the scores. (AF – 22 November)": a name and a day alone may also be where words come from."""
    match = CLOSED_BY_DAY.search(said.text) if said.text.rstrip(". ")[-1:] in (")", "]") else None
    if match is None or match.start() < _SHORTEST or not does_something(said):
        return None
    return match if dates(match.group("by"), certain=True) or NO_DAY.fullmatch(match.group("by")) else None


def _closed_by_day(said: Piece, day: re.Match[str], part: Part, meeting: str | None) -> Iterator[Action]:
    due = due_in(said.part(day, "by"), meeting, column=True)
    yield Action(
        said.before(day.start()),
        "closed by owner and day",
        owners=tuple(split_owners(said.part(day, "owner"))),
        due=due[0] if due else None,
        due_piece=due[1] if due else NOTHING,
        item=part.item,
    )


def _closed_by_both(said: Piece, both: re.Match[str], part: Part, meeting: str | None) -> Iterator[Action]:
    owner, ref = ("owner", "ref") if both.group("ref") else ("first", "then")
    who, by = _named_and_date(said.part(both, owner))
    text = said.before(both.start())
    due = (due_in(by, meeting, column=True) if by else None) or due_in(text, meeting)
    yield Action(
        text,
        "closed by number and owner",
        without_word(said.part(both, ref)),
        tuple(split_owners(who)),
        due[0] if due else None,
        due[1] if due else NOTHING,
        part.item,
    )


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
