"""The text of a paper with a mark at every place a value stands at, so that each can be shown and chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: A longer paper is shown around its values only, with so many characters to each side.
MOST_SHOWN, AROUND = 400_000, 1_500


def marked(text: str, places: Mapping[str, tuple[int, int]]) -> SafeString:
    """The whole text, or what lies around the values of a very long one; places may lie within each other."""
    whole = len(text) <= MOST_SHOWN
    windows = [(0, len(text))] if whole else _windows(len(text), places)
    gap = format_html('<span class="reading-gap">{}</span>', " … ")
    return format_html_join(gap, "{}", ((_between(text, places, *window),) for window in windows))


def _between(text: str, places: Mapping[str, tuple[int, int]], first: int, last: int) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text, places, first, last)))


def _pieces(text: str, places: Mapping[str, tuple[int, int]], first: int, last: int) -> Iterator[SafeString]:
    inside = {key: at for key, at in places.items() if first <= at[0] and at[1] <= last}
    edges = sorted({first, last, *(edge for at in inside.values() for edge in at)})
    starting: dict[int, list[str]] = {}
    ending: dict[int, list[str]] = {}
    for key, (start, end) in inside.items():
        starting.setdefault(start, []).append(key)
        ending.setdefault(end, []).append(key)
    open_now: list[str] = []
    for start, end in pairwise(edges):
        open_now = [key for key in open_now if key not in ending.get(start, ())] + starting.get(start, [])
        for key in starting.get(start, ()):
            yield format_html('<span class="reading-anchor" id="at-{}"></span>', key)
        if open_now:
            yield format_html(
                '<mark class="reading-place" data-places="{}">{}</mark>', ",".join(open_now), text[start:end]
            )
        else:
            yield format_html("{}", text[start:end])


def _windows(length: int, places: Mapping[str, tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(places.values()):
        first, last = max(0, start - AROUND), min(length, end + AROUND)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found or [(0, min(length, MOST_SHOWN))]
