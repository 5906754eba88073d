"""Files that no row names, because their deed was rolled back or their row taken off: removed later, and only those."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from django.db import connection, transaction

from polias.kit.attachments.store import forget_half_files, hashes_older_than, remove
from polias.kit.database.locks import AdvisoryLock

#: Long enough for somebody to bring back a file that was taken off by mistake.
LEFT_FOR = timedelta(days=7)
HALF_FILES_LEFT_FOR = timedelta(days=1)
AT_ONCE = 1000


def sweep(*, left_for: timedelta = LEFT_FOR) -> int:
    """Remove them; how many. Waits for no deed: while files are being added it does nothing, and is tried again."""
    forget_half_files(older_than_seconds=HALF_FILES_LEFT_FOR.total_seconds())
    hashes, gone = hashes_older_than(left_for.total_seconds()), 0
    while some := list(islice(hashes, AT_ONCE)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(%s)", [AdvisoryLock.FILES])
            if not cursor.fetchone()[0]:
                return gone
            # Asked of the owner's function: however little the sweep itself may see, a row of anybody's counts.
            cursor.execute("select unnamed from polias_unnamed_files(%s) as unnamed", [some])
            for (sha256,) in cursor.fetchall():
                # Asked again: its row may have been taken off since the hashes were read.
                gone += remove(sha256, older_than_seconds=left_for.total_seconds())
    return gone
