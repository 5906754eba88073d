"""A day at work by whatever code is first on the path, on the database that the environment names: prints what it did.

Run by the proof of upgrades with the code of an earlier commit; so it uses nothing but addresses that stay.
"""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "polias.site.settings"


def main() -> None:
    import django

    django.setup()
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    client = Client()
    did = [_signs_in(client)]
    person = _does(client, "/api/pole/people/record", {"surname": "Adams", "forenames": "Amina"})
    crime = _does(client, "/api/crime/reports/record", _a_crime())
    did += ["recorded a person and a crime", _reads(client, person, crime)]
    sys.stdout.write(", ".join(did) + "\n")


def _signs_in(client: Any) -> str:
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.get(username="asha")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/").status_code == 200
    return "signed in"


def _does(client: Any, address: str, body: dict[str, Any]) -> str:
    answer = client.post(
        address, json.dumps(body), content_type="application/json", headers={"Idempotency-Key": str(uuid4())}
    )
    assert answer.status_code == 201, answer.content
    return str(answer.json()["url"]).removeprefix("/api")


def _a_crime() -> dict[str, Any]:
    from polias.crime.reports.decision import usual_answers

    now = datetime.now(UTC)
    return {
        "offence": "46", "summary": "Took two bottles.", "committed_from": (now - timedelta(hours=2)).isoformat(),
        "reported_at": (now - timedelta(hours=1)).isoformat(), "place": {"address": "1 Lantern Row"},
        "victims": [{"surname": "Adams", "forenames": "Amina"}],
        "answers": [{"code": one.code, "answer": one.answer} for one in usual_answers()],
    }  # fmt: skip


def _reads(client: Any, *records: str) -> str:
    pages = ["/", "/pole/people/", "/crime/reports/", "/search?q=Adams", *records]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, (page, answer.status_code, re.sub(rb"<[^>]*>", b"", answer.content)[:500])
    return f"read {len(pages)} pages"


if __name__ == "__main__":
    main()
