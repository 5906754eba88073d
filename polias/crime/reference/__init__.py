"""Offence classes, outcomes and keywords, as dated reference data that a force confirms before it relies on them.

The classes stand as published about 2018 to 2020. Newer ones (non-fatal strangulation, controlling or coercive
behaviour, assault on an emergency worker, cyber-flashing and others) exist, but their codes were not established:
they are loaded from the Home Office list before a force goes live, and are left out here rather than guessed.
"""

from polias.crime.reference.keywords import Keyword, keywords
from polias.crime.reference.offences import OFFENCE_CODE, OffenceClass, offence_classes, offence_groups, selectable_on
from polias.crime.reference.outcomes import (
    DEFAULT_POSITIVE_SET,
    NOT_YET_ASSIGNED,
    Outcome,
    outcomes,
    positive_outcomes,
    positive_sets,
)

__all__ = [
    "DEFAULT_POSITIVE_SET",
    "NOT_YET_ASSIGNED",
    "OFFENCE_CODE",
    "Keyword",
    "OffenceClass",
    "Outcome",
    "keywords",
    "offence_classes",
    "offence_groups",
    "outcomes",
    "positive_outcomes",
    "positive_sets",
    "selectable_on",
]
