"""Shows how far an import has come, on a terminal only; elsewhere it is silent, so that logs stay short."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class ProgressBar:
    """How many files or rows are done of how many; does nothing without a bar."""

    text: str
    bar: Any = None
    _task: Any = field(default=None, init=False)

    def start(self, count: int) -> None:
        if self.bar is not None:
            self._task = self.bar.add_task(self.text, total=count)

    def step(self, count: int = 1) -> None:
        if self._task is not None:
            self.bar.advance(self._task, count)


@contextlib.contextmanager
def shown_progress(text: str) -> Iterator[ProgressBar]:
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield ProgressBar(text)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        yield ProgressBar(text, bar)
