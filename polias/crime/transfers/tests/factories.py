"""Made-up facts of transfers, and crimes that are offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from polias.crime.corrections.facts import Information
from polias.crime.reports.facts import Place
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime
from polias.crime.transfers.actions import offer_transfer
from polias.crime.transfers.facts import TransferFacts
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch

TODAY, COMMITTED = date(2026, 11, 24), date(2026, 11, 20)
NORTHSHIRE, EASTMOOR = 901, 902
MAP = Information("document", "The shop's lease, at the town hall", date(2026, 11, 22), "The yard is beyond the brook.")
HARBOUR = Place(address="Slipway 3")
#: The reason with which a transfer is accepted without a word to the victim.
NOT_TOLD = {"TRANSFER-09": "Nobody answers the door."}


def transfer_facts(**changes: Any) -> TransferFacts:
    """A shop theft that may be offered to Eastmoor, and accepted there by investigator 7; the victim was told."""
    usual = TransferFacts(
        today=TODAY,
        committed_on=COMMITTED,
        offence="46",
        rationale="The slipway is Eastmoor's.",
        receiving=EASTMOOR,
        others=frozenset({EASTMOOR, 903}),
        answering=frozenset({EASTMOOR}),
        information=MAP,
        victim_told_on=TODAY,
        investigator=7,
        investigators=frozenset({7, 8}),
    )
    return replace(usual, **changes)


def known_today() -> Information:
    return replace(MAP, obtained_on=timezone.localdate())


def an_offer(people: Any, *, by: str = "lena", **changes: Any) -> CrimeReport:
    """A crime that Asha recorded and ``by`` offers to Eastmoor."""
    with acting(people("asha")) as asha:
        crime = a_crime(asha, **({"place": HARBOUR} | changes))
    with acting(people(by)) as actor:
        crime = fetch(CrimeReport, crime.reference, actor=actor)
        return offer_transfer(  # type: ignore[no-any-return]
            crime, actor=actor, receiving=EASTMOOR, rationale="The slipway is Eastmoor's.", information=known_today()
        )
