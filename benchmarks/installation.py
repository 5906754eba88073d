"""A throw-away installation with the standing cast, for benchmarks that need a database."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def installation(keep: Path | None = None) -> Iterator[str]:
    """Django on a private PostgreSQL as the application role, with the tests' forces and people; its owner's address.

    In a new folder that goes with the run, or in one that is kept and used again.
    """
    home = keep or Path(tempfile.mkdtemp(prefix="polias-bench-"))
    home.mkdir(parents=True, exist_ok=True)
    assembled = home / "cast-assembled"
    # The cast is invented, and only a demonstration may be served with it.
    os.environ |= {"POLIAS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "polias.site.settings", "POLIAS_DEMO": "1"}
    from polias.kit.cli.database import as_owner, with_database

    try:
        with with_database(migrates=True) as server:
            from polias.force.cast import assemble

            if not assembled.exists():
                with as_owner(server.owner_url):
                    assemble()
                assembled.touch()
            yield server.owner_url
    finally:
        if keep is None:
            shutil.rmtree(home, ignore_errors=True)
