"""One source, two editions: the same paper as members and as everybody may read it, as plain values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from polias.boards.aspirations.standing import aims_at
from polias.boards.papers.model import MEMBERS, PUBLIC, Paper, Paragraph, QuotedFigure
from polias.boards.papers.words import heading, number, range_words, too_small, trust_words, unit_words
from polias.force.public import force_short_name
from polias.kit.govuk.templatetags.polias import when


def blocks_of(paper: Paper) -> list[Paragraph | QuotedFigure]:
    """Paragraphs and figures of a paper in the order of reading."""
    found: list[Paragraph | QuotedFigure] = [*Paragraph.objects.filter(register_id=paper.pk)]
    found += QuotedFigure.objects.filter(register_id=paper.pk)
    return sorted(found, key=lambda block: block.position)


def edition_content(paper: Paper, *, edition: str) -> dict[str, Any]:
    """The paper as JSON for one edition; what the edition may not show is not in it at all, hidden or otherwise."""
    readable = (PUBLIC,) if edition == PUBLIC else (PUBLIC, MEMBERS)
    meeting = paper.meeting
    return {
        "title": paper.name,
        "force": force_short_name(paper.force_id),
        "body": {"reference": meeting.body.reference, "name": meeting.body.name},
        "meeting": {"reference": meeting.reference, "held_on": meeting.held_on.isoformat(), "place": meeting.place},
        "item": {"number": paper.item.number, "title": paper.item.title},
        "blocks": [
            block_content(b, edition=edition, body=meeting.body_id) for b in blocks_of(paper) if b.edition in readable
        ],
    }


def block_content(block: Paragraph | QuotedFigure, *, edition: str, body: Any) -> dict[str, Any]:
    """One paragraph or figure as plain values, a figure with what the body of that key aims at in it."""
    who = {"members_only": True} if block.edition == MEMBERS else {}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, **who}
    aim = aims_at(block, body=body)
    return {"kind": "figure", **who, **figure_content(block, hide_small=edition == PUBLIC), "aim": aim}


def figure_content(figure: QuotedFigure, *, hide_small: bool) -> dict[str, Any]:
    """A figure with its range, trust and origin; a count below five is not told when small ones are hidden.

    Then its limits and sentence are left out too, since they would tell it.
    """
    hidden = hide_small and too_small(figure.value, figure.unit)
    told: dict[str, Any] = {
        "title": heading(figure),
        "measure": figure.measure,
        "force": figure.force,
        "month": figure.month.isoformat(),
        "offence_group": figure.offence_group,
        "unit": figure.unit,
        "unit_words": unit_words(figure.unit),
        "trust": figure.trust_grade,
        "trust_words": trust_words(figure.trust_grade),
        "trust_reasons": figure.trust_reasons,
        "as_at": figure.as_at.isoformat() if figure.as_at else None,
        "as_at_words": when(figure.as_at),
        "definition_version": figure.definition_version,
        "lineage": figure.lineage,
        "hidden": hidden,
    }
    if hidden:
        return told | {
            "value": None,
            "value_words": _("fewer than 5"),
            "range_words": _("Too small a number to show: it could point to a person."),
            "level": "within",
        }
    return told | {
        "value": figure.value,
        "value_words": number(figure.value, figure.unit),
        "centre": figure.centre,
        "lower": figure.lower,
        "upper": figure.upper,
        "exception": figure.exception,
        "rule": figure.rule,
        "judged_by": figure.judged_by,
        "could_be_seen": figure.could_be_seen,
        "range_words": range_words(figure),
        "level": figure.exception or ("calm" if figure.explained else "within"),
        "sentence": figure.sentence,
        "history_months": figure.history_months,
        "unfinished": figure.unfinished,
    }


def what_stays_out(paper: Paper) -> dict[str, int]:
    """How many paragraphs and figures the public edition leaves out, and how many numbers it does not tell."""
    blocks = blocks_of(paper)
    return {
        "paragraphs": sum(1 for b in blocks if isinstance(b, Paragraph) and b.edition == MEMBERS),
        "figures": sum(1 for b in blocks if isinstance(b, QuotedFigure) and b.edition == MEMBERS),
        "numbers": sum(
            1 for b in blocks if isinstance(b, QuotedFigure) and b.edition == PUBLIC and too_small(b.value, b.unit)
        ),
    }
