"""Programs that run beside each other until the command ends: started, restarted when they leave, stopped together.

The worker leaves with status 0 when the database restarts, so a child is started again whatever its status says.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE_SECONDS = 10
_SOON_SECONDS = 5
_LONGEST_PAUSE_SECONDS = 30

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass
class Child:
    """A program kept running; its words go to a log file."""

    name: str
    argv: Sequence[str]
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    restart_at: float = 0.0

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches it through us and once."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.argv,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509  (this process has one thread)
            )
        self.started_at = time.monotonic()

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def keep_alive(self) -> None:
        """Start it again when it has left: at once after a long life, with growing pauses after short ones."""
        if self.is_alive():
            return
        now = time.monotonic()
        if self.process is not None:
            short = now - self.started_at < _SOON_SECONDS
            self.failures = self.failures + 1 if short else 0
            self.restart_at = now + (min(2**self.failures, _LONGEST_PAUSE_SECONDS) if short else 0)
            self.process = None
        if now >= self.restart_at:
            self.start()

    def ask_to_stop(self) -> None:
        if self.is_alive() and self.process is not None:
            self.process.send_signal(signal.SIGTERM)

    def stop(self, *, until: float) -> None:
        """Wait for it until the moment `until` (monotonic seconds), then end it."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of its log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


def stop_all(children: Sequence[Child]) -> None:
    """Ask all to stop, wait for them together, end what does not."""
    for child in children:
        child.ask_to_stop()
    until = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        child.stop(until=until)


def keep_alive_until_told(
    children: Sequence[Child], *, stands_on: Callable[[], None] = lambda: None, every_seconds: float = 0.25
) -> None:
    """Run until a signal ends the command; ``stands_on`` looks after what the children cannot do without."""
    while True:
        stands_on()
        for child in children:
            child.keep_alive()
        time.sleep(every_seconds)


def _end_with_parent() -> None:
    """In the child before it becomes the program: end when the parent does, even by kill -9."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
