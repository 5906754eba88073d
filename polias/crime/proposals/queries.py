"""Reading proposals: which concern whom, and which waits for the same."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from polias.crime.proposals.model import KeywordProposal
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to


def concerning(actor: Actor) -> Q:
    """Proposals that the actor may answer and their own answered ones; for who decides also what is to hold soon."""
    mine = Q(register__created_by=actor.id, register__state__in=("accepted", "refused"))
    if actor.may("crime.proposals.accept"):
        mine |= Q(register__state="proposed", force_id__in=actor.home_forces)
        mine |= Q(register__state="accepted", holds_from__gt=timezone.localdate())
    return mine


def waiting_for(actor: Actor, *, kind: str, code: str, words: str) -> str:
    """The reference of a proposal, of whichever force, that asks for the same and waits; empty if there is none."""
    waiting = visible_to(KeywordProposal, actor).filter(register__state="proposed")
    same = waiting.filter(kind=kind, code=code)
    found = (same.filter(words=words) if kind == KeywordProposal.WORD else same).first()
    return found.reference if found else ""
