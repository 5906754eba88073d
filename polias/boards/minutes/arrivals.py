"""What sentences say of presence: apologies received, somebody joined, was welcomed, or came for another."""

from __future__ import annotations

import re
from dataclasses import replace

from polias.boards.minutes.chair import SPEAKS_OF_A_CHAIR, TOOK
from polias.boards.minutes.people import office, people
from polias.boards.minutes.pieces import Piece, replaced
from polias.boards.minutes.presence import Attendance
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Sheet

_FROM = (
    r"apolog(?:y|ies)(?:\s++(?:for|of)\s++(?:absence|non-attendance|being absent))?(?:\s++(?:at|to|for|"
    r"in respect of)\s++(?:the|this|today['’]s)\s++[\w ]{1,30}?)?"
    r"(?:\s++for\s++absence)?\s*+(?:(?:was|were|had been|have been|has been|are)\s++)?(?:also\s++|duly\s++)?"
    r"(?:received|accepted|noted|submitted|given|recorded|tendered|presented|sent|made|announced|"
    r"reported|offered|extended|intimated|conveyed|read)?"
    r"(?:(?<=received)\s++for\b|(?<=made)\s++for\b|(?<=given)\s++for\b|"
    r"\s*+(?:\bfrom\b|\bon behalf of\b|\bby\b|:))\s*+(?:the following(?: members)?\s*+:?\s*+)?"
)
_APOLOGIES_FROM = re.compile(_FROM, re.I)
_SENT = re.compile(
    r"(?P<who>.{3,160}?)(?<!\s)\s++(?:had\s++|have\s++|has\s++)?(?:sent|submitted|tendered|gave|given|offered|"
    r"conveyed|extended|forwarded)\s++"
    r"(?:(?:his|her|their|in)\s++)?apologies(?!\s++for\s++late)",
    re.I,
)
_WELSH_FROM = re.compile(r"ymddiheuriadau?(?:\s+(?:am|dros|am fod yn)\s+absenoldeb)?\s*(?:gan|oddi wrth|:)\s*", re.I)
#: "... from Cllr Hill and from Ann Field": one list.
_AND_FROM = re.compile(r"\band from\b")
_STOP = re.compile(
    r"\s(?:who|whose|which|due to|because|owing to|as (?:he|she|they)|with|would|will|had|have|has|was|"
    r"were|that|advised|for (?:part|the))\b|\s-\s|\bSubstitute",
    re.I,
)
_CAME = re.compile(
    r"(?P<who>.{3,200}?)(?<!\s)(?:\s*+,)?\s++(?:then\s++|also\s++|subsequently\s++|had\s++)?(?:joined|entered|"
    r"arrived at|attended|arrived|came along|rejoined|re-joined|was in attendance|were in attendance|"
    r"was (?:also )?present|were (?:also )?present|ymunodd)"
    r"(?:\s++(?:the|this|to the)\s++(?:meeting|panel|board|committee|call|room|chamber)|\s++at\s++\d|"
    r"\s++and\s++[a-z]+ed\b|\s++and brought|\s++remotely|\s++virtually|\s++via|\s++by|"
    r"\s++for\s++(?:[A-Z]|the|this|item|his|her)|"
    r"\s++as\s++(?:a\s++|the\s++)?sub|\s++in\s++place|\s++on\s++behalf|\s*+\.|\s*+\Z|\s++during|\s++from|\s++â['’]r)"
)
_WELCOMED = re.compile(
    r"(?:welcomed|welcome was extended to|extended (?:a|his|her|their) (?:warm )?welcome to|welcoming|"
    r"groeso i['’]r|groeso i|croesawodd y [cg]adeirydd)\s+(?:back\s+)?(?:everyone,?\s+(?:including|"
    r"especially)\s+)?(?:the\s+)?(?:new(?:ly[- ]\w+)?\s+)?(?:(?:co-opted|independent|panel|board|"
    r"committee)\s+)?(?:(?:members|everyone|all)(?: to the meeting)? and "
    r"introduced\s+|members?,?\s+|officers?,?\s+|attendees?,?\s+)?(?P<who>.{3,300})",
    re.I,
)
_WELCOME_STOP = re.compile(
    r"\s(?:to (?:the|his|her|their|this|today|a|present|give|provide|introduce|speak|attend|its)|i['’]w|"
    r"and (?:explained|thanked|introduced|invited|asked|said|informed|advised|noted|congratulated)|"
    r"who|as (?:a|the)|for|from|of|in (?:his|her|their)|on (?:his|her))\b|\.\s*\Z",
    re.I,
)
#: Looked for first: the patterns below are dear on sentences that tell of nothing of the kind.
_SPEAKS_OF_A_SWAP = re.compile(r"substitut|for whom|deputis|replaced|represented|in place|on behalf", re.I)
_SWAPS = (
    re.compile(
        r"(?P<absent>.{3,80}?)(?<!\s)\s++(?:was|were|had been)\s++(?:substituted|replaced|represented)\s++(?:by|"
        r"for this meeting by)\s+(?P<came>.{3,80})",
        re.I,
    ),
    re.compile(
        r"(?P<came>.{3,80}?)(?<!\s)\s++(?:(?:was|were)\s++)?(?:substitut(?:ed|ing)|deputis(?:ed|ing)|act(?:ed|"
        r"ing) as substitute|attend(?:ed|ing)\s++(?:the meeting\s++)?(?:as (?:a |the )?substitute|in place|"
        r"on behalf|as a substitute)|"
        r"(?:was|as) (?:the |a )?substitute|present as substitute)\s*+(?:for|of)\s+(?P<absent>.{3,80})",
        re.I,
    ),
    re.compile(
        r"(?P<absent>[A-Z].{3,60}?),?\s++for whom\s+(?P<came>.{3,60}?)(?<!\s)\s++(?:attended|substituted|deputised)\b",
        re.I,
    ),
    re.compile(r"(?:\A|\s)substitute,?\s+(?P<came>[A-Z].{3,60}?),?\s+attended\b(?P<absent>)", re.I),
)


#: "The meeting was chaired by the Commissioner, Ann Field, and ..."
_CHAIRED = re.compile(
    r"\b(?:chaired|opened|minuted) by\s+(?:the\s+(?:[A-Z][\w’'-]*\s+|and\s+|of\s+){0,5}?[A-Z][\w’'-]*,\s+)?"
    r"(?P<who>[A-Z].{3,60}?)"
    r"(?=,|\.|\s+(?:and|who|by|in|on|at|as)\b|\Z)"
)
#: Nobody's coming is told in a longer one.
_LONGEST_SENTENCE = 1_500


def told(sheet: Sheet, found: Attendance) -> None:
    """What sentences say: apologies received, somebody joined, was welcomed, took the chair, came as a substitute."""
    for part in sheet.parts():
        for sentence in sentences(part.piece):
            if len(sentence) > _LONGEST_SENTENCE:
                continue
            _apologies_in(sentence, found)
            _swaps_in(sentence, found)
            for clause in sentence.split(r";\s+"):  # "A Hill sent apologies; B Reed attended" tells of two people
                _arrivals_in(clause, found)


def _apologies_in(sentence: Piece, found: Attendance) -> None:
    if re.search(r"\bno apologies|apologies for (?:being )?late", sentence.text, re.I):
        return
    if re.search(r"\bminutes\b.*\b(?:amend|inclu|agreed|approved|correct|add)", sentence.text, re.I):
        return  # a correction of the last meeting's minutes
    sentence = replaced(sentence, _AND_FROM, "and")
    for pattern in (_APOLOGIES_FROM, _WELSH_FROM):
        for match in pattern.finditer(sentence.text):
            _add_all(_until(sentence.after(match.end()), _STOP), "apologies", found, rule="apologies in a sentence")
    if (sent := _SENT.match(sentence.text)) and not _APOLOGIES_FROM.search(sentence.text):
        _add_all(sentence.part(sent, "who"), "apologies", found, rule="apologies in a sentence")


def _swaps_in(sentence: Piece, found: Attendance) -> None:
    if not _SPEAKS_OF_A_SWAP.search(sentence.text):
        return
    for pattern in _SWAPS:
        if match := pattern.search(sentence.text):
            came = people(_until(sentence.part(match, "came"), _STOP))[-1:]
            absent = people(_until(sentence.part(match, "absent"), _STOP))[:1]
            for somebody in came:
                role = ", ".join(part for part in (somebody.role, "Substitute") if part)
                who = replace(somebody, role=role)
                found.add(who, "present", rule="substitute")
                found.substitutions += [(gone, who) for gone in absent]
            return


def _arrivals_in(sentence: Piece, found: Attendance) -> None:
    if match := _CAME.match(sentence.text):
        _add_all(sentence.part(match, "who"), "present", found, rule="joined or attended", strict=True)
    if SPEAKS_OF_A_CHAIR.search(sentence.text) and (match := TOOK.search(sentence.text)):
        those = people(_behind_with(sentence.part(match, "who")))
        for who in those[-1:]:
            if who.name:
                found.add(
                    replace(who, role=", ".join(p for p in (who.role, "took the chair") if p)),
                    "present",
                    rule="took the chair",
                )
    if " by " in sentence.text and (match := _CHAIRED.search(sentence.text)):
        _add_all(sentence.part(match, "who"), "present", found, rule="took the chair", strict=True)
    if match := _WELCOMED.search(sentence.text):
        _add_all(_until(sentence.part(match, "who"), _WELCOME_STOP), "present", found, rule="welcomed", strict=True)


def _behind_with(piece: Piece) -> Piece:
    """ "Twelve members came, with Ann Field (in the chair)": the name behind the word."""
    return list(piece.split(r"(?:\A|[\s,])with\s"))[-1] if " with " in f" {piece.text}" else piece


def _until(piece: Piece, stop: re.Pattern[str]) -> Piece:
    match = stop.search(piece.text)
    return piece.before(match.start()) if match else piece


def _add_all(piece: Piece, kind: str, found: Attendance, *, rule: str, strict: bool = False) -> None:
    """Everybody named; `strict`: only where every part of the list is a name, as a welcome may be of a report."""
    those = people(piece.strip(" .:"))
    if not those and kind == "apologies" and (alone := office(piece.strip(" ."))):
        those = [alone]
    for who in those:
        if strict and (who.name is None or (len(who.name.split()) < 2 and not who.titled)):
            continue
        found.add(who, kind, rule=rule)
