"""Initials that a page prints at its right edge, beside what somebody is to do: told from the line they stand on."""

from __future__ import annotations

import re

from polias.boards.minutes.owners import INITIALS_OR_RANK

#: A line that heads the margin, alone or behind a wide gap.
_HEADED = re.compile(r"(?:^|\t| {4,})(?:Actions?|ACTIONS?|Action [Bb]y|ACTION BY)\s*:?[ \t]*$", re.M)
_WHO = rf"(?:[A-Z]{{2,4}}(?:\s?[/,&]\s?[A-Z]{{2,4}}){{0,4}}|{INITIALS_OR_RANK.pattern})"
#: What stands beside the margin is a line of words, with no cells but the number of a paragraph.
_BESIDE = re.compile(
    rf"(?P<said>(?:\s*+\(?\d[\d.]*+\)?\t|(?:[^\S\t]*+\t)*+)[^\t]{{30,}}?\S)"
    rf"(?:[ ]*+\t++[ \t]*+| {{4,}}+)(?P<who>{_WHO})[ \r]*"
)


def has_margin(text: str) -> bool:
    """Whether a paper heads a margin for those who are to act."""
    return bool(_HEADED.search(text))


def beside_the_margin(line: str) -> tuple[str, int] | None:
    """A line without what stands in its margin, and where in the line that begins; None where nothing does."""
    match = _BESIDE.fullmatch(line) if line[-6:].strip() else None
    return (match.group("said"), match.start("who")) if match else None
