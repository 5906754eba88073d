"""Links on record pages, as far as each reader may see."""

from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.pole.public import record_location, record_organisation


def words(answer):
    return answer.content.decode()


def test_each_end_of_a_link_shows_the_other_and_the_look_is_logged(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        place = record_location(actor=asha, address="1 Lantern Row")
        shop = record_organisation(actor=asha, name="Lantern Stores", premises=place.reference)
    client = signed_in("asha")
    assert "Location: 1 Lantern Row" in words(client.get(shop.url))
    assert "Organisation: Lantern Stores" in words(client.get(place.url))
    with acting(asha):
        seen = AuditRow.objects.filter(actor_id=asha.id, content__contains=f"linked with {place.reference}")
        assert shop.reference in seen.get().content
