"""Documents: PDF by its objects, office files by the names and sizes in their package. Nothing is unpacked to disk."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from polias.kit.attachments.reading import TEST_SIGNATURE, Refused

MOST_PARTS, MOST_UNPACKED, MOST_OF_ONE, AT_ONCE = 5_000, 400 * 1024 * 1024, 200 * 1024 * 1024, 1024 * 1024
#: A part that unpacks to more than this many times its packed size, and to more than LITTLE, is a bomb.
MOST_TIMES, LITTLE = 300, 8 * 1024 * 1024
MOST_OBJECTS, DEEPEST = 100_000, 2

MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|activeX/|\.vbs$|(^|/)Basic/|(^|/)Scripts/", re.I)
CARRIED = re.compile(r"oleObject|\.(exe|dll|js|bat|cmd|ps1|hta|scr|jar|zip|rar|7z|lnk|msi|docm|xlsm|pptm)$", re.I)
PACKED_AGAIN = re.compile(r"\.(docx|xlsx|pptx)$", re.I)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
DDE = re.compile(rb"(?:>|\s)DDE(?:AUTO)?\s|<(?:\w+:)?ddeLink\b")
MAIN = {"docx": b"wordprocessingml.document.main+xml", "xlsx": b"spreadsheetml.sheet.main+xml"}

DEEDS = {"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute", "/GoToE"}


def _as_file(data: Any) -> Any:
    """The bytes as libraries read them; those of the file itself are read where they lie, not copied."""
    return BytesIO(data) if isinstance(data, bytes) else open(0, "rb", closefd=False)


# --- PDF.


def read_pdf(data: Any) -> dict[str, int]:
    """Count the pages; refuse what would run, start or carry something else."""
    import pypdf

    _ends_as_a_pdf(data)
    if len(re.findall(rb"\d\s+obj\b", data)) > MOST_OBJECTS:
        raise Refused("too-much")
    reader = pypdf.PdfReader(_as_file(data), strict=False)
    if reader.is_encrypted:
        raise Refused("password")
    pages = len(reader.pages)
    for number in _numbers(reader):
        _is_harmless(reader.get_object(pypdf.generic.IndirectObject(*number, reader)))
    return {"pages": pages}


def _ends_as_a_pdf(data: Any) -> None:
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Refused("broken")
    if len(bytes(data[end + 5 : end + 5 + 1024]).strip(b"\x00\r\n \t\x1a")) or len(data) > end + 5 + 1024:
        raise Refused("trailing")


def _numbers(reader: Any) -> list[tuple[int, int]]:
    plain = [(number, generation) for generation, ids in reader.xref.items() for number in ids]
    packed = [(number, 0) for number in reader.xref_objStm]
    if len(plain) + len(packed) > MOST_OBJECTS:
        raise Refused("too-much")
    return plain + packed


def _is_harmless(thing: Any, depth: int = 0) -> None:
    """A dictionary of the file, and those written inside it, asks for nothing to be run and carries no file."""
    if depth > 20:
        raise Refused("too-much")
    if isinstance(thing, dict):
        if str(thing.get("/S", "")) in DEEDS or "/JS" in thing or "/JavaScript" in thing:
            raise Refused("script")
        if "/EF" in thing or "/EmbeddedFiles" in thing or str(thing.get("/Type", "")) == "/EmbeddedFile":
            raise Refused("carries")
    for inner in list(thing.values()) if isinstance(thing, dict) else thing if isinstance(thing, list) else ():
        if isinstance(inner, dict | list):
            _is_harmless(inner, depth + 1)


# --- Office files.


def read_word(data: Any) -> dict[str, int]:
    return _office(data, "docx", "word/document.xml")


def read_workbook(data: Any) -> dict[str, int]:
    return _office(data, "xlsx", "xl/workbook.xml")


def _office(data: Any, kind: str, main: str) -> dict[str, int]:
    parts = _parts(data)
    types = parts.get("[Content_Types].xml", b"")
    if main not in parts or MAIN[kind] not in types:
        raise Refused("wrong-kind")
    if b"macroEnabled" in types:
        raise Refused("macros")
    return {}


def read_open_document(data: Any) -> dict[str, int]:
    """OpenDocument: the first part says what it is; its manifest says whether it is locked."""
    parts = _parts(data)
    if not parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument."):
        raise Refused("wrong-kind")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Refused("password")
    return {}


def _parts(data: Any, depth: int = 0) -> dict[str, bytes]:
    """Every part read through once; the first million bytes of those that are looked into are kept."""
    if depth > DEEPEST:
        raise Refused("carries")
    try:
        package = zipfile.ZipFile(_as_file(data))
    except zipfile.BadZipFile:
        raise Refused("broken") from None
    infos = package.infolist()
    _is_a_plain_package(package, infos, len(data))
    found: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for info in infos:
        content = _unpacked(package, info, left)
        left -= info.file_size
        _is_harmless_part(info.filename, content)
        if PACKED_AGAIN.search(info.filename):
            _parts(content, depth + 1)
        found[info.filename] = content[:AT_ONCE]
    return found


def _is_a_plain_package(package: zipfile.ZipFile, infos: list[zipfile.ZipInfo], size: int) -> None:
    if not infos or package.comment or min(info.header_offset for info in infos) != 0:
        raise Refused("trailing")
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Refused("too-much")
    if sum(info.compress_size for info in infos) > size or len({i.filename for i in infos}) != len(infos):
        raise Refused("broken")
    for info in infos:
        name = info.filename
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
            raise Refused("strays")
        if info.flag_bits & 0x1:
            raise Refused("password")
        if MACROS.search(name):
            raise Refused("macros")
        if CARRIED.search(name):
            raise Refused("carries")
        if info.file_size > LITTLE and info.file_size > MOST_TIMES * max(info.compress_size, 1):
            raise Refused("too-much")


def _unpacked(package: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """One part, as long as it says it is; the size in the directory may lie."""
    most = min(info.file_size, left, MOST_OF_ONE)
    with package.open(info) as part:
        content = part.read(most)
        if part.read(1):
            raise Refused("too-much")
    return content


def _is_harmless_part(name: str, content: bytes) -> None:
    if TEST_SIGNATURE in content:
        raise Refused("virus")
    if name.endswith(".rels"):
        for relation in RELATION.findall(content):
            if b'TargetMode="External"' in relation and b"/hyperlink" not in relation:
                raise Refused("fetches")
    if name.endswith(".xml") and DDE.search(content):
        raise Refused("script")
    if not PACKED_AGAIN.search(name) and content.startswith((b"PK\x03\x04", b"MZ", b"\x7fELF")):
        raise Refused("carries")
