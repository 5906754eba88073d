"""How a report was decided, on the page of the crime or of the log that it became."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from polias.crime.decisions.model import DecisionStep
from polias.crime.reports.decision import STEPS
from polias.crime.reports.model import RecordingStep


def on_a_crime(crime: Any, actor: Any, request: Any) -> str:
    """The steps that led to the crime, each with its answer and why; nothing where none was kept."""
    return _steps(RecordingStep.objects.filter(register_id=crime.pk))


def on_a_log(log: Any, actor: Any, request: Any) -> str:
    """The steps that led away from a crime."""
    return _steps(DecisionStep.objects.filter(register_id=log.pk))


def _steps(kept: Iterable[Any]) -> str:
    # The last answer to a step holds: a log that was reopened may be decided twice.
    answered = {one.step: one for one in sorted(kept, key=lambda one: str(one.pk))}
    rows = [
        {"key": f"{step.number}. {step.question}", "value": _said(answered[step.code])}
        for step in STEPS
        if step.code in answered
    ]
    return render_to_string("govuk/components/summary_list.html", {"rows": rows}) if rows else ""


def _said(one: Any) -> str:
    answer = _("Yes") if one.answer else _("No")
    return f"{answer}: {one.rationale}" if one.rationale else answer
