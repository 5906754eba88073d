"""The offences that are kept with a crime and not counted, on its page."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from polias.crime.counting.queries import offences_of
from polias.kit.access.door import why_not
from polias.kit.access.names import name_of

STRIKE = "strike_offence"


def linked_offences(crime: Any, actor: Any, request: Any) -> str:
    """Each further offence with what is said of it, those taken off again among them; nothing where there is none."""
    may = not why_not(actor, f"{crime.TYPE}.{STRIKE}", record=crime) and not crime.record_type().workflow.refusal(
        crime, STRIKE
    )
    rows = [
        {
            "one": one,
            "added_by": one.added_by and name_of(one.added_by),
            "ended_by": one.ended_by and name_of(one.ended_by),
            "strike": f"{crime.url}/{STRIKE}?offence={one.offence}" if may and not one.ended_at else "",
        }
        for one in offences_of(crime)
    ]
    return render_to_string("crime/linked_offences.html", {"rows": rows}) if rows else ""
