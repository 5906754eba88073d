"""A page of its own, no journey, that keeps what is typed as a journey does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest

from polias.kit.access.actor import Actor
from polias.kit.drafts.in_the_browser import place_of_copy
from polias.kit.drafts.keeping import as_posted, finished, keep, latest_draft
from polias.kit.drafts.model import Draft
from polias.kit.forms import PoliasForm
from polias.kit.idempotency.keys import sent_before
from polias.kit.idempotency.pages import key_of

F = TypeVar("F", bound=PoliasForm)


@dataclass(frozen=True)
class KeptPage:
    """The form of one page: the key it is kept and sent under, and what was typed into it before, if anything."""

    request: HttpRequest
    actor: Actor
    journey: str
    about: str
    key: str
    draft: Draft | None

    def form(self, declared: type[F], **options: Any) -> F:
        """The form as it was sent; opened again, with what an earlier visit left and no complaint about it."""
        if self.request.method == "POST":
            return declared(self.request.POST, **options)
        if self.draft:
            return declared(as_posted(self.draft)).without_complaint()
        return declared(**options)

    def sent(self) -> None:
        """The deed is done: nothing needs to be kept."""
        finished(UUID(self.key), actor=self.actor)

    def context(self) -> dict[str, Any]:
        """What the page's form needs: the key, where to save, and the address at which it is gone on with."""
        return {
            "draft": {
                "key": self.key,
                "saved_at": self.draft.saved_at if self.draft else None,
                "last_field": self.draft.last_field if self.draft else "",
                "kept": place_of_copy(self.actor, journey=self.journey, about=self.about),
                "autosave_url": f"/drafts/{self.key}",
            },
            "hidden": {"journey": self.journey, "about": self.about, "back": self.request.get_full_path()},
        }


def kept_page(
    request: HttpRequest, *, journey: str, about: str = "", holding: Mapping[str, str] | None = None
) -> KeptPage:
    """The page with what was typed: when it is opened, what is left from before; when it is sent, that, kept first.

    Only a draft that has the answers of ``holding`` is gone on with; the page does not tell by itself which they are.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    key = key_of(request)
    if request.method != "POST":
        draft = latest_draft(actor, journey=journey, about=about)
        if draft and any(draft.answers.get(name) != [answer] for name, answer in (holding or {}).items()):
            draft = None
        return KeptPage(request, actor, journey, about, str(draft.pk) if draft else key, draft)
    draft = None
    if not sent_before(key, actor=actor):
        draft = keep(actor, key=UUID(key), journey=journey, about=about, posted=request.POST)
    return KeptPage(request, actor, journey, about, key, draft)
