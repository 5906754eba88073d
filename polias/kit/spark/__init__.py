"""A session on Apache Spark, for work beyond one machine: started on this one, or on a cluster that is named.

`POLIAS_SPARK_MASTER` names a cluster, on which the same packages must be installed. Tried on one machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import Any

#: The oldest Java that PySpark 4 starts on.
JAVA = 17
#: Spark says nothing, so that the command's own lines can be read. Without an appender it would not take this for set.
SILENT = """rootLogger.level = off
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
"""


class SparkMissing(Exception):
    """Why there is no Spark, as one plain sentence and what to do."""

    def __init__(self, sentence: str, do: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.do = sentence, do


@contextmanager
def spark_session(name: str, **settings: str) -> Iterator[Any]:
    """A session that ends with the context; `settings` are Spark's own, with __ for each dot. Raises SparkMissing."""
    _check()
    with tempfile.TemporaryDirectory(prefix="polias-spark-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = _session(name, Path(folder), {key.replace("__", "."): value for key, value in settings.items()})
        try:
            yield session
        finally:
            session.stop()


def _check() -> None:
    """Says what is missing before anything is started."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise SparkMissing(
            _("PySpark is not installed."), _("Install it with make spark, or leave --engine spark out.")
        ) from None
    found = java_found()
    if found < JAVA:
        what = _("Java {found} is too old for Spark.").format(found=found) if found else _("Spark needs Java.")
        raise SparkMissing(what, _("Install Java {least} or later and set JAVA_HOME.").format(least=JAVA))


def java_found() -> int:
    """The version of Java that PySpark would start; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    command = str(Path(home, "bin", "java")) if home else shutil.which("java")
    try:
        told = subprocess.run([command or "java", "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    version = re.search(r'version "(\d+)', told)
    return int(version.group(1)) if version else 0


def _session(name: str, folder: Path, settings: dict[str, str]) -> Any:
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    words = folder / "log4j2.properties"
    words.write_text(SILENT, encoding="utf-8")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_DIRS", str(folder))
    master = os.environ.get("POLIAS_SPARK_MASTER", "local[*]")
    asked = {
        "spark.app.name": name,
        "spark.master": master,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={words}",
    }
    if master.startswith("local"):
        cores = str(os.cpu_count() or 1)
        asked |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "4g",
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
            "spark.sql.shuffle.partitions": cores,
            "spark.default.parallelism": cores,
        }
    builder = SparkSession.builder
    for key, value in (asked | settings).items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise SparkMissing(
            _("Spark does not start on {master}.").format(master=master),
            _("Check that the master answers, or leave --engine spark out."),
        ) from error
