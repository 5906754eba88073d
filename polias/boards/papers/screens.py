"""The journeys of a paper: write, quote, look at the public edition, publish, and correct in sight."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.boards.papers import actions, forms
from polias.boards.papers.editions import edition_content, what_stays_out
from polias.boards.papers.figures import measures_to_quote
from polias.boards.papers.model import PUBLIC, Paper
from polias.boards.papers.queries import paragraph_of
from polias.boards.readings.queries import readings_to_check
from polias.boards.readings.taking import Drop, take
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch, looked_at, require
from polias.kit.attachments.receiving import most_bytes
from polias.kit.attachments.store import BYTES_PER_MB
from polias.kit.errors import NotFound
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.verb import about_one


@page
def read(request: HttpRequest) -> HttpResponse:
    """Drop papers that exist: each is read, and waits to be checked. One alone is opened at once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, "boards.readings.record")
    drops: list[Drop] = []
    if request.method == "POST":
        drops = take(request.FILES.getlist("files"), actor=actor)  # type: ignore[arg-type]
        if (
            "several" not in request.POST
            and len(drops) == 1
            and drops[0].reading is not None
            and drops[0].reading.state == "read"
        ):
            return HttpResponseRedirect(f"{drops[0].reading.url}/accept")
    waiting, asked = readings_to_check(actor), request.method == "POST" and not drops
    looked_at(waiting, actor=actor, type_name="boards.readings", terms=_("to be checked"))
    context = {
        "title": _("Read minutes"),
        "drops": drops,
        "asked": asked,
        "errors": [("#files", _("Choose at least one file."))] if asked else [],
        "waiting": waiting,
        "most": most_bytes() // BYTES_PER_MB,
        "breadcrumbs": [(_("Boards"), "/boards/"), (_("Read minutes"), "")],
    }
    return render(request, "boards/read.html", context)


@record_page
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a paragraph."""
    paper = _paper(request, reference, "write")
    return about_one(
        request,
        paper,
        "write",
        title=_("Add a paragraph"),
        form=forms.WriteForm,
        do=actions.write,
        initial={"edition": PUBLIC},
    )


@record_page
def rewrite(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the paragraph at ``?position=``."""
    paper, position = _paper(request, reference, "write"), _position(request)
    paragraph = paragraph_of(paper, position)
    return about_one(
        request,
        paper,
        "rewrite",
        title=_("Change a paragraph"),
        form=forms.RewriteForm,
        do=partial(actions.rewrite, position=position),
        initial={"text": paragraph.text, "edition": paragraph.edition},
        part=f" {position}",
        primary_label=_("Save the paragraph"),
    )


@record_page
def quote(request: HttpRequest, reference: str) -> HttpResponse:
    """Quote a figure."""
    paper = _paper(request, reference, "quote")
    return about_one(
        request,
        paper,
        "quote",
        title=_("Quote a figure"),
        form=partial(forms.QuoteForm, measures=measures_to_quote()),
        do=actions.quote,
        initial={"edition": PUBLIC, "month": _last_month()},
        lead=_("The value is read from the measure, never typed. It is read a last time when the paper is published."),
    )


@record_page
def take_out_figure(request: HttpRequest, reference: str) -> HttpResponse:
    """Take out the figure at ``?position=``."""
    paper, position = _paper(request, reference, "write"), _position(request)

    def do(paper: Paper, *, sure: bool, **how: Any) -> Paper:
        return actions.take_out_figure(paper, position=position, **how)

    return about_one(
        request,
        paper,
        "take_out_figure",
        title=_("Take out a figure"),
        form=forms.TakeOutForm,
        do=do,
        part=f" {position}",
    )


@record_page
def public_edition(request: HttpRequest, reference: str) -> HttpResponse:
    """The paper exactly as everybody would read it now, before it is published."""
    paper = _paper(request, reference, "view")
    context = {
        "title": paper.title(),
        "content": edition_content(paper, edition=PUBLIC),
        "out": what_stays_out(paper),
        "paper": paper,
        "breadcrumbs": [(_("Papers"), "/boards/papers/"), (reference, paper.url), (_("Public edition"), "")],
    }
    return render(request, "boards/public_edition.html", context)


@record_page
def publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Publish the paper after a look at what everybody will read."""
    paper = _paper(request, reference, "publish")

    def do(paper: Paper, *, read: bool, **how: Any) -> Paper:
        return actions.publish(paper, **how)

    return about_one(
        request,
        paper,
        "publish",
        title=_("Publish the paper"),
        form=forms.PublishForm,
        do=do,
        beside=lambda _request: render_to_string(
            "boards/before_publishing.html", {"paper": paper, "out": what_stays_out(paper)}
        ),
        receipt=_receipt,
    )


@record_page
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct the paragraph at ``?position=`` of a published paper; without one, choose it on the paper's page."""
    paper = _paper(request, reference, "correct")
    if not request.GET.get("position"):
        context = {
            "title": _("Which paragraph is wrong?"),
            "paper": paper,
            "blocks": editable_blocks(paper),
            "breadcrumbs": [(_("Papers"), "/boards/papers/"), (reference, paper.url), (_("Correct"), "")],
        }
        return render(request, "boards/correct.html", context)
    position = _position(request)
    paragraph = paragraph_of(paper, position)
    return about_one(
        request,
        paper,
        "correct",
        title=_("Correct a published paper"),
        form=forms.CorrectForm,
        do=partial(actions.correct, position=position),
        initial={"text": paragraph.text, "edition": paragraph.edition},
        part=f" {position}",
        primary_label=_("Publish the correction"),
        lead=_("A new edition says when and why it was corrected. The old one stays."),
    )


def editable_blocks(paper: Paper) -> list[Any]:
    from polias.boards.papers.model import Paragraph

    return list(Paragraph.objects.filter(register_id=paper.pk))


def _receipt(paper: Paper) -> dict[str, Any]:
    return {
        "title": _("Paper published"),
        "next": [
            _("Everybody can read the public edition now, without signing in."),
            _("Its figures are frozen. A mistake is corrected in sight, with the day and the reason."),
        ],
        "links": [(_("Open the paper"), paper.url), (_("See the public edition"), f"/public/papers/{paper.reference}")],
    }


def _paper(request: HttpRequest, reference: str, verb: str) -> Paper:
    return fetch(Paper, reference, actor=request.actor, verb=verb)  # type: ignore[attr-defined]


def _position(request: HttpRequest) -> int:
    text = request.GET.get("position", "")
    if not text.isdecimal() or len(text) > 4:
        raise NotFound(text)
    return int(text)


def _last_month() -> Any:
    from datetime import timedelta

    return timezone.localdate().replace(day=1) - timedelta(days=1)
