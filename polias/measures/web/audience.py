"""For whom a page of figures is made: which forces they may see here, and in which edition."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from polias.force.public import Agreement, Force
from polias.kit.errors import NotFound
from polias.manifest import datasets_folder
from polias.measures.catalogue import Offer, forces_published, offers_for
from polias.measures.definitions import police_uk
from polias.measures.edition import Edition
from polias.measures.sources.reference import forces as public_forces
from polias.measures.web.menu import READERS, may_read

#: Named among the record types of a sharing agreement, it lends the figures and none of the records.
FIGURES = "measures"


@dataclass(frozen=True)
class Choice:
    """One force whose figures this reader may see: by its slug, as people call it."""

    slug: str
    name: str


def require_reader(actor: Any) -> None:
    """Raises NotFound for those whose role has no use for figures: the page does not exist for them."""
    if not may_read(actor):
        raise NotFound


def edition_for(actor: Any, slug: str) -> Edition:
    """Exact for who reads for the force; without small counts for a board's member, and for another force."""
    exact = slug in own_slugs(actor) and READERS & actor.roles != {"member"}
    return "internal" if exact else "board"


def own_slugs(actor: Any) -> list[str]:
    """The reader's own forces, the first of them first."""
    forces = {force.pk: force.slug for force in Force.objects.filter(pk__in=actor.home_forces)}
    first = forces.pop(actor.force_id, None)
    return [*([first] if first else []), *(forces[pk] for pk in sorted(forces))]


def lent_slugs(actor: Any) -> set[str]:
    """Forces that lend their figures to the reader's by an agreement in force today."""
    today = timezone.localdate()
    agreements = Agreement.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today),
        borrower_id__in=actor.home_forces,
        record_types__contains=[FIGURES],
        valid_from__lte=today,
    )
    return set(agreements.values_list("lender__slug", flat=True))


def offers_to(actor: Any, slug: str, *, datasets: Path | None = None) -> tuple[Offer, ...]:
    """What this reader may see of a force: all of their own or a lender, of any other what is public anyway."""
    offers = offers_for(slug, datasets=datasets or datasets_folder())
    if slug in own_slugs(actor) or slug in lent_slugs(actor):
        return offers
    return tuple(offer for offer in offers if offer.measure.numerator.dataset == police_uk.DATASET)


def choices_for(actor: Any) -> list[Choice]:
    """The forces this reader can choose from, their own first, then those with public files, by name."""
    own = own_slugs(actor)
    others = [s for s in forces_published(datasets_folder()) if s not in own and offers_to(actor, s)]
    found = sorted((Choice(slug, name_of(slug)) for slug in others), key=lambda one: one.name)
    return [*(Choice(slug, name_of(slug)) for slug in own), *found]


def name_of(slug: str) -> str:
    """A force as people call it, whether it works here or is known from public files alone."""
    here = Force.objects.filter(slug=slug).first()
    if here is not None:
        return here.name
    public = public_forces().get(slug)
    return public.title if public else slug
