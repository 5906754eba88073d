"""Sentences that are actions by what closes them: a number, the word, or who is to act, in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from polias.boards.minutes.action import Action, finished
from polias.boards.minutes.action_marks import (
    CLOSED,
    CLOSED_BY_BOTH,
    CLOSED_BY_DAY,
    CLOSED_BY_OWNER,
    CLOSED_BY_WORD,
    COMMITS,
    ENDS_IN_ACTION,
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
#: What closes a sentence from behind its full stop.
_BRACKET = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]\.?")
_NUMBER_AHEAD = re.compile(r"[(\[](?:AP|Action|ACTION|A)\s?\d[\w/.-]*[)\]]\s+")


def closed(part: Part, meeting: str | None) -> Iterator[Action]:
    """A sentence closed by an action number, or by who is to act: "... to the next meeting. (AP4)"."""
    for said in _with_what_closes(part) if part.item is not None else ():
        for reader in _READERS:
            if found := list(reader(said, part, meeting)):
                yield from found
                break


def _with_what_closes(part: Part) -> Iterator[Piece]:
    """The sentences of a paragraph, each with the bracket or the word that stands behind its full stop."""
    whole = sentences(part.piece)
    for before, sentence in zip([NOTHING, *whole], whole, strict=False):
        ahead = _NUMBER_AHEAD.match(sentence.text) if before else None
        closes = before and (_BRACKET.fullmatch(sentence.text) or ENDS_IN_ACTION.fullmatch(f". {sentence.text}", 1))
        if closes or ahead:
            yield joined([before, sentence[: ahead.end()].strip() if ahead else sentence])
        else:
            yield sentence


def _closed_by_number(said: Piece, part: Part, meeting: str | None) -> Iterator[Action]:
    match = CLOSED.search(said.text)
    if match is None or len(said.text) - len(match.group()) <= _SHORTEST:
        return
    bare = match.group("ref").isdecimal() and "ction" not in match.group().lower()  # "(2)" may count anything
    if not bare or COMMITS.search(said.text):
        text = said.before(match.start())
        due = due_in(text, meeting) or due_in(said, meeting)
        yield Action(
            text,
            "closed by an action number",
            said.part(match, "ref"),
            tuple(owners_in(text)),
            due[0] if due else None,
            due[1] if due else NOTHING,
            part.item,
        )


def _closed_by_word(said: Piece, part: Part, meeting: str | None) -> Iterator[Action]:
    if word := CLOSED_BY_WORD.search(said.text):
        yield from finished(said.before(word.start()), NOTHING, "closed by the word action", part, meeting)


def _ending_in_action(said: Piece, part: Part, meeting: str | None) -> Iterator[Action]:
    """ "AF to write – Action 3", "AF to write. Action AF": the word without a bracket, where somebody is to act."""
    end = ENDS_IN_ACTION.search(said.text) if does_something(said) else None
    if end is None:
        return
    ref = next((said.part(end, name) for name in ("ref", "short") if end.group(name)), NOTHING)
    action = next(finished(said.before(end.start()), ref, "closed by the word action", part, meeting))
    yield replace(action, owners=tuple(split_owners(said.part(end, "owner")))) if end.group("owner") else action


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


def _closed_by_day(said: Piece, part: Part, meeting: str | None) -> Iterator[Action]:
    day = _owner_and_day(said)
    if day is None:
        return
    due = due_in(said.part(day, "by"), meeting, column=True)
    yield Action(
        said.before(day.start()),
        "closed by owner and day",
        owners=tuple(split_owners(said.part(day, "owner"))),
        due=due[0] if due else None,
        due_piece=due[1] if due else NOTHING,
        item=part.item,
    )


def _closed_by_both(said: Piece, part: Part, meeting: str | None) -> Iterator[Action]:
    both = _number_and_owner(said)
    if both is None:
        return
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


def _closed_by_owner(said: Piece, part: Part, meeting: str | None) -> Iterator[Action]:
    """ "... (Action: AF, June 2024)" gives the sentence to AF; "... [Action 3: AF - to write]" has words of its own."""
    owner = CLOSED_BY_OWNER.search(said.text)
    if owner is None or len(said.text) - len(owner.group()) <= _SHORTEST:
        return
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
    match = re.match(r"(?P<who>[^,;]{2}(?:[^,;]{0,37}?[^,;\s])??)\s*+[,;–-]\s*(?P<by>[^,;]{3,30})\Z", piece.text)
    if match is None or not dates(match.group("by"), certain=True):
        return piece, NOTHING
    return piece.part(match, "who"), piece.part(match, "by")


#: The first that knows what closes a sentence reads it.
_READERS = (_closed_by_number, _closed_by_both, _closed_by_day, _ending_in_action, _closed_by_word, _closed_by_owner)
