"""P36 and P15: what is told of the installation's health is true, and names nobody.

Pages are driven with names and references that nobody could miss; then everything that health keeps or tells is
searched for them: the file of lines, the tables, the metrics, the status page, the list of slow pages.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.apps import apps
from django.utils import timezone

from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.health.collect import collect
from polias.kit.health.heart import beat
from polias.kit.health.jobs import beat as beat_job
from polias.kit.health.model import HealthMinute, PageTimes, SlowPage
from polias.kit.health.slow import worst_routes
from polias.kit.health.spool import folder
from polias.kit.remembering import forget_everything
from tests.architecture.makers import MAKERS, made

#: In no word of the site's own.
NAME = "Zebedee Quillfeather"
TABLES = ("HealthMinute", "PageTimes", "SlowPage", "HealthReading", "HealthNotice")


@pytest.fixture
def quiet_home(db, tmp_path, monkeypatch, settings):
    """Every page is slow here, so that each is kept."""
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    settings.POLIAS_SLOW_MS = -1
    settings.POLIAS_ASK_AT = "http://127.0.0.1:9"
    return tmp_path


def drive(cast, signed_in):
    """Visit records, lists, searches and addresses that do not exist, as several people; what must not be told."""
    forbidden = {"zebedee", "quillfeather", "asha", "verma", "okafor", "nsh-", "emr-"}
    for type_name in MAKERS:
        maker, record = made(type_name, cast)
        browser = signed_in(maker)
        forbidden |= {record.reference.lower(), str(record.pk)}
        for address in (record.url, f"{record.record_type().url}/?q={quote(NAME)}", f"/api{record.url}"):
            browser.get(address)
        browser.post(f"{record.url}/{quote(NAME)}", {"name": NAME})
    asha = signed_in("asha")
    with acting(cast("asha")) as actor:
        crime = a_crime(actor)
    for address in (f"/search?q={quote(NAME)}", f"/{quote(NAME)}", f"/crime/reports/{quote(NAME)}", "/"):
        asha.get(address, HTTP_REFERER=f"http://127.0.0.1/{quote(NAME)}", HTTP_USER_AGENT=NAME)
    asha.generic("ZEBEDEE", crime.url)
    return forbidden


def everything_told(client, lines):
    """All that health keeps or shows, as one text for each place."""
    forget_everything()
    rows = [row for name in TABLES for row in apps.get_model("kit", name).objects.values()]
    return {
        "lines of pages": lines,
        "tables": repr(rows),
        "slow pages": repr(worst_routes(days=1)),
        "/metrics": client.get("/metrics").content.decode(),
        "/status": client.get("/status").content.decode(),
        "/status.json": client.get("/status.json").content.decode(),
        "/healthz": client.get("/healthz").content.decode(),
        "kept picture": (folder().parent / "status.json").read_text(),
    }


@pytest.mark.slow
def test_nothing_that_health_keeps_or_tells_names_anybody(quiet_home, cast, signed_in, client, prove):
    forbidden = drive(cast, signed_in)
    lines = "".join(path.read_text() for path in folder().iterdir())
    collect(now=timezone.now() + timedelta(minutes=2))
    beat_job(timestamp=0)
    told = everything_told(client, lines)
    pages = PageTimes.objects.filter(route="").first().pages
    assert SlowPage.objects.count() >= 40, "every page was slow, and the slowest are kept"
    leaks = [f"{word} in {place}" for place, text in told.items() for word in forbidden if word in text.lower()]
    print(*leaks, sep="\n")
    figure = f"{len(leaks)} in {len(told)} places after {pages} pages"
    prove("P36", "personal data in status, metrics and slow pages", figure=figure, goal="0", holds=not leaks)


def test_a_planted_name_would_be_found(quiet_home, cast, signed_in, client, monkeypatch):
    """The search above is no use if it cannot see."""
    from polias.kit.health import measuring

    monkeypatch.setattr(measuring, "route_of", lambda request: request.path.strip("/")[:160] or "home")
    signed_in("asha").get(f"/crime/reports/{quote(NAME)}")
    assert "Quillfeather" in "".join(path.read_text() for path in folder().iterdir())


def test_a_page_that_was_rolled_back_is_counted_and_costs_no_query(quiet_home, signed_in, django_assert_num_queries):
    asha = signed_in("asha")
    asha.get("/crime/reports/NSH-CR-26-999999")
    collect(now=timezone.now() + timedelta(minutes=2))
    assert SlowPage.objects.filter(status=404, route="/crime/reports/<str:reference>").exists()
    from polias.kit.health.spool import Page, note

    with django_assert_num_queries(0):
        note(Page("home", "GET", 200, 1, 1))


def test_uptime_is_told_as_it_was(quiet_home, client, size, prove):
    """A seeded history of good minutes, faults and silence, counted by hand and as the page tells it."""
    import random

    minutes = size(short=600, full=40_000)
    dice = random.Random(36)
    end = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=1)
    states = [dice.choices(("well", "degraded", ""), (90, 5, 5))[0] for _minute in range(minutes)]
    states[0] = "well"
    start = end - timedelta(minutes=minutes)
    HealthMinute.objects.bulk_create(
        HealthMinute(minute=start + timedelta(minutes=n), beat=beat_) for n, beat_ in enumerate(states) if beat_
    )
    forget_everything()
    told = client.get("/status.json").json()["uptime"][-1]
    true = {"up_minutes": states.count("well"), "degraded_minutes": states.count("degraded"),
            "down_minutes": states.count(""), "not_known_minutes": 30 * 1440 - minutes}  # fmt: skip
    wrong = sum(abs(told[name] - value) for name, value in true.items())
    prove("P36", "minutes told otherwise than they were", figure=f"{wrong} of {minutes:,}", goal="0", holds=not wrong)


def test_stuck_work_and_memory_are_seen_each_minute(quiet_home, signed_in, client):
    """P15 is judged over hours elsewhere; what it is judged by is here."""
    signed_in("asha").get("/")
    collect(now=timezone.now() + timedelta(minutes=2))
    beat(ask=lambda: "well")
    text = client.get("/metrics").content.decode()
    memory = next(line for line in text.splitlines() if line.startswith("polias_web_memory_bytes "))
    assert float(memory.split()[1]) > 10_000_000
    assert 'polias_queue_oldest_seconds{queue="jobs"}' in text
