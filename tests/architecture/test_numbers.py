"""What people type is taken for a number only where it is one: "²" is a digit to Python, and no number to int()."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import modules

#: True of "²", "①" or "½", at which int() ends in an error that nobody expects; isdecimal is true of numbers alone.
ODD = {"isdigit", "isnumeric"}


def test_nothing_is_taken_for_a_number_that_int_refuses():
    assert [f"{path}:{line}" for path, tree in modules() for line in odd_questions(tree)] == []


def test_a_planted_question_is_caught():
    assert list(odd_questions(ast.parse("number = int(text) if text.isdigit() else 1"))) == [1]
    assert list(odd_questions(ast.parse("number = int(text) if text.isdecimal() else 1"))) == []


def odd_questions(tree: ast.Module) -> Iterator[int]:
    """The lines that ask whether text is a digit, and not whether it is a number."""
    return (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in ODD)
