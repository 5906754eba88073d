"""How long to wait before the next try: twice as long each time, up to a limit, and never in step with others."""

from __future__ import annotations

import random
from datetime import timedelta

FIRST = timedelta(seconds=5)
LONGEST = timedelta(hours=1)

#: A partner that is down is asked at least so often, so that it is noticed when it is back.
LONGEST_FOR_A_PARTNER = timedelta(minutes=5)


def pause_after(tries: int, *, longest: timedelta = LONGEST) -> timedelta:
    """Between half and one and a half of the doubled pause: what failed together does not come back together."""
    doubled: timedelta = min(FIRST * 2 ** min(max(tries - 1, 0), 20), longest)
    return doubled * random.uniform(0.5, 1.5)  # noqa: S311 (spreads tries; nothing secret)
