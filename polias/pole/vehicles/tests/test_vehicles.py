"""Recording, changing and finding vehicles."""

import pytest

from polias.kit.access.acting import acting
from polias.kit.errors import RuleBreach
from polias.kit.testing.pages import send
from polias.pole.public import linked_to, record_person
from polias.pole.vehicles.actions import amend, record
from polias.pole.vehicles.queries import vehicles_with


def test_a_vehicle_is_found_by_its_registration_however_it_was_spaced(cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        keeper = record_person(actor=asha, surname="Adams")
        car = record(actor=asha, registration="zz01 abc", make="Ford", colour="blue", keeper=keeper.reference)
        assert car.title() == "ZZ01ABC blue Ford"
        assert list(vehicles_with("Zz 01abc", actor=asha)) == [car]
        assert [(one.role, one.record.pk) for one in linked_to(car, actor=asha)] == [("keeper", keeper.pk)]
    with acting(carys):
        assert not vehicles_with("ZZ01ABC", actor=carys)


def test_VEHICLE_01_refuses_a_vehicle_that_nobody_could_recognise(cast):
    """A vehicle has a registration, or at least a make, a model or a colour."""
    asha = cast("asha")
    with acting(asha):
        with pytest.raises(RuleBreach) as refusal:
            record(actor=asha, registration=" ")
        assert [b.code for b in refusal.value.breaches] == ["VEHICLE-01"]
        amend(record(actor=asha, colour="red"), actor=asha, registration="ZZ01 XYZ", make="", model="", colour="")


def test_its_pages_record_and_change_it(signed_in):
    asha = signed_in("asha")
    answer = asha.post("/pole/vehicles/record", {"registration": "ZZ01 ABC"})
    assert answer.status_code == 302
    assert send(asha, f"{answer.url}/amend", {"registration": "ZZ01 ABC", "colour": "green"}).status_code == 302
    assert "green" in asha.get(answer.url).content.decode()
