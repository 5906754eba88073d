"""Both doors show the same of what is offered and handed over, with all that hangs on it, and no more by clearance."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from polias.crime.reports.model import CrimeReport
from polias.crime.transfers.actions import accept_transfer
from polias.crime.transfers.tests.factories import NOT_TOLD, an_offer
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch, registered, visible_to
from polias.kit.models import Register
from polias.kit.record.types import record_type
from polias.kit.restriction.screens import access_card
from polias.kit.search.words import texts_with
from polias.pole.public import Location, Person

HANGS_ON_IT = ("crime_transfer", "crime_crimekeyword", "crime_recordingstep", "kit_recordclock", "pole_link",
               "kit_alsoread", "kit_attachment")  # fmt: skip


@pytest.fixture(autouse=True)
def _open_database(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def shown(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {row[0] for row in cursor.fetchall()}


def there(both, sql, *parameters):
    with psycopg.connect(both.owner_url) as owner:
        return {row[0] for row in owner.execute(sql, parameters).fetchall()}


def accepted(people, crime):
    with acting(people("nia")) as nia:
        mine = fetch(CrimeReport, crime.reference, actor=nia)
        return accept_transfer(mine, actor=nia, investigator=people("carys").id, reasons=NOT_TOLD)


@pytest.mark.parametrize("username", ["nia", "owen", "carys", "asha", "lena", "ben"])
def test_the_two_doors_show_the_same_before_and_after(people, username):
    waits = an_offer(people)
    accepted(people, an_offer(people))
    for _time in range(2):
        with acting(people(username)) as actor:
            for model in (CrimeReport, Person, Location):
                by_filter = set(visible_to(model, actor).values_list("pk", flat=True))
                assert by_filter == set(model.objects.values_list("pk", flat=True)), model.__name__
            assert set(registered(actor).values_list("pk", flat=True)) == set(
                Register.objects.values_list("pk", flat=True)
            )
        if waits:
            accepted(people, waits)
            waits = None


@pytest.mark.parametrize("username", ["nia", "asha"])
def test_what_hangs_on_a_transferred_crime_is_read_whole_by_both(both, people, username):
    crime = an_offer(people, keywords=("alcohol",))
    accepted(people, crime)
    with acting(people(username)):
        for table in HANGS_ON_IT:
            query = f"select id from {table} where register_id = %s"
            assert shown(query, crime.pk) == there(both, query, crime.pk), table
        audit = "select id from kit_auditrow where record_id = %s"
        assert shown(audit, crime.pk) == there(both, audit, crime.pk) != set()


def test_clearance_holds_for_what_is_offered_as_for_ones_own(both, people):
    crime = an_offer(people)
    for grade, seen in ((1, True), (2, False)):
        both.as_owner(f"update kit_register set grade = {grade}, cell = cell + 1 where id = '{crime.pk}'")
        with acting(people("nia")) as nia:
            assert nia.clearance == 1
            assert visible_to(CrimeReport, nia).filter(pk=crime.pk).exists() is seen
            assert CrimeReport.objects.filter(pk=crime.pk).exists() is seen


@pytest.mark.parametrize("username", ["nia", "asha"])
def test_it_is_found_by_its_words_by_whoever_reads_it(people, username):
    crime = an_offer(people, summary="Took two zinnober jars.")
    for _time in range(2):
        with acting(people(username)) as actor:
            found = texts_with(record_type("crime.reports"), "zinnober", actor=actor).rows
            assert crime.pk in {one.pk for one, _excerpt in found}
        if _time == 0:
            accepted(people, crime)


def test_whoever_decides_who_sees_a_crime_is_told_that_the_other_force_reads_it(people):
    crime = an_offer(people)
    with acting(people("lena")) as lena:
        assert "read by Eastmoor as well" in access_card(fetch(CrimeReport, crime.reference, actor=lena), lena)
    accepted(people, crime)
    with acting(people("nia")) as nia:
        assert "read by Northshire as well" in access_card(fetch(CrimeReport, crime.reference, actor=nia), nia)
    with acting(people("lena")) as lena:
        assert access_card(fetch(CrimeReport, crime.reference, actor=lena), lena) == "", (
            "it is no longer hers to decide"
        )
