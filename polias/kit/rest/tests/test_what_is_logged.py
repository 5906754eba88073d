"""What the API writes into the log of the program names the address and never a record."""

from __future__ import annotations

import pytest
from django.db import DataError
from django.test import RequestFactory
from django.urls import resolve

from polias.kit.rest import refusals

REFERENCE = "NSH-CR-26-000042"


@pytest.mark.parametrize("refuse", [refusals._not_storable, refusals._fault])
def test_a_fault_is_logged_with_the_route_and_no_reference(refuse, caplog):
    request = RequestFactory().get(f"/api/crime/reports/{REFERENCE}")
    request.resolver_match = resolve(request.path)
    refuse(request, DataError("value too long"))
    assert "/api/crime/reports/<reference>" in caplog.text
    assert REFERENCE not in caplog.text
