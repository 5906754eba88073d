"""Which fields a force has retired, and what each field costs it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from polias.crime.amendments.model import Amendment
from polias.crime.corrections.model import Correction
from polias.crime.mandatory.model import FieldRefusal, RetiredField
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to

COUNTED_DAYS = 90
#: The corrections by which an answer is put right once a crime is recorded. A victim put right counts for each question
#: about the victim: nobody is asked which of them was wrong.
PUT_RIGHT_BY = {
    "offence": "classify",
    "committed_from": "committed_from",
    "address": "location",
    **dict.fromkeys(("victim", "victim_kind", "victim_surname", "victim_business"), "victim"),
    "suspect_surname": "suspect",
}


@dataclass(frozen=True)
class Cost:
    """What one field cost a force in the counted days: answers given, forms that came back for it, answers put right.

    ``corrections`` is None where no deed can put the answer right once the crime is recorded.
    """

    entries: int
    refusals: int
    corrections: int | None


def retired_in(actor: Actor) -> frozenset[str]:
    """The fields that are not mandatory in the actor's force now."""
    rows = visible_to(RetiredField, actor).filter(force_id=actor.force_id, register__state="retired")
    return frozenset(rows.values_list("field", flat=True))


def costs_of(names: tuple[str, ...], *, actor: Actor) -> dict[str, Cost]:
    """What each of these fields cost the actor's force in the last ninety days; crimes that they see are counted."""
    since = timezone.now() - timedelta(days=COUNTED_DAYS)
    recorded = visible_to(CrimeReport, actor).filter(force_id=actor.force_id, recorded_at__gte=since).count()
    refused = dict(
        FieldRefusal.objects.filter(force_id=actor.force_id, day__gte=since.date())
        .values_list("field")
        .annotate(times=Sum("times"))
    )
    right = _put_right(actor.force_id, since=since)
    return {name: Cost(recorded, refused.get(name, 0), right.get(PUT_RIGHT_BY.get(name, ""))) for name in names}


def _put_right(force_id: int, *, since: datetime) -> dict[str, int]:
    """How often each kind of answer was put right in a force."""
    made = Counter(Amendment.objects.filter(force_id=force_id, made_at__gte=since).values_list("corrected", flat=True))
    made["classify"] = Correction.objects.filter(force_id=force_id, made_at__gte=since, kind="classify").count()
    return {kind: made[kind] for kind in PUT_RIGHT_BY.values()}
