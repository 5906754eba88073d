"""The job that keeps the figures up with the records: every few seconds it publishes what changed, if anything did.

Asked by the clock and not by each event: one look at the change log serves a thousand crimes as well as one, a fault
passes with the next look, and nothing that changes a record can forget to tell.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

EVERY_SECONDS = 5


@app.periodic(cron=f"* * * * * */{EVERY_SECONDS}")
@app.task(queueing_lock="measures.publish", lock="measures.publish")
def publish_what_changed(timestamp: int) -> None:
    """Bring the datasets up to date; a look that finds nothing takes a few milliseconds and writes nothing."""
    from polias.kit.datasets.publish import publish

    publish()
