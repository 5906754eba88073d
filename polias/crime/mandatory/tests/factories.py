"""Retired fields for tests."""

from __future__ import annotations

from typing import Any

from polias.crime.mandatory.actions import retire
from polias.crime.mandatory.model import RetiredField


def a_retired_field(actor: Any, **changes: Any) -> RetiredField:
    """The question about computers, which no rule looks at; the one that is retired already, if it is."""
    if not changes and (known := RetiredField.objects.select_related("register").filter(field="cyber").first()):
        return known
    usual = {
        "field": "cyber",
        "reason": "The class says it.",
        "reasons": {"MANDATORY-03": "The flag is read from the class."},
    }
    return retire(actor=actor, **(usual | changes))  # type: ignore[no-any-return]
