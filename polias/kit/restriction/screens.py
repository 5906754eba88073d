"""Pages of who may see a record: what is decided now, and a journey for each decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch_any, require, why_not
from polias.kit.access.names import name_of
from polias.kit.errors import NotFound
from polias.kit.handover.queries import also_readers
from polias.kit.record.model import Level, Record, level_of
from polias.kit.restriction import actions
from polias.kit.restriction.forms import AdmitForm, EndForm, ExcludeForm, LiftForm, MarkForm, RestrictForm
from polias.kit.restriction.queries import admissions_to, exclusions_from, people_for, restriction_of
from polias.kit.screens.context import force_name
from polias.kit.screens.verb import about_one

BASE = "/access"
VERB = "restrict"


def address(record: Record) -> str:
    return f"{BASE}/{record.reference}"


@require_safe
def who(request: HttpRequest, reference: str) -> HttpResponse:
    """/access/<reference>: who may see a record, who never, and since when."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = _record(request, reference)
    declared = record.record_type()
    context = {
        "title": _("Who may see this"),
        "record": record,
        "level": level_of(record.grade),
        "level_label": level_of(record.grade).label,
        "restriction": restriction_of(record),
        "contact": _contact(record),
        "admitted": [_line(one, actor) for one in admissions_to(record)],
        "excluded": [_line(one, actor) for one in exclusions_from(record)],
        "base": address(record),
        "breadcrumbs": [
            (str(declared.label_plural), declared.url + "/"),
            (record.reference, record.url),
            (_("Who may see this"), ""),
        ],
    }
    return render(request, "screens/who_may_see.html", context)


def _line(one: Any, actor: Actor) -> dict[str, Any]:
    """An admission or an exclusion as the page says it."""
    until = getattr(one, "until", None)
    emergency = getattr(one, "emergency", False)
    return {
        "person": one.actor_id,
        "name": name_of(one.actor_id),
        "why": "" if emergency else one.why,
        "by": name_of(one.by),
        "since": one.since,
        "until": until,
        "emergency": emergency,
    }


def _contact(record: Record) -> str:
    restriction = restriction_of(record)
    return name_of(restriction.contact) if restriction else ""


def mark(request: HttpRequest, reference: str) -> HttpResponse:
    """/access/<reference>/mark."""
    record = _record(request, reference)
    initial = {"marking": record.register.marking}
    return _ask(request, record, "mark", _("Mark this record"), form=MarkForm, do=actions.mark, initial=initial)


def restrict(request: HttpRequest, reference: str) -> HttpResponse:
    """/access/<reference>/restrict: lock it or hide it."""
    record = _record(request, reference)

    def do(record: Record, *, person: str, contact: str, staying: Sequence[str] = (), **how: Any) -> Any:
        named, asked = int(person), int(person) if contact == "person" else None
        return actions.restrict(record, people=(named,), staying=tuple(map(int, staying)), contact=asked, **how)

    form = _with_people(request, record, RestrictForm, admitted=_admitted_before(request, record))
    return _ask(request, record, "restrict", _("Restrict this record"), form=form, do=do)


def lift(request: HttpRequest, reference: str) -> HttpResponse:
    """/access/<reference>/lift."""
    record = _record(request, reference)
    return _ask(request, record, "lift", _("Open this record again"), form=LiftForm, do=actions.lift)


def admit(request: HttpRequest, reference: str) -> HttpResponse:
    """/access/<reference>/admit."""
    record = _record(request, reference)
    form = _with_people(request, record, AdmitForm)
    return _ask(request, record, "admit", _("Admit somebody"), form=form, do=_for_a_person(actions.admit))


def exclude(request: HttpRequest, reference: str) -> HttpResponse:
    """/access/<reference>/exclude."""
    record = _record(request, reference)
    form = _with_people(request, record, ExcludeForm)
    return _ask(request, record, "exclude", _("Exclude somebody"), form=form, do=_for_a_person(actions.exclude))


def remove_admission(request: HttpRequest, reference: str, person: int) -> HttpResponse:
    """/access/<reference>/remove-admission/<person>."""
    record = _record(request, reference)
    if not admissions_to(record).filter(actor_id=person).exists():
        raise NotFound(reference)
    title = _("End the admission of %(name)s") % {"name": name_of(person)}
    return _ask_about(request, record, person, title, do=actions.remove_admission)


def end_exclusion(request: HttpRequest, reference: str, person: int) -> HttpResponse:
    """/access/<reference>/end-exclusion/<person>."""
    record = _record(request, reference)
    if not exclusions_from(record).filter(actor_id=person).exists():
        raise NotFound(reference)
    title = _("End the exclusion of %(name)s") % {"name": name_of(person)}
    return _ask_about(request, record, person, title, do=actions.end_exclusion)


def access_card(record: Record, actor: Actor) -> str:
    """The card of a record's page, for those who decide who sees it; empty for everybody else."""
    if why_not(actor, f"{record.TYPE}.{VERB}", record=record):
        return ""
    level = level_of(record.grade)
    context = {
        "level": level,
        "level_label": level.label,
        "contact": _contact(record),
        "admitted": admissions_to(record).count(),
        "excluded": exclusions_from(record).count(),
        "base": address(record),
        "restricted": level != Level.NONE,
        "also": ", ".join(force_name(one) for one in also_readers(record)) if level == Level.NONE else "",
    }
    return render_to_string("screens/access_card.html", context)


def warnings_of(record: Record) -> list[str]:
    """What everybody who sees the record is told before they read it."""
    level, said = level_of(record.grade), []
    if record.register.marking:
        said.append(_("Care is needed: %(why)s") % {"why": record.register.marking})
    if level == Level.LOCKED:
        said.append(_("Locked: only those who are named see it. Others are told to ask %(name)s.") % _name(record))
    if level == Level.INVISIBLE:
        said.append(_("Invisible: only those who are named know of it. Speak of it to nobody else."))
    return said


def _name(record: Record) -> dict[str, str]:
    return {"name": _contact(record)}


def short_warnings_of(record: Record) -> list[str]:
    """The same in a list, in one word each."""
    level = level_of(record.grade)
    return [*([_("Care")] if record.register.marking else []), *([str(level.label)] if level else [])]


def _record(request: HttpRequest, reference: str) -> Record:
    """The record, for those who decide who sees it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = fetch_any(reference, actor=actor)
    require(actor, f"{record.TYPE}.{VERB}", record=record)
    return record


def _with_people(
    request: HttpRequest, record: Record, form: Callable[..., Any], **more: Any
) -> Callable[..., Any]:  # fmt: skip
    """The form with everybody to choose from but whoever chooses."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    people = [(str(one.pk), one.name) for one in people_for(record) if one.pk != actor.id]
    return lambda *args, **options: form(*args, people=people, **more, **options)


def _admitted_before(request: HttpRequest, record: Record) -> list[tuple[str, str]]:
    """Whoever else is admitted now, other than in an emergency."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    before = admissions_to(record).filter(emergency=False).exclude(actor_id=actor.id)
    return [(str(one.actor_id), name_of(one.actor_id)) for one in before]


def _for_a_person(do: Callable[..., Any]) -> Callable[..., Any]:
    return lambda record, *, person, **how: do(record, person=int(person), **how)


def _ask_about(
    request: HttpRequest, record: Record, person: int, title: str, *, do: Callable[..., Any]
) -> HttpResponse:  # fmt: skip
    def about_them(record: Record, **how: Any) -> Any:
        return do(record, person=person, **how)

    return _ask(request, record, do.__name__, title, form=EndForm, do=about_them, part=f" {person}")


def _ask(
    request: HttpRequest,
    record: Record,
    verb: str,
    title: str,
    *,
    form: Callable[..., Any],
    do: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    return about_one(request, record, verb, title=title, form=form, do=do, **more)
