"""What the body decided: behind "Resolved", in sentences of the body's agreeing, and the bare "Noted"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from polias.boards.minutes.deciding import BARE_DECISION, BARE_VERB, BODY_ALONE, BODY_AT_END, PAPER, decided_in
from polias.boards.minutes.decision_tables import decisions_in
from polias.boards.minutes.languages import english
from polias.boards.minutes.motions import moved_in, names_movers, says_carried, speaks_of_a_motion, without_carried
from polias.boards.minutes.numbering import Item
from polias.boards.minutes.pieces import Piece, joined
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Part, Sheet

_BY = (
    r"(?:unanimously|by a majority(?: of votes)?|on a vote|nem\.? con\.?|following a vote|yn unfrydol|"
    r"accordingly|also|duly|further)"
)
#: The word that introduces a decision, on its own or before it.
_MARK = re.compile(
    rf"(?:(?i:it was|it was therefore|the (?:panel|board|committee|authority))\s*(?::-?\s*)?)?(?:(?i:{_BY})\s+)?"
    r"(?:RESOLVED|Resolved|resolved|AGREED|[Aa]greed(?=\s?:)|Resolutions?(?=\s?:)|(?:(?:Key|KEY)\s)?DECISIONS?|"
    r"Key [Dd]ecisions?(?=\s?:)|Decisions?|DECIDED|RECOMMENDED|"
    r"RECOMMENDATIONS? AGREED|PENDERFYNWYD|CYTUNWYD|PENDERFYNIAD|Penderfynwyd|ORDERED)\b"
    rf"(?:\s+{_BY})?(?:\s+to (?:the )?[A-Z][\w ]{{2,40}}(?=:))?(?:\s+(?:YN UNFRYDOL|"
    r"UNANIMOUSLY))?\s*(?:(?:No\.?\s*)"
    rf"?\d{{1,4}}/\d{{2,4}})?\s*(?P<stop>[:;,.–—/-]{{0,3}}(?:\s[-–—:])?)\s*(?:-\s*)?",
)
#: So marked it is a decision above the first heading too, in a text that begins in the middle.
_PLAINLY = re.compile(r"(?:it was )?(?:RESOLVED|Resolved)\s*(?:[-–—:]|[Tt]hat\b)")
_MARK_INSIDE = re.compile(
    r"(?:^|(?<=[.;:]\s)|(?<=\s))(?:(?:It was|it was|IT WAS)(?: therefore)?\s*+:?-?\s*+)?(?:UNANIMOUSLY\s++|"
    r"Unanimously\s++)?(?:RESOLVED|PENDERFYNWYD|CYTUNWYD)\b|(?<=[.!?]\s)(?:Agreed|Resolved|Decision)\s?:\s(?=That\b)"
)
#: How a motion begins.
_MOTION = re.compile(r"(?:that|to|resolved|be it)\b", re.I)
_LABEL = re.compile(r"(?:outcome|conclusion)s?\s?:\s+", re.I)
#: The word on a line of its own above what was decided.
_HEADS = re.compile(r"decisions?|resolved", re.I)
_PARAGRAPH = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?\)?|\((?:[ivx]+|[A-Z]{2}\d+)\)|\(?[a-z]\))\s+(?=[A-Z])")
_DECISIONS = re.compile(r"(?:record of |summary of )?decisions(?: made| taken| agreed)?", re.I)
_AS = r"as (?:(?:a |an )?(?:true|correct|accurate)(?: (?:and|&) \w+)?(?: record)?|circulated|read|tabled|presented)"
_ALONE = re.compile(
    rf"(?:(?:it was|the \w+)\s+)?(?:{_BY}\s+)?(?:noted|agreed|approved|accepted|confirmed|endorsed|"
    rf"carried|nodwyd|cytunwyd|cymeradwywyd)(?: {_AS})?(?: without (?:further )?(?:amendment|change|dissent|objection|"
    rf"comment)s?)?(?: and (?:noted|agreed|approved))?(?:\s+{_BY})?\s*[.:]?\Z",
    re.I,
)
#: "Report noted.": a paper, and what was done with it.
_PAPER_ALONE = re.compile(
    rf"(?:the )?(?:\w+ )?{PAPER}s? (?:noted|agreed|approved|accepted|received|endorsed|confirmed)(?: {_AS})?\s*\.?",
    re.I,
)
#: "to note the report; and": lines that go on from the word "Decision" above them, whose marks a layout has lost.
_TO_DO = re.compile(r"to [a-z]+ ")
_NEXT_TO_DO = re.compile(r"(?<=;)\s+(?:and\s+)?(?=to [a-z]+ )")
_LIST_MARK = re.compile(r"(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|[•·–-]|\d{1,2}(?=\s+that\b))\s+", re.I)
#: "... be paid. Proposed by A Hill, seconded by B Reed": who moved a decision is no part of it.
_MOVED = re.compile(
    r"(?<=[.;])\s+(?P<who>[(\[]?(?:"
    r"(?:Proposed|Moved|Seconded)(?:\s+by\b|\s*:|\s+(?:Cllrs?|Councillors?|Mrs?|Ms|Miss|Dr)\b)|"
    r"(?:Proposer|Mover|Seconder)\b|(?:Proposed|Moved)\s+[A-Z][^.;]{2,60}\b[Ss]econded\b|"
    r"On the (?:motion|proposal) of (?![^.,]*\b(?:be|to)\b))(?!.*\bthat\b).{3,140})\Z",
    re.S,
)
#: "Agreed: On the proposal of A Hill, seconded by B Reed, that ...", "RESOLVED (7 votes to 2)".
_MOVED_AHEAD = re.compile(
    r"[Oo]n the (?:proposal|motion) of .{3,60}?\bseconded by .{3,60}?(?=\bthat\b)|"
    r"(?:unanimously |by \d+ votes to \d+ )?\([^()]*\b(?:votes?|for|against|unanimous\w*|abst\w+)\b[^()]*\)\W*",
    re.S,
)
#: What may stand behind the mover without being decided: the seconder, and how they voted.
_VOTE = re.compile(
    r"(?:proposed|moved|seconded|proposer|mover|seconder)\b|all\b.{0,20}\bfavour|vot(?:es?|ing)\b|\d+ (?:votes|for)\b|"
    r"(?:unanimous(?:ly)?|carried|agreed)\b.{0,20}\Z",
    re.I,
)

#: "... be paid. Cllr Hill left the room": who went or did not vote is no part of what was decided.
_TOLD_BEHIND = re.compile(
    r"\b(?:left the|took no part|abstained|withdrew|did not vote|voted against|declared an? |returned to|rejoined|"
    r"re-?entered)\b"
)


@dataclass(frozen=True)
class Resolution:
    item: Item | None
    piece: Piece
    rule: str
    start: int  # where it begins in the paper


def resolutions_of(sheet: Sheet) -> list[Resolution]:
    """Every decision once, in the order of the paper."""
    followed_up = {id(row) for table in sheet.action_tables if table.has_status for row in table.rows}
    every = list(sheet.parts())
    parts = [
        part
        for before, part in zip([None, *every], every, strict=False)
        if (part.item is not None or not sheet.items or _decides_above(before, part))
        # what became of earlier recommendations ("Accepted") was not decided at this meeting
        and not (part.block.row is not None and id(sheet.paper.rows[part.block.row]) in followed_up)
    ]
    found: list[Resolution] = []
    taken: set[int] = set()  # paragraphs that a mark before them has already claimed
    for number, part in enumerate(parts):
        claimed = part.index in taken
        marked = list(_marked(parts, number, taken))
        found += marked
        if not claimed and (part.index not in taken or marked):
            first = min((each.start for each in marked), default=None)
            found += [each for each in _spoken(parts, number) if first is None or each.piece.at[1] <= first]
    return _once(found + list(_registered(sheet)))


def _decides_above(before: Part | None, part: Part) -> bool:
    """Whether a paragraph above the first heading is marked as a decision, or moved and seconded."""
    moved = names_movers(part.piece.text) or (before is not None and names_movers(before.piece.text))
    return moved or bool(_PLAINLY.match(part.piece.text))


def _registered(sheet: Sheet) -> Iterator[Resolution]:
    """Rows of a register of decisions, and the list below an item that is called nothing but "Decisions"."""
    for part in sheet.parts():
        below = part.item is not None and _DECISIONS.fullmatch(part.item.title.text)
        if below and part.block.bullet and part.block.row is None and not _MARK.match(part.piece.text):
            yield Resolution(part.item, part.piece, "register of decisions", part.piece.at[0])
    for cell in decisions_in(sheet.paper.rows):
        place = cell.at[0]
        yield Resolution(sheet.item_standing_at(place), cell, "register of decisions", place)


def _marked(parts: list[Part], number: int, taken: set[int]) -> Iterator[Resolution]:
    """Behind "RESOLVED": the rest of the paragraph, or the list that follows."""
    part = parts[number]
    for piece in _mark_pieces(part.piece):
        match = _MARK.match(piece.text)
        alone = part.block.row is None and _HEADS.fullmatch(piece.text)  # in a row it heads a column
        if not match or (not alone and _tells_only(piece, match)):
            continue
        taken.add(part.index)
        rest = _without_mover(piece.after(match.end()))
        yield from _decided(parts, number, rest, taken)
        return
    if names_movers(part.piece.text):
        yield from _moved(parts, number, taken)
        return
    bare = _unlabelled(part.piece)
    if _ALONE.fullmatch(bare.text) and len(bare.text) < 60 and not says_carried(bare.text):
        taken.add(part.index)
        yield Resolution(part.item, bare.strip(" ."), "a bare word", bare.at[0])
    elif _PAPER_ALONE.fullmatch(bare.text):
        taken.add(part.index)
        yield Resolution(part.item, bare, "a paper was noted", bare.at[0])


def _moved(parts: list[Part], number: int, taken: set[int]) -> Iterator[Resolution]:
    """The motion below who moved it."""
    for part in parts[number + 1 : number + 4]:
        if part.item is not parts[number].item or says_carried(part.piece.text) or part.index in taken:
            return
        if not names_movers(part.piece.text):
            if _MOTION.match(part.piece.text):
                taken.add(part.index)
                piece = without_carried(part.piece)
                yield Resolution(part.item, piece, "moved and carried", piece.at[0])
            return


def _unlabelled(piece: Piece) -> Piece:
    """ "Outcome: The report was noted": without the word before it, which may head anything."""
    label = _LABEL.match(piece.text)
    return piece.after(label.end()) if label else piece


def _unnumbered(piece: Piece) -> Piece:
    """Without the number of a paragraph before what it says."""
    mark = _PARAGRAPH.match(piece.text)
    return piece.after(mark.end()) if mark else piece


def _without_mover(piece: Piece) -> Piece:
    """What was decided, without who moved it or how many voted, where that stands first."""
    first = _MOVED_AHEAD.match(piece.text)
    return piece.after(first.end()) if first else piece


def _mark_pieces(piece: Piece) -> Iterator[Piece]:
    """The paragraph, of two languages the English half, and what begins inside it with a mark in capitals."""
    piece = english(piece)
    bare = _unnumbered(piece)
    # "4.1 Resolved:" above what was decided, and "57. Resolved – That the report be noted."
    yield bare if _MARK.fullmatch(bare.text) or _PLAINLY.match(bare.text) else piece
    for match in _MARK_INSIDE.finditer(piece.text):
        if match.start() > 0:
            yield piece[match.start() :]


def _tells_only(piece: Piece, match: re.Match[str]) -> bool:
    """ "The Panel resolved the matter", "Agreed actions would be ...": told, not decided here."""
    word = match.group().strip(" :;,.–-")
    rest = piece.text[match.end() :]
    if word.isupper() or match.group("stop") or not rest:
        return not word.isupper() and word.lower().startswith(("decision", "agreed")) and not match.group("stop")
    return not rest.startswith(("that", "That", "to ", "bod", "y dylid", "the", "not"))


def _decided(parts: list[Part], number: int, rest: Piece, taken: set[int]) -> Iterator[Resolution]:
    part = parts[number]
    rule = "behind the word resolved"
    if _ALONE.fullmatch(rest.text):
        yield Resolution(part.item, rest.strip(" ."), "a bare word", rest.at[0])
        return
    if len(rest.text) > 12 and not rest.text.endswith(":"):
        numbered = list(_numbered_inside(rest))
        yield from (Resolution(part.item, piece, rule, piece.at[0]) for piece in numbered)
        if _LIST_MARK.match(rest.text):  # "AGREED - (1) That ...", and "(2) That ..." on the next line
            more = [(index, piece) for index, piece, marked in _following(parts, number) if marked]
            taken.update(index for index, _piece in more)
            yield from (Resolution(part.item, _without_joint(piece), rule, piece.at[0]) for _index, piece in more)
        return
    lead = rest.strip(" :-–") if len(rest.text) > 12 else None
    follow = _following(parts, number)
    listed = [(index, piece) for index, piece, marked in follow if marked]
    if lead is None and follow and not follow[0][2] and not _is_lead(follow[0][1]):
        taken.add(follow[0][0])
        yield Resolution(part.item, follow[0][1], rule, follow[0][1].at[0])
        yield from _more_of_them(parts, follow[0], taken)
        return
    if lead is None and follow and not follow[0][2]:
        lead, follow = follow[0][1], follow[1:]
        taken.add(parts[number + 1].index)
        listed = [(index, piece) for index, piece, marked in follow if marked]
    taken.update(index for index, _piece in listed)
    if (
        lead is not None
        and listed
        and not lead.text.startswith("That")
        and BODY_ALONE.fullmatch(lead.text.rstrip("-– "))
    ):
        lead = None  # "The Group:" above "1. noted ...; and", "2. agreed ...": each is a decision
    if lead is not None:
        whole = joined([lead if lead.text.endswith(":") else rest if rest else lead, *(piece for _i, piece in listed)])
        yield Resolution(part.item, whole, rule, whole.at[0])
        return
    tidy = (_without_joint(each) for _index, piece in listed for each in piece.split(_NEXT_TO_DO))
    yield from (Resolution(part.item, piece, rule, piece.at[0]) for piece in tidy if piece)


def _more_of_them(parts: list[Part], first: tuple[int, Piece, bool], taken: set[int]) -> Iterator[Resolution]:
    """ "That the report be noted." below "RESOLVED", and "That it be sent to partners." below that."""
    if not first[1].text.startswith("That "):
        return
    start = next(
        place for place, part in enumerate(parts) if part.index == first[0] and part.piece.at[0] >= first[1].at[0]
    )
    for part in parts[start + 1 :]:
        if part.item is not parts[start].item or not part.piece.text.startswith("That "):
            return
        taken.add(part.index)
        piece = _without_joint(part.piece)
        yield Resolution(part.item, piece, "behind the word resolved", piece.at[0])


def _without_joint(piece: Piece) -> Piece:
    """ "that the report be noted; and" of a list, without what joins it to the next."""
    joint = re.search(r"\s*[;,]\s*(?:and|or)?\s*\Z|\s+and\s*\Z", piece.text)
    return piece.before(joint.start()) if joint else piece


def _is_lead(piece: Piece) -> bool:
    return piece.text.rstrip("-– ").endswith(":") and len(piece.text) > 8


def _numbered_inside(piece: Piece) -> Iterator[Piece]:
    """ "1. That ...; 2. That ..." run into one paragraph: one decision each."""
    cuts = [
        match.start()
        for match in re.finditer(r"(?:(?<=\s)|^)\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+(?=[Tt]hat\b|[A-Z])", piece.text)
    ]
    if len(cuts) < 2:
        mark = _LIST_MARK.match(piece.text)
        yield _first_paragraph(piece.after(mark.end()) if mark else piece)
        return
    for start, end in zip(cuts, [*cuts[1:], len(piece)], strict=True):
        each = piece[start:end].strip()
        mark = _LIST_MARK.match(each.text)
        yield _without_joint(each.after(mark.end()) if mark else each)


def _first_paragraph(piece: Piece) -> Piece:
    """The sentence that decides; who moved it, and what a flat layout has put behind it, is told again."""
    moved = _MOVED.search(piece.text)
    if moved and all(_VOTE.match(each.text) for each in sentences(piece.part(moved, "who"))[1:]):
        piece = piece.before(moved.start())
    whole = sentences(piece)
    if len(whole) > 2 and len(piece.text) >= 400:
        return joined(whole[:1])
    told = next((each for each in whole[1:] if _TOLD_BEHIND.search(each.text)), None)
    return piece.before(piece.places.index(told.places[0])) if told else piece


def _following(parts: list[Part], number: int) -> list[tuple[int, Piece, bool]]:
    """The paragraphs behind a mark that belong to it: a list, or the one sentence that follows."""
    found: list[tuple[int, Piece, bool]] = []
    item = parts[number].item
    for part in parts[number + 1 : number + 25]:
        if part.item is not item or (part.block.row is not None) != (parts[number].block.row is not None):
            break
        mark = _LIST_MARK.match(part.piece.text)
        listed = bool(part.block.bullet or mark or _TO_DO.match(part.piece.text))
        if found and not listed:
            break
        if not listed and _MARK.match(part.piece.text):
            break
        found.append((part.index, part.piece.after(mark.end()) if mark else part.piece, listed))
        if not listed and not _is_lead(part.piece):
            break
    return found


def _spoken(parts: list[Part], number: int) -> Iterator[Resolution]:
    """Sentences by which the body decides, with the list that ends them."""
    part = parts[number]
    text = _unlabelled(part.piece)
    text = _unnumbered(text)
    whole = sentences(text)
    for place, sentence in enumerate(whole):
        rule, said = decided_in(sentence)
        if speaks_of_a_motion(sentence.text) and (
            motion := moved_in(sentence, _behind(parts, number, whole[place + 1 :]))
        ):
            rule, said = "moved and carried", motion
        unmarked = _without_mark(sentence)
        if not rule and BARE_DECISION.match(unmarked.text) and _below_the_body(parts, number):
            rule, said = "the body decided", _without_joint(unmarked)
        if not rule or _MARK.fullmatch(sentence.text):
            continue
        ends_in_a_list = sentence.text.endswith(":") and place == len(whole) - 1
        tail = [piece for _i, piece, listed in _following(parts, number) if listed] if ends_in_a_list else []
        yield Resolution(part.item, joined([said, *tail]), rule, said.at[0])
    for bare in {0, len(whole) - 1} if len(whole) > 1 else ():
        if _ALONE.fullmatch(whole[bare].text) and len(whole[bare].text) < 60 and not says_carried(whole[bare].text):
            yield Resolution(part.item, whole[bare].strip(" ."), "a bare word", whole[bare].at[0])


def _behind(parts: list[Part], number: int, sentences_left: list[Piece]) -> str:
    """The rest of the paragraph, and the next one of the same item."""
    following = parts[number + 1].piece.text if number + 1 < len(parts) else ""
    return " ".join([*(each.text for each in sentences_left[:3]), following[:60]])


def _below_the_body(parts: list[Part], number: int) -> bool:
    """ "Approved the strategy", a line of those below "The Board:"."""
    for part in reversed(parts[max(0, number - 8) : number + 1]):
        if part.item is not parts[number].item:
            return False
        if BODY_ALONE.fullmatch(part.piece.text) or BODY_AT_END.search(part.piece.text):
            return True
        if not BARE_VERB.match(_without_mark(part.piece).text):
            return False
    return False


def _without_mark(piece: Piece) -> Piece:
    """ "(a) noted the report; and", without its letter."""
    mark = _LIST_MARK.match(piece.text)
    return piece.after(mark.end()) if mark else piece


def _once(found: list[Resolution]) -> list[Resolution]:
    marked = {id(each.item) for each in found if each.rule == "behind the word resolved"}
    found = [each for each in found if not (each.rule == "somebody was elected" and id(each.item) in marked)]
    kept: list[Resolution] = []
    reached = 0
    for each in sorted(found, key=lambda resolution: (resolution.start, -resolution.piece.at[1])):
        if each.piece and each.piece.at[1] > reached:
            kept.append(each)
            reached = each.piece.at[1]
    return kept
