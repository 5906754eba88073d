"""The recording decision: its seven steps, and the three questions by which a person answers all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from polias.kit.i18n.text import Words

#: What is recorded in the end; the last two as the log that is closed that way says them.
Decision = Literal["crime", "crime_related_incident", "no_crime"]


@dataclass(frozen=True)
class Step:
    """One test of the decision: the question, the answer that leads on, and what another answer means."""

    code: str
    number: int
    question: Words
    goes_on: bool
    otherwise: Words
    decision: Decision = "crime_related_incident"


# Steps 1 to 7 of domain sheet section 1; steps 8 to 10 are what follows.
STEPS = (
    Step("concerns", 1, _("Does the report concern a crime?"), True, _("not a crime"), "no_crime"),
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
        "no_crime",
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
    Step(
        "excepted",
        7,
        _("Does a rule say not to record it, such as the schools protocol?"),
        False,
        _("not a crime"),
        "no_crime",
    ),
)


@dataclass(frozen=True)
class Answer:
    """One answered step."""

    code: str
    answer: bool
    rationale: str = ""


@dataclass(frozen=True)
class Saying:
    """One answer that a person may choose: what it says to the steps, and what must then be explained."""

    code: str
    label: Words
    steps: Mapping[str, bool]
    why: Words = ""


@dataclass(frozen=True)
class Question:
    """One question on the form; together they answer every step, and none is answered before it is asked."""

    name: str
    label: Words
    official: Words
    sayings: tuple[Saying, ...]

    def why_name(self, saying: Saying) -> str:
        """The name of the field that asks for the rationale of one of its answers."""
        return f"{self.name}_{saying.code}_why"


QUESTIONS = (
    Question(
        "evidence_says",
        _("What does the evidence say?"),
        _("steps 1 to 3"),
        (
            Saying("probable", _("It probably happened"), {"concerns": True, "probable": True, "contrary": False}),
            Saying(
                "contrary",
                _("There is credible evidence now that it did not happen"),
                {"concerns": True, "probable": True, "contrary": True},
                _("What evidence is that?"),
            ),
            Saying(
                "improbable",
                _("It probably did not happen, or is no crime that is counted"),
                {"concerns": True, "probable": False},
                _("What makes it improbable?"),
            ),
            Saying("no_crime", _("No crime was reported"), {"concerns": False}, _("What was reported instead?")),
        ),
    ),
    Question(
        "victim_says",
        _("What does the victim say?"),
        _("steps 4 and 5"),
        (
            Saying("confirms", _("They say that it happened"), {"traced": True, "confirmed": True}),
            Saying(
                "without",
                _("They do not or cannot say so, or there is none; it is right to record without"),
                {"traced": True, "confirmed": True},
                _("Why is it right to record without?"),
            ),
            Saying(
                "denies",
                _("They do not confirm it"),
                {"traced": True, "confirmed": False},
                _("What do they say instead?"),
            ),
            Saying(
                "untraced",
                _("Nobody could be traced"),
                {"traced": False},
                _("What was done to find them?"),
            ),
        ),
    ),
    Question(
        "speaks_against",
        _("Does anything else speak against recording it here?"),
        _("steps 6 and 7"),
        (
            Saying("nothing", _("No"), {"elsewhere": False, "excepted": False}),
            Saying(
                "elsewhere",
                _("Another force is recording it"),
                {"elsewhere": True},
                _("Which force, and under which number?"),
            ),
            Saying(
                "excepted",
                _("A rule says not to, such as the schools protocol"),
                {"elsewhere": False, "excepted": True},
                _("Which rule, and why does it apply?"),
            ),
        ),
    ),
)


def answers_in(said: Mapping[str, Any]) -> tuple[Answer, ...]:
    """The steps as the chosen answers say them, each with the rationale written under its answer."""
    found: list[Answer] = []
    for question in QUESTIONS:
        saying = next((one for one in question.sayings if one.code == said.get(question.name)), None)
        if saying is not None:
            why = str(said.get(question.why_name(saying)) or "")
            found += [Answer(code, answer, why) for code, answer in saying.steps.items()]
    return tuple(found)


def usual_answers() -> tuple[Answer, ...]:
    """The answers that lead to recording, for crimes that were decided elsewhere; a form never fills them in."""
    return tuple(Answer(step.code, step.goes_on) for step in STEPS)


def stopped_by(answers: tuple[Answer, ...]) -> Step | None:
    """The first step whose answer stops the recording; None when all go on."""
    given = {a.code: a.answer for a in answers}
    return next((s for s in STEPS if given.get(s.code) is not None and given[s.code] != s.goes_on), None)


def decided(answers: tuple[Answer, ...]) -> Decision:
    """What the answers lead to."""
    step = stopped_by(answers)
    return step.decision if step else "crime"


def question_of(step_code: str) -> str:
    """The name of the question on the form that answers a step."""
    return next(q.name for q in QUESTIONS if any(step_code in one.steps for one in q.sayings))
