"""Small made-up files of every format, built part by part."""

from __future__ import annotations

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_O = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)


def zipped(**parts: str | bytes) -> bytes:
    """A zip file, always the same; two underscores in a name stand for a slash, three for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # With the time of day in it, two runs that start together would not know each other's tests by name.
            entry = zipfile.ZipInfo(name.replace("___", ".").replace("__", "/"))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def paragraph(text: str, *, numbered: bool = False, style: str = "") -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{look}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*body: str, **more: str | bytes) -> bytes:
    numbering = (
        f"<w:numbering {_W}>"
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    return zipped(
        word__document___xml=f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>",
        **{"word__numbering___xml": numbering, **more},
    )


def odt(*body: str) -> bytes:
    styles = (
        '<office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles>'
    )
    content = (
        f"<office:document-content {_O}>{styles}<office:body><office:text>{''.join(body)}</office:text></offic"
        "e:body></office:document-content>"
    )
    return zipped(mimetype="application/vnd.oasis.opendocument.text", content___xml=content)


def pdf(*pages: list[tuple[float, float, str]], rules: tuple[tuple[float, float, float, float], ...] = ()) -> bytes:
    """A PDF whose pages hold words at places (x from the left, y from the bottom), and lines from point to point."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for page in pages:
        words = "".join(f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET\n" for x, y, text in page)
        stream = words + "".join(f"{x} {y} m {x2} {y2} l S\n" for x, y, x2, y2 in rules)
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    content += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return content + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
