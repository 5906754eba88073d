"""What a monthly report knows, before it is a page, a PDF, a workbook or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from polias.measures.engine import Measure, PartitionUsed
from polias.measures.reports.monthly.beside import Beside
from polias.measures.results import Confidence, JudgedFigure, RuleName, Together, looked_together
from polias.measures.sources.reference import Force
from polias.measures.words import _

Severity = Literal["information", "warning", "serious"]


@dataclass(frozen=True)
class DataCheck:
    """One finding about the data behind the report, in words."""

    check: str
    severity: Severity
    message: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the report: a judged figure and how far to trust it. A withheld figure shows no value.

    `beside` holds it against other forces; None where no others can be held against it.
    """

    figure: JudgedFigure
    confidence: Confidence
    beside: Beside | None = None

    @property
    def measure(self) -> Measure:
        return self.figure.measure

    @property
    def title(self) -> str:
        return _(self.figure.category) if self.figure.category else _(self.measure.title)

    @property
    def withheld(self) -> bool:
        return self.confidence.grade == "withheld"

    @property
    def shows_months(self) -> bool:
        """Whether its other months can be shown: a month that was supplied and is doubted is a gap among them."""
        return not self.withheld or (self.month in self.figure.gaps and self.figure.history_months > 0)

    @property
    def month(self) -> str:
        return self.figure.month

    @property
    def value(self) -> float | None:
        return None if self.withheld else self.figure.value

    @property
    def is_exception(self) -> bool:
        return self.figure.exception is not None and not self.withheld


@dataclass(frozen=True, kw_only=True)
class MonthlyReport:
    """All facts of one report. `as_at` is when the newest file behind it was taken in.

    `rule` is the one asked for; each line's figure says by which it was judged. `datasets` is where the files of
    `lineage` lie. `not_compared` says why no line stands beside other forces though others are loaded.
    """

    force: Force
    month: str
    as_at: datetime
    lines: tuple[Line, ...]
    checks: tuple[DataCheck, ...]
    lineage: tuple[PartitionUsed, ...]
    months_held: tuple[str, ...]
    rule: RuleName = "house"
    datasets: Path = Path()
    not_compared: str = ""

    @property
    def exceptions(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_exception)

    @property
    def missing_months(self) -> tuple[str, ...]:
        return self.lines[0].figure.missing_months

    @property
    def together(self) -> list[Together]:
        """What looking at the lines of each month together came to, the newest month first."""
        return looked_together([line.figure for line in self.lines])

    def line(self, measure: str) -> Line:
        return next(line for line in self.lines if line.measure.name == measure)
