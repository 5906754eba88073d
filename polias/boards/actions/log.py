"""The action log over all papers: which actions it shows, in what order, and as files for tables and calendars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.boards.actions.model import BoardAction, Place
from polias.boards.actions.queries import lateness_of, owner_of
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to, why_not
from polias.kit.i18n.text import Words
from polias.kit.screens.take_out import MOST_ROWS, as_file

LOG_FORMS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "ics": "iCalendar"}
SHOWS: dict[str, Words] = {
    "open": gettext_lazy("Open"),
    "late": gettext_lazy("Late"),
    "no_owner": gettext_lazy("Without an owner"),
    "no_date": gettext_lazy("Without a date"),
    "closed": gettext_lazy("Closed"),
    "bare": gettext_lazy("Closed without evidence"),
    "all": gettext_lazy("All"),
}


def all_actions(actor: Actor, *, body: str = "") -> list[BoardAction]:
    """Every action that the actor may see, of one body or of all: open before closed, the latest first."""
    rows = visible_to(BoardAction, actor).select_related("body__register", "meeting__register", "meeting__body")
    if body:
        rows = rows.filter(body__register__reference=body)
    return list(rows.order_by("-register__state", F("due_on").asc(nulls_last=True), "year", "serial")[:MOST_ROWS])


def actions_shown(rows: Sequence[BoardAction], show: str) -> list[BoardAction]:
    """Those of the rows that one of SHOWS is about; what is closed is neither late nor lacks anything."""
    tests: dict[str, Callable[[BoardAction], bool]] = {
        "open": lambda a: a.state == "open",
        "late": lambda a: lateness_of(a).level == "late",
        "no_owner": lambda a: a.state == "open" and not a.owner and not a.owner_as_printed,
        "no_date": lambda a: a.state == "open" and a.due_on is None,
        "closed": lambda a: a.state == "closed",
        "bare": lambda a: a.state == "closed" and not a.evidence,
        "all": lambda a: True,
    }
    return [row for row in rows if tests[show](row)]


def log_rows(actions: Sequence[BoardAction], *, actor: Actor) -> list[dict[str, Any]]:
    """Actions as the page shows them, with how many papers speak of each, and what the actor may still say of it."""
    told = _papers_of(actions)
    return [
        {
            "action": a,
            "owner": owner_of(a),
            "late": lateness_of(a),
            "papers": len(told.get(a.pk, ())),
            "to_say": _still_to_say(a) if not why_not(actor, "boards.actions.assign", record=a) else "",
        }
        for a in actions
    ]


def _still_to_say(action: BoardAction) -> str:
    """What an open action lacks, as the link to say it is called; empty where it lacks nothing."""
    if action.state != "open" or (action.owner and action.due_on):
        return ""
    if action.owner is None:
        return _("Say who does it") if action.due_on else _("Say who does it and by when")
    return _("Say by when")


def _papers_of(actions: Sequence[BoardAction]) -> dict[Any, set[date]]:
    found: dict[Any, set[date]] = {}
    for action, on in Place.objects.filter(register_id__in=[a.pk for a in actions]).values_list("register_id", "on"):
        found.setdefault(action, set()).add(on)
    return found


def terms_of(body: str, show: str) -> str:
    """What was asked for, for the log of looks."""
    return ", ".join(filter(None, [f"show={show}", f"body={body}" if body else ""]))


def as_log_file(actions: Sequence[BoardAction], *, form: str, who: str, terms: str) -> HttpResponse:
    """The actions as a file: a table, or dates for a calendar."""
    if form == "ics":
        answer = HttpResponse(as_calendar(actions), content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="action-log.ics"'
        return answer
    about = [
        _("Action log"),
        _("Taken out %(at)s UTC by %(who)s") % {"at": f"{timezone.now():%Y-%m-%d %H:%M}", "who": who},
        _("Filters: %(terms)s") % {"terms": terms},
    ]
    told = _papers_of(actions)
    heads = [
        _("Reference"), _("Number"), _("Reference in the paper"), _("Body"), _("What is to be done"), _("Who"),
        _("Who, in the paper"), _("By when"), _("How late"), _("State"), _("Decided on"), _("Papers that speak of it"),
        _("Closed on"), _("Evidence"),
    ]  # fmt: skip
    lines = [
        [
            a.reference, a.number, a.ref_as_printed, a.body.name, a.text, owner_of(a), a.owner_as_printed,
            _iso(a.due_on), lateness_of(a).words, str(a.record_type().workflow.states[a.state].label),
            _iso(a.meeting.held_on), ", ".join(_iso(on) for on in sorted(told.get(a.pk, ()))), _iso(a.closed_on),
            a.evidence,
        ]
        for a in actions
    ]  # fmt: skip
    return as_file(heads, lines, about, form=form, name="action-log")


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def as_calendar(actions: Sequence[BoardAction]) -> bytes:
    """A day in a calendar for each action with a date; one without a date is a thing to do without a day."""
    from icalendar import Calendar, Event, Todo

    calendar = Calendar()
    calendar.add("prodid", "-//Polias//Action log//EN")
    calendar.add("version", "2.0")
    for action in actions:
        entry: Any = Event() if action.due_on else Todo()
        entry.add("uid", f"{action.pk}@polias")
        entry.add("dtstamp", action.register.changed_at.astimezone(UTC).replace(microsecond=0))
        entry.add("sequence", action.version)
        entry.add("summary", f"{action.number}: {action.text}"[:200])
        entry.add("description", _said_of(action))
        if action.due_on:
            entry.add("dtstart", action.due_on)
            entry.add("dtend", action.due_on + timedelta(days=1))
            entry.add("transp", "TRANSPARENT")
        elif action.closed_on:
            entry.add("status", "COMPLETED")
            entry.add("completed", datetime.combine(action.closed_on, datetime.min.time(), UTC))
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _said_of(action: BoardAction) -> str:
    who = [owner_of(action) or _("Nobody is named")]
    if action.owner and action.owner_as_printed:
        who.append(_("In the paper: %(who)s") % {"who": action.owner_as_printed})
    return "\n".join([action.reference, action.body.name, *who, lateness_of(action).words, action.text])
