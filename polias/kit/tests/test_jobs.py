"""The worker's jobs by the clock do their work as the system and may be done twice."""

from __future__ import annotations

import json

import psycopg

from polias.kit import jobs
from polias.kit.access.model import Actor as ActorRow
from polias.kit.access.sessions import actor_named, living
from polias.kit.audit.tests.looks import some_looks


def test_every_job_by_the_clock_is_known_to_the_worker(db):
    from procrastinate.contrib.django import app

    by_the_clock = {one.task.name: one.cron for one in app.periodic_registry.periodic_tasks.values()}
    assert by_the_clock["polias.kit.jobs.tell_events"] == "* * * * * */5"
    assert by_the_clock["polias.kit.jobs.seal_the_audit"] == "* * * * * */10"
    assert by_the_clock["polias.kit.jobs.take_up_stalled_jobs"] == "* * * * *"


def test_no_job_by_the_clock_keeps_another_out_of_the_queue(db):
    from procrastinate.contrib.django import app

    locks = [one.task.queueing_lock for one in app.periodic_registry.periodic_tasks.values()]
    assert all(locks)
    assert sorted(set(locks)) == sorted(locks)


def test_the_audit_is_sealed_by_the_clock(own_database, settings, monkeypatch, tmp_path):
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    some_looks(3)
    for _twice in range(2):
        jobs.seal_the_audit(timestamp=0)
    heads = [json.loads(line) for line in (tmp_path / "seals" / "heads.jsonl").read_text().splitlines()]
    assert [head["rows"] for head in heads] == [3]


def test_the_night_takes_expired_sessions_away_and_leaves_live_ones(own_database):
    own_database.as_owner("delete from polias_access_session")
    asha = actor_named("asha")
    old = actor_named("ben")
    own_database.as_owner(
        f"update polias_access_session set expires_at = now() - interval '1 hour' where actor_id = {old.id}"
    )
    jobs.tell_events(timestamp=0)
    jobs.tidy(timestamp=0)
    assert living(ActorRow.objects.get(pk=asha.id), session_key=asha.session_key)
    with psycopg.connect(own_database.owner_url) as owner:
        left = owner.execute("select actor_id from polias_access_session").fetchall()
    assert left == [(asha.id,)], "and the jobs closed the sessions they had opened"
