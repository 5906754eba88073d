"""What a person is told when the database cannot be had: one plain sentence, and what to do."""

from __future__ import annotations


class ServerProblem(Exception):
    """The database cannot be started or entered."""

    def __init__(self, sentence: str, what_to_do: str) -> None:
        super().__init__(f"{sentence} {what_to_do}")
        self.sentence = sentence
        self.what_to_do = what_to_do
