"""Puts records together by average linkage on the pairs that were scored: a chain of weak likenesses joins nobody.

Two groups become one while the mean weight over all pairs between them is above a threshold; a pair that was not scored
counts as unlike. Connected components, the usual way, join everything that a single pair touches.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

#: What a pair that was not looked at, or fell below the floor, counts as; and above what mean two groups become one.
#: Even odds join nobody: two people made one is worse than one person left as two. The tenth of a bit was chosen with
#: the labelled tables in sight: from 0 to .25 their F1 moves by .002 at most, once up and twice down.
UNSEEN, JOINED_ABOVE = -6.0, 0.1
#: No pair counts for more: beyond this it is certain anyway, and would outvote many that speak against it.
MOST = 20.0


def clusters(count: int, left: Any, right: Any, weight: Any) -> Any:
    """The number of each record's cluster: the lowest record in it."""
    import numpy as np

    found = np.arange(count)
    use = weight > UNSEEN
    left, right, weight = left[use], right[use], np.minimum(weight[use], MOST)
    for component in _components(count, left, right, weight):
        for members in _joined(component):
            found[members] = min(members)
    return found


Edges = dict[int, dict[int, float]]


def _components(count: int, left: Any, right: Any, weight: Any) -> Iterable[Edges]:
    """Neighbours and weights, apart for every set of records that positive pairs connect: no merger reaches further."""
    import numpy as np

    positive = weight > JOINED_ABOVE
    root = _roots(count, left[positive], right[positive])
    inside = root[left] == root[right]
    left, right, weight = left[inside], right[inside], weight[inside]
    order = np.argsort(root[left], kind="stable")
    bounds = np.flatnonzero(np.diff(root[left][order], prepend=-1, append=-2))
    rows = list(zip(left[order].tolist(), right[order].tolist(), weight[order].tolist(), strict=True))
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        edges: Edges = defaultdict(dict)
        for one, other, value in rows[start:end]:
            edges[one][other] = edges[other][one] = value
        yield edges


def _roots(count: int, left: Any, right: Any) -> Any:
    """The lowest record that each is connected to, by passing the lower label on until nothing changes."""
    import numpy as np

    label = np.arange(count)
    while True:
        low = np.minimum(label[left], label[right])
        new = label.copy()
        np.minimum.at(new, left, low)
        np.minimum.at(new, right, low)
        new = new[new]
        if (new == label).all():
            return label
        label = new


def _joined(edges: Edges) -> Iterable[list[int]]:
    """Groups of more than one record, the two that are most alike on average joined first."""
    members = {each: [each] for each in edges}
    # Sums above UNSEEN, so that a pair that is not there adds nothing.
    sums = {one: {other: value - UNSEEN for other, value in others.items()} for one, others in edges.items()}
    heap = [(-value, one, other) for one, others in sums.items() for other, value in others.items() if one < other]
    heapq.heapify(heap)
    least = JOINED_ABOVE - UNSEEN
    while heap:
        value, one, other = heapq.heappop(heap)
        if -value <= least:
            break
        if one not in members or other not in members or not _still(sums, members, one, other, -value):
            continue
        _join(sums, members, heap, one, other)
    return [group for group in members.values() if len(group) > 1]


def _mean(sums: Edges, members: dict[int, list[int]], one: int, other: int) -> float:
    return sums[one][other] / (len(members[one]) * len(members[other]))


def _still(sums: Edges, members: dict[int, list[int]], one: int, other: int, value: float) -> bool:
    return other in sums[one] and abs(_mean(sums, members, one, other) - value) < 1e-9


def _join(sums: Edges, members: dict[int, list[int]], heap: list[tuple[float, int, int]], one: int, other: int) -> None:
    """The second group goes into the first; what both had with a third is added up."""
    members[one] += members.pop(other)
    for third, value in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + value
    for third in sums[one]:
        heapq.heappush(heap, (-_mean(sums, members, one, third), min(one, third), max(one, third)))
