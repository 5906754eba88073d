"""Text that a spreadsheet would run as a formula, told apart from text, and made harmless where it leaves us.

The library defusedcsv looks at the first sign of a cell and knows = + - @ | and per cent; spaces that nobody sees, wide
letters, a line or a field that begins within a cell, and numbers that are numbers are ours.
"""

from __future__ import annotations

import re
from typing import Any

#: Signs that begin a formula, an old command or a field of another program; each also in its wide form.
STARTS = "=+\\-@|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05\u2212"
#: What spreadsheets skip before it: spaces of every kind, also those without width, and control signs.
UNSEEN = (
    "\\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\x00-\x1f\x7f-\x9f"
)
AT_THE_START = re.compile(f"^[{UNSEEN}'\"]*[{STARTS}]|^[\t\r\n]")
#: After a new line, or after what another program takes for the end of a field.
WITHIN = re.compile(f"([\n\r\x0b\x0c\x85\u2028\u2029;\t][{UNSEEN}'\"]*)(?=[{STARTS}])")


def would_run(text: str) -> bool:
    """Whether a spreadsheet could take this for a formula, alone in its cell or cut up by another program."""
    return bool(AT_THE_START.search(text) or WITHIN.search(text))


def harmless(value: Any) -> Any:
    """A text that would run, with an apostrophe before each place where it would; all else as it is."""
    if not isinstance(value, str) or not would_run(value):
        return value
    within = WITHIN.sub(r"\1'", value)
    return f"'{within}" if AT_THE_START.search(value) else within
