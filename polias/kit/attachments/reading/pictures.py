"""Pictures: their size from their own headers, and that nothing else hangs at their end. No picture is ever decoded."""

from __future__ import annotations

import re
from typing import Any

from polias.kit.attachments.reading import Refused, size_of

PNG_SIGN = 8
#: Starts of things that some other program would run or unpack, looked for in what follows the end of a JPEG.
FOREIGN = re.compile(rb"<(?:!DOCTYPE|!doctype|html|HTML|script|SCRIPT|svg |\?php)|PK\x03\x04|PK\x05\x06|%PDF-|\x7fELF")
#: A marker of JPEG that is neither a filled-up byte nor a restart within the picture's data.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
STANDING_ALONE = {0x01, *range(0xD0, 0xD9)}
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def read_png(data: Any) -> dict[str, int]:
    """Walk the chunks to the last one; whatever stands after it belongs to something else."""
    at, size = PNG_SIGN, dict[str, int]()
    while at < len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if len(name) < 4 or at + 12 + length > len(data):
            raise Refused("broken")
        if at == PNG_SIGN:
            if name != b"IHDR":
                raise Refused("broken")
            size = size_of(
                int.from_bytes(data[at + 8 : at + 12], "big"), int.from_bytes(data[at + 12 : at + 16], "big")
            )
        at += 12 + length
        if name == b"IEND":
            if at != len(data):
                raise Refused("trailing")
            return size
    raise Refused("broken")


def read_jpeg(data: Any) -> dict[str, int]:
    """Walk the segments to the end of the first picture; telephones put more pictures after it, others hide things."""
    at, size = 2, dict[str, int]()
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise Refused("broken")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == END_OF_IMAGE:
            return _ended(data, at + 2, size)
        elif marker in STANDING_ALONE:
            at += 2
        else:
            length = int.from_bytes(data[at + 2 : at + 4], "big")
            if marker in START_OF_FRAME:
                height, width = data[at + 5 : at + 7], data[at + 7 : at + 9]
                size = size_of(int.from_bytes(width, "big"), int.from_bytes(height, "big"))
            at += 2 + length
            at = _after_the_scan(data, at) if marker == START_OF_SCAN else at
    if at + 2 <= len(data) and data[at : at + 2] == b"\xff\xd9":
        return _ended(data, at + 2, size)
    raise Refused("broken")


def _after_the_scan(data: Any, at: int) -> int:
    found = MARKER.search(data, at)
    if found is None:
        raise Refused("broken")
    return found.start()


def _ended(data: Any, at: int, size: dict[str, int]) -> dict[str, int]:
    if not size:
        raise Refused("broken")
    if FOREIGN.search(data, at):
        raise Refused("trailing")
    return size
