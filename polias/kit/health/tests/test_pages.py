"""The pages of health tell what is so, to everybody, also while the database is away."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from polias.kit.access.acting import acting
from polias.kit.errors import PoliasError
from polias.kit.health import parts, status
from polias.kit.health.backup import last_backup
from polias.kit.health.collect import collect
from polias.kit.health.heart import beat
from polias.kit.health.jobs import beat as beat_job
from polias.kit.health.notices import announce, withdraw
from polias.kit.health.queues import Queue, Waiting, states, watch
from polias.kit.record.deed import deed_open
from polias.kit.remembering import forget_everything
from polias.kit.tasks.actions import raise_task


@pytest.fixture(autouse=True)
def a_home(tmp_path, monkeypatch):
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def no_database(monkeypatch):
    """Every query is answered as when the server is gone."""

    def gone(*_args):
        raise OperationalError("the connection is closed")

    def away():
        forget_everything()
        return connection.execute_wrapper(gone)

    return away


def healthz(client):
    answer = client.get("/healthz")
    return answer.status_code, answer.json()


def test_without_a_worker_a_server_still_answers_and_says_what_is_missing(db, client):
    code, told = healthz(client)
    assert (code, told["state"]) == (200, "degraded")
    assert told["parts"]["worker"] == {"state": "degraded"}
    assert told["parts"]["database"] == told["parts"]["migrations"] == {"state": "well"}
    assert "Set-Cookie" not in client.get("/healthz").headers


def test_a_worker_that_lives_makes_all_well(db, client):
    a_worker()
    code, told = healthz(client)
    assert (code, told["state"]) == (200, "well")


def a_worker(seconds_ago=1):
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def test_a_worker_that_fell_silent_is_seen(db, client):
    a_worker(seconds_ago=300)
    assert healthz(client)[1]["parts"]["worker"] == {"state": "degraded", "age_seconds": 300}


def test_without_the_database_nobody_is_sent_here(db, client, no_database):
    with no_database():
        code, told = healthz(client)
    assert (code, told["state"]) == (503, "down")
    assert told["parts"]["database"] == {"state": "down"}


def test_with_tables_of_another_version_nobody_is_sent_here(db, client, monkeypatch):
    monkeypatch.setattr(parts, "_newest_migrations", lambda: frozenset({"kit.9999_of_tomorrow"}))
    code, told = healthz(client)
    assert (code, told["parts"]["migrations"]) == (503, {"state": "down"})


@pytest.mark.parametrize(("free_mb", "state"), [(10_000, "well"), (400, "degraded"), (10, "down")])
def test_a_disk_that_fills_is_seen_before_it_is_full(monkeypatch, free_mb, state):
    usage = type("Usage", (), {"free": free_mb * 1024 * 1024})
    monkeypatch.setattr(parts.shutil, "disk_usage", lambda _path: usage)
    assert parts._disk().state == state


def test_healthz_is_cheap(db, client, django_assert_max_num_queries):
    client.get("/healthz")
    with django_assert_max_num_queries(8):
        client.get("/healthz")


def test_a_late_queue_makes_the_service_work_only_partly(db, client):
    a_worker()
    late = timezone.now() - timedelta(hours=1)
    watch(Queue("test", "Test", timedelta(minutes=10), lambda: Waiting(3, late), counts=True))
    try:
        beat(ask=lambda: "well")
        assert [one.name for one in parts.examine() if one.state == "degraded"] == ["test"]
    finally:
        from polias.kit.health.queues import _queues

        _queues.pop("test")


def test_what_comes_after_an_examination_has_its_usual_time(db):
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = '41s'")
        parts.examine()
        cursor.execute("show statement_timeout")
        assert cursor.fetchone() == ("41s",)


def test_a_queue_that_cannot_be_read_keeps_no_other_from_being_read(db):
    watch(Queue("test", "Test", timedelta(minutes=10), lambda: 1 / 0))
    try:
        beat(ask=lambda: "well")
        assert [one.queue.name for one in states()] == ["outbox", "seal", "jobs", "emergency"]
    finally:
        from polias.kit.health.queues import _queues

        _queues.pop("test")


def test_the_status_page_is_open_to_all_and_says_what_is_not_known(db, client):
    page = client.get("/status").content.decode()
    assert "Nothing has been measured yet" in page
    assert "There has never been a backup." in page
    beat(ask=lambda: "well", now=timezone.now() - timedelta(minutes=5))
    forget_everything()
    page = client.get("/status").content.decode()
    assert "What was before is not known." in page
    assert "Not working" in page, "the minutes since that beat"


def test_the_same_for_programs(db, client):
    beat(ask=lambda: "degraded", now=timezone.now() - timedelta(minutes=2))
    told = client.get("/status.json").json()
    assert told["uptime"][0] | {"up_per_cent": 0} == {
        "span": "24 hours",
        "up_minutes": 0,
        "degraded_minutes": 1,
        "down_minutes": 0,
        "not_known_minutes": 1439,
        "up_per_cent": 0,
    }
    assert len(told["days"]) == 30


def test_while_the_database_is_away_the_page_shows_the_last_history_with_its_time(db, client, no_database):
    beat(ask=lambda: "well", now=timezone.now() - timedelta(minutes=90))
    kept = status.picture(now=timezone.now() - timedelta(minutes=60))
    status.keep(kept)
    with no_database():
        answer = client.get("/status")
        told = client.get("/status.json").json()
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Polias is not working" in page
    assert "What follows is from" in page
    assert told["state"] == "down"
    assert told["history_as_at"] == kept["history_as_at"]


def test_while_the_database_is_away_and_nothing_was_kept_the_page_still_comes(db, signed_in, no_database):
    asha = signed_in("asha")
    with no_database():
        assert asha.get("/status").status_code == 200


def test_the_workers_job_keeps_beat_and_picture(db, settings, a_home):
    settings.POLIAS_ASK_AT = "http://127.0.0.1:9"
    beat_job(timestamp=0)
    assert json.loads((a_home / "health" / "status.json").read_text())["measured_since"]


def backup_says(a_home, **told):
    (a_home / "backup").mkdir(exist_ok=True)
    (a_home / "backup" / "last.json").write_text(json.dumps(told))


def test_what_the_backup_says_is_shown_and_a_week_without_a_restore_is_an_alarm(db, client, a_home):
    now = timezone.now()
    backup_says(a_home, at=now.isoformat(), kind="full", verified_at=(now - timedelta(days=6)).isoformat(), ok=True)
    assert not last_backup().is_alarming(now)
    assert client.get("/status.json").json()["backup"]["alarm"] is False
    assert last_backup().is_alarming(now + timedelta(days=2))
    backup_says(a_home, at=now.isoformat(), kind="full", verified_at=now.isoformat(), ok=False)
    assert last_backup().is_alarming(now)
    backup_says(a_home, at=now.isoformat(), kind="full", verified_at=None, ok=True)
    assert last_backup().is_alarming(now)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"at": "yesterday"}', '{"at": 3}', "null"])
def test_a_file_of_the_backup_that_cannot_be_read_counts_as_never(a_home, text):
    (a_home / "backup").mkdir()
    (a_home / "backup" / "last.json").write_text(text)
    assert last_backup().at is None
    assert last_backup().is_alarming(timezone.now())


def test_a_planned_outage_stands_on_every_page_from_five_days_before(db, client):
    now = timezone.now()
    made = announce("The disks are changed.", starts_at=now + timedelta(days=4), ends_at=now + timedelta(days=5))
    for address in ("/help", "/status"):
        assert "The disks are changed." in client.get(address).content.decode()
    withdraw(made.pk)
    for address in ("/help", "/status"):
        assert "The disks are changed." not in client.get(address).content.decode()


def test_one_that_is_far_away_stands_on_the_status_page_alone(db, client):
    now = timezone.now()
    announce("The disks are changed.", starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=10))
    assert "The disks are changed." in client.get("/status").content.decode()
    assert "The disks are changed." not in client.get("/help").content.decode()


@pytest.mark.parametrize(("words", "hours"), [("", 1), ("x" * 301, 1), ("Disks.", -1)])
def test_a_notice_that_says_nothing_or_ends_before_it_begins_is_refused(db, words, hours):
    now = timezone.now()
    with pytest.raises(PoliasError) as refusal:
        announce(words, starts_at=now, ends_at=now + timedelta(hours=hours))
    assert refusal.value.do


@pytest.mark.parametrize(
    ("sender", "more", "may"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("10.0.0.7", {}, False),
        ("", {}, False),
        ("127.0.0.1", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ("127.0.0.1", {"HTTP_X_FORWARDED_PROTO": "https"}, False),
    ],
)
def test_metrics_are_for_those_who_are_named_and_never_through_a_proxy(db, client, sender, more, may):
    assert client.get("/metrics", REMOTE_ADDR=sender, **more).status_code == (200 if may else 404)


def test_metrics_are_what_prometheus_reads_and_count_each_page_once(db, client):
    before = timezone.now()
    for _each in range(3):
        client.get("/help")
    client.get("/nowhere")
    client.generic("MARYADAMS", "/help")
    collect(now=before + timedelta(minutes=3))
    text = client.get("/metrics").content.decode()
    assert_exposition(text)
    assert 'polias_page_seconds_count{route="/help",method="GET",status="2xx"} 3' in text
    assert 'polias_page_seconds_count{route="unknown address",method="GET",status="4xx"} 1' in text
    assert 'method="other"' in text
    assert 'route="/metrics"' not in text


def assert_exposition(text):
    """Each sample belongs to the family above it, and each family is named once."""
    import re

    families, current = [], ""
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            current = line.split()[2]
            families.append(current)
        elif not line.startswith("# HELP "):
            assert re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? -?[0-9.]+', line), line
            assert line.startswith(current)
    assert len(families) == len(set(families)) > 4


def test_without_the_database_metrics_say_so(db, client, no_database):
    with no_database():
        text = client.get("/metrics").content.decode()
    assert "polias_up 0" in text
    assert_exposition(text)


def test_a_review_of_an_emergency_access_that_is_overdue_is_seen_by_everybody(db, cast):
    asha = cast("asha")
    due = timezone.now() - timedelta(hours=3)
    with acting(asha), deed_open("kit.test", actor=asha, reasons={}):
        for due_at in (due, due + timedelta(days=1)):
            raise_task(kind="kit.emergency", title="Look.", why="It was opened.", force_id=901, for_role="supervisor",
                       due_at=due_at)  # fmt: skip
    beat(ask=lambda: "well")
    [one] = [each for each in states() if each.queue.name == "emergency"]
    assert (one.waiting, one.is_late(timezone.now())) == (1, True)
    assert abs(one.oldest_at - due) < timedelta(seconds=1)
