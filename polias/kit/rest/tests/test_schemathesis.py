"""Schemathesis sends every operation what its description allows and what it does not, as people who may do it."""

from __future__ import annotations

from collections import Counter

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from polias.kit.access.sessions import actor_named
from polias.kit.models import ActorRow
from polias.kit.record.types import record_types
from polias.kit.rest.api import api
from tests.architecture.makers import MAKERS, made

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PER_OPERATION = 3


def session_of(username):
    """Cookies and token of somebody who has signed in."""
    client = Client()
    client.force_login(
        ActorRow.objects.get(user__username=username).user, backend="django.contrib.auth.backends.ModelBackend"
    )
    token = client.get("/api/me").json()["csrf_token"]
    return {
        "cookies": {name: morsel.value for name, morsel in client.cookies.items()},
        "headers": {"X-CSRFToken": token},
    }


@pytest.fixture
def records(module_database):
    """One record of each type, so that verbs find something to be done to."""
    return {type_name: made(type_name, actor_named)[1].reference for type_name in MAKERS}


def described():
    for operations in api().get_openapi_schema(path_prefix="/api/")["paths"].values():
        yield from (operation["operationId"] for operation in operations.values())


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_is_answered_by_a_fault_or_by_something_undescribed(records, mode):
    sessions = {username: session_of(username) for username in {maker for maker, _make in MAKERS.values()}}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    operations = {found.ok().definition.raw["operationId"]: found.ok() for found in schema.get_all_operations()}
    assert set(operations) == set(described())
    answers: Counter[int] = Counter()
    for name, operation in operations.items():
        type_name = name.rsplit(".", 1)[0]
        who = sessions[MAKERS[type_name][0] if type_name in MAKERS else "asha"]
        try_operation(operation, who, reference=records.get(type_name), mode=mode, answers=answers)
    assert answers[401] == answers[403] == 0 or mode is GenerationMode.POSITIVE
    assert answers[422]
    assert mode is GenerationMode.NEGATIVE or answers[200] > len(record_types())


def try_operation(operation, who, *, reference, mode, answers):
    """Some requests of one operation; each is checked, and a real reference is put in place of an invented one."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=PER_OPERATION, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def send(case):
        if mode is GenerationMode.POSITIVE and "reference" in (case.path_parameters or {}):
            case.path_parameters["reference"] = reference
        answer = case.call(**who)
        answers[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    try:
        send()
    except Exception as error:
        # A description without anything to get wrong has no wrong requests.
        if "Unsatisfiable" not in type(error).__name__ and "negat" not in str(error).lower():
            raise
