"""`polias import` and `polias report`: commands on files alone, which need no database and start at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from polias.kit.cli import JsonOption, examples, say, show
from polias.measures.answering import refusals_told
from polias.measures.words import _

if TYPE_CHECKING:
    from polias.measures.sources.importing import FileReport, ImportReport

#: Some files were refused and the others went on; when nothing at all could be done it is the usual 2.
SOME_REFUSED = 1
_ROWS_SHOWN, _FILES_SHOWN = 10, 60

app = typer.Typer()
imports = typer.Typer(no_args_is_help=True, help=_("Take in public files."), rich_markup_mode=None)
reports = typer.Typer(no_args_is_help=True, help=_("Make reports from what is loaded."), rich_markup_mode=None)
app.add_typer(imports, name="import")
app.add_typer(reports, name="report")


@reports.callback()
def _reports() -> None:
    """Keeps `monthly` a word of its own although it is the only report so far."""


@imports.command(
    "police-uk",
    epilog=examples(
        ("polias import police-uk 2018-12-essex-street.csv", "one file, .csv or .csv.gz"),
        ("polias import police-uk Downloads/", "every file in a folder and the folders in it"),
        ("polias import police-uk latest.zip", "an archive of data.police.uk as it comes"),
    ),
)
def police_uk(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER|ZIP...", help=_("What to read."))],
    *,
    bring_back: Annotated[
        bool, typer.Option("--bring-back", help=_("Make a file current again that a newer one had replaced."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take in street files of data.police.uk. Each force's month is loaded whole or not at all.

    The same file again changes nothing; another file for the same month replaces it and keeps the old version.
    Ends with 0 when all went well, 1 when some files were refused, 2 when nothing could be read.
    """
    from polias.kit.cli.progress import shown_progress
    from polias.manifest import datasets_folder
    from polias.measures.sources.importing import import_police_uk

    with refusals_told(), shown_progress(_("Reading street files")) as progress:
        report = import_police_uk(
            paths,
            datasets=datasets_folder(),
            on_start=progress.start,
            on_file=lambda _report: progress.step(),
            bring_back=bring_back,
        )
    if as_json:
        show(_import_as_json(report), as_json=True)
    else:
        _tell(report)
    if report.refused:
        raise typer.Exit(SOME_REFUSED if len(report.refused) < len(report.files) else 2)


@imports.command(
    "ons",
    epilog=examples(
        ("polias import ons Table_P1.csv", "one table of the police force area tables, saved as CSV"),
        ("polias import ons tables/ --checks checks.csv", "all tables of a folder, and how they agree"),
    ),
)
def ons(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER|ZIP...", help=_("What to read."))],
    *,
    checks: Annotated[
        Path | None, typer.Option(help=_("Write each sum, rate and change that was reckoned again, as CSV."))
    ] = None,
    bring_back: Annotated[
        bool, typer.Option("--bring-back", help=_("Make a table current again that a newer one had replaced."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take in official tables of recorded crime by police force area (ONS), and say where they disagree.

    A figure that a table holds back ([u], [x], ...) is kept as missing with what the mark means, never as nought.
    Ends with 0 when all went well, 1 when some files were refused, 2 when nothing could be read.
    """
    from polias.kit.cli import doing
    from polias.manifest import datasets_folder
    from polias.measures.sources.ons import telling
    from polias.measures.sources.ons.agreement import compared
    from polias.measures.sources.ons.held import figures_held
    from polias.measures.sources.ons.importing import import_ons

    with refusals_told():
        with doing(_("Reading tables")):
            report = import_ons(paths, datasets=datasets_folder(), bring_back=bring_back)
            found = compared(figures_held(datasets_folder(), months=report.concerned))
        if checks:
            telling.write_checks(found, checks)
    if as_json:
        show(telling.as_json(report, found), as_json=True)
    else:
        # An empty table would be shown as brackets.
        if rows := telling.rows_told(report):
            show(rows)
        for sentence in telling.remarks_told(report):
            say(sentence)
        for sentence in telling.checks_told(found):
            typer.echo(sentence)
    if report.refused:
        raise typer.Exit(SOME_REFUSED if len(report.refused) < len(report.files) else 2)


@reports.command(
    "monthly",
    epilog=examples(
        ("polias report monthly --force essex --month 2018-12 --out report/", "HTML, PDF, Excel and JSON"),
        ("polias report monthly --force essex --month 2018-12 --out report/ --json", "and the JSON on the screen"),
    ),
)
def monthly(
    *,
    force: Annotated[str, typer.Option(help=_("Short name on data.police.uk, or the full name."))],
    month: Annotated[str, typer.Option(help=_("Year and month, such as 2018-12."))],
    out: Annotated[Path, typer.Option(help=_("Folder to write into; made when it does not exist."))],
    rule: Annotated[
        Literal["house", "nhs"], typer.Option(help=_("What is an exception: by its own earlier years, or by XmR."))
    ] = "house",
    as_at: Annotated[str, typer.Option(help=_("As it was known at the end of this day, such as 2019-02-01."))] = "",
    as_json: JsonOption = False,
) -> None:
    """Write the monthly report of a force from its public files: report.html, .pdf, .xlsx and .json."""
    from polias.manifest import datasets_folder
    from polias.measures.as_at import end_of_day
    from polias.measures.engine.compute import ColumnNotPublished
    from polias.measures.reports.monthly import build_monthly_report, write_report
    from polias.measures.reports.monthly.as_json import report_as_json
    from polias.measures.reports.monthly.sentences import in_short
    from polias.measures.results.faults import not_published

    with refusals_told():
        moment = end_of_day(as_at) if as_at else None
        asked: dict[str, Any] = {"force": force, "month": month, "as_at": moment, "rule": rule}
        try:
            report = build_monthly_report(**asked, datasets=datasets_folder())
        except ColumnNotPublished as error:
            raise not_published(error) from error
        written = write_report(report, out=out)
    if written.without_pdf:
        say(written.without_pdf)
    if as_json:
        show(report_as_json(report), as_json=True)
        return
    for sentence in in_short(report):
        typer.echo(sentence)
    typer.echo("\n".join(["", _("Written:"), *(f"  {file}" for file in written.files)]))


def _tell(report: ImportReport) -> None:
    """One row per file while they are few, then what was refused, then the sums."""
    read = [file for file in report.files if file.outcome != "refused"]
    if 0 < len(read) <= _FILES_SHOWN:
        show([_row(file) for file in read])
    for file in report.files:
        _tell_rejected(file)
    for file in report.refused:
        say(_("Refused: {file}: {sentence}").format(file=file.file, sentence=file.sentence))
    if report.passed_over:
        say(_("Passed over, not street files: {count}.").format(count=len(report.passed_over)))
    typer.echo(_sums(report))


def _row(file: FileReport) -> dict[str, str]:
    assert file.unit is not None
    return {
        _("File"): Path(file.file).name,
        _("Force"): file.unit.force.slug,
        _("Month"): file.unit.month,
        _("Read"): f"{file.findings.read:,}",
        _("Kept"): f"{file.findings.kept:,}",
        _("Rejected"): f"{file.findings.rejected:,}",
        _("What came of it"): _came_of(file),
    }


def _came_of(file: FileReport) -> str:
    assert file.version is not None
    if file.outcome == "replaced" and file.previous is not None:
        return _("replaced version {old}, which is kept").format(old=file.previous.number)
    return {
        "new": _("loaded"),
        "unchanged": _("held already, nothing changed"),
        "mended": _("its damaged file was put right"),
        "held_before": _("held as version {number}, replaced since; nothing changed"),
    }[file.outcome].format(number=file.version.number)


def _tell_rejected(file: FileReport) -> None:
    if not file.findings.rejected or file.outcome == "refused":
        return
    name = Path(file.file).name
    for row in file.findings.examples[:_ROWS_SHOWN]:
        say(_("{file}, line {line}: not kept, {reason}").format(file=name, line=f"{row.line:,}", reason=row.reason))
    more = file.findings.rejected - _ROWS_SHOWN
    if more > 0:
        say(_("{file}: {count} more rows not kept; --json lists up to 1,000.").format(file=name, count=f"{more:,}"))


def _sums(report: ImportReport) -> str:
    from polias.measures.words import count

    findings = [file.findings for file in report.files if file.outcome != "refused"]
    outcomes = [file.outcome for file in report.files]
    return _(
        "Files: {new} loaded, {replaced} replaced, {same} held already, {refused} refused. "
        "Rows: {read} read, {kept} kept, {rejected} rejected."
    ).format(
        new=outcomes.count("new"),
        replaced=outcomes.count("replaced"),
        same=sum(outcomes.count(held) for held in ("unchanged", "held_before", "mended")),
        refused=outcomes.count("refused"),
        read=count(sum(f.read for f in findings)),
        kept=count(sum(f.kept for f in findings)),
        rejected=count(sum(f.rejected for f in findings)),
    )


def _import_as_json(report: ImportReport) -> dict[str, object]:
    return {
        "files": [
            {
                "file": file.file,
                "outcome": file.outcome,
                "force": file.unit.force.slug if file.unit else None,
                "month": file.unit.month if file.unit else None,
                "read": file.findings.read,
                "kept": file.findings.kept,
                "rejected": file.findings.rejected,
                "rejected_rows": [{"line": row.line, "reason": row.reason} for row in file.findings.examples],
                "version": file.version.number if file.version else None,
                "sentence": file.sentence or None,
            }
            for file in report.files
        ],
        "passed_over": list(report.passed_over),
    }
