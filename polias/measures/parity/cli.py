"""`polias measures parity`: reports before and after a migration, and whether it may go live."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polias.kit.cli import JsonOption, examples, show
from polias.measures.answering import measures_group, refusals_told
from polias.measures.refusal import Refused
from polias.measures.words import _

if TYPE_CHECKING:
    from polias.measures.parity.verdict import Verdict

#: Something is unexplained; a list that cannot be read is the usual 2.
REFUSED_TO_GO_LIVE = 1

app, measures = measures_group()


@measures.command(
    "parity",
    epilog=examples(
        ("polias measures parity reports.csv --out parity/", "reconcile, and write what is left to explain"),
        ("polias measures parity reports.csv --explained explained.csv", "with the explanations given so far"),
        (
            "polias measures parity reports.csv --explained explained.csv --go-live 2026-12 --force essex"
            ' --because "the new records system came in" --owner "Head of change"',
            "and declare it, if nothing is left",
        ),
    ),
)
def parity(
    reports: Annotated[Path, typer.Argument(metavar="REPORTS.csv", help=_("Every report that existed before."))],
    *,
    explained: Annotated[Path | None, typer.Option(help=_("Differences with their reasons and owners."))] = None,
    out: Annotated[
        Path | None, typer.Option(help=_("Folder for every number, and for what is left to explain."))
    ] = None,
    go_live: Annotated[str, typer.Option(metavar="MONTH", help=_("Declare the new system, such as 2026-12."))] = "",
    force: Annotated[str, typer.Option(help=_("Of which force it is declared."))] = "",
    because: Annotated[str, typer.Option(help=_("What came in, as readers of figures shall read it."))] = "",
    owner: Annotated[str, typer.Option(help=_("Who declares it."))] = "",
    as_json: JsonOption = False,
) -> None:
    """Reconcile the reports of before a migration, row by row, with those of after it.

    Each is reproduced from a table or a measure, or is marked lost with an owner. Ends with 0 when nothing is
    unexplained and the migration may go live, 1 when go-live is refused, 2 when the list cannot be read.
    """
    from polias.manifest import datasets_folder
    from polias.measures.parity.reading import explanations_in, reports_in
    from polias.measures.parity.verdict import judged, told

    with refusals_told():
        if go_live:
            _require_declarable(go_live, force=force, because=because, owner=owner)
        listed, known = reports_in(reports), explanations_in(explained)
        verdicts = [judged(one, explanations=known, datasets=datasets_folder()) for one in listed]
        if out:
            _write(verdicts, out)
        if go_live and all(one.is_good for one in verdicts):
            _declare(go_live, force=force, because=because, owner=owner)
    if as_json:
        show(_as_json(verdicts), as_json=True)
    else:
        for sentence in told(verdicts):
            typer.echo(sentence)
    if not all(one.is_good for one in verdicts):
        raise typer.Exit(REFUSED_TO_GO_LIVE)


def _require_declarable(month: str, *, force: str, because: str, owner: str) -> None:
    """Raises Refused for what could not be declared, before anything is reconciled."""
    from polias.manifest import datasets_folder
    from polias.measures.catalogue import forces_published
    from polias.measures.reports.monthly.build import month_named
    from polias.measures.sources.reference import forces

    month_named(month)
    if not (because.strip() and owner.strip()):
        raise Refused(
            _("Nobody answers for the new system, or nothing says what came in."),
            do=_("Add --because and --owner to --go-live."),
        )
    if force not in forces() and force not in forces_published(datasets_folder()):
        raise Refused(
            _("There is no force “{force}”.").format(force=force),
            do=_("Name it by its short name: --force essex."),
        )


def _declare(month: str, *, force: str, because: str, owner: str) -> None:
    from polias.measures.sources.supply_events import SupplyEvent, declare

    declare(SupplyEvent(force=force, kind="go-live", month=month, reason=because, owner=owner))


def _write(verdicts: Sequence[Verdict], out: Path) -> None:
    """`parity.csv` has every number; `unexplained.csv` those that are left, ready for reason and owner."""
    from polias.measures.parity.reading import BETWEEN, EXPLAINED

    out.mkdir(parents=True, exist_ok=True)
    rows = [row for one in verdicts for row in one.rows]
    _write_table(
        out / "parity.csv",
        ("report", "key", "column", "before", "after", "outcome", "reason", "owner"),
        (
            (r.report, BETWEEN.join(r.key), r.column, r.before, r.after, r.outcome,
             r.explanation.reason if r.explanation else "", r.explanation.owner if r.explanation else "")
            for r in rows
        ),
    )  # fmt: skip
    left = (row for one in verdicts for row in one.unexplained)
    _write_table(
        out / "unexplained.csv",
        EXPLAINED,
        ((r.report, BETWEEN.join(r.key), r.column, r.before, r.after, "", "") for r in left),
    )


def _write_table(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def _as_json(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    from polias.measures.parity.verdict import go_live

    return {
        "may_go_live": all(one.is_good for one in verdicts),
        "sentence": go_live(verdicts),
        "reports": [
            {
                "report": one.report.name,
                "state": one.state,
                "numbers": len(one.rows),
                "explained": len(one.explained),
                "unexplained": [
                    {"key": list(r.key), "column": r.column, "before": r.before, "after": r.after, "outcome": r.outcome}
                    for r in one.unexplained
                ],
                "owner": one.report.owner or None,
                "why": one.why or one.report.lost_because or None,
            }
            for one in verdicts
        ],
    }
