"""The commands of sessions: `polias sessions list` and `polias sessions revoke`, for whoever runs the installation."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated, Any

import typer

from polias.kit.cli.speech import JsonOption, examples, fail, say, show

app = typer.Typer()
sessions = typer.Typer(no_args_is_help=True, help=_("See who is signed in, and end it."), rich_markup_mode=None)
app.add_typer(sessions, name="sessions")

LIVING = """
    select u.username, s.device, s.opened_at, s.last_used_at
    from polias_access_session s join kit_actor a on a.id = s.actor_id join auth_user u on u.id = a.user_id
    where s.idle_minutes is not null and s.expires_at > now()
      and s.last_used_at > now() - make_interval(mins => s.idle_minutes) and (%(name)s = '' or u.username = %(name)s)
    order by u.username, s.last_used_at desc
"""
WHO = "select id from auth_user where username = %s"
END = """
    delete from polias_access_session s using kit_actor a
    where a.id = s.actor_id and a.user_id = %s returning s.web_key
"""


@sessions.command(
    "list",
    epilog=examples(
        ("polias sessions list", _("everybody who is signed in")),
        ("polias sessions list asha", _("where one person is signed in")),
    ),
)
def list_sessions(username: Annotated[str, typer.Argument()] = "", as_json: JsonOption = False) -> None:
    """Say who is signed in, on what, since when and last used when."""
    from polias.kit.cli.database import with_database

    with with_database() as server, _owner(server) as owner:
        rows = owner.execute(LIVING, {"name": username}).fetchall()
    found = [dict(zip(("username", "device", "opened_at", "last_used_at"), row, strict=True)) for row in rows]
    if as_json:
        show([{name: str(value) for name, value in one.items()} for one in found], as_json=True)
        return
    for one in found:
        print(
            _("{username}: {device}, since {opened_at:%d %B %H:%M} UTC, last used {last_used_at:%H:%M}").format(**one)
        )
    if not found:
        print(_("Nobody is signed in."))


@sessions.command(epilog=examples(("polias sessions revoke asha", _("sign somebody out everywhere, at once"))))
def revoke(username: str, as_json: JsonOption = False) -> None:
    """Sign somebody out everywhere: their next request, on any device, asks them to sign in."""
    from polias.kit.cli.database import with_database

    with with_database() as server, _owner(server) as owner:
        known = owner.execute(WHO, [username]).fetchone()
        if known is None:
            fail(_("Nobody signs in as {username}.").format(username=username), _("Run: polias sessions list"))
        keys = [web for (web,) in owner.execute(END, [known[0]]).fetchall()]
        owner.execute("delete from django_session where session_key = any(%s)", [[key for key in keys if key]])
        owner.commit()
        _log(username, len(keys))
    if as_json:
        show({"username": username, "ended": len(keys)}, as_json=True)
    else:
        say(_("Ended {n} sessions of {username}.").format(n=len(keys), username=username))


def _owner(server: Any) -> Any:
    """A connection as the owner of the tables: the application's role cannot read whose session is whose."""
    import psycopg

    return psycopg.connect(server.owner_url)


def _log(username: str, count: int) -> None:
    from polias.kit.access.sessions import as_system
    from polias.kit.audit.log import audit_row, write
    from polias.kit.audit.model import Kind
    from polias.kit.record.ids import uuid7

    content = {"username": username, "sessions": count}
    with as_system() as system:
        write([audit_row(kind=Kind.ALTERATION, verb="kit.sessions.revoke", actor_id=system.id, cell=0, deed=uuid7(),
                         content=content)])  # fmt: skip
