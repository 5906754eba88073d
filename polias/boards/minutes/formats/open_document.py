"""ODT files: headings, paragraphs, lists with their numbers, and tables; comments and deleted words are left out."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from typing import Any

from polias.boards.minutes.formats.archive import opened, part, tree
from polias.boards.minutes.formats.lines import counted, flat, row, whole
from polias.boards.minutes.refusal import CannotBeRead

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _STYLE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "office", "style"))
_LEFT_OUT = {
    f"{_TEXT}tracked-changes",
    f"{_OFFICE}annotation",
    f"{_TEXT}note",
    f"{_OFFICE}forms",
    f"{_TEXT}table-of-content",
}
_MOST_COLUMNS = 40


def text_of(content: bytes) -> str:
    """The document as plain text."""
    archive = opened(content)
    if b"encryption-data" in part(archive, "META-INF/manifest.xml"):
        raise CannotBeRead(_("The file is locked with a password; save a copy without one."))
    root = tree(part(archive, "content.xml") or b"<none/>")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise CannotBeRead(_("The file is damaged: its words cannot be found. Ask for it again."))
    return "\n".join(_lines(body, _list_styles(root), [])) + "\n"


def _list_styles(root: Any) -> dict[str, dict[int, tuple[str, str]]]:
    """Of each list style and level: how it counts ("" for bullets) and what follows the number."""
    styles: dict[str, dict[int, tuple[str, str]]] = {}
    for style in root.iter(f"{_TEXT}list-style"):
        levels = styles.setdefault(style.get(f"{_STYLE}name") or "", {})
        for level in style:
            kind = level.get(f"{_STYLE}num-format") or "" if level.tag == f"{_TEXT}list-level-style-number" else ""
            levels[whole(level.get(f"{_TEXT}level"))] = (kind, level.get(f"{_STYLE}num-suffix") or "")
    return styles


def _lines(parent: Any, styles: dict[str, dict[int, tuple[str, str]]], lists: list[str]) -> Iterator[str]:
    for child in parent:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            heading = "# " if child.tag == f"{_TEXT}h" else ""
            yield from (heading + line for line in "".join(_words(child)).split("\n") if line.strip())
            yield ""
        elif child.tag == f"{_TEXT}list":
            yield from _list(child, styles, [*lists, child.get(f"{_TEXT}style-name") or (lists[-1] if lists else "")])
        elif child.tag == f"{_TABLE}table":
            yield from _table(child, styles)
            yield ""
        else:
            yield from _lines(child, styles, lists)


def _list(element: Any, styles: dict[str, dict[int, tuple[str, str]]], lists: list[str]) -> Iterator[str]:
    kind, suffix = styles.get(lists[-1], {}).get(len(lists), ("", ""))
    number = 0
    for item in element:
        if item.tag not in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
            continue
        number += item.tag == f"{_TEXT}list-item"
        number = whole(item.get(f"{_TEXT}start-value"), otherwise=number)
        mark = f"{counted(number, kind)}{suffix} " if kind else "• "
        for line in _lines(item, styles, lists):
            if not (mark and line.strip()):
                yield line
                continue
            yield f"# {mark}{line[2:]}" if line.startswith("# ") else mark + line
            mark = ""


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(whole(child.get(f"{_TEXT}c")), 200)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _words(child)
        yield child.tail or ""


def _table(table: Any, styles: dict[str, dict[int, tuple[str, str]]]) -> Iterator[str]:
    for tr in table.iter(f"{_TABLE}table-row"):
        if next(tr.iterancestors(f"{_TABLE}table")) is not table:
            continue
        cells: list[list[str]] = []
        for cell in tr:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            lines = [flat(line.removeprefix("# ")) for line in _lines(cell, styles, []) if line.strip()]
            cells += [lines] * min(whole(cell.get(f"{_TABLE}number-columns-repeated")), _MOST_COLUMNS)
        if line := row(cells[:_MOST_COLUMNS]):
            yield line
