"""Re-exports the tables of crime for Django."""

from polias.crime.amendments.model import Amendment
from polias.crime.corrections.model import Correction
from polias.crime.counting.model import LinkedOffence
from polias.crime.decisions.model import DecisionStep
from polias.crime.editions.model import Edition
from polias.crime.flags.model import CrimeCircumstance
from polias.crime.imported.model import ImportedCrime
from polias.crime.mandatory.model import FieldRefusal, RetiredField
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.proposals.model import KeywordProposal
from polias.crime.reports.model import CrimeKeyword, CrimeReport, DescribedSuspect, RecordingStep
from polias.crime.results.model import CourtResult
from polias.crime.transfers.model import Transfer

__all__ = [
    "Amendment",
    "Correction",
    "CourtResult",
    "CrimeCircumstance",
    "CrimeKeyword",
    "CrimeOutcome",
    "CrimeReport",
    "DecisionStep",
    "DescribedSuspect",
    "Edition",
    "FieldRefusal",
    "ImportedCrime",
    "KeywordProposal",
    "LinkedOffence",
    "RecordingStep",
    "RetiredField",
    "Transfer",
]
