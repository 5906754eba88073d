"""A deed that the record's state no longer allows: what happened in one sentence, and one's own words back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.drafts.keeping import as_posted
from polias.kit.drafts.model import Draft
from polias.kit.govuk.templatetags.polias import when
from polias.kit.screens.history import changes_since

if TYPE_CHECKING:
    from polias.kit.screens.journey import Journey


def is_too_late(journey: Journey) -> bool:
    """Whether the record has come into a state in which this deed cannot be done."""
    record = journey.record
    if record is None:
        return False
    workflow = record.record_type().workflow
    return any(move.verb == journey.verb for move in workflow.moves) and bool(workflow.refusal(record, journey.verb))


def too_late_page(request: HttpRequest, journey: Journey, draft: Draft) -> HttpResponse:
    """Who did what, what that made of the record, and one's own words to copy."""
    form = journey.form(as_posted(draft))
    form.is_valid()
    context = {
        "title": _("This can no longer be done"),
        "happened": _happened(journey, draft),
        "kept": _("Nothing was stored. What you typed stands below and is kept as a draft."),
        "answers": form.answers(),
        "do": _("Open the record to see what can be done now, and copy from here what you still need."),
        "links": [(_("Open %(reference)s") % {"reference": journey.reference}, journey.cancel_url)],
        "breadcrumbs": journey.breadcrumbs,
    }
    return render(request, "screens/too_late.html", context)


def moved_since(journey: Journey, draft: Draft | None) -> str:
    """The sentence above a draft whose record somebody changed after it was opened; empty otherwise."""
    if draft is None or journey.record is None or draft.version in (None, journey.version):
        return ""
    changes = changes_since(journey.record, draft.version)
    if not changes:
        return ""
    words = {"who": changes[0]["who"], "when": when(changes[0]["when"]), "what": journey.reference}
    return _("%(who)s changed %(what)s at %(when)s. When you send this, you see both side by side.") % words


def _happened(journey: Journey, draft: Draft) -> str:
    record = journey.record
    if record is None:
        return ""
    state = str(record.record_type().workflow.states[record.state].label).lower()
    changes = changes_since(record, draft.version)
    if not changes:
        return _("%(what)s is %(state)s.") % {"what": record.reference, "state": state}
    last = changes[0]
    return _("%(who)s was faster (%(deed)s, %(when)s): %(what)s is now %(state)s.") % {
        "who": last["who"], "deed": last["what"], "when": when(last["when"]), "what": record.reference, "state": state,
    }  # fmt: skip
