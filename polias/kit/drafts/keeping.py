"""Keeping what is typed: a draft for each journey of each person, saved every few seconds and at every step."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import QueryDict

from polias.kit.access.actor import Actor
from polias.kit.access.door import seen_among
from polias.kit.audit.canonical import canonical
from polias.kit.drafts.model import Draft
from polias.kit.drafts.opening import FIELD, opening_in

NOT_ANSWERS = frozenset(
    {"csrfmiddlewaretoken", "idempotency_key", "confirm", "version", "last_field", "merging", FIELD}
)  # fmt: skip
MOST_CHARACTERS = 200_000
REFERENCE = re.compile(r"[A-Z]{2,5}-[A-Z]{2}-\d")


def latest_draft(actor: Actor, *, journey: str, about: str) -> Draft | None:
    """The newest unfinished draft of this journey; it comes back after a crash, a time-out or a new sign-in."""
    return Draft.objects.filter(actor_id=actor.id, journey=journey, about=about).order_by("-saved_at").first()


def drafts_of(actor: Actor) -> list[Draft]:
    """The newest drafts; not those about a record that has been hidden from the actor since."""
    found = list(Draft.objects.filter(actor_id=actor.id).order_by("-saved_at")[:10])
    seen = seen_among([_record_in(one) for one in found], actor=actor)
    return [one for one in found if not _record_in(one) or _record_in(one) in seen]


def _record_in(draft: Draft) -> str:
    """The reference of the record that a draft is about; empty for one about none."""
    return draft.about.partition(" ")[0] if REFERENCE.match(draft.about) else ""


def keep(actor: Actor, *, key: UUID, journey: str, about: str, posted: QueryDict) -> Draft:
    """Store what was posted under the draft's key, whether or not it is right, with what it was typed over.

    From a merge page only its choices and new words are kept: they stand beside the answers, not in their place.
    """
    answers = answers_in(posted)
    opening = opening_in(posted, actor=actor, journey=journey, about=about)
    values: dict[str, Any] = {"answers": answers, "base": opening.answers, "version": opening.version, "merging": {}}
    if "merging" in posted:
        values = {"merging": answers}
    draft, _made = Draft.objects.update_or_create(
        id=key,
        defaults={
            "actor_id": actor.id,
            "journey": journey,
            "about": about,
            "last_field": posted.get("last_field", "")[:60],
            **values,
        },
    )
    return draft


def answers_in(posted: QueryDict) -> dict[str, list[str]]:
    """What was typed and chosen, without what a form carries for itself."""
    return {name: [str(v) for v in posted.getlist(name)] for name in posted if name not in NOT_ANSWERS}


def digest_of(answers: Mapping[str, Any]) -> str:
    """A hash of answers, by which the same form sent twice is told from one that was changed in between."""
    return hashlib.sha256(canonical(dict(answers)).encode()).hexdigest()


def settled(draft: Draft, *, answers: Mapping[str, Any], base: Any, version: int | None) -> Draft:
    """The draft after a merge: these answers, typed over what the merge page showed."""
    draft.answers, draft.base, draft.version, draft.merging = dict(answers), base, version, {}
    draft.save(update_fields=["answers", "base", "version", "merging", "saved_at"])
    return draft


def under_a_new_key(draft: Draft, *, key: UUID) -> Draft:
    """The same words as a draft of its own, because the form they were typed into was sent before."""
    old = draft.pk
    draft.pk = key
    draft.save(force_insert=True)
    Draft.objects.filter(pk=old, actor_id=draft.actor_id).delete()
    return draft


def finished(key: UUID, *, actor: Actor) -> None:
    """The journey has been sent: its draft is no longer needed."""
    Draft.objects.filter(id=key, actor_id=actor.id).delete()


def as_posted(draft: Draft) -> QueryDict:
    """The draft's answers in the shape a form reads."""
    return posted_from(draft.answers)


def posted_from(answers: Mapping[str, Any]) -> QueryDict:
    """Answers by name in the shape a form reads."""
    posted = QueryDict(mutable=True)
    for name, values in answers.items():
        posted.setlist(name, [str(v) for v in values])
    return posted
