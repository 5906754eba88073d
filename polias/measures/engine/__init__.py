"""The engine: measures are declared as data, computed over published Parquet, and judged against their own past.

It reads manifests and files only; it never touches Django, a record module or the kit.
"""

from polias.measures.engine.compute import compute, compute_all, count_again
from polias.measures.engine.declaration import DatedSet, Measure, Quantity, Where
from polias.measures.engine.result import Fault, MeasureResult, PartitionUsed, QualityScores, ResultRow

__all__ = [
    "DatedSet",
    "Fault",
    "Measure",
    "MeasureResult",
    "PartitionUsed",
    "QualityScores",
    "Quantity",
    "ResultRow",
    "Where",
    "compute",
    "compute_all",
    "count_again",
]
