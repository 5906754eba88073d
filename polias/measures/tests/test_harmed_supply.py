"""The supply of people harmed is looked over as other own data is: what is doubted of a month is no figure, and neither
is what looks back to it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from polias.crime.harmed.dataset import VICTIMS
from polias.kit.datasets import DatasetWriter
from polias.measures import public
from polias.measures.engine.months import span
from polias.measures.supply.asking import doubts_of_force

MONTHS = span("2024-12", "2026-05")
USUAL = {"Burglary": 30, "Criminal damage": 25, "Robbery": 12, "Theft": 60}


def publish(
    datasets: Path, month: str, counts: Mapping[str, int], *, restriction: str = "open", **changed: Any
) -> None:
    """So many people harmed, each by one crime, a seventh of them the month before too; restricted ones are unnamed."""
    kinds = [kind for kind, number in counts.items() for _one in range(number)]
    at = MONTHS.index(month)
    who = [f"{at - 1}-{place + 1}" if place % 7 == 0 else f"{at}-{place}" for place in range(len(kinds))]
    open_to_all = restriction == "open"
    columns: dict[str, list[Any]] = {
        "force": ["northshire"] * len(kinds),
        "month": [month] * len(kinds),
        "recorded_on": [date.fromisoformat(f"{month}-{1 + place % 28:02}") for place in range(len(kinds))],
        "victim": who,
        "district": [f"District {place % 3}" for place in range(len(kinds))],
        "offence_group": kinds,
        "is_notifiable": [True] * len(kinds),
        "cancelled": [False] * len(kinds),
        "grade": [0 if open_to_all else 1] * len(kinds),
        **{name: [value] * len(kinds) for name, value in changed.items()},
    }
    if not open_to_all:
        columns |= {name: [None] * len(kinds) for name in ("recorded_on", "victim", "district")}
    keys = {"force": "northshire", "month": month, "restriction": restriction}
    with DatasetWriter(VICTIMS, datasets=datasets, keys=keys) as writer:
        writer.write(columns)
        writer.publish(
            content_hash=f"{month}{restriction}{sorted(counts.items())}{changed}",
            source={"made": "up"},
            known_from=datetime(2026, 6, 1, tzinfo=UTC),
        )


@pytest.fixture
def years(datasets) -> Path:
    for place, month in enumerate(MONTHS):
        publish(datasets, month, {kind: usual + (place * 5) % 3 for kind, usual in USUAL.items()})
    return datasets


def told(datasets: Path) -> dict[tuple[str, str], str]:
    """Findings over the people harmed by month and kind of finding."""
    found = doubts_of_force("northshire", datasets=datasets)
    return {(one.month, one.check): one.sentence for dataset, one in found if dataset == VICTIMS.name}


def asked(month: str, **how):
    return public.figure("repeat_victims", force="northshire", month=date.fromisoformat(f"{month}-01"), **how)


def test_a_supply_that_is_whole_has_nothing_in_doubt_and_its_figures(years):
    assert told(years) == {}
    assert asked("2026-05").value > 0


def test_a_month_in_which_all_kinds_fell_has_no_figure_and_neither_has_one_that_looks_back_to_it(years):
    publish(years, "2026-03", {kind: usual // 2 for kind, usual in USUAL.items()})
    assert "4 of 4 kinds fell at once" in told(years)["2026-03", "fell_together"]
    assert asked("2026-03").value is None
    later = asked("2026-05")
    assert (later.value, later.trust_grade) == (None, "withheld")
    assert "It looks back to March 2026, which is in doubt. In March 2026 4 of 4 kinds fell" in later.sentence
    assert asked("2026-02").value is not None


def test_a_kind_that_stopped_is_told_and_takes_the_whole_with_it(years):
    publish(years, "2026-04", {kind: usual for kind, usual in USUAL.items() if kind != "Burglary"})
    assert "Burglary has no row in April 2026" in told(years)["2026-04", "category_stopped"]
    assert asked("2026-04").value is None
    assert asked("2026-04", offence_group="Theft").value is not None
    assert asked("2026-05", offence_group="Theft").value is None, "an earlier burglary counts for a theft"


def test_a_month_whose_pseudonyms_emptied_is_told_and_has_no_figure(years):
    publish(years, "2026-04", USUAL, victim=None)
    assert "have a pseudonym" in told(years)["2026-04", "field_emptied"]
    assert asked("2026-04").value is None


def test_rows_that_come_twice_are_told_and_restricted_ones_that_are_alike_are_not(years):
    for month in MONTHS[-3:]:
        publish(years, month, {"Theft": 40}, restriction="restricted")
    assert told(years) == {}
    twice = {kind: usual for kind, usual in USUAL.items() for _again in range(2)}
    publish(years, "2026-05", twice, victim="somebody", recorded_on=date(2026, 5, 4))
    assert "of the rows come twice" in told(years)["2026-05", "rows_repeated"]
    assert asked("2026-05").value is None


def test_a_month_that_was_not_published_is_missing(years):
    shutil.rmtree(years / VICTIMS.name / "force=northshire" / "month=2025-10")
    assert "Nothing was supplied for October 2025" in told(years)["2025-10", "month_missing"]
    assert asked("2026-05").value is None


def test_a_level_that_jumps_when_a_new_system_came_in_lowers_trust(years, home):
    (home / "reference").mkdir(exist_ok=True)
    (home / "reference" / "supply_events.csv").write_text(
        "force,kind,month,category,reason,owner\nnorthshire,go-live,2026-01,,A new system,Chief registrar\n"
    )
    for month in span("2026-01", "2026-05"):
        publish(years, month, {kind: 2 * usual for kind, usual in USUAL.items()})
    assert "The level is up" in told(years)["2026-01", "level_jumped"]
    assert asked("2026-05").trust_grade == "low"
