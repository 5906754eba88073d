"""Draws a series as SVG by hand: a sparkline for a card, a chart for a page, the same on screen and paper.

Not taken: Altair here, as in the monthly report. It takes a second to load in each web process and a fifth of one for
each chart, and these charts have one shape.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from math import ceil, floor, log10

INK, MUTED, GRID, BAND = "#0b0c0c", "#505a5f", "#e3e8eb", "#dfe6ea"
HIGH, LOW = "#c75000", "#1d70b8"
WIDE, NARROW = 760, 340

#: How a number is written.
Say = Callable[[float], str]
FONT = "system-ui, -apple-system, 'Segoe UI', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One month of a chart. `label` stands on the axis; `value` None is a gap; `open` says the month goes on."""

    label: str
    value: float | None
    lower: float | None = None
    centre: float | None = None
    upper: float | None = None
    exception: str = ""
    open: bool = False


@dataclass(frozen=True)
class _Frame:
    """Where the numbers lie on the paper."""

    left: float
    top: float
    width: float
    height: float
    steps: int
    most: float
    least: float = 0.0

    def x(self, place: int) -> float:
        return self.left + self.width * (place + 0.5) / max(1, self.steps)

    def y(self, value: float) -> float:
        return self.top + self.height * (self.most - value) / (self.most - self.least)


def sparkline(dots: Sequence[Dot], *, alt: str, width: int = 240, height: int = 44) -> str:
    """Line, band and marks, without axes, from the least to the most: the card says the rest in words."""
    numbers = [n for dot in dots for n in (dot.value, dot.lower, dot.upper) if n is not None] or [0]
    least = min(numbers)
    frame = _Frame(2, 6, width - 4, height - 12, len(dots), max(*numbers, least + 1e-9), least)
    parts = [_band(frame, dots), _lines(frame, dots, stroke=1.5), _marks(frame, dots, size=3, dots_too=False)]
    parts += [_last(frame, dots, radius=3)]
    return _svg(width, height, parts, words=f' role="img" aria-label="{escape(alt)}"')


def chart(dots: Sequence[Dot], *, say: Say, on_axis: Say, width: int = WIDE, height: int = 300) -> str:
    """The whole chart: axis from nought, months below, the newest value named."""
    most, every = _nice(_most(dots))
    left = 64 if width == WIDE else 52
    frame = _Frame(left, 22, width - left - 12, height - 66, len(dots), most)
    parts = [_grid(frame, every, on_axis), _band(frame, dots), _lines(frame, dots, stroke=2)]
    parts += [_gaps(frame, dots), _marks(frame, dots, size=8, dots_too=True), _last(frame, dots, radius=5)]
    parts += [_last_value(frame, dots, say), _months(frame, dots)]
    return _svg(width, height, parts)


def as_picture(dots: Sequence[Dot], *, say: Say, on_axis: Say, alt: str) -> str:
    """An image that carries its own picture, one for wide and one for narrow screens: safe under a strict content
    policy, read aloud by its alt text, and as sharp on paper."""
    wide, narrow = (
        _carried(chart(dots, say=say, on_axis=on_axis)),
        _carried(chart(dots, say=say, on_axis=on_axis, width=NARROW)),
    )
    return (
        f'<picture><source media="(max-width: 40em)" srcset="{narrow}">'
        f'<img class="polias-chart" alt="{escape(alt)}" src="{wide}"></picture>'
    )


def _carried(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _svg(width: int, height: int, parts: Sequence[str], *, words: str = "") -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{words} font-family="{FONT}">{"".join(parts)}</svg>'


def _most(dots: Sequence[Dot]) -> float:
    return max([n for dot in dots for n in (dot.value, dot.upper) if n is not None], default=0) or 1


def _nice(most: float) -> tuple[float, float]:
    """A round top of the axis and the step between its lines, of which there are four to eight."""
    raw = most * 1.08 / 5
    power = 10 ** floor(log10(raw))
    every = next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= raw)
    return ceil(most * 1.02 / every) * every, every


def _grid(frame: _Frame, every: float, say: Say) -> str:
    lines = []
    for turn in range(round(frame.most / every) + 1):
        value = turn * every
        y = frame.y(value)
        lines.append(
            f'<path d="M{frame.left} {y:.1f}h{frame.width}" stroke="{GRID}"/>'
            f'<text x="{frame.left - 8}" y="{y + 4:.1f}" font-size="13" text-anchor="end" fill="{INK}">'
            f"{escape(say(value))}</text>"
        )
    return "".join(lines)


def _band(frame: _Frame, dots: Sequence[Dot]) -> str:
    """The expected range: over all months where they share one, else each month its own or none."""
    limits = [_limits(dot) for dot in dots]
    if len({one for one in limits if one}) < 2:
        limits = [next((one for one in limits if one), None)] * len(dots)
    places = list(enumerate(limits))
    stretches = [list(stretch) for known, stretch in groupby(places, key=lambda one: one[1] is not None) if known]
    return "".join(_stretch(frame, [(place, one) for place, one in stretch if one]) for stretch in stretches)


def _limits(dot: Dot) -> tuple[float, float, float] | None:
    if dot.lower is None or dot.centre is None or dot.upper is None:
        return None
    return dot.lower, dot.centre, dot.upper


def _stretch(frame: _Frame, months: Sequence[tuple[int, tuple[float, float, float]]]) -> str:
    """Months in a row, half a month further at both ends."""
    half = frame.width / max(1, frame.steps) / 2
    places = [(frame.x(months[0][0]) - half, months[0][1]), *((frame.x(place), one) for place, one in months)]
    places.append((frame.x(months[-1][0]) + half, months[-1][1]))
    lower, centre, upper = ([f"{x:.1f} {frame.y(one[line]):.1f}" for x, one in places] for line in range(3))
    return (
        f'<path d="M{"L".join([*upper, *reversed(lower)])}z" fill="{BAND}"/>'
        f'<path d="M{"L".join(centre)}" stroke="{MUTED}" stroke-dasharray="4 4" fill="none"/>'
    )


def _lines(frame: _Frame, dots: Sequence[Dot], *, stroke: float) -> str:
    """From month to month where both are known; dashed to a month that goes on."""
    parts = []
    for place, (one, two) in enumerate(pairwise(dots)):
        if one.value is not None and two.value is not None:
            dash = ' stroke-dasharray="3 3"' if two.open else ""
            ends = f"M{frame.x(place):.1f} {frame.y(one.value):.1f}L{frame.x(place + 1):.1f} {frame.y(two.value):.1f}"
            parts.append(f'<path d="{ends}" stroke="{INK}" stroke-width="{stroke}" fill="none"{dash}/>')
    return "".join(parts)


def _marks(frame: _Frame, dots: Sequence[Dot], *, size: float, dots_too: bool) -> str:
    """A triangle up for high and down for low, so that shape tells what colour tells; a dot for the others."""
    parts = []
    for place, dot in enumerate(dots):
        if dot.value is None:
            continue
        x, y = frame.x(place), frame.y(dot.value)
        if dot.exception:
            way = -1 if dot.exception == "high" else 1
            tip = f"M{x:.1f} {y + way * size:.1f}l{size} {-way * 1.7 * size:.1f}h{-2 * size}z"
            parts.append(f'<path d="{tip}" fill="{HIGH if way < 0 else LOW}" stroke="#fff"/>')
        elif dots_too and not dot.open:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{INK}"/>')
    return "".join(parts)


def _last(frame: _Frame, dots: Sequence[Dot], *, radius: float) -> str:
    """The newest month: a full dot, or a hollow one while it goes on."""
    if not dots or dots[-1].value is None or dots[-1].exception:
        return ""
    fill = "#fff" if dots[-1].open else INK
    centre = f'cx="{frame.x(len(dots) - 1):.1f}" cy="{frame.y(dots[-1].value):.1f}"'
    return f'<circle {centre} r="{radius}" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'


def _last_value(frame: _Frame, dots: Sequence[Dot], say: Say) -> str:
    if not dots or dots[-1].value is None:
        return ""
    y = max(frame.y(dots[-1].value) - 13, 14)
    return (
        f'<text x="{frame.left + frame.width}" y="{y:.1f}" font-size="15" font-weight="700" text-anchor="end"'
        f' fill="{INK}" paint-order="stroke" stroke="#fff" stroke-width="4">{escape(say(dots[-1].value))}</text>'
    )


def _gaps(frame: _Frame, dots: Sequence[Dot]) -> str:
    """A cross at the foot of each month without a value, so that the gap is seen to be meant."""
    foot = frame.top + frame.height - 9
    places = [place for place, dot in enumerate(dots) if dot.value is None]
    return "".join(
        f'<path d="M{frame.x(p) - 4:.1f} {foot}l8 8m-8 0l8-8" stroke="{MUTED}" stroke-width="1.5"/>' for p in places
    )


def _months(frame: _Frame, dots: Sequence[Dot]) -> str:
    """Names of months so far apart that none touches another, counted back from the newest."""
    apart = max(1, ceil(82 / (frame.width / max(1, len(dots)))))
    places = range(len(dots) - 1, -1, -apart)
    return "".join(_month(frame, place, dots[place].label) for place in places if frame.x(place) >= frame.left + 20)


def _month(frame: _Frame, place: int, label: str) -> str:
    """A month's name under its dot, kept inside the paper at the right end."""
    edge = frame.left + frame.width + 10
    at_edge = frame.x(place) + 34 > edge
    x, anchor = (edge, "end") if at_edge else (frame.x(place), "middle")
    y = frame.top + frame.height + 20
    return f'<text x="{x:.1f}" y="{y}" font-size="13" text-anchor="{anchor}" fill="{INK}">{escape(label)}</text>'
