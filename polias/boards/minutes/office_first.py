"""Reads who holds an office where the name stands behind it: "Head of Policy Ann Field", "Senior Officer A. Field".

The hard part is where the office ends. The name is believed where initials in brackets are its own, where it begins
with an initial itself, or where the word before it is known to belong to offices and neither of its own words is.
"""

from __future__ import annotations

import re

from polias.boards.minutes import offices
from polias.boards.minutes.names import is_initials, no_name
from polias.boards.minutes.pieces import Piece

_WORD = r"[A-ZÀ-Þ][a-zà-ÿ’'][\w’'-]*"
_NAME = re.compile(
    rf"(?:[Tt]he\s+)?(?P<office>[A-Z][^()\[\];:.]{{3,110}}?)\s+(?P<name>(?P<initial>(?:[A-Z](?:\.\s?|\s)){{1,3}})"
    rf"{_WORD}|{_WORD} {_WORD})"
    r"(?P<tail>\s*(?:[(\[,–-].*)?)\Z",
    re.S,
)
#: An office with its holder is shorter.
_LONGEST = 180
_BRACKET = re.compile(r"\s*\((?P<letters>[A-Z][A-Za-z]{1,3})\)")
#: What belongs to the fields that offices are of, and is no part of a name.
_FIELD = re.compile(
    r"(?:Adults?|Care|Children(?:['’]s)?|Health|Social|Education|Learning|Development|Environment(?:al)?|Safeguarding|"
    r"Regulatory|Violence|Reduction|Prevention|Delivery|Change|Transformation|Transport|Highways|Regeneration|Culture|"
    r"Vulnerability|Victim|Witness|Equality|Diversity|Inclusion|Wellbeing|Training|Technology|Assets?|Insight|"
    r"Improvement|Roads?|Policing|Response|Investigations?|Offenders?|Management|Economic|Serious|Organised|Cyber|"
    r"Counter|Terrorism|Control|Contact|Operational|Neighbourhoods|Communities|Law|Democracy|Elections|Enforcement|"
    r"Licensing|Trading|Waste|Parks|Leisure|Skills|Employment|Growth|Place|Domestic|Abuse|Drugs?|Alcohol|Mental|"
    r"Complaints|Inspection|Compliance|Ethics|Conduct|Integrity|Collaboration|Emergency|Civil|Contingencies|Academic|"
    r"Royal|Metropolitan|Northern|Southern|Eastern|Western|North|South|East|West|Central|Mid|Organisation|Designate)\Z"
)


def behind_its_office(piece: Piece) -> tuple[Piece, Piece, Piece] | None:
    """The office, the name behind it, and what stands beside the name; None where no name is plainly there."""
    if len(piece) > _LONGEST or not offices.ROLE_WORD.search(piece.text):
        return None
    match = _NAME.match(piece.text)
    if match is None or not (_is_office(match.group("office")) and _is_name(match)):
        return None
    return piece.part(match, "office"), piece.part(match, "name").strip(), piece.part(match, "tail").strip()


def _is_office(office: str) -> bool:
    """Whether all of some words may be an office: none of them tells anything, and one is a word of office."""
    told = re.search(
        r"\b(?:was|were|is|are|had|has|will|to|said|by|from|with|that|Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame)\b",
        office,
    )
    known = offices.ROLE_IN_TEXT.search(office) or all(offices.ROLE_WORD.fullmatch(word) for word in office.split())
    return bool(known) and not told and not re.search(r"\b(?:of|for|and|the)\Z", office)


def _is_name(match: re.Match[str]) -> bool:
    office, name = match.group("office"), match.group("name")
    words = name.split()
    if any(_of_offices(word) for word in words if len(word.strip(".")) > 1):
        return False
    letters = _BRACKET.match(match.group("tail"))
    if letters and is_initials(letters.group("letters"), name):
        return True
    return bool(match.group("initial")) or _of_offices(office.split()[-1])


def _of_offices(word: str) -> bool:
    word = word.strip(".,")
    return bool(offices.ROLE_WORD.fullmatch(word) or offices.ORGANISATION.fullmatch(word) or _FIELD.match(word)) or (
        no_name(word)
    )
