"""The question behind the name of a field, as the form asks it."""

from __future__ import annotations

from polias.crime.reports.record_form import DECISION_FIELDS, RecordForm


def question_of(name: str) -> str:
    """The question of a field of the recording form; its name when the form no longer has it."""
    field = (RecordForm.base_fields | DECISION_FIELDS).get(name)
    return str(field.label) if field else name
