"""What crime shows on other modules' pages: on a log, the crime it became or the button that records one."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from polias.crime.outcomes.queries import outcome_history
from polias.crime.outcomes.words import said_with
from polias.crime.results.queries import results_of
from polias.kit.access.actor import Actor
from polias.kit.access.door import named_here
from polias.kit.access.names import name_of


def on_a_log(log: Any, actor: Actor, request: Any) -> str:
    """The panel on a log's page."""
    crime = named_here(log.crime_reference)
    context = {
        "crime": crime,
        "is_recorded": bool(log.crime_reference),
        "crime_url": f"/crime/reports/{crime}",
        "record_url": f"/crime/reports/record?log={log.reference}",
        "may_record": actor.may("crime.reports.record") and log.force_id in actor.home_forces,
    }
    return render_to_string("crime/log_panel.html", context)


def outcomes_given(crime: Any, actor: Actor, request: Any) -> str:
    """All outcomes a crime was ever given, once there has been one, and what courts made of it; the newest first."""
    rows = [{"outcome": o, "by": name_of(o.given_by), "facts": said_with(o)} for o in outcome_history(crime)]
    results = [{"result": one, "by": name_of(one.entered_by)} for one in (results_of(crime) if rows else ())]
    context = {"rows": rows, "results": results}
    return render_to_string("crime/outcomes_given.html", context) if rows else ""
