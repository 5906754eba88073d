"""The commands of the exchange: how it stands, what waits for a decision, and each decision that can be taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from gettext import gettext as _
from typing import Annotated
from uuid import UUID

import typer

from polias.kit.cli.speech import JsonOption, examples, fail, show

app = typer.Typer()
exchange = typer.Typer(no_args_is_help=True, help=_("Messages to and from partners."), rich_markup_mode=None)
app.add_typer(exchange, name="exchange")


@exchange.command(epilog=examples(("polias exchange state --json", _("for programs"))))
def state(as_json: JsonOption = False) -> None:
    """Say for each partner what waits, since when, what it does not take, and which day was last compared."""
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.kit.exchange.state import standing

        found = standing()
    if not found and not as_json:
        print(_("This installation exchanges with no partner."))
        return
    show(found, as_json=as_json)


@exchange.command(epilog=examples(("polias exchange undecided", _("each with its id, and what was said of it"))))
def undecided(
    partner: Annotated[str, typer.Option(help=_("Only those to and from this partner."))] = "",
    as_json: JsonOption = False,
) -> None:
    """List the messages that wait for a person: what a partner does not take, and what could not be acted on here."""
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.kit.exchange.state import undecided as find

        found = find(partner=partner)
    if not found and not as_json:
        print(_("No message waits for a decision."))
    if as_json:
        show(found, as_json=True)
        return
    # A line for each, not a table: a narrow terminal would break the id, which is what the next command needs.
    for one in found:
        print(f"{one.id} {one.way} {one.partner}, {one.since:%Y-%m-%d %H:%M} UTC: {one.kind} ({one.why})")


@exchange.command(
    epilog=examples(
        ("polias exchange resend --dead", _("every message that a partner did not take")),
        ("polias exchange resend 019361f0-0000-7000-8000-000000000000", _("one, whatever became of it")),
    )
)
def resend(
    ids: Annotated[list[UUID] | None, typer.Argument(metavar="ID...", help=_("Messages by their ids."))] = None,
    dead: Annotated[bool, typer.Option("--dead", help=_("All that wait for a decision."))] = False,
    partner: Annotated[str, typer.Option(help=_("Only those to this partner."))] = "",
    as_json: JsonOption = False,
) -> None:
    """Send messages again from the start. A partner that has one already takes it for what it is."""
    from polias.kit.cli.database import with_database

    if not ids and not dead:
        fail(_("Say which messages to send again."), _("Give their ids, or --dead for all that a partner refused."))
    with with_database():
        from polias.kit.exchange.outbox import dead_messages, send_again

        count = send_again([*(ids or ()), *(dead_messages(partner=partner) if dead else ())])
    show({"sent_again": count}, as_json=as_json)


@exchange.command(
    name="give-up",
    epilog=examples(('polias exchange give-up ID --why "Told by telephone on 3 March."', _("and go on to the next"))),
)
def give_up(
    message: Annotated[UUID, typer.Argument(metavar="ID", help=_("The message."))],
    why: Annotated[str, typer.Option(help=_("One sentence; it stays with the message."))],
) -> None:
    """Send a message no more, and let the later ones about the same subject go."""
    from polias.kit.cli.database import with_database

    if not why.strip():
        fail(_("Say why the message is given up."), _('For example: --why "Told by telephone on 3 March."'))
    with with_database():
        from polias.kit.exchange.outbox import give_up as give_up_message

        done = give_up_message(message, why=why)
    if not done:
        fail(_("No message with this id waits for its partner."), _("See those that do: polias exchange undecided"))


@exchange.command(
    name="act-again",
    epilog=examples(
        ("polias exchange act-again --dead", _("every message that could not be acted on")),
        ("polias exchange act-again 019361f0-0000-7000-8000-000000000000", _("one of them")),
    ),
)
def act_again(
    ids: Annotated[list[UUID] | None, typer.Argument(metavar="ID...", help=_("Messages by their ids."))] = None,
    dead: Annotated[bool, typer.Option("--dead", help=_("All that wait for a decision."))] = False,
    partner: Annotated[str, typer.Option(help=_("Only those from this partner."))] = "",
    as_json: JsonOption = False,
) -> None:
    """Act on messages from partners again, once what stood in the way is mended."""
    from polias.kit.cli.database import with_database

    if not ids and not dead:
        fail(_("Say which messages to act on again."), _("Give their ids, or --dead for all that could not be."))
    with with_database():
        from polias.kit.exchange.inbox import act_again as try_again
        from polias.kit.exchange.inbox import not_acted_on

        count = try_again([*(ids or ()), *(not_acted_on(partner=partner) if dead else ())])
    show({"to_act_on_again": count}, as_json=as_json)


@exchange.command(
    epilog=examples(
        ('polias exchange drop ID --why "Sent in error, they said on 3 March."', _("and go on to the next"))
    )
)
def drop(
    message: Annotated[UUID, typer.Argument(metavar="ID", help=_("The message."))],
    why: Annotated[str, typer.Option(help=_("One sentence; it stays with the message."))],
) -> None:
    """Act on a message from a partner no more, and let those that wait for it go on."""
    from polias.kit.cli.database import with_database

    if not why.strip():
        fail(_("Say why the message is dropped."), _('For example: --why "Sent in error, they said on 3 March."'))
    with with_database():
        from polias.kit.exchange.inbox import drop as drop_message

        done = drop_message(message, why=why)
    if not done:
        fail(_("No message with this id waits to be acted on."), _("See those that do: polias exchange undecided"))


@exchange.command(epilog=examples(("polias exchange reconcile victim-services --day 2026-11-23", _("one day, by UTC"))))
def reconcile(
    partner: Annotated[str, typer.Argument(help=_("The partner's short name."))],
    day: Annotated[str, typer.Option(help=_("Which day, such as 2026-11-23; else yesterday."))] = "",
    as_json: JsonOption = False,
) -> None:
    """Compare one day with the partner's own lists now; send again, ask again or raise a task for what differs."""
    from polias.kit.cli.database import with_database

    try:
        chosen = datetime.fromisoformat(day).date() if day else datetime.now(UTC).date() - timedelta(days=1)
    except ValueError:
        fail(_("'{word}' is not a day.").format(word=day), _("Give it as 2026-11-23."))
    with with_database():
        from polias.kit.exchange.envelope import NoAnswer
        from polias.kit.exchange.partners import partner_named
        from polias.kit.exchange.reconcile import reconcile as compare

        try:
            found = compare(partner_named(partner), day=chosen)
        except NoAnswer:
            fail(_("The partner does not answer."), _("Try again later; the worker tries each hour of the morning."))
    names = ("sent", "received", "sent_again", "settled", "asked_again", "unexplained")
    show({"partner": partner, "day": chosen, **{name: getattr(found, name) for name in names}}, as_json=as_json)
