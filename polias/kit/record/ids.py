"""Time-ordered ids made in Python, since uuidv7() exists only in PostgreSQL 18."""

import os
import time
from uuid import UUID

NANOSECONDS = 1_000_000


def uuid7() -> UUID:
    """A version 7 UUID: 48 bits of Unix milliseconds, 12 of their fraction, then 62 random bits.

    RFC 9562, 5.7 with method 3 of 6.2: ids that one process makes one after the other sort in that order, so that
    events are told as they happened.
    """
    milliseconds, rest = divmod(time.time_ns(), NANOSECONDS)
    fraction = (rest << 12) // NANOSECONDS
    tail = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (fraction << 64) | (0b10 << 62) | tail)


def uuid7s(count: int) -> list[UUID]:
    """Many ids at once, in their order: their random bits count up from a random number (method 1 of 6.2)."""
    first = uuid7().int
    # The leading random bit is taken away, so that counting never runs into the fraction of the millisecond.
    first &= ~(1 << 61)
    return [UUID(int=first + number) for number in range(count)]
