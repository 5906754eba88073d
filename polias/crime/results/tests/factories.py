"""Made-up crimes that were charged, and what courts made of them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from polias.crime.outcomes.actions import give_outcome
from polias.crime.outcomes.facts import Said
from polias.crime.reports.facts import Party
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime
from polias.crime.results.actions import enter_court_result
from polias.kit.access.acting import acting


def a_charged_crime(asha: Any, ben: Any) -> CrimeReport:
    """A shop theft of which one named suspect was charged today."""
    with acting(asha):
        crime = a_crime(asha, suspects=(Party(surname="Rook"),))
    with acting(ben):
        said = Said(decided_by="police", done_on=timezone.localdate())
        return give_outcome(crime, actor=ben, code="1", said=said, rationale="Charged today.")


def a_fine(crime: CrimeReport, hal: Any) -> CrimeReport:
    """The court's result of it."""
    with acting(hal):
        return enter_court_result(
            crime, actor=hal, result="fined", court="Northshire Magistrates", resulted_on=timezone.localdate()
        )
