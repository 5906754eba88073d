"""Measures of how a force's crimes go on: how long they stay, how they end and how often what was recorded changes."""

from __future__ import annotations

from polias.measures.engine.declaration import Measure, Quantity, Where

OUTCOMES, STAYS, CORRECTIONS = "crime_outcomes", "crime_stays", "crime_corrections"
_DIMENSIONS = ("offence_group", "district")
_SOURCE = "Records of the force, published as datasets"
_REGISTRAR = "Crime registrar"
_STANDING = (Where("current", "is", True),)

DAYS_UNDER_INVESTIGATION = Measure(
    name="days_under_investigation",
    title="Days under investigation",
    question="How long had half of the crimes closed in the month been under investigation?",
    numerator=Quantity(dataset=STAYS, aggregate="median", column="days", where=(Where("state", "is", "recorded"),)),
    unit="days",
    group_by=_DIMENSIONS,
    better="lower",
    source=f"{_SOURCE}; the median of the days from recording, or from reopening, to an outcome or a cancellation, by "
    "the London month of the closing; of restricted crimes the days are not published",
    owner=_REGISTRAR,
    caution="A crime that nobody closes is not in it: look at where crimes wait.",
)

REOPENED = Measure(
    name="reopened",
    title="Crimes reopened",
    question="How many finalised or cancelled crimes were taken up again in the month?",
    numerator=Quantity(dataset=STAYS, where=(Where("state", "is not", "recorded"),)),
    group_by=_DIMENSIONS,
    source=f"{_SOURCE}; by the London month of the reopening",
    owner=_REGISTRAR,
    caution="Whether for a new witness or because it was closed too soon, the count does not say.",
)

DAYS_TO_OUTCOME = Measure(
    name="days_to_outcome",
    title="Days to an outcome",
    question="How old was half of the crimes that got an outcome in the month?",
    numerator=Quantity(dataset=OUTCOMES, aggregate="median", column="days_to_outcome", where=_STANDING),
    unit="days",
    group_by=_DIMENSIONS,
    better="lower",
    source=f"{_SOURCE}; the median of the days from recording to an outcome that still stands, by the London month in "
    "which it was given; of restricted crimes the days are not published",
    owner=_REGISTRAR,
    caution="Closing many old crimes at once raises it.",
)

OUTCOMES_BY_TYPE = Measure(
    name="outcomes_by_type",
    title="Outcomes by type",
    question="How many outcomes of each kind were given in the month?",
    numerator=Quantity(dataset=OUTCOMES, where=_STANDING),
    group_by=("outcome_group", *_DIMENSIONS),
    source=f"{_SOURCE}; outcomes that still stand, in the groups of the Home Office, by the London month in which they "
    "were given; the kind is not published of restricted crimes",
    owner=_REGISTRAR,
    caution="Every outcome counts as one, whatever became of it at court.",
)

OUTCOMES_BY_AGE = Measure(
    name="outcomes_by_age",
    title="Outcomes by age of the crime",
    question="How many outcomes were given in the month to crimes of each age?",
    numerator=Quantity(dataset=OUTCOMES, where=_STANDING),
    group_by=("age_band", *_DIMENSIONS),
    source=f"{_SOURCE}; outcomes that still stand, by the London month in which they were given and the age of the "
    "crime then; the age is not published of restricted crimes",
    owner=_REGISTRAR,
    caution="The age runs from recording, not from the crime.",
)

RECLASSIFIED = Measure(
    name="reclassified",
    title="Crimes reclassified",
    question="How many crimes got another class in the month?",
    numerator=Quantity(dataset=CORRECTIONS, where=(Where("kind", "is", "classify"),)),
    group_by=_DIMENSIONS,
    source=f"{_SOURCE}; one for each reclassification, under the group that the crime had before, by the London month "
    "in which it was made",
    owner=_REGISTRAR,
    caution="A slip put right by the processing unit counts like a class that changed for what was learnt.",
)

CANCELLED = Measure(
    name="cancelled",
    title="Crimes cancelled",
    question="How many recorded crimes were cancelled in the month?",
    numerator=Quantity(dataset=CORRECTIONS, where=(Where("kind", "is", "cancel"), Where("taken_back", "is", False))),
    group_by=_DIMENSIONS,
    source=f"{_SOURCE}; cancellations that still stand, by the London month in which they were made, counted apart "
    "from recorded crime (Home Office crime recording rules, section C, to be confirmed by the force)",
    owner=_REGISTRAR,
    caution="Cancellations made before Polias kept corrections are not in it.",
)

TRANSFERRED = Measure(
    name="transferred",
    title="Crimes transferred to other forces",
    question="How many recorded crimes did another force take over in the month?",
    numerator=Quantity(dataset=CORRECTIONS, where=(Where("kind", "is", "transfer"), Where("taken_back", "is", False))),
    group_by=_DIMENSIONS,
    source=f"{_SOURCE}; transfers by the London month in which the other force accepted them, counted apart from "
    "recorded crime (Home Office crime recording rules, section C, category C1, to be confirmed by the force)",
    owner=_REGISTRAR,
    caution="The force that took a crime over counts it in the month in which it was first recorded.",
)

ALL = (
    DAYS_UNDER_INVESTIGATION,
    REOPENED,
    DAYS_TO_OUTCOME,
    OUTCOMES_BY_TYPE,
    OUTCOMES_BY_AGE,
    RECLASSIFIED,
    CANCELLED,
    TRANSFERRED,
)
