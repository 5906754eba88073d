"""The readers of each kind of file. They run in a child process and nowhere else; they import nothing of Polias."""

from __future__ import annotations

#: No picture is wider or higher, or has more points, than this; a phone of 200 million points stays below.
WIDEST, MOST_POINTS = 16_384, 200_000_000

#: The harmless text by which every scanner's owner checks that something looks at all (eicar.org).
TEST_SIGNATURE = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Refused(Exception):
    """A reason not to take the file, as the code of a sentence (polias.kit.attachments.look)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def size_of(width: int, height: int) -> dict[str, int]:
    """Width and height of a picture, if it is one that may be opened anywhere."""
    if width < 1 or height < 1:
        raise Refused("broken")
    if max(width, height) > WIDEST or width * height > MOST_POINTS:
        raise Refused("picture-too-large")
    return {"width": width, "height": height}
