"""How far publishing has come: a mark beside each dataset's files, so that files and mark are lost or kept together."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection

from polias.manifest.store import write_json

MARK_NAME = "published-to.json"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Everything below transaction `below` of this `database` is published, as it stood in `month` by this `basis`."""

    database: str
    below: int
    basis: str
    month: str

    def carries_on_to(self, now: Mark) -> bool:
        """Whether following the changes since is enough; otherwise everything is published afresh."""
        return (self.database, self.basis) == (now.database, now.basis) and self.below <= now.below


def read_mark(folder: Path) -> Mark | None:
    """The mark beside a dataset; None when there is none, or none that can be read: then all is published afresh."""
    with contextlib.suppress(FileNotFoundError, ValueError, TypeError):
        return Mark(**json.loads((folder / MARK_NAME).read_bytes()))
    return None


def write_mark(folder: Path, mark: Mark) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / MARK_NAME, asdict(mark))


def horizon() -> tuple[str, int]:
    """Which database this is (cluster, timeline, database), and the oldest transaction that still runs in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select system_identifier from pg_control_system()), (select timeline_id from"
            " pg_control_checkpoint()), (select oid from pg_database where datname = current_database()),"
            " pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        )
        cluster, timeline, database, below = cursor.fetchone()
    return f"{cluster}/{timeline}/{database}", below
