"""Why tables cannot be matched, as one plain sentence and what to do."""

from __future__ import annotations


class CannotBeMatched(ValueError):
    """A file or a mapping that is refused."""

    def __init__(self, sentence: str, do: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.do = sentence, do
