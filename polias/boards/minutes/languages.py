"""Takes the English half of what a paper prints in Welsh and English side by side."""

from __future__ import annotations

import re

from polias.boards.minutes.pieces import Piece

_BETWEEN = re.compile(r"\s+[/|]\s+")
#: Words that only Welsh has, among those that headings, names of bodies and actions are made of.
_WELSH = re.compile(
    r"\b(?:ymddiheuriadau|cofnodion|cyfarfod\w*|gyfarfod|camau?|gweithredu|datgan\w*|materion|croeso|adroddiad\w*|"
    r"heddlu|throseddu|troseddu|unrhyw|arall|dyddiad|nesaf|diwethaf|perchennog|erbyn|bwrdd|pwyllgor|craffu\w*|aelodau|"
    r"cynghorydd|comisiynydd|cadeirydd|cyllideb|diweddariad|blynyddol|gan|ysgrifennu|yr|yn|ac|o'r|i'r|a'r|ar gyfer)\b",
    re.I,
)


def english(piece: Piece) -> Piece:
    """ "Ymddiheuriadau / Apologies": the half without Welsh words, where the other half has some; else the whole."""
    halves = list(piece.split(_BETWEEN))
    if len(halves) != 2:
        return piece
    welsh = [bool(_WELSH.search(half.text.replace("’", "'"))) for half in halves]
    return halves[welsh.index(False)] if welsh[0] != welsh[1] else piece
