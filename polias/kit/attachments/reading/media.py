"""Films and sound: the boxes or blocks they are made of must fill the file exactly; their length is read from one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polias.kit.attachments.reading import Refused, size_of

MOST_BOXES = 100_000


def boxes(data: Any, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of one level: name, where the content starts, where it ends."""
    at, count = start, 0
    while at < end:
        count += 1
        length, name, head = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8]), 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif length == 0:
            length = end - at
        if count > MOST_BOXES or length < head or at + length > end or not _is_a_name(name):
            raise Refused("trailing" if at > start else "broken")
        yield name, at + head, at + length
        at += length


def _is_a_name(name: bytes) -> bool:
    return len(name) == 4 and all(0x20 <= sign < 0x7F or sign == 0xA9 for sign in name)


def read_film(data: Any) -> dict[str, int]:
    """A film or a sound in boxes (ISO 14496-12): its length in whole seconds, rounded up."""
    top = list(boxes(data, 0, len(data)))
    header = next((part for part in _within(data, top, b"moov") if part[0] == b"mvhd"), None)
    if header is None:
        return {}
    _name, at, _end = header
    wide = data[at] == 1
    scale, length = (at + 20, 8) if wide else (at + 12, 4)
    per_second = int.from_bytes(data[scale : scale + 4], "big")
    ticks = int.from_bytes(data[scale + 4 : scale + 4 + length], "big")
    return {"seconds": min(-(-ticks // per_second), 2**31 - 1)} if per_second else {}


def read_heic(data: Any) -> dict[str, int]:
    """A picture in boxes: the largest of the sizes it names is its own, the others are its tiles."""
    top = list(boxes(data, 0, len(data)))
    meta = next(((start + 4, end) for name, start, end in top if name == b"meta"), None)
    if meta is None:
        raise Refused("broken")
    properties = _within(data, boxes(data, *meta), b"iprp")
    sizes = [
        (int.from_bytes(data[start + 4 : start + 8], "big"), int.from_bytes(data[start + 8 : start + 12], "big"))
        for name, start, _end in _within(data, properties, b"ipco")
        if name == b"ispe"
    ]
    if not sizes:
        raise Refused("broken")
    return size_of(*max(sizes, key=lambda size: size[0] * size[1]))


def _within(data: Any, level: Any, wanted: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The boxes inside the first box of a name."""
    for name, start, end in level:
        if name == wanted:
            yield from boxes(data, start, end)
            return


def read_wav(data: Any) -> dict[str, int]:
    """Blocks of a RIFF file: length from the rate and the block of data."""
    if bytes(data[8:12]) != b"WAVE":
        raise Refused("broken")
    end = 8 + int.from_bytes(data[4:8], "little")
    if end + end % 2 < len(data):
        raise Refused("trailing")
    at, per_second = 12, 0
    while at + 8 <= min(end, len(data)):
        name, length = bytes(data[at : at + 4]), int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"fmt ":
            per_second = int.from_bytes(data[at + 16 : at + 20], "little")
        if name == b"data":
            return {"seconds": min(-(-length // per_second), 2**31 - 1)} if per_second else {}
        at += 8 + length + length % 2
    raise Refused("broken")


def read_mp3(data: Any) -> dict[str, int]:
    """Only that sound follows the tags: a frame of MPEG must start right after them."""
    at = 0
    while bytes(data[at : at + 3]) == b"ID3" and at + 10 <= len(data):
        size = 0
        for seven in data[at + 6 : at + 10]:
            size = size << 7 | (seven & 0x7F)
        at += 10 + size
    while at < len(data) and data[at] == 0:
        at += 1
    if at + 2 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        raise Refused("broken")
    return {}
