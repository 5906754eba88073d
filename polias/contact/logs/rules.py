"""When a log may be taken, graded, decided and closed: pure functions on frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from polias.contact.reference import closing_codes, opening_codes, vulnerability_questions
from polias.kit.calendar import london_date
from polias.kit.rules.rule import Breach, Severity, required, rule

CONFIRM = "to be confirmed by the force"
NSIR = "National Standard for Incident Recording"
HOCR = "Home Office Crime Recording Rules, general rules: the recording decision"
COLLEGE = "College of Policing: THRIVE and the definition of vulnerability"
OURS = "Polias: a reader must be able to follow it"
NOT_A_CRIME = ("no_crime", "crime_related_incident")
#: What a closing code that decides crime says; one that is not here decides nothing about this force's crimes.
DECIDED_BY = {
    "crime-recorded": "crime_recorded",
    "no-crime": "no_crime",
    "crime-related-incident": "crime_related_incident",
}


@dataclass(frozen=True)
class LogFacts:
    """What the rules look at; ``grades`` are the codes of the grades this force uses on the day."""

    summary: str
    opening_code: str
    received_at: datetime
    now: datetime
    grades: frozenset[str]
    response_grade: str = ""
    reason: str = ""
    vulnerability: str = ""
    vulnerable: bool | None = None
    vulnerability_reason: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    decision: str = ""
    closing_code: str = ""
    sent: str = ""
    line: str = ""

    @property
    def day(self) -> date:
        return london_date(self.received_at)


@rule("LOG-01", source=NSIR, severity=Severity.BLOCK, moves=("take",))
def log_says_what_was_told(facts: LogFacts) -> Breach | None:
    """A log says what was told to us."""
    return required(facts.summary, field="summary", sentence="Say what was told to you, in a few words.")


@rule("LOG-02", source="Polias: a time to come is a slip of the hand", severity=Severity.BLOCK, moves=("take",))
def contact_lies_in_the_past(facts: LogFacts) -> Breach | None:
    """A contact was received before now."""
    if facts.received_at > facts.now:
        return Breach("received_at", _("Check when it came in: this is still to come."))
    return None


@rule("LOG-03", source=NSIR, severity=Severity.BLOCK, moves=("take",), status=CONFIRM)
def opening_code_is_in_use(facts: LogFacts) -> Breach | None:
    """A log is opened under a code that was in use on the day."""
    code = opening_codes().get(facts.opening_code)
    if code is None or not code.usable_on(facts.day):
        return Breach("opening_code", _("Choose from the list what it sounds like."))
    return None


@rule(
    "LOG-04",
    source="the force's own grades",
    severity=Severity.BLOCK,
    moves=("take", "grade", "regrade"),
    status=CONFIRM,
)
def grade_is_one_of_the_force(facts: LogFacts) -> Breach | None:
    """A log has one of the grades that the force uses; a call may be taken first and graded after."""
    if facts.response_grade and facts.response_grade not in facts.grades:
        return Breach("response_grade", _("Choose a grade from the list."))
    return None


@rule("LOG-05", source=OURS, severity=Severity.BLOCK, moves=("regrade",))
def another_grade_has_a_reason(facts: LogFacts) -> Breach | None:
    """Whoever changes a grade says why."""
    return required(facts.reason, field="reason", sentence="Say why the grade changes.")


@rule("LOG-06", source=COLLEGE, severity=Severity.BLOCK, moves=("assess_vulnerability", "close"))
def not_possible_has_a_reason(facts: LogFacts) -> Breach | None:
    """Vulnerability that could not be assessed has a reason, and somebody is asked to assess it later."""
    if facts.vulnerability == "not_possible":
        return required(
            facts.vulnerability_reason,
            field="reason",
            sentence="Say why vulnerability could not be assessed.",
        )
    return None


# Never on take, grade or dispatch: the assessment holds up nothing but the end.
@rule("LOG-07", source=COLLEGE, severity=Severity.BLOCK, moves=("assess_vulnerability", "close"))
def vulnerability_was_asked_about(facts: LogFacts) -> Breach | None:
    """A log closes only when vulnerability was assessed, or could not be and it is said why."""
    if not facts.vulnerability:
        return Breach("outcome", _("Assess vulnerability, or say why it is not possible now."))
    return None


@rule("LOG-08", source=COLLEGE, severity=Severity.BLOCK, moves=("assess_vulnerability", "close"))
def assessment_says_yes_or_no(facts: LogFacts) -> Breach | None:
    """An assessment of vulnerability says whether anybody is vulnerable."""
    if facts.vulnerability == "assessed" and facts.vulnerable is None:
        return Breach("vulnerable", _("Say whether anybody is vulnerable."))
    return None


@rule("LOG-09", source=COLLEGE, severity=Severity.BLOCK, moves=("assess_vulnerability", "close"), status=CONFIRM)
def required_questions_are_answered(facts: LogFacts) -> Breach | None:
    """The questions that are asked at every contact have been asked before a log is closed."""
    if facts.vulnerability != "assessed":
        return None
    open_ones = [q for q in vulnerability_questions(facts.day) if q.required and not facts.answers.get(q.code)]
    if open_ones:
        return Breach(
            f"answer_{open_ones[0].code}",
            _("Answer these about vulnerability: %(questions)s.")
            % {"questions": ", ".join(q.title.rstrip("?") for q in open_ones)},
        )
    return None


@rule("LOG-10", source=HOCR, severity=Severity.BLOCK, moves=("close",))
def crime_was_decided(facts: LogFacts) -> Breach | None:
    """A log closes only when it is decided whether it is a crime."""
    if not facts.decision:
        return Breach("decision", _("Record the crime, or decide without one and say why, before you close."))
    return None


@rule("LOG-11", source=HOCR, severity=Severity.BLOCK, moves=("decide",))
def no_crime_has_a_reason(facts: LogFacts) -> Breach | None:
    """Whoever decides that no crime is recorded says why."""
    if facts.decision not in NOT_A_CRIME:
        return Breach("decision", _("Choose what it is instead of a crime."))
    return required(facts.reason, field="reason", sentence="Say why no crime is recorded.")


@rule("LOG-12", source=NSIR, severity=Severity.BLOCK, moves=("close",), status=CONFIRM)
def closing_code_is_in_use(facts: LogFacts) -> Breach | None:
    """A log closes under a code that is in use on the day."""
    code = closing_codes().get(facts.closing_code)
    if code is None or not code.usable_on(london_date(facts.now)):
        return Breach("closing_code", _("Choose from the list what it turned out to be."))
    return None


@rule("LOG-13", source=OURS, severity=Severity.BLOCK, moves=("close",))
def closing_code_says_what_was_decided(facts: LogFacts) -> Breach | None:
    """The closing code does not say the opposite of the decision about crime."""
    decided = DECIDED_BY.get(facts.closing_code)
    if decided and facts.decision and decided != facts.decision:
        return Breach("closing_code", _("This code contradicts the decision about crime. Choose another."))
    return None


@rule("LOG-14", source=OURS, severity=Severity.BLOCK, moves=("dispatch",))
def somebody_is_named(facts: LogFacts) -> Breach | None:
    """Whoever is sent is named, as a unit or an officer."""
    return required(facts.sent, field="unit", sentence="Say who is sent: a unit or an officer.")


@rule("LOG-15", source=OURS, severity=Severity.BLOCK, moves=("add_line",))
def line_has_words(facts: LogFacts) -> Breach | None:
    """A line of a log says something."""
    return required(facts.line, field="text", sentence="Write what was said or done.")


@rule("LOG-16", source="the force's own grades", severity=Severity.BLOCK, moves=("grade", "regrade"))
def grading_gives_a_grade(facts: LogFacts) -> Breach | None:
    """Whoever grades a log chooses a grade."""
    return required(facts.response_grade, field="response_grade", sentence="Choose a grade from the list.")


RULES = (
    log_says_what_was_told,
    contact_lies_in_the_past,
    opening_code_is_in_use,
    grade_is_one_of_the_force,
    another_grade_has_a_reason,
    not_possible_has_a_reason,
    vulnerability_was_asked_about,
    assessment_says_yes_or_no,
    required_questions_are_answered,
    crime_was_decided,
    no_crime_has_a_reason,
    closing_code_is_in_use,
    closing_code_says_what_was_decided,
    somebody_is_named,
    line_has_words,
    grading_gives_a_grade,
)
