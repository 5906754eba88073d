"""Says in a sentence why a file behind a figure cannot be counted, and what to do about it."""

from __future__ import annotations

from polias.measures.engine import Fault
from polias.measures.engine.compute import ColumnNotPublished
from polias.measures.refusal import Refused
from polias.measures.words import _, month_name


def fault_sentence(fault: Fault) -> str:
    """Why the month has no figure: what is wrong with its file, and the way back."""
    words = {
        "gone": _("The file of {month} is gone. Put it back from a backup, or take it in again."),
        "cut short": _("The file of {month} is cut short. Put it back from a backup, or take it in again."),
        "changed": _("The file of {month} is no longer what was published. Put it back from a backup."),
        "of another month": _("The folder of {month} holds another month, which would count twice. Move it away."),
        "lacks a column": _("The file of {month} was written in an earlier form, without {column}. Publish it anew."),
        "other type": _("In the file of {month}, {column} is of another kind than in other months. Publish it anew."),
    }
    return words[fault.kind].format(month=month_name(fault.month), column=fault.column)


def not_published(error: ColumnNotPublished) -> Refused:
    """Why nothing can be counted: no file that is held has the columns, as after an upgrade."""
    return Refused(
        _("No file that is loaded has the column {columns}.").format(columns=", ".join(error.columns)),
        do=_("They were taken in by an earlier Polias, or changed since: import them again."),
    )
