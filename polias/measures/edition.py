"""Editions of a figure: exact for those inside, without small counts for a board and the public. The one place where
a number is held back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polias.measures.engine import Measure, ResultRow
from polias.measures.saying import number
from polias.measures.words import _

Edition = Literal["internal", "board"]
#: Counts of one to four might point at somebody (UK Statistics Authority practice; to be confirmed by the force).
FEWER_THAN = 5


@dataclass(frozen=True)
class Shown:
    """A value as an edition shows it. `value` is None when it is held back or unknown; `text` says which."""

    value: float | None
    text: str
    held_back: bool = False


def shown(row: ResultRow, measure: Measure, *, edition: Edition) -> Shown:
    """The value of one row in one edition."""
    text = number(row.value, measure)
    return shown_parts(row.value, row.numerator, row.denominator, measure.unit, edition=edition, text=text)


def shown_parts(
    value: float | None, numerator: float | None, denominator: float | None, unit: str, *, edition: Edition, text: str
) -> Shown:
    """The same from the parts. A share is held back where either of its counts would be: it would give them away."""
    counts = [numerator, denominator] if unit in ("count", "per cent", "per 1,000") else []
    if edition == "board" and any(count is not None and 0 < count < FEWER_THAN for count in counts):
        held_back = _("fewer than {least}") if unit == "count" else _("held back: fewer than {least} cases")
        return Shown(None, held_back.format(least=FEWER_THAN), held_back=True)
    return Shown(value, text)
