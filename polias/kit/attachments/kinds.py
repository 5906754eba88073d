"""The kinds of file that are taken: each by its ending and by the first bytes of its content, which must agree."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.errors import PoliasError
from polias.kit.i18n.text import Words

#: The first bytes of a file tell what it is; the longest sign of a kind ends well within these.
FIRST_BYTES = 1024
LONGEST_NAME = 120


class FileRefused(PoliasError):
    """A file is not taken, or not given out: in one sentence why, in another what to do."""

    status = 422
    slug = "file-refused"


@dataclass(frozen=True)
class Kind:
    """One kind of file: its code, its name for people, its endings, and how it is described to a browser.

    ``starts`` are pairs of a position and the bytes that stand there; one of them must be found.
    """

    code: str
    label: Words
    endings: tuple[str, ...]
    media_type: str
    starts: tuple[tuple[int, bytes], ...] = ()

    def begins(self, head: bytes) -> bool:
        """Whether these first bytes are those of this kind; text has none, and is read whole by the reader."""
        if not self.starts:
            return not any(head[at:].startswith(sign) for one in KINDS for at, sign in one.starts)
        return any(head[at:].startswith(sign) for at, sign in self.starts)


_ZIP = ((0, b"PK\x03\x04"),)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_BOX = 4  # files of boxes name their kind after the length of the first one

KINDS = (
    Kind("pdf", gettext_lazy("PDF document"), ("pdf",), "application/pdf", ((0, b"%PDF-"),)),
    Kind("jpeg", gettext_lazy("JPEG picture"), ("jpg", "jpeg"), "image/jpeg", ((0, b"\xff\xd8\xff"),)),
    Kind("png", gettext_lazy("PNG picture"), ("png",), "image/png", ((0, b"\x89PNG\r\n\x1a\n"),)),
    Kind(
        "heic", gettext_lazy("HEIC picture"), ("heic", "heif"), "image/heic",
        tuple((_BOX, b"ftyp" + brand) for brand in (b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1")),
    ),
    Kind("docx", gettext_lazy("Word document"), ("docx",), f"{_OFFICE}.wordprocessingml.document", _ZIP),
    Kind("xlsx", gettext_lazy("Excel workbook"), ("xlsx",), f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    Kind("odt", gettext_lazy("OpenDocument text"), ("odt",), "application/vnd.oasis.opendocument.text", _ZIP),
    Kind("ods", gettext_lazy("OpenDocument table"), ("ods",), "application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    Kind(
        "mp4", gettext_lazy("Video"), ("mp4", "mov", "m4v"), "video/mp4",
        tuple((_BOX, b"ftyp" + brand) for brand in (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42",
                                                     b"avc1", b"M4V", b"qt  ", b"3gp")),
    ),
    Kind("m4a", gettext_lazy("Sound"), ("m4a",), "audio/mp4", ((_BOX, b"ftypM4A"), (_BOX, b"ftypmp42"))),
    Kind("mp3", gettext_lazy("Sound"), ("mp3",), "audio/mpeg",
         ((0, b"ID3"), *((0, bytes((0xFF, second))) for second in (0xFA, 0xFB, 0xF2, 0xF3)))),
    Kind("wav", gettext_lazy("Sound"), ("wav",), "audio/wav", ((0, b"RIFF"),)),
    Kind("txt", gettext_lazy("Plain text"), ("txt",), "text/plain; charset=utf-8"),
    Kind("csv", gettext_lazy("Table as text (CSV)"), ("csv",), "text/csv; charset=utf-8"),
)  # fmt: skip


def endings() -> list[str]:
    """Every ending that is taken, as people write it."""
    return [f".{ending}" for kind in KINDS for ending in kind.endings]


def kind_named(code: str) -> Kind:
    """The kind with this code. Raises KeyError."""
    return {kind.code: kind for kind in KINDS}[code]


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file by its name and its first bytes. Raises FileRefused where the two do not agree."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = next((one for one in KINDS if ending in one.endings), None)
    if kind is None:
        raise FileRefused(
            _("Files of this kind are not taken: %(name)s.") % {"name": name},
            do=_("Send one of these: %(endings)s.") % {"endings": ", ".join(endings())},
        )
    if not head:
        raise FileRefused(_("The file %(name)s is empty.") % {"name": name}, do=_("Choose another one."))
    if not kind.begins(head):
        raise FileRefused(
            _("%(name)s is not what its name says: its content is no %(kind)s.") % {"name": name, "kind": kind.label},
            do=_("Open it in the program it comes from and save it again under the right name."),
        )
    return kind


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that hide what it is, such as those that turn the direction."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '"<>|:*?')
    shown = " ".join(shown.split()).strip(". ") or "file"
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if len(shown) > LONGEST_NAME else shown
