"""How often somebody was harmed again within a year: counted from pseudonyms, proved again, and led to the crimes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from polias.crime.harmed.dataset import VICTIMS
from polias.kit.datasets import DatasetWriter
from polias.measures import public
from polias.measures.engine.months import span
from polias.measures.kept.rebuild import rebuild
from polias.measures.kept.store import find

MAY = date(2026, 5, 1)
#: Who was harmed in Northshire when: Ann again, Bob again but more than a year after, Col once; Dee is restricted.
HARMED = (
    ("2025-05-11", "ann"),
    ("2025-04-30", "bob"),
    ("2026-05-11", "ann"),
    ("2026-05-11", "bob"),
    ("2026-05-12", "col"),
    ("2026-05-13", None),
)


def publish(datasets: Path, month: str) -> None:
    rows = [(on, who) for on, who in HARMED if on[:7] == month]
    keys = {"force": "northshire", "month": month, "restriction": "open"}
    with DatasetWriter(VICTIMS, datasets=datasets, keys=keys) as writer:
        writer.write(
            {
                "force": ["northshire"] * len(rows),
                "month": [month] * len(rows),
                "recorded_on": [date.fromisoformat(on) for on, _who in rows],
                "victim": [who for _on, who in rows],
                "district": ["North"] * len(rows),
                "offence_group": ["Theft"] * len(rows),
                "is_notifiable": [True] * len(rows),
                "cancelled": [False] * len(rows),
                "grade": [0] * len(rows),
            }
        )
        writer.publish(
            content_hash=f"made up of {month}", source={"made": "up"}, known_from=datetime(2026, 6, 1, tzinfo=UTC)
        )


@pytest.fixture
def year(datasets) -> Path:
    for month in span("2025-04", "2026-05"):
        publish(datasets, month)
    return datasets


def asked(code: str, **how):
    return public.figure(code, force="northshire", month=MAY, **how)


def test_people_harmed_again_within_365_days_are_counted_and_their_share(year):
    assert asked("repeat_victims").value == 1
    share = asked("repeat_victim_share")
    assert (share.numerator, share.denominator, share.value) == (1, 3, pytest.approx(100 / 3))
    assert asked("repeat_victims", offence_group="Theft", area="North").value == 1


def test_a_board_reads_neither_so_small_a_count_nor_its_share(year):
    assert public.board_edition(asked("repeat_victims")).value is None
    assert public.board_edition(asked("repeat_victim_share")).value is None


def test_without_the_whole_year_before_there_is_no_figure_and_it_is_said(datasets):
    for month in span("2025-09", "2026-05"):
        publish(datasets, month)
    figure = asked("repeat_victims")
    assert (figure.value, figure.trust_grade) == (None, "withheld")
    assert "It looks back to May 2025, and a month since then was not supplied" in figure.sentence


def test_a_kept_figure_is_proved_from_every_month_that_it_looks_back_to(year):
    reference = public.keep_figure(asked("repeat_victims"), purpose="a question").reference
    (kept,) = find(reference, home=year.parent)
    assert [one.month for one in kept.figure.partitions] == list(span("2025-05", "2026-05"))
    assert rebuild(kept.figure, datasets=year).is_equal
    (gone,) = (year / "crime_victims" / "force=northshire" / "month=2025-05").glob("**/*.parquet")
    gone.unlink()
    assert rebuild(kept.figure, datasets=year).state == "gone"
