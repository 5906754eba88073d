"""Breaks good input in small ways, again and again from one seed, and tells what crashed or took too long."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

SLOW_SECONDS = 2.0
#: What parsers stumble over: ends of numbers, lengths that lie, signs of other kinds, halves of letters.
BITS = (b"", b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"\xc3", b"\xed\xa0\x80",
        b'"', b'""', b",", b"\r", b"\n", b"\r\n", b"%s%n", b"-1", b"1e999", b"NaN", b"\xef\xbb\xbf", b"PK\x03\x04",
        b"<" * 200, b"[" * 500, b"9" * 400, "\u202e\u0000".encode(), "É".encode("utf-16"))  # fmt: skip


def broken(good: Sequence[bytes], *, count: int, seed: int = 20180301) -> Iterator[bytes]:
    """So many broken forms of the good ones: cut, turned, doubled, mixed with one another and with odd bits."""
    chance = random.Random(seed)
    for _each in range(count):
        some = bytearray(chance.choice(good))
        for _change in range(chance.choice((1, 1, 2, 4, 8))):
            at = chance.randrange(len(some) + 1)
            to = min(len(some), at + chance.choice((0, 1, 1, 2, 4, 16, 200)))
            other = chance.choice(good)
            start = chance.randrange(len(other) + 1)
            some[at:to] = chance.choice((chance.choice(BITS), chance.randbytes(to - at), other[start : start + 40],
                                         bytes(some[at:to]) * 2))  # fmt: skip
        yield bytes(some)


@dataclass
class Run:
    """What came of many tries: how many, which crashed, and which were slow twice, the second time alone."""

    tried: int = 0
    crashed: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    def one(self, deed: Callable[[], object], *, about: object, allowed: tuple[type[Exception], ...] = ()) -> None:
        """Do it once; an error that is not a refusal is a crash. A slow one is done again before it is called so."""
        self.tried += 1
        if self._seconds(deed, about, allowed) > SLOW_SECONDS and self._seconds(deed, about, allowed) > SLOW_SECONDS:
            self.slow.append(repr(about)[:200])

    def _seconds(self, deed: Callable[[], object], about: object, allowed: tuple[type[Exception], ...]) -> float:
        began = time.monotonic()
        try:
            deed()
        except allowed:
            pass
        except Exception as error:  # noqa: BLE001 (that anything but a refusal comes is what is looked for)
            self.crashed.append(f"{type(error).__name__} {error}: {about!r}"[:300])
        return time.monotonic() - began
