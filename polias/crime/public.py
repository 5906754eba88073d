"""The one door of crime."""

from polias.crime.corrections.actions import classify
from polias.crime.editions.reading import keyword_of_any
from polias.crime.flags.queries import with_keyword
from polias.crime.outcomes.actions import give_outcome
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reference import offence_classes, outcomes, positive_outcomes
from polias.crime.reports.actions import record
from polias.crime.reports.choices import OffenceField
from polias.crime.reports.decision import usual_answers
from polias.crime.reports.events import CrimeChanged, CrimeRecorded, CrimeTransferred
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.model import CrimeReport
from polias.crime.suggestion.phrases import suggested

__all__ = [
    "CrimeChanged",
    "CrimeOutcome",
    "CrimeRecorded",
    "CrimeReport",
    "CrimeTransferred",
    "OffenceField",
    "Party",
    "Place",
    "classify",
    "give_outcome",
    "keyword_of_any",
    "offence_classes",
    "outcomes",
    "positive_outcomes",
    "record",
    "suggested",
    "usual_answers",
    "with_keyword",
]
