"""Where somebody is signed in: seen, ended from elsewhere, and ended by itself, in the browser and in the database."""

from __future__ import annotations

import json
from datetime import timedelta

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from typer.testing import CliRunner

from polias.force.cast import PASSWORD, World
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.identity.cli import app as commands
from polias.kit.identity.device import device_in_words
from polias.kit.identity.middleware import KEY

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0"
ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/128.0.0.0 Mobile Safari/537.36"
SIGN_IN = "/accounts/login/"


@pytest.fixture
def world(own_database):
    """A database in which commits are real: sessions live outside of any test's transaction."""
    return own_database


def on(agent, username="asha"):
    """A browser of somebody's, signed in, with a page opened."""
    client = Client(headers={"User-Agent": agent})
    client.force_login(World.row(username).user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/").status_code == 200
    return client


def is_out(client):
    """Out everywhere: a page, the API, and the page to change the password."""
    answers = [client.get(address) for address in ("/", "/accounts/password/change/", "/api/me")]
    return [a.status_code for a in answers] == [302, 302, 401] and answers[0].headers["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"), (IPHONE, "Safari on iPhone"), (EDGE, "Edge on Windows"),
        (ANDROID, "Chrome on Android"), ("curl/8.5", "Another program"), ("", "Another program"),
    ],
)  # fmt: skip
def test_a_device_is_said_in_words_its_owner_recognises(agent, words):
    assert device_in_words(agent) == words


def test_a_person_sees_where_they_are_signed_in_and_which_is_this_one(world):
    on(IPHONE)
    on(EDGE, "ben")
    page = on(FIREFOX).get("/sessions").content.decode()
    assert page.index("Firefox on Windows") < page.index("This one") < page.index("Safari on iPhone")
    assert "Edge on Windows" not in page, "nobody else's"


def test_signing_out_there_ends_both_sessions_at_once(world):
    here, there = on(FIREFOX), on(IPHONE)
    page = here.get("/sessions").content.decode()
    which = page.split('name="session" value="')[1].split('"')[0]
    web_key = there.session.session_key
    assert "Signed out there." in here.post("/sessions", {"session": which}, follow=True).content.decode()
    assert not Session.objects.filter(session_key=web_key).exists(), "at once, not at the next request"
    assert is_out(there)
    assert here.get("/").status_code == 200
    again = here.post("/sessions", {"session": which}, follow=True).content.decode()
    assert "Nobody was signed in there any more." in again


def test_signing_out_everywhere_else_leaves_this_one_and_everybody_else(world):
    here, there, elsewhere, ben = on(FIREFOX), on(IPHONE), on(EDGE), on(EDGE, "ben")
    assert "Signed out at 2 places." in here.post("/sessions", follow=True).content.decode()
    assert is_out(there)
    assert is_out(elsewhere)
    assert (here.get("/").status_code, ben.get("/").status_code) == (200, 200)


def test_nobody_ends_the_session_of_another(world):
    asha, ben = on(FIREFOX), on(EDGE, "ben")
    on(IPHONE, "ben")
    page = ben.get("/sessions").content.decode()
    which = page.split('name="session" value="')[1].split('"')[0]
    asha.post("/sessions", {"session": which})
    asha.post("/sessions", {"session": "not an id"})
    assert "Safari on iPhone" in ben.get("/sessions").content.decode()


def test_ending_sessions_is_in_the_audit(world):
    from polias.kit.access.sessions import actor_named

    here, _there = on(FIREFOX), on(IPHONE)
    here.post("/sessions")
    with acting(actor_named("asha")):
        [row] = AuditRow.objects.filter(verb="kit.sessions.end")
    assert json.loads(row.content) == {"sessions": "1"}


def test_a_session_that_is_not_used_ends_and_what_was_typed_is_there_again(world):
    asha = on(FIREFOX)
    asha.post("/pole/people/record", {"surname": "Adams", "date_of_birth-day": "x"})
    grow_older(world, minutes=31)
    assert is_out(asha)
    assert 'value="Adams"' in on(FIREFOX).get("/pole/people/record").content.decode()


def test_a_session_that_is_used_goes_on_until_its_hours_are_over(world):
    asha = on(FIREFOX)
    for _each in range(3):
        grow_older(world, minutes=20)
        assert asha.get("/").status_code == 200
    world.as_owner("update polias_access_session set expires_at = now() - interval '1 second'")
    assert is_out(asha)


def test_the_limits_are_settings(world, settings):
    settings.POLIAS_IDLE_MINUTES, settings.POLIAS_SESSION_HOURS = 5, 2
    asha = on(FIREFOX)
    [row] = asked(world, "select idle_minutes, expires_at - opened_at from polias_access_session")
    assert row == (5, timedelta(hours=2))
    grow_older(world, minutes=6)
    assert is_out(asha)


def test_a_leaver_is_out_at_the_next_request_and_is_told_why_on_trying_again(world, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    asha = on(FIREFOX)
    world.as_owner("update kit_actor set active = false where name = 'Asha Verma'")
    assert is_out(asha)
    answer = Client().post(SIGN_IN, {"login": "asha", "password": PASSWORD}, follow=True)
    assert "This account is no longer in use." in answer.content.decode()


def test_a_new_password_ends_the_sessions_elsewhere(world, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    here, there = on(FIREFOX), on(IPHONE)
    changed = {"oldpassword": PASSWORD, "password1": "a-lantern-by-the-quay", "password2": "a-lantern-by-the-quay"}
    here.post("/accounts/password/change/", changed)
    assert is_out(there)
    assert here.get("/").status_code == 200
    assert asked(world, "select count(*) from polias_access_session where idle_minutes is not null") == [(1,)]


@pytest.fixture
def server(world, monkeypatch):
    """The commands meet the test's database instead of starting one of their own."""
    from contextlib import contextmanager

    @contextmanager
    def here():
        yield world

    monkeypatch.setattr("polias.kit.cli.database.with_database", here)


def test_whoever_runs_the_installation_lists_and_revokes(world, server):
    there, ben = on(IPHONE), on(EDGE, "ben")
    program = CliRunner()
    listed = program.invoke(commands, ["sessions", "list"]).output
    assert "asha: Safari on iPhone, since" in listed
    assert "ben: Edge on Windows, since" in listed
    assert "ben" not in program.invoke(commands, ["sessions", "list", "asha"]).output
    told = program.invoke(commands, ["sessions", "revoke", "asha"])
    assert "Ended 1 sessions of asha." in told.output + told.stderr
    assert is_out(there)
    assert ben.get("/").status_code == 200
    unknown = program.invoke(commands, ["sessions", "revoke", "nobody"])
    assert unknown.exit_code == 2
    assert "Nobody signs in as nobody." in unknown.stderr


def test_the_application_cannot_read_whose_session_is_whose(world):
    on(FIREFOX)
    with psycopg.connect(world.app_url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("select * from polias_access_session")


def test_a_key_that_is_not_one_ends_and_shows_nothing(world):
    on(FIREFOX)
    with psycopg.connect(world.app_url) as app:
        assert app.execute("select * from polias_sessions_beside('x')").fetchall() == []
        assert app.execute("select * from polias_end_sessions('x', null)").fetchall() == []
    assert asked(world, "select count(*) from polias_access_session where idle_minutes is not null") == [(1,)]


def test_the_web_session_holds_the_key_of_the_other(world):
    assert on(FIREFOX).session[KEY]


def grow_older(world, *, minutes):
    world.as_owner(f"update polias_access_session set last_used_at = last_used_at - interval '{minutes} minutes'")


def asked(world, question):
    with psycopg.connect(world.owner_url) as owner:
        return owner.execute(question).fetchall()
