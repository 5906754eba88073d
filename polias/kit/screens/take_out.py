"""Taking a list out: values only, in four forms, logged as a disclosure with its row count."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.audit.log import disclosed
from polias.kit.record.types import RecordType
from polias.kit.screens.harmless import harmless, would_run

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet", "json": "JSON"}
MOST_ROWS = 50_000
#: No cell of a workbook holds more; what is longer is cut, and says so.
LONGEST_CELL = 32_767


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
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, int | float) else str(value)


def _csv(heads: list[str], lines: list[list[Any]], about: list[str]) -> tuple[bytes, str]:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([harmless(v) for v in line] for line in [heads, *lines])
    return text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"


def _xlsx(heads: list[str], lines: list[list[Any]], about: list[str]) -> tuple[bytes, str]:
    """Values in cells of their kind. Text that would run keeps every letter and is marked as text, so that it stays
    text when somebody edits the cell."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, stays_text = book.add_worksheet(), book.add_format({"quote_prefix": True})
    table = [*([sentence] for sentence in about), [], heads, *lines]
    for row, line in enumerate(table):
        for column, value in enumerate(line):
            if isinstance(value, str):
                text = value if len(value) <= LONGEST_CELL else f"{value[: LONGEST_CELL - 1]}…"
                sheet.write_string(row, column, text, stays_text if would_run(text) else None)
            elif value is not None:
                sheet.write(row, column, value)
    book.close()
    return file.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _parquet(heads: list[str], lines: list[list[Any]], about: list[str]) -> tuple[bytes, str]:
    """For machines: exact, numbers as numbers where a whole column is of them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [[line[place] for line in lines] for place in range(len(heads))]
    kinds = [_kind_of(column) for column in columns]
    arrays = [
        pa.array(column if kind != "string" else [v if v is None else str(v) for v in column], getattr(pa, kind)())
        for column, kind in zip(columns, kinds, strict=True)
    ]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, names=heads), file)
    return file.getvalue(), "application/vnd.apache.parquet"


def _kind_of(column: list[Any]) -> str:
    """The Arrow kind of a column: of whole numbers, of numbers, of answers, or of text."""
    kinds = {type(value) for value in column if value is not None}
    if kinds == {bool}:
        return "bool_"
    if kinds == {int} and all(abs(value) < 2**63 for value in column if value is not None):
        return "int64"
    return "float64" if kinds and kinds <= {int, float} else "string"


def _json(heads: list[str], lines: list[list[Any]], about: list[str]) -> tuple[bytes, str]:
    """For machines: exact."""
    body = {"about": about, "rows": [dict(zip(heads, line, strict=True)) for line in lines]}
    return json.dumps(body, ensure_ascii=False, indent=1).encode(), "application/json"
