"""The commands of datasets: `polias datasets publish` and `polias datasets list`."""

from __future__ import annotations

import time
from gettext import gettext as _
from typing import Annotated

import typer

from polias.kit.cli.speech import JsonOption, examples, fail, show

app = typer.Typer()
datasets = typer.Typer(no_args_is_help=True, help=_("Publish what figures are counted from."), rich_markup_mode=None)
app.add_typer(datasets, name="datasets")


@datasets.command(
    epilog=examples(
        ("polias datasets publish", _("what changed since the last time")),
        ("polias datasets publish --afresh", _("look at every month again")),
        ("polias datasets publish crime_reports", _("one dataset")),
    )
)
def publish(
    names: Annotated[list[str] | None, typer.Argument(metavar="DATASET...", help=_("Which; else all."))] = None,
    afresh: Annotated[bool, typer.Option("--afresh", help=_("Look at every month, not only at changes."))] = False,
    as_json: JsonOption = False,
) -> None:
    """Publish records as datasets, without names, by force and month. Months that did not change stay as they are."""
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.kit.datasets import publication
        from polias.kit.datasets.publish import publish as bring_up_to_date

        known = [one.dataset.name for one in publication.publications()]
        if not known:
            fail(
                _("This installation has no records that could be published."),
                _("Take in public files instead: polias import police-uk FOLDER."),
            )
        unknown = sorted(set(names or ()) - set(known))
        if unknown:
            fail(
                _("There is no dataset called {names} that is made from records.").format(names=", ".join(unknown)),
                _("Name one of: {known}.").format(known=", ".join(known) or _("none")),
            )
        began = time.monotonic()
        found = bring_up_to_date(only=tuple(names or ()), afresh=afresh)
        seconds = time.monotonic() - began
    show(
        [
            {
                "dataset": one.dataset,
                "changed": "all" if one.afresh else one.followed,
                "looked_at": len(one.looked_at),
                "renewed": len(one.changed),
                "rows": one.rows,
                "seconds": round(seconds, 2),
            }
            for one in found
        ],
        as_json=as_json,
    )


@datasets.command(name="list", epilog=examples(("polias datasets list", _("what is published, and its newest month"))))
def list_datasets(as_json: JsonOption = False) -> None:
    """Say which datasets are here, with forces, months and rows; needs no database."""
    from polias.kit.datasets.holdings import held

    show(held(), as_json=as_json)
