"""The rejects file of an import: every row that was not taken, whole, with its line and the reason in one sentence."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from polias.kit.tables.broken import mended
from polias.kit.tables.problems import CannotBeRead

FIRST = ("line", "taken", "reason")


class RejectsFile:
    """Written line by line, so that what is known is on the disk when the import is cut short.

    The columns of the table follow those that say why, so that the file can be put right and brought in itself.
    A row that was taken with a change, such as a value that could not be kept, stands here too, and says "yes".
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reasons: Counter[str] = Counter()
        self.changes: Counter[str] = Counter()
        self.changed_rows = 0
        self._file: IO[str] | None = None
        self._lines: Any = None

    def __enter__(self) -> Self:
        try:
            self._file = self.path.open("w", encoding="utf-8", errors="replace", newline="")
        except OSError as error:
            raise CannotBeRead(
                _("The rejects cannot be written to {file}: {why}.").format(file=self.path, why=error.strerror),
                _("Name another file with --rejects."),
            ) from error
        self._lines = csv.writer(self._file, lineterminator="\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._file is not None
        self._file.close()
        if not self.lines:
            self.path.unlink(missing_ok=True)

    @property
    def lines(self) -> int:
        return self.reasons.total() + self.changed_rows

    def columns(self, *names: str) -> None:
        """The columns of the table whose rows follow."""
        self._lines.writerow([*FIRST, *names])

    def add(self, line: int, cells: Sequence[str | None], *, reason: str, why: str) -> None:
        """A row that is not taken; ``why`` is what rows with this kind of reason are counted under."""
        self.reasons[why] += 1
        self._write(line, _("no"), reason, cells)

    def add_changed(self, line: int, cells: Sequence[str | None], changes: Mapping[str, str]) -> None:
        """A row that is taken with these changes: each sentence, by what rows of its kind are counted under."""
        if changes:
            self.changes.update(changes.keys())
            self.changed_rows += 1
            self._write(line, _("yes"), " ".join(changes.values()), cells)

    def _write(self, line: int, taken: str, reason: str, cells: Sequence[str | None]) -> None:
        self._lines.writerow([line, taken, reason, *(mended(cell or "") for cell in cells)])

    def flush(self) -> None:
        """What was added so far is on the disk."""
        if self._file is not None:
            self._file.flush()
