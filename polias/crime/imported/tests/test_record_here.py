"""A crime of another system is recorded here once, with what that system said, and each says which the other is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from polias.crime.imported.actions import record_here
from polias.crime.imported.model import ImportedCrime
from polias.crime.imported.tests.factories import an_imported_crime
from polias.crime.public import CrimeReport, Party, Place, usual_answers
from polias.kit.access.acting import acting
from polias.kit.errors import Conflict, RuleBreach
from polias.kit.restriction.actions import restrict
from polias.pole.public import End, linked_to, record_location, record_person

SAID: dict[str, Any] = {
    "offence": "46",
    "summary": "A lantern was taken.",
    "committed_from": datetime(2017, 8, 23, 23, tzinfo=UTC),
    "reported_at": datetime(2017, 8, 25, 9, tzinfo=UTC),
    "answers": usual_answers(),
    "late_reason": "It was recorded elsewhere first.",
}


@pytest.fixture
def imported(cast):
    """A theft of a lantern with a victim, somebody involved, and a place."""
    kit, asha = cast("kit"), cast("asha")
    with acting(asha):
        victim = record_person(actor=asha, surname="Marchbanks", forenames="Mary", date_of_birth=date(1961, 4, 9))
        other = record_person(actor=asha, surname="Inskip", forenames="John", date_of_birth=date(1975, 2, 13))
        place = record_location(actor=asha, address="3 Ropewalk", postcode="ZZ9 4QT")
    ends = [End(role, one.register) for role, one in (("victim", victim), ("involved", other), ("location", place))]
    with acting(kit):
        return an_imported_crime(kit, ends=ends), victim, other, place


def recorded_here(imported, actor, **said):
    crime, victim, _other, place = imported
    given = SAID | {"place": Place(reference=place.reference), "victims": (Party(reference=victim.reference),)} | said
    with acting(actor):
        return record_here(crime, actor=actor, **given, reasons={"CRIME-05": "Recorded elsewhere first."})


def ends(record, actor):
    with acting(actor):
        return sorted((one.role, one.record.reference) for one in linked_to(record, actor=actor))


def test_whoever_and_whatever_it_was_joined_to_is_joined_to_the_crime_once(cast, imported):
    asha = cast("asha")
    old, victim, other, place = imported
    crime = recorded_here(imported, asha)
    assert ends(crime, asha) == sorted(
        [("came_from", old.reference), ("involved", other.reference), ("location", place.reference),
         ("victim", victim.reference)]
    )  # fmt: skip


def test_it_is_recorded_once_only(cast, imported):
    asha, ben = cast("asha"), cast("ben")
    recorded_here(imported, asha)
    with pytest.raises(Conflict):
        recorded_here(imported, ben)
    with acting(asha):
        assert CrimeReport.objects.count() == 1


def test_each_page_says_which_the_other_is(cast, imported, signed_in):
    crime, old = recorded_here(imported, cast("asha")), imported[0]
    browser = signed_in("asha")
    there = browser.get(old.url).content.decode()
    assert crime.reference in there
    assert "From another system, recorded here" in there
    assert "Open questions" not in there
    assert old.reference in browser.get(crime.url).content.decode()


def test_what_is_known_is_filled_in_and_what_is_open_is_asked(imported, signed_in):
    old, victim, _other, place = imported
    browser = signed_in("asha")
    assert f"{old.url}/record_here" in browser.get(old.url).content.decode()
    page = browser.get(f"{old.url}/record_here").content.decode()
    for said in (victim.reference, "3 Ropewalk", place.reference, "A lantern was taken."):
        assert said in page
    assert re.search(r'name="committed_from-year"[^>]*value="2017"|value="2017"[^>]*name="committed_from-year"', page)
    assert not re.search(r'name="reported_at-year"[^>]*value="\d', page), "when it was reported nobody knows"


def test_IMPORTED_03_a_restricted_one_is_not_told_again_where_more_may_read_it(cast, imported):
    ben = cast("ben")
    with acting(ben):
        restrict(
            imported[0], actor=ben, level="locked", reason="A source is at risk.", people=(ben.id, cast("lena").id)
        )
        again = ImportedCrime.objects.get(pk=imported[0].pk)
    with pytest.raises(RuleBreach) as refused:
        recorded_here((again, *imported[1:]), ben)
    assert refused.value.breaches[0].code == "IMPORTED-03"


def test_whoever_may_not_record_a_crime_is_not_offered_it(imported, signed_in):
    assert "record_here" not in signed_in("fola").get(imported[0].url).content.decode()
