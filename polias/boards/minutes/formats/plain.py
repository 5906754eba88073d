"""Plain text of whatever encoding an office has used."""

from __future__ import annotations

from gettext import gettext as _

from polias.boards.minutes.refusal import CannotBeRead

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text_of(content: bytes) -> str:
    """The text, with lines ended by one newline."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if not encoding and b"\x00" in content[:4096]:
        raise CannotBeRead(_("It holds no text that can be read; give a text, HTML, DOCX, ODT or PDF file."))
    return _decoded(content, encoding).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _decoded(content: bytes, encoding: str) -> str:
    for name in (encoding, "utf-8"):
        try:
            if name:
                return content.decode(name)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")
