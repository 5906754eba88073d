"""Re-exports the tables of crime for Django."""

from polias.crime.imported.model import ImportedCrime
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reports.model import CrimeKeyword, CrimeReport, RecordingStep

__all__ = ["CrimeKeyword", "CrimeOutcome", "CrimeReport", "ImportedCrime", "RecordingStep"]
