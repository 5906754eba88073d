"""Planned outages: announced to everybody five days before, on every page and on the status page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.errors import NotFound, PoliasError
from polias.kit.health.model import HealthNotice
from polias.kit.remembering import forget_everything, remembered_for

ANNOUNCED_BEFORE = timedelta(days=5)


def announce(words: str, *, starts_at: datetime, ends_at: datetime) -> HealthNotice:
    """Announce a planned outage. Raises PoliasError for one without words, or that ends before it begins."""
    if not words.strip() or len(words) > 300:
        raise PoliasError(_("The notice has no words, or more than 300 characters."), do=_("Say it in a sentence."))
    if ends_at <= starts_at:
        raise PoliasError(_("The outage ends before it begins."), do=_("Give a time after --from as --to."))
    notice = HealthNotice.objects.create(words=words.strip(), starts_at=starts_at, ends_at=ends_at)
    forget_everything()
    return notice


def withdraw(number: int) -> None:
    """Show a notice no longer. Raises NotFound."""
    if not HealthNotice.objects.filter(pk=number, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise NotFound(str(number))
    forget_everything()


def standing(*, since: datetime) -> list[HealthNotice]:
    """Notices that were not withdrawn and whose outage ends after an instant, soonest first."""
    return list(HealthNotice.objects.filter(withdrawn_at=None, ends_at__gt=since).order_by("starts_at"))


def banners() -> list[dict[str, str]]:
    """What stands at the head of every page; nothing while the database is away."""
    from polias.kit.govuk.templatetags.polias import when

    now = timezone.now()
    return [
        {
            "heading": _("Planned outage."),
            "text": _("%(words)s From %(start)s to %(end)s.")
            % {"words": notice.words, "start": when(notice.starts_at), "end": when(notice.ends_at)},
        }
        for notice in _soon()
        if notice.starts_at - ANNOUNCED_BEFORE <= now < notice.ends_at
    ]


@remembered_for(seconds=60)
def _soon() -> list[HealthNotice]:
    try:
        return standing(since=timezone.now())
    except DatabaseError:
        return []
