"""Measures that public street files allow: recorded crime, anti-social behaviour, and what is known of outcomes."""

from __future__ import annotations

from polias.measures.engine.declaration import Measure, Quantity, Where

DATASET = "police_uk_street"
_CRIMES = (Where("is_recorded_crime", "is", True),)
_SOURCE = "data.police.uk street-level crime files"
_OWNER = "Analyst of the local policing body"
_DIMENSIONS = ("crime_type", "district")

RECORDED_CRIME = Measure(
    name="recorded_crime",
    title="Recorded crime",
    question="How many crimes did the force record in the month, as published?",
    numerator=Quantity(dataset=DATASET, where=_CRIMES),
    group_by=_DIMENSIONS,
    source=f"{_SOURCE}; anti-social behaviour is left out because it is no recorded crime",
    owner=_OWNER,
    caution="More recorded crime may mean more crime, more reporting or better recording.",
)

ASB_INCIDENTS = Measure(
    name="asb_incidents",
    title="Anti-social behaviour",
    question="How many incidents of anti-social behaviour did the force publish for the month?",
    numerator=Quantity(dataset=DATASET, where=(Where("is_recorded_crime", "is", False),)),
    group_by=("district",),
    source=_SOURCE,
    owner=_OWNER,
    caution="These are incidents and not recorded crimes. What counts as one has changed over the years.",
)

KNOWN_OUTCOME_SHARE = Measure(
    name="known_outcome_share",
    title="Crimes with a known outcome",
    question="Of the crimes recorded in the month, how many had a known outcome when the files were downloaded?",
    numerator=Quantity(dataset=DATASET, where=(*_CRIMES, Where("outcome_stage", "is", "known"))),
    denominator=Quantity(dataset=DATASET, where=_CRIMES),
    unit="per cent",
    group_by=_DIMENSIONS,
    better="higher",
    matures=True,
    source=f"{_SOURCE}, column Last outcome category; labels sorted by police_uk_outcomes.csv",
    owner=_OWNER,
    caution="An outcome is the latest one at download. Newer months have had less time to reach one.",
)

NO_SUSPECT_SHARE = Measure(
    name="no_suspect_share",
    title="Crimes closed with no suspect identified",
    question="Of the crimes recorded in the month, how many were closed because no suspect was identified?",
    numerator=Quantity(
        dataset=DATASET,
        where=(*_CRIMES, Where("last_outcome", "is", "Investigation complete; no suspect identified")),
    ),
    denominator=Quantity(dataset=DATASET, where=_CRIMES),
    unit="per cent",
    group_by=_DIMENSIONS,
    better="lower",
    matures=True,
    source=f"{_SOURCE}, column Last outcome category",
    owner=_OWNER,
    caution="An outcome is the latest one at download. Newer months have had less time to reach one.",
)

ALL = (RECORDED_CRIME, ASB_INCIDENTS, KNOWN_OUTCOME_SHARE, NO_SUSPECT_SHARE)
