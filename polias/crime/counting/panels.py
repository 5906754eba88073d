"""The offences that are kept with a crime and not counted, on its page."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from polias.crime.counting.model import LinkedOffence


def linked_offences(crime: Any, actor: Any, request: Any) -> str:
    """Each further offence with its note; nothing where there is none."""
    rows = [
        {"key": f"{one.offence_title} ({one.offence})", "value": one.note}
        for one in LinkedOffence.objects.filter(register_id=crime.pk).order_by("pk")
    ]
    return render_to_string("govuk/components/summary_list.html", {"rows": rows}) if rows else ""
