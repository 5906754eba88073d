"""Reading proposals: which concern whom, and which waits for the same."""

from __future__ import annotations

from django.db.models import Q

from polias.crime.proposals.model import KeywordProposal
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to


def concerning(actor: Actor) -> Q:
    """Proposals that the actor may answer, and their own that are answered."""
    mine = Q(register__created_by=actor.id) & ~Q(register__state="proposed")
    if actor.may("crime.proposals.accept"):
        mine |= Q(register__state="proposed", force_id__in=actor.home_forces)
    return mine


def waiting_for(actor: Actor, *, kind: str, code: str, words: str) -> str:
    """The reference of a proposal of the actor's force that asks for the same and waits; empty if there is none."""
    waiting = visible_to(KeywordProposal, actor).filter(force_id=actor.force_id, register__state="proposed")
    same = waiting.filter(kind=kind, code=code)
    found = (same.filter(words=words) if kind == KeywordProposal.WORD else same).first()
    return found.reference if found else ""
