"""Texts that keep a pattern busy: what it repeats, very often, and then an end that does not fit."""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

LENGTH = 2_000
#: A text of a fifth of that comes first: only where it keeps the pattern busy so long, the whole is tried.
FIRST, BUSY_SECONDS = 400, 0.008
#: What stands for every letter, digit, mark and blank that a pattern may repeat.
MARKS = " \n(a-A1,.'’:/–&_)[;\"£%\t"
REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}
#: A repetition that ends sooner keeps nobody waiting.
FEW = 6
CATEGORIES = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdigit(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    op.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    op.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}


def busy_texts(pattern: re.Pattern[Any], chance: random.Random) -> Iterator[Callable[[int], str]]:
    """For each thing that a pattern repeats: what comes before it, many of it, and an end that does not fit."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    for before, node, behind in _repeated(list(tree), [], []):
        for pump in _pumps(node, chance):
            start = _example(before, chance)
            for end in ("", "\x01", _example(behind, chance)[:-1]):
                yield partial(_filled, start, pump, end)


def _filled(start: str, pump: str, end: str, length: int) -> str:
    return (start + pump * (length // len(pump)))[: length - len(end)] + end


def _repeated(nodes: list[Any], before: list[Any], behind: list[Any]) -> Iterator[tuple[list[Any], Any, list[Any]]]:
    """Each repetition with what stands before and behind it, those within others too."""
    for number, (kind, value) in enumerate(nodes):
        left, right = before + nodes[:number], nodes[number + 1 :] + behind
        if kind in REPEATS and value[1] > FEW:
            yield left, (kind, value), right
        for inner in _inside(kind, value):
            yield from _repeated(list(inner), left, right)


def _inside(kind: Any, value: Any) -> list[Any]:
    if kind in REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    if kind is op.BRANCH:
        return list(value[1])
    return [each for each in value[1:] if each] if kind is op.GROUPREF_EXISTS else []


def _pumps(node: Any, chance: random.Random) -> list[str]:
    leaves = list(_leaves([node]))
    single = [mark for mark in MARKS if any(_fits(leaf, mark) for leaf in leaves)]
    whole = {_example(node[1][2], chance) for _again in range(3)}
    return list(dict.fromkeys([*single, *sorted(each for each in whole if each)]))


def _leaves(nodes: Any) -> Iterator[Any]:
    for kind, value in nodes:
        if inside := _inside(kind, value):
            for each in inside:
                yield from _leaves(each)
        else:
            yield kind, value


def _fits(leaf: Any, letter: str) -> bool:
    kind, value = leaf
    if kind is op.LITERAL:
        return letter.lower() == chr(value).lower()
    if kind is op.NOT_LITERAL:
        return letter != chr(value)
    if kind is op.ANY:
        return letter != "\n"
    if kind is op.IN:
        inside = any(_is_one_of(each, letter) for each in value)
        return inside != (value[0][0] is op.NEGATE)
    return False


def _is_one_of(item: Any, letter: str) -> bool:
    kind, value = item
    if kind is op.LITERAL:
        return chr(value) == letter
    if kind is op.RANGE:
        return value[0] <= ord(letter) <= value[1]
    return kind is op.CATEGORY and CATEGORIES[value](letter)


def _example(nodes: Any, chance: random.Random) -> str:
    """A text that a pattern may begin with; what it looks at before and behind is left out."""
    return "".join(_one_of(kind, value, chance) for kind, value in nodes)


def _one_of(kind: Any, value: Any, chance: random.Random) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.BRANCH:
        return _example(chance.choice(value[1]), chance)
    if kind in REPEATS:
        low, high, inner = value
        return "".join(_example(inner, chance) for _again in range(min(high, low + chance.randint(0, 1))))
    if kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
        return _example(_inside(kind, value)[0], chance)
    if kind is op.GROUPREF_EXISTS:
        return _example(value[1], chance)
    fitting = [letter for letter in "aA1 .-(" + MARKS + "xzQbcde" if _fits((kind, value), letter)]
    if kind is op.IN and not fitting:
        fitting = [chr(each[0] if isinstance(each, tuple) else each) for _kind, each in value if each is not None]
    return chance.choice(fitting[:4]) if fitting else ""


class TooLong(Exception):
    """A pattern did not answer within its time."""


def seconds_of(pattern: re.Pattern[Any], text: Any, most: float) -> float:
    """How long a pattern computes over a text, at most so many: then it is stopped. A busy machine adds none."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    earlier = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    start = time.process_time()
    try:
        pattern.search(text)
    except TooLong:
        return most
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, earlier)
    return time.process_time() - start


def longest(pattern: re.Pattern[Any], chance: random.Random, most: float) -> tuple[float, str]:
    """The most seconds that a pattern took over one of the texts made for it, and that text."""
    worst = (0.0, "")
    for filled in busy_texts(pattern, chance):
        for length in (FIRST, LENGTH):
            text = filled(length)
            took = seconds_of(pattern, text.encode() if isinstance(pattern.pattern, bytes) else text, most)
            worst = max(worst, (took, text))
            if not BUSY_SECONDS < took < most:
                break
        if worst[0] >= most:
            break
    return worst
