"""The register's duplicate rate, from pairs that people reviewed to the measure; not known before they have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from polias.kit.access.acting import acting
from polias.kit.datasets.publish import publish
from polias.manifest import current_partitions
from polias.measures.definitions.records import DUPLICATE_RATE, DUPLICATE_RATE_HIGH, DUPLICATE_RATE_LOW
from polias.measures.engine import compute
from polias.pole.pairs import actions
from polias.pole.pairs.sample import quarter_of
from polias.pole.pairs.tests.factories import JON, JONATHAN, a_pair, two_people

#: Of each pair drawn: the band of its weight, and for how many it stands; a thousand people were compared.
DRAWN = ((15, 10.0), (15, 10.0), (-6, 50.0), (-6, 50.0))


@pytest.fixture
def sample(cast):
    """Four pairs drawn this quarter, none of them decided."""
    asha, kit = cast("asha"), cast("kit")
    quarter = quarter_of(datetime.now(UTC).date())
    pairs = []
    for n, (band, stands_for) in enumerate(DRAWN):
        surname = {"surname": ("Ashdown", "Birchall", "Crossley", "Dunmore")[n]}
        pair = a_pair(asha, kit, people=two_people(asha, JON | surname, JONATHAN | surname))
        with acting(kit):
            actions.draw(
                pair, actor=kit, quarter=quarter, band=band, origin="usual", stands_for=stands_for, of_people=1_000
            )
        pairs.append(pair)
    return pairs


def rates(datasets, month=""):
    """The rate and both ends of its interval in a month, this one unless another is said."""
    month = month or f"{datetime.now(UTC):%Y-%m}"
    measures = (DUPLICATE_RATE, DUPLICATE_RATE_LOW, DUPLICATE_RATE_HIGH)
    found = [compute(one, datasets, forces=["northshire"], months=[month]).rows[0].value for one in measures]
    return tuple(found)


def test_it_is_not_known_while_nobody_has_reviewed_the_sample(sample, tmp_path):
    publish(datasets=tmp_path, only=("duplicate_people",))
    assert rates(tmp_path) == (None, None, None)


def test_one_kind_of_pair_that_nobody_reviewed_leaves_it_unknown(cast, sample, tmp_path):
    with acting(cast("kit")):
        for pair in sample[:2]:
            actions.same_person(pair, actor=cast("kit"))
    publish(datasets=tmp_path, only=("duplicate_people",))
    assert rates(tmp_path) == (None, None, None)


def test_each_reviewed_pair_counts_for_those_it_stands_for(cast, sample, tmp_path):
    kit = cast("kit")
    with acting(kit):
        for pair, decide in zip(
            sample, (actions.same_person, actions.same_person, actions.same_person, actions.not_the_same), strict=True
        ):
            decide(pair, actor=kit)
    publish(datasets=tmp_path, only=("duplicate_people",))
    value, low, high = rates(tmp_path)
    # All 20 of the strong pairs, and half of the 100 weak ones, among 1,000 records.
    assert value == pytest.approx(7.0)
    assert 2.0 < low < 7.0 < high < 12.0


def test_a_later_decision_moves_it_and_what_was_published_is_kept(cast, sample, tmp_path):
    kit = cast("kit")
    with acting(kit):
        for pair in sample:
            actions.same_person(pair, actor=kit)
    publish(datasets=tmp_path, only=("duplicate_people",))
    before = rates(tmp_path)[0]
    with acting(kit):
        actions.take_back(sample[3], actor=kit, remark="Two birthplaces.")
        actions.not_the_same(sample[3], actor=kit)
    publish(datasets=tmp_path, only=("duplicate_people",))
    assert (before, rates(tmp_path)[0]) == (pytest.approx(12.0), pytest.approx(7.0))
    kept = [len(manifest.versions) for _folder, manifest in current_partitions(tmp_path, dataset="duplicate_people")]
    assert max(kept) > 1


def test_a_sample_serves_the_months_after_it_until_a_newer_one_is_reviewed(cast, sample, tmp_path):
    kit = cast("kit")
    with acting(kit):
        for pair in sample:
            actions.same_person(pair, actor=kit)
    later = datetime.now(UTC) + timedelta(days=100)
    publish(datasets=tmp_path, only=("duplicate_people",), now=later)
    assert rates(tmp_path, f"{later:%Y-%m}")[0] == pytest.approx(12.0)
