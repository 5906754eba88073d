"""Which outcome asks for what beside its rationale: one table, from which the questions and the rules are made."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from polias.kit.i18n.text import Words

_CHARGE = ("suspect", "decided_by", "done_on")
_YOUTH = ("suspect", "admitted", "adult_present", "done_on")
_ADULT = ("suspect", "admitted", "decided_by", "done_on")

#: By outcome, the fields of ``Said`` that it asks for. Every one is to be confirmed by the force (reference data).
ASKED: Mapping[str, tuple[str, ...]] = {
    "1": _CHARGE,
    "1A": _CHARGE,
    "2": _YOUTH,
    "2A": _YOUTH,
    "3": _ADULT,
    "3A": _ADULT,
    "4": ("suspect", "admitted", "document"),
    "5": ("suspect", "document"),
    "6": ("suspect", "document", "done_on"),
    "7": ("suspect", "done_on"),
    "8": ("suspect", "admitted", "victim_view", "details"),
    "9": ("suspect", "decided_by", "document"),
    "10": ("suspect", "decided_by"),
    "11": ("suspect",),
    "12": ("suspect", "document"),
    "13": ("suspect", "details", "document"),
    "14": ("victim_view", "victim_told_on"),
    "15": ("suspect", "victim_view", "decided_by"),
    "16": ("suspect", "victim_view", "details"),
    "17": ("suspect", "done_on"),
    "18": ("enquiries_closed",),
    "20": ("details", "victim_told_on"),
    "21": ("suspect", "decided_by", "victim_told_on"),
    "22": ("suspect", "details", "done_on"),
}

#: What a document is for an outcome that asks for one.
DOCUMENT: Mapping[str, Words] = {
    "4": _("Number of the charged case, and of the signed form"),
    "5": _("What shows that the suspect has died"),
    "6": _("Number of the penalty notice"),
    "9": _("Reference of the Crown Prosecution Service's decision"),
    "12": _("What shows that the suspect is too ill"),
    "13": _("What shows it"),
}

#: What the words are about for an outcome that asks for some beside its rationale.
DETAILS: Mapping[str, Words] = {
    "8": _("What was agreed"),
    "13": _("Who is dead or too ill"),
    "16": _("What the victim wishes, and why"),
    "20": _("Which body takes it over"),
    "22": _("Which activity was undertaken"),
}

#: Which day is asked for.
DONE_ON: Mapping[str, Words] = {
    "1": _("When were they charged or summonsed?"),
    "1A": _("When were they charged or summonsed?"),
    "2": _("When was the caution given?"),
    "2A": _("When was the caution given?"),
    "3": _("When was the caution given?"),
    "3A": _("When was the caution given?"),
    "6": _("When was the notice given?"),
    "7": _("When was the warning given?"),
    "17": _("When did the time limit run out?"),
    "22": _("When was it undertaken?"),
}

ADMISSION = frozenset({"2", "2A", "3", "3A", "4", "8"})
ADULT_ONLY = frozenset({"3", "3A", "6", "7"})
YOUTH_ONLY = frozenset({"2", "2A"})
CHARGES = frozenset({"1", "1A"})
#: Not for a child below the age of criminal responsibility: charge, caution, notice, warning, community resolution.
NOT_FOR_A_CHILD = CHARGES | YOUTH_ONLY | ADULT_ONLY | {"4", "8"}
BY_THE_POLICE = frozenset({"10", "21"})
BY_THE_CPS = frozenset({"9"})
#: What the victim says that an outcome tells of in its title.
VIEWS: Mapping[str, tuple[str, ...]] = {
    "8": ("supports", "does_not_support", "no_victim"),
    "14": ("does_not_support",),
    "15": ("supports", "no_victim"),
    "16": ("does_not_support",),
}


def asks(code: str, field: str) -> bool:
    """Whether the outcome asks for this field of ``Said``."""
    return field in ASKED.get(code, ())
