"""Where the tests' installation lies; a pytest plugin, since it must be known before Django reads its settings.

Each parallel worker has a server of its own: sealing and publishing wait for every transaction of a server, also for
one of another test.
"""

import os
import tempfile
from pathlib import Path

BASE = os.environ.get("POLIAS_TESTS_HOME") or os.environ.get("POLIAS_HOME")
BASE = BASE or str(Path(tempfile.gettempdir()) / f"polias-tests-{os.getuid()}")
os.environ["POLIAS_TESTS_HOME"] = BASE
os.environ["POLIAS_HOME"] = str(Path(BASE) / os.environ.get("PYTEST_XDIST_WORKER", "alone"))
