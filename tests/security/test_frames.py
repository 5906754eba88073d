"""The frame around every page: one transaction that knows whose session it is and is undone by any refusal."""

from __future__ import annotations

import ast
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from polias.crime.reports.tests.factories import a_crime
from polias.force.cast import World
from polias.kit.access.acting import acting, current_actor
from polias.kit.access.model import Actor as ActorRow
from polias.kit.access.sessions import living
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Conflict
from polias.kit.identity.middleware import ActingMiddleware
from polias.pole.people.actions import record as record_person
from polias.pole.people.model import Person
from tests.architecture.source import modules


def whose():
    with connection.cursor() as cursor:
        cursor.execute("select polias_actor()")
        return cursor.fetchone()[0]


def test_a_frame_inside_another_gives_the_outer_one_back(cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        with acting(carys):
            assert (whose(), current_actor()) == (carys.id, carys)
        assert (whose(), current_actor()) == (asha.id, asha)
        with pytest.raises(ValueError, match="no"), acting(carys):
            raise ValueError("no")
        assert (whose(), current_actor()) == (asha.id, asha)
    assert current_actor() is None


def test_outside_every_frame_nobody_is_anybody(own_database):
    from polias.kit.access.sessions import actor_named

    with acting(actor_named("asha")) as asha:
        a_crime(asha)
        assert whose() == asha.id
    assert whose() is None
    assert Person.objects.count() == 0


def the_page(view, *, username="asha"):
    """Serve one view as the middleware does."""
    request = RequestFactory().get("/crime/reports/planted")
    request.user, request.session = World.row(username).user, {}
    request.htmx = SimpleNamespace(boosted=False)
    return ActingMiddleware(lambda _r: HttpResponse()).process_view(request, view, (), {})


def kept(cast):
    with acting(cast("asha")):
        return Person.objects.filter(surname="Planted").count()


@pytest.mark.parametrize(("status", "stays"), [(200, 1), (302, 1), (400, 0), (404, 0), (409, 0), (500, 0)])
def test_a_refusal_takes_back_what_was_written_before_it(cast, status, stays):
    def view(request):
        record_person(actor=request.actor, surname="Planted")
        return HttpResponse(status=status)

    assert the_page(view).status_code == status
    assert kept(cast) == stays


def test_so_does_an_error_that_becomes_a_page_and_one_that_becomes_none(cast):
    def refuses(request):
        record_person(actor=request.actor, surname="Planted")
        raise Conflict("Somebody was faster.", do="Look again.")

    def fails(request):
        record_person(actor=request.actor, surname="Planted")
        raise RuntimeError

    answer = the_page(refuses)
    assert answer.status_code == 409
    assert b"Somebody was faster." in answer.content
    with pytest.raises(RuntimeError):
        the_page(fails)
    assert kept(cast) == 0


def test_a_page_that_is_drawn_late_still_sees_its_rows(cast):
    def view(request):
        record_person(actor=request.actor, surname="Planted")
        rows = Person.objects.filter(surname="Planted")
        return TemplateResponse(request, "screens/error.html", {"title": "People", "happened": Late(rows)})

    assert b"1 found" in the_page(view).content


class Late:
    """Asks the database only when it is drawn."""

    def __init__(self, rows):
        self.rows = rows

    def __str__(self):
        return mark_safe(f"{self.rows.count()} found")


def test_a_look_is_logged_with_the_page_and_not_with_a_refusal(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        person = record_person(actor=asha, surname="Adams")
        before = AuditRow.objects.filter(kind="consultation").count()
    assert signed_in("asha").get(f"/pole/people/{person.reference}/nothing").status_code == 404
    with acting(asha):
        assert AuditRow.objects.filter(kind="consultation").count() == before


@pytest.mark.parametrize(
    "address", ["/pole/people/%00", "/pole/people/?state=%00", "/search?q=%00", "/pole/people/?page=%00"]
)
def test_an_address_that_no_database_can_be_asked_for_is_refused_in_words(signed_in, address):
    answer = signed_in("asha").get(address)
    assert answer.status_code == 400
    assert b"a character that no record can hold" in answer.content


def test_a_session_ends_for_the_database_when_it_is_closed(cast):
    asha, ben = cast("asha"), cast("ben")
    rows = {row.pk: row for row in ActorRow.objects.filter(pk__in=[asha.id, ben.id])}
    assert living(rows[asha.id], session_key=asha.session_key)
    assert not living(rows[ben.id], session_key=asha.session_key), "a key is good for its own actor alone"


def settings_that_outlive(tree):
    """Settings of the session and not of the transaction: a pooled connection would carry them to somebody else."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = " ".join(node.value.lower().split())
            if "polias.session" in words and ("false)" in words or words.startswith("set ")):
                yield node.lineno


def test_nothing_sets_the_session_beyond_its_transaction():
    assert [(path, line) for path, tree in modules() for line in settings_that_outlive(tree)] == []
    planted = "c.execute(\"select set_config('polias.session', %s, false)\")\nc.execute('set polias.session to 1')"
    assert list(settings_that_outlive(ast.parse(planted))) == [1, 2]
