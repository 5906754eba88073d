"""Tells the title of an item from what a layout has run together with it: furniture, purpose, narrative, a list."""

from __future__ import annotations

import re

from polias.boards.minutes.dates import days
from polias.boards.minutes.languages import english
from polias.boards.minutes.pieces import Piece, joined

#: Verbs by which minutes tell; a title holds none of them.
TOLD = (
    r"(?:was|were|is|are|has|have|had|will|would|should|could|can|may|did|does|said|noted|agreed|asked|"
    r"introduced|presented|informed|"
    r"advised|confirmed|highlighted|provided?|reported|outlined|explained|discussed|welcomed|thanked|"
    r"stated|raised|updated|gave|"
    r"commented|queried|questioned|enquired|requested|observed|felt|suggested|considered|received|approved|accepted|"
    r"invited|acknowledged|responded|replied|added|referred|expressed|took|set|attended|joined|reminded|"
    r"recorded|resolved|thanks|"
    r"notes|notes that|began|shared|led|spoke|wished|proposed|seconded|declared|congratulated|understood|"
    r"moved|offered|pleased)\b"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|should|could|can|said|noted|agreed|asked|introduced|"
    r"informed|advised|confirmed|"
    r"highlighted|explained|stated|thanked|welcomed|commented|queried|suggested|gave|took|oedd|mae|roedd|bydd|cafodd)\b"
)
_ACTOR = (
    r"(?:[A-Z]{2,4}(?:(?:,| and|/| &) ?[A-Z]{2,4})*|(?:The|A) [A-Za-z]+(?: (?:of|on|from|for|"
    r"and) [\w ,'’-]{1,60}?)?(?: [A-Za-z]+){0,3}?|"
    r"It|There|Members?(?: of the [A-Z]\w+)?|Discussions?|Apologies(?: for absence)?|No [\w ]{1,40}?|"
    r"(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Chief Constable|Chief Superintendent|T?/?[AD]?CC|D?PF?CC|"
    r"Supt)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|"
    r"[A-Z][a-z'’]+ [A-Z][a-z'’][\w'’-]*)"
)
_NARRATIVE = re.compile(rf"(?:^|(?<=\s)){_ACTOR}\s+(?:then\s+|also\s+|formally\s+|further\s+)?{TOLD}")
_PURPOSE = re.compile(
    r"(?<=\s)(?:To (?!be\b)[a-z]+|[Mm]embers (?:are|will|may|must|of the)|(?:The|This|These|A|An|All|Any|Each|"
    r"Please|In|If|Following|For|Under|At|"
    r"Report (?:of|by)|Joint report|Report and|Verbal|Oral|Presentation|Attached|See|Item|Questions?|"
    r"Receive|Consideration|Derbyn|I)\s+"
    r"(?:[a-z]+|the [A-Z]\w+|Town|Members))\b"
)
_MARKER = re.compile(r"\s(?:Minutes|Cofnodion|Decision|Additional documents|Dogfennau ychwanegol)\s?:(?=\s|\Z)")
_FURNITURE = re.compile(
    r"\s*+(?:\bpdf\s++(?:icon|eicon)\b.*|\bPDF\s++[\d.,]+\s*+[KM]B\b.*|\(?\b(?:Pages?|Tudalen(?:nau)?|"
    r"pp?\.)\s*+\d+(?:\s*+[-–]\s*+\d+)?\)?\s*+\Z|"
    r"\(\s*+(?:Agenda\s++)?Item\s++(?:No\.?\s*+)?\d+\w?\s*+\)|•?\s*+Share this item.*|\bDOCX?\s++[\d.,]+\s*+[KM]B\b.*)",
    re.I,
)
_DECIDES = re.compile(
    r"\s(?:UNANIMOUSLY\s)?(?:RESOLVED|RECOMMENDED|ORDERED|AGREED|NOTED|ACTION)\s?(?:[:–—]|-\s|[Tt]hat\b|THAT\b)"
)
_AGENDA_LABEL = re.compile(r"(?:Agenda\s+)?Item\s+(?:No\.?\s*)?\d+\w?\s*[-–:.)]\s*", re.I)
_REFERENCE = re.compile(r"\s(?:[A-Z]{0,4}\d{1,4}/\d{2,4}(?:/[A-Z])?)\s*[–-]\s")
#: "2024/25" in a title is a year of money, not the number of an action.
_FINANCIAL_YEAR = re.compile(r"\b20\d\d/\d\d\b")
#: What may part a title from what was minuted; behind it stands a sentence that ends.
_JOINT = re.compile(r"\s[-–—]\s+|(?<=[a-z)])\.\s+(?=[A-Z])(?<!\bMr\. )(?<!\bDr\. )(?<!\bSt\. )(?<!\bNo\. )")
_TELLS_BEHIND = re.compile(r"[.;]\s*\Z|\.\s")
_BEGINS_TO_TELL = re.compile(rf"\bmotion\b|\b(?:moved|seconded|adjourned|carried|voted)\b|\s{TOLD}")
_SMALL_BEHIND = re.compile(r"(?P<title>[A-Z][^:.;]{2,60}):\s+[a-z].*\.")
#: "What we said last time": a subject in the words of a talk.
_ASKS = re.compile(r"(?:What|How|Why|Where)\s")
#: No longer line is a title in two languages alone.
_SHORT = 120
#: A title of more words tells something itself; what is told behind it has its verb among so many words.
_LONG_TITLE, _AT_ONCE = 9, 8
_SUB_LABEL = re.compile(r"(?:^|(?<=\s))(?:i|a|1|\(i\)|\(a\))\)?[.)]\s+(?=[A-Z])|(?:^|(?<=\s))\((?:i|a)\)\s+(?=[A-Z])")
_CAPITALS = re.compile(
    r"(?:[A-Z0-9][A-Z0-9’'.,&/()\[\]–-]*+(?:st|nd|rd|th)?\s++){1,40}?(?=(?:[A-Z][a-z]+|I|"
    r"A\s++[A-Z][a-z]+|A)\s++[a-z])"
)
_DASH_AFTER_CAPITALS = re.compile(r"[A-Z0-9][^a-z]{5,}?(?<!\s)(?=\s?[-–—:]\s++(?:[A-Z][a-z]|\([a-z]))")
_STANDING = re.compile(
    r"(?:apologies(?: for absence)?|apology|ymddiheuriadau.*|absen\w+|"
    r"dates? (?:and times? )?of (?:the )?(?:next|future) meetings?|next meetings?|future meetings?|"
    r"declarations?(?: of [\w ]*interests?)?|any other business|a\.?o\.?b\.?|welcome(?: and [\w ]+)?|"
    r"attendance|present|venue|"
    r"(?:election|appointment) of (?:vice|deputy)?[- ]?chair\w*|matters arising)\Z",
    re.I,
)
KNOWN = re.compile(
    r"\b(?:apolog|welcome|introduction|declaration|interest|minutes|matters arising|any other|a\.?o\.?b|"
    r"urgent|next meeting|future meetings|"
    r"work programme|forward plan|action log|public question|public participation|chair|announcement|"
    r"budget|precept|annual report|"
    r"performance|exclusion|complaint|update|plan|report|ymddiheuriadau|datganiadau|cofnodion|materion)",
    re.I,
)
#: "Actions", "Summary of actions", "Actions agreed at the meeting": a heading under which actions stand one by one.
ACTIONS_HEADING = re.compile(
    r"(?:(?:(?:summary|list|table|schedule|note) of )?(?:the )?(?:new |key |agreed )?actions?"
    r"(?: points?| items?| summary| list| sheet| agreed| arising| required| to be taken)?"
    r"(?: (?:from|at|of|by|during) (?:this|the|today['’]s)(?: (?:meeting|panel|board|committee|group))?)?|"
    r"who(?:['’]s| is| will be)? doing what|who does what)\s*:?\s*",
    re.I,
)
#: "Item 3 –": where an action of such a list comes from.
FROM_ITEM = re.compile(r"(?:(?:Agenda )?[Ii]tem|Min(?:ute)?|Para(?:graph)?)\.?(?: [Nn]o\.?)? ?\d[\d./]*\s*[-–—:]\s*")
#: What stands under a number without naming a subject: an outcome, or an action with its own number.
#: "The meeting closed.": short, but a sentence.
_SENTENCE = re.compile(r"(?:The|This|These|It|There|They|He|She|Members?|Everyone|No|All)\b[^.]*\b[a-z]+ed\b[^.]*\.")
#: "Members NOTED the report": a heading is in capitals altogether or has none of these words in capitals.
_DECIDED_IN_CAPITALS = re.compile(r"(?=.*[a-z]).*\b(?:NOTED|AGREED|APPROVED|RESOLVED|ENDORSED)\b")
#: "Recommendations agreed at the last meeting": a subject, and what was done to it.
_WHAT_WAS_DONE = re.compile(
    r"[A-Z][a-z]+s(?: [a-z]+)? (?:agreed|asked|noted|raised|highlighted) (?:by|at|in|from)\b[^.]*"
)
#: "January 4 3 7": a row of figures.
_FIGURES = re.compile(r"(?:\s+[£-]?\d[\d,.]*%?){2,}\Z")
_OUTCOME = re.compile(
    r"(?:none|nil|n/a|noted|agreed|approved|resolved|carried|closed|complete)\W*\Z|"
    r"resolved\s*(?:[-–—:]|that\b)|action(?: point)?s?\s*[\d:–-]",
    re.I,
)


def tells(text: str) -> bool:
    """Whether words tell what happened, rather than name a subject."""
    asks = text.endswith("?") and len(text.split()) <= 14 and not _NARRATIVE.match(text)
    asks = asks or (bool(_ASKS.match(text)) and not text.endswith(".") and len(text.split()) <= _LONG_TITLE)
    if ACTIONS_HEADING.fullmatch(text) or asks or _WHAT_WAS_DONE.fullmatch(text):
        return False
    return bool(_FINITE.search(text)) or bool(_NARRATIVE.match(text)) or bool(_DECIDED_IN_CAPITALS.match(text))


def titled(piece: Piece) -> tuple[Piece, Piece]:
    """The title at the start of a piece, and the narrative that a flat layout has run on behind it."""
    piece = english(piece) if len(piece) < _SHORT else piece
    end = len(piece)
    for cut in (
        _marker,
        _furniture,
        _decided,
        _dash_after_capitals,
        _capitals,
        _run_on,
        _reference,
        _sub_label,
        _purpose,
        _told_behind,
        _told_small,
    ):
        place = cut(piece.text[:end])
        end = place if place is not None else end
    title = piece[:end].strip(" ,;")
    rest = piece.after(_after_furniture(piece.text, end)).strip(" -–—")
    whole, title = title, _without_content(title)
    if len(title) < len(whole):
        rest = joined([whole.after(len(title)).strip(" :-–—"), rest])
    if title.text.endswith(".") and rest and len(title.text.split()) < 12:
        title = title.strip(".")
    title = english(title)
    label = _AGENDA_LABEL.match(title.text)
    return (title.after(label.end()) if label else title), rest


def _after_furniture(text: str, end: int) -> int:
    furniture = _FURNITURE.match(text, end)
    return furniture.end() if furniture and "\n" not in furniture.group() and len(furniture.group()) < 60 else end


def _marker(text: str) -> int | None:
    match = _MARKER.search(text)
    return match.start() if match else None


def _furniture(text: str) -> int | None:
    match = _FURNITURE.search(text)
    return match.start() if match and match.start() > 0 else None


def _decided(text: str) -> int | None:
    """ "MINUTES RESOLVED: That ...": the word that decides ends a title, in capitals too."""
    match = _DECIDES.search(text)
    return match.start() if match and match.start() > 2 else None


def _capitals(text: str) -> int | None:
    """ "DECLARATIONS OF INTEREST There were none": capitals end where the sentence begins."""
    match = _CAPITALS.match(text)
    if not match or sum(letter.isupper() for letter in match.group()) < 4:
        return None
    return len(match.group().rstrip())


def _dash_after_capitals(text: str) -> int | None:
    """ "PRECEPT - The Commissioner reported": capitals, a dash, and what was minuted."""
    match = _DASH_AFTER_CAPITALS.match(text)
    return match.end() if match else None


def _run_on(text: str) -> int | None:
    """ "Fleet Review AB introduced the paper": somebody begins to tell."""
    for match in _NARRATIVE.finditer(text):
        if match.start() > 2:
            return match.start()
    return None


def _reference(text: str) -> int | None:
    match = _REFERENCE.search(text)
    if match is None or match.start() <= 2 or _FINANCIAL_YEAR.search(match.group()):
        return None
    return match.start()


def _sub_label(text: str) -> int | None:
    match = _SUB_LABEL.search(text)
    return match.start() if match and match.start() > 0 else None


def _purpose(text: str) -> int | None:
    """ "Public questions To receive questions from the public": the sentence that says what the item is for."""
    for match in _PURPOSE.finditer(text):
        head = text[: match.start()].rstrip()
        kind_of_report = match.group().startswith("Report") and re.search(
            r"(?:al|ing|ly|Progress|Update|Draft|Performance|Joint|['’]s)\Z", head
        )
        kind_of_question = match.group().startswith("Question") and " " not in head
        if (
            len(head) > 3
            and not (kind_of_report or kind_of_question)
            and not re.search(r"(?:\b(?:and|or|of|the|for|in|on|to|with|by|a|an|from|at)|[,:–-])\Z", head, re.I)
        ):
            return len(head)
    return None


def _told_behind(text: str) -> int | None:
    """ "Police report – Insp Hill reported a burglary.", "Fleet. The Chair asked ...": what is told ends the title."""
    for match in _JOINT.finditer(text):
        head, told = text[: match.start()], text[match.end() :]
        if len(head.split()) > _LONG_TITLE or tells(head) or not told[:1].isupper():
            return None
        at_once = " ".join(told.split()[:_AT_ONCE])
        if len(head) > 3 and _TELLS_BEHIND.search(told) and (tells(at_once) or _BEGINS_TO_TELL.search(at_once)):
            return match.start()
    return None


def _told_small(text: str) -> int | None:
    """ "Raptors: two were found dead; results awaited.": a sentence that goes on in small letters is told."""
    match = _SMALL_BEHIND.fullmatch(text)
    return match.end("title") if match and not tells(match.group("title")) else None


def _without_content(title: Piece) -> Piece:
    """Without names or a date that follow a colon or dash, as in "Apologies: A Hill" or "Next meeting – 3 May"."""
    for match in re.finditer(r"\s*:\s+|\s+[-–—]\s+|\s*[:–—-]\s*\Z|\.\s+(?=[A-Z])", title.text):
        head, tail = title.text[: match.start()], title.text[match.end() :]
        found = days(tail)
        if (
            not tail
            or _STANDING.match(head.strip())
            or (found and found[0].start == 0 and len(tail) < 60 and not head.isupper())
        ):
            return title[: match.start()].strip(" .:")
    found = days(title.text) if KNOWN.search(title.text) else []
    head = title.text[: found[0].start].strip() if found else ""
    return title[: len(head)] if head and _STANDING.match(head) else title


def is_a_day(text: str) -> bool:
    """ "24 January 2023" in the first column of a log names no subject."""
    found = days(text) if len(text) < 40 and any(letter.isdecimal() for letter in text) else []
    return bool(found) and found[0].start == 0 and found[0].end >= len(text) - 1


def likeness(title: str, *, marked: bool = False) -> float:
    """How much some words look like the title of an item: below 0 they are a sentence or a list."""
    words = title.split()
    if not words:
        return 0.0
    score = 0.55 + 0.3 * marked
    score += 0.2 if len(words) <= 12 else 0.0 if len(words) <= 22 else -0.7
    score += 0.25 if title.isupper() else 0.0
    score += 0.25 if KNOWN.search(title) else 0.0
    score -= (0.35 if len(words) <= 8 else 0.75) if title.rstrip().endswith((".", ";")) and len(words) > 4 else 0.0
    score -= 1.2 if _FIGURES.search(title) else 0.0
    score -= 0.9 if tells(title) else 0.0
    score -= 1.2 if title[0].islower() else 0.0
    score -= 0.9 if _OUTCOME.match(title) or _SENTENCE.fullmatch(title) else 0.0
    score -= 1.5 if re.search(r"\.(?:pdf|docx?|xlsx?|pptx?)\b", title, re.I) else 0.0
    score -= 0.9 if re.match(r"That\b|Action\b.*\bto\b|[A-Z]{2,4} to\b|To [a-z]+\b", title) else 0.0
    return score
