"""What the worker does by the clock for the kit: tell events, seal the audit, take up what a crash left, tidy.

Every job acts as the system in a session of its own and may be done twice without harm.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from procrastinate.contrib.django import app

# The worker looks for jobs in this file alone; those of two rooms stand with what they do.
from polias.kit.exchange import jobs as exchange
from polias.kit.health import jobs as health

__all__ = ["exchange", "health"]

#: A worker says every ten seconds that it lives.
SILENT_SECONDS = 30
TOLD_EVENTS_ARE_KEPT = timedelta(days=30)
FAILED_JOBS_ARE_KEPT_HOURS = 24 * 14
EVENTS_AT_ONCE = 100


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="kit.relay", lock="kit.relay")
def tell_events(timestamp: int) -> None:
    """Tell the events of the outbox to those who hear of them after the deed."""
    from polias.kit.access.sessions import as_system
    from polias.kit.events.bus import relay

    told = EVENTS_AT_ONCE
    while told == EVENTS_AT_ONCE:
        with as_system():
            told = relay(most=EVENTS_AT_ONCE)


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="kit.seal", lock="kit.seal")
def seal_the_audit(timestamp: int) -> None:
    """Seal each minute, and sooner when a thousand rows wait."""
    from polias.kit.audit.seal import seal_when_due

    seal_when_due()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="kit.spool", lock="kit.spool")
def merge_the_spool(timestamp: int) -> None:
    """Take in the looks that were logged in files while the database took nothing."""
    from polias.kit.audit.merging import merge_spools

    for sentence in merge_spools().broken:
        logging.getLogger(__name__).error(sentence)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="kit.stalled", pass_context=True)
async def take_up_stalled_jobs(context: Any, timestamp: int) -> None:
    """Put back into the queue what a worker was doing when it was killed."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="kit.tidy")
def tidy(timestamp: int) -> None:
    """Once a night: forget sessions that have run out, answers kept for repeats, and events told long ago."""
    from polias.kit.access.sessions import as_system, forget_expired_sessions
    from polias.kit.events.bus import forget_told
    from polias.kit.idempotency.keys import forget_answers

    with as_system():
        forget_expired_sessions()
        forget_answers()
        forget_told(older_than=TOLD_EVENTS_ARE_KEPT)


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="kit.files", lock="kit.files")
def sweep_files(timestamp: int) -> None:
    """Once a night: remove files that no record names any more, and what was left half sent."""
    from polias.kit.attachments.sweep import sweep

    sweep()


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="kit.failed")
async def forget_failed_jobs(timestamp: int) -> None:
    """Once a night; a failed job is kept for two weeks so that somebody can look at it."""
    await app.job_manager.delete_old_jobs(FAILED_JOBS_ARE_KEPT_HOURS, include_failed=True)


@app.periodic(cron="* * * * * */30")
@app.task(queueing_lock="kit.backup.files")
def copy_files_for_backup(timestamp: int) -> None:
    """Once backups are on: copy each new file and the heads of the seals, so that at most a minute of them is lost."""
    from polias.kit.backup.files import copy_files
    from polias.kit.backup.place import BackupProblem, chosen_place
    from polias.kit.server.folder import home

    place = chosen_place(home())
    if place is not None:
        with contextlib.suppress(BackupProblem):  # A full backup or an earlier round is at it.
            copy_files(home(), place, waits=False)


@app.periodic(cron="7 2 * * *")
@app.task(queueing_lock="kit.backup")
def full_backup(timestamp: int) -> None:
    """Once a night, when backups are on."""
    _beside_the_worker("backup")


@app.periodic(cron="37 2 * * 0")
@app.task(queueing_lock="kit.backup.check")
def check_the_backup(timestamp: int) -> None:
    """Once a week the newest backup is restored into a folder of its own, when backups are on."""
    _beside_the_worker("backup", "check")


def _beside_the_worker(*words: str) -> None:
    """Long work in a program of its own; what came of it stands in `last.json`, and the queue goes on meanwhile."""
    from polias.kit.server.folder import home

    if home().backups() is not None:
        program = Path(sys.executable).with_name("polias")
        with (home().logs / "backup.log").open("ab") as log:
            subprocess.Popen([program, *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
