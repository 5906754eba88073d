"""The merge page: somebody changed the record meanwhile, so both changes are shown and a person decides.

What only one side changed is taken and shown; where both changed the same answer nothing is chosen beforehand. What is
decided is sent against the version that was shown, so that a third editor in between leads to this page again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.drafts.in_the_browser import place_of_copy
from polias.kit.drafts.keeping import as_posted, settled
from polias.kit.drafts.model import Draft
from polias.kit.drafts.opening import FIELD, Opening, opening_in, sealed
from polias.kit.forms.comparing import Compared, Posted, as_opened, compared, names_of, posted
from polias.kit.forms.form import PoliasForm
from polias.kit.forms.row import Row, row_of
from polias.kit.forms.wording import Piece, changed_words
from polias.kit.screens.history import changes_since

if TYPE_CHECKING:
    from polias.kit.screens.journey import Journey

KEEP = "keep_"
THEIRS, MINE, ANEW = "theirs", "mine", "anew"


@dataclass(frozen=True)
class Decision:
    """One question that both changed: what stands there, and the answer box to write it anew."""

    compared: Compared
    who: str
    row: Row
    chosen: str
    error: str

    @property
    def was(self) -> str:
        return self.compared.base.shown if self.compared.base else ""

    @property
    def theirs(self) -> list[Piece]:
        return self._words(self.compared.theirs.shown)

    @property
    def mine(self) -> list[Piece]:
        return self._words(self.compared.mine.shown)

    def _words(self, now: str) -> list[Piece]:
        """A long text with its changes marked, a short one as it is."""
        if self.compared.base and self.compared.is_long:
            return changed_words(self.compared.base.shown, now)
        return [Piece("same", now)]


def is_merging(request: HttpRequest) -> bool:
    return "merging" in request.POST


def merge_page(request: HttpRequest, journey: Journey, draft: Draft, *, asked: bool = False) -> HttpResponse:
    """What it was, what it is now and what was typed; ``asked`` marks the questions that are still undecided."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    theirs = as_opened(journey.form(initial=dict(journey.initial)))
    sides = compared(journey.form, base=draft.base, theirs=theirs, mine=draft.answers)
    changes = changes_since(journey.record, draft.version)
    decisions = _decisions(journey, draft, sides, changes, asked=asked)
    opening = Opening(journey.version, theirs)
    context = {
        "title": journey.title,
        "reference": journey.reference,
        "decisions": decisions,
        "taken": [_taken(one, changes) for one in sides if one.changed in ("mine", "theirs")],
        "changes": changes,
        "errors": [(f"#{KEEP}{d.compared.name}_{THEIRS}", d.error) for d in decisions if d.error],
        "draft": {
            "key": draft.pk, "saved_at": draft.saved_at, "autosave_url": f"/drafts/{draft.pk}",
            "kept": place_of_copy(actor, journey=journey.name, about=journey.about),
        },
        "hidden": {
            "merging": "1", "journey": journey.name, "about": journey.about,
            FIELD: sealed(opening, actor=actor, journey=journey.name, about=journey.about),
        },
        "primary_label": journey.primary_label,
        "cancel_url": journey.cancel_url,
        "breadcrumbs": journey.breadcrumbs,
    }  # fmt: skip
    return render(request, "screens/merge.html", context)


def decided(request: HttpRequest, journey: Journey, draft: Draft) -> bool:
    """Put what a merge page sent into the draft; False while a question that both changed is undecided.

    The draft then stands on what the page showed, which need not be what the record says by now.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    shown = opening_in(request.POST, actor=actor, journey=journey.name, about=journey.about)
    if shown.answers is None:
        return False
    sides = compared(journey.form, base=draft.base, theirs=shown.answers, mine=draft.answers)
    if any(one.changed == "both" and _choice(request.POST, one) not in (THEIRS, MINE, ANEW) for one in sides):
        return False
    form = journey.form(as_posted(draft))
    answers = merged(form, sides, mine=draft.answers, sent=request.POST)
    settled(draft, answers=answers, base=shown.answers, version=shown.version)
    return True


def merged(form: PoliasForm, sides: list[Compared], *, mine: Posted, sent: QueryDict) -> dict[str, list[str]]:
    """The answers that come of it: what only one side changed is taken, for the rest what was chosen."""
    answers = {name: list(values) for name, values in mine.items()}
    for one in sides:
        for name in names_of(form, one.name):
            answers.pop(name, None)
        answers |= _answer(form, one, sent)
    return answers


def _answer(form: PoliasForm, one: Compared, sent: QueryDict) -> dict[str, list[str]]:
    choice = _choice(sent, one) if one.changed == "both" else THEIRS if one.changed == "theirs" else MINE
    if choice == ANEW:
        return {name: sent.getlist(name) for name in names_of(form, one.name) if name in sent}
    return one.theirs.posted if choice == THEIRS else one.mine.posted


def _choice(sent: QueryDict | Mapping[str, Any], one: Compared) -> str:
    return str(sent.get(f"{KEEP}{one.name}", ""))


def _decisions(
    journey: Journey, draft: Draft, sides: list[Compared], changes: list[dict[str, Any]], *, asked: bool
) -> list[Decision]:
    """The questions that both changed, with what was chosen and written before, should the page come again."""
    before = posted(draft.merging)
    form = journey.form(posted({**draft.answers, **draft.merging}))
    found = []
    for one in sides:
        if one.changed == "both":
            chosen = _choice(before, one)
            error = _("Choose what to keep for “%(question)s”.") % {"question": one.label}
            row = row_of(form[one.name])
            found.append(Decision(one, _who(one, changes), row, chosen, error if asked and not chosen else ""))
    return found


def _taken(one: Compared, changes: list[dict[str, Any]]) -> dict[str, Any]:
    """A question that only one side changed, as a row to read."""
    theirs = one.changed == "theirs"
    return {
        "label": one.label,
        "was": one.base.shown if one.base else "",
        "now": one.theirs.shown if theirs else one.mine.shown,
        "who": _who(one, changes) if theirs else _("you"),
    }


def _who(one: Compared, changes: list[dict[str, Any]]) -> str:
    """Who changed this answer last, as far as the audit names the field; otherwise who changed the record last."""
    by_field = next((change["who"] for change in changes if one.name in change["fields"]), "")
    return by_field or (changes[0]["who"] if changes else _("somebody else"))
