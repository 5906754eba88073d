"""Keeping what is typed: a draft for each journey of each person, saved every few seconds and at every step."""

from __future__ import annotations

from uuid import UUID

from django.http import QueryDict

from polias.kit.access.actor import Actor
from polias.kit.drafts.model import Draft

NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "idempotency_key", "draft_key", "confirm", "version", "last_field"})
MOST_CHARACTERS = 200_000


def latest_draft(actor: Actor, *, journey: str, about: str) -> Draft | None:
    """The newest unfinished draft of this journey; it comes back after a crash, a time-out or a new sign-in."""
    return Draft.objects.filter(actor_id=actor.id, journey=journey, about=about).order_by("-saved_at").first()


def drafts_of(actor: Actor) -> list[Draft]:
    return list(Draft.objects.filter(actor_id=actor.id).order_by("-saved_at")[:10])


def keep(actor: Actor, *, key: UUID, journey: str, about: str, posted: QueryDict) -> Draft:
    """Store what was posted under the draft's key, whether or not it is right."""
    answers = {name: posted.getlist(name) for name in posted if name not in NOT_ANSWERS}
    draft, _made = Draft.objects.update_or_create(
        id=key,
        defaults={
            "actor_id": actor.id,
            "journey": journey,
            "about": about,
            "answers": answers,
            "last_field": posted.get("last_field", "")[:60],
        },
    )
    return draft


def finished(key: UUID, *, actor: Actor) -> None:
    """The journey has been sent: its draft is no longer needed."""
    Draft.objects.filter(id=key, actor_id=actor.id).delete()


def as_posted(draft: Draft) -> QueryDict:
    """The draft's answers in the shape a form reads."""
    posted = QueryDict(mutable=True)
    for name, values in draft.answers.items():
        posted.setlist(name, [str(v) for v in values])
    return posted
