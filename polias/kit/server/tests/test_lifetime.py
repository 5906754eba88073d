"""The private server runs while somebody needs it, and not longer, whatever becomes of its users."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from polias.kit.server import Home, ServerProblem, running
from polias.kit.server.account import account_for, run_as
from polias.kit.server.cluster import binary
from polias.kit.server.lifetime import prepare_folders
from polias.kit.server.processes import postmaster_of


def is_running(home: Home) -> bool:
    return postmaster_of(home.database / "data") is not None


def test_the_first_one_in_starts_it_and_the_last_one_out_stops_it(home):
    with running(home) as server:
        assert server.started_here
        with psycopg.connect(server.app_url) as connection:
            assert connection.execute("select current_user").fetchone() == ("polias_app",)
    assert not is_running(home)


def test_what_was_entered_is_there_at_the_next_start(home):
    with running(home) as server, psycopg.connect(server.owner_url) as owner:
        owner.execute("create table log (words text)")
        owner.execute("insert into log values ('a shop theft')")
    with running(home) as server, psycopg.connect(server.owner_url) as owner:
        assert owner.execute("select words from log").fetchall() == [("a shop theft",)]


def test_a_short_command_beside_a_long_one_leaves_the_server_running(home, holder):
    long_one = holder().wait_until_in()
    with running(home) as server:
        assert not server.started_here
    assert is_running(home)
    assert long_one.leave() == ""
    assert not is_running(home)


def test_a_killed_user_is_not_waited_for(home, holder):
    killed, other = holder().wait_until_in(), holder().wait_until_in()
    killed.kill()
    assert is_running(home)
    other.leave()
    assert not is_running(home)


def test_the_next_command_stops_what_a_killed_one_left_running(home, holder):
    holder().wait_until_in().kill()
    assert is_running(home)
    with running(home) as server:
        assert not server.started_here
    assert not is_running(home)


def test_commands_that_race_on_an_empty_folder_all_get_in(home, holder):
    racers = [holder() for _ in range(6)]
    for racer in racers:
        racer.wait_until_in()
    assert [racer.leave() for racer in racers] == [""] * 6
    assert not is_running(home)


def test_commands_that_make_the_folders_at_the_same_moment_do_not_trip_over_one_another(tmp_path):
    together = Barrier(8)

    def make(new: Home) -> None:
        together.wait()
        prepare_folders(new)

    with ThreadPoolExecutor(8) as pool:
        for turn in range(100):
            new = Home(tmp_path / f"{turn}")
            list(pool.map(make, [new] * 8))
            assert (new.database / "lock").exists()


def test_commands_that_race_to_leave_and_to_come_all_get_in(home, holder):
    for _ in range(4):
        leaving, coming = holder().wait_until_in(), holder()
        assert leaving.leave() == ""
        coming.wait_until_in()
        assert coming.leave() == ""
    assert not is_running(home)


def test_a_stale_pid_file_that_names_another_living_process_is_not_believed(home):
    with running(home):
        pass
    data = home.database / "data"
    sleeper = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        (data / "postmaster.pid").write_text(f"{sleeper.pid}\n{data}\n1\n5432\n{home.database / 'run'}\n\n\n")
        with running(home) as server, psycopg.connect(server.app_url):
            assert server.started_here
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_half_written_pid_file_is_not_believed(home):
    with running(home):
        pass
    (home.database / "data" / "postmaster.pid").write_text("")
    with running(home) as server:
        assert server.started_here


def test_a_killed_server_comes_back_with_what_was_committed(home):
    with running(home) as server:
        with psycopg.connect(server.owner_url) as owner:
            owner.execute("create table log (words text)")
        os.kill(postmaster_of(home.database / "data"), signal.SIGKILL)
        time.sleep(0.2)
        with running(home) as again, psycopg.connect(again.owner_url) as owner:
            assert again.started_here
            assert owner.execute("select count(*) from log").fetchone() == (0,)


def test_a_folder_moved_while_its_server_ran_is_started_anew_where_it_is_now(home, holder):
    holder().wait_until_in().kill()
    moved = Home(home.path.with_name(home.path.name + "m"))
    home.path.rename(moved.path)
    with running(moved) as server, psycopg.connect(server.app_url):
        assert server.started_here
    assert not is_running(moved)


def test_a_first_start_killed_half_way_is_done_again(home):
    (home.database / "data.new").mkdir(parents=True)
    (home.database / "data.new" / "PG_VERSION").write_text("18")
    with running(home) as server, psycopg.connect(server.app_url):
        assert server.started_here


def test_no_port_is_open_and_the_folders_are_closed_to_others(home):
    with running(home) as server:
        with psycopg.connect(server.app_url) as connection:
            assert connection.execute("show listen_addresses").fetchone() == ("",)
        for closed in ("data", "run", "keys"):
            assert (home.database / closed).stat().st_mode & 0o077 == 0
        for key in (home.database / "keys").iterdir():
            if key.name != "made":
                assert key.stat().st_mode & 0o077 == 0


def test_no_folder_above_is_opened_to_make_it_work(home):
    before = [folder.stat().st_mode for folder in (home.path, *home.path.parents)]
    with running(home):
        pass
    assert [folder.stat().st_mode for folder in (home.path, *home.path.parents)] == before


def test_a_folder_whose_name_is_too_long_for_a_socket_is_refused_in_a_sentence(tmp_path):
    deep = Home(tmp_path / ("n" * 120))
    with pytest.raises(ServerProblem) as refused, running(deep):
        pass
    assert "is too long" in refused.value.sentence
    assert "POLIAS_HOME" in refused.value.what_to_do


def test_a_folder_that_may_not_be_written_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerProblem) as refused, running(Home(tmp_path / "file" / "home")):
        pass
    assert "may not write" in refused.value.sentence


def test_programs_installed_where_only_their_owner_may_go_still_find_one_another(tmp_path):
    wheel = binary("initdb").parents[2]
    installed = tmp_path / "closed" / wheel.name / "pginstall18"
    shutil.copytree(wheel / "pginstall18", installed)
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), tmp_path / "closed" / f"{wheel.name}.libs")
    (tmp_path / "closed").chmod(0o700)
    status, said = run_as(
        account_for(tmp_path / "none"), [installed / "bin" / "initdb", "--show", "-D", tmp_path / "none"]
    )
    assert status == 0, said
