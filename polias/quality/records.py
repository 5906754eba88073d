"""The record types of quality: who may see and do what, and how each is listed and shown."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.force.public import staff_member
from polias.kit.datasets.publication import publishes
from polias.kit.handover.companions import travels_with
from polias.kit.i18n.text import Words
from polias.kit.record.types import Card, RecordType, declare
from polias.kit.restriction.companions import goes_with
from polias.kit.screens.declare import Column, MenuEntry, Panel, add_menu, add_panel
from polias.quality.queue import dataset
from polias.quality.queue.actions import items_about, listen_for_answers
from polias.quality.queue.model import QueueItem
from polias.quality.queue.panel import on_a_crime
from polias.quality.queue.workflow import WORKFLOW

READ = frozenset({"view"})
# Whoever records a crime puts it into the queue, and puts it back by answering.
RECORDS_CRIME = READ | {"enter", "come_back", "attach"}
WORKS_IT = RECORDS_CRIME | {"confirm", "correct", "return_to_officer", "undo", "detach"}


def cards(item: Any) -> list[Card]:
    """The summary card of an item's page; the crime's own cards stand before it."""
    worker = staff_member(item.worked_by) if item.worked_by else None
    rows: list[tuple[Words, Any]] = [
        (_("Entered"), item.entered_at),
        (_("Decision"), item.get_decision_display()),
        *([(_("Decided"), item.left_at), (_("By"), worker.actor.name if worker else "")] if item.left_at else []),
        *([(_("Note"), item.note)] if item.note else []),
    ]
    return [(_("Processing"), rows)]


QUEUE = RecordType(
    number=20,
    name="quality.queue",
    model=QueueItem,
    label=_("Queue item"),
    label_plural=_("Queue"),
    prefix="QU",
    purpose="Law enforcement: keep what is recorded right",
    owner="Data steward",
    classification="operational",
    retention="as the crime it is about (to be confirmed by the force)",
    workflow=WORKFLOW,
    cards=cards,
    grants={
        "investigator": RECORDS_CRIME,
        "supervisor": RECORDS_CRIME,
        "processor": WORKS_IT,
        "registrar": WORKS_IT,
        "steward": READ,
        "auditor": READ,
    },
    columns=(
        Column("crime", _("Crime"), lambda i: i.crime.reference),
        Column("entered", _("Entered"), lambda i: i.entered_at, order="entered_at"),
    ),
)


def declare_all() -> None:
    """Called once when Django starts."""
    declare(QUEUE)
    publishes(dataset.PUBLICATION)
    listen_for_answers()
    goes_with("crime.reports", items_about)
    travels_with("crime.reports", items_about)
    add_panel("crime.reports", Panel(_("Processing"), on_a_crime))
    add_menu(MenuEntry(_("Queues"), "/quality/queue/", visible=sees_the_queue))


def sees_the_queue(actor: Any) -> bool:
    """Whoever works the queue or answers for it; an investigator sees on the crime whether it waits."""
    return bool(actor.may("quality.queue.confirm") or actor.roles & {"supervisor", "auditor", "steward"})
