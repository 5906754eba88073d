"""While the main database takes nothing: every page is read, nothing is written, each look lies in the spool."""

from __future__ import annotations

import json

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from polias.force.cast import World
from polias.kit.access.sessions import actor_named
from polias.kit.audit.merging import merge_spools
from polias.kit.audit.spool import reads_go_to_spool, spool_folder
from polias.kit.reading import mode
from tests.architecture.makers import MAKERS, made


@pytest.fixture
def ben(own_database, monkeypatch, tmp_path):
    """Ben, signed in on a database of his own; afterwards everything can be written again."""
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    browser = Client(raise_request_exception=False)
    browser.force_login(World.row("ben").user, backend="django.contrib.auth.backends.ModelBackend")
    browser.get("/")
    yield browser
    take_rows_again(own_database)
    mode.end_if_back(at_once=True)
    assert not mode.is_reading_only()


def take_nothing(own_database):
    """The main database says that it may only be read; connections that are open are cut."""
    name = connection.settings_dict["NAME"]
    own_database.as_owner(f"alter database {name} set default_transaction_read_only = on")
    connection.close()


def take_rows_again(own_database):
    name = connection.settings_dict["NAME"]
    writing = psycopg.conninfo.make_conninfo(own_database.owner_url, options="-c default_transaction_read_only=off")
    with psycopg.connect(writing, autocommit=True) as owner:
        owner.execute(f"alter database {name} reset default_transaction_read_only")
    connection.close()


def looks():
    return [json.loads(json.loads(line)["row"]) for file in spool_folder().glob("*.jsonl") for line in file.open()]


def test_a_database_that_takes_nothing_is_read_on_with_every_look_in_the_spool(own_database, ben):
    _maker, crime = made("crime.reports", actor_named)
    take_nothing(own_database)
    page = ben.get(crime.url)
    assert page.status_code == 200
    assert b"the records can be read but nothing can be saved" in page.content
    assert reads_go_to_spool()
    assert ben.get("/healthz").json()["parts"]["database"]["state"] == "degraded"
    assert crime.reference in {look["reference"] for look in looks()}


def test_the_status_says_that_records_can_be_read_and_nothing_can_be_saved(own_database, ben):
    take_nothing(own_database)
    ben.get("/")
    words = ben.get("/status").content.decode()
    assert "Records can be read; nothing can be saved just now." in words
    assert "can be read; nothing can be saved" in words.split("just now.", 1)[1], "the part says it too"
    assert "work can be saved" not in words
    assert "not reachable" not in words


def test_every_list_and_record_can_be_read(own_database, ben):
    records = [made(type_name, actor_named)[1] for type_name in MAKERS]
    take_nothing(own_database)
    bad = []
    for record in records:
        base = record.record_type().url
        for address in (record.url, f"{base}/", f"{base}/?format=csv", f"/api{record.url}", f"/api{base}/"):
            answer = ben.get(address)
            # Ben is a supervisor and does not see everything; what he does not see is unknown to him as ever.
            bad += [] if answer.status_code in (200, 404) else [(address, answer.status_code)]
    for address in ("/", "/search?q=Adams", "/measures/", "/boards/", "/help", "/status", "/sessions"):
        answer = ben.get(address)
        bad += [] if answer.status_code in (200, 404) else [(address, answer.status_code)]
    assert bad == []
    assert {"consultation", "disclosure"} == {look["kind"] for look in looks()}


def test_a_form_is_refused_with_what_was_typed_and_so_is_a_program(own_database, ben):
    take_nothing(own_database)
    ben.get("/")
    page = ben.post("/pole/people/record", {"surname": "Xylander"})
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert b"Xylander" in page.content
    said = ben.post("/api/pole/people/record", "{}", content_type="application/json", headers={"Idempotency-Key": "a"})
    assert (said.status_code, said.json()["type"]) == (503, "reading-only")


def test_a_file_is_refused_in_the_same_sentence_and_what_was_typed_beside_it_is_kept(own_database, ben):
    _maker, crime = made("crime.reports", actor_named)
    take_nothing(own_database)
    ben.get("/")
    sent = {"title": "Photo of the door", "file": SimpleUploadedFile("door.jpg", b"a picture", "image/jpeg")}
    page = ben.post(f"/files/add/{crime.reference}", sent)
    assert page.status_code == 503
    assert b"The records can be read but not written just now" in page.content
    assert b"Photo of the door" in page.content


def test_nobody_signs_in_meanwhile_and_who_has_not_is_asked_to(own_database, ben):
    take_nothing(own_database)
    ben.get("/")
    stranger = Client(raise_request_exception=False)
    assert stranger.get("/").status_code == 302
    assert stranger.get("/accounts/login/").status_code == 200
    assert stranger.post("/accounts/login/", {"login": "asha", "password": "x"}).status_code == 503


def test_no_spool_no_read(own_database, ben):
    _maker, crime = made("crime.reports", actor_named)
    spool_folder().write_text("A file where the folder would be.")
    take_nothing(own_database)
    answer = ben.get(crime.url)
    assert answer.status_code == 503
    assert b"The records cannot be reached just now" in answer.content
    assert crime.summary.encode() not in answer.content
    assert not mode.is_reading_only()


def test_when_it_takes_rows_again_pages_are_written_again_and_looks_are_taken_in(own_database, ben):
    _maker, crime = made("crime.reports", actor_named)
    take_nothing(own_database)
    ben.get(crime.url)
    take_rows_again(own_database)
    assert mode.end_if_back(at_once=True)
    assert not reads_go_to_spool()
    page = ben.get(crime.url)
    assert b"nothing can be saved" not in page.content
    assert merge_spools().rows > 0


def test_a_read_only_connection_cannot_write_even_to_a_copy_that_was_made_writable(own_database, ben):
    assert mode.begin(from_main=True)
    with pytest.raises(Exception, match="read-only transaction"), connection.cursor() as cursor:
        cursor.execute("create temporary table t (n int); insert into django_session values ('a', 'b', now())")
