"""Figures that minutes state, and the sums among them that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, islice

from polias.boards.minutes.dates import dates, times
from polias.boards.minutes.paper import Row
from polias.boards.minutes.pieces import Piece, joined
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Sheet

_NUMBER = re.compile(
    r"(?<![\w.,/£$-])(?P<money>£|€)?\s?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d/]|"
    r"\.\d|:\d|-\d|(?:st|nd|rd|th)\b)"
    r"(?:\s?(?P<size>k\b|m\b|bn\b|million\b|billion\b|thousand\b))?(?:\s?(?P<share>%|per ?cent\b|"
    r"percentage points?\b))?",
    re.I,
)
_SIZES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_NOUN = re.compile(
    r"\s++(?:(?:additional|new|more|further|extra|full[- ]time|police|front[- ]?line|detective|"
    r"recorded)\s++){0,3}(?P<unit>[a-z][a-z-]{2,}(?:\s++(?:posts?|officers?|crimes?|calls?|cases?|offences|"
    r"staff))?)"
)
_REFERENCE = re.compile(
    r"\b(?:item|minute|page|paragraph|para|section|schedule|appendix|grade|level|tier|phase|part|no|"
    r"number|ref|version|room|op|form|act|order)\.?\s*\Z",
    re.I,
)
_PLAIN_NOUNS = re.compile(
    r"(?:of|and|or|in|to|the|for|on|at|by|were|was|is|are|which|that|as|from|with|had|has|would|will|but|than|per)\b"
)
_EXPLAINS = re.compile(
    r"\b(?:explain\w*|account\w* for|reason for|attributed to|because of|made up (?:of|by)|due to|owing to)\b", re.I
)
#: Such words tell of a cause as often as of a sum: what they name must be of the same kind as the gap.
_CAUSES = re.compile(r"\b(?:reason for|attributed to|because of|due to|owing to)\b", re.I)
_GAP = re.compile(r"\b(?:difference|gap|variance|shortfall|discrepancy|change)\b", re.I)
_GAP_OF = re.compile(
    r"\b(?:difference|gap|variance|shortfall|discrepancy)\s+(?:is|was|of)\s+(?:about\s+|around\s+|some\s+)?\Z", re.I
)
_COMES_TO = re.compile(
    r"\b(?:com(?:e|es|ing)|came|add(?:s|ed|ing)?)\s+(?:up\s+)?to\b|\b(?:a|in)\s+total\s+(?:of|is|was)\b|"
    r"\btotal(?:ling|ing|led|s)\b",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:comprising|comprised of|made up of|consisting of|consisted of|split (?:between|into)|"
    r"broken down (?:as|into)|namely|being|a total of which|divided into|of whom|of which)\b|:",
    re.I,
)
_MOVED = re.compile(
    r"\bfrom\s+(?P<a>£?[\d,.]+\s?(?:k|m|bn|million|%|per cent)?)\D{0,40}?\s+to\s+(?P<b>£?[\d,.]+\s?(?:k|"
    r"m|bn|million|%|per cent)?)\D{0,60}?"
    r"\b(?:increase|rise|reduction|fall|decrease|difference|drop|change|growth|saving|up|down)\s+(?:of|"
    r"by)\s+(?P<c>£?[\d,.]+\s?(?:k|m|bn|million|%|per ?cent)?)",
    re.I,
)
#: A total for more than the parts before it: "120 in March and 110 in April, a total of 300 this year".
_WIDER = re.compile(
    r"\b(?:overall|to[- ]date|so far|since|annual(?:ly)?|across|nation(?:ally|wide)|"
    r"(?:this|the|last|that|whole|full|per|a|each)\s+(?:(?:whole|full|financial|calendar|municipal)\s+)*"
    r"(?:year|quarter|month|period|decade)|in\s+(?:19|20)\d\d)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS = re.compile(r"(?:19|20)\d\d\D*(?:19|20)\d\d\D*\Z")
_SHARE = re.compile(
    r"(?P<a>\d[\d,]*)\s+(?:\w+\s+)?(?:out of|of)\s+(?:the\s+|"
    r"a total of\s+)?(?P<b>\d[\d,]*)\b[^.%\d]{0,60}?\(?\b(?P<c>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)",
    re.I,
)


@dataclass(frozen=True)
class Figure:
    piece: Piece  # the number and the noun with it
    value: float
    unit: str
    decimals: int
    start: int


@dataclass(frozen=True)
class SumCheck:
    """A sum that a paper states or implies, worked out again."""

    piece: Piece
    kind: str
    stated: float
    parts: tuple[float, ...]
    worked_out: float

    @property
    def unexplained(self) -> float:
        return round(self.stated - self.worked_out, 6)


def figures_in(piece: Piece) -> list[Figure]:
    """The figures of a sentence; dates, times, references and numbers of items are none."""
    text = piece.text
    taken = [(found.start, found.end) for found in dates(text)] + [(start, end) for start, end, _value in times(text)]
    found = []
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if _REFERENCE.search(before) or any(start <= match.start("value") < end for start, end in taken):
            continue
        if figure := _figure(piece, match):
            found.append(figure)
    return found


def _figure(piece: Piece, match: re.Match[str]) -> Figure | None:
    digits = match.group("value").replace(",", "")
    noun = _NOUN.match(piece.text, match.end())
    unit = noun.group("unit") if noun and not _PLAIN_NOUNS.match(noun.group("unit")) else ""
    if match.group("share"):
        unit = "%"
    elif match.group("money"):
        unit = "£" if match.group("money") == "£" else "€"
    size = (match.group("size") or "").lower()
    plain_year = re.fullmatch(r"(?:19|20)\d\d", match.group("value")) and not unit
    if plain_year or (not unit and not size and "." not in digits) or (match.start() == 0 and not unit):
        return None
    end = noun.end() if noun and unit == noun.group("unit") else match.end()
    value = float(digits) * _SIZES.get(size, 1)
    return Figure(piece[match.start() : end].strip(), value, unit, len(digits.partition(".")[2]), match.start())


def figures_of(sheet: Sheet) -> list[Figure]:
    """Every figure in what was minuted."""
    return [figure for part in sheet.parts() if part.item for figure in figures_in(part.piece)]


def sum_checks_of(sheet: Sheet) -> list[SumCheck]:
    """Stated sums, shares, changes and explained differences that do not come out, and totals of tables."""
    found = [check for part in sheet.parts() if part.item for check in _checks_in(part.piece)]
    return [*found, *_tables(sheet.paper.rows)]


def _checks_in(piece: Piece) -> Iterator[SumCheck]:
    whole = sentences(piece)
    for place, sentence in enumerate(whole):
        sums = chain(_difference(sentence, whole[max(0, place - 1) : place]), _total(sentence), _sum(sentence))
        yield from islice(sums, 1)  # a difference made up of parts is a total of parts too, and told once
        yield from _change(sentence)
        yield from _of_all(sentence)


def _difference(sentence: Piece, before: list[Piece]) -> Iterator[SumCheck]:
    """Parts that are said to be a gap: "893.7 ... 791.67. The 50 officers and 24 posts explain the difference".

    Or of a gap that is stated: "50 frozen and 24 vacant posts account for the gap of 102.03 posts".
    """
    if not _EXPLAINS.search(sentence.text):
        return
    own, earlier = figures_in(sentence), [figure for piece in before for figure in figures_in(piece)]
    named = next(((piece, f) for piece in (sentence, *before) for f in figures_in(piece) if _is_gap(piece, f)), None)
    if named:
        where, gap = named
        parts = [figure for figure in own if figure.start != gap.start or where is not sentence]
        stated, decimals = gap.value, gap.decimals
        parts = [figure for figure in parts if _alike(figure, gap)]
        if _CAUSES.search(sentence.text):
            parts = [figure for figure in parts if figure.unit == gap.unit or not gap.unit]
    elif _GAP.search(sentence.text):
        parts = [figure for figure in own if figure.unit not in ("", "%")]
        others = earlier or [figure for figure in own if figure not in parts]
        pair = next(((a, b) for a, b in combinations(others, 2) if a.unit == b.unit or not (a.unit and b.unit)), None)
        if pair is None:
            return
        stated, decimals = abs(pair[0].value - pair[1].value), max(pair[0].decimals, pair[1].decimals)
    else:
        return
    if len(parts) < 2 or len(set(_YEAR.findall(sentence.text[parts[0].start :]))) > 1:
        return
    total = sum(part.value for part in parts)
    if abs(stated - total) > 0.5 * 10**-decimals and total < stated * 5:
        pieces = joined([*before, sentence])
        yield SumCheck(pieces, "difference explained by parts", round(stated, 6), tuple(p.value for p in parts), total)


def _alike(figure: Figure, gap: Figure) -> bool:
    """Whether a figure may be part of a gap: money of money, a share of a share, a count of a count."""
    kinds = ("£", "€", "%")
    return figure.unit == gap.unit if gap.unit in kinds else figure.unit not in kinds


def _is_gap(piece: Piece, figure: Figure) -> bool:
    return bool(_GAP_OF.search(piece.text[: figure.start]))


def _sum(sentence: Piece) -> Iterator[SumCheck]:
    """ "£3m, £2m and £1m come to £7m"."""
    match = _COMES_TO.search(sentence.text)
    every = figures_in(sentence) if match else []
    parts = [figure for figure in every if match and figure.start < match.start()]
    stated = next((figure for figure in every if match and figure.start >= match.end()), None)
    if stated is None or len(parts) < 2 or {figure.unit for figure in parts} != {stated.unit} or stated.unit == "%":
        return
    if _WIDER.search(sentence.text[parts[0].start :]):
        return
    total = sum(figure.value for figure in parts)
    if abs(total - stated.value) > 0.005 * max(stated.value, 1) and 0.3 < total / max(stated.value, 0.001) < 3:
        yield SumCheck(sentence, "sum of parts", stated.value, tuple(figure.value for figure in parts), total)


def _total(sentence: Piece) -> Iterator[SumCheck]:
    """ "64 posts, made up of 40 officers and 20 staff"."""
    match = _TOTAL.search(sentence.text)
    if not match:
        return
    every = figures_in(sentence)
    before = [figure for figure in every if figure.start < match.start()]
    after = [figure for figure in every if figure.start > match.start()]
    word = re.search(
        r"\b(?:total|overall|altogether|in all|sum)\b", sentence.text[: match.start()], re.I
    ) or match.group() not in (":", "being")
    if not before or len(after) < 2 or not word or "%" in {figure.unit for figure in after}:
        return
    stated, money = before[-1], {"£", "€"}
    if (stated.unit in money) != all(figure.unit in money for figure in after):
        return
    total = sum(figure.value for figure in after)
    if abs(total - stated.value) > 0.005 * max(stated.value, 1) and 0.3 < total / max(stated.value, 0.001) < 3:
        yield SumCheck(sentence, "total of parts", stated.value, tuple(figure.value for figure in after), total)


def _amount(text: str) -> float | None:
    match = re.fullmatch(r"£?\s?([\d,]*\d(?:\.\d+)?)[.,]?\s?(k|m|bn|million|%|per ?cent)?", text.strip(), re.I)
    return float(match.group(1).replace(",", "")) * _SIZES.get((match.group(2) or "").lower(), 1) if match else None


def _change(sentence: Piece) -> Iterator[SumCheck]:
    """ "from 120 to 150, an increase of 20": the change is not the difference, nor that share."""
    for match in _MOVED.finditer(sentence.text):
        a, b, c = (_amount(match.group(name)) for name in "abc")
        if a is None or b is None or c is None or _YEARS.match(f"{match.group('a')} {match.group('b')}"):
            continue
        as_share = bool(re.search(r"%|per ?cent", match.group("c"))) and not re.search(r"%|per ?cent", match.group("a"))
        right = abs(b - a) / a * 100 if as_share and a else abs(b - a)
        if abs(right - c) > max(0.006 * max(right, c), 0.51 if as_share else 0.0):
            yield SumCheck(sentence.part(match), "change between two figures", c, (a, b), round(right, 2))


def _of_all(sentence: Piece) -> Iterator[SumCheck]:
    """ "30 of 40 (65%)"."""
    for match in _SHARE.finditer(sentence.text):
        a, b, c = (float(match.group(name).replace(",", "")) for name in "abc")
        if b and a <= b and abs(a / b * 100 - c) > 1.0:
            yield SumCheck(sentence.part(match), "share of a whole", c, (a, b), round(a / b * 100, 2))


def _tables(rows: list[Row]) -> Iterator[SumCheck]:
    """A row "Total" whose column does not come to what it says."""
    above: list[Row] = []
    for row in rows:
        if above and above[-1].table != row.table:
            above = []
        first = next((cell.text for cell in row.cells if cell), "")
        if re.match(r"(?:grand )?total\b|cyfanswm\b", first, re.I) and len(above) > 1:
            yield from _column_checks(above, row)
            above = []
        else:
            above.append(row)


def _column_checks(above: list[Row], total: Row) -> Iterator[SumCheck]:
    for column, cell in enumerate(total.cells):
        stated = _amount(cell.text) if column else None
        parts = [_amount(row.cells[column].text) for row in above if column < len(row.cells) and row.cells[column]]
        numbers = [part for part in parts if part is not None]
        if stated is None or "%" in cell.text or len(numbers) < 2 or len(numbers) < len(parts) - 1:
            continue
        if abs(sum(numbers) - stated) > 0.01 * max(abs(stated), 1):
            yield SumCheck(
                joined([piece for piece in total.cells if piece]),
                "total of a table",
                stated,
                tuple(numbers),
                round(sum(numbers), 6),
            )
