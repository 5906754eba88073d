"""The record types of crime: who may see and do what, and how each is listed and shown."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.crime.amendments import actions as verbs_of_amendments
from polias.crime.amendments.panel import amendments_made
from polias.crime.corrections import actions as verbs_of_corrections
from polias.crime.corrections import dataset as corrections_dataset
from polias.crime.corrections.panel import corrections_made
from polias.crime.counting import actions as verbs_of_counting
from polias.crime.counting.panels import linked_offences
from polias.crime.decisions.panels import on_a_crime as decision_on_a_crime
from polias.crime.decisions.panels import on_a_log as decision_on_a_log
from polias.crime.editions import actions as verbs_of_editions
from polias.crime.editions.columns import said_of_columns
from polias.crime.editions.reading import class_of_any, keyword_of_any
from polias.crime.flags import actions as verbs_of_flags
from polias.crime.flags.panel import how_it_was_done
from polias.crime.harmed import dataset as victims_dataset
from polias.crime.imported.model import ImportedCrime
from polias.crime.imported.rules import ImportedFacts, open_questions
from polias.crime.imported.workflow import WORKFLOW as IMPORTED_WORKFLOW
from polias.crime.mandatory.model import RetiredField
from polias.crime.mandatory.questions import question_of
from polias.crime.mandatory.workflow import WORKFLOW as MANDATORY_WORKFLOW
from polias.crime.outcomes import dataset as outcomes_dataset
from polias.crime.outcomes.queries import current_outcome
from polias.crime.progress import dataset as stays_dataset
from polias.crime.proposals.record_type import PROPOSALS
from polias.crime.reference import OffenceClass, offence_classes
from polias.crime.reports import dataset as reports_dataset
from polias.crime.reports.actions import crimes_shut, logs_behind
from polias.crime.reports.filters import FILTERS
from polias.crime.reports.model import CrimeKeyword, CrimeReport, DescribedSuspect
from polias.crime.reports.panels import on_a_log, outcomes_given
from polias.crime.reports.workflow import WORKFLOW
from polias.crime.results import actions as verbs_of_results
from polias.crime.transfers import actions as verbs_of_transfers
from polias.crime.transfers.panel import transfers_made
from polias.crime.transfers.queries import concerning, offered_to
from polias.kit.access.names import name_of
from polias.kit.datasets.publication import publishes
from polias.kit.i18n.text import Words
from polias.kit.origins.panels import CAME_FROM
from polias.kit.record.types import Card, RecordType, declare
from polias.kit.restriction.companions import goes_with, shut_by
from polias.kit.screens.declare import Column, MenuEntry, Panel, Start, add_menu, add_panel, add_start
from polias.pole.public import APPEARS_IN, PEOPLE_AND_LINKS, roles_of

READ = frozenset({"view"})
LISTS = "/crime/reports/lists"
#: Verbs of a crime that live in rooms of their own: read here, so that pages and programs offer them.
ROOMS = (
    verbs_of_amendments,
    verbs_of_counting,
    verbs_of_corrections,
    verbs_of_editions,
    verbs_of_flags,
    verbs_of_results,
    verbs_of_transfers,
)
ALL_MAY = READ | {
    "record",
    "keyword",
    "strike_keyword",
    "describe",
    "involve",
    "note_offence",
    "amend",
    "take_off",
    "attach",
}
TRANSFERS = frozenset({"offer_transfer", "withdraw_transfer", "accept_transfer", "refuse_transfer"})


def _class_of(offence: OffenceClass | None) -> list[tuple[Words, Any]]:
    if offence is None:
        return [(_("Group"), _("This class is no longer in the list of offences."))]
    return [
        (_("Group"), offence.group),
        (_("Counted for the Home Office"), offence.notifiable),
        (_("Held on the Police National Computer"), offence.pnc_recordable or _("To be confirmed by the force")),
        *(
            [(_("To be confirmed by the force"), said_of_columns(offence.to_be_confirmed))]
            if offence.to_be_confirmed
            else []
        ),
    ]


def cards(crime: Any) -> list[Card]:
    """The summary cards of a crime's page."""
    offence = class_of_any(crime.offence, force_id=crime.force_id)  # none once a class has left the list
    codes = CrimeKeyword.objects.filter(register_id=crime.pk).values_list("code", flat=True)
    outcome = current_outcome(crime)
    when: list[tuple[Words, Any]] = (
        [(_("Happened from"), crime.committed_from), (_("to"), crime.committed_to)]
        if crime.committed_to
        else [(_("Happened"), crime.committed_from)]
    )
    what: list[tuple[Words, Any]] = [
        (_("Offence"), f"{crime.offence_title} ({crime.offence})"),
        *_class_of(offence),
        (_("What happened"), crime.summary),
        *when,
        (_("Reported"), crime.reported_at),
        (_("Recorded"), crime.recorded_at),
        (_("Recorded within 24 hours"), crime.within_24_hours),
        *([(_("Why late"), crime.late_reason)] if crime.late_reason else []),
        (_("Beat"), crime.beat and crime.beat.name),
        (_("Keywords"), [k.label for c in codes if (k := keyword_of_any(c))]),
    ]
    described = DescribedSuspect.objects.filter(register_id=crime.pk).values_list("description", flat=True)
    who: list[tuple[Words, Any]] = [
        *([(_("Suspect, described"), list(described))] if described else []),
        (_("Investigator"), name_of(crime.investigator)),
        (_("Supervisor"), name_of(crime.supervisor)),
        (_("Outcome"), f"{outcome.code}: {outcome.title}" if outcome else _("None yet")),
        *([(_("Why"), outcome.rationale)] if outcome else []),
        *([(_("Cancelled because"), crime.cancellation_reason)] if crime.cancelled_at else []),
    ]
    return [(_("The crime"), what), (_("The investigation"), who)]


REPORTS = RecordType(
    number=10,
    name="crime.reports",
    model=CrimeReport,
    label=_("Crime"),
    label_plural=_("Crimes"),
    prefix="CR",
    menu=_("Crimes"),
    purpose="Law enforcement: investigate crime and account for how it ended",
    owner="Crime registrar",
    classification="personal",
    retention="crime (to be confirmed by the force)",
    workflow=WORKFLOW,
    may_be_shared=True,
    cards=cards,
    panels=(PEOPLE_AND_LINKS,),
    mine=lambda actor: Q(investigator=actor.id) | concerning(actor),
    done_elsewhere={"accept_transfer": offered_to, "refuse_transfer": offered_to},
    names_records=("log_reference",),
    says={
        "offence": lambda code: offence_classes()[code].title if code in offence_classes() else code,
        **dict.fromkeys(
            ("investigator", "supervisor", "offered_by", "answered_by"), lambda actor_id: name_of(int(actor_id))
        ),
    },
    grants={
        "operator": READ,
        "investigator": ALL_MAY,
        "custody": READ,
        "auditor": READ,
        "supervisor": ALL_MAY | {"detach", "review", "allocate", "give_outcome", "reopen", "restrict"},
        "processor": ALL_MAY | TRANSFERS | {"classify", "strike_offence", "detach", "enter_court_result"},
        "steward": READ | {"load_edition"},
        "registrar": ALL_MAY
        | TRANSFERS
        | {"detach", "classify", "cancel", "strike_offence", "reopen", "give_outcome", "enter_court_result"}
        | {"restrict", "load_edition"},
    },
    columns=(
        Column("offence", _("Offence"), lambda c: c.offence_title, order="offence"),
        Column("recorded", _("Recorded"), lambda c: c.recorded_at, order="recorded_at"),
        Column("keywords", _("Keywords"), lambda c: ", ".join(c.keyword_labels), order="keyword_codes"),
        # In the order in which the force has its beats: by their names all crimes would be sorted for one page.
        Column("beat", _("Beat"), lambda c: c.beat and c.beat.name, order="beat__pk"),
        Column("investigator", _("Investigator"), lambda c: name_of(c.investigator)),
    ),
    extra={
        "words": "summary",
        "order": ("-recorded_at", "-pk"),
        "filters": FILTERS,
    },
)


def imported_cards(one: Any) -> list[Card]:
    """The summary cards of the page of a crime from another system: its own words, and what they leave open."""
    said: list[tuple[Words, Any]] = [
        (_("Class, in its words"), one.kind),
        (_("Number there"), one.number),
        (_("Happened"), one.happened_on),
        (_("Outcome, in its words"), one.outcome),
        (_("Charge"), one.charge),
        (_("What is said of it"), one.summary),
        (_("Who investigated it there"), one.officer),
    ]
    facts = ImportedFacts(one.kind, one.number, one.happened_on, timezone.localdate(), one.outcome, roles_of(one))
    if one.state == "recorded":
        return [(_("As the other system has it"), said)]
    return [
        (_("As the other system has it"), said),
        (_("Not recorded here"), [(_("Open questions"), open_questions(facts))]),
    ]


def retired_cards(one: Any) -> list[Card]:
    """The summary card of the page of a retired field."""
    rows: list[tuple[Words, Any]] = [
        (_("Field"), question_of(one.field)),
        (_("Retired on"), one.retired_on),
        (_("Why"), one.reason),
    ]
    return [(_("The field"), rows)]


IMPORTED = RecordType(
    number=11,
    name="crime.imported",
    model=ImportedCrime,
    label=_("Crime from another system"),
    label_plural=_("Crimes from other systems"),
    prefix="IC",
    purpose="Law enforcement: find what another system recorded, and answer what is open before it counts",
    owner="Crime registrar",
    classification="personal",
    retention="crime (to be confirmed by the force)",
    workflow=IMPORTED_WORKFLOW,
    cards=imported_cards,
    panels=(PEOPLE_AND_LINKS, APPEARS_IN, CAME_FROM),
    grants={
        "operator": READ,
        "investigator": READ | {"attach", "record_here"},
        "custody": READ,
        "auditor": READ,
        "supervisor": READ | {"attach", "detach", "restrict", "record_here"},
        "processor": READ | {"attach", "detach", "take_in", "record_here"},
        "steward": READ | {"take_in"},
        "registrar": READ | {"attach", "detach", "restrict", "take_in", "record_here"},
    },
    columns=(
        Column("kind", _("Class, in its words"), lambda c: c.kind, order="kind"),
        Column("happened", _("Happened"), lambda c: c.happened_on, order="happened_on"),
        Column("outcome", _("Outcome, in its words"), lambda c: c.outcome),
    ),
    extra={"words": "summary"},
)


def answers_for_crimes(actor: Any) -> bool:
    """Whoever supervises investigations or keeps the register: they look where crimes wait."""
    return bool(actor.may("crime.reports.review") or actor.may("crime.reports.cancel"))


def keeps_the_lists(actor: Any) -> bool:
    """Whoever loads lists has them in the menu; others find them from the questions that use them."""
    return bool(actor.may("crime.reports.load_edition"))


MANDATORY = RecordType(
    number=12,
    name="crime.mandatory",
    model=RetiredField,
    label=_("Retired field"),
    label_plural=_("Mandatory fields"),
    prefix="MF",
    purpose="Data quality: demand of officers only what somebody uses",
    owner="Crime registrar",
    classification="operational",
    says={"field": question_of},
    retention="setting (to be confirmed by the force)",
    workflow=MANDATORY_WORKFLOW,
    cards=retired_cards,
    # Whoever records sees what is demanded of them.
    grants={
        "investigator": READ,
        "supervisor": READ | {"attach", "detach"},
        "processor": READ,
        "steward": READ | {"retire", "demand_again", "attach", "detach"},
        "auditor": READ,
        "registrar": READ | {"retire", "demand_again", "attach", "detach"},
    },
    columns=(
        Column("field", _("Field"), lambda one: one.title(), order="field"),
        Column("retired", _("Retired on"), lambda one: one.retired_on, order="retired_on"),
    ),
)


def declare_all() -> None:
    """Called once when Django starts."""
    declare(REPORTS, IMPORTED, MANDATORY, PROPOSALS)
    goes_with("crime.reports", logs_behind)
    shut_by("contact.logs", crimes_shut)
    publishes(
        reports_dataset.PUBLICATION,
        outcomes_dataset.PUBLICATION,
        corrections_dataset.PUBLICATION,
        stays_dataset.PUBLICATION,
        victims_dataset.PUBLICATION,
    )
    add_panel("contact.logs", Panel(_("Crime"), on_a_log), next_step=True)
    add_panel("contact.logs", Panel(_("How it was decided"), decision_on_a_log))
    add_panel("crime.reports", Panel(_("Transfer to another force"), transfers_made), next_step=True)
    add_panel("crime.reports", Panel(_("How it was done"), how_it_was_done))
    add_panel("crime.reports", Panel(_("Outcomes given"), outcomes_given))
    add_panel("crime.reports", Panel(_("Corrections"), corrections_made))
    add_panel("crime.reports", Panel(_("Answers corrected"), amendments_made))
    add_panel("crime.reports", Panel(_("Other offences of the incident, not counted"), linked_offences))
    add_panel("crime.reports", Panel(_("How it was decided"), decision_on_a_crime))
    add_menu(MenuEntry(_("Waiting"), "/crime/reports/waiting", visible=answers_for_crimes))
    add_menu(
        MenuEntry(_("Lists"), "/crime/reports/lists", visible=lambda actor: actor.may("crime.reports.load_edition"))
    )
    add_start(Start(_("Record a crime"), "/crime/reports/record", "crime.reports.record"))
    add_start(
        Start(
            _("Propose a change of keywords"), "/crime/proposals/propose", "crime.proposals.propose", on_my_work=False
        )
    )
    add_start(
        Start(
            _("Lists of classes, outcomes and keywords"), "/crime/reports/lists", "crime.reports.view", on_my_work=False
        )
    )
