"""The record type of proposed keywords: who proposes, who decides, and how a proposal is listed and shown."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.crime.proposals.model import KeywordProposal
from polias.crime.proposals.queries import concerning
from polias.crime.proposals.workflow import WORKFLOW
from polias.kit.access.names import name_of
from polias.kit.i18n.text import Words
from polias.kit.record.types import Card, RecordType
from polias.kit.screens.declare import Column

READ = frozenset({"view"})
PROPOSES = READ | {"propose", "withdraw", "attach"}
DECIDES = PROPOSES | {"accept", "refuse", "detach"}


def cards(one: Any) -> list[Card]:
    """The summary card of the page of a proposal: what is asked, by whom and why, and what was answered."""
    asked: list[tuple[Words, Any]] = [
        (_("What is proposed"), one.get_kind_display()),
        (_("Keyword"), one.keyword),
        *([(_("Group"), one.group)] if one.group else []),
        *([(_("Words that suggest it"), one.words.split("|"))] if one.words else []),
        (_("Why"), one.reason),
        (_("Proposed by"), name_of(one.register.created_by)),
        *([(_("Holds from"), one.holds_from)] if one.holds_from else []),
        *([(_("Why it was refused"), one.answer)] if one.answer else []),
    ]
    return [(_("The proposal"), asked)]


PROPOSALS = RecordType(
    number=13,
    name="crime.proposals",
    model=KeywordProposal,
    label=_("Proposed keyword"),
    label_plural=_("Proposed keywords"),
    prefix="KP",
    purpose="Data quality: let the vocabulary follow the words that officers need",
    owner="Data steward",
    classification="operational",
    says={"kind": lambda kind: str(dict(KeywordProposal.KINDS).get(kind, kind))},
    retention="setting (to be confirmed by the force)",
    read_by_every_force=True,
    workflow=WORKFLOW,
    cards=cards,
    mine=concerning,
    grants={
        "investigator": PROPOSES,
        "supervisor": PROPOSES | {"detach"},
        "processor": PROPOSES,
        "auditor": READ,
        "steward": DECIDES,
        "registrar": DECIDES,
    },
    columns=(
        Column("what", _("What is proposed"), lambda one: one.title()),
        Column("who", _("Proposed by"), lambda one: name_of(one.register.created_by)),
        Column("from", _("Holds from"), lambda one: one.holds_from, order="holds_from"),
    ),
)
