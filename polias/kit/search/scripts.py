"""Names in other scripts as Latin letters, so that each spelling finds the other; what was recorded stays as it is.

AnyAscii gives the letters. Where a script leaves vowels out, or letter by letter says something else than people do,
the few rules below put that right; the tables were compiled for Polias.
"""

from __future__ import annotations

import re
import unicodedata

#: Scripts that write consonants, and vowels seldom.
_WITHOUT_VOWELS = re.compile("[\u0590-\u06ff\u0750-\u077f\u0900-\u0a7f]")
#: Common names that letters alone lead astray.
_WHOLE = {
    "सिंह": "singh", "ਸਿੰਘ": "singh", "ਕੌਰ": "kaur", "김": "kim", "박": "park", "이": "lee", "최": "choi", "정": "jung",
    "عبد": "abdul",
}  # fmt: skip
_LETTERS = str.maketrans(
    {"श": "sh", "ष": "sh", "छ": "ch", "ا": "a", "آ": "a", "أ": "a", "إ": "i", "ى": "a", "ة": "a", "ه": "h"}
)
_TOGETHER = frozenset({"kh", "sh", "th", "dh", "gh", "ch", "ph", "bh"})
_VOWELS = frozenset("aeiou")


def in_latin(text: str) -> str:
    """A folded text in Latin letters; of a letter that nobody can turn into one, the letter itself."""
    return " ".join(_word(word) for word in text.split())


def _word(word: str) -> str:
    if word.isascii():
        return word
    if word in _WHOLE:
        return _WHOLE[word]
    from anyascii import anyascii

    latin = anyascii(_without_marks(word).translate(_LETTERS).replace("ου", "ou")).lower()
    if not latin:
        return word
    return _with_vowels(latin) if _WITHOUT_VOWELS.search(word) else latin


def _without_marks(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _with_vowels(latin: str) -> str:
    """What is said of what is written: hsyn is husain or hosayn, and here hasin; enough for its sound."""
    written = re.sub("[`'ʿʾ]", "a", latin)
    said = ""
    for at, letter in enumerate(written):
        after = written[at + 1 : at + 2]
        if said and letter in "yw" and after not in _VOWELS:
            said += {"y": "i", "w": "u"}[letter]
            continue
        before = said[-1:]
        if before and before not in _VOWELS and letter not in _VOWELS and not _one_sound(before, letter):
            said += "a"
        said += letter
    # Vowels from two letters are one: two As make no sound.
    return re.sub("a+", "a", said)


def _one_sound(before: str, letter: str) -> bool:
    return before == letter or before + letter in _TOGETHER
