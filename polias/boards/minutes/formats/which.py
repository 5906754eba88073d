"""Tells the format of a file by what it holds, not by its name, and turns it into plain text."""

from __future__ import annotations

import re
from gettext import gettext as _

from polias.boards.minutes.formats import open_document, plain, portable, web_page, word
from polias.boards.minutes.formats.archive import opened, part
from polias.boards.minutes.refusal import CannotBeRead

#: A file larger than this is no paper of a meeting.
LARGEST = 200_000_000
#: So many characters of text are a shelf of papers, not one.
LONGEST = 20_000_000
#: A whole paper on one line is shorter.
LONGEST_LINE = 2_000_000
_PAGE = re.compile(rb"<\s*(?:!doctype html|html|head|body)\b", re.I)
_TAGS = re.compile(rb"<(?:p|div|table|tr|td|br|h[1-6]|ul|li)\b[^>]*>", re.I)


def text_of(content: bytes) -> tuple[str, str]:
    """The text, and the format's name."""
    if len(content) > LARGEST:
        raise CannotBeRead(_("The file is larger than 200 MB; split it into its papers first."))
    if not content.strip():
        raise CannotBeRead(_("The file is empty."))
    text, name = _read(content)
    if not re.search(r"\w", text):
        raise CannotBeRead(_("The file holds no words."))
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        raise CannotBeRead(_("One of its lines holds more than two million characters; it is no paper of a meeting."))
    if len(text) > LONGEST:
        raise CannotBeRead(_("The file holds more than 20 million characters; split it into its papers first."))
    return text, name


def _read(content: bytes) -> tuple[str, str]:
    if b"%PDF-" in content[:1024]:
        return portable.text_of(content), "PDF"
    if content.startswith(b"PK"):
        return _zipped(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotBeRead(
            _("It is an old Word file or one locked with a password; save it as DOCX without a password.")
        )
    if content.startswith(b"{\\rtf"):
        raise CannotBeRead(_("It is an RTF file; save it as DOCX, ODT or PDF."))
    head = content[:20_000]
    if _PAGE.search(head[:4000]) or (head.lstrip().startswith(b"<") and len(_TAGS.findall(head)) > 3):
        return web_page.text_of(content), "HTML"
    return plain.text_of(content), "text"


def _zipped(content: bytes) -> tuple[str, str]:
    archive = opened(content)
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return word.text_of(content), "DOCX"
    if "content.xml" in names and b"opendocument.text" in part(archive, "mimetype")[:200]:
        return open_document.text_of(content), "ODT"
    raise CannotBeRead(_("It is a zip file but no DOCX or ODT text; unpack it and give the papers themselves."))
