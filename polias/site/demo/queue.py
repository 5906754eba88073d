"""The demonstration's processing queue: every crime entered when it was recorded, and left when it was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polias.crime.models import CrimeReport
from polias.crime.reference import offence_classes
from polias.kit.calendar import london_date
from polias.kit.record.importing import bring_in
from polias.quality.models import QueueItem
from polias.quality.reference import harm_of

if TYPE_CHECKING:
    from polias.site.demo.records import Loader


def load_queue(loader: Loader) -> None:
    """One item for each crime; those that nobody has looked at yet are waiting."""
    rows = []
    for crime in loader.history.crimes:
        record = loader.made[crime.key]
        if not isinstance(record, CrimeReport):
            continue
        item = QueueItem(
            crime=record,
            harm=harm_of(offence_classes()[crime.offence].subgroup, on=london_date(crime.recorded_at)),
            entered_at=crime.queue_entered_at,
            left_at=crime.queue_processed_at,
            worked_by=loader.cast.actor(crime.queue_processed_by) or None,
            decision="right" if crime.queue_processed_at else "",
        )
        rows.append(
            loader.bring(
                f"queue:{crime.key}",
                item,
                force=crime.force,
                by=crime.recorded_by,
                at=crime.queue_entered_at,
                state="done" if crime.queue_processed_at else "waiting",
                changed_at=crime.queue_processed_at,
                grade=crime.grade,
            )
        )
    bring_in(rows)
