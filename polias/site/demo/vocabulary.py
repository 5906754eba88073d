"""The demonstration's proposals for the vocabulary of all forces: two that wait, each for its own data steward."""

from __future__ import annotations

from datetime import timedelta
from gettext import gettext as _
from typing import TYPE_CHECKING

from django.utils import timezone

from polias.crime.models import KeywordProposal
from polias.kit.models import RecordClock
from polias.kit.record.importing import bring_in, bring_in_parts

if TYPE_CHECKING:
    from polias.site.demo.records import Loader


def load_vocabulary(loader: Loader) -> None:
    """A keyword that Asha asks for, and words that Carys asks for in Eastmoor; every force reads both."""
    scooter = KeywordProposal(
        kind=KeywordProposal.NEW,
        code="electric-scooter",
        label=_("Electric scooter"),
        group="Method",
        words="e-scooter|electric scooter",
        reason=_("Three thefts from people in the street last week, each with one of them."),
    )
    drawer = KeywordProposal(
        kind=KeywordProposal.WORD,
        code="business",
        words="cash drawer|shop floor",
        reason=_("Shops say so."),
    )
    now = timezone.now()
    asked = now - timedelta(days=2)
    each = (("vocabulary:scooter", scooter, "NSH", "asha"), ("vocabulary:drawer", drawer, "EMR", "carys"))
    bring_in([loader.bring(k, one, force=f, by=who, at=asked, state="proposed") for k, one, f, who in each])
    clock = {"name": "answer", "started_at": asked, "due_at": asked + timedelta(days=14)}
    bring_in_parts((one, RecordClock(**clock)) for _key, one, _force, _who in each)
