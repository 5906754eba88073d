"""What a user of the measures' commands is told when something cannot be done: one sentence and what to do."""

from __future__ import annotations


class Refused(Exception):
    """Says what is wrong and where; `do` says what to do next. Nothing was changed."""

    def __init__(self, sentence: str, *, do: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.do = do

    def __str__(self) -> str:
        return f"{self.sentence} {self.do}".strip()
