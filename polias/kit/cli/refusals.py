"""Which errors are told to the person as a sentence and what to do; any other is a fault of ours, shown in full."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from gettext import gettext as _

from polias.kit.server import ServerProblem


def as_refusal(error: BaseException) -> tuple[str, str] | None:
    """Sentence and advice for an error, or for the first of its causes that has them; None when none has."""
    for each in _with_causes(error):
        told = _of_polias(each) or _of_the_disk(each) or _of_rights(each) or _of_the_database(each)
        if told:
            return told
    return None


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _of_polias(error: BaseException) -> tuple[str, str] | None:
    if isinstance(error, ServerProblem):
        return error.sentence, error.what_to_do
    errors = sys.modules.get("polias.kit.errors")
    if errors is not None and isinstance(error, errors.PoliasError):
        return str(getattr(error, "sentence", error)), str(getattr(error, "do", ""))
    return None


def _of_the_disk(error: BaseException) -> tuple[str, str] | None:
    """Full, whether the command or the database met it."""
    met_here = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    if met_here or _is_database_error(error, "DiskFull"):
        return (
            _("The disk is full, so this could not be finished."),
            _("Free some space and try again; what was saved before is not lost."),
        )
    return None


def _of_rights(error: BaseException) -> tuple[str, str] | None:
    if isinstance(error, PermissionError) and error.filename:
        return (
            _("You may not read or write {file}.").format(file=error.filename),
            _("Run the command as its owner, or set POLIAS_HOME to a folder of your own."),
        )
    return None


def _of_the_database(error: BaseException) -> tuple[str, str] | None:
    if _is_database_error(error, "AdminShutdown", "CannotConnectNow", "TooManyConnections", "ConnectionFailure"):
        return (
            _("The database went away while the command ran: {why}").format(why=str(error).strip().partition("\n")[0]),
            _("Try again. 'polias doctor' says whether it answers."),
        )
    # Without a code it was not the server that spoke: there was no connection to be had.
    if type(error).__name__ == "OperationalError" and _is_database_error(error, "OperationalError"):
        return (
            _("The database cannot be reached: {why}").format(why=str(error).strip().partition("\n")[0]),
            _("Wait a moment and try again. 'polias doctor' says whether it answers."),
        )
    return None


def _is_database_error(error: BaseException, *names: str) -> bool:
    errors = sys.modules.get("psycopg.errors")
    return errors is not None and isinstance(error, tuple(getattr(errors, name) for name in names))
