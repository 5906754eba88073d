"""People harmed are told apart in what is published, and by nobody who lacks the key."""

from datetime import UTC, datetime, timedelta

import pytest

from polias.crime.harmed.queries import harmed_again_in
from polias.crime.reports.actions import involve
from polias.crime.reports.facts import Party
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.brought_in import a_past_crime
from polias.crime.reports.tests.test_dataset import published
from polias.kit.access.acting import acting
from polias.kit.datasets.publish import publish
from polias.pole.public import record_person

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MAY, MARCH = datetime(2026, 5, 4, 9, tzinfo=UTC), datetime(2026, 3, 9, 9, tzinfo=UTC)


def harmed(actor, *people, recorded_at=MAY, **changes):
    """A past crime of which these people are victims."""
    crime = a_past_crime(actor, recorded_at=recorded_at, **changes)
    with acting(actor):
        for person in people:
            involve(crime, actor=actor, party=Party(reference=person.reference), role="victim")
            crime = CrimeReport.objects.get(pk=crime.pk)
    return crime


def victims(datasets, month="2026-05", part="open"):
    return [row["victim"] for row in published(datasets, "crime_victims")["northshire", month, part]]


@pytest.fixture
def jon_and_jonathan(cast):
    with acting(cast("asha")) as asha:
        jon = record_person(actor=asha, forenames="Jon", surname="Smyth")
        return jon, record_person(actor=asha, forenames="Jonathan", surname="Braithwaite")


def test_the_same_person_has_the_same_pseudonym_in_every_crime_and_no_name_is_published(
    cast, tmp_path, jon_and_jonathan
):
    jon, jonathan = jon_and_jonathan
    harmed(cast("asha"), jon, jonathan)
    harmed(cast("asha"), jon, recorded_at=MARCH)
    publish(datasets=tmp_path, now=NOW)
    (earlier,) = victims(tmp_path, "2026-03")
    assert len(set(victims(tmp_path))) == 2
    assert earlier in victims(tmp_path)
    told = repr(published(tmp_path, "crime_victims"))
    assert not [word for word in ("Jon", "Smyth", jon.reference, str(jon.pk), jon.pk.hex) if word in told]


def test_of_a_restricted_crime_nobody_can_be_followed(cast, tmp_path, jon_and_jonathan):
    crime = harmed(cast("asha"), jon_and_jonathan[0])
    restricted = a_past_crime(cast("asha"), recorded_at=MAY, grade=1)
    with acting(cast("ben")) as ben:
        involve(restricted, actor=ben, party=Party(reference=jon_and_jonathan[0].reference), role="victim")
    publish(datasets=tmp_path, now=NOW)
    (row,) = published(tmp_path, "crime_victims")["northshire", "2026-05", "restricted"]
    assert (row["victim"], row["recorded_on"], row["district"]) == (None, None, None)
    assert len(victims(tmp_path)) == 1, crime


def test_another_key_names_everybody_anew_in_every_month(cast, tmp_path, jon_and_jonathan, settings):
    harmed(cast("asha"), jon_and_jonathan[0])
    publish(datasets=tmp_path, now=NOW)
    before = victims(tmp_path)
    settings.POLIAS_PSEUDONYM_KEY = "another"
    publish(datasets=tmp_path, now=NOW)
    assert set(before).isdisjoint(victims(tmp_path))


def test_a_new_secret_for_sessions_changes_nothing_that_is_published(cast, tmp_path, jon_and_jonathan, settings):
    harmed(cast("asha"), jon_and_jonathan[0])
    publish(datasets=tmp_path, now=NOW)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    settings.SECRET_KEY = "another"
    publish(datasets=tmp_path, now=NOW)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


class TestList:
    def test_it_holds_the_crimes_of_the_month_whose_victim_was_harmed_in_the_year_before(self, cast, jon_and_jonathan):
        asha = cast("asha")
        jon, jonathan = jon_and_jonathan
        again = harmed(asha, jon)
        harmed(asha, jon, recorded_at=MARCH)
        harmed(asha, jonathan)
        harmed(asha, jonathan, recorded_at=MAY - timedelta(days=366))
        with acting(asha):
            assert [crime.pk for crime in harmed_again_in(CrimeReport.objects.all(), "2026-05")] == [again.pk]
            assert not harmed_again_in(CrimeReport.objects.all(), "2026-04")
            assert not harmed_again_in(CrimeReport.objects.all(), "soon")

    def test_a_crime_of_the_same_day_or_a_cancelled_one_is_no_earlier_harm(self, cast, jon_and_jonathan):
        asha = cast("asha")
        jon, jonathan = jon_and_jonathan
        harmed(asha, jon)
        harmed(asha, jon, recorded_at=MAY + timedelta(hours=3))
        harmed(asha, jonathan)
        crime = harmed(asha, jonathan, recorded_at=MARCH)
        CrimeReport.objects.filter(pk=crime.pk).update(cancelled_at=MARCH)
        with acting(asha):
            assert not harmed_again_in(CrimeReport.objects.all(), "2026-05")
