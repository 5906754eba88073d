"""DOCX files: paragraphs with the numbers Word only shows, and tables; deleted words stay deleted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import Any

from polias.boards.minutes.formats.archive import opened, part, tree
from polias.boards.minutes.formats.lines import counted, flat, row, whole
from polias.boards.minutes.refusal import CannotBeRead
from polias.boards.minutes.spaced_letters import letter_by_letter

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    f"{_W}instrText",
    f"{_W}delText",
}


#: A heading is shorter.
_SHORT = 80


@dataclass
class _Numbers:
    """The running numbers of a document's lists."""

    levels: dict[str, dict[int, tuple[str, str, int]]] = field(
        default_factory=dict
    )  # list: level: kind, pattern, start
    of_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    headings: set[str] = field(default_factory=set)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))


def text_of(content: bytes) -> str:
    """The document as plain text."""
    archive = opened(content)
    names = set(archive.namelist())
    if "word/vbaProject.bin" in names or b"macroEnabled" in part(archive, "[Content_Types].xml")[:200_000]:
        raise CannotBeRead(_("The document holds macros; save it as a DOCX file without them."))
    body = tree(part(archive, "word/document.xml") or b"<none/>").find(f"{_W}body")
    if body is None:
        raise CannotBeRead(_("The file is damaged: its words cannot be found. Ask for it again."))
    numbers = _numbers(part(archive, "word/numbering.xml"), part(archive, "word/styles.xml"))
    return "\n".join(_lines(body, numbers)) + "\n"


def _lines(parent: Any, numbers: _Numbers) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, numbers)
            yield ""
        elif child.tag == f"{_W}tbl":
            yield ""
            yield from _table(child, numbers)
            yield ""
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"):
            yield from _lines(child, numbers)


def _paragraph(paragraph: Any, numbers: _Numbers, *, cell: bool = False) -> Iterator[str]:
    text = "".join(_words(paragraph))
    if not text.strip():
        return
    label, heading = _label(paragraph, numbers)
    heading = heading or (len(text) < _SHORT and ":" not in text and text.rstrip()[-1] != "." and _all_bold(paragraph))
    lines = [line for line in text.split("\n") if line.strip()]
    for number, line in enumerate(lines):
        spaced = letter_by_letter(line)
        words = flat(line) if cell or spaced else re.sub(r"[ \xa0]+", " ", line).strip()
        yield ("# " if heading and not cell else "") + (f"{label} " if label and number == 0 else "") + words


def _all_bold(paragraph: Any) -> bool:
    """Whether a paragraph is set bold from its first letter to its last, as headings without a style are."""
    runs = [run for run in paragraph.iter(f"{_W}r") if "".join(_words(run)).strip()]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{_W}val") not in ("0", "false") for mark in marks)


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag in (f"{_W}noBreakHyphen", f"{_W}softHyphen"):
            yield "-" if child.tag.endswith("noBreakHyphen") else ""
        elif child.tag not in (f"{_W}pPr", f"{_W}rPr"):
            yield from _words(child)


def _table(table: Any, numbers: _Numbers) -> Iterator[str]:
    for tr in table.iter(f"{_W}tr"):
        if next(tr.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells = [list(_cell(tc, numbers)) for tc in tr.iter(f"{_W}tc") if next(tc.iterancestors(f"{_W}tr")) is tr]
        if line := row(cells):
            yield line


def _cell(cell: Any, numbers: _Numbers) -> Iterator[str]:
    if cell.find(f"{_W}tcPr/{_W}vMerge") is not None and cell.find(f"{_W}tcPr/{_W}vMerge").get(f"{_W}val") != "restart":
        return
    for paragraph in cell.iter(f"{_W}p"):
        yield from _paragraph(paragraph, numbers, cell=True)


# ---------------------------------------------------------------------------------------------- numbering


def _numbers(numbering: bytes, styles: bytes) -> _Numbers:
    numbers = _Numbers()
    if numbering:
        root = tree(numbering)
        abstract = {each.get(f"{_W}abstractNumId"): _levels(each) for each in root.iter(f"{_W}abstractNum")}
        for num in root.iter(f"{_W}num"):
            wanted = num.find(f"{_W}abstractNumId")
            numbers.levels[num.get(f"{_W}numId") or ""] = abstract.get(
                wanted.get(f"{_W}val") if wanted is not None else "", {}
            )
    if styles:
        _styles(tree(styles), numbers)
    return numbers


def _levels(abstract: Any) -> dict[int, tuple[str, str, int]]:
    levels = {}
    for level in abstract.iter(f"{_W}lvl"):
        kind, pattern, start = (_value(level.find(f"{_W}{name}")) for name in ("numFmt", "lvlText", "start"))
        levels[whole(level.get(f"{_W}ilvl"), otherwise=0)] = (kind, pattern, whole(start))
    return levels


def _styles(root: Any, numbers: _Numbers) -> None:
    for style in root.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId") or ""
        if re.match(r"heading\s*\d|title\Z", _value(style.find(f"{_W}name")), re.I):
            numbers.headings.add(name)
        given = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if given is not None:
            level = style.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
            numbers.of_style[name] = (_value(given), whole(_value(level), otherwise=0))


def _label(paragraph: Any, numbers: _Numbers) -> tuple[str, bool]:
    """The number that Word shows before a paragraph, and whether its style makes it a heading."""
    style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    given = paragraph.find(f"{_W}pPr/{_W}numPr")
    if given is not None:
        which, level = _value(given.find(f"{_W}numId")), whole(_value(given.find(f"{_W}ilvl")), otherwise=0)
    else:
        which, level = numbers.of_style.get(style, ("", 0))
    return _counted(which, level, numbers), style in numbers.headings


def _counted(which: str, level: int, numbers: _Numbers) -> str:
    levels = numbers.levels.get(which, {})
    if level not in levels:
        return ""
    kind, pattern, start = levels[level]
    if kind in ("bullet", "none"):
        return "•" if kind == "bullet" else ""
    counts = numbers.counts[which]
    counts[level] = counts.get(level, start - 1) + 1
    for deeper in [each for each in counts if each > level]:
        del counts[deeper]

    def shown(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        return counted(counts.get(at, levels.get(at, ("", "", 1))[2]), levels.get(at, ("decimal", "", 1))[0])

    return re.sub(r"%(\d)", shown, pattern)


def _value(element: Any) -> str:
    return (element.get(f"{_W}val") or "") if element is not None else ""
