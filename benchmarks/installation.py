"""A throw-away installation with the standing cast, for benchmarks that need a database."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def installation() -> Iterator[None]:
    """Django on a private PostgreSQL in a new folder, as the application role, with the tests' forces and people."""
    home = Path(tempfile.mkdtemp(prefix="polias-bench-"))
    # The cast is invented, and only a demonstration may be served with it.
    os.environ |= {"POLIAS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "polias.site.settings", "POLIAS_DEMO": "1"}
    from polias.kit.cli.database import as_owner, with_database

    try:
        with with_database(migrates=True) as server:
            from polias.force.cast import assemble

            with as_owner(server.owner_url):
                assemble()
            yield
    finally:
        shutil.rmtree(home, ignore_errors=True)
