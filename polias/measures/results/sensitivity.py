"""Says below a chart by which rule it was judged and the smallest change that it could have shown."""

from __future__ import annotations

from polias.measures.results.judgement import JudgedFigure
from polias.measures.words import _


def could_be_seen(figure: JudgedFigure) -> str:
    """The rule and the smallest rise that it sees; empty where there is no range, or no figure to hold against it."""
    if figure.detectable is None or figure.value is None:
        return ""
    one_month = f"{100 * figure.detectable:.0f}"
    if figure.lasting is None:
        return _("NHS rules. The smallest rise that they see in one month: {one_month}%.").format(one_month=one_month)
    return _("House rule. The smallest rise that it sees: {one_month}% in one month, {lasting}% if it lasts.").format(
        one_month=one_month, lasting=f"{100 * figure.lasting:.0f}"
    )
