"""The pages that everybody reads, made from public editions alone: for the site's own address and for a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.boards.actions.lateness import lateness
from polias.boards.publications.model import Edition

STYLES = ("built/govuk-frontend.min.css", "boards/public.css")


@dataclass(frozen=True)
class Links:
    """Where pages and style sheets are, as seen from one page."""

    page: Callable[[str], str]
    asset: Callable[[str], str]


@dataclass(frozen=True)
class Shelf:
    """The newest editions of one or all forces, by kind and reference."""

    newest: dict[str, dict[str, Edition]]
    today: date

    def of(self, kind: str) -> list[Edition]:
        return list(self.newest.get(kind, {}).values())

    def one(self, kind: str, reference: str) -> Edition | None:
        return self.newest.get(kind, {}).get(reference)


def shelf(*, force: str = "") -> Shelf:
    """What can be read now; ``force`` narrows it to one force by its short name in addresses."""
    rows = Edition.objects.order_by("reference", "-number").distinct("reference")
    newest: dict[str, dict[str, Edition]] = {}
    for edition in rows.filter(force=force) if force else rows:
        newest.setdefault(edition.kind, {})[edition.reference] = edition
    return Shelf(newest, timezone.localdate())


def paths(found: Shelf) -> Iterator[str]:
    """The path of every page; the first page has the empty one."""
    yield from ("", "actions")
    yield from (f"bodies/{e.reference}" for e in found.of("body"))
    yield from (f"meetings/{e.reference}" for e in found.of("meeting"))
    for paper in found.of("paper"):
        yield f"papers/{paper.reference}"
        yield from (f"papers/{paper.reference}/{n}" for n in range(1, paper.number))


def html(path: str, *, found: Shelf, links: Links) -> str | None:
    """One page as HTML; None when there is no such page."""
    kind, _slash, rest = path.partition("/")
    makers: dict[str, Callable[..., tuple[str, dict[str, Any]] | None]] = {
        "": _first,
        "actions": _actions,
        "bodies": _body,
        "meetings": _meeting,
        "papers": _paper,
    }
    made = makers[kind](rest, found, links) if kind in makers else None
    if made is None:
        return None
    template, context = made
    frame = {
        "styles": [links.asset(style) for style in STYLES],
        "home": links.page(""),
        "actions_page": links.page("actions"),
        "today": found.today,
    }
    return render_to_string(f"boards/public/{template}.html", frame | context)


def _first(rest: str, found: Shelf, links: Links) -> tuple[str, dict[str, Any]] | None:
    if rest:
        return None
    meetings = _meetings(found, links)
    return "index", {
        "title": _("What is asked of the police, and what came of it"),
        "bodies": [_told(e, links, "bodies") for e in _sorted(found.of("body"), "name")],
        "coming": [m for m in reversed(meetings) if m["held_on"] >= found.today],
        "past": [m for m in meetings if m["held_on"] < found.today][:8],
        "papers": _papers(found, links)[:12],
        "late": [a for a in _actions_told(found, links) if a["late"].level == "late"],
    }


def _actions(rest: str, found: Shelf, links: Links) -> tuple[str, dict[str, Any]] | None:
    if rest:
        return None
    told = _actions_told(found, links)
    return "actions", {
        "title": _("Actions"),
        "open": [a for a in told if not a["closed_on"]],
        "closed": [a for a in told if a["closed_on"]],
    }


def _body(reference: str, found: Shelf, links: Links) -> tuple[str, dict[str, Any]] | None:
    edition = found.one("body", reference)
    if edition is None:
        return None
    content = edition.content
    return "body", {
        "title": content["name"],
        "body": content | {"since": _day(content["since"]), "until": _day(content["until"])},
        "meetings": [m for m in _meetings(found, links) if m["body"]["reference"] == reference],
        "actions": [a for a in _actions_told(found, links) if a["body"]["reference"] == reference],
        "aims": _aims(found, reference),
    }


def _aims(found: Shelf, body: str) -> list[dict[str, Any]]:
    """What the body aims at, as published; what it withdrew is no longer told here."""
    aims = [edition.content | {"reference": edition.reference} for edition in found.of("aim")]
    told = [aim | {"set_on": _day(aim["set_on"])} for aim in aims if aim["body"]["reference"] == body]
    return sorted((a for a in told if not a["withdrawn"]), key=lambda a: (a["question"], a["offence_group"]))


def _meeting(reference: str, found: Shelf, links: Links) -> tuple[str, dict[str, Any]] | None:
    edition = found.one("meeting", reference)
    if edition is None:
        return None
    content = edition.content
    papers = [p for p in _papers(found, links) if p["meeting"]["reference"] == reference]
    actions = [a for a in _actions_told(found, links) if a["meeting"]["reference"] == reference]
    items = [
        {
            **item,
            "papers": [p for p in papers if p["item"]["number"] == item["number"]],
            "resolutions": [
                {**r, "actions": [a for a in actions if a["resolution"]["number"] == r["number"]]}
                for r in item["resolutions"]
            ],
        }
        for item in content["items"]
    ]
    return "meeting", {
        "title": content["body"]["name"],
        "meeting": content | {"held_on": _day(content["held_on"]), "items_told": items},
        "body_url": links.page(f"bodies/{content['body']['reference']}"),
        "edition": edition,
    }


def _paper(rest: str, found: Shelf, links: Links) -> tuple[str, dict[str, Any]] | None:
    reference, _slash, number = rest.partition("/")
    newest = found.one("paper", reference)
    if newest is None:
        return None
    edition = newest
    if number:
        wanted = int(number) if number.isdecimal() and len(number) < 5 else 0
        older = Edition.objects.filter(reference=reference, number=wanted).first()
        if older is None or wanted >= newest.number:
            return None
        edition = older
    editions = list(Edition.objects.filter(reference=reference, number__lte=edition.number).order_by("number"))
    content = edition.content
    return "paper", {
        "title": content["title"],
        "content": content,
        "held_on": _day(content["meeting"]["held_on"]),
        "edition": edition,
        "newest_url": links.page(f"papers/{reference}") if edition.number < newest.number else "",
        "corrections": [e for e in editions if e.because],
        "older": [{"number": e.number, "url": links.page(f"papers/{reference}/{e.number}")} for e in editions[:-1]],
        "meeting_url": links.page(f"meetings/{content['meeting']['reference']}"),
        "body_url": links.page(f"bodies/{content['body']['reference']}"),
    }


def _meetings(found: Shelf, links: Links) -> list[dict[str, Any]]:
    """Meetings, the newest first."""
    told = [_told(e, links, "meetings") for e in found.of("meeting")]
    return sorted(({**m, "held_on": _day(m["held_on"])} for m in told), key=lambda m: m["held_on"], reverse=True)


def _papers(found: Shelf, links: Links) -> list[dict[str, Any]]:
    """Papers, the newest first."""
    rows = sorted(found.of("paper"), key=lambda e: e.published_at, reverse=True)
    return [_told(e, links, "papers") | {"published_at": e.published_at} for e in rows]


def _actions_told(found: Shelf, links: Links) -> list[dict[str, Any]]:
    """Actions in public words, the latest first, closed ones last."""
    told = []
    for edition in found.of("action"):
        content = edition.content
        due, closed = _day(content["due_on"]), _day(content["closed_on"])
        told.append(
            content
            | {
                "reference": edition.reference,
                "due_on": due,
                "closed_on": closed,
                "late": lateness(due_on=due, closed_on=closed, today=found.today),
                "url": links.page("actions") + f"#{edition.reference}",
                "meeting_url": links.page(f"meetings/{content['meeting']['reference']}"),
                "decided_on": _day(content["meeting"]["held_on"]),
            }
        )
    return sorted(told, key=lambda a: (a["closed_on"] is not None, a["due_on"] or date.max, a["reference"]))


def _told(edition: Edition, links: Links, folder: str) -> dict[str, Any]:
    url = links.page(f"{folder}/{edition.reference}")
    return {**edition.content, "reference": edition.reference, "url": url}


def _sorted(editions: list[Edition], key: str) -> list[Edition]:
    return sorted(editions, key=lambda e: str(e.content[key]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
