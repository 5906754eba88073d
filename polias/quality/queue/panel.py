"""What the queue shows on a crime's page: whether it waits, and that this holds nothing up."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from polias.crime.public import CrimeReport
from polias.force.public import policy, staff_member
from polias.kit.access.actor import Actor
from polias.quality.queue.queries import item_of


def on_a_crime(crime: CrimeReport, actor: Actor, request: Any) -> str:
    """The panel on a crime's page; nothing for those who may not see the queue."""
    item = item_of(crime, actor=actor)
    if item is None:
        return ""
    worker = staff_member(item.worked_by) if item.worked_by else None
    context = {
        "item": item,
        "queue": policy(crime.force_id, "quality.queue_name"),
        "by": worker.actor.name if worker else "",
    }
    return render_to_string("quality/on_a_crime.html", context)
