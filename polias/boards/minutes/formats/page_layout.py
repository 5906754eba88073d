"""From characters with places to lines: words, columns of text, and table rows with their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from polias.boards.minutes.formats.lines import row
from polias.boards.minutes.spaced_letters import letter_by_letter


@dataclass(frozen=True)
class Char:
    """A letter and the box that the line keeps free for it."""

    letter: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True)
class Rule:
    """A drawn line: at `place`, from `start` to `end` along it."""

    upright: bool
    place: float
    start: float
    end: float


@dataclass(frozen=True)
class Segment:
    """Words of one line without a wide gap."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    first_word: float  # how wide its first word is
    spaced: bool = False  # printed letter by letter

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True)
class Grid:
    """The lines of a drawn table: columns from left to right, rows from top to bottom."""

    columns: list[float]
    rows: list[float]


#: A gap wider than so many heights of a line parts cells or columns, not words; a narrower one parts words.
_WIDE = 1.4
_SPACE = 0.13


def laid_out(chars: list[Char], rules: list[Rule]) -> list[str]:
    """The page's lines in reading order."""
    lines = _lines(chars)
    if not lines:
        return []
    height = median(char.top - char.bottom for line in lines for char in line) or 10.0
    found: list[str] = []
    for region, grid in _regions(lines, rules, height):
        if grid:
            found += _table_lines(region, grid, height)
        else:
            found += _free_lines([_together(list(_segments(line, height))) for line in region], height)
    return found


def _lines(chars: list[Char]) -> list[list[Char]]:
    """Characters on one height make a line, from left to right."""
    shown = [char for char in chars if char.top > char.bottom]
    if not any(char.letter.strip() for char in shown):
        return []
    usual = median(char.top - char.bottom for char in shown)
    shown.sort(key=lambda char: -char.middle)
    lines: list[list[Char]] = []
    for char in shown:
        for line in lines[-3:][::-1]:
            if abs(char.middle - line[0].middle) < usual * 0.4:
                line.append(char)
                break
        else:
            lines.append([char])
    lines = [sorted(line, key=lambda char: (char.left, char.right)) for line in lines]
    return [line for line in lines if any(char.letter.strip() for char in line)]


def _segments(line: list[Char], height: float, *, wide: float = _WIDE) -> Iterator[Segment]:
    """The words of a line; a wide gap begins a new segment."""
    run: list[Char] = []
    words, blank = "", False
    for char in line:
        if not char.letter.strip():
            blank = True
            continue
        gap = char.left - run[-1].right if run else 0.0
        if run and gap > height * wide:
            yield _segment(words, run)
            run, words, blank = [], "", False
        elif run and char.letter == run[-1].letter and 0.01 < char.left - run[-1].left < height * 0.08:
            continue  # bold made by printing twice
        words += (" " if run and (blank or gap > height * _SPACE) else "") + char.letter
        run.append(char)
        blank = False
    if run:
        yield _segment(words, run)


def _segment(words: str, run: list[Char]) -> Segment:
    spaced = letter_by_letter(words)
    words = _closed(run) if spaced else words
    first = run[min(len(words.split(" ", 1)[0]), len(run)) - 1]
    return Segment(
        words,
        run[0].left,
        max(c.right for c in run),
        min(c.bottom for c in run),
        max(c.top for c in run),
        first.right - run[0].left,
        spaced,
    )


def _together(line: list[Segment]) -> list[Segment]:
    """The words of a line that is printed letter by letter are no cells, however wide the gaps between them."""
    if len(line) < 2 or not all(segment.spaced for segment in line):
        return line
    words = " ".join(segment.text for segment in line)
    return [replace(line[0], text=words, right=line[-1].right)]


def _closed(run: list[Char]) -> str:
    """Words printed with a gap behind each letter: only a gap wider than those parts words."""
    gaps = [after.left - before.right for before, after in pairwise(run)]
    wide = median(gaps) + (run[0].top - run[0].bottom) * 0.45
    return run[0].letter + "".join(
        (" " if gap > wide else "") + char.letter for gap, char in zip(gaps, run[1:], strict=True)
    )


# ------------------------------------------------------------------------------------------------ regions


def _regions(
    lines: list[list[Char]], rules: list[Rule], height: float
) -> Iterator[tuple[list[list[Char]], Grid | None]]:
    """Runs of lines that lie in a drawn table, and those between."""
    tables = _grids(rules, height)
    run: list[list[Char]] = []
    current: Grid | None = None
    for line in lines:
        inside = next((grid for grid in tables if grid.rows[-1] - 2 <= line[0].middle <= grid.rows[0] + 2), None)
        if run and inside is not current:
            yield run, current
            run = []
        current = inside
        run.append(line)
    if run:
        yield run, current


def _grids(rules: list[Rule], height: float) -> list[Grid]:
    """Upright lines that stand side by side, with the level lines across them, are a table."""
    groups: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.upright), key=lambda rule: -rule.end):
        group = next(
            (g for g in groups if rule.end >= min(r.start for r in g) - 3 and rule.start <= max(r.end for r in g) + 3),
            None,
        )
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    grids = []
    for group in groups:
        top, bottom = max(rule.end for rule in group), min(rule.start for rule in group)
        columns = _apart([rule.place for rule in group], height * 0.8)
        across = [rule.place for rule in rules if not rule.upright and bottom - 3 <= rule.place <= top + 3]
        rows = _apart([*across, top, bottom], height * 0.5)[::-1]
        if len(columns) > 2 and len(rows) > 1:
            grids.append(Grid(columns, rows))
    return grids


def _apart(places: list[float], least: float) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > least:
            kept.append(place)
    return kept


def _table_lines(region: list[list[Char]], grid: Grid, height: float) -> list[str]:
    """Row by row, the lines of each cell together."""
    cells: dict[int, dict[int, list[Segment]]] = {}
    for line in region:
        across = sum(1 for place in grid.rows[1:-1] if line[0].middle < place)
        for column, chars in _by_column(line, grid.columns).items():
            for segment in _segments(chars, height, wide=3 * _WIDE):
                cells.setdefault(across, {}).setdefault(column, []).append(segment)
    edges = list(zip(grid.columns, grid.columns[1:], strict=False))
    found = [""]
    for across in sorted(cells):
        line_of_cells = [
            _paragraphs(cells[across].get(column, []), edge[1], height) for column, edge in enumerate(edges)
        ]
        if text := row(line_of_cells):
            found.append(text)
    return [*found, ""]


def _by_column(line: list[Char], columns: list[float]) -> dict[int, list[Char]]:
    cells: dict[int, list[Char]] = {}
    for char in line:
        middle = (char.left + char.right) / 2
        cells.setdefault(sum(1 for place in columns[1:-1] if middle > place), []).append(char)
    return cells


def _paragraphs(lines: list[Segment], edge: float, height: float) -> list[str]:
    """Lines joined to paragraphs: a new one begins where the next word would still have fitted, or at a list mark."""
    found: list[str] = []
    above: Segment | None = None
    for line in lines:
        if above is not None and _goes_on(above, line, edge, height):
            found[-1] += f" {line.text}"
        else:
            found.append(line.text)
        above = line
    return found


def _goes_on(above: Segment, line: Segment, edge: float, height: float) -> bool:
    marked = re.match(r"[•·▪●–-]\s|\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]\s|(?:ACTION|Action)\b", line.text)
    near = above.bottom - line.top < height * 0.55
    fitted = above.right + height * 0.3 + line.first_word < edge - height * 0.5
    return near and not marked and (not fitted or (line.text[:1].islower() and not above.text.endswith((".", ":"))))


# ---------------------------------------------------------------------------------------------- free text


#: Two columns of running text have at least so many lines, fewer where their numbers run on, and a heading of at most
#: so many above them.
_COLUMN, _FEWER, _NUMBERED, _HEADING = 12, 8, 6, 16


def _free_lines(region: list[list[Segment]], height: float) -> list[str]:
    """Columns one after the other, below whatever heading goes across both of them."""
    for top in range(max(1, min(_HEADING, len(region) - _NUMBERED))):
        below = region[top:]
        middle = _gutter(below)
        if middle is not None and not any(s.left < middle < s.right for s in below[0]):
            left = [[s for s in line if s.left < middle] for line in below]
            right = [[s for s in line if s.left >= middle] for line in below]
            halves = [half for half in ([line for line in half if line] for half in (left, right)) if half]
            edge = max(line[-1].right for line in below)
            heading = [*_plain(region[:top], height, edge=edge), ""] if top else []
            return heading + [text for half in halves for text in [*_plain(half, height), ""]]
    return _plain(region, height)


def _gutter(region: list[list[Segment]]) -> float | None:
    """Where two columns of running text part: most lines have words on both sides and none across."""
    if len(region) < _NUMBERED:
        return None
    left, right = min(s.left for line in region for s in line), max(s.right for line in region for s in line)
    width = right - left
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        place = left + width * share
        across = sum(1 for line in region for s in line if s.left < place - 2 and s.right > place + 2)
        both = [line for line in region if any(s.right <= place for s in line) and any(s.left >= place for s in line)]
        full = [line for line in both if max(s.right for s in line if s.right <= place) - left > width * 0.3]
        if across > len(region) * 0.05 or not all(len(line) <= 2 for line in both):
            continue
        running = len(region) >= _COLUMN and len(full) > len(region) * 0.5
        if running or _both_run(region, place, left, right) or (both and _numbers_run_on(region, place)):
            return place
    return None


def _both_run(region: list[list[Segment]], place: float, left: float, right: float) -> bool:
    """Whether on either side many lines reach its edge, though no line of one is level with a line of the other."""
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    for segment in (segment for line in region for segment in line):
        sides[segment.left >= place].append(segment)
    widths = (place - left, right - place)
    level = sum(any(s.left < place for s in line) and any(s.left >= place for s in line) for line in region)
    # where few lines of one are level with the other, fewer full ones show that no table stands here
    least, share = (_FEWER, 0.2) if level < len(region) * 0.6 else (_COLUMN, 0.35)
    return all(
        len(side) >= least and sum(each.right - each.left > width * 0.7 for each in side) > len(side) * share
        for side, width in zip(sides, widths, strict=True)
    )


def _numbers_run_on(region: list[list[Segment]], place: float) -> bool:
    """Whether the right column begins with the number that follows the last of the left: no table is numbered so."""
    sides: tuple[list[int], list[int]] = ([], [])
    for segment in (segment for line in region for segment in line):
        if number := re.match(r"(\d{1,3})[.)]\s+[A-Z]", segment.text):
            sides[segment.left >= place].append(int(number.group(1)))
    left, right = sides
    return len(left) > 1 and len(right) > 1 and [*left, *right] == list(range(left[0], left[0] + len(left + right)))


def _plain(region: list[list[Segment]], height: float, *, edge: float = 0.0) -> list[str]:
    """Line by line: segments side by side are cells, and lines of running text are joined to paragraphs."""
    found: list[str] = []
    above: list[Segment] = []
    edge = edge or sorted(line[-1].right for line in region)[int(len(region) * 0.95)]
    for line in region:
        close = bool(above) and above[0].bottom - line[0].top < height * 0.9
        if above and not close:
            found.append("")
        if close and len(above) > 1 and line[0].left > above[0].left + 20 and _under(line, above) and "\t" in found[-1]:
            found[-1] = _continued(found[-1], line, above)
            above = [Segment(a.text, a.left, a.right, line[0].bottom, line[0].top, a.first_word) for a in above]
            continue
        if (
            close
            and len(above) == len(line) == 1
            and abs(line[0].left - above[0].left) < height * 4
            and _goes_on(above[0], line[0], edge, height)
        ):
            found[-1] += f" {line[0].text}"
        else:
            found.append("\t".join(segment.text for segment in line))
        above = line
    return found


def _under(line: list[Segment], above: list[Segment]) -> bool:
    """Whether every segment stands under the start of one above."""
    return all(any(abs(segment.left - upper.left) < 8 for upper in above[1:]) for segment in line)


def _continued(last: str, line: list[Segment], above: list[Segment]) -> str:
    cells = last.split("\t")
    for segment in line:
        column = next(number for number, upper in enumerate(above) if number and abs(segment.left - upper.left) < 8)
        if column < len(cells):
            cells[column] += f" {segment.text}"
    return "\t".join(cells)
