"""Records of one person that are linked are one in what is published of people harmed, and two when taken apart."""

from datetime import UTC, datetime

from polias.crime.harmed.tests.test_dataset import MARCH, harmed, victims
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.datasets.publish import publish
from polias.pole.pairs.actions import same_person, take_back
from polias.pole.pairs.tests.factories import a_pair, two_people

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_both_months_are_published_anew_though_no_crime_changed(own_database, tmp_path):
    """Each deed in a transaction of its own: what changed in the same one is followed again in any case."""
    asha, kit = actor_named("asha"), actor_named("kit")
    jon, jonathan = two_people(asha)
    harmed(asha, jon)
    harmed(asha, jonathan, recorded_at=MARCH)
    pair = a_pair(asha, kit, people=(jon, jonathan))
    publish(datasets=tmp_path, now=NOW)
    apart = victims(tmp_path), victims(tmp_path, "2026-03")
    assert apart[0] != apart[1]
    with acting(kit):
        pair = same_person(pair, actor=kit)
    publish(datasets=tmp_path, now=NOW)
    assert victims(tmp_path) == victims(tmp_path, "2026-03")
    with acting(kit):
        take_back(pair, actor=kit, remark="They are brothers.")
    publish(datasets=tmp_path, now=NOW)
    assert (victims(tmp_path), victims(tmp_path, "2026-03")) == apart
