"""Why a file cannot be read as a table, as one plain sentence and what to do."""

from __future__ import annotations


class CannotBeRead(ValueError):
    """A file that is refused."""

    def __init__(self, sentence: str, do: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.do = sentence, do
