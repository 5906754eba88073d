"""Invariant 8: an address is the path of its folder, and `polias where` finds the line behind it."""

from __future__ import annotations

from collections.abc import Callable
from inspect import unwrap
from typing import Any

import pytest
from django.urls import path
from typer.testing import CliRunner

from polias.kit.screens.routes import routes
from polias.site import where
from polias.site.where import EXCEPTIONS, every_page, place_of
from tests.architecture.source import ROOT

GENERIC = {"list_page", "record_view"}


def breach(address: str, view: Callable[..., Any]) -> str:
    """How an address contradicts the folder of its page; empty when it does not."""
    segments = [s for s in address.split("/") if s and not s.startswith("<")]
    if (segments[0] if segments else "") in EXCEPTIONS:
        return ""
    written = unwrap(view)
    module, name = written.__module__, written.__name__
    folder = ".".join(["polias", *segments])
    if module.startswith("polias.kit.screens.") and name in GENERIC:
        return "" if module_exists(folder) else f"{address} has no folder {folder}"
    if getattr(written, "polias_page", "").startswith("whole_"):
        return "" if module == f"{folder}.screens" else f"{address} is made in {module}"
    if len(segments) == 1:
        return "" if module.startswith(f"polias.{segments[0]}.") else f"{address} is made in {module}"
    expected = f"{'.'.join(['polias', *segments[:-1]])}.screens"
    return "" if (module, name) == (expected, segments[-1]) else f"{address} is {name} in {module}"


def module_exists(folder: str) -> bool:
    return (ROOT / folder.replace(".", "/") / "model.py").exists()


def test_every_address_is_the_path_of_its_folder():
    pages = list(every_page())
    assert len(pages) > 60
    assert [breach(address, view) for address, view in pages if breach(address, view)] == []


def test_the_list_of_exceptions_names_only_addresses_that_exist():
    first = {address.split("/")[0].strip("^$") for address, _view in every_page()}
    assert set(EXCEPTIONS) - first == set()


def test_a_planted_address_is_caught():
    real = next(p for p in routes("crime") if p.name == "crime.reports.classify")
    assert breach("crime/reports/<str:reference>/classify", real.callback) == ""
    assert "is classify in" in breach("crime/reports/<str:reference>/reclassify", real.callback)
    assert "is classify in" in breach("contact/logs/<str:reference>/classify", real.callback)
    stray = path("crime/cases/", next(p for p in routes("crime") if p.name == "crime.reports.list").callback)
    assert "no folder polias.crime.cases" in breach(str(stray.pattern), stray.callback)


@pytest.mark.parametrize(
    ("address", "file", "function"),
    [
        ("/crime/reports/NSH-CR-26-000001/classify", "polias/crime/reports/screens.py", "classify"),
        ("http://127.0.0.1:8000/pole/people/record?back=1", "polias/pole/people/screens.py", "record"),
        ("/pole/people/", "polias/kit/screens/list_page.py", "list_page"),
        ("/", "polias/kit/screens/views.py", "home"),
        ("/api/crime/reports/NSH-CR-26-000001/classify", "polias/crime/corrections/actions.py", "classify"),
        ("/api/crime/reports/record", "polias/crime/reports/actions.py", "record"),
        ("/api/crime/reports/NSH-CR-26-000001", "polias/kit/rest/resources.py", "one_record"),
        ("/api/me", "polias/kit/rest/api.py", "me"),
    ],
)
def test_where_names_the_line_of_the_function(address, file, function):
    place = place_of(address)
    assert (place.file, place.function) == (file, function)
    lines = (ROOT / file).read_text().splitlines()[place.line - 1 :]
    assert any(line.startswith(f"def {function}(") for line in lines[:3])


def test_where_prints_one_line_and_refuses_an_unknown_address():
    program = CliRunner()
    told = program.invoke(where.app, ["/crime/reports/"])
    assert told.output.strip().endswith("list_page, by the declaration in polias/crime/records.py")
    unknown = program.invoke(where.app, ["/no/such/page"])
    assert unknown.exit_code == 2
    assert "No page has the address /no/such/page." in unknown.stderr
