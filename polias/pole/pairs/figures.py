"""How good the matching is and how often people are recorded twice, as far as whoever asks may see the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from polias.kit.access.actor import Actor
from polias.kit.access.door import require, visible_to
from polias.pole.links.model import SAME_PERSON, Link
from polias.pole.pairs.intervals import Share, Stratum, precision, recall, true_pairs, wilson
from polias.pole.pairs.model import Drawn, Pair
from polias.pole.pairs.origins import LABELS
from polias.pole.pairs.sample import FOUND_FROM
from polias.pole.people.model import PassedOver, Person
from polias.pole.people.rules import REASONS

#: Days over which it is counted how often somebody very like was passed over.
LATELY = timedelta(days=91)


@dataclass(frozen=True)
class Band:
    """Reviewed pairs from a weight on, of one group of names: how many stand behind them, and how many were right."""

    band: int
    origin: str
    size: float
    drawn: int
    reviewed: int
    right: int
    unsure: int

    @property
    def share(self) -> Share:
        low, high = wilson(self.right, self.reviewed)
        return Share(self.right / self.reviewed if self.reviewed else 0.0, low, high)


@dataclass(frozen=True)
class Figures:
    """All of them; ``passed_over`` is reason → how often of late, ``recorded_twice`` later records of somebody.

    ``duplicates`` is how many pairs of records of one person there are for each record, by the newest sample.
    """

    people: int
    recorded_twice: int
    recorded_lately: int
    passed_over: dict[str, int]
    quarter: str
    bands: tuple[Band, ...]
    precision: Share | None
    recall: Share | None
    duplicates: Share | None
    precision_by_origin: dict[str, Share | None]

    @property
    def rate(self) -> float:
        """Of a hundred records, how many are of somebody recorded before."""
        return 100 * self.recorded_twice / self.people if self.people else 0.0


def figures(actor: Actor) -> Figures:
    """Everything for the actor's own force; NotAllowed for whoever may not see pairs."""
    require(actor, f"{Pair.TYPE}.view")
    people = visible_to(Person, actor).filter(force_id=actor.force_id)
    twice = Link.objects.filter(role=SAME_PERSON, register_id__in=people.values("pk"))
    lately = people.filter(register__created_at__gte=timezone.now() - LATELY)
    passed = PassedOver.objects.filter(register_id__in=lately.values("pk")).values_list("why").annotate(n=Count("pk"))
    counted = dict(passed)
    drawn = drawn_pairs(visible_to(Pair, actor).filter(force_id=actor.force_id))
    quarter = newest(drawn)
    bands = bands_of(drawn.filter(quarter=quarter))
    return Figures(
        people=people.count(),
        recorded_twice=twice.values("register_id").distinct().count(),
        recorded_lately=lately.count(),
        passed_over={code: counted.get(code, 0) for code, _words in REASONS},
        quarter=quarter,
        bands=tuple(bands),
        precision=precision(_strata(bands)),
        recall=recall(_strata(bands)),
        duplicates=duplicates_of(drawn.filter(quarter=quarter)),
        precision_by_origin={o: precision(_strata([b for b in bands if b.origin == o])) for o in LABELS},
    )


def drawn_pairs(pairs: QuerySet[Pair]) -> QuerySet[Drawn]:
    """What was drawn of these pairs in any quarter."""
    return Drawn.objects.filter(register_id__in=pairs.values("pk")).select_related("register")


def newest(drawn: QuerySet[Drawn]) -> str:
    """The last quarter in which anything was drawn; empty where nothing was."""
    return drawn.order_by("-quarter").values_list("quarter", flat=True).first() or ""


def bands_of(sample: QuerySet[Drawn]) -> list[Band]:
    """One quarter's sample, by band and group of names, the strongest first."""
    cells: dict[tuple[int, str], list[Any]] = {}
    for row in sample:
        cells.setdefault((row.band, row.origin), []).append(row)
    return [_band(cell, drawn) for cell, drawn in sorted(cells.items(), reverse=True)]


def duplicates_of(sample: QuerySet[Drawn]) -> Share | None:
    """Pairs of records of one person for each record, by a sample; None until some of every kind were reviewed."""
    people = sample.aggregate(people=Max("of_people"))["people"]
    found = true_pairs(_strata(bands_of(sample)))
    if not people or found is None:
        return None
    return Share(found.value / people, found.low / people, found.high / people)


def decided_from(weight: float, *, actor: Actor) -> tuple[int, int]:
    """Of pairs of this weight and more, drawn for review and decided by a person: how many were one, of how many."""
    seen = visible_to(Pair, actor).filter(force_id=actor.force_id, weight_decided__gte=weight)
    drawn = Drawn.objects.filter(register_id__in=seen.values("pk"), register__state__in=("same", "different"))
    states = dict(drawn.values_list("register__state").annotate(n=Count("register_id", distinct=True)))
    return states.get("same", 0), sum(states.values())


def _band(cell: tuple[int, str], drawn: Sequence[Any]) -> Band:
    states = [row.register.state for row in drawn]
    right, wrong, unsure = (states.count(state) for state in ("same", "different", "unsure"))
    return Band(*cell, sum(row.stands_for for row in drawn), len(drawn), right + wrong, right, unsure)


def _strata(bands: Sequence[Band]) -> list[Stratum]:
    return [Stratum(b.size, b.reviewed, b.right, found=b.band >= FOUND_FROM) for b in bands]
