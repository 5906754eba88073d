"""One page of every kind with invented contents: the pattern book that the browser test looks at."""

from datetime import UTC, date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.safestring import mark_safe

from polias.kit.forms.comparing import Compared, Side
from polias.kit.forms.row import row_of
from polias.kit.govuk.tests.gallery_forms import RIGHT, WRONG, FilterForm, ReportForm
from polias.kit.govuk.tests.gallery_status import status_page
from polias.kit.screens.merge import Decision

NOW = datetime(2018, 3, 3, 14, 2, tzinfo=UTC)
NAV = [
    ("My work", "/", True),
    ("Contacts", "/contact/logs", False),
    ("Crimes", "/crime/reports", False),
    ("People", "/pole/people", False),
    ("Queues", "/quality/queue", False),
    ("Measures", "/measures", False),
    ("Boards", "/boards", False),
]
SPARK = mark_safe(
    '<svg viewBox="0 0 200 44" preserveAspectRatio="none" role="img" '
    'aria-label="Twelve months, the last above its range"><rect y="14" width="200" height="20" fill="#e3e8ed"/>'
    '<path d="M0 30 18 26 36 28 54 20 72 24 90 27 108 22 126 25 144 21 162 23 180 19 198 6" fill="none" '
    'stroke="#1d4f7c" stroke-width="2"/></svg>'
)
LONG_NAME = "Theft from a shop: spirits and baby formula taken by two people seen before on Market Street"


def columns() -> list[dict[str, Any]]:
    return [
        {"key": "reference", "label": "Reference", "sort_url": "?sort=reference"},
        {"key": "title", "label": "What"},
        {"key": "recorded", "label": "Recorded", "sort_url": "?sort=-recorded", "sorted": "descending"},
        {"key": "state", "label": "State"},
        {"key": "clock", "label": "Clock"},
        {"key": "value", "label": "Worth", "numeric": True},
    ]


def rows() -> list[dict[str, Any]]:
    states = [("New", "blue"), ("Under investigation", "purple"), ("Closed", "grey")]
    return [
        {
            "url": f"/crime/reports/42NS{number:06}",
            "reference": f"42NS/{number:06}/18",
            "warnings": ["Violent"] if number % 5 == 0 else [],
            "cells": [
                {"value": LONG_NAME if number % 4 == 0 else "Theft of a pedal cycle", "label": "What"},
                {"value": NOW, "label": "Recorded"},
                {"value": states[number % 3][0], "tag": states[number % 3][1], "label": "State"},
                {"value": "4 h 12 min left", "level": "soon" if number % 3 else "late", "label": "Clock"},
                {"value": None if number % 2 else "£212", "label": "Worth", "numeric": True},
            ],
        }
        for number in range(1, 13)
    ]


def list_page() -> dict[str, Any]:
    return {
        "title": "Crimes",
        "count": 1204,
        "columns": columns(),
        "rows": rows(),
        "filters": FilterForm({"text": "shop"}),
        "chips": [{"label": "Words: shop", "remove_url": "?"}, {"label": "New", "remove_url": "?text=shop"}],
        "clear_url": "?",
        "take_out": [{"label": name, "url": f"?as={name}"} for name in ("CSV", "XLSX", "Parquet", "JSON")],
        "new_url": "/crime/reports/record",
        "new_label": "Record a crime",
        "pages": {
            "next_url": "?page=2",
            "items": [
                {"number": 1, "url": "?", "current": True},
                {"number": 2, "url": "?page=2"},
                {"gap": True},
                {"number": 31, "url": "?page=31"},
            ],
        },
    }


def record_page() -> dict[str, Any]:
    due = {
        "title": "Update the victim",
        "url": "/tasks/1",
        "why": "Promised within five days",
        "due": "2 days left",
        "level": "calm",
    }
    return {
        "record": {
            "reference": "42NS/000123/18",
            "title": LONG_NAME,
            "type_name": "Crime",
            "state": "Under investigation",
            "state_colour": "purple",
            "force": "Northshire",
            "grade_label": "Restricted",
            "warnings": ["One suspect carries a knife"],
            "clocks": [
                {
                    "label": "Record within 24 hours",
                    "sentence": "4 h 12 min left, then it counts as late",
                    "level": "soon",
                },
                {"label": "First review", "sentence": "overdue by 2 days: tell your supervisor why", "level": "late"},
            ],
        },
        "moves": [
            {"label": "Give an outcome", "url": "#", "allowed": True},
            {"label": "Add a statement", "url": "#", "allowed": True},
            {"label": "Hand over", "url": "#", "allowed": True, "post": True},
            {"label": "Cancel the crime", "url": "#", "allowed": True},
            {"label": "Close", "allowed": False, "reason": "it has no outcome yet; give one first"},
        ],
        "cards": [
            {
                "title": "What happened",
                "rows": [
                    {"key": "Offence", "value": "Theft from a shop (49/10)", "change_url": "/change#id_offence"},
                    {"key": "Happened", "value": NOW, "change_url": "/change#id_happened_at_day"},
                    {
                        "key": "In the caller's words",
                        "value": "Two lads took bottles off the shelf.\nThey ran towards the station.",
                        "change_url": "/change#id_what",
                    },
                    {"key": "Worth", "value": None, "change_url": "/change"},
                ],
            },
            {
                "title": "How it is counted",
                "rows": [{"key": "Notifiable", "value": True}, {"key": "Counts in", "value": date(2018, 3, 1)}],
            },
        ],
        "panels": [
            {
                "title": "Came from",
                "html": mark_safe('<p class="govuk-body">Log <a class="govuk-link" href="#">NS-20180303-0041</a></p>'),
            }
        ],
        "links": {
            "columns": [{"label": "Who or what"}, {"label": "Part"}, {"label": "Since"}],
            "rows": [
                {
                    "url": "#",
                    "reference": "Sam Okafor",
                    "cells": [{"value": "Victim", "label": "Part"}, {"value": date(2018, 3, 3), "label": "Since"}],
                }
            ],
        },
        "tasks": [due],
        "timeline": [
            {"when": NOW, "who": "Asha Verma", "what": "Recorded", "detail": "From log NS-20180303-0041."},
            {"when": NOW, "who": "Hal Birch", "what": "Offence corrected", "detail": "Theft → Theft from a shop"},
        ],
        "looked": [{"when": NOW, "who": "Ben Carter", "kind": "opened the record"}],
        "breadcrumbs": [("Crimes", "/crime/reports"), ("42NS/000123/18", "")],
    }


def figures() -> list[dict[str, Any]]:
    high = {
        "title": "Recorded crime, Northshire",
        "url": "/measures/recorded",
        "value": "5,214",
        "unit": "crimes in February 2018",
        "range_sentence": "Above its usual range of 4,320 to 4,980",
        "level": "high",
        "sparkline": SPARK,
        "trust": "medium",
        "trust_sentence": "212 records were still waiting to be checked.",
        "as_at": NOW,
    }
    low = {
        **high,
        "level": "low",
        "range_sentence": "Below its usual range of 80% to 92%",
        "value": "71%",
        "trust": "high",
    }
    return [
        high,
        low,
        {**high, "level": "within", "range_sentence": "Within its usual range", "value": None, "trust": "withheld"},
    ]


def home_page() -> dict[str, Any]:
    due = [
        {
            "title": "Review 42NS/000123/18",
            "url": "#",
            "why": "You supervise this crime",
            "due": "Overdue by 2 days",
            "level": "late",
        },
        {
            "title": "Classify 42NS/000131/18",
            "url": "#",
            "why": "You recorded it",
            "due": "4 h 12 min left, then it counts as late",
            "level": "soon",
            "tag": "Domestic",
            "tag_colour": "purple",
        },
        {
            "title": "Close action 7 of the Police and Crime Panel",
            "url": "#",
            "why": "The board gave it to you on 1 March 2018",
            "due": "12 days left",
            "level": "calm",
        },
    ]
    start = [
        {"label": "Record a crime", "url": "#"},
        {"label": "Start a log", "url": "#"},
        {"label": "Add a person", "url": "#"},
    ]
    return {
        "due": due,
        "start": start,
        "changes": [{"title": "42NS/000098/18", "url": "#", "what": "Outcome given", "when": NOW}],
        "drafts": [{"title": "Crime without reference", "url": "#", "saved_at": NOW}],
    }


def queue_page() -> dict[str, Any]:
    return {
        "name": "Records to check",
        "about": "New records wait here for the information management unit; officers can use them meanwhile.",
        "size": 214,
        "oldest": "3 days 4 hours",
        "rate": "61 a day",
        "clears": "8 March 2018, if nothing changes",
        "bands": [
            {"label": "Over three days", "count": 12, "level": "late", "url": "?age=3"},
            {"label": "Over one day", "count": 80, "level": "soon"},
            {"label": "Today", "count": 122, "level": "calm"},
        ],
        "columns": columns(),
        "rows": rows()[:5],
        "next_url": "/quality/queue/next",
    }


def journey_page(data: QueryDict | None = None) -> dict[str, Any]:
    return {
        "title": "Record a crime",
        "section": "From log NS-20180303-0041",
        "form": ReportForm(data),
        "primary_label": "Check the answers",
        "cancel_url": "/",
        "idempotency_key": "3f1c",
        "draft": {"saved_at": NOW, "key": "d1", "autosave_url": "/draft"},
        "steps": [
            {"label": "What happened", "current": True},
            {"label": "Who", "url": "#"},
            {"label": "Check", "url": "#"},
        ],
        "duplicates": {"html": mark_safe("<h2>This may be recorded already</h2>"), "ahead": True},
    }


def merge_page(*, asked: bool = False) -> dict[str, Any]:
    """One answer changed by both, one by each alone."""
    form = ReportForm(RIGHT)
    was, theirs, mine = (
        Side({}, text, text)
        for text in (
            "A man took two bottles of spirits from the shelf beside the till and ran towards the market.",
            "A man took three bottles of spirits from the shelf beside the till and walked towards the market.",
            "Two men took two bottles of spirits from the shelf beside the door and ran towards the station.",
        )
    )
    name = next(iter(form.fields))
    both = Compared(name, "What happened?", was, theirs, mine)
    error = "Choose what to keep for “What happened?”." if asked else ""
    return {
        "title": "Change a report",
        "reference": "NSH-CR-18-000120",
        "changes": [{"when": NOW, "who": "Ben Carter", "what": "Changed", "detail": "Where: 12 High Street"}],
        "decisions": [Decision(both, "Ben Carter", row_of(form[name]), "anew" if asked else "", error)],
        "taken": [{"label": "Postcode", "was": "NS1 1AA", "now": "NS1 1AB", "who": "you"}],
        "errors": [(f"#keep_{name}_theirs", error)] if asked else [],
        "draft": {"saved_at": NOW, "key": "d1", "autosave_url": "/draft"},
        "primary_label": "Save the report",
        "cancel_url": "/",
    }


def check_page() -> dict[str, Any]:
    form = ReportForm(RIGHT)
    assert form.is_valid(), form.errors
    return {
        "title": "Record a crime",
        "answers": form.answers(change_url="/crime/reports/record"),
        "primary_label": "Record the crime",
        "blocks": [("/crime/reports/record#id_what", "Say who the victim is: a crime needs one.")],
        "asks": [
            {
                "code": "CRIME-11",
                "field": "ask_crime_11",
                "sentence": "It was reported over 24 hours ago. Why is it recorded now?",
            }
        ],
        "notes": ["The victim was a victim before, on 12 January 2018."],
        "cancel_url": "/",
    }


def done_page() -> dict[str, Any]:
    return {
        "title": "Crime recorded",
        "reference": "42NS/000132/18",
        "reference_sentence": "Its reference is",
        "next": [
            "The information management unit checks the record. You can work on it meanwhile.",
            "Give the victim the reference and a date for the next update.",
        ],
        "links": [("See the crime", "#"), ("Go to My work", "/")],
    }


def search_page() -> dict[str, Any]:
    marker = {"title": "Violent", "severity_label": "High", "reason": "Bit an officer.", "owner": "Sam Okafor"}
    markers = [{**marker, "live": True, "state": "until 3 March 2027"}, {**marker, "live": False, "state": "ran out"}]
    person = {"url": "#", "reference": "Sam Okafor", "title": "born 2 November 1984", "why": "Sounds like Sam Okaffor",
              "markers": markers}  # fmt: skip
    crime = {"url": "#", "reference": "42NS/000123/18", "title": LONG_NAME, "why": "The words market, street"}
    groups = [
        {"title": "People", "count": 40, "capped": True, "rows": [person]},
        {"title": "Crimes", "count": 1, "rows": [{**crime, "tag": "New"}]},
        {"title": "Logs", "count": 0, "rows": []},
    ]
    return {"query": "market street", "groups": groups}


def error_page() -> dict[str, Any]:
    return {
        "title": "The file is not a street file",
        "happened": "The file has no column “Crime ID”, so nothing was taken in.",
        "kept": "The months loaded before are untouched.",
        "do": "Download the file again from data.police.uk and load that one.",
        "links": [("Load another file", "#")],
        "code": "IMPORT-02",
    }


PAGES: dict[str, tuple[str, Any]] = {
    "list": ("screens/list.html", list_page),
    "list-empty": ("screens/list.html", lambda: {**list_page(), "rows": [], "count": 0}),
    "record": ("screens/record.html", record_page),
    "home": ("screens/home.html", home_page),
    "queue": ("screens/queue.html", queue_page),
    "journey": ("screens/journey.html", journey_page),
    "journey-wrong": ("screens/journey.html", lambda: journey_page(WRONG)),
    "check": ("screens/check.html", check_page),
    "done": ("screens/done.html", done_page),
    "error": ("screens/error.html", error_page),
    "merge": ("screens/merge.html", merge_page),
    "merge-undecided": ("screens/merge.html", lambda: merge_page(asked=True)),
    "search": ("pole/search.html", search_page),
    "search-nothing": ("pole/search.html", lambda: {"query": "zzz"}),
    "status": ("screens/status.html", status_page),
    "help": ("screens/help.html", dict),
    "accessibility": ("screens/accessibility.html", dict),
    "not-found": ("screens/not_found.html", dict),
    "csrf": ("screens/csrf.html", dict),
    "fault": ("screens/fault.html", dict),
    "parts": (
        "gallery/parts.html",
        lambda: {"title": "Parts", "figures": figures(), "rows": rows()[:3], "columns": columns(), "nav_items": NAV},
    ),
}

BANNERS = [
    "This is a demonstration: every name and place in it is invented.",
    {
        "heading": "Figures are late.",
        "text": "The nightly publication has not run since Monday.",
        "level": "warning",
        "url": "/status",
        "link": "See what works",
    },
]
