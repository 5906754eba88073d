"""The filters of a list: by state and as declared, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polias.kit.access.acting import current_actor
from polias.kit.record.types import RecordType
from polias.kit.screens.declare import Filter

#: Drawn filters that a process keeps: those of several forces, chosen and not. Each is some tens of kilobytes.
MOST_KEPT = 256


def all_filters(declared: RecordType) -> list[Filter]:
    """The filter by state, then the declared ones."""
    states, actor = declared.workflow.states, current_actor()
    of_forces = actor.joined_register(declared.name) if actor else Q()
    by_state = Filter(
        "state",
        _("State"),
        lambda: [(k, str(s.label)) for k, s in states.items()],
        lambda q, v: q.filter(of_forces, register__state=v),
    )
    return [by_state, *declared.extra.get("filters", ())]


def drawn_filters(filters: Sequence[Filter], request: HttpRequest) -> SafeString:
    """The filters as questions of a form sent by GET."""
    drawn = []
    for one in filters:
        choices = tuple((str(value), str(label)) for value, label in one.choices())
        # What is none of the choices is drawn as nothing chosen, and kept under that.
        chosen = next((value for value, _label in choices if value == request.GET.get(one.name)), "")
        drawn.append(_drawn(one.name, str(one.label), choices, chosen, get_language()))
    return mark_safe("".join(drawn))  # noqa: S308 (drawn by templates)


@lru_cache(maxsize=MOST_KEPT)
def _drawn(
    name: str, label: str, choices: tuple[tuple[str, str], ...], chosen: str, _language: str | None
) -> SafeString:
    """One filter. Kept, since a list has hundreds of lines to choose from and shows the same ones page after page."""
    from polias.kit.forms import PoliasForm, SelectField

    field = SelectField(label=label, choices=choices, required=False, empty_label=_("All"))
    form = type("ListFilter", (PoliasForm,), {"is_filter": True, name: field})
    drawn: SafeString = form(initial={name: chosen}, auto_id="filter_%s").without_summary
    return drawn
