"""Figures that are looked at together: which of their exceptions stand when so many looks bring some by chance.

Each month is looked at within the figures of that month. By the house rule alone (Benjamini and Hochberg); figures that
another rule judged stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from polias.measures.results.judgement import HISTORY_MONTHS, JudgedFigure, JudgedMonth
from polias.measures.words import _, month_name

#: Of the exceptions that stand in a month, at most this share are false.
FALSE_SHARE = 0.10
#: The chance of a month, and whether it is an exception when it is looked at alone.
Look = tuple[float, bool]


@dataclass(frozen=True)
class Together:
    """What looking at all figures of a month together came to: how many, how many exceptional alone, how many stand."""

    month: str
    judged: int
    exceptional: int
    standing: int

    @property
    def false_at_most(self) -> float:
        """How many of those that stand are expected to be false, at most."""
        return FALSE_SHARE * self.standing

    @property
    def sentence(self) -> str:
        said = _("{month}: {judged} looked at together, {exceptional} exceptional alone, of which {standing} stand.")
        told = said.format(
            month=month_name(self.month), judged=self.judged, exceptional=self.exceptional, standing=self.standing
        )
        if not self.standing:
            return told
        false = _("Of those that stand, {false} or fewer are expected to be false.")
        return f"{told} {false.format(false=f'{self.false_at_most:.1f}')}"


def what_stands(figures: Sequence[JudgedFigure]) -> list[JudgedFigure]:
    """The figures of one report, without the exceptions that so many of the same month explain."""
    chances = {month: [chance for chance, _fired in looks] for month, looks in _looks_by_month(figures).items()}
    return [_standing(figure, chances) for figure in figures]


def looked_together(figures: Sequence[JudgedFigure]) -> list[Together]:
    """Each month in which any of these figures was judged by the house rule, the newest first."""
    return [told(month, looks) for month, looks in sorted(_looks_by_month(figures).items(), reverse=True)]


def told(month: str, looks: Sequence[Look]) -> Together:
    """One month of figures that were looked at together."""
    line = _largest_that_stands([chance for chance, _fired in looks])
    fired = [chance for chance, is_one in looks if is_one]
    return Together(month, len(looks), len(fired), sum(chance <= line for chance in fired))


def beside(figure: JudgedFigure, chances: Mapping[str, Sequence[float]]) -> JudgedFigure:
    """One figure looked at with others, of which only their chances are known, by month."""
    own = {one.month: one.chance for one in figure.months if one.chance is not None}
    return _standing(figure, {month: [own[month], *others] for month, others in chances.items() if month in own})


@lru_cache(maxsize=50)
def looks_of(series: tuple[tuple[float | None, ...], ...]) -> tuple[tuple[Look | None, ...], ...]:
    """The looks at the last months of each series of counts; none at one whose newest month cannot be judged.

    The series end at the same month. Remembered, since each figure of a page is looked at with the same others.
    """
    from polias.measures.engine.stats.exceptions import exceptions_of_many

    longest = max((len(one) for one in series), default=0)
    if not longest:
        return ((),) * len(series)
    padded = [[*[None] * (longest - len(one)), *one] for one in series]
    judged = exceptions_of_many(padded, start=max(0, longest - HISTORY_MONTHS))
    return tuple(
        tuple(None if one.p is None or months[-1].p is None else (one.p, one.fired is not None) for one in months)
        for months in judged
    )


def _looks_by_month(figures: Sequence[JudgedFigure]) -> dict[str, list[Look]]:
    found: dict[str, list[Look]] = {}
    for one in (month for figure in figures for month in figure.months):
        if one.chance is not None:
            found.setdefault(one.month, []).append((one.chance, bool(one.exception or one.explained)))
    return found


def _standing(figure: JudgedFigure, chances: Mapping[str, Sequence[float]]) -> JudgedFigure:
    """The figure without the exceptions whose own chance does not stand among those of its month."""
    months = tuple(
        replace(one, exception=None, rule=None, explained=one.exception) if _is_explained(one, chances) else one
        for one in figure.months
    )
    if months == figure.months:
        return figure
    last = months[-1]
    return replace(figure, exception=last.exception, rule=last.rule, explained=last.explained, months=months)


def _is_explained(one: JudgedMonth, chances: Mapping[str, Sequence[float]]) -> bool:
    if one.exception is None or one.chance is None or one.month not in chances:
        return False
    return one.chance > _largest_that_stands(chances[one.month])


def _largest_that_stands(chances: Sequence[float]) -> float:
    """Below nought where none does."""
    if not chances:
        return -1.0
    from polias.measures.engine.stats.exceptions import benjamini_hochberg

    stand = benjamini_hochberg(chances, share=FALSE_SHARE)
    return max((chance for chance, stands in zip(chances, stand, strict=True) if stands), default=-1.0)
