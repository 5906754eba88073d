"""What must hold of a paper and of the figures in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule

GRADES = ("high", "medium", "low")
CONFIRM = "to be confirmed by the force"


@dataclass(frozen=True)
class FigureFacts:
    """One figure that a paper wants to quote; ``found`` is False when measures has none like it."""

    found: bool
    trust_grade: str = ""
    has_value: bool = True
    why_withheld: str = ""


@dataclass(frozen=True)
class PaperFacts:
    """What the rules look at when a paper is published or corrected.

    ``moved`` are the figures whose value is no longer the one the words were written around, ``lost`` those that
    cannot be read again, both in words. ``sums`` are what the words state of changes and cannot be true. ``weakest`` is
    the lowest trust grade among all.
    """

    public_paragraphs: int
    grades: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    because: str = ""
    sums: tuple[str, ...] = ()


@rule("BOARD-10", source="Polias: figures are read, not typed", severity=Severity.BLOCK, moves=("quote",))
def quoted_figure_exists(facts: FigureFacts) -> Breach | None:
    """A paper quotes a figure that measures knows for that month."""
    if facts.found:
        return None
    return Breach("month", _("There is no such figure for this month. Choose another month or measure."))


@rule("BOARD-11", source="Polias: a reader must know whether to believe it", severity=Severity.BLOCK, moves=("quote",))
def quoted_figure_has_a_trust_grade(facts: FigureFacts) -> Breach | None:
    """A paper quotes only figures that say how far they can be trusted."""
    if facts.found and facts.trust_grade not in (*GRADES, "withheld"):
        return Breach("measure", _("Nobody has said how far this figure can be trusted. It cannot be quoted yet."))
    return None


@rule("BOARD-12", source="Polias: what is withheld stays withheld", severity=Severity.BLOCK, moves=("quote",))
def withheld_figure_is_not_quoted(facts: FigureFacts) -> Breach | None:
    """A withheld figure is not quoted."""
    if facts.found and (facts.trust_grade == "withheld" or not facts.has_value):
        reason = facts.why_withheld or _("its data are not good enough")
        return Breach(
            "measure",
            _("This figure is withheld: %(reason)s. Quote another, or say in words what is missing.")
            % {"reason": reason.rstrip(".")},
        )
    return None


@rule(
    "BOARD-13",
    source="Local Government Act 1972, s.100B: reports are open except for exempt parts",
    severity=Severity.BLOCK,
    moves=("publish", "correct"),
    status=CONFIRM,
)
def paper_says_something_to_everybody(facts: PaperFacts) -> Breach | None:
    """A published paper has at least one paragraph that everybody may read."""
    if facts.public_paragraphs:
        return None
    return Breach("", _("Everything in this paper is for members only. Write at least one paragraph for everybody."))


@rule("BOARD-14", source="Polias: what is withheld stays withheld", severity=Severity.BLOCK, moves=("publish",))
def published_figures_are_trusted(facts: PaperFacts) -> Breach | None:
    """No figure is published that was withheld since it was quoted."""
    if all(grade in GRADES for grade in facts.grades):
        return None
    return Breach("", _("A figure in this paper has been withheld since it was quoted. Take it out, then publish."))


@rule("BOARD-15", source="Polias: words are written around a value", severity=Severity.ASK, moves=("publish",))
def figures_are_those_that_were_written_about(facts: PaperFacts) -> Breach | None:
    """A figure that changed since it was quoted is published only when somebody has read the words again."""
    if facts.moved:
        return Breach("", _("Changed since it was quoted: %(which)s. Do the words still hold?") % _list(facts.moved))
    return None


@rule("BOARD-16", source="Polias: a figure is as at a day", severity=Severity.ASK, moves=("publish",))
def figures_can_be_read_again(facts: PaperFacts) -> Breach | None:
    """A figure that cannot be read again is published as last read only with a reason."""
    if facts.lost:
        return Breach("", _("Cannot be read again: %(which)s. Why publish it as it was?") % _list(facts.lost))
    return None


@rule("BOARD-17", source="Polias: corrected only in sight", severity=Severity.BLOCK, moves=("correct",))
def correction_says_why(facts: PaperFacts) -> Breach | None:
    """A published paper is corrected only with a reason that everybody reads."""
    return required(facts.because, field="because", sentence="Say why the paper is corrected. Everybody reads it.")


@rule("BOARD-18", source="Polias: a difference is a sum", severity=Severity.ASK, moves=("publish", "correct"))
def stated_differences_are_sums(facts: PaperFacts) -> Breach | None:
    """Numbers that the words state of a change agree within their rounding, or somebody says why they differ."""
    if facts.sums:
        return Breach("", _("Does not add up: %(which)s Put it right, or say why it stands.") % _list(facts.sums))
    return None


def _list(which: tuple[str, ...]) -> dict[str, str]:
    return {"which": "; ".join(which)}


FIGURE_RULES = (quoted_figure_exists, quoted_figure_has_a_trust_grade, withheld_figure_is_not_quoted)
PAPER_RULES = (
    paper_says_something_to_everybody,
    published_figures_are_trusted,
    figures_are_those_that_were_written_about,
    figures_can_be_read_again,
    correction_says_why,
    stated_differences_are_sums,
)
