"""Measures of what is not yet in the figures: reports of crime that nobody has decided on."""

from __future__ import annotations

from polias.measures.engine.declaration import Measure, Quantity, Where

LOGS = "logs_of_crime"
_SOURCE = "Records of the force, published as datasets"
_OWNER = "Crime registrar"

WAITING_TO_BE_RECORDED = Measure(
    name="waiting_to_be_recorded",
    title="Reports waiting to be recorded",
    question="Of how many reports of crime had nobody decided, when the month ended, whether it is one?",
    numerator=Quantity(dataset=LOGS, where=(Where("waits", "is", True),)),
    better="lower",
    source=f"{_SOURCE}; logs opened as a crime from which none was recorded and of which it was not decided that there "
    "is none; in a month that has not ended, at the moment of publication",
    owner=_OWNER,
    caution="A report that was never logged is not in it.",
)

REPORTS_THAT_BECAME_CRIMES = Measure(
    name="reports_that_became_crimes",
    title="Reports that became crimes",
    question="Of the reports of crime decided in the month, how many were recorded as a crime?",
    numerator=Quantity(dataset=LOGS, where=(Where("became_crime", "is", True),)),
    denominator=Quantity(dataset=LOGS, where=(Where("waits", "is", False),)),
    unit="per cent",
    source=f"{_SOURCE}; logs opened as a crime, by the London month of the decision",
    owner=_OWNER,
    caution="A high share may mean good recording or logs opened as a crime only when they surely are one.",
)

ALL = (WAITING_TO_BE_RECORDED, REPORTS_THAT_BECAME_CRIMES)
