"""The monthly report on public data: one force, one month, in four forms from one set of facts."""

from polias.measures.reports.monthly.build import build_monthly_report
from polias.measures.reports.monthly.facts import Line, MonthlyReport
from polias.measures.reports.monthly.publish import Written, write_report

__all__ = ["Line", "MonthlyReport", "Written", "build_monthly_report", "write_report"]
