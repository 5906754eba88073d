"""Numbers as people write them in tables: 1204, 1,204, 12.5 or 1.2e3. What may be read in two ways is none."""

from __future__ import annotations

import re

#: Commas stand between thousands alone: 12,5 and 0,125 are decimals elsewhere, and would be read as 125.
_NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?(?:[eE][+-]?\d{1,3})?")
#: No count, sum of money or duration in a table of figures is as large; sums of larger ones would be wrong.
MOST = 1e15


def number_in(text: str) -> float | None:
    """The number that a text is; None where it is none, or is too large."""
    said = text.strip().replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(said):
        return None
    number = float(said.replace(",", ""))
    return number if abs(number) <= MOST else None


def in_short(text: str, *, most: int = 40) -> str:
    """A cell as a sentence can hold it: in one line, and not the whole of a long one."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else f"{one_line[: most - 1]}…"
