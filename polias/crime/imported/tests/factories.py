"""Crimes of another system, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from polias.crime.imported.actions import take_in
from polias.crime.imported.facts import CrimeSaid
from polias.crime.imported.model import ImportedCrime
from polias.kit.origins.facts import CameFrom
from polias.pole.public import End


def an_imported_crime(actor: Any, own_id: str = "1", *, ends: Sequence[End] = (), **said: Any) -> ImportedCrime:
    """One crime that an older system has as a theft of a lantern, joined to these ends."""
    facts = {"number": "OLD/17/1", "kind": "Theft", "happened_on": date(2017, 8, 24), "note": "A lantern was taken."}
    came_from = CameFrom("an older system", own_id, "0")
    crimes = [(CrimeSaid(**facts | said), came_from)]
    return take_in(actor=actor, crimes=crimes, ends={own_id: ends})[0]  # type: ignore[no-any-return]
