"""Where crimes wait now: at which stage and for how long, as a picture, a table and the way to each crime."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reference.procedure import court_results
from polias.crime.reports.model import CrimeReport
from polias.crime.results.model import CourtResult
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.errors import NotFound
from polias.kit.i18n.text import Words
from polias.pole.public import of_role

#: Ages from recording: name, words, from and up to so many days.
AGES: tuple[tuple[str, Words, int, int | None], ...] = (
    ("week", gettext_lazy("Up to a week"), 0, 7),
    ("month", gettext_lazy("Up to 30 days"), 7, 30),
    ("hundred", gettext_lazy("Up to 100 days"), 30, 100),
    ("longer", gettext_lazy("More than 100 days"), 100, None),
)
#: One dark, one light, by age: told apart without red and green, and by their words.
SHADES = {"week": "#cfdde8", "month": "#7ba7cc", "hundred": "#1d70b8", "longer": "#c75000"}


@dataclass(frozen=True)
class Stage:
    """One place where crimes wait: its words, and how it narrows crimes."""

    label: Words
    narrow: Callable[[Any], Any]


def _without_a_suspect(rows: Any) -> Any:
    return rows.filter(~Exists(of_role("suspect", OuterRef("pk"))), register__state="recorded")


def _with_a_suspect(rows: Any) -> Any:
    return rows.filter(Exists(of_role("suspect", OuterRef("pk"))), register__state="recorded")


def _before_the_court(rows: Any) -> Any:
    """Finalised with a charge: an outcome is current until the crime is reopened."""
    charged = CrimeOutcome.objects.filter(current=True, code__in=("1", "1A"))
    ends = [one.code for one in court_results().values() if one.ends_the_case]
    decided = CourtResult.objects.filter(register_id=OuterRef("register_id"), result__in=ends)
    return rows.filter(pk__in=charged.filter(~Exists(decided)).values("register_id"))


STAGES: Mapping[str, Stage] = {
    "no-suspect": Stage(gettext_lazy("Under investigation, no suspect linked"), _without_a_suspect),
    "suspect": Stage(gettext_lazy("Under investigation, suspect linked"), _with_a_suspect),
    "court": Stage(gettext_lazy("Charged, no court result yet"), _before_the_court),
}


def stage_choices() -> list[tuple[str, str]]:
    return [(name, str(stage.label)) for name, stage in STAGES.items()]


def age_choices() -> list[tuple[str, str]]:
    return [(name, str(words)) for name, words, _from, _to in AGES]


def at_stage(rows: Any, name: str) -> Any:
    """Crimes that wait at a stage; none when the address holds something else."""
    return STAGES[name].narrow(rows) if name in STAGES else rows.none()


def of_age(rows: Any, name: str) -> Any:
    """Crimes recorded so long ago; none when the address holds something else."""
    found = next((_between(start, end) for age, _words, start, end in AGES if age == name), None)
    return rows.none() if found is None else rows.filter(found)


def _between(start: int, end: int | None) -> Q:
    now = timezone.now()
    newest = Q(recorded_at__lte=now - timedelta(days=start)) if start else Q()
    return newest & (Q(recorded_at__gt=now - timedelta(days=end)) if end else Q())


def counted(rows: Any) -> dict[str, dict[str, int]]:
    """How many crimes wait at each stage, by age."""
    banded = Case(
        *(When(_between(start, end), then=Value(name)) for name, _words, start, end in AGES),
        output_field=CharField(),
    )
    aged = rows.order_by().annotate(age=banded)
    found: dict[str, dict[str, int]] = {name: {} for name in STAGES}
    # Both stages of an investigation in one walk through what is open.
    has_suspect = Exists(of_role("suspect", OuterRef("pk")))
    open_now = aged.filter(register__state="recorded").values("age", has_suspect=has_suspect)
    for row in open_now.annotate(n=Count("pk")):
        found["suspect" if row["has_suspect"] else "no-suspect"][row["age"]] = row["n"]
    charged = _before_the_court(aged).values("age").annotate(n=Count("pk"))
    found["court"] = dict(charged.values_list("age", "n"))
    return found


def waiting_page(request: HttpRequest) -> HttpResponse:
    """GET /crime/reports/waiting: the force's own crimes that somebody has still to do something about."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens(CrimeReport.TYPE):
        raise NotFound
    rows = visible_to(CrimeReport, actor).filter(force_id__in=actor.home_forces)
    numbers = counted(rows)
    most = max((sum(ages.values()) for ages in numbers.values()), default=0) or 1
    context = {
        "title": _("Where crimes wait"),
        "as_at": _now(),
        "ages": [{"label": words, "shade": SHADES[name]} for name, words, _start, _end in AGES],
        "stages": [_drawn(name, numbers[name], most=most) for name in STAGES],
        "breadcrumbs": [(_("Crimes"), "/crime/reports/"), (_("Where crimes wait"), "")],
    }
    return render(request, "crime/waiting.html", context)


def _now() -> datetime:
    return timezone.now()


def _drawn(name: str, ages: Mapping[str, int], *, most: int) -> dict[str, Any]:
    """One stage as a row: its bar, in hundredths of the longest, and each number with the way to its crimes."""
    parts, left = [], 0.0
    for age, words, _start, _end in AGES:
        n = ages.get(age, 0)
        width = 100 * n / most
        url = f"/crime/reports/?waits={name}&age={age}"
        parts.append({"label": words, "n": n, "url": url, "x": f"{left:.2f}", "width": f"{width:.2f}",
                      "shade": SHADES[age]})  # fmt: skip
        left += width
    return {"label": STAGES[name].label, "total": sum(ages.values()), "url": f"/crime/reports/?waits={name}",
            "parts": parts}  # fmt: skip
