"""The pages of pairs, as the people of the cast see them."""

from polias.kit.access.acting import acting
from polias.kit.testing.pages import send
from polias.pole.pairs.model import Pair
from polias.pole.pairs.tests.factories import a_pair


def words(answer):
    return answer.content.decode()


def state(cast, pair):
    with acting(cast("kit")):
        return Pair.objects.select_related("register").get(pk=pair.pk).state


def test_the_strongest_pair_comes_first(signed_in, cast):
    asha, kit = cast("asha"), cast("kit")
    weak, strong = a_pair(asha, kit, weight=2.0), a_pair(asha, kit, weight=20.0)
    page = words(signed_in("kit").get("/pole/pairs/"))
    assert page.index(strong.reference) < page.index(weak.reference)
    assert f'href="{strong.url}"' in page
    assert "Very strong" in page


def test_both_records_stand_side_by_side_with_what_each_field_says_and_a_key_for_each_decision(signed_in, cast):
    pair = a_pair(cast("asha"), cast("kit"))
    page = words(signed_in("kit").get(pair.url))
    for said in (pair.one.reference, pair.other.reference, "Smyth", "Smith", "One is a form of the other",
                 "Sounds the same", "Speaks strongly for it", "Not known of both"):  # fmt: skip
        assert said in page
    for key in ("s", "n", "u"):
        assert f'data-polias-key="{key}"' in page


def test_one_press_decides_and_leads_to_the_next(signed_in, cast):
    asha, kit = cast("asha"), cast("kit")
    first, second = a_pair(asha, kit, weight=20.0), a_pair(asha, kit, weight=2.0)
    client = signed_in("kit")
    answer = client.post(f"{first.url}/same_person", {"version": "1"})
    assert answer.url == f"{second.url}?after={first.reference}"
    assert f"{first.reference} is decided." in words(client.get(answer.url))
    assert state(cast, first) == "same"


def test_a_decision_is_taken_back_with_a_reason(signed_in, cast):
    pair, client = a_pair(cast("asha"), cast("kit")), signed_in("kit")
    client.post(f"{pair.url}/not_the_same", {"version": "1"})
    assert send(client, f"{pair.url}/take_back", {"remark": ""}).status_code == 200
    assert send(client, f"{pair.url}/take_back", {"remark": "They are one after all."}).status_code == 302
    assert state(cast, pair) == "waiting"


def test_both_pages_of_a_person_recorded_twice_show_the_other(signed_in, cast):
    pair = a_pair(cast("asha"), cast("kit"))
    asha, kit = signed_in("asha"), signed_in("kit")
    assert pair.reference not in words(asha.get(pair.one.url)), "an investigator has no part in pairs"
    assert f'href="{pair.url}"' in words(kit.get(pair.one.url))
    kit.post(f"{pair.url}/same_person", {"version": "1"})
    for here, there in ((pair.one, pair.other), (pair.other, pair.one)):
        page = words(asha.get(here.url))
        assert "Linked: the same person" in page
        assert f'href="{there.url}"' in page


def test_a_supervisor_reads_and_has_no_button(signed_in, cast):
    pair = a_pair(cast("asha"), cast("kit"))
    page = words(signed_in("ben").get(pair.url))
    assert "data-polias-key" not in page.split('id="side-by-side"')[0].split("<main")[1]
    assert signed_in("ben").post(f"{pair.url}/same_person", {"version": "1"}).status_code == 403
    assert signed_in("asha").get(pair.url).status_code == 404
