"""The application's role can do its work and nothing that would lift row security."""

from __future__ import annotations

import psycopg
import pytest

from polias.kit.server import ServerProblem, running
from polias.kit.server.cluster import refuse_a_full_disk
from polias.kit.server.roles import let_the_application_in


@pytest.mark.parametrize(
    "deed",
    [
        "create table mine (x int)",
        "create schema mine",
        "set role polias_owner",
        "set role postgres",
        "select * from pg_authid",
        "alter role polias_app bypassrls",
        "select pg_read_file('postgresql.conf')",
        "create role other",
        "copy (select 1) to program 'true'",
    ],
)
def test_the_application_is_refused(shared_server, deed):
    with psycopg.connect(shared_server.app_url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(deed)


def test_the_application_uses_the_tables_that_it_was_given_and_cannot_alter_them(shared_server):
    with psycopg.connect(shared_server.owner_url, autocommit=True) as owner:
        let_the_application_in(owner.cursor(), app_role="polias_app")
        owner.execute("create table crime (id bigint generated always as identity, words text)")
        owner.execute("grant select, insert, update, delete on crime to polias_app")
    with psycopg.connect(shared_server.app_url, autocommit=True) as app:
        app.execute("insert into crime (words) values ('a shop theft')")
        assert app.execute("select words from crime").fetchall() == [("a shop theft",)]
        for deed in ("drop table crime", "truncate crime", "alter table crime disable row level security"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(deed)


def test_row_security_binds_the_application_and_not_the_backup(shared_server):
    with psycopg.connect(shared_server.owner_url, autocommit=True) as owner:
        let_the_application_in(owner.cursor(), app_role="polias_app")
        owner.execute("create table secret (words text)")
        owner.execute("grant select on secret to polias_app")
        owner.execute("insert into secret values ('an informant')")
        owner.execute("alter table secret enable row level security")
        owner.execute("alter table secret force row level security")
    counted = {}
    for role, url in (("app", shared_server.app_url), ("backup", shared_server.backup_url)):
        with psycopg.connect(url) as connection:
            counted[role] = connection.execute("select count(*) from secret").fetchone()[0]
    assert counted == {"app": 0, "backup": 1}


def test_no_password_reaches_the_log(shared_server, shared_home):
    passwords = [file.read_text().strip() for file in (shared_home.database / "keys").iterdir() if file.name != "made"]
    logs = "".join(file.read_text() for file in (shared_home.database / "data" / "log").iterdir())
    assert len(passwords) == 3
    assert not [password for password in passwords if password in logs]


def test_a_named_server_is_used_and_neither_started_nor_stopped(shared_server, home, monkeypatch):
    monkeypatch.setenv("POLIAS_DATABASE_URL", shared_server.app_url)
    monkeypatch.setenv("POLIAS_OWNER_DATABASE_URL", shared_server.owner_url)
    with running(home) as server:
        assert (server.app_url, server.started_here) == (shared_server.app_url, False)
    assert not home.database.exists()
    with psycopg.connect(shared_server.app_url):
        pass


def test_a_named_server_needs_both_addresses(shared_server, home, monkeypatch):
    monkeypatch.setenv("POLIAS_DATABASE_URL", shared_server.app_url)
    assert "Only one of" in _refusal(home)


def test_one_role_for_both_is_refused(shared_server, home, monkeypatch):
    monkeypatch.setenv("POLIAS_DATABASE_URL", shared_server.owner_url)
    monkeypatch.setenv("POLIAS_OWNER_DATABASE_URL", shared_server.owner_url)
    assert "the same role" in _refusal(home)


def test_an_application_that_may_go_around_row_security_is_refused(shared_server, home, monkeypatch):
    monkeypatch.setenv("POLIAS_DATABASE_URL", shared_server.backup_url)
    monkeypatch.setenv("POLIAS_OWNER_DATABASE_URL", shared_server.owner_url)
    assert "go around row security" in _refusal(home)


def test_a_named_server_that_does_not_answer_is_said(home, monkeypatch, tmp_path):
    monkeypatch.setenv("POLIAS_DATABASE_URL", f"postgresql://app@/polias?host={tmp_path}")
    monkeypatch.setenv("POLIAS_OWNER_DATABASE_URL", f"postgresql://owner@/polias?host={tmp_path}")
    assert "does not answer" in _refusal(home)


def test_a_full_disk_is_said_before_anything_is_written(tmp_path):
    with pytest.raises(ServerProblem) as refused:
        refuse_a_full_disk(tmp_path, needed_mb=10**9)
    assert "is full" in refused.value.sentence


def _refusal(home) -> str:
    with pytest.raises(ServerProblem) as refused, running(home):
        pass
    return refused.value.sentence
