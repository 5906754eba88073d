"""Figures that are looked at together: which of their exceptions stand when so many looks bring some by chance.

By the house rule alone (Benjamini and Hochberg); figures that another rule judged stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from polias.measures.results.judgement import JudgedFigure

#: Of the exceptions that stand, at most this share are false.
FALSE_SHARE = 0.10


def what_stands(figures: Sequence[JudgedFigure]) -> list[JudgedFigure]:
    """The figures of one report, without the exceptions that so many of them explain."""
    looked_at = [place for place, figure in enumerate(figures) if figure.chance is not None]
    kept = _stand([figures[place].chance or 0.0 for place in looked_at])
    explained = {place for place, stands in zip(looked_at, kept, strict=True) if not stands}
    return [_explained(figure) if place in explained else figure for place, figure in enumerate(figures)]


def beside(figure: JudgedFigure, chances: Sequence[float]) -> JudgedFigure:
    """One figure looked at with others, of which only their chances are known."""
    if figure.chance is None or _stand([figure.chance, *chances])[0]:
        return figure
    return _explained(figure)


def chances_of(series: Sequence[Sequence[float | None]]) -> tuple[float, ...]:
    """How likely the newest month of each series of counts is by chance; without those that cannot be judged.

    The series end at the same month. In order of size, so that the same lines give the same chances.
    """
    from polias.measures.engine.stats.exceptions import exceptions_of_many

    longest = max((len(one) for one in series), default=0)
    if not longest:
        return ()
    padded = [[*[None] * (longest - len(one)), *one] for one in series]
    newest = [months[-1] for months in exceptions_of_many(padded, start=longest - 1)]
    return tuple(sorted(one.p for one in newest if one.p is not None))


def _stand(chances: Sequence[float]) -> list[bool]:
    if not chances:
        return []
    from polias.measures.engine.stats.exceptions import benjamini_hochberg

    return benjamini_hochberg(chances, share=FALSE_SHARE)


def _explained(figure: JudgedFigure) -> JudgedFigure:
    *before, last = figure.months
    months = (*before, replace(last, exception=None, rule=None))
    return replace(figure, exception=None, rule=None, explained=figure.exception, months=months)
