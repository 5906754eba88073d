"""Proposed changes of the vocabulary for tests."""

from __future__ import annotations

from typing import Any

from polias.crime.proposals.actions import propose
from polias.crime.proposals.model import KeywordProposal


def a_proposal(actor: Any, **changes: Any) -> KeywordProposal:
    """A new keyword for electric scooters; the one that waits already, if it does."""
    waiting = KeywordProposal.objects.select_related("register").filter(code="electric-scooter")
    if not changes and (known := waiting.filter(register__state="proposed").first()):
        return known
    usual = {
        "kind": "new",
        "label": "Electric scooter",
        "group": "Method",
        "words": ("e-scooter",),
        "reason": "They are used to flee.",
    }
    return propose(actor=actor, **(usual | changes))  # type: ignore[no-any-return]
