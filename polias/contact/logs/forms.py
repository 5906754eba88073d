"""The questions of the log journeys, and how their answers become commands for the actions."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.contact.logs.facts import Caller, Vulnerability, Where
from polias.contact.logs.model import Log
from polias.contact.logs.rules import NOT_A_CRIME
from polias.contact.reference import (
    VulnerabilityQuestion,
    closing_codes,
    opening_codes,
    qualifiers,
    thrive_headings,
    vulnerability_questions,
)
from polias.kit.forms import (
    BigChoiceField,
    CheckboxesField,
    DateTimeField,
    LongTextField,
    PoliasForm,
    RadiosField,
    SelectField,
    TextField,
    YesNoField,
)

ASSESSED = (
    ("vulnerable", _("Yes, somebody is vulnerable")),
    ("not_vulnerable", _("No, nobody is vulnerable")),
    ("not_possible", _("Not possible now")),
)
LATER = ("later", _("Ask later: this can wait until help is on its way"))


def opening_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return by_chapter(opening_codes())


def closing_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return by_chapter(closing_codes())


def qualifier_choices() -> list[tuple[str, str]]:
    return [(q.code, q.title) for q in qualifiers().values() if q.usable_on(timezone.localdate())]


def by_chapter(codes: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The codes in use today under their chapters."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in codes.values():
        if one.usable_on(timezone.localdate()):
            groups.setdefault(one.chapter, []).append((one.code, one.title))
    return list(groups.items())


def question_field(question: VulnerabilityQuestion, *, required: bool) -> Any:
    """The field of one question about vulnerability."""
    if question.answer == "yes-no":
        return YesNoField(label=question.question, required=required)
    return TextField(label=question.question, required=False, max_length=500, spellcheck=True)


def answers_given(data: dict[str, Any]) -> dict[str, str]:
    """The answers about vulnerability that were given, by code; yes and no in words."""
    said = {True: "yes", False: "no"}
    given = {n.removeprefix("answer_"): v for n, v in data.items() if n.startswith("answer_")}
    return {code: said.get(v, v) for code, v in given.items() if v not in (None, "")}


def vulnerability_of(data: dict[str, Any]) -> Vulnerability:
    """What was found, from the answers of either form."""
    outcome = data["outcome"]
    if outcome in ("", "later"):
        return Vulnerability(answers=answers_given(data))
    return Vulnerability(
        outcome="not_possible" if outcome == "not_possible" else "assessed",
        vulnerable={"vulnerable": True, "not_vulnerable": False}.get(outcome),
        reason=data["reason"],
        note=data["note"],
        answers=answers_given(data),
    )


class TakeForm(PoliasForm):
    """A call on one page, in the order in which it is told; only what must be known to send help is compulsory."""

    summary = LongTextField(
        label=_("What is happening?"), rows=4, max_length=4000, missing=_("Say what was told, in a few words.")
    )
    opening_code = BigChoiceField(label=_("What does it sound like?"), choices=opening_choices)
    where_text = TextField(label=_("Where is it?"), max_length=200, hint=_("An address, or words that lead there"))
    beat = SelectField(label=_("Beat"), choices=(), required=False)
    place = TextField(
        label=_("Known location"), max_length=40, width=20, required=False, hint=_("Its reference, if it has one")
    )
    caller_name = TextField(label=_("Who is calling?"), max_length=160, required=False)
    caller_phone = TextField(label=_("Number to ring back"), max_length=30, width=20, required=False)
    caller = TextField(
        label=_("Known person"), max_length=40, width=20, required=False, hint=_("Their reference, if they have one")
    )
    channel = SelectField(label=_("How did it come in?"), choices=Log.CHANNELS)
    received_at = DateTimeField(label=_("When did it come in?"), why=_("The 24-hour clock runs from here"))
    response_grade = RadiosField(
        label=_("How urgent is it?"), choices=(), required=False, hint=_("May be left until the call is over")
    )
    outcome = RadiosField(label=_("Is anybody vulnerable?"), choices=(*ASSESSED, LATER), initial="later")
    note = LongTextField(label=_("Who, and what have you found?"), rows=3, max_length=2000, required=False)
    reason = TextField(label=_("Why is it not possible now?"), max_length=500, required=False, spellcheck=True)
    qualifiers = CheckboxesField(label=_("What else is true of it?"), choices=qualifier_choices, required=False)

    reveals = {"note": ("outcome", "vulnerable"), "reason": ("outcome", "not_possible")}

    def __init__(
        self, *args: Any, grades: dict[str, Any], beats: list[tuple[str, list[tuple[str, str]]]], **options: Any
    ) -> None:
        thrive = {
            f"thrive_{h.code}": TextField(
                label=h.title, hint=h.question, max_length=500, required=False, spellcheck=True
            )
            for h in thrive_headings().values()
        }
        asked = [q for q in vulnerability_questions(timezone.localdate()) if q.required]
        questions = {f"answer_{q.code}": question_field(q, required=False) for q in asked}
        self.sections = (  # type: ignore[misc]  # the headings and questions in force today
            (_("What"), ("summary", "opening_code")),
            (_("Where"), ("where_text", "beat", "place")),
            (_("Who"), ("caller_name", "caller_phone", "caller", "channel", "received_at")),
            (_("How urgent"), ("response_grade",)),
            (_("Threat, harm and risk"), tuple(thrive)),
            (_("Vulnerability"), ("outcome", *questions)),
            (_("More"), ("qualifiers",)),
        )
        self.base_fields = self.base_fields | thrive | questions  # type: ignore[misc]
        super().__init__(*args, **options)
        self.fields["beat"].choices = beats  # type: ignore[attr-defined]  # every select has them
        grade_field: Any = self.fields["response_grade"]
        grade_field.choices = [(code, one.title) for code, one in grades.items()]
        grade_field.hints = {code: one.response for code, one in grades.items()}


def call_of(data: dict[str, Any]) -> dict[str, Any]:
    """The cleaned answers as the keyword arguments of the action ``take``."""
    return {
        "channel": data["channel"],
        "received_at": data["received_at"],
        "opening_code": data["opening_code"],
        "summary": data["summary"],
        "where": Where(data["where_text"], data["place"].strip(), int(data["beat"]) if data["beat"] else None),
        "caller": Caller(data["caller_name"], data["caller_phone"], data["caller"].strip()),
        "response_grade": data["response_grade"],
        "thrive": {n.removeprefix("thrive_"): v for n, v in data.items() if n.startswith("thrive_")},
        "vulnerability": vulnerability_of(data),
        "qualifiers": tuple(data["qualifiers"]),
    }


class GradeForm(PoliasForm):
    response_grade = RadiosField(label=_("How urgent is it?"), choices=())

    def __init__(self, *args: Any, grades: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["response_grade"]
        chosen.choices = [(code, one.title) for code, one in grades.items()]
        chosen.hints = {code: one.response for code, one in grades.items()}


class RegradeForm(GradeForm):
    reason = LongTextField(label=_("Why does it change?"), rows=2, max_length=1000)


class AssessForm(PoliasForm):
    """All questions about vulnerability; those that every contact needs are compulsory once it is assessed."""

    outcome = RadiosField(label=_("Is anybody vulnerable?"), choices=ASSESSED)
    note = LongTextField(label=_("Who, and what have you found?"), rows=3, max_length=2000, required=False)
    reason = TextField(label=_("Why is it not possible now?"), max_length=500, spellcheck=True)

    reveals = {"note": ("outcome", "vulnerable"), "reason": ("outcome", "not_possible")}

    def __init__(self, *args: Any, questions: tuple[VulnerabilityQuestion, ...], **options: Any) -> None:
        fields = {f"answer_{q.code}": question_field(q, required=q.required) for q in questions}
        always = tuple(f"answer_{q.code}" for q in questions if q.required)
        self.sections = (  # type: ignore[misc]  # the questions in force on the day
            (_("What you found"), ("outcome",)),
            (_("Asked at every contact"), always),
            (_("What else helps to decide"), tuple(name for name in fields if name not in always)),
        )
        self.base_fields = self.base_fields | fields  # type: ignore[misc]
        super().__init__(*args, **options)
        if self.data.get("outcome") == "not_possible":
            for name in always:
                self.fields[name].required = False


class DispatchForm(PoliasForm):
    unit = TextField(label=_("Unit"), max_length=40, width=10, required=False, hint=_("Its call sign"))
    assigned_to = SelectField(label=_("Officer"), choices=(), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["assigned_to"].choices = people  # type: ignore[attr-defined]  # every select has them


class LineForm(PoliasForm):
    text = LongTextField(
        label=_("What was said or done?"), rows=3, max_length=4000, hint=_("A line is never changed once added.")
    )


class DecideForm(PoliasForm):
    decision = RadiosField(
        label=_("What is it instead of a crime?"),
        choices=[(code, label) for code, label in Log.DECISIONS if code in NOT_A_CRIME],
        hints={
            "no_crime": _("What was told is no crime, or evidence shows at once that none happened"),
            "crime_related_incident": _("It may be a crime, but the rules do not let us record one"),
        },
    )
    reason = LongTextField(label=_("What shows that?"), rows=3, max_length=2000)


class CloseForm(PoliasForm):
    closing_code = BigChoiceField(label=_("What did it turn out to be?"), choices=closing_choices)
    qualifiers = CheckboxesField(label=_("What else was true of it?"), choices=qualifier_choices, required=False)


class ReopenForm(PoliasForm):
    reason = LongTextField(label=_("Why is it taken up again?"), rows=2, max_length=1000)


class NothingForm(PoliasForm):
    """A verb that asks nothing."""
