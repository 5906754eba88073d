"""PDF files: words by where they stand on the page, so that tables and columns stay apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from polias.boards.minutes.formats.page_layout import Char, Rule, laid_out
from polias.boards.minutes.refusal import CannotBeRead

#: So many characters on the first pages mean that somebody, or a scanner, has put words in.
_FEW = 25
_FURTHEST = 2_000


@dataclass
class _Page:
    lines: list[str]


def text_of(content: bytes) -> str:
    """The text of all pages, headers and footers that repeat left out."""
    document = _opened(content)
    try:
        count = len(document)
        if not count:
            raise CannotBeRead(_("The PDF holds no pages."))
        if count > _FURTHEST:
            raise CannotBeRead(_("The PDF has more than 2,000 pages; split it into its papers first."))
        pages = [_Page(_page_lines(document, number)) for number in range(count)]
    finally:
        document.close()
    if sum(len(line.strip()) for page in pages for line in page.lines) < _FEW:
        raise CannotBeRead(_("The PDF holds pictures of pages and no text; run text recognition (OCR) on it first."))
    return "\n\n\n".join("\n".join(lines) for lines in _without_furniture(pages)) + "\n"


def _opened(content: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotBeRead(_("The PDF is locked with a password; save a copy without one.")) from error
        raise CannotBeRead(_("The PDF is damaged and cannot be opened. Ask for it again.")) from error


def _page_lines(document: Any, number: int) -> list[str]:
    import pypdfium2

    try:
        page = document[number]
        words, rules = list(_characters(page)), list(_rules(page))
        page.close()
    except pypdfium2.PdfiumError:
        return []  # one broken page does not cost the others
    return laid_out(words, rules)


def _characters(page: Any) -> Iterator[Char]:
    """Each letter with the box that its line keeps free for it, so that gaps are gaps between words."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    box = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code in (0, 10, 13, 0xFFFE, 0xFFFF) or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            continue
        if pdfium.FPDFText_GetLooseCharBox(text.raw, index, box):
            yield Char("-" if code == 2 else chr(code), box.left, box.right, box.bottom, box.top)
    text.close()


def _rules(page: Any) -> Iterator[Rule]:
    """The drawn lines of tables: thin paths, and the edges of boxes."""
    import pypdfium2.raw as pdfium

    for number, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > 4000:
            return
        left, bottom, right, top = drawn.get_bounds() if hasattr(drawn, "get_bounds") else drawn.get_pos()
        wide, high = right - left, top - bottom
        if wide < 3 and high > 6:
            yield Rule(True, (left + right) / 2, bottom, top)
        elif high < 3 and wide > 6:
            yield Rule(False, (bottom + top) / 2, left, right)
        elif wide > 20 and 8 < high < 700:
            yield from (Rule(True, x, bottom, top) for x in (left, right))
            yield from (Rule(False, y, left, right) for y in (bottom, top))


def _without_furniture(pages: list[_Page]) -> list[list[str]]:
    """What stands at the top or foot of half the pages or more is furniture, digits apart, unless there is no more."""
    if len(pages) < 3:
        return [page.lines for page in pages]
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_alike(line) for line in [*page.lines[:3], *page.lines[-3:]] if line.strip()})
    often = {line for line, count in seen.items() if count >= max(3, len(pages) // 2)}
    kept = []
    for page in pages:
        last = len(page.lines) - 3
        kept.append(
            [line for at, line in enumerate(page.lines) if not ((at < 3 or at >= last) and _alike(line) in often)]
        )
    return kept if any(line.strip() for lines in kept for line in lines) else [page.lines for page in pages]


def _alike(line: str) -> str:
    return re.sub(r"\d+", "0", line).strip().lower()
