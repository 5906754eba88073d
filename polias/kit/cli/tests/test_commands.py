"""Every command finds a database that is up to date, or says in a sentence why not."""

from __future__ import annotations

import json
import subprocess
import sys

import psycopg
import pytest

from polias.kit.cli.tests.conftest import ROOT
from polias.kit.server import running
from polias.kit.server.addresses import private_url


def test_any_command_on_an_empty_folder_makes_it_first_and_stops_what_it_started(installation):
    status, _out, said = installation.run("enter", "asha")
    assert (status, "Making the tables" in said) == (0, True)
    assert not installation.database_runs()
    assert "Making the tables" not in installation.run("enter", "ben")[2]


def test_two_first_commands_at_once_both_succeed(installation):
    racing = [installation.start("enter", name) for name in ("asha", "ben")]
    said = [process.communicate(timeout=90)[1] for process in racing]
    assert [process.returncode for process in racing] == [0, 0], said


def test_an_older_database_is_not_changed_behind_anybodys_back(installation):
    installation.run("init")
    with running(installation.home), psycopg.connect(private_url(installation.home, "owner")) as owner:
        owner.execute("delete from django_migrations where app = 'auth' and name like '0012%%'")
    status, _out, said = installation.run("enter", "asha")
    assert status == 2
    assert "1 step" in said
    assert "polias migrate" in said
    assert installation.run("migrate")[0] == 0
    assert installation.run("enter", "asha")[0] == 0


def test_the_application_may_read_which_migrations_were_made_and_not_write_it(installation):
    installation.run("init")
    with running(installation.home), psycopg.connect(private_url(installation.home, "app")) as app:
        assert app.execute("select count(*) > 0 from django_migrations").fetchone() == (True,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("delete from django_migrations")


def test_the_profile_is_chosen_once(installation):
    assert installation.run("init", "--profile", "scrutiny")[0] == 0
    assert installation.home.profile_file.read_text().strip() == "scrutiny"
    status, _out, said = installation.run("init", "--profile", "full")
    assert status == 2
    assert "was made with the profile scrutiny" in said


def test_a_profile_that_does_not_exist_is_refused_before_anything_is_made(installation):
    status, _out, said = installation.run("init", "--profile", "everything")
    assert status == 2
    assert "full, scrutiny" in said
    assert not installation.home.path.exists()


def test_a_refusal_is_one_sentence_and_what_to_do(installation):
    assert installation.run("refuse") == (
        2,
        "",
        "There is no force with this name.\nLook it up with: polias forces\n",
    )


def test_a_program_gets_its_refusal_and_its_rows_as_json(installation):
    status, _out, said = installation.run("refuse", "--json")
    assert status == 2
    assert json.loads(said)["error"]["sentence"] == "There is no force with this name."
    assert json.loads(installation.run("rows", "--json")[1])[1] == {"force": "Eastmoor", "crimes": None}


def test_a_folder_that_may_not_be_written_is_said_in_two_lines(installation, tmp_path):
    (tmp_path / "file").write_text("")
    status, _out, said = installation.run("enter", "asha", POLIAS_HOME=str(tmp_path / "file" / "h"))
    assert status == 2
    assert len(said.strip().splitlines()) == 2


def test_manage_hands_over_to_django_as_the_role_that_the_command_needs(installation):
    installation.run("init")
    assert installation.run("manage", "migrate", "--check")[0] == 0
    printed = installation.run(
        "manage", "shell", "-v0", "-c", "from django.db import connection as c; print(c.settings_dict['USER'])"
    )
    assert printed[1].strip() == "polias_app"


def test_help_shows_examples_and_loads_neither_django_nor_a_table():
    code = (
        "import sys; from polias.kit.cli.tests import small_program as p\n"
        "try: p.assembly.run(p.assembly.assemble([], package=p.Path(), own=(p.app,), shown=[('polias x', 'y')]))\n"
        "except SystemExit: pass\n"
        "print(sorted({'django', 'rich', 'psycopg', 'pandas'} & set(sys.modules)))"
    )
    words = [sys.executable, "-c", code, "--help"]
    printed = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "Examples:\n    polias x   y" in printed
    assert printed.splitlines()[-1] == "[]"
