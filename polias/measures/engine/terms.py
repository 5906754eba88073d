"""The terms that a declaration may use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Aggregate = Literal["count", "sum", "mean", "median", "p90", "max", "distinct", "repeats"]
Comparison = Literal[
    "is", "is not", "in", "not in", "at most", "at least", "less than", "more than", "known", "unknown"
]
Better = Literal["higher", "lower", "neutral"]
Unit = Literal["count", "per cent", "hours", "days", "per 1,000"]

#: What one of the unit's kind is multiplied by, after numerator is divided by denominator.
SCALES: Mapping[str, float] = {"per cent": 100.0, "per 1,000": 1000.0}
