"""The recording decision as its steps: each question, the answer that goes on to recording, and what stops it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from polias.kit.i18n.text import Words


@dataclass(frozen=True)
class Step:
    """One test of the decision: the question, the answer that leads on, and what another answer means."""

    code: str
    number: int
    question: Words
    goes_on: bool
    otherwise: Words


# Steps 2 to 7 of domain sheet section 1; step 1 is answered by being here, steps 8 to 10 are what follows.
STEPS = (
    Step(
        "probable",
        2,
        _("On the balance of probabilities, has a notifiable crime been committed?"),
        True,
        _("crime-related incident"),
    ),
    Step(
        "contrary",
        3,
        _("Is credible evidence to the contrary immediately available?"),
        False,
        _("not recorded as a crime"),
    ),
    Step(
        "traced",
        4,
        _("Has the victim or their representative been traced, or is it right to record without them?"),
        True,
        _("crime-related incident"),
    ),
    Step(
        "confirmed",
        5,
        _("Do they confirm it, or is it right to record without that?"),
        True,
        _("crime-related incident"),
    ),
    Step("elsewhere", 6, _("Is another force recording it?"), False, _("crime-related incident")),
    Step("excepted", 7, _("Does a rule say not to record it, such as the schools protocol?"), False, _("not a crime")),
)


@dataclass(frozen=True)
class Answer:
    """One answered step."""

    code: str
    answer: bool
    rationale: str = ""


def usual_answers() -> tuple[Answer, ...]:
    """The answers that lead to recording: what is proposed on the form and may be changed."""
    return tuple(Answer(step.code, step.goes_on) for step in STEPS)


def stopped_by(answers: tuple[Answer, ...]) -> Step | None:
    """The first step whose answer stops the recording; None when all go on."""
    given = {a.code: a.answer for a in answers}
    return next((s for s in STEPS if given.get(s.code) is not None and given[s.code] != s.goes_on), None)
