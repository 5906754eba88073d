"""A dropped connection is no error page, and a full disk is one sentence."""

from __future__ import annotations

import errno

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from polias.force.cast import World
from polias.kit.interruptions import room
from polias.kit.interruptions.faults import interruption
from polias.kit.interruptions.middleware import InterruptionMiddleware, may_repeat


@pytest.fixture
def asha(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        # Errors are answered as they are for people, not raised in the test.
        browser = Client(raise_request_exception=False)
        browser.force_login(World.row("asha").user, backend="django.contrib.auth.backends.ModelBackend")
        browser.get("/")
        yield browser


@pytest.fixture
def cut(own_database):
    """Cut Django's own connection from the side of the server."""

    def now():
        from django.db import connection

        connection.ensure_connection()
        pid = connection.connection.info.backend_pid
        with psycopg.connect(own_database.app_url, autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s, 5000)", [pid])

    return now


def test_a_look_whose_connection_was_cut_is_answered_all_the_same(asha, cut):
    cut()
    assert asha.get("/").status_code == 200


def test_a_form_whose_connection_was_cut_is_taken_once(asha, cut):
    key = "0192f0c1-0000-7000-8000-000000000001"
    form = {"journey": "crime.reports.record", "about": "", "summary": "Window broken"}
    cut()
    assert asha.post(f"/drafts/{key}", form).json()["saved"] is True
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from kit_draft where id = %s", [key])
        # Outside a session row security shows nothing, not even one's own.
        assert cursor.fetchone()[0] == 0
    assert b"Window broken" in asha.get("/crime/reports/record").content


def test_while_the_database_is_away_the_page_says_so_and_keeps_what_was_typed(asha, monkeypatch, settings):
    monkeypatch.setattr("polias.kit.interruptions.middleware.PATIENCE_SECONDS", 0.2)
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    connection.close()
    page = asha.post("/crime/reports/record", {"summary": "Window & <door> broken", "password": "secret"})
    words = page.content.decode()
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert "The database does not answer; nothing of this was stored." in words
    assert "Window &amp; &lt;door&gt; broken" in words
    assert "secret" not in words
    assert "Traceback" not in words


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/accounts/password/change/", {"oldpassword": "first-secret", "password1": "second-secret"}),
        ("/accounts/2fa/authenticate/", {"code": "secret-of-one-minute"}),
        ("/accounts/login/", {"login": "typed-into-the-wrong-field-secret", "password": "x"}),
        ("/crime/reports/record", {"new_password": "a-secret", "oldPassword": "b-secret"}),
    ],
)
def test_no_password_or_code_that_was_typed_stands_on_the_page(asha, monkeypatch, address, form):
    monkeypatch.setattr("polias.kit.interruptions.middleware.PATIENCE_SECONDS", 0)
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    connection.close()
    words = asha.post(address, form).content.decode()
    assert "The database does not answer; nothing of this was stored." in words
    assert "secret" not in words
    assert "kept on this page" not in words, "nothing is kept there, so nothing may be said of it"


def test_a_form_with_a_file_gets_the_calm_page_with_what_was_typed_beside_the_file(asha, monkeypatch):
    monkeypatch.setattr("polias.kit.interruptions.middleware.PATIENCE_SECONDS", 0)
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    connection.close()
    sent = {"title": "Photo of the door", "file": SimpleUploadedFile("door.jpg", b"a picture", "image/jpeg")}
    page = asha.post("/files/add/NS-26-1", sent)
    assert page.status_code == 503
    assert "The database does not answer; nothing of this was stored." in page.content.decode()
    assert "Photo of the door" in page.content.decode()


def test_a_program_is_told_the_same_as_a_problem(asha, monkeypatch):
    monkeypatch.setattr("polias.kit.interruptions.middleware.PATIENCE_SECONDS", 0)
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    connection.close()
    told = asha.get("/api/me")
    assert (told.status_code, told.headers["Content-Type"]) == (503, "application/problem+json")
    assert told.json()["type"] == "records-away"


@pytest.mark.parametrize(
    ("method", "headers", "stored", "again"),
    [
        ("POST", {}, False, True),
        ("POST", {}, True, False),
        ("POST", {"Idempotency-Key": "k"}, True, True),
        ("GET", {}, True, True),
    ],
)
def test_a_deed_that_may_have_been_stored_is_repeated_only_by_its_key(method, headers, stored, again):
    request = RequestFactory().generic(method, "/", headers=headers)
    assert may_repeat(request, stored=stored) is again


def test_a_fault_of_ours_is_no_interruption():
    assert interruption(ValueError("wrong")) is None
    assert interruption(psycopg.errors.UniqueViolation("twice")) is None


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.errors.AdminShutdown("stops"), "away"),
        (psycopg.errors.CannotConnectNow("starts"), "away"),
        (psycopg.OperationalError("server closed the connection unexpectedly"), "away"),
        (psycopg.errors.DiskFull("full"), "full"),
        (OSError(errno.ENOSPC, "full"), "full"),
    ],
)
def test_what_comes_from_an_interruption_is_one(error, kind):
    told = OperationalError("wrapped")
    told.__cause__ = error
    assert interruption(told) == kind


def test_a_page_that_comes_without_interruption_is_left_alone():
    frame = InterruptionMiddleware(lambda request: HttpResponse("as it was", status=500))
    assert frame(RequestFactory().get("/")).content == b"as it was"


@pytest.fixture
def small_home(tmp_path, monkeypatch):
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    monkeypatch.setenv("POLIAS_RESERVE_MB", "1")
    (tmp_path / "database").mkdir()
    return tmp_path


def test_a_reserve_is_held_back_and_given_up_when_the_disk_runs_full(small_home, monkeypatch):
    assert room.has_room()
    reserve = small_home / "database" / "reserve"
    assert reserve.stat().st_size == room.MB
    monkeypatch.setattr(room, "LEAST_FREE", 10**18)
    assert not room.has_room()
    assert not reserve.exists()
    with pytest.raises(room.DiskFull, match="nothing of this was stored"):
        room.refuse_without_room()
    monkeypatch.undo()


def test_the_reserve_comes_back_with_the_room(small_home):
    assert room.has_room()
    assert room.give_up_the_reserve()
    assert room.has_room()
    assert (small_home / "database" / "reserve").exists()


def test_a_server_of_somebody_else_has_no_reserve_of_ours(small_home, monkeypatch):
    monkeypatch.setenv("POLIAS_DATABASE_URL", "postgresql://app@db/polias")
    assert room.has_room()
    assert not (small_home / "database" / "reserve").exists()
