"""What a name is: its words, where it ends, and the initials that stand for it."""

from __future__ import annotations

import re

from polias.boards.minutes import offices
from polias.boards.minutes.pieces import Piece

_NAME_WORD = (
    r"(?:(?:[A-ZÀ-Þ]\.){2,4}|(?:(?:Ó|Ní|Nic|Uí)\s+h?)?(?:[A-ZÀ-Þ]['’]\s?)?[A-ZÀ-Þ][\w'’]*(?:-[A-Za-zÀ-ÿ][\w'’]*)*\.?)"
)
_PARTICLE = r"(?:de|la|van|von|der|den|del|di|da|le|du|al|el|bin|ibn|ap|ab|ferch|Ó|St\.?)"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME_WORD}){{0,4}}")
_LEADING = re.compile(
    rf"(?P<letters>[A-Z]{{2,4}})\s+(?P<name>[A-Z][a-z’'][\w’'-]*(?:\s+(?:{_PARTICLE}\s+)?[A-Z][\w’'-]+){{1,3}})"
)
#: "Commissioner's Chief of Staff" begins with nobody's name.
_OF_AN_OFFICE = re.compile(r"(?:Commissioner|Constable|Mayor|Chair(?:man|person)?|Executive|Officer|Director)s?[’']s?")
_WORD = re.compile(r"\S+")
_ORGANISATION_NEXT = re.compile(
    r"\s+(?:County(?!\s+(?:Manager|Secretary|Solicitor|Librarian|Engineer|Treasurer))|Borough|District|City|Council|Constabulary|Unitary|Metropolitan|Town|University|Police)\b"
)
_INITIALS = re.compile(r"[A-Z][A-Za-z]?[A-Za-z]{1,3}\Z")
CAPITALS = re.compile(r"[A-Z]{2,}\Z")
_NOT_NAMES = re.compile(
    r"\b(?:None|Nil|There|Item|Agenda|Minutes?|Apolog\w+|Present|Attend\w+|Welcome|Introductions?|The|"
    r"This|These|That|Action|Actions|"
    r"Date|Time|Venue|Location|Room|Road|Building|Panel|Board|Committee|Meeting|Meetings|Report|Council|County|Borough|"
    r"District|Police|Constabulary|Office|Members?|Councillors|Officers?|Declarations?|Interests?|"
    r"Matters|Arising|Public|Questions?|"
    r"January|February|July|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|Resolved|RESOLVED|Noted|Agreed|Update|Plan|Performance|Budget|Crime|Service|"
    r"Services|Appointment|Election|"
    r"Page(?=\s\d)|Teams|Microsoft|Zoom|Skype|Remote|Virtual|Via|Ref|Dim|Named|Substitutes?|Also|Justice|Custody|"
    r"Independent|Other|Core|Attendance|"
    r"ACTION|Owner|Reference|Previous|Programme|Strategy|Any|Business|AOB|Apologies|Chair|And|Of|In|On|"
    r"For|With|By|At|To|From|"
    r"Trust|Homes|Housing|Agency|Association|Federation|Partnership|University|Ambulance|Authority|Probation|Foundation|"
    r"Standing|Order|Finance|Joint|Local|National|Draft|Annual|Quarterly|Monthly|General|Media|Items|Contact|Email|Tel|"
    r"He|She|They|It|We|His|Her|Their|Its|An|As|If|When|Following|Further|Having|Due|Each|Both|Some|Only|"
    r"No|Not|Yes|See|Please)\b"
)


def name_at(piece: Piece, *, titled: bool, lenient: bool) -> tuple[Piece, Piece] | None:
    """The name and what follows it."""
    kept = offices.KEPT_TITLE.match(piece.text)
    offset = kept.end() if kept else 0
    match = _NAME.match(piece.text, offset)
    if not match:
        return None
    end = offset
    words = 0
    for word in _WORD.finditer(piece.text, offset, match.end()):
        ends = bool(offices.POST_NOMINAL.match(" " + word.group())) or _role_begins(piece.text, word, words)
        ends = ends or (not words and bool(_OF_AN_OFFICE.fullmatch(word.group())))
        if ends or no_name(word.group()):
            break
        end, words = word.end(), words + 1
    end, words = _before_organisation(piece.text, offset, end, words, titled=titled)
    enough = words >= 2 or (words == 1 and (titled or bool(kept) or lenient) and _long_enough(piece.text[offset:end]))
    name = piece[:end].strip()
    if name.text.isupper() and words > 1 and not titled and not re.match(r"\s*[,(–-]", piece.text[end:]):
        return None
    if re.match(r"[A-Z]{3,}\s+[A-Z][a-z]", name.text) and not titled:
        return None  # "OPP Detachment" is an organisation's
    if not enough or no_name(name.text.split()[0]) or (CAPITALS.match(name.text) and not titled):
        return None
    return name, piece[end:]


def _long_enough(word: str) -> bool:
    """ "Jo" and "Mo" are names, "JM" is none."""
    return len(word) > 2 or word[1:].islower()


def no_name(word: str) -> bool:
    word = word.strip(".,")
    return bool(
        _NOT_NAMES.fullmatch(word) or (word.isupper() and len(word) > 3 and _NOT_NAMES.fullmatch(word.capitalize()))
    )


def _before_organisation(text: str, start: int, end: int, words: int, *, titled: bool) -> tuple[int, int]:
    """ "Cllr Ann Field Northshire County Council": the name ends after two words; "North Borough Council" is none."""
    if not _ORGANISATION_NEXT.match(text, end):
        return end, words
    if not titled:
        return start, 0
    ends = [word.end() for word in _WORD.finditer(text, start, end)]
    return (ends[1], 2) if len(ends) > 2 else (end, words)


def _role_begins(text: str, word: re.Match[str], words: int) -> bool:
    """A word of office ends the name, unless it can only be the surname: "Anna Head" at the end of the line."""
    if not offices.ROLE_WORD.match(word.group()):
        return False
    if words == 0:
        return True
    alone = words == 1 and not text[word.end() :].strip(" ,.;:*")
    return not (alone and offices.SURNAME.match(word.group()))


def is_a_name(word: str) -> bool:
    """Whether one word alone may be somebody's: neither of offices and organisations nor of the page."""
    return not (no_name(word) or offices.ROLE_WORD.fullmatch(word) or offices.ORGANISATION.search(word))


def leading_initials(piece: Piece) -> tuple[str | None, Piece]:
    """ "AF Ann Field": the initials of a margin before the name they stand for, and the name."""
    match = _LEADING.match(piece.text)
    if match is None:
        return None, piece
    words = match.group("name").split()
    letters = match.group("letters")
    stand_for = {words[0][0] + words[-1][0], "".join(word[0] for word in words)}
    return (letters, piece.after(match.end("letters"))) if letters in stand_for else (None, piece)


def is_initials(text: str, name: str) -> bool:
    """Letters that the name begins with: "(COM)" of Carl O'Malley; not "(ECFRS)" of somebody else."""
    if not _INITIALS.match(text) and not re.fullmatch(r"[A-Z]{2,4}", text):
        return False
    letters = re.sub(r"[^a-z]", "", name.lower())
    firsts = {word[0].lower() for word in re.split(r"[\s-]+", name) if word}
    if text[0].lower() not in firsts:
        return False
    place = 0
    for letter in text.lower():
        place = letters.find(letter, place) + 1
        if not place:
            return False
    return True
