"""What a person can mend is a sentence; what only we can mend is shown in full."""

from __future__ import annotations

import errno

import psycopg
import pytest
from django.db import OperationalError

from polias.kit.cli.refusals import as_refusal
from polias.kit.errors import NotFound
from polias.kit.server import ServerProblem


def caused_by(cause: Exception) -> Exception:
    error = OperationalError("as Django wraps it")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ServerProblem("The database sleeps.", "Wake it."), "The database sleeps."),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "report.html"), "report.html"),
        (caused_by(psycopg.errors.DiskFull("could not extend file")), "The disk is full"),
        (caused_by(psycopg.errors.AdminShutdown("terminating connection")), "The database went away"),
        (
            caused_by(psycopg.OperationalError("connection failed: it is shutting down")),
            "The database cannot be reached",
        ),
        (NotFound("NS/1"), "There is no record"),
    ],
)
def test_what_a_person_can_mend_is_a_sentence_with_what_to_do(error, words):
    sentence, what_to_do = as_refusal(error)
    assert words in sentence
    assert what_to_do


def test_a_fault_of_ours_is_not_dressed_up():
    assert as_refusal(KeyError("offence")) is None
