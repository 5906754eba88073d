"""Commands that act as a person: whose eyes they look through, and whose name is in the audit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from typing import TYPE_CHECKING

from polias.kit.cli.speech import fail

if TYPE_CHECKING:
    from polias.kit.access.actor import Actor


@contextmanager
def somebody(who: str) -> Iterator[Actor]:
    """The person who signs in under this name, in a session that ends with the command. Needs the database.

    Ends the command with a sentence where nobody is named, or nobody has that name.
    """
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import connection

    from polias.kit.access.sessions import actor_named, close_session

    if not who:
        fail(_("Nobody is named who does it."), _("Say who: --as and the name they sign in with."))
    try:
        actor = actor_named(who)
    except ObjectDoesNotExist:
        fail(
            _("Nobody signs in as {who}.").format(who=who),
            _("Look on the demonstration's list, or ask your administrator."),
        )
    try:
        yield actor
    finally:
        if not connection.needs_rollback:
            close_session(actor.session_key)
