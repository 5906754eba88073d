"""By what the list of crimes is narrowed, and what there is to choose from."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from polias.crime.editions.reading import keywords_on
from polias.crime.flags.queries import with_keyword
from polias.crime.harmed.queries import harmed_again_in
from polias.crime.progress.queries import closed_in, corrected_in
from polias.crime.progress.waiting import age_choices, at_stage, of_age, stage_choices
from polias.crime.reference import offence_classes, offence_groups
from polias.crime.reports.model import CrimeKeyword
from polias.force.public import areas_of
from polias.kit.access.acting import current_actor
from polias.kit.datasets.months import month_bounds, months_back
from polias.kit.remembering import remembered_for
from polias.kit.screens.declare import Filter


def _months() -> list[tuple[str, str]]:
    """The months of the figures, the newest first, as the list's filters offer them."""
    return _months_in(get_language())


@remembered_for(seconds=300)
def _months_in(_language: str | None) -> list[tuple[str, str]]:
    return [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in months_back(36)]


def _in_month(rows: Any, month: str) -> Any:
    """Crimes recorded in a London month; none when the address holds something else."""
    try:
        start, end = month_bounds(month)
    except ValueError:
        return rows.none()
    return rows.filter(recorded_at__gte=start, recorded_at__lt=end)


def _in_group(rows: Any, group: str) -> Any:
    return rows.filter(offence__in=[c.code for c in offence_classes().values() if c.group == group])


def _classes() -> list[tuple[str, str]]:
    return [(one.code, f"{one.title} ({one.code})") for one in offence_classes().values()]


def _beats() -> list[tuple[str, str]]:
    """The beats of whoever looks."""
    actor = current_actor()
    return _beats_of(actor.force_id) if actor else []


@remembered_for(seconds=300)
def _beats_of(force_id: int) -> list[tuple[str, str]]:
    return [(str(beat.pk), beat.name) for beat in areas_of(force_id)]


def _keywords() -> list[tuple[str, str]]:
    """The vocabulary, with what is no longer put on crimes: old ones have it."""
    return [(one.code, one.label) for one in keywords_on(timezone.localdate()).values()]


def _yes_or_no() -> list[tuple[str, str]]:
    return [("yes", gettext("Yes")), ("no", gettext("No"))]


def _in_time(rows: Any, answer: str) -> Any:
    """Crimes recorded within 24 hours of the report, or later; none when the address holds something else."""
    return rows.filter(within_24_hours=answer == "yes") if answer in ("yes", "no") else rows.none()


def _in_beat(rows: Any, beat: str) -> Any:
    """Crimes of one beat; none when the address holds something else."""
    return rows.filter(beat_id=int(beat)) if beat.isdecimal() and len(beat) < 10 else rows.none()


FILTERS = (
    Filter("month", _("Month recorded"), _months, _in_month),
    Filter("in_time", _("Recorded within 24 hours"), _yes_or_no, _in_time),
    Filter("waits", _("Where it waits"), stage_choices, at_stage),
    Filter("age", _("Age"), age_choices, of_age),
    Filter("closed", _("Month closed"), _months, closed_in),
    Filter("corrected", _("Month corrected"), _months, corrected_in),
    Filter("again", _("Somebody harmed again, month recorded"), _months, harmed_again_in),
    Filter("group", _("Offence group"), lambda: [(g, g) for g in offence_groups()], _in_group),
    Filter("offence", _("Offence"), _classes, lambda rows, code: rows.filter(offence=code)),
    Filter("beat", _("Beat"), _beats, _in_beat),
    Filter(
        "keyword",
        _("Keyword"),
        _keywords,
        with_keyword,
        counted=lambda code: CrimeKeyword.objects.filter(code=code),
    ),
)
