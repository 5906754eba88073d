"""Proposed changes of the vocabulary for tests."""

from __future__ import annotations

from typing import Any

from polias.crime.proposals.actions import propose
from polias.crime.proposals.model import KeywordProposal

LABELS = ("Electric scooter", "Electric unicycle", "Electric skateboard")


def a_proposal(actor: Any, **changes: Any) -> KeywordProposal:
    """A new keyword, which no other force asks for; the one that waits already, if it does."""
    waiting = KeywordProposal.objects.select_related("register").filter(register__state="proposed", kind="new")
    if not changes and (known := waiting.filter(force_id=actor.force_id, label__in=LABELS).first()):
        return known
    taken = set(waiting.values_list("label", flat=True))
    usual = {
        "kind": "new",
        "label": next(label for label in LABELS if label not in taken),
        "group": "Method",
        "words": ("e-scooter",),
        "reason": "They are used to flee.",
    }
    return propose(actor=actor, **(usual | changes))  # type: ignore[no-any-return]
