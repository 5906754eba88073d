"""Whether numbers that somebody states agree: value, previous, difference and per cent, each as it was rounded."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from polias.measures.words import _

_SCALES = {"": 1, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_NUMBER = re.compile(r"^[-+−]?£?[-+−]?(\d[\d,]*)(\.\d+)?\s?(k|thousand|m|million|bn|billion)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number as it was stated: anything between `low` and `high` is rounded to it. `text` is how it stood there."""

    value: float
    half: float
    text: str

    @property
    def low(self) -> float:
        return self.value - self.half

    @property
    def high(self) -> float:
        return self.value + self.half

    def negated(self) -> Number:
        return Number(-self.value, self.half, self.text)


def read_number(text: str, *, is_share: bool = False) -> Number | None:
    """A stated number, or None. Whole numbers are exact; others, and shares, are rounded in their last place."""
    said = text.strip().removesuffix("%").strip()
    match = _NUMBER.match(said)
    if match is None:
        return None
    whole, decimals, scale = match[1].replace(",", ""), match[2] or "", (match[3] or "").lower()
    value = float(whole + decimals) * _SCALES[scale]
    is_exact = not decimals and not scale and not is_share
    half = 0.0 if is_exact else 0.5 * 10.0 ** -(len(decimals) - 1 if decimals else 0) * _SCALES[scale]
    sign = -1 if re.match(r"^£?[-−]", said) else 1
    return Number(sign * value, half, text.strip())


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What one sentence or one row states. A fall has a negative difference and a negative per cent."""

    value: Number | None = None
    previous: Number | None = None
    difference: Number | None = None
    per_cent: Number | None = None

    @property
    def can_be_checked(self) -> bool:
        counts = sum(one is not None for one in (self.value, self.previous, self.difference))
        return counts == 3 or (counts == 2 and self.per_cent is not None)


def disagreements(stated: Stated) -> list[str]:
    """What cannot be true together, in sentences with what it would have to be; nothing where all agree."""
    return [*_difference(stated), *_per_cent(stated)]


def implied_previous(stated: Stated) -> tuple[float, float] | None:
    """Between which numbers the one before must lie, where only the difference and the per cent are stated."""
    change, share = stated.difference, stated.per_cent
    if change is None or share is None or stated.value is not None or stated.previous is not None:
        return None
    ends = [100 * c / s for c in (change.low, change.high) for s in (share.low, share.high) if s]
    return (min(ends), max(ends)) if len(ends) == 4 and min(ends) > 0 else None


def _difference(stated: Stated) -> list[str]:
    value, previous, difference = stated.value, stated.previous, stated.difference
    if value is None or previous is None or difference is None:
        return []
    low, high = value.low - previous.high, value.high - previous.low
    if _meet(low, high, difference.low, difference.high):
        return []
    if difference.value * (value.value - previous.value) < 0:
        return [_way(value, previous)]
    return [
        _("From {previous} to {value} the difference is {right}, and {stated} is stated.").format(
            previous=previous.text,
            value=value.text,
            right=_plain(abs(value.value - previous.value)),
            stated=difference.text,
        )
    ]


def _way(value: Number, previous: Number) -> str:
    words = (
        _("From {previous} to {value} is an increase, and a decrease is stated.")
        if value.value > previous.value
        else _("From {previous} to {value} is a decrease, and an increase is stated.")
    )
    return words.format(previous=previous.text, value=value.text)


def _per_cent(stated: Stated) -> list[str]:
    found = _change_and_base(stated)
    if found is None or stated.per_cent is None:
        return []
    change, base = found
    share, exact = stated.per_cent, 100 * change.value / base.value if base.value else math.nan
    if base.low <= 0:
        if base.value:
            return []
        return [_("From nought there is no per cent, and {stated} is stated.").format(stated=_with_sign(share.text))]
    ends = [100 * c / b for c in (change.low, change.high) for b in (base.low, base.high)]
    if _meet(min(ends), max(ends), share.low, share.high):
        return []
    if share.value * exact < 0:
        return [] if stated.difference is not None and stated.value is not None else [_other_way(change, share)]
    decimals = len(share.text.rstrip("% ").partition(".")[2])
    return [
        _("{change} on {base} is {right}%, and {stated} is stated.").format(
            change=_plain(abs(change.value)),
            base=_plain(base.value),
            right=f"{abs(exact):.{max(decimals, 1)}f}",
            stated=_with_sign(share.text),
        )
    ]


def _other_way(change: Number, share: Number) -> str:
    words = (
        _("The numbers show an increase, and a decrease of {stated} is stated.")
        if change.value > 0
        else _("The numbers show a decrease, and an increase of {stated} is stated.")
    )
    return words.format(stated=_with_sign(share.text))


def _change_and_base(stated: Stated) -> tuple[Number, Number] | None:
    """The change and what it is a share of, from whichever two are stated."""
    value, previous, difference = stated.value, stated.previous, stated.difference
    if previous is not None and value is not None:
        return _less(value, previous), previous
    if previous is not None and difference is not None:
        return difference, previous
    if value is not None and difference is not None:
        return difference, _less(value, difference)
    return None


def _less(one: Number, other: Number) -> Number:
    return Number(one.value - other.value, one.half + other.half, "")


def _meet(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Whether two ranges touch; a hair is allowed for the arithmetic."""
    hair = 1e-9 * max(1.0, abs(low), abs(high), abs(other_low), abs(other_high))
    return low <= other_high + hair and other_low <= high + hair


def _plain(number: float) -> str:
    return f"{number:,.10g}" if number < 1e9 else f"{number:,.0f}"


def _with_sign(text: str) -> str:
    return text if text.endswith("%") else f"{text}%"
