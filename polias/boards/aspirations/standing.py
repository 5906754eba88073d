"""How an aspiration stands: a figure that is aimed at, told against what the measure does by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from polias.boards.aspirations.model import Aspiration
from polias.boards.papers.words import month_words, number, too_small
from polias.force.public import Force

#: Only a figure can be held against a range of figures; ranks and averages need other forces.
TOLD = "own_value"


def standing_told(measure: str, *, aimed: float, lower: float | None, upper: float | None, unit: str) -> str:
    """Whether it is met as things stand, in one sentence, with the range that says so."""
    from polias.measures.public import will_be_met

    stands = will_be_met(measure, aimed=aimed, lower=lower, upper=upper)
    words = {
        "met": _("As things stand it is met: usual is %(lower)s to %(upper)s."),
        "missed": _("As things stand it is missed: usual is %(lower)s to %(upper)s. Only a change can reach it."),
        "either": _("By ordinary ups and downs it is met in some months and missed in others: %(lower)s to %(upper)s."),
        "below": _("It lies below what is usual, which is %(lower)s to %(upper)s."),
        "inside": _("It lies within what is usual, which is %(lower)s to %(upper)s."),
        "above": _("It lies above what is usual, which is %(lower)s to %(upper)s."),
        "unknown": _("Too little is known to say whether it will be met."),
    }
    if lower is None or upper is None:
        return words["unknown"]
    return words[stands] % {"lower": number(max(lower, 0.0), unit), "upper": number(upper, unit)}


def standing_of(aspiration: Aspiration) -> str:
    """How it stands by the newest month that is over, as boards may read it; empty where that cannot be told."""
    from polias.measures.public import board_edition, newest_figure

    if aspiration.basis != TOLD or aspiration.value is None or aspiration.state == "withdrawn":
        return ""
    slug = str(Force.objects.get(pk=aspiration.force_id).slug)
    exact = newest_figure(aspiration.measure, force=slug, offence_group=aspiration.offence_group)
    if exact is None:
        return standing_told(aspiration.measure, aimed=aspiration.value, lower=None, upper=None, unit="")
    read = board_edition(exact)
    told = standing_told(
        aspiration.measure, aimed=aspiration.value, lower=read.lower, upper=read.upper, unit=exact.unit
    )
    return _("%(month)s: %(told)s") % {"month": month_words(exact.month), "told": told}


def aims_at(figure: Any, *, body: UUID) -> str:
    """What a body has published that it aims at in the measure of a quoted figure, and how that stands by its range."""
    from polias.boards.aspirations.words import of as aim_of

    if too_small(figure.value, figure.unit):
        return ""
    aims = Aspiration.objects.filter(
        body_id=body,
        measure=figure.measure,
        offence_group=figure.offence_group,
        basis=TOLD,
        register__state="published",
    )
    aim = aims.order_by("-set_on", "-pk").first()
    if aim is None or aim.value is None:
        return ""
    stands = standing_told(figure.measure, aimed=aim.value, lower=figure.lower, upper=figure.upper, unit=figure.unit)
    return _("Aimed at: %(aim)s %(stands)s") % {"aim": aim_of(aim), "stands": stands}
