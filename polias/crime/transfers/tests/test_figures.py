"""Who counts a crime that passed from force to force, and what is published of the transfer."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from polias.crime.corrections.actions import cancel
from polias.crime.corrections.facts import TakenOver
from polias.crime.progress.queries import corrected_in
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime
from polias.crime.reports.tests.test_dataset import published
from polias.crime.transfers.actions import accept_transfer
from polias.crime.transfers.tests.factories import an_offer
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch, visible_to
from polias.kit.datasets.months import month_of
from polias.kit.datasets.publish import publish


@pytest.fixture(autouse=True)
def _open_database(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def counted(folder, dataset):
    """How many open rows each force has this month."""
    month = month_of(datetime.now(UTC))
    found = published(folder, dataset)
    return {force: len(found.get((force, month, "open"), ())) for force in ("northshire", "eastmoor")}


def test_the_force_that_accepts_counts_the_crime_and_the_other_counts_the_transfer(people, tmp_path):
    crime = an_offer(people)
    publish(datasets=tmp_path)
    before = counted(tmp_path, "crime_reports")
    assert counted(tmp_path, "crime_corrections") == {"northshire": 0, "eastmoor": 0}, "an offer is no transfer"
    with acting(people("nia")) as nia:
        mine = fetch(CrimeReport, crime.reference, actor=nia)
        told = timezone.localdate()
        accept_transfer(mine, actor=nia, investigator=people("carys").id, victim_told_on=told)
    publish(datasets=tmp_path)
    after = counted(tmp_path, "crime_reports")
    assert after["northshire"] == before["northshire"] - 1
    assert after["eastmoor"] == before["eastmoor"] + 1
    assert counted(tmp_path, "crime_corrections") == {"northshire": 1, "eastmoor": 0}
    (row,) = published(tmp_path, "crime_corrections")["northshire", month_of(datetime.now(UTC)), "open"]
    assert (row["kind"], row["category"], row["victim_told"], row["days_since_recorded"]) == ("transfer", "C1", True, 0)
    assert row["offence_group"] == "Theft offences"
    with acting(people("lena")) as lena:
        month = month_of(datetime.now(UTC))
        assert crime.pk in {c.pk for c in corrected_in(visible_to(CrimeReport, lena), month)}, "the way to the records"


def test_a_crime_that_a_force_elsewhere_took_over_is_counted_among_those_transferred(people, tmp_path):
    told = timezone.localdate()
    publish(datasets=tmp_path)
    before = counted(tmp_path, "crime_corrections")["northshire"]
    with acting(people("asha")) as asha:
        crime = a_crime(asha)
    with acting(people("lena")) as lena:
        crime = fetch(CrimeReport, crime.reference, actor=lena)
        cancel(crime, actor=lena, category="C1", rationale="It happened there.", victim_told_on=told,
               taken=TakenOver("Westland Police", "WL-4471", told))  # fmt: skip
    publish(datasets=tmp_path)
    rows = published(tmp_path, "crime_corrections")["northshire", month_of(datetime.now(UTC)), "open"]
    assert len(rows) == before + 1
    assert {(row["kind"], row["category"]) for row in rows} == {("transfer", "C1")}
