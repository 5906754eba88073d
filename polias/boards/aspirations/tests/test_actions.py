"""Setting, publishing, revising and withdrawing what a body aims at; the thought behind it never leaves."""

from __future__ import annotations

import json

import pytest

from polias.boards.aspirations.actions import publish, revise, withdraw
from polias.boards.aspirations.model import Aspiration
from polias.boards.publications.model import Edition
from polias.boards.publications.pages import Links, html, paths, shelf
from polias.boards.publications.static_site import publish_to
from polias.boards.tests.factories import INTERNAL, a_body, an_aspiration
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.errors import Conflict, NotAllowed, NotFound, RuleBreach
from polias.kit.testing.pages import form_on

HERE = Links(page=lambda path: f"/public/{path}", asset=lambda name: name)


def public_pages() -> str:
    found = shelf()
    return "\n".join(html(path, found=found, links=HERE) or "" for path in paths(found))


def test_an_aspiration_is_for_members_until_it_is_published(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        aspiration = an_aspiration(jo, asha)
        assert (aspiration.state, aspiration.question != "") == ("set", True)
        assert not Edition.objects.filter(kind="aim").exists()
        assert "Rank 3 of its most similar group" not in public_pages()
    with acting(cast("erin")) as erin:
        assert fetch(Aspiration, aspiration.reference, actor=erin).rationale.endswith("rival is louder.")
    with acting(asha), pytest.raises(NotFound):
        fetch(Aspiration, aspiration.reference, actor=asha)


def test_published_it_is_on_the_bodys_page_with_the_post_and_without_a_name(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        publish(an_aspiration(jo, asha), actor=jo)
        pages = public_pages()
    assert "Rank 3 of its most similar group, or better." in pages
    assert asha.name not in pages


def test_the_thought_behind_it_is_in_no_edition_page_or_static_site(cast, tmp_path):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        aspiration = publish(an_aspiration(jo, asha), actor=jo)
        aspiration = revise(aspiration, actor=jo, basis="own_change", value=-5.0, owner=asha.id,
                            rationale=f"Not the {INTERNAL} again.")  # fmt: skip
        withdraw(publish(an_aspiration(jo, asha, body=aspiration.body), actor=jo), actor=jo,
                 because=f"The {INTERNAL} broke.")  # fmt: skip
        assert INTERNAL in aspiration.rationale
        assert INTERNAL not in json.dumps([edition.content for edition in Edition.objects.all()])
        assert INTERNAL not in public_pages()
        publish_to(tmp_path / "site", actor=jo)
    written = [file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert any(b"5% fewer than in the twelve months before." in content for content in written)
    assert not any(INTERNAL.encode() in content for content in written)


def test_a_revision_of_a_published_one_is_published_and_the_old_edition_stays(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        aspiration = publish(an_aspiration(jo, asha), actor=jo)
        revise(aspiration, actor=jo, basis="own_value", value=1200.0, owner=asha.id)
        first, second = Edition.objects.filter(reference=aspiration.reference).order_by("number")
        assert (first.content["value"], second.content["value"]) == (3.0, 1200.0)
        # Only the thought behind it changed: there is nothing new for everybody.
        revise(aspiration, actor=jo, basis="own_value", value=1200.0, owner=asha.id, rationale="Another thought.")
        assert Edition.objects.filter(reference=aspiration.reference).count() == 2


def test_none_because_is_a_value_that_can_be_published(cast):
    jo = cast("jo")
    with acting(jo):
        publish(
            an_aspiration(jo, cast("asha"), basis="none", value=None, because="Roads are looked at next year."),
            actor=jo,
        )
        assert "No aspiration is set, because: Roads are looked at next year." in public_pages()


def test_a_withdrawn_one_is_no_longer_told_and_cannot_be_revised(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        aspiration = withdraw(publish(an_aspiration(jo, asha), actor=jo), actor=jo, because="The measure changed.")
        assert "Rank 3 of its most similar group" not in public_pages()
        with pytest.raises(Conflict):
            revise(aspiration, actor=jo, basis="group_average", owner=asha.id)


def test_only_the_clerk_sets_one_and_the_rules_hold(cast):
    jo, erin = cast("jo"), cast("erin")
    with acting(jo):
        body = a_body(jo)
        with pytest.raises(RuleBreach) as refusal:
            an_aspiration(jo, erin, body=body, measure="luck", value=None)
        assert [breach.code for breach in refusal.value.breaches] == ["BOARD-37", "BOARD-38", "BOARD-40"]
    with acting(erin), pytest.raises(NotAllowed):
        an_aspiration(erin, cast("asha"), body=body)


def test_jo_sets_and_publishes_one_on_pages_and_erin_reads_the_thought(cast, signed_in):
    jo, asha, browser = cast("jo"), cast("asha"), signed_in("jo")
    with acting(jo):
        body = a_body(jo)

    def send(url, **answers):
        page = browser.post(url, form_on(browser.get(url)) | answers, follow=True)
        assert page.status_code == 200
        assert "error-summary" not in page.content.decode(), page.content.decode()

    send(f"{body.url}/aim", measure="recorded_crime", basis="own_change", value="-5", owner=str(asha.id),
         rationale=f"The {INTERNAL}.")  # fmt: skip
    with acting(jo):
        aspiration = Aspiration.objects.select_related("register").get()
    assert (aspiration.value, aspiration.owner) == (-5.0, asha.id)
    send(f"{aspiration.url}/publish", read="on")
    public = browser.get(f"/public/bodies/{body.reference}").content.decode()
    assert "5% fewer than in the twelve months before." in public
    assert INTERNAL not in public
    erin = signed_in("erin")
    assert INTERNAL in erin.get(aspiration.url).content.decode()
    assert aspiration.url in erin.get(body.url).content.decode()
    assert aspiration.url not in signed_in("asha").get(body.url).content.decode()
