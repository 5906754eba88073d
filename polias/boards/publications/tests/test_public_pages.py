"""What everybody reads: pages without signing in, and the same as a folder of static pages."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from polias.boards.actions.actions import close_by_owner
from polias.boards.meetings.actions import minute
from polias.boards.papers.actions import correct, publish, quote
from polias.boards.publications.model import Edition
from polias.boards.publications.static_site import LIST, publish_to
from polias.boards.tests.factories import INTERNAL, MONTH, a_meeting, a_paper, a_resolution, an_action
from polias.kit.access.acting import acting
from polias.kit.access.sessions import system_actor
from polias.kit.audit.model import AuditRow
from polias.kit.errors import PoliasError


@pytest.fixture
def everything(cast, crimes_published):
    """A meeting with a corrected paper, a resolution and an action that is open; its reference by kind."""
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        paper = quote(a_paper(jo), actor=jo, measure="recorded_crime", month=MONTH, offence_group="Robbery")
        paper = publish(quote(paper, actor=jo, measure="recorded_crime", month=MONTH), actor=jo)
        correct(paper, actor=jo, position=1, text="Crime was lower.", because="The first sentence was wrong.")
        meeting = a_resolution(jo)
        action = an_action(jo, asha, meeting=meeting)
        minute(meeting, actor=jo)
    return {"paper": paper.reference, "meeting": meeting.reference, "action": action.reference}


def test_everybody_reads_the_public_edition_without_signing_in(everything):
    page = Client().get(f"/public/papers/{everything['paper']}").content.decode()
    assert "Crime was lower." in page
    assert "because: The first sentence was wrong." in page
    assert "fewer than 5" in page
    assert INTERNAL not in page
    old = Client().get(f"/public/papers/{everything['paper']}/1").content.decode()
    assert "Crime was as usual." in old
    assert "This is an old edition." in old


@pytest.mark.parametrize("path", ["", "actions"])
def test_the_first_pages_answer_when_nothing_is_published(path, db):
    assert Client().get(f"/public/{path}").status_code == 200


@pytest.mark.parametrize("path", ["papers/NSH-PA-26-000099", "papers", "nothing", "papers/x/0", "actions/1", "%00"])
def test_an_address_that_leads_nowhere_gets_the_usual_page(path, db):
    assert Client().get(f"/public/{path}").status_code == 404


def test_a_draft_is_nowhere_in_public(cast):
    jo = cast("jo")
    with acting(jo):
        reference = a_paper(jo).reference
    assert Client().get(f"/public/papers/{reference}").status_code == 404
    assert reference not in Client().get("/public/").content.decode()


def test_actions_are_told_in_public_words_without_names_or_evidence(cast, everything):
    asha = cast("asha")
    page = Client().get("/public/actions").content.decode()
    assert "due in 20 days" in page
    assert "Detective constable, Northshire" in page
    assert "Verma" not in page
    with acting(asha):
        from polias.boards.actions.model import BoardAction

        asked = BoardAction.objects.get(register__reference=everything["action"])
        close_by_owner(asked, actor=asha, evidence="Evidence: a list of visits.", has_record=False)
    page = Client().get("/public/actions").content.decode()
    assert "done on" in page
    assert "list of visits" not in page


def test_a_late_action_says_by_how_many_days(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        from polias.boards.meetings.actions import hold, resolve

        meeting = hold(a_meeting(jo, held_on=timezone.localdate() - timedelta(days=30)), actor=jo)
        meeting = resolve(meeting, actor=jo, item=1, text="That it be done.")
        an_action(jo, asha, meeting=meeting, due_on=timezone.localdate() - timedelta(days=12))
    assert "12 days late" in Client().get("/public/").content.decode()


def test_the_static_site_holds_no_internal_word_no_script_and_no_address_of_the_host(everything, tmp_path):
    with acting(system_actor()) as system:
        done = publish_to(tmp_path / "site", actor=system)
        assert AuditRow.objects.filter(kind="disclosure", actor_id=system.id).get().content.count("NSH-PA") == 1
    files = {p.relative_to(tmp_path / "site").as_posix(): p.read_bytes() for p in (tmp_path / "site").rglob("*.*")}
    assert {"index.html", "actions.html", LIST, f"papers/{everything['paper']}/1.html"} <= set(files)
    assert done.pages == sum(1 for name in files if name.endswith(".html"))
    for name, content in files.items():
        assert INTERNAL.encode() not in content, name
        if name.endswith(".html"):
            for word in (b"<script", b"<form", b"http", b"127.0.0.1", b"localhost", b'href="/', b"Verma"):
                assert word not in content, (name, word)


def test_every_link_of_the_static_site_leads_to_a_file(everything, tmp_path):
    import re

    with acting(system_actor()) as system:
        publish_to(tmp_path / "site", actor=system)
    for page in (tmp_path / "site").rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"#]+)', page.read_text()):
            assert (page.parent / link).resolve().is_file(), f"{page.name}: {link}"


def test_a_second_run_takes_away_what_is_no_more_and_leaves_other_folders_alone(everything, tmp_path):
    site = tmp_path / "site"
    with acting(system_actor()) as system:
        publish_to(site, actor=system)
        listed = json.loads((site / LIST).read_text())
        (site / "old.html").write_text("old")
        (site / LIST).write_text(json.dumps({**listed, "old.html": "", "../outside.txt": ""}))
        (tmp_path / "outside.txt").write_text("not ours")
        assert publish_to(site, actor=system).taken_away == 1
        assert (tmp_path / "outside.txt").exists()
        foreign = tmp_path / "foreign"
        foreign.mkdir()
        (foreign / "letter.txt").write_text("Dear Sir")
        with pytest.raises(PoliasError, match="did not write"):
            publish_to(foreign, actor=system)
        assert [p.name for p in foreign.iterdir()] == ["letter.txt"]


def test_an_edition_that_was_tampered_with_is_not_published(everything, tmp_path):
    with acting(system_actor()) as system:
        edition = Edition.objects.filter(kind="paper").latest("number")
        Edition(
            kind="paper", reference="NSH-PA-26-000999", number=1, force="northshire",
            published_at=timezone.now(), content={**edition.content, "title": "Better"}, digest=edition.digest,
        ).save(force_insert=True)  # fmt: skip
        with pytest.raises(PoliasError, match="is not what was published"):
            publish_to(tmp_path / "site", actor=system)
        assert not (tmp_path / "site").exists()


def test_one_force_can_be_published_alone(everything, tmp_path):
    with acting(system_actor()) as system:
        done = publish_to(tmp_path / "site", actor=system, force="eastmoor")
    assert (done.editions, done.pages) == (0, 2)
