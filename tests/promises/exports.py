"""Finds every file that the pages offer, and opens each to look for what should not be in it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from polias.kit.screens.harmless import would_run
from tests.i18n.walk import NOT_WALKED, Reader

#: Open to everybody and without a word of any record: its JSON is a page for programs, and nobody logs who reads it.
STATUS = "/status"

#: Parts of a workbook that hold what nobody sees, or fetch it from elsewhere.
HIDDEN_PARTS = re.compile(
    r"pivot|externalLink|vbaProject|comments|calcChain|connections|customXml|embeddings|queryTable"
)
#: Formulas, hidden sheets, rows and columns; names of ranges but for the one that every filter makes.
SHEET_WORDS = re.compile(rb'<f>|<f |state="(?:veryH|h)idden"|<(?:row|col)[^>]* hidden="1"')
DEFINED = re.compile(rb'<definedName name="(?!_xlnm\._FilterDatabase")[^>]*>')


@dataclass(frozen=True)
class Export:
    """One file: where it came from, its form, its bytes, and how many rows the page beside it counted."""

    address: str
    form: str
    content: bytes
    on_the_page: int | None = None


def offered(client: Any, start: list[str], *, of_each_kind: int = 1) -> Iterator[Export]:
    """Follow the links of all pages from the first ones, and fetch whatever is not a page."""
    waiting, seen = list(start), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"[A-Z]{3}-[A-Z]{2}-[\d-]+|[0-9a-f-]{36}|=(?!csv|xlsx|parquet|json|ics)[^&\s]*", "<one>", address)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] > of_each_kind:
            continue
        answer = client.get(address, follow=True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code != 200:
            continue
        if "attachment" in answer.headers.get("Content-Disposition", ""):
            yield Export(address, _form(answer), content, _counted(client, address))
        elif answer.headers["Content-Type"].startswith("text/html"):
            reader = Reader()
            reader.feed(content.decode())
            waiting += [link for link in (_within(address, link) for link in reader.links) if link]
        else:
            yield Export(address, _form(answer), content)


def _form(answer: Any) -> str:
    name = re.search(r'filename="[^"]*\.(\w+)"', answer.headers.get("Content-Disposition", ""))
    return name[1] if name else answer.headers["Content-Type"]


def _counted(client: Any, address: str) -> int | None:
    """How many rows the page says it shows, where it says so."""
    parts = urlsplit(address)
    query = "&".join(p for p in parts.query.split("&") if not p.startswith("format="))
    page = client.get(f"{parts.path}?{query}")
    context = getattr(page, "context", None)
    count = context.get("count") if context is not None and "format" in parse_qs(parts.query) else None
    return int(count) if count is not None else None


def _within(base: str, link: str) -> str:
    parts = urlsplit(link)
    path = parts.path or urlsplit(base).path
    if not link or link.startswith("#") or parts.netloc or parts.scheme or path.startswith((*NOT_WALKED, STATUS)):
        return ""
    return f"{path}?{parts.query}" if parts.query else path


def rows_in(export: Export) -> int:
    """How many rows of data the file holds."""
    if export.form == "csv":
        return len(list(csv.reader(io.StringIO(export.content.decode("utf-8-sig"))))) - 1
    if export.form == "json":
        said = json.loads(export.content)
        return len(said["rows"]) if "rows" in said else 1  # one labelled paper
    if export.form == "parquet":
        import pyarrow.parquet as pq

        return int(pq.read_table(io.BytesIO(export.content)).num_rows)
    if export.form == "ics":
        return export.content.count(b"BEGIN:VEVENT") + export.content.count(b"BEGIN:VTODO")
    sheet = _book(export.content).worksheets[0]
    filled = [any(cell.value is not None for cell in row) for row in sheet.iter_rows()]
    about = filled.index(False)
    return len(filled) - about - 2


def findings(form: str, content: bytes) -> list[str]:
    """What is in the file that should not be there."""
    looks = {"csv": _in_csv, "xlsx": _in_workbook, "parquet": _in_parquet, "json": _in_json, "pdf": _in_pdf,
             "ics": _in_calendar}  # fmt: skip
    return looks[form](content) if form in looks else [f"nobody looks into {form}"]


def _in_csv(content: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return [
        f"would run: {cell!r}" for row in rows for cell in row if not _is_number(cell) and would_run(unmarked(cell))
    ]


def unmarked(cell: str) -> str:
    """A cell without the apostrophes that make it harmless: what stands right after one is text."""
    return re.sub(r"'(.)", "x", cell, flags=re.DOTALL)


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell))


def _book(content: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content))


def _in_workbook(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = [f"part {name}" for name in package.namelist() if HIDDEN_PARTS.search(name)]
        for name in package.namelist():
            found += [
                f"{name}: {word.decode()}"
                for word in (SHEET_WORDS.findall(package.read(name)) + DEFINED.findall(package.read(name)))
            ]
            if name.endswith(".rels") and b'TargetMode="External"' in package.read(name):
                found.append(f"{name} points elsewhere")
    book = _book(content)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value if isinstance(cell.value, str) else ""
                if cell.data_type == "f" or (would_run(text) and not cell.quotePrefix):
                    found.append(f"{sheet.title}!{cell.coordinate} would run: {text!r}")
    properties = book.properties
    people = (properties.creator, properties.lastModifiedBy)
    return found + [f"names {who}" for who in people if who not in (None, "", "openpyxl")]


def _in_parquet(content: bytes) -> list[str]:
    import pyarrow.parquet as pq

    kept = pq.read_schema(io.BytesIO(content)).metadata
    return [f"metadata {kept}"] if kept else []


def _in_json(content: bytes) -> list[str]:
    json.loads(content)
    return []


def _in_calendar(content: bytes) -> list[str]:
    """Dates and words alone: nothing that rings, fetches, invites somebody or names who made it."""
    words = rb"(?m)^(?:BEGIN:VALARM|ATTACH|ATTENDEE|ORGANIZER|URL|ACTION|CONTACT)[:;]"
    return [f"holds {found.decode()}" for found in re.findall(words, content)]


def _in_pdf(content: bytes) -> list[str]:
    import pypdf

    reader, found = pypdf.PdfReader(io.BytesIO(content)), []
    if reader.attachments:
        found.append("carries files")
    if reader.metadata and reader.metadata.author:
        found.append(f"names {reader.metadata.author}")
    for number in range(1, len(reader.xref.get(0, {})) + len(reader.xref_objStm) + 1):
        thing = reader.get_object(number)
        if isinstance(thing, dict) and ("/JS" in thing or str(thing.get("/S")) in ("/JavaScript", "/Launch")):
            found.append(f"object {number} runs something")
        if isinstance(thing, dict) and str(thing.get("/Subtype")) == "/Redact":
            found.append(f"object {number} covers text instead of leaving it out")
    return found
