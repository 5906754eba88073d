"""The pages of the queue, as the people of the cast see them."""

import pytest

from polias.force.public import policy
from polias.kit.access.acting import acting
from polias.quality.queue.model import QueueItem
from polias.quality.queue.tests.factories import queued


def words(answer):
    return answer.content.decode()


def state(cast, item):
    with acting(cast("hal")):
        return QueueItem.objects.select_related("register").get(pk=item.pk).state


def test_one_page_says_size_oldest_rate_and_when_it_clears(signed_in, cast):
    item = queued(cast("asha"))
    page = words(signed_in("hal").get("/quality/queue/"))
    for said in (policy(item.force_id, "quality.queue_name"), "Oldest", "a day, and", "It is growing", item.reference):
        assert said in page
    assert "Take the next one" in page


@pytest.mark.parametrize(("asked", "shown"), [("harm=low", True), ("harm=high", False), ("age=week", False)])
def test_the_page_narrows_by_harm_and_age(signed_in, cast, asked, shown):
    item = queued(cast("asha"))
    page = words(signed_in("hal").get(f"/quality/queue/?{asked}"))
    assert (f">{item.reference}<" in page) is shown


def test_the_page_counts_keywords_and_narrows_by_one(signed_in, cast):
    asha, hal = cast("asha"), signed_in("hal")
    item, plain = queued(asha, keywords=("alcohol", "knife")), queued(asha)
    page = words(hal.get("/quality/queue/"))
    assert '<a class="polias-chip" href="/quality/queue/?keyword=alcohol">Alcohol <b>1</b></a>' in page
    assert "Alcohol, Knife" in page
    page = words(hal.get("/quality/queue/?keyword=knife"))
    assert f">{item.reference}<" in page
    assert f">{plain.reference}<" not in page
    assert f">{plain.reference}<" not in words(hal.get("/quality/queue/?keyword=rumour"))


def test_what_does_not_fit_on_one_page_is_on_the_next(signed_in, cast, monkeypatch):
    monkeypatch.setattr("polias.kit.screens.paging.PAGE", 1)
    first, second = queued(cast("asha"), offence="8N"), queued(cast("asha"))
    hal = signed_in("hal")
    page = words(hal.get("/quality/queue/"))
    assert "?page=2" in page
    assert f">{first.reference}<" in page
    assert f">{second.reference}<" in words(hal.get("/quality/queue/?page=2"))


def test_an_item_shows_its_crime_and_a_key_for_each_usual_decision(signed_in, cast):
    item = queued(cast("asha"))
    page = words(signed_in("hal").get(item.url))
    assert "Took two bottles from the shelf and ran." in page
    for key in ("y", "c", "r"):
        assert f'data-polias-key="{key}"' in page


def test_one_press_confirms_leads_to_the_next_and_can_be_undone(signed_in, cast):
    first, second = queued(cast("asha"), offence="8N"), queued(cast("asha"))
    hal = signed_in("hal")
    answer = hal.post(f"{first.url}/confirm", {"version": "1"})
    assert answer.url == f"{second.url}?after={first.reference}"
    page = words(hal.get(answer.url))
    assert f"Undo {first.reference}" in page
    assert state(cast, first) == "done"
    assert hal.post(f"{first.url}/undo", {"version": "2"}).status_code == 302
    assert state(cast, first) == "waiting"


def test_a_second_press_on_the_same_page_is_told_that_it_was_decided(signed_in, cast):
    item = queued(cast("asha"))
    hal, lena = signed_in("hal"), signed_in("lena")
    assert hal.post(f"{item.url}/confirm", {"version": "1"}).status_code == 302
    assert "was faster (The class is right" in words(lena.post(f"{item.url}/confirm", {"version": "1"}))


def test_hal_returns_a_record_and_asha_finds_it_on_my_work(signed_in, cast):
    item = queued(cast("asha"))
    hal, asha = signed_in("hal"), signed_in("asha")
    assert (
        hal.post(
            f"{item.url}/return_to_officer", {"version": "1", "note": "The victim has no date of birth."}
        ).status_code
        == 302
    )
    assert "The victim has no date of birth." in words(asha.get("/"))
    assert "asks the investigator to correct this" in words(asha.get(item.crime.url))


def test_hal_changes_the_class_on_a_page(signed_in, cast):
    item = queued(cast("asha"))
    hal = signed_in("hal")
    assert "already" in words(
        hal.post(f"{item.url}/correct", {"version": "1", "offence": "46", "rationale": "No change."})
    )
    assert (
        hal.post(f"{item.url}/correct", {"version": "1", "offence": "49", "rationale": "In the yard."}).status_code
        == 302
    )
    assert "In the yard." in words(hal.get(item.crime.url))


def test_the_crime_says_that_it_waits_and_that_this_holds_nothing_up(signed_in, cast):
    item = queued(cast("asha"))
    assert "This holds nothing up" in words(signed_in("asha").get(item.crime.url))


@pytest.mark.parametrize(("who", "shown"), [("hal", True), ("ben", True), ("asha", False), ("idris", False)])
def test_the_menu_shows_queues_to_those_who_work_them(signed_in, cast, who, shown):
    assert ("/quality/queue/" in words(signed_in(who).get("/"))) is shown


def test_carys_and_the_panel_member_see_no_queue(signed_in, cast):
    item = queued(cast("asha"))
    assert item.reference not in words(signed_in("carys").get("/quality/queue/"))
    assert signed_in("carys").get(item.url).status_code == 404
    assert signed_in("erin").get("/quality/queue/").status_code == 404
    assert "Processing" not in words(signed_in("carys").get(item.crime.url))


def test_the_right_class_is_found_by_the_words_for_it_with_its_rule_beside_it(signed_in, cast):
    """As when a crime is recorded or reclassified: it is one component."""
    page = words(signed_in("hal").get(f"{queued(cast('asha')).url}/correct"))
    (option,) = [one for one in page.split("<option")[1:] if 'value="46"' in one.split(">")[0]]
    assert "stole from shop" in option.split(">")[0].lower(), "by what people call it"
    assert 'data-note="' in option.split(">")[0], "what it means and how it is counted"
