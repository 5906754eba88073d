"""Shares behind the quality scores of what is published from records."""

from __future__ import annotations

from collections.abc import Iterable


def share(answers: Iterable[bool | None]) -> float | None:
    """Of the rows of which it can be said (not None), the share for which it is so; None where there are none."""
    known = [answer for answer in answers if answer is not None]
    return sum(known) / len(known) if known else None
