"""Pages of the kit itself: My work, a task, and the saving of drafts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.drafts.keeping import MOST_CHARACTERS, drafts_of, keep
from polias.kit.drafts.opening import FIELD
from polias.kit.emergency.actions import KIND as EMERGENCY
from polias.kit.forms import LongTextField, PoliasForm, TextField
from polias.kit.idempotency.keys import sent_before, wait_for
from polias.kit.record.types import record_types
from polias.kit.screens.declare import all_starts, starts_for
from polias.kit.screens.history import verb_name
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.tasks import clocks_for, due_item, due_sentence, tasks_for
from polias.kit.tasks.actions import answer_task, record_of, task_for
from polias.kit.tasks.model import Task


def home(request: HttpRequest) -> HttpResponse:
    """My work: what is due, soonest first, with its clock and why it is mine."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = {
        "greeting": actor.name,
        "due": what_is_due(actor),
        "start": [{"label": s.label, "url": s.url} for s in starts_for(actor) if s.on_my_work],
        "drafts": [
            {"title": _draft_title(d), "url": d.answers.get("back", ["/"])[0], "saved_at": d.saved_at}
            for d in drafts_of(actor)
        ],
        "changes": _changes(actor),
    }
    return render(request, "screens/home.html", context)


def what_is_due(actor: Actor) -> list[dict[str, Any]]:
    """Tasks and running clocks together, soonest first; what has no date comes last."""
    items = [{**due_item(t), "due_at": t.due_at} for t in tasks_for(actor)[:50]] + clocks_for(actor)
    return sorted(items, key=lambda item: (item["due_at"] is None, item["due_at"] or timezone.now()))


def _draft_title(draft: Any) -> str:
    """A draft as the button that began it is called, and what it is about."""
    pages = {
        "kit.tasks.answer": _("Answer a task"),
        "kit.emergency.open": _("Open a record in an emergency"),
        "kit.emergency.review": _("Review an emergency access"),
    }
    if draft.journey in pages:
        return pages[draft.journey]
    type_name, verb = draft.journey.rsplit(".", 1)
    start = next((s for s in all_starts() if s.grant == draft.journey), None)
    return f"{start.label if start else verb_name(type_name, verb)} {draft.about}".strip()


def _changes(actor: Actor) -> list[dict[str, Any]]:
    """What others did last to the records this person works on."""
    found: list[dict[str, Any]] = []
    for declared in record_types():
        if declared.mine is None or not actor.opens(declared.name):
            continue
        mine = visible_to(declared.model, actor).filter(declared.mine(actor)).exclude(register__changed_by=actor.id)
        for record in mine.order_by("-register__changed_at")[:8]:
            state = declared.workflow.states[record.state].label
            when = record.register.changed_at
            found.append(
                {"title": record.reference, "url": record.url, "what": f"{record.title()}: {state}", "when": when}
            )
    return sorted(found, key=lambda c: c["when"], reverse=True)[:8]


class AnswerForm(PoliasForm):
    done = LongTextField(
        label=gettext_lazy("What was done?"),
        rows=4,
        max_length=2000,
        hint=gettext_lazy("Whoever asked reads this. Name nobody, and say nothing that only the police may know."),
    )
    evidence = TextField(
        label=gettext_lazy("Reference of the record that shows it"),
        required=False,
        width=20,
        hint=gettext_lazy(
            "It stays on this side: whoever asked does not see it unless they may already see the record."
        ),
    )


def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """One task: what is asked and why, and the answer that closes it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = task_for(task_id, actor=actor)
    if asked.kind == EMERGENCY:
        return HttpResponseRedirect(f"/emergency/{asked.asked_by}")
    if asked.state != Task.OPEN:
        return render(
            request, "screens/task_done.html", {"task": asked, "title": asked.title, "record_url": record_of(asked)}
        )

    def submit(data: dict[str, Any], *, actor: Actor, idempotency_key: str, **_rest: Any) -> Any:
        evidence = data["evidence"].strip()
        answer_task(
            asked, actor=actor, answer=data["done"], evidence_reference=evidence, idempotency_key=idempotency_key
        )
        return _Closed(asked)

    due, _level = due_sentence(asked)
    journey = Journey(
        name="kit.tasks.answer",
        title=asked.title,
        about=str(asked.pk),
        form=AnswerForm,
        submit=submit,
        primary_label=_("Close the task"),
        lead=f"{asked.why} {due}.",
        cancel_url=record_of(asked) or "/",
    )
    return walk(request, journey)


class _Closed:
    """What a journey needs to know of a closed task: where to go."""

    def __init__(self, closed: Task) -> None:
        self.url = f"/tasks/{closed.pk}"
        self.reference = closed.title


@require_POST
def save_draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what has been typed so far; answers with the time it was saved."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    journey, about = request.POST.get("journey", "")[:80], request.POST.get("about", "")[:60]
    size = sum(len(v) for name, values in request.POST.lists() if name != FIELD for v in values)
    wait_for(str(key), actor=actor)
    if sent_before(str(key), actor=actor):
        # A draft under this key would come back as if it were still to be sent.
        sentence = _("This form was sent already. Press its button to keep what you changed since.")
        return JsonResponse({"saved": False, "sent": True, "sentence": sentence})
    if not journey or size > MOST_CHARACTERS:
        return JsonResponse(
            {"saved": False, "sentence": _("This is too long to keep as a draft. Send it in parts.")}, status=413
        )
    keep(actor, key=key, journey=journey, about=about, posted=request.POST)
    return JsonResponse({"saved": True, "saved_at": timezone.localtime().strftime("%H:%M")})
