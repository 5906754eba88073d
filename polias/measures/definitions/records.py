"""Measures over a force's own records: what was recorded, how fast, what came of it, and what waits to be processed."""

from __future__ import annotations

from polias.measures.engine.declaration import Measure, Quantity, Where

CRIMES, OUTCOMES, QUEUE = "crime_reports", "crime_outcomes", "queue_month_ends"
DUPLICATES = "duplicate_people"
_COUNTED = (Where("is_notifiable", "is", True), Where("cancelled", "is", False))
_STANDING = (Where("positive", "is", True), Where("current", "is", True))
_DIMENSIONS = ("offence_group", "district")
_SOURCE = "Records of the force, published as datasets"

RECORDED_CRIME = Measure(
    name="recorded_crime",
    title="Recorded crime",
    question="How many crimes did the force record in the month?",
    numerator=Quantity(dataset=CRIMES, where=_COUNTED),
    group_by=_DIMENSIONS,
    source=f"{_SOURCE}; notifiable classes only, by the London month of recording; crimes cancelled since are not "
    "counted (Home Office counting rules, to be confirmed by the force)",
    owner="Crime registrar",
    caution="More recorded crime may mean more crime, more reporting or better recording.",
)

RECORDED_WITHIN_24_HOURS = Measure(
    name="recorded_within_24_hours",
    title="Recorded within 24 hours",
    question="Of the crimes recorded in the month, how many were recorded within 24 hours of the report?",
    numerator=Quantity(dataset=CRIMES, where=(*_COUNTED, Where("within_24_hours", "is", True))),
    denominator=Quantity(dataset=CRIMES, where=_COUNTED),
    unit="per cent",
    group_by=_DIMENSIONS,
    better="higher",
    source=f"{_SOURCE}; judged when the crime was recorded and never changed afterwards",
    owner="Crime registrar",
    caution="A report that nobody has recorded yet is not in it.",
)

OUTCOME_RATE = Measure(
    name="outcome_rate",
    title="Outcome rate",
    question="For each hundred crimes recorded in the month, how many positive outcomes were given in it?",
    numerator=Quantity(dataset=OUTCOMES, where=_STANDING),
    denominator=Quantity(dataset=CRIMES, where=_COUNTED),
    unit="per cent",
    group_by=_DIMENSIONS,
    better="higher",
    source=f"{_SOURCE}; outcomes that still stand and count as positive by the dated set the force has chosen, by the "
    "London month in which they were given",
    owner="Crime registrar",
    caution="Outcomes of a month are mostly of crimes recorded earlier, so this is a rate and not a share.",
)

QUEUE_AGE = Measure(
    name="queue_age",
    title="Age of the processing queue",
    question="How long had half of the records in the processing queue waited at the end of the month?",
    numerator=Quantity(dataset=QUEUE, aggregate="median", column="hours_waiting"),
    unit="hours",
    better="lower",
    source=f"{_SOURCE}; the median, over the records still waiting when the month ended, of the hours since they "
    "entered the queue; in a month that has not ended, at the moment of publication",
    owner="Head of information management",
    caution="Hours of nights and weekends count, though nobody works then.",
)


def _duplicates(name: str, title: str, question: str, *, column: str) -> Measure:
    """The duplicate rate, or one end of its interval: all three stand on one sample."""
    return Measure(
        name=name,
        title=title,
        question=question,
        numerator=Quantity(dataset=DUPLICATES, aggregate="sum", column=column),
        denominator=Quantity(dataset=DUPLICATES, aggregate="sum", column="people"),
        unit="per cent",
        better="lower",
        source=f"{_SOURCE}; the newest quarterly sample of pairs of which people have reviewed some of every weight "
        "and group of names, each pair standing for those it was drawn from; 95 % interval of draws from Jeffreys' "
        "posterior of each stratum",
        owner="Data steward",
        matures=True,
        caution="Not known until a sample was reviewed. Of somebody recorded three times all three pairs count, linked "
        "or not; pairs that no rule looks at are not in it.",
    )


DUPLICATE_RATE = _duplicates(
    "duplicate_rate",
    "Duplicate rate of the register of people",
    "For each hundred records of people, how many pairs of records are of one person?",
    column="pairs",
)
DUPLICATE_RATE_LOW = _duplicates(
    "duplicate_rate_low",
    "Duplicate rate, at least",
    "For each hundred records of people, how many pairs are of one person at least, at the lower end of the interval?",
    column="pairs_low",
)
DUPLICATE_RATE_HIGH = _duplicates(
    "duplicate_rate_high",
    "Duplicate rate, at most",
    "For each hundred records of people, how many pairs are of one person at most, at the upper end of the interval?",
    column="pairs_high",
)

ALL = (
    RECORDED_CRIME,
    RECORDED_WITHIN_24_HOURS,
    OUTCOME_RATE,
    QUEUE_AGE,
    DUPLICATE_RATE,
    DUPLICATE_RATE_LOW,
    DUPLICATE_RATE_HIGH,
)
