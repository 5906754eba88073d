"""P10: whatever is done to the audit by somebody who owns the whole database is found, and the place of it named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from polias.kit.testing.own_database import OwnDatabase
from tests.promises.audit_at_length import UNSEALED, LongAudit
from tests.promises.intruder import FROM_THERE_ON, SIDE_BY_SIDE, Done, Intruder
from tests.promises.ledger import in_full

pytestmark = pytest.mark.slow

SEALS, ROWS_OF_A_SEAL, TRIALS, AT_ONCE = (100, 1_000, 200, 10) if in_full() else (30, 100, 6, 6)
GOAL = "all found, the row or the seal named, nothing else accused"


@pytest.fixture(scope="module")
def long_audit(module_database: OwnDatabase, tmp_path_factory: pytest.TempPathFactory) -> LongAudit:
    made = LongAudit(module_database, tmp_path_factory.mktemp("home"), SEALS, ROWS_OF_A_SEAL)
    made.make(backups=8 if in_full() else 3)
    return made


@pytest.fixture
def audit(long_audit: LongAudit) -> LongAudit:
    """The audit as it was before anybody touched it."""
    long_audit.put_back()
    return long_audit


def places(dice: Random, many: int) -> list[int]:
    """Seals to work in, with two untouched ones between each and the next."""
    return [3 * n + 2 for n in sorted(dice.sample(range((SEALS - 3) // 3), many))]


def names(finding: dict[str, Any], deed: Done) -> bool:
    """Whether a finding names the row of the deed, or the seal it was done in."""
    first = finding["row"]
    last = finding["last_row"] or first
    return finding["seal"] == deed.seal or any(first is not None and first <= row <= last for row in deed.rows)


def names_the_row(finding: dict[str, Any], deed: Done) -> bool:
    return finding["row"] in deed.rows


def accuses_another(finding: dict[str, Any], deeds: list[Done]) -> bool:
    """What is exchanged with the next seal, or taken out before it, shows in that one and in the link to it too."""
    near = any(finding["seal"] in (deed.seal, deed.seal + 1, deed.seal + 2) for deed in deeds)
    return not near and not any(names(finding, deed) for deed in deeds)


def test_the_base_is_whole_and_what_is_not_sealed_is_named(audit: LongAudit) -> None:
    audit.put_back()
    said = audit.verdict()
    assert said["whole"]
    assert said["sealed_rows"] == SEALS * ROWS_OF_A_SEAL
    assert said["unsealed"]["rows"] == UNSEALED
    assert said["unsealed"]["last_row"] - said["unsealed"]["first_row"] == UNSEALED - 1


@pytest.mark.parametrize("kind", SIDE_BY_SIDE)
def test_what_was_done_in_many_places_is_found_in_each(kind: str, audit: LongAudit, prove: Callable[..., None]) -> None:
    dice, missed, accused, found, by_row, left = Random(f"P10 {kind}"), [], [], 0, 0, 0
    for _each in range(TRIALS // AT_ONCE):
        audit.put_back()
        with audit.entered() as everything:
            by = Intruder(everything, dice)
            deeds = [SIDE_BY_SIDE[kind](by, place) for place in places(dice, AT_ONCE)]
        said = audit.verdict()
        unsealed = [deed for deed in deeds if deed.unsealed]
        left += len(unsealed)
        # A row that is right in itself and dated now cannot be told from a look of this minute: the span names it.
        missed += [d for d in unsealed if not _is_in_the_span(said["unsealed"], d)]
        for deed in (d for d in deeds if not d.unsealed):
            hits = [f for f in said["findings"] if names(f, deed)]
            found, by_row = found + bool(hits), by_row + any(names_the_row(f, deed) for f in hits)
            missed += [] if hits else [deed]
        accused += [f["sentence"] for f in said["findings"] if accuses_another(f, deeds)]
    figure = f"{found} of {TRIALS - left} found, {by_row} by row and {found - by_row} by seal"
    if left:
        figure += f"; {left} rows of the present minute lie in the span that is named as not sealed"
    prove("P10", f"audit rows: {kind}", figure=figure, goal=GOAL, holds=not missed and not accused)


def _is_in_the_span(unsealed: dict[str, Any], deed: Done) -> bool:
    return all(unsealed["first_row"] <= row <= unsealed["last_row"] for row in deed.rows)


@pytest.mark.parametrize("kind", FROM_THERE_ON)
def test_what_changes_everything_after_it_is_found_where_it_begins(
    kind: str, audit: LongAudit, prove: Callable[..., None]
) -> None:
    dice, found = Random(f"P10 {kind}"), Counter[str]()
    for _each in range(TRIALS):
        audit.put_back()
        with audit.entered() as everything:
            deed = FROM_THERE_ON[kind](Intruder(everything, dice), dice.randint(2, SEALS - 1))
        if dice.random() < 0.3:
            audit.carry_on(dice.randint(1, 50))
        said = audit.verdict()
        first = min((f["seal"] for f in said["findings"] if f["seal"]), default=0)
        found["found"] += not said["whole"]
        found["named"] += first == deed.seal
    figure = f"{found['found']} of {TRIALS} found, {found['named']} with the first seal of it named"
    prove("P10", f"audit rows: {kind}", figure=figure, goal=GOAL, holds=found["found"] == found["named"] == TRIALS)


def test_an_older_backup_put_back_is_found(audit: LongAudit, prove: Callable[..., None]) -> None:
    dice, named = Random("P10 backup"), 0
    for _each in range(TRIALS):
        held = dice.choice(audit.backups)
        audit.put_back(held)
        if dice.random() < 0.5:
            audit.carry_on(dice.randint(1, 50))
        said = audit.verdict()
        firsts = [f["seal"] for f in said["findings"] if f["seal"]]
        named += not said["whole"] and min(firsts, default=0) == held + 1
    figure = f"{named} of {TRIALS} found, the first seal that is missing named"
    prove("P10", "audit: older backup put back", figure=figure, goal=GOAL, holds=named == TRIALS)
