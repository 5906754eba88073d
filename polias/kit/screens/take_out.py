"""Taking a list out: values only, in four forms, logged as a disclosure with its row count."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.audit.log import disclosed
from polias.kit.record.types import RecordType

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet", "json": "JSON"}
MOST_ROWS = 50_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def take_out(rows: Any, *, declared: RecordType, actor: Actor, form: str, terms: str) -> HttpResponse:
    """The rows as a file to download; at most MOST_ROWS, and the file says when there were more."""
    records = list(rows[: MOST_ROWS + 1])
    cut, records = len(records) > MOST_ROWS, records[:MOST_ROWS]
    disclosed(records, actor=actor, type_name=declared.name, recipient=actor.name, form=form)
    heads, lines = _table(declared, records)
    about = [
        str(declared.label_plural),
        _("Taken out %(at)s UTC by %(who)s") % {"at": f"{timezone.now():%Y-%m-%d %H:%M}", "who": actor.name},
    ]
    about += [_("Filters: %(terms)s") % {"terms": terms}] if terms else []
    about += [_("Only the first %(most)d rows are here.") % {"most": MOST_ROWS}] if cut else []
    return as_file(heads, lines, about, form=form, name=declared.name.replace(".", "-"))


def as_file(heads: list[str], lines: list[list[Any]], about: list[str], *, form: str, name: str) -> HttpResponse:
    """A table of values as a download; `about` says what it is, where the form has room for it."""
    write: Callable[..., tuple[bytes, str]] = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "json": _json}[form]
    content, kind = write(heads, lines, about)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _table(declared: RecordType, records: Sequence[Any]) -> tuple[list[str], list[list[Any]]]:
    from polias.kit.screens.list_page import columns_of

    columns = columns_of(declared)
    heads = [_("Reference"), *(c.label for c in columns)]
    return [str(h) for h in heads], [[r.reference, *(_value(c.value(r)) for c in columns)] for r in records]


def _value(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, int | float) else str(value)


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(FORMULA_STARTS) else value


def _csv(heads: list[str], lines: list[list[Any]], about: list[str]) -> tuple[bytes, str]:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([harmless(v) for v in line] for line in lines)
    return text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"


def _xlsx(heads: list[str], lines: list[list[Any]], about: list[str]) -> tuple[bytes, str]:
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for number, sentence in enumerate(about):
        sheet.write_string(number, 0, sentence)
    for number, line in enumerate([heads, *lines], start=len(about) + 1):
        sheet.write_row(number, 0, line)
    book.close()
    return file.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _parquet(heads: list[str], lines: list[list[Any]], about: list[str]) -> tuple[bytes, str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {head: [None if line[i] is None else str(line[i]) for line in lines] for i, head in enumerate(heads)}
    file = io.BytesIO()
    pq.write_table(pa.table(columns, schema=pa.schema([(h, pa.string()) for h in heads])), file)
    return file.getvalue(), "application/vnd.apache.parquet"


def _json(heads: list[str], lines: list[list[Any]], about: list[str]) -> tuple[bytes, str]:
    body = {"about": about, "rows": [dict(zip(heads, line, strict=True)) for line in lines]}
    return json.dumps(body, ensure_ascii=False, indent=1).encode(), "application/json"
