"""The record types of boards: who may see and do what, and how each is listed and shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from polias.boards import panels
from polias.boards.actions.actions import check_the_evidence, close_what_was_asked
from polias.boards.actions.model import BoardAction
from polias.boards.actions.queries import KIND, lateness_of, owner_of
from polias.boards.actions.workflow import WORKFLOW as ACTION_WORKFLOW
from polias.boards.aspirations.model import Aspiration
from polias.boards.aspirations.standing import standing_of
from polias.boards.aspirations.words import of as aim_of
from polias.boards.aspirations.workflow import WORKFLOW as ASPIRATION_WORKFLOW
from polias.boards.bodies.model import Body
from polias.boards.bodies.workflow import WORKFLOW as BODY_WORKFLOW
from polias.boards.meetings.model import Meeting
from polias.boards.meetings.workflow import WORKFLOW as MEETING_WORKFLOW
from polias.boards.papers.model import Paper
from polias.boards.papers.workflow import WORKFLOW as PAPER_WORKFLOW
from polias.boards.readings.model import Reading
from polias.boards.readings.workflow import WORKFLOW as READING_WORKFLOW
from polias.kit.access.names import name_of
from polias.kit.attachments.receiving import take_files_at
from polias.kit.govuk.templatetags.polias import day
from polias.kit.i18n.text import Words
from polias.kit.record.types import Card, RecordType, declare
from polias.kit.screens.declare import Column, Filter, MenuEntry, Start, add_menu, add_start
from polias.kit.tasks.actions import when_answered

PURPOSE = "Public scrutiny: say in public how a force does, decide, and see that what was decided is done"
READ = frozenset({"view"})

# Everybody who works for the force. They see bodies, meetings and actions because those are public, and because a
# row of another's can be closed by its owner only when the owner can see it (row security asks that of a change).
OFFICERS = (
    "operator", "investigator", "supervisor", "processor", "registrar", "steward", "custody", "safeguarding", "analyst",
)  # fmt: skip
READERS = dict.fromkeys((*OFFICERS, "auditor", "member"), READ)


def link(record: Any, words: str = "") -> SafeString:
    """A record as a link to its page, under its title or other words."""
    return format_html('<a class="govuk-link" href="{}">{}</a>', record.url, words or record.title())


def body_cards(body: Any) -> list[Card]:
    rows: list[tuple[Words, Any]] = [
        (_("Kind"), body.get_kind_display()),
        (_("Set up"), body.since),
        *([(_("Last day"), body.until)] if body.until else []),
    ]
    return [(_("The body"), rows)]


def meeting_cards(meeting: Any) -> list[Card]:
    rows: list[tuple[Words, Any]] = [
        (_("Body"), link(meeting.body)),
        (_("Day"), meeting.held_on),
        (_("Place"), meeting.place),
    ]
    return [(_("The meeting"), rows)]


def paper_cards(paper: Any) -> list[Card]:
    rows: list[tuple[Words, Any]] = [
        (_("For"), link(paper.meeting)),
        (_("Item"), str(paper.item)),
        (_("Published"), paper.published_at or _("Not yet")),
    ]
    return [(_("Where it belongs"), rows)]


def action_cards(action: Any) -> list[Card]:
    rows: list[tuple[Words, Any]] = [
        (_("Number"), action.number),
        (_("What is to be done"), action.text),
        (_("Who"), owner_of(action) or _("Nobody is named")),
        *([(_("Who, in the paper"), action.owner_as_printed)] if action.owner and action.owner_as_printed else []),
        (_("By when"), action.due_on or _("The paper names no date")),
        (_("Decided by"), link(action.meeting)),
        *([(_("Resolution"), str(action.resolution))] if action.resolution else []),
        *([(_("Reference in the paper"), action.ref_as_printed)] if action.ref_as_printed else []),
    ]
    return [(_("The action"), rows)]


def aspiration_cards(aspiration: Any) -> list[Card]:
    aim: list[tuple[Words, Any]] = [
        (_("Body"), link(aspiration.body)),
        (_("Measure"), aspiration.question),
        *([(_("Offence group"), aspiration.offence_group)] if aspiration.offence_group else []),
        (_("What is aimed at"), aim_of(aspiration)),
        *([(_("How it stands"), stands)] if (stands := standing_of(aspiration)) else []),
        (_("Set on"), aspiration.set_on),
        (_("Who answers for it"), name_of(aspiration.owner)),
    ]
    thought: list[tuple[Words, Any]] = [(_("The thought behind it"), aspiration.rationale or _("None is written down"))]
    return [(_("The aspiration"), aim), (_("For members only"), thought)]


def reading_cards(reading: Any) -> list[Card]:
    rows: list[tuple[Words, Any]] = [
        (_("File"), reading.name),
        (_("Body"), link(reading.body) if reading.body else reading.found.get("body") or _("The paper does not say")),
        (_("Meeting"), link(reading.meeting) if reading.meeting else _("None yet")),
    ]
    return [(_("The paper"), rows)]


def _late_only(rows: Any, choice: str) -> Any:
    today = timezone.localdate()
    return rows.filter(register__state="open", due_on__lt=today) if choice == "late" else rows


BODIES = RecordType(
    number=30,
    name="boards.bodies",
    model=Body,
    label=_("Body"),
    label_plural=_("Bodies"),
    prefix="BO",
    purpose=PURPOSE,
    owner="Clerk of the body",
    classification="public",
    retention="board (to be confirmed by the force)",
    workflow=BODY_WORKFLOW,
    cards=body_cards,
    panels=panels.OF_BODY,
    grants=READERS | {"clerk": READ | {"record", "plan", "aim", "appoint", "dissolve", "attach", "detach"}},
    columns=(
        Column("name", _("Name"), lambda b: b.name, order="name"),
        Column("kind", _("Kind"), lambda b: b.get_kind_display(), order="kind"),
        Column("since", _("Set up"), lambda b: b.since, order="since"),
    ),
)

MEETINGS = RecordType(
    number=31,
    name="boards.meetings",
    model=Meeting,
    label=_("Meeting"),
    label_plural=_("Meetings"),
    prefix="ME",
    purpose=PURPOSE,
    owner="Clerk of the body",
    classification="public",
    retention="board (to be confirmed by the force)",
    workflow=MEETING_WORKFLOW,
    cards=meeting_cards,
    panels=panels.OF_MEETING,
    grants=READERS
    | {
        "clerk": READ
        | {"record", "add_item", "add_paper", "hold", "resolve", "set_action", "minute", "attach", "detach"},
        "analyst": READ | {"add_paper"},
    },
    columns=(
        Column("body", _("Body"), lambda m: m.body.name, order="body__name"),
        Column("held_on", _("Day"), lambda m: m.held_on, order="held_on"),
        Column("place", _("Place"), lambda m: m.place, order="place"),
    ),
    extra={"order": ("-held_on", "-pk")},
)

PAPERS = RecordType(
    number=32,
    name="boards.papers",
    model=Paper,
    label=_("Paper"),
    label_plural=_("Papers"),
    prefix="PA",
    purpose=PURPOSE,
    owner="Clerk of the body",
    classification="members",
    retention="board (to be confirmed by the force)",
    workflow=PAPER_WORKFLOW,
    cards=paper_cards,
    panels=panels.OF_PAPER,
    grants={
        "clerk": READ | {"draft", "write", "quote", "publish", "correct", "attach", "detach"},
        "analyst": READ | {"draft", "write", "quote", "attach"},
        "member": READ,
        "auditor": READ,
    },
    columns=(
        Column("name", _("Title"), lambda p: p.name, order="name"),
        Column("meeting", _("Meeting"), lambda p: p.meeting.title(), order="meeting__held_on"),
        Column("published", _("Published"), lambda p: p.published_at, order="published_at"),
    ),
)

ACTIONS = RecordType(
    number=33,
    name="boards.actions",
    model=BoardAction,
    label=_("Action"),
    label_plural=_("Actions"),
    prefix="AC",
    purpose=PURPOSE,
    owner="Clerk of the body",
    classification="public",
    retention="board (to be confirmed by the force)",
    workflow=ACTION_WORKFLOW,
    cards=action_cards,
    panels=panels.OF_ACTION,
    grants=READERS
    | dict.fromkeys(OFFICERS, READ | {"progress", "close_by_owner", "attach"})
    | {"clerk": READ | {"record", "assign", "progress", "close_as_told", "reopen", "attach", "detach"}},
    says={
        "owner": lambda actor_id: name_of(int(actor_id)),
        "due_on": lambda text: day(date.fromisoformat(text)),
    },
    columns=(
        Column("number", _("Number"), lambda a: a.number),
        Column("text", _("What is to be done"), lambda a: a.text),
        Column("owner", _("Who"), owner_of),
        Column("due", _("By when"), lambda a: a.due_on, order="due_on"),
        Column("late", _("How late"), lambda a: lateness_of(a).words),
    ),
    extra={
        # Open before closed, and among the open the latest first.
        "order": ("-register__state", "due_on", "pk"),
        "filters": (Filter("late", _("Lateness"), lambda: [("late", str(_("Only what is late")))], _late_only),),
    },
)


READINGS = RecordType(
    number=34,
    name="boards.readings",
    model=Reading,
    label=_("Paper that was read"),
    label_plural=_("Papers that were read"),
    prefix="RD",
    purpose=PURPOSE,
    owner="Clerk of the body",
    classification="members",
    retention="board (to be confirmed by the force)",
    workflow=READING_WORKFLOW,
    cards=reading_cards,
    panels=panels.OF_READING,
    # Whole papers in the history of a record would bury what happened to it; the audit keeps them.
    says={"checked": lambda _all: gettext("as a person has checked it"), "made": lambda _all: gettext("see above")},
    grants={
        "clerk": READ | {"record", "accept", "put_aside", "take_up", "attach", "detach"},
        "auditor": READ,
    },
    columns=(
        Column("name", _("File"), lambda r: r.name, order="name"),
        Column("body", _("Body"), lambda r: r.body.name if r.body else r.found.get("body") or "", order="body__name"),
        Column("held_on", _("Day"), lambda r: r.meeting.held_on if r.meeting else r.found.get("date") or "",
               order="meeting__held_on"),
    ),
)  # fmt: skip


ASPIRATIONS = RecordType(
    number=35,
    name="boards.aspirations",
    model=Aspiration,
    label=_("Aspiration"),
    label_plural=_("Aspirations"),
    prefix="AM",
    purpose=PURPOSE,
    owner="Clerk of the body",
    classification="members",
    retention="board (to be confirmed by the force)",
    workflow=ASPIRATION_WORKFLOW,
    cards=aspiration_cards,
    says={"owner": lambda actor_id: name_of(int(actor_id)), "set_on": lambda text: day(date.fromisoformat(text))},
    grants={
        "clerk": READ | {"record", "revise", "publish", "withdraw", "attach", "detach"},
        "member": READ,
        "analyst": READ,
        "auditor": READ,
    },
    columns=(
        Column("measure", _("Measure"), lambda a: a.title(), order="question"),
        Column("aim", _("What is aimed at"), aim_of),
        Column("owner", _("Who answers for it"), lambda a: name_of(a.owner)),
        Column("set_on", _("Set on"), lambda a: a.set_on, order="set_on"),
    ),
)


def declare_all() -> None:
    """Called once when Django starts."""
    declare(BODIES, MEETINGS, PAPERS, ACTIONS, READINGS, ASPIRATIONS)
    add_start(Start(_("Read minutes"), "/boards/papers/read", "boards.readings.record"))
    take_files_at("/boards/papers/read")
    add_start(Start(_("Set up a body"), "/boards/bodies/record", "boards.bodies.record"))
    add_menu(MenuEntry(_("Boards"), "/boards/", visible=lambda actor: actor.opens("boards.papers")))
    when_answered(KIND, check=check_the_evidence, then=close_what_was_asked)
