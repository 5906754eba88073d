"""A fault says where it happened and keeps quiet about the record."""

import logging
import sys

import pytest

from polias.kit.fault_log import WithoutData


@pytest.fixture
def line():
    def told():
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Internal Server Error", None, sys.exc_info())
        return WithoutData("{message}", style="{").format(record)

    return told


def test_a_logged_fault_names_the_place_and_kind_and_no_value(line):
    name = " ".join(("Amina", "Adams"))  # so that the line of code does not hold it
    try:
        {}[name]
    except KeyError:
        said = line()
    assert "test_fault_log.py" in said
    assert said.endswith("builtins.KeyError")
    assert name not in said


def test_the_fault_behind_a_fault_is_named_too(line):
    def read(value):
        return int(value)

    name = " ".join(("Amina", "Adams"))
    try:
        try:
            read(name)
        except ValueError as first:
            raise RuntimeError(name) from first
    except RuntimeError:
        said = line()
    assert said.index("builtins.RuntimeError") < said.index("builtins.ValueError")
    assert "invalid literal" not in said
    assert name not in said
