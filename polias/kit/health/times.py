"""How times of pages are counted: in buckets a quarter apart, from which a median is read within 13 per cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

#: Upper bounds in milliseconds, three to each doubling: 50, 63, 79, 100 ... up to 51 seconds; the last bucket has none.
BOUNDS_MS: tuple[float, ...] = tuple(round(50 * 2 ** (step / 3), 2) for step in range(-15, 31))
BUCKETS = len(BOUNDS_MS) + 1

#: Every third bound from 50 ms, for those who need fewer: 0.05, 0.1, 0.2, 0.4, 0.8 ... seconds.
COARSE: tuple[int, ...] = tuple(range(15, len(BOUNDS_MS), 3))


def bucket_of(milliseconds: float) -> int:
    """The number of the bucket into which a time falls."""
    from bisect import bisect_left

    return bisect_left(BOUNDS_MS, milliseconds)


def nothing() -> list[int]:
    return [0] * BUCKETS


def together(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def counted(times: Iterable[float]) -> list[int]:
    """The histogram of some times in milliseconds."""
    buckets = nothing()
    for each in times:
        buckets[bucket_of(each)] += 1
    return buckets


def quantile(buckets: Sequence[int], share: float) -> float | None:
    """The time in milliseconds that a share (0.5: the median) of the pages did not exceed; None without pages.

    Within a bucket the pages are taken to lie evenly; what lies above the last bound is told as that bound.
    """
    total = sum(buckets)
    if not total:
        return None
    wanted, before = share * total, 0
    for number, count in enumerate(buckets):
        if count and before + count >= wanted:
            if number >= len(BOUNDS_MS):
                break
            low = BOUNDS_MS[number - 1] if number else 0.0
            return low + (BOUNDS_MS[number] - low) * (wanted - before) / count
        before += count
    return BOUNDS_MS[-1]
