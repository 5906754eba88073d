"""HTML pages: paragraphs, lists, headings and tables; menus, scripts and forms are left out."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from typing import Any

from polias.boards.minutes.formats.lines import counted, flat, row, whole
from polias.boards.minutes.refusal import CannotBeRead

_LEFT_OUT = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "footer",
    "form",
    "button",
    "select",
    "iframe",
    "head",
    "object",
    "textarea",
}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "aside",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "address",
    "figure",
    "figcaption",
    "fieldset",
    "center",
    "hr",
    "tr",
    "body",
    "html",
    "tbody",
    "thead",
    "tfoot",
    "caption",
    "td",
    "th",
}
_DEEP = 200
#: A heading is shorter.
_SHORT = 80


def text_of(content: bytes) -> str:
    """The page as plain text."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding=_encoding(content), remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CannotBeRead(_("The page holds nothing that can be read as HTML.")) from error
    return "\n".join(_lines(tree, 0)) + "\n"


def _encoding(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _lines(element: Any, depth: int) -> Iterator[str]:
    """Lines of one block element; an empty line parts blocks."""
    if depth > _DEEP or not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return
    if element.tag == "table":
        yield ""
        yield from _table(element, depth)
        yield ""
        return
    words = [element.text or ""]
    number = whole(element.get("start"))
    for child in element:
        if isinstance(child.tag, str) and _holds_blocks(child):
            yield from _said(words, element.tag)
            words = []
            mark = (
                f"{counted(number, child.get('type') or element.get('type') or '1')}. "
                if element.tag == "ol"
                else "• "
                if element.tag == "ul"
                else ""
            )
            number += child.tag == "li"
            yield from _marked(list(_lines(child, depth + 1)), mark if child.tag == "li" else "")
        else:
            words.append("\n" if child.tag == "br" else _inline(child, depth))
        words.append(child.tail or "")
    yield from _said(words, "h6" if _all_bold(element) else element.tag)


def _all_bold(element: Any) -> bool:
    """Whether a short paragraph is set bold from its first letter to its last, as headings without a tag are."""
    children = [child for child in element if isinstance(child.tag, str)]
    if element.tag != "p" or len(children) != 1 or children[0].tag not in ("b", "strong"):
        return False
    if next(element.iterancestors("li", "td", "th"), None) is not None:
        return False
    text = "".join(children[0].itertext()).strip()
    outside = (element.text or "").strip() or (children[0].tail or "").strip()
    return 0 < len(text) < _SHORT and ":" not in text and text[-1] != "." and not outside


def _holds_blocks(child: Any) -> bool:
    if child.tag in _BLOCKS:
        return True
    return child.tag not in _LEFT_OUT and any(
        isinstance(each.tag, str) and each.tag in _BLOCKS for each in child.iterdescendants()
    )


def _inline(child: Any, depth: int) -> str:
    if not isinstance(child.tag, str) or child.tag in _LEFT_OUT or depth > _DEEP:
        return ""
    parts = [child.text or ""]
    for each in child:
        parts += ["\n" if each.tag == "br" else _inline(each, depth + 1), each.tail or ""]
    return "".join(parts)


def _said(words: list[str], tag: str) -> Iterator[str]:
    """The words so far as a paragraph; a line break of the page begins a new line."""
    text = "".join(words)
    parts = [flat(part) for part in (text.split("\n") if tag == "pre" or "\n" in text else [text])]
    lines = _rejoined(parts, words)
    if lines:
        yield ""
        prefix = "# " if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else ""
        yield from (prefix + line for line in lines)


def _rejoined(parts: list[str], words: list[str]) -> list[str]:
    """Only a <br> breaks a line; a newline of the source is a blank."""
    if "\n" not in words:
        return [part for part in [flat(" ".join(parts))] if part]
    lines: list[str] = [""]
    for word in words:
        if word == "\n":
            lines.append("")
        else:
            lines[-1] += word
    return [line for line in map(flat, lines) if line]


def _marked(lines: list[str], mark: str) -> Iterator[str]:
    """The mark of a list before the first line with words."""
    for line in lines:
        yield mark + line if line else line
        mark = "" if line else mark


def _table(table: Any, depth: int) -> Iterator[str]:
    for tr in table.iter("tr"):
        if next((up for up in tr.iterancestors("table")), None) is not table:
            continue
        cells = [
            [line.removeprefix("# ") for line in _lines(cell, depth + 1) if line]
            for cell in tr
            if cell.tag in ("td", "th")
        ]
        if line := row(cells):
            yield line
