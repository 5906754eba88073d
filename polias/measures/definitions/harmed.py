"""Measures of people harmed by crimes: how many were harmed again within a year, told by pseudonyms alone."""

from __future__ import annotations

from polias.measures.engine.declaration import Measure, Quantity, Where

VICTIMS = "crime_victims"
WITHIN_DAYS = 365
_COUNTED = (Where("is_notifiable", "is", True), Where("cancelled", "is", False))
_AGAIN = Quantity(
    dataset=VICTIMS, aggregate="repeats", column="victim", day="recorded_on", within=WITHIN_DAYS, where=_COUNTED
)
_SOURCE = (
    "Records of the force, published as datasets under keyed pseudonyms; people, and neither businesses nor the state; "
    "each once for each notifiable crime that stands, by the London day of recording; records of one person that are "
    "linked are one; restricted crimes and people are left out"
)
_OWNER = "Head of public protection"
_DIMENSIONS = ("offence_group", "district")

REPEAT_VICTIMS = Measure(
    name="repeat_victims",
    title="People harmed again within a year",
    question="How often was somebody harmed by a crime who had been harmed by another in the 365 days before?",
    numerator=_AGAIN,
    group_by=_DIMENSIONS,
    better="lower",
    source=_SOURCE,
    owner=_OWNER,
    caution="Of somebody whose records are not linked the second crime is not seen as one. In a kind of crime or a "
    "district an earlier crime of any kind and place counts.",
)

REPEAT_VICTIM_SHARE = Measure(
    name="repeat_victim_share",
    title="Share of victims harmed again within a year",
    question="Of the people harmed by crimes of the month, how many had been harmed in the 365 days before?",
    numerator=_AGAIN,
    denominator=Quantity(dataset=VICTIMS, where=(*_COUNTED, Where("victim", "known"), Where("recorded_on", "known"))),
    unit="per cent",
    group_by=_DIMENSIONS,
    better="lower",
    source=_SOURCE,
    owner=_OWNER,
    caution="More people whose records are linked raise it, though nobody more is harmed.",
)

#: Not offered to readers: by its kinds the supply of these rows is looked over.
PEOPLE_HARMED = Measure(
    name="people_harmed",
    title="People harmed",
    question="How often was somebody harmed by a crime that was recorded in the month?",
    numerator=Quantity(dataset=VICTIMS, where=_COUNTED),
    group_by=_DIMENSIONS,
    better="lower",
    source=_SOURCE,
    owner=_OWNER,
)

ALL = (REPEAT_VICTIMS, REPEAT_VICTIM_SHARE)
