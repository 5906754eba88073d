"""Tells papers in English and Welsh from others, and takes the English half of what is printed in both."""

from __future__ import annotations

import re

from polias.boards.minutes.cleaning import cleaned
from polias.boards.minutes.pieces import Piece, joined, piece_of

#: Words before a stroke, from the start, a comma, a dash or a bracket on.
_FIRST_HALF = re.compile(r"(?:\A|(?<=[,(–]))\s*(?P<half>[^/|(:,–]{3,60})\s[/|]\s+(?=[A-Z])")
_BETWEEN = re.compile(r"\s+[/|]\s+")
#: Words that only Welsh has, among those that headings, names of bodies and actions are made of.
_WELSH = re.compile(
    r"\b(?:ymddiheuriadau|cofnodion|cyfarfod\w*|gyfarfod|camau?|gweithredu|datgan\w*|materion|croeso|adroddiad\w*|"
    r"heddlu|throseddu|troseddu|unrhyw|arall|dyddiad|nesaf|diwethaf|perchennog|erbyn|bwrdd|pwyllgor|craffu\w*|aelodau|"
    r"prif|swyddog\w*|cyllid|aelod|annibynnol|bresennol|presennol|cynghorydd|comisiynydd|cadeirydd|cyllideb|"
    r"diweddariad|blynyddol|cynllun\w*|gwasanaeth\w*|cyhoeddus|cymunedol|gymunedol|newid|iechyd|pobl|risgiau|"
    r"plismona|praesept|cefn gwlad|alldro|perfformiad|strategaeth|ariannol|adolygiad|archwilio|dioddefwyr|"
    r"\w+'r|\w{4,}(?<!e)au|rhaglen|cwynion|trais|ymddygiad|chwarter\w*|llesiant|diogelwch|trefn|"
    r"\w{3,}(?:aeth|iadau|wydd|awdd)|\w*fformiad|mater|fater|gweithred|pwy|pryd|gan|ysgrifennu|yr|"
    r"yn|ac|o'r|i'r|a'r|ar gyfer)\b",
    re.I,
)


def english(piece: Piece) -> Piece:
    """ "Ymddiheuriadau / Apologies": the half without Welsh words, where the other half has some; else the whole."""
    halves = list(piece.split(_BETWEEN))
    if len(halves) != 2:
        return piece
    welsh = [bool(_WELSH.search(half.text.replace("’", "'"))) for half in halves]
    return halves[welsh.index(False)] if welsh[0] != welsh[1] else piece


def english_label(piece: Piece) -> Piece:
    """ "Y Cynghorydd / Councillor A Hill (Cadeirydd / Chair)": without the Welsh before each stroke."""
    for half in reversed(list(_FIRST_HALF.finditer(piece.text))):
        if _WELSH.search(half.group("half").replace("’", "'")):
            piece = joined([piece[: half.start("half")], piece.after(half.end())], by="")
    return piece


def welsh_column(cells: list[str]) -> int:
    """The column headed "Cymraeg" of a table that says all in English beside it; -1 where there is none."""
    headed = [cell.strip().lower() for cell in cells]
    beside = any(cell in ("english", "saesneg") for cell in headed)
    return next((column for column, cell in enumerate(headed) if beside and cell in ("cymraeg", "welsh")), -1)


#: The small words that English and Welsh sentences are held together by, without those that other languages share.
_WORDS = (
    "the and of to for that was were be been is are it its by from with this which would had has have not "
    "their they there these any all as at but if into no on or than then what when who will your you we our "
    "he she his her should could also about up out other more such under some being may can after before "
    "between during report meeting minutes members agenda noted agreed resolved received action actions "
    "apologies yr yn ac ar ei eu gan wedi oedd bod fod bydd mae sydd hyn hwn hon ddim dim ond neu nad nid "
    "gyda gydag fel i'r o'r a'r i'w o'i y'r gyfer drwy dros hefyd cyfarfod cofnodion aelodau adroddiad heddlu "
)
_KNOWN = frozenset(_WORDS.split())
_RUNNING = re.compile(r"(?<![\w@./'’-])[^\W\d_A-Z]+(?:['’][^\W\d_]+)*(?![\w@/]|\.\w)")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
#: A line of prose has at least so many words in small letters; shorter ones are names, headings and cells.
_PROSE = 6
#: With fewer running words or letters a paper shows no language.
_TOO_FEW, _TOO_FEW_LETTERS = 60, 200
#: English and Welsh prose was measured at 0.30 and more, other languages at 0.06 and less, single letters counted.
_LEAST_KNOWN = 0.15


def is_readable(text: str) -> bool:
    """Whether a paper is in English or Welsh, at least beside another language, or too short of prose to tell."""
    return known_share(text) >= _LEAST_KNOWN


def known_share(text: str) -> float:
    """The share of small English and Welsh words among the words of its prose; 1 where there is too little to tell.

    Lines of tables and words with capitals are left out: lists of names and figures say nothing either way. So are
    single letters: a scanner may have put a blank behind each. Look-alike letters count as the Latin ones that the
    reader makes of them. A script without Latin letters is told by them, since some have no blanks between words.
    """
    printed = [(line, cleaned(piece_of(line)).text) for line in text.splitlines()]
    letters = sum(len(_LETTER.findall(line)) for _raw, line in printed)
    latin = sum(len(_LATIN.findall(line)) for _raw, line in printed)
    if letters >= _TOO_FEW_LETTERS and latin < letters / 2:
        return 0.0
    prose = (line for raw, line in printed if "\t" not in raw and "|" not in raw)
    lines = ([word for word in _RUNNING.findall(line) if len(word) > 1] for line in prose)
    words = [word.replace("’", "'") for line in lines if len(line) >= _PROSE for word in line]
    return sum(word in _KNOWN for word in words) / len(words) if len(words) >= _TOO_FEW else 1.0
