"""The commands of health: `polias health show`, `slow`, `notice` and `withdraw`."""

from __future__ import annotations

from datetime import datetime
from gettext import gettext as _
from typing import Annotated

import typer

from polias.kit.cli.speech import JsonOption, examples, fail, show

app = typer.Typer()
health = typer.Typer(
    no_args_is_help=True, help=_("Whether everything works, and which pages are slow."), rich_markup_mode=None
)
app.add_typer(health, name="health")


@health.command(name="show", epilog=examples(("polias health show --json", _("all of /status.json"))))
def show_health(as_json: JsonOption = False) -> None:
    """Say what works, since when anything is measured, and how long everything worked."""
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.kit.health.status import picture

        told = picture()
    if as_json:
        show(told, as_json=True)
        return
    show({part["name"]: part["state"] for part in told["parts"]})
    show([{key: span[key] for key in span if key != "not_known_minutes"} for span in told["uptime"]])
    show([{key: one[key] for key in ("name", "waiting", "oldest_minutes", "late")} for one in told["queues"]])


@health.command(epilog=examples(("polias health slow --days 30", _("the worst routes of a month"))))
def slow(
    days: Annotated[int, typer.Option(min=1, max=90, help=_("How many days back."))] = 7,
    as_json: JsonOption = False,
) -> None:
    """Print the routes with the most time lost to slow pages. Names routes, never a person, record or search."""
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.kit.health.slow import worst_routes

        found = worst_routes(days=days)
    if not found and not as_json:
        print(_("No page was slow in {days} days.").format(days=days))
        return
    show(found, as_json=as_json)


@health.command(
    epilog=examples(
        ('polias health notice "New disks." --from "2026-12-01 02:00" --to "2026-12-01 04:00"', _("in London time")),
    )
)
def notice(
    words: Annotated[str, typer.Argument(metavar="SENTENCE", help=_("What will not work, in one sentence."))],
    starts: Annotated[str, typer.Option("--from", help=_("When it begins, London time: 2026-12-01 02:00."))],
    ends: Annotated[str, typer.Option("--to", help=_("When it ends."))],
    as_json: JsonOption = False,
) -> None:
    """Announce a planned outage: on every page from five days before, and on the status page."""
    from polias.kit.cli.database import with_database

    starts_at, ends_at = _london(starts), _london(ends)
    with with_database():
        from polias.kit.health.notices import announce

        made = announce(words, starts_at=starts_at, ends_at=ends_at)
        number = made.pk
    show({"notice": number, "from": starts_at, "to": ends_at, "words": words}, as_json=as_json)


@health.command(epilog=examples(("polias health withdraw 3", _("take notice 3 back"))))
def withdraw(number: Annotated[int, typer.Argument(help=_("The number that `notice` printed."))]) -> None:
    """Take a notice back."""
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.kit.errors import NotFound
        from polias.kit.health.notices import withdraw as take_back

        try:
            take_back(number)
        except NotFound:
            fail(_("There is no notice {n} to withdraw.").format(n=number), _("See /status for those that stand."))


def _london(word: str) -> datetime:
    from polias.kit.calendar.london import LONDON

    try:
        instant = datetime.fromisoformat(word)
    except ValueError:
        fail(
            _("'{word}' is not a time.").format(word=word),
            _('Give date and time of London, for example: "2026-12-01 02:00".'),
        )
    return instant if instant.tzinfo else instant.replace(tzinfo=LONDON)
