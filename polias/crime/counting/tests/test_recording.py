"""Recording more than one crime, further offences and described suspects, as Asha does it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.crime.counting.model import LinkedOffence
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.model import CrimeReport, DescribedSuspect
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.errors import RuleBreach
from polias.kit.models import AcceptedBreach
from polias.pole.public import Organisation, linked_to, record_organisation

THREE = (Party(surname="Adams"), Party(surname="Birch"), Party(surname="Coyle"))


def test_three_victims_of_an_assault_make_three_linked_crimes(cast):
    asha = cast("asha")
    with acting(asha):
        first = a_crime(asha, offence="8N", victims=THREE, suspects=(Party(surname="Rook"),))
        crimes = list(CrimeReport.objects.order_by("pk"))
        assert len(crimes) == 3
        assert crimes[0].pk == first.pk
        for crime in crimes:
            assert len(linked_to(crime, actor=asha, role="victim")) == 1
            assert len(linked_to(crime, actor=asha, role="suspect")) == 1
        assert [one.record.pk for one in linked_to(crimes[2], actor=asha, role="same_incident")] == [first.pk]


def test_a_burglary_with_three_victims_is_one_crime_with_all_of_them(cast):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha, offence="28E", victims=THREE)
        assert CrimeReport.objects.count() == 1
        assert len(linked_to(crime, actor=asha, role="victim")) == 3


def test_a_count_that_departs_is_recorded_with_its_reason(cast):
    asha = cast("asha")
    with acting(asha):
        with pytest.raises(RuleBreach) as refusal:
            a_crime(asha, offence="8N", victims=THREE, crimes=2)
        assert [b.code for b in refusal.value.breaches] == ["COUNT-01"]
        crime = a_crime(asha, offence="8N", victims=THREE, crimes=2, reasons={"COUNT-01": "Birch withdrew at once."})
        assert CrimeReport.objects.count() == 2
        assert AcceptedBreach.objects.filter(register_id=crime.pk, code="COUNT-01").count() == 1


def test_other_offences_stay_with_the_crime_and_make_none_of_their_own(cast):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha, offence="34B", also=("46", "105A"))
        assert CrimeReport.objects.count() == 1
        assert sorted(LinkedOffence.objects.filter(register_id=crime.pk).values_list("offence", flat=True)) == [
            "105A",
            "46",
        ]


def test_the_other_offences_stand_on_the_crime_as_not_counted(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha, offence="34B", also=("46",), described=("Tall, about 20, green coat",))
        assert DescribedSuspect.objects.get(register_id=crime.pk).description == "Tall, about 20, green coat"
    page = signed_in("asha").get(crime.url).content.decode()
    assert "Other offences of the incident, not counted" in page
    assert "Shoplifting (46)" in page
    assert "Tall, about 20, green coat" in page


def test_a_second_crime_of_one_report_with_the_same_victim_is_asked_about(cast):
    asha, reported = cast("asha"), timezone.now() - timedelta(hours=1)
    with acting(asha):
        shop = record_organisation(actor=asha, name="Lumen Stores", kind="shop")
        same = {"victims": (Party(reference=shop.reference),), "reported_at": reported}
        first = a_crime(asha, **same)
        with pytest.raises(RuleBreach) as refusal:
            a_crime(asha, **same)
        (breach,) = refusal.value.breaches
        assert breach.code == "COUNT-03"
        assert first.reference in breach.sentence
        a_crime(asha, **same, reasons={"COUNT-03": "Another thief, an hour later."})
        a_crime(asha, **same | {"reported_at": reported - timedelta(minutes=5)})


def test_a_business_that_is_not_known_is_recorded_at_the_place_of_the_crime(cast):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(
            asha, victims=(Party(surname="Quay Books", kind="organisation"),), place=Place(address="2 Quay Street")
        )
        (victim,) = linked_to(crime, actor=asha, role="victim")
        assert isinstance(victim.record, Organisation)
        assert victim.record.address == "2 Quay Street"
