"""Takes out of a paper's words what is not words: marks of the page, look-alike letters, blanks, torn words."""

from __future__ import annotations

import html
import re
from collections import Counter

from polias.boards.minutes.pieces import Piece, replaced
from polias.boards.minutes.spaced_letters import closed_up

# Letters that look like Latin ones. A scanner or a keyboard set to another alphabet puts them into initials and names.
LOOK_ALIKES = dict(
    zip("АВЕЅІЈКМНОРСТУХаесорухіјѕԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXaecopyxijsdABEZHIKMNOPTYX", strict=True)
)
_FOREIGN = re.compile("[" + "".join(LOOK_ALIKES) + "]")
_LATIN = re.compile(r"[A-Za-z]")
_NOT_LATIN = re.compile(r"[\u0370-\u052f]")
_WORD_WITH_FOREIGN = re.compile(r"[A-Za-z\u0370-\u052f]*[\u0370-\u052f][A-Za-z\u0370-\u052f]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u202f\u205f\u3000]+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[" + "".join(_LIGATURES) + "]")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_INLINE_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|a|sup|sub|small|div|ul|ol|tbody|td|tr|table)(?:\s[^<>]*)?/?>", re.I
)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__)(?=\S)|(?<=\S)(\*\*|__)(?!\w)")
_ORDINAL_APART = re.compile(r"(?<=\d) (?=(?:st|nd|rd|th)\b)")
#: The words by which minutes say what matters, whole even where a paper holds them once, torn.
KEY_WORDS = frozenset(
    [
        "noted",
        "agreed",
        "resolved",
        "approved",
        "confirmed",
        "accepted",
        "received",
        "action",
        "actions",
        "apologies",
        "minutes",
        "members",
        "meeting",
        "report",
        "panel",
        "board",
        "committee",
        "commissioner",
        "councillor",
        "constable",
        "present",
        "attendance",
        "chairman",
    ]
)
_SHORT_WORDS = frozenset(
    [
        "a",
        "i",
        "o",
        "an",
        "as",
        "at",
        "am",
        "be",
        "by",
        "do",
        "go",
        "he",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "so",
        "to",
        "up",
        "us",
        "we",
        "the",
        "and",
        "for",
        "are",
        "was",
        "has",
        "had",
        "not",
        "but",
        "all",
        "any",
        "can",
        "did",
        "its",
        "may",
        "new",
        "now",
        "off",
        "old",
        "one",
        "our",
        "out",
        "own",
        "per",
        "set",
        "she",
        "six",
        "ten",
        "two",
        "use",
        "via",
        "way",
        "who",
        "why",
        "yes",
        "you",
        "pcc",
        "dcc",
        "acc",
        "cc",
        "y",
        "yr",
        "ar",
        "am",
        "yn",
        "ac",
        "ei",
        "eu",
        "i'r",
        "a'r",
    ]
)
_TORN = re.compile(r"\b([A-Za-z]{1,9})(?= ([a-z]{1,12})\b)")


def cleaned(piece: Piece) -> Piece:
    """Without tags, entities, invisible characters and long blanks; look-alike letters made Latin."""
    piece = replaced(piece, _INLINE_TAG, " ") if "<" in piece.text else piece
    if "&" in piece.text:
        piece = replaced(piece, _ENTITY, {match: html.unescape(match) for match in _ENTITY.findall(piece.text)})
    if not piece.text.isascii():  # most lines are, and hold none of these
        piece = replaced(piece, _INVISIBLE, "")
        piece = replaced(piece, _LIGATURE, _LIGATURES)
        piece = replaced(
            piece, _WORD_WITH_FOREIGN, {word: _made_latin(word) for word in _WORD_WITH_FOREIGN.findall(piece.text)}
        )
    if "**" in piece.text or "__" in piece.text:
        piece = replaced(piece, _EMPHASIS, "")
    piece = replaced(closed_up(piece, KEY_WORDS), _BLANKS, " ").strip()
    return replaced(piece, _ORDINAL_APART, "")


def _made_latin(word: str) -> str:
    """Only where every strange letter has a Latin twin; "Київ" stays as it is."""
    if len(_FOREIGN.findall(word)) < len(_NOT_LATIN.findall(word)):
        return word
    return "".join(LOOK_ALIKES.get(letter, letter) for letter in word)


def vocabulary(text: str) -> Counter[str]:
    """How often each word of four letters or more stands in the paper."""
    return Counter(word for word in re.findall(r"[a-z]{4,}", text.lower()))


def mended(piece: Piece, words: Counter[str]) -> Piece:
    """Words that a scanner tore ("The b udget") put together.

    Only where the whole stands elsewhere in the paper or is one of the words minutes live by, and one part is no
    word by itself: neither a common short one nor found elsewhere.
    """
    drop = []
    for match in _TORN.finditer(piece.text):
        left, right = match.group(1).lower(), match.group(2).lower()
        whole = left + right
        if not (whole in KEY_WORDS or words[whole] > 0) or (_stands(left, words) and _stands(right, words)):
            continue
        drop.append(match.end(1))
    return _without(piece, drop)


def _stands(part: str, words: Counter[str]) -> bool:
    return part in _SHORT_WORDS or (len(part) >= 4 and words[part] > 0)


def _without(piece: Piece, places: list[int]) -> Piece:
    if not places:
        return piece
    gone = set(places)
    keep = [index for index in range(len(piece)) if index not in gone]
    return Piece("".join(piece.text[i] for i in keep), type(piece.places)("I", [piece.places[i] for i in keep]))
