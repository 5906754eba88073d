"""Writes the four forms of a report into a folder, all of them or none."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from polias.measures.refusal import Refused
from polias.measures.reports.monthly.as_json import report_as_json
from polias.measures.reports.monthly.facts import MonthlyReport
from polias.measures.reports.monthly.page import Page, draw_charts
from polias.measures.reports.monthly.pdf import PdfUnavailable, pdf_bytes, shipped_fonts
from polias.measures.reports.monthly.workbook import workbook_bytes
from polias.measures.words import _


@dataclass(frozen=True)
class Written:
    """The files written, and a sentence when the PDF could not be among them."""

    files: tuple[Path, ...]
    without_pdf: str = ""


def write_report(report: MonthlyReport, *, out: Path) -> Written:
    """Write report.html, report.pdf, report.xlsx and report.json into `out`, which is made when it does not exist.

    Raises Refused when the folder cannot be written; then nothing in it was changed.
    """
    _make_folder(out)
    page = Page(report, draw_charts(report))
    contents = {
        "report.html": page.html().encode(),
        "report.xlsx": workbook_bytes(report),
        "report.json": json.dumps(report_as_json(report), indent=2, ensure_ascii=False).encode() + b"\n",
    }
    without_pdf = ""
    try:
        contents["report.pdf"] = pdf_bytes(page.html(fonts=shipped_fonts()))
    except PdfUnavailable as error:
        without_pdf = str(error)
    _swap_in(contents, out)
    if without_pdf:
        # One of an earlier run would belong to other figures.
        (out / "report.pdf").unlink(missing_ok=True)
    return Written(tuple(out / name for name in sorted(contents)), without_pdf)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except (FileExistsError, NotADirectoryError) as error:
        raise Refused(_("{out} is a file, not a folder.").format(out=out), do=_("Name a folder with --out.")) from error
    except OSError as error:
        raise _not_writable(out, error) from error


def _swap_in(contents: dict[str, bytes], out: Path) -> None:
    """Write all files beside their places first; only when every one is whole are they renamed into them."""
    try:
        with tempfile.TemporaryDirectory(prefix=".report-", dir=out) as beside:
            for name, content in contents.items():
                path = Path(beside, name)
                path.write_bytes(content)
                with path.open("rb") as file:
                    os.fsync(file.fileno())
            for name in contents:
                Path(beside, name).replace(out / name)
    except OSError as error:
        raise _not_writable(out, error) from error


def _not_writable(out: Path, error: OSError) -> Refused:
    return Refused(
        _("The folder {out} cannot be written: {reason}.").format(out=out, reason=error.strerror or error),
        do=_("Name another with --out."),
    )
