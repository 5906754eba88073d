"""Which parts one person may have in one crime."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, rule

FIELDS = {"victim": "victim", "suspect": "suspect"}


@dataclass(frozen=True)
class Parts:
    """Who is victim and who is suspect of one crime, by anything that tells people apart; ``field`` names the box."""

    victims: frozenset[Hashable]
    suspects: frozenset[Hashable]
    field: str = "suspect"


@rule(
    "INVOLVED-01",
    source="Home Office Crime Recording Rules: a counter-allegation is a crime of its own",
    severity=Severity.BLOCK,
    moves=("record", "involve"),
)
def nobody_is_victim_and_suspect(parts: Parts) -> Breach | None:
    """Nobody is victim and suspect of one crime; who accuses each other are so in two."""
    if parts.victims & parts.suspects:
        return Breach(
            parts.field,
            _("The same person cannot be victim and suspect of one crime. Record a counter-allegation by itself."),
        )
    return None


RULES = (nobody_is_victim_and_suspect,)
