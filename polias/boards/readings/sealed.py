"""Has a file read by the child process, within the limits of a page on which somebody waits."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

from django.utils.translation import gettext as _

COMMAND = [sys.executable, "-I", "-B", "-X", "utf8", "-m", "polias.boards.readings.child"]
#: Of one file: seconds of computing, and memory. The command `polias minutes read` allows more of both.
SECONDS, MEGABYTES = 40.0, 1_500


class NotRead(Exception):
    """A file that cannot be read; the message is the sentence."""


def read_sealed(file: int, *, name: str, seconds: float = SECONDS) -> dict[str, Any]:
    """The reading of the open file, with its text. Raises NotRead; the name is only what the reading calls it."""
    argv = [*COMMAND, name, str(int(seconds)), str(MEGABYTES)]
    try:
        with open(file, "rb", closefd=False) as sent:
            sent.seek(0)
            done = subprocess.run(
                argv, stdin=sent, capture_output=True, timeout=seconds + 5.0, check=False, env={}, cwd="/"
            )
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise NotRead(_too_much()) from None
    except ValueError:
        spent = done.returncode in (-signal.SIGKILL, -signal.SIGXCPU)
        raise NotRead(_too_much() if spent else _damaged()) from None
    if "reading" not in said:
        raise NotRead(str(said.get("refused") or _damaged()))
    return dict(said["reading"])


def _too_much() -> str:
    return _("Reading it took more time or memory than one paper may take; split it into its papers first.")


def _damaged() -> str:
    return _("The file is damaged in a way that ended its reading. Ask for it again, or save it in another format.")
