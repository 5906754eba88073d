"""The figures of pairs in words, for the page and the command alike."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from polias.pole.pairs.figures import Band, Figures
from polias.pole.pairs.intervals import Share
from polias.pole.pairs.origins import LABELS
from polias.pole.people.rules import REASONS


def in_words(found: Figures) -> dict[str, Any]:
    """Titles, sentences and rows of a table each."""
    total = sum(found.passed_over.values())
    reasons = dict(REASONS)
    return {
        "duplicates": _("%(rate)s of a hundred records are of somebody recorded before: %(twice)s of %(people)s.")
        % {"rate": f"{found.rate:.2f}", "twice": f"{found.recorded_twice:,}", "people": f"{found.people:,}"},
        "passed_over": _("In the last 91 days %(total)s of %(people)s people were recorded although somebody very like "
                         "was on record.") % {"total": f"{total:,}", "people": f"{found.recorded_lately:,}"},
        "reasons": [{"reason": str(reasons[code]), "count": n} for code, n in found.passed_over.items()],
        "sample": _("The sample of %(quarter)s") % {"quarter": found.quarter} if found.quarter else "",
        "estimated": _estimated(found.duplicates),
        "precision": _share(found.precision),
        "recall": _share(found.recall),
        "origins": [
            {"origin": str(label), "precision": _share(found.precision_by_origin[origin])}
            for origin, label in LABELS.items()
        ],
        "bands": [_band(band) for band in found.bands],
    }  # fmt: skip


def _estimated(share: Share | None) -> str:
    """The duplicate rate of the register, which counts those too whom nobody has linked."""
    if share is None:
        return _("How many there are in all is not known until some of every kind in a quarter's sample were reviewed.")
    words = _("By the reviewed sample there are %(value)s pairs of records of one person for each hundred records "
              "(%(low)s to %(high)s).")  # fmt: skip
    return words % {name: f"{100 * getattr(share, name):.2f}" for name in ("value", "low", "high")}


def _share(share: Share | None) -> str:
    if share is None:
        return _("Not known until some of every kind were reviewed")
    return _("%(value)s in 100 (%(low)s to %(high)s)") % {
        "value": f"{100 * share.value:.1f}", "low": f"{100 * share.low:.1f}", "high": f"{100 * share.high:.1f}",
    }  # fmt: skip


def _band(band: Band) -> dict[str, Any]:
    return {
        "band": _("%(bits)s bits and more") % {"bits": band.band},
        "origin": str(LABELS[band.origin]),
        "pairs": f"{band.size:,.0f}",
        "drawn": band.drawn,
        "reviewed": band.reviewed,
        "right": band.right,
        "unsure": band.unsure,
        "share": _share(band.share) if band.reviewed else "",
    }
