"""The status in words, for people: what the page shows of the picture."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polias.kit.govuk.templatetags.polias import day, when
from polias.kit.health.backup import last_backup
from polias.kit.health.parts import label_of

LEVELS = {"well": "calm", "degraded": "soon", "down": "late"}


def for_people(told: dict[str, Any]) -> dict[str, Any]:
    """The context of the page."""
    as_at = datetime.fromisoformat(told["as_at"])
    history = _instant(told.get("history_as_at"))
    return {
        "banner": _banner(),
        "headline": _headline(told),
        "level": LEVELS[told["state"]],
        "as_at": as_at,
        "since": _instant(told.get("working_without_interruption_since")) if told["state"] == "well" else None,
        "measured_since": _instant(told.get("measured_since")),
        "history_as_at": history if history and history < as_at - timedelta(minutes=1) else None,
        "has_history": "uptime" in told,
        "parts": [_part(one) for one in told["parts"]],
        "planned": [{"words": n["words"], "from": when(_instant(n["from"])), "to": when(_instant(n["to"]))}
                    for n in told.get("planned", ())],
        "uptime": _table(_("In the last"), [(span_name(one["span"]), one) for one in told.get("uptime", ())]),
        "days": _days(told.get("days", ())),
        "bars": [_bar(number, one) for number, one in enumerate(told.get("days", ()))],
        "months": _table(_("Month"), [(_month(one["month"]), one) for one in reversed(told.get("months", ()))]),
        "interruptions": [_interruption(one) for one in told.get("interruptions", ())],
        "queues": _queues(told.get("queues", ())),
        "backup": _backup(as_at),
    }  # fmt: skip


def _banner() -> list[dict[str, str]]:
    if not settings.POLIAS_DEMO:
        return []
    return [{"heading": _("Demonstration."), "text": _("Every person and every crime here is invented.")}]


def _headline(told: dict[str, Any]) -> str:
    if told["state"] == "degraded" and any(_only_reads(one) for one in told["parts"]):
        return _("Records can be read; nothing can be saved just now.")
    return {
        "well": _("Everything is working."),
        "degraded": _("Pages are answered and work can be saved, but not everything behind them works."),
        "down": _("Polias is not working: records cannot be read or saved."),
    }[told["state"]]


def _only_reads(one: dict[str, Any]) -> bool:
    """A database that is worked from a copy, or takes nothing; one that is away is down."""
    return (one["name"], one["state"]) == ("database", "degraded")


def _part(one: dict[str, Any]) -> dict[str, str]:
    return {"label": label_of(one["name"]), "level": LEVELS[one["state"]], "sentence": _sentence(one)}


def _sentence(one: dict[str, Any]) -> str:
    if one["state"] == "well":
        return _("working")
    known = {
        "database": _("can be read; nothing can be saved")
        if _only_reads(one)
        else _("not reachable; nothing can be saved"),
        "migrations": _("being brought up to this version"),
        "worker": _("standing still; recording is not affected"),
        "disk": _("nearly full") if one["state"] == "degraded" else _("full; nothing can be saved"),
    }
    return known.get(one["name"]) or _("behind, the oldest by %(time)s; recording is not affected") % {
        "time": minutes_in_words(one.get("age_seconds", 0) // 60)
    }


def span_name(span: str) -> str:
    return {"24 hours": _("24 hours"), "7 days": _("7 days"), "30 days": _("30 days")}[span]


def _table(first: str, rows: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    heads = [first, _("Working"), _("Working partly"), _("Not working"), _("Not known")]
    return {
        "columns": [{"label": head, "numeric": bool(number)} for number, head in enumerate(heads)],
        "rows": [{"cells": _cells(heads, [name, *_shares(one)])} for name, one in rows],
    }


def _shares(one: dict[str, Any]) -> list[str]:
    names = ("degraded_minutes", "down_minutes", "not_known_minutes")
    return [per_cent(one["up_per_cent"]), *(minutes_in_words(one[name]) for name in names)]


def _cells(heads: list[str], values: list[str]) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": head, "numeric": bool(number)}
        for number, (head, value) in enumerate(zip(heads, values, strict=True))
    ]


def _days(days: Any) -> dict[str, Any]:
    heads = [_("Day"), _("Working"), _("Working partly"), _("Not working"), _("Median"), _("95 of 100 within"),
             _("Pages")]  # fmt: skip
    rows = [
        [
            day(date.fromisoformat(one["day"])),
            per_cent(one["up_per_cent"]),
            minutes_in_words(one["degraded_minutes"]),
            minutes_in_words(one["down_minutes"]),
            seconds(one["median_ms"]),
            seconds(one["p95_ms"]),
            f"{one['pages']:,}",
        ]
        for one in reversed(days)
        if one["up_per_cent"] is not None or one["pages"]
    ]
    return {
        "columns": [{"label": head, "numeric": bool(number)} for number, head in enumerate(heads)],
        "rows": [{"cells": _cells(heads, row)} for row in rows],
    }


def _bar(number: int, one: dict[str, Any]) -> dict[str, Any]:
    """One day of the strip: the height of what worked, above it what worked partly or not; hollow when not known."""
    known = one["up_minutes"] + one["degraded_minutes"] + one["down_minutes"]
    up = round(40 * one["up_minutes"] / known, 1) if known else 0
    partly = round(40 * one["degraded_minutes"] / known, 1) if known else 0
    return {
        "x": number * 10 + 1,
        "known": known > 0,
        "up": up,
        "up_y": round(40 - up, 1),
        "partly": partly,
        "partly_y": round(40 - up - partly, 1),
        "down": round(40 - up - partly, 1),
        "title": f"{day(date.fromisoformat(one['day']))}: {per_cent(one['up_per_cent'])}",
    }


def _interruption(one: dict[str, Any]) -> dict[str, str]:
    said = _("Not working") if one["state"] == "down" else _("Working partly")
    sentence = _("%(start)s, for %(time)s") % {
        "start": when(_instant(one["from"])),
        "time": minutes_in_words(one["minutes"]),
    }
    if one["planned"]:
        sentence = _("%(sentence)s, as announced") % {"sentence": sentence}
    return {"label": said, "sentence": sentence, "level": "late" if one["state"] == "down" else "soon"}


def _queues(queues: Any) -> dict[str, Any]:
    heads = [_("Waiting for its turn"), _("How many"), _("Oldest"), _("Late after")]
    rows = []
    for one in queues:
        oldest = minutes_in_words(one["oldest_minutes"]) if one["waiting"] else _("nothing waits")
        cells = _cells(
            heads,
            [label_of(one["name"]), f"{one['waiting']:,}", oldest, minutes_in_words(one["late_after_minutes"])],
        )
        if one["late"]:
            cells[2]["level"] = "late"
        rows.append({"cells": cells})
    return {
        "columns": [{"label": head, "numeric": bool(number)} for number, head in enumerate(heads)],
        "rows": rows,
    }


def _backup(now: datetime) -> dict[str, Any]:
    found = last_backup()
    return {
        "level": "late" if found.is_alarming(now) else "calm",
        "sentence": found.sentence(now),
        "rows": [
            {"key": _("Last backup"), "value": when(found.at) or _("never")},
            {"key": _("Last restore tested"), "value": when(found.verified_at) or _("never")},
        ],
    }


def per_cent(value: float | None) -> str:
    return _("not known") if value is None else _("%(n)s per cent") % {"n": f"{value:.2f}".rstrip("0").rstrip(".")}


def seconds(milliseconds: int | None) -> str:
    if milliseconds is None:
        return _("no pages")
    if milliseconds < 1000:
        return _("%(n)s ms") % {"n": milliseconds}
    return _("%(n)s s") % {"n": f"{milliseconds / 1000:.1f}"}


def minutes_in_words(minutes: int) -> str:
    """The two largest units that say something."""
    if not minutes:
        return _("none")
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        (days, ngettext("%(n)d day", "%(n)d days", days)),
        (hours, ngettext("%(n)d hour", "%(n)d hours", hours)),
        (rest, ngettext("%(n)d minute", "%(n)d minutes", rest)),
    ]
    return " ".join(words % {"n": n} for n, words in (parts[:2] if days else parts) if n)


def _month(month: str) -> str:
    return date_format(date.fromisoformat(f"{month}-01"), "F Y")


def _instant(word: str | None) -> datetime | None:
    return datetime.fromisoformat(word) if word else None
