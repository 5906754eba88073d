"""How a command that brings rows in ends: what was not taken, or not as it stood, and where that is to be read."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from polias.kit.cli.speech import say

if TYPE_CHECKING:
    from polias.kit.tables.rejects import RejectsFile


def tell_rejects(rejects: RejectsFile) -> None:
    """By kind of reason how many rows are in the rejects file, and where it lies."""
    for why, count in rejects.reasons.most_common():
        say(_("In the rejects, {why}: {count}").format(why=why, count=f"{count:,}"))
    for why, count in rejects.changes.most_common():
        say(_("Taken, {why}: {count}").format(why=why, count=f"{count:,}"))
    if rejects.lines:
        say(_("Each of these rows is in {file}, with its reason.").format(file=rejects.path))
