"""The record types of contact: who may see and do what, and how each is listed and shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from polias.contact.logs import dataset as logs_dataset
from polias.contact.logs.actions import search_keys
from polias.contact.logs.model import Log
from polias.contact.logs.panels import lines_panel, thrive_panel
from polias.contact.logs.queries import answers_of, grade_of, grades_on
from polias.contact.logs.vulnerability import listen_for_answers
from polias.contact.logs.workflow import WORKFLOW
from polias.contact.reference import (
    ANY_FORCE,
    IncidentCode,
    closing_codes,
    grades,
    opening_codes,
    qualifiers,
    vulnerability_questions,
)
from polias.force.public import staff_member
from polias.kit.access.door import named_here
from polias.kit.access.names import name_of
from polias.kit.calendar import london_date
from polias.kit.datasets.publication import publishes
from polias.kit.i18n.text import Words
from polias.kit.record.types import Card, RecordType, declare
from polias.kit.screens.declare import Column, Filter, Panel, Start, add_start
from polias.pole.public import PEOPLE_AND_LINKS

Row = tuple[Words, Any]
READ = frozenset({"view"})
RECORDS_CRIME = READ | {"add_line", "assess_vulnerability", "decide", "crime_recorded_from", "attach"}
EVERYTHING = RECORDS_CRIME | {"take", "grade", "regrade", "dispatch", "arrive", "close", "reopen"}


def cards(log: Any) -> list[Card]:
    """The summary cards of a log's page."""
    return [(_("The contact"), _contact(log)), (_("Response"), _response(log)), (_("Vulnerability"), _vulnerable(log)),
            (_("Is it a crime?"), _decision(log))]  # fmt: skip


def _contact(log: Any) -> list[Row]:
    return [
        (_("What was told"), log.summary),
        (_("Opened as"), log.opening_title),
        (_("Came in"), log.received_at),
        (_("By"), log.get_channel_display()),
        (_("Caller"), " ".join(filter(None, (log.caller_name, log.caller_phone)))),
        (_("Where"), log.location_text),
        (_("Beat"), log.beat and log.beat.name),
        (_("Qualifiers"), [qualifiers()[code].title for code in log.qualifiers if code in qualifiers()]),
    ]


def _response(log: Any) -> list[Row]:
    chosen = grade_of(log)
    return [
        (_("Grade"), chosen and f"{chosen.title}: {chosen.response}"),
        (_("Graded"), log.graded_at),
        (_("Unit"), log.unit),
        (_("Officer"), _name(log.assigned_to)),
        (_("Sent"), log.dispatched_at),
        (_("Arrived"), log.arrived_at),
    ]


def _vulnerable(log: Any) -> list[Row]:
    given, said = answers_of(log), {"yes": _("Yes"), "no": _("No")}
    asked = [(q.title, said.get(given[q.code], given[q.code])) for q in _questions(log) if q.code in given]
    return [
        (_("State"), log.get_vulnerability_display()),
        (_("Is anybody vulnerable?"), log.vulnerable),
        *([(_("Why not possible"), log.vulnerability_reason)] if log.vulnerability_reason else []),
        *([(_("What was found"), log.vulnerability_note)] if log.vulnerability_note else []),
        *asked,
    ]


def _questions(log: Any) -> Any:
    return vulnerability_questions(london_date(log.received_at))


def _decision(log: Any) -> list[Row]:
    closing, crime = closing_codes().get(log.closing_code), named_here(log.crime_reference)
    return [
        (_("Decision"), log.get_decision_display()),
        *([(_("Why"), log.decision_reason)] if log.decision_reason else []),
        *([(_("Crime"), crime)] if crime else []),
        *([(_("Decided"), log.decided_at)] if log.decided_at else []),
        *([(_("Closed as"), closing.title)] if closing else []),
    ]


def _name(actor_id: int | None) -> str:
    member = staff_member(actor_id) if actor_id else None
    return member.actor.name if member else ""


def _grade_title(log: Any) -> str:
    chosen = grades_on(log).get(log.response_grade)
    return chosen.title if chosen else ""


def _grade_choices() -> list[tuple[str, str]]:
    from django.utils import timezone

    return [(code, one.title) for code, one in grades(ANY_FORCE, timezone.localdate()).items()]


def _title_in(codes: Mapping[str, IncidentCode], code: str) -> str:
    return codes[code].title if code in codes else code


LOGS = RecordType(
    number=5,
    name="contact.logs",
    model=Log,
    label=_("Log"),
    label_plural=_("Logs"),
    prefix="LG",
    reference_style="daily",
    mine=lambda actor: Q(assigned_to=actor.id),
    names_records=("crime_reference",),
    says={
        "response_grade": lambda code: dict(_grade_choices()).get(code, code),
        "opening_code": lambda code: _title_in(opening_codes(), code),
        "closing_code": lambda code: _title_in(closing_codes(), code),
        "assigned_to": lambda actor_id: name_of(int(actor_id)),
    },
    menu=_("Contacts"),
    purpose="Law enforcement: answer the public and send help in time",
    owner="Head of contact",
    classification="personal",
    retention="log (to be confirmed by the force)",
    workflow=WORKFLOW,
    cards=cards,
    panels=(Panel(_("THRIVE"), thrive_panel), Panel(_("Lines"), lines_panel), PEOPLE_AND_LINKS),
    grants={
        "operator": EVERYTHING,
        "investigator": RECORDS_CRIME,
        "supervisor": RECORDS_CRIME | {"detach", "regrade", "close", "reopen", "restrict"},
        "processor": RECORDS_CRIME,
        "registrar": RECORDS_CRIME | {"restrict"},
        "safeguarding": READ | {"add_line", "assess_vulnerability", "attach"},
        "custody": READ,
        "steward": READ,
        "auditor": READ,
    },
    columns=(
        Column("opening", _("Opened as"), lambda log: log.opening_title, order="opening_code"),
        Column("received", _("Came in"), lambda log: log.received_at, order="received_at"),
        Column("grade", _("Grade"), _grade_title, order="response_grade"),
        Column("where", _("Where"), lambda log: log.location_text),
    ),
    extra={
        "words": "summary",
        "search_keys": search_keys,
        "gives_a_name": ("caller_name", _("Caller")),
        "filters": (
            Filter("grade", _("Grade"), _grade_choices, lambda rows, code: rows.filter(response_grade=code)),
            Filter(
                "vulnerability",
                _("Vulnerability"),
                lambda: [("unasked", str(_("Not asked yet"))), ("not_possible", str(_("Not possible then")))],
                lambda rows, value: rows.filter(vulnerability="" if value == "unasked" else "not_possible"),
            ),
        ),
    },
)


def declare_all() -> None:
    """Called once when Django starts."""
    declare(LOGS)
    publishes(logs_dataset.PUBLICATION)
    listen_for_answers()
    add_start(Start(_("Take a call"), "/contact/logs/take", "contact.logs.take"))
