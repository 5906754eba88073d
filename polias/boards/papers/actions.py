"""The verbs of papers, and their only writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from polias.boards.meetings.model import Meeting
from polias.boards.meetings.queries import item_of
from polias.boards.papers.editions import edition_content
from polias.boards.papers.figures import Reading, keep_what_it_stands_on, read_figure
from polias.boards.papers.model import MEMBERS, PUBLIC, MembersEdition, Paper, Paragraph, QuotedFigure
from polias.boards.papers.queries import paragraph_of
from polias.boards.papers.rules import FIGURE_RULES, PAPER_RULES, FigureFacts, PaperFacts
from polias.boards.papers.words import heading, number
from polias.boards.publications.actions import fingerprint, put_before_the_public
from polias.force.public import Force
from polias.kit.access.actor import Actor
from polias.kit.record.action import action
from polias.kit.record.model import Grade
from polias.kit.record.writing import add, change, change_part, enter, locked, note, regrade, take_away
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move


@action(needs="boards.papers.draft")
def draft(*, actor: Actor, meeting: Meeting, item: int, name: str) -> Paper:
    """Begin a paper for one item; until it is published it is restricted, and members do not see it.

    Raises NotFound for an item that is not on the agenda, Conflict when the minutes are closed.
    """
    meeting = locked(meeting)
    make_move(meeting, "add_paper")
    paper = Paper(meeting=meeting, item=item_of(meeting, item), name=name.strip(), author=actor.id)
    return enter(paper, force_id=meeting.force_id, grade=Grade.RESTRICTED)


@action(needs="boards.papers.write")
def write(paper: Paper, *, actor: Actor, text: str, edition: str = PUBLIC, version: int | None = None) -> Paper:
    """Add a paragraph at the end and say who may read it.

    Raises Conflict when the paper is published or was changed meanwhile.
    """
    paper = locked(paper, version=version)
    make_move(paper, "write")
    add(Paragraph(position=_next(paper), text=text.strip(), edition=edition), to=paper)
    return paper


@action(needs="boards.papers.write")
def rewrite(paper: Paper, *, actor: Actor, position: int, text: str, edition: str, version: int | None = None) -> Paper:
    """Change a paragraph of a draft, or take it out by leaving no words.

    Raises NotFound for a paragraph that is not there, Conflict when the paper is published.
    """
    paper = locked(paper, version=version)
    make_move(paper, "rewrite")
    _set_paragraph(paper, position=position, text=text, edition=edition)
    return paper


@action(needs="boards.papers.quote")
def quote(
    paper: Paper,
    *,
    actor: Actor,
    measure: str,
    month: date,
    offence_group: str = "",
    edition: str = PUBLIC,
    version: int | None = None,
) -> Paper:
    """Quote a figure of the paper's own force, as it is read now; no value is ever typed.

    Raises RuleBreach (BOARD-10 to 12), Conflict when the paper is published.
    """
    paper = locked(paper, version=version)
    force = _slug(paper)
    reading = read_figure(measure, force=force, month=month.replace(day=1), offence_group=offence_group)
    held(FIGURE_RULES, _figure_facts(reading), move="quote")
    make_move(paper, "quote")
    assert reading is not None  # BOARD-10
    add(
        QuotedFigure(
            position=_next(paper),
            edition=edition,
            measure=measure,
            force=force,
            month=month.replace(day=1),
            offence_group=offence_group,
            read_at=timezone.now(),
            **reading.as_fields(),
        ),
        to=paper,
    )
    return paper


@action(needs="boards.papers.write")
def take_out_figure(paper: Paper, *, actor: Actor, position: int, version: int | None = None) -> Paper:
    """Take a quoted figure out of a draft.

    Raises Conflict when the paper is published; a figure that is not there any more is out already.
    """
    paper = locked(paper, version=version)
    make_move(paper, "rewrite")
    for figure in QuotedFigure.objects.filter(register_id=paper.pk, position=position):
        take_away(figure, of=paper)
    return paper


@action(needs="boards.papers.publish")
def publish(paper: Paper, *, actor: Actor, version: int | None = None) -> Paper:
    """Publish both editions at once: figures are read a last time and frozen, and the public edition is out.

    Raises RuleBreach (BOARD-13 to 16, 18), Conflict when it is published already or was changed meanwhile.
    """
    paper = locked(paper, version=version)
    readings = [_reread(figure) for figure in QuotedFigure.objects.filter(register_id=paper.pk)]
    asked = held(PAPER_RULES, _paper_facts(paper, readings), move="publish")
    make_move(paper, "publish")
    now = timezone.now()
    for one in readings:
        if one.reading is not None:
            change_part(one.figure, of=paper, read_at=now, **one.changes())
        keep_what_it_stands_on(
            one.figure.measure,
            force=one.figure.force,
            month=one.figure.month,
            offence_group=one.figure.offence_group,
            purpose=paper.reference,
        )
    change(paper, published_at=now)
    regrade(paper, grade=Grade.OPEN)
    keep_reasons(asked, of=paper)
    _bring_out(paper, at=now)
    return paper


@action(needs="boards.papers.correct")
def correct(
    paper: Paper,
    *,
    actor: Actor,
    position: int,
    text: str,
    because: str,
    edition: str = PUBLIC,
    version: int | None = None,
) -> Paper:
    """Correct a paragraph of a published paper in sight: a new edition says when and why, the old one stays.

    Raises RuleBreach (BOARD-13, 17, 18), NotFound for a paragraph that is not there, Conflict while it is a draft.
    """
    paper = locked(paper, version=version)
    make_move(paper, "correct")
    _set_paragraph(paper, position=position, text=text, edition=edition)
    asked = held(PAPER_RULES, _paper_facts(paper, [], because=because), move="correct")
    note(paper, because)
    keep_reasons(asked, of=paper)
    _bring_out(paper, at=timezone.now(), because=because.strip())
    return paper


@dataclass(frozen=True)
class Reread:
    """A quoted figure and what is read of it now; None when it cannot be read any more."""

    figure: QuotedFigure
    reading: Reading | None

    @property
    def has_moved(self) -> bool:
        return self.reading is not None and self._said(self.reading.value) != self._said(self.figure.value)

    def changes(self) -> dict[str, Any]:
        fields = self.reading.as_fields() if self.reading else {}
        return {name: value for name, value in fields.items() if getattr(self.figure, name) != value}

    def _said(self, value: float | None) -> str:
        return number(value, self.figure.unit)

    def in_words(self) -> str:
        was, now = self._said(self.figure.value), self._said(self.reading.value if self.reading else None)
        return f"{heading(self.figure)} ({was} → {now})" if self.reading else heading(self.figure)


def _reread(figure: QuotedFigure) -> Reread:
    reading = read_figure(figure.measure, force=figure.force, month=figure.month, offence_group=figure.offence_group)
    return Reread(figure, reading)


def _paper_facts(paper: Paper, readings: list[Reread], *, because: str = "") -> PaperFacts:
    from polias.measures.public import sums_that_disagree

    paragraphs = list(Paragraph.objects.filter(register_id=paper.pk))
    return PaperFacts(
        public_paragraphs=sum(one.edition == PUBLIC for one in paragraphs),
        grades=tuple((r.reading or r.figure).trust_grade for r in readings),
        moved=tuple(r.in_words() for r in readings if r.has_moved),
        lost=tuple(r.in_words() for r in readings if r.reading is None),
        because=because,
        sums=tuple(why for one in paragraphs for why in sums_that_disagree(one.text)),
    )


def _figure_facts(reading: Reading | None) -> FigureFacts:
    if reading is None:
        return FigureFacts(found=False)
    why = "; ".join(reading.trust_reasons)
    return FigureFacts(True, reading.trust_grade, reading.value is not None, why)


def _set_paragraph(paper: Paper, *, position: int, text: str, edition: str) -> None:
    paragraph = paragraph_of(paper, position)
    if text.strip():
        change_part(paragraph, of=paper, text=text.strip(), edition=edition)
    else:
        take_away(paragraph, of=paper)


def _bring_out(paper: Paper, *, at: datetime, because: str = "") -> None:
    """Keep the members' edition and put the public one before everybody."""
    members = edition_content(paper, edition=MEMBERS)
    last = MembersEdition.objects.filter(register_id=paper.pk).aggregate(last=Max("number"))["last"] or 0
    edition = MembersEdition(
        number=last + 1, published_at=at, because=because, content=members, digest=fingerprint(members)
    )
    add(edition, to=paper)
    put_before_the_public(paper, because=because)


def _next(paper: Paper) -> int:
    rows = [
        m.objects.filter(register_id=paper.pk).aggregate(last=Max("position"))["last"]
        for m in (Paragraph, QuotedFigure)
    ]
    return max(row or 0 for row in rows) + 1


def _slug(paper: Paper) -> str:
    return str(Force.objects.get(pk=paper.force_id).slug)
