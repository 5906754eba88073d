"""Serving is one command that starts everything, and ending it leaves nothing running."""

from __future__ import annotations

import os
import signal
import socket

from polias.kit.cli.tests.conftest import eventually, press_ctrl_c
from polias.kit.server.processes import postmaster_of


def test_ctrl_c_stops_web_server_worker_and_database(installation):
    serving = installation.serve()
    assert installation.page() == "0 users"
    assert press_ctrl_c(serving) == 0
    assert not installation.answers()
    assert not installation.database_runs()


def test_a_request_to_end_is_as_tidy_as_ctrl_c(installation):
    serving = installation.serve()
    serving.send_signal(signal.SIGTERM)
    serving.wait(timeout=30)
    assert not installation.answers()
    assert not installation.database_runs()


def test_the_second_start_keeps_what_was_entered(installation):
    press_ctrl_c(installation.serve())
    installation.run("enter", "asha")
    installation.serve()
    assert installation.page() == "1 users"


def test_a_command_beside_a_running_site_leaves_it_running(installation):
    installation.serve()
    assert installation.run("enter", "asha")[0] == 0
    assert installation.page() == "1 users"


def test_a_killed_serve_takes_its_web_server_with_it_and_the_next_command_clears_up(installation):
    serving = installation.serve()
    os.kill(serving.pid, signal.SIGKILL)
    serving.wait()
    assert eventually(lambda: not installation.answers())
    assert installation.run("enter", "asha")[0] == 0
    assert not installation.database_runs()


def test_a_killed_database_is_started_again_under_the_site(installation):
    installation.serve()
    assert installation.run("enter", "asha")[0] == 0
    before = postmaster_of(installation.home.database / "data")
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: postmaster_of(installation.home.database / "data") not in (None, before))
    assert eventually(lambda: installation.page() == "1 users")


def test_a_taken_port_is_said_before_anything_is_started(installation):
    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()
        status, out, said = installation.run("serve")
    assert (status, out) == (2, "")
    assert f"Port {installation.port} cannot be used" in said
    assert f"PORT={installation.port + 1}" in said
    assert len(said.strip().splitlines()) == 2
    assert not installation.home.path.exists()


def test_a_port_that_is_no_port_is_said(installation):
    status, _out, said = installation.run("serve", PORT="http")
    assert status == 2
    assert "PORT is 'http'" in said


def test_a_site_that_cannot_start_says_where_its_last_words_are(installation):
    installation.run("init")
    status, _out, said = installation.run("serve", POLIAS_WEB_WORKERS="none")
    assert status == 2
    assert "The site did not start" in said
    assert str(installation.home.logs / "web.log") in said
    assert not installation.database_runs()
