"""When an outcome may be used: pure functions on frozen facts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from polias.crime.involved.ages import age_on
from polias.crime.outcomes.conditions import (
    ADMISSION,
    ADULT_ONLY,
    BY_THE_CPS,
    BY_THE_POLICE,
    CHARGES,
    DETAILS,
    DOCUMENT,
    NOT_FOR_A_CHILD,
    VIEWS,
    YOUTH_ONLY,
    asks,
)
from polias.crime.outcomes.facts import OutcomeFacts, months_after
from polias.crime.reference import NOT_YET_ASSIGNED
from polias.kit.rules.rule import Breach, Severity, required, rule

FRAMEWORK = "Home Office outcomes framework"
CONFIRM = "to be confirmed by the force"
GIVING = ("give_outcome",)
AGE_OF_RESPONSIBILITY, ADULT = 10, 18
CANNABIS = frozenset({"92E"})


@rule("OUTCOME-01", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING)
def outcome_is_known(facts: OutcomeFacts) -> Breach | None:
    """A crime is finalised with a national outcome that is in force that day; type 0 is not one."""
    if facts.outcome is None or facts.code == NOT_YET_ASSIGNED:
        return Breach("code", _("Choose the outcome from the list."))
    # Nobody may choose 19 either, which has a sentence of its own (OUTCOME-05).
    if facts.code != "19" and not facts.outcome.usable_on(facts.today):
        return Breach("code", _("This outcome is not in force today. Choose another one."))
    return None


@rule("OUTCOME-02", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING)
def outcome_needs_a_suspect(facts: OutcomeFacts) -> Breach | None:
    """An outcome that says what was done about a suspect needs one linked to the crime."""
    if facts.outcome and facts.outcome.needs_suspect and not facts.suspects:
        return Breach(
            "code",
            _("“%(title)s” needs a suspect. Link the suspect first, or choose another outcome.")
            % {"title": facts.outcome.title},
        )
    return None


@rule("OUTCOME-03", source=FRAMEWORK, severity=Severity.ASK, moves=GIVING, status=CONFIRM)
def no_suspect_means_no_suspect(facts: OutcomeFacts) -> Breach | None:
    """Outcomes 14 and 18 say that no suspect was identified; a linked suspect is explained."""
    if facts.code in ("14", "18") and facts.suspects:
        return Breach("code", _("This outcome says that no suspect was identified, but one is linked. Say why."))
    return None


@rule("OUTCOME-04", source="Children and Young Persons Act 1933, s.50", severity=Severity.BLOCK, moves=GIVING)
def under_age_means_under_ten(facts: OutcomeFacts) -> Breach | None:
    """Outcome 11 is for a suspect who was under ten years old when it happened."""
    age = _age_then(facts)
    if facts.code == "11" and age is not None and age >= AGE_OF_RESPONSIBILITY:
        return Breach("code", _("The suspect was ten or older when it happened. Choose another outcome."))
    return None


@rule("OUTCOME-05", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def fraud_bureau_gives_nineteen(facts: OutcomeFacts) -> Breach | None:
    """Outcome 19 is given by the fraud bureau alone."""
    if facts.code == "19":
        return Breach("code", _("Only the national fraud bureau gives outcome 19. Choose another outcome."))
    return None


@rule("OUTCOME-06", source="Polias: a reader must be able to follow it", severity=Severity.BLOCK, moves=GIVING)
def outcome_has_a_rationale(facts: OutcomeFacts) -> Breach | None:
    """Whoever finalises a crime says why this outcome is right."""
    return required(facts.rationale, field="rationale", sentence="Say why this outcome is right.")


@rule("OUTCOME-07", source="Children and Young Persons Act 1933, s.50", severity=Severity.BLOCK, moves=GIVING)
def a_child_is_not_charged(facts: OutcomeFacts) -> Breach | None:
    """A child who was under ten is neither charged nor cautioned, and makes no community resolution."""
    age = _age_then(facts)
    if facts.code in NOT_FOR_A_CHILD and age is not None and age < AGE_OF_RESPONSIBILITY:
        return Breach("code", _("The suspect was under ten when it happened. Outcome 11 says that."))
    return None


@rule("OUTCOME-08", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING)
def it_is_said_which_suspect(facts: OutcomeFacts) -> Breach | None:
    """Where several suspects are linked, the outcome says of which of them it is."""
    if asks(facts.code, "suspect") and facts.suspects and facts.about is None:
        return Breach("suspect", _("Choose the suspect of whom this outcome is. They must be linked to the crime."))
    return None


@rule("OUTCOME-09", source=FRAMEWORK, severity=Severity.ASK, moves=GIVING, status=CONFIRM)
def the_age_is_known(facts: OutcomeFacts) -> Breach | None:
    """An outcome that depends on the suspect's age needs their date of birth, or it is said how the age is known."""
    depends = facts.code in YOUTH_ONLY | ADULT_ONLY | {"11"}
    if depends and facts.about is not None and facts.about.born is None:
        return Breach(
            "suspect", _("The suspect's date of birth is not recorded. Enter it, or say how their age is known.")
        )
    return None


@rule("OUTCOME-10", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def a_youth_caution_is_for_a_youth(facts: OutcomeFacts) -> Breach | None:
    """A youth caution is for a suspect of 10 to 17 on the day on which it is given."""
    age = _age_when_given(facts)
    if facts.code in YOUTH_ONLY and age is not None and age >= ADULT:
        return Breach("code", _("The suspect was 18 or older on that day. A youth caution is for 10 to 17."))
    return None


@rule("OUTCOME-11", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def an_adult_disposal_is_for_an_adult(facts: OutcomeFacts) -> Breach | None:
    """An adult caution, a penalty notice and a cannabis warning are for a suspect of 18 or over on that day."""
    age = _age_when_given(facts)
    if facts.code in ADULT_ONLY and age is not None and age < ADULT:
        return Breach("code", _("The suspect was under 18 on that day. Choose an outcome for young people."))
    return None


@rule("OUTCOME-12", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def the_suspect_admits_it(facts: OutcomeFacts) -> Breach | None:
    """A caution, a crime taken into consideration and a community resolution need the suspect's admission."""
    if facts.code in ADMISSION and facts.said.admitted is not True:
        return Breach(
            "admitted",
            _("This outcome needs an admission. Say that they admitted it, or choose another outcome."),
        )
    return None


@rule("OUTCOME-13", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def an_adult_stands_by_a_youth(facts: OutcomeFacts) -> Breach | None:
    """A youth caution is given in the presence of an appropriate adult."""
    if facts.code in YOUTH_ONLY and facts.said.adult_present is not True:
        return Breach("adult_present", _("A youth caution needs an appropriate adult. Say that one was present."))
    return None


@rule("OUTCOME-14", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def the_right_body_decided(facts: OutcomeFacts) -> Breach | None:
    """Outcome 9 is decided by the Crown Prosecution Service, 10 and 21 by the police; others say who decided."""
    if not asks(facts.code, "decided_by"):
        return None
    by = facts.said.decided_by
    if not by:
        return Breach("decided_by", _("Say who decided: the police or the Crown Prosecution Service."))
    if facts.code in BY_THE_CPS and by != "cps":
        return Breach("decided_by", _("The Crown Prosecution Service decides outcome 9. For the police it is 10."))
    if facts.code in BY_THE_POLICE and by != "police":
        return Breach("decided_by", _("The police decide this outcome. For the Crown Prosecution Service it is 9."))
    return None


@rule("OUTCOME-15", source="Criminal Justice Act 2003, s.23; Director's guidance on adult cautions",
      severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)  # fmt: skip
def a_grave_caution_is_authorised(facts: OutcomeFacts) -> Breach | None:
    """An adult caution for what only the Crown Court tries is authorised by the Crown Prosecution Service."""
    grave = facts.code in ("3", "3A") and facts.procedure.mode == "indictable"
    if grave and facts.said.decided_by == "police":
        return Breach(
            "decided_by", _("Only the Crown Court tries this offence: the Crown Prosecution Service must authorise it.")
        )
    return None


@rule("OUTCOME-16", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def the_victim_says_what_the_outcome_says(facts: OutcomeFacts) -> Breach | None:
    """Outcomes 14 and 16 say that the victim does not support action, 15 that they do; for 8 they were asked."""
    views = VIEWS.get(facts.code)
    if views is None:
        return None
    view = facts.said.victim_view
    if view == "no_victim" and facts.has_victim:
        return Breach("victim_view", _("A victim is linked to this crime. Say what they wish."))
    if view not in views:
        return Breach("victim_view", _("Ask the victim what they wish. This outcome must say the same."))
    return None


@rule("OUTCOME-17", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def the_victim_was_told(facts: OutcomeFacts) -> Breach | None:
    """For outcomes 14, 20 and 21 the victim was spoken to, on a day that is recorded."""
    told = facts.said.victim_told_on
    if not (asks(facts.code, "victim_told_on") and facts.has_victim):
        return None
    if told is None:
        return Breach("victim_told_on", _("Enter the day on which the victim was told. Speak to them first."))
    if told > facts.today or told < facts.committed_on:
        return Breach("victim_told_on", _("The victim was told after it happened and not after today. Check the day."))
    return None


@rule("OUTCOME-18", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def what_shows_it_is_named(facts: OutcomeFacts) -> Breach | None:
    """An outcome that rests on a paper, an agreement, a body or an activity names it."""
    for field, words in (("document", DOCUMENT), ("details", DETAILS)):
        if facts.code in words and not getattr(facts.said, field).strip():
            return Breach(field, _("Fill in “%(what)s”: this outcome rests on it.") % {"what": words[facts.code]})
    return None


@rule("OUTCOME-19", source="Polias: a deed has a day", severity=Severity.BLOCK, moves=GIVING)
def the_day_can_be(facts: OutcomeFacts) -> Breach | None:
    """The day of a charge, caution, notice or activity lies between the crime and today."""
    if not asks(facts.code, "done_on"):
        return None
    done = facts.said.done_on
    if done is None:
        return Breach("done_on", _("Enter the day."))
    if done > facts.today or done < facts.committed_on:
        return Breach("done_on", _("That day is before the crime or after today. Check it."))
    return None


@rule("OUTCOME-20", source="Magistrates' Courts Act 1980, s.127", severity=Severity.BLOCK, moves=GIVING)
def the_limit_has_run_out(facts: OutcomeFacts) -> Breach | None:
    """Outcome 17 is for an offence with a time limit, once that has run out."""
    if facts.code != "17" or not facts.procedure.limit_known:
        return None
    if facts.procedure.time_limit_months is None:
        return Breach("code", _("There is no time limit for prosecuting this offence. Choose another outcome."))
    if facts.today <= months_after(facts.committed_on, facts.procedure.time_limit_months):
        return Breach("code", _("The time limit for this offence has not run out yet."))
    return None


@rule("OUTCOME-21", source="Magistrates' Courts Act 1980, s.127", severity=Severity.ASK, moves=GIVING, status=CONFIRM)
def the_limit_is_known(facts: OutcomeFacts) -> Breach | None:
    """Where no limit is known for the whole class, outcome 17 says which limit it was."""
    if facts.code == "17" and not facts.procedure.limit_known:
        return Breach("code", _("This class has offences with a time limit and without. Say which limit ran out."))
    return None


@rule("OUTCOME-22", source="Magistrates' Courts Act 1980, s.127", severity=Severity.ASK, moves=GIVING, status=CONFIRM)
def the_charge_came_in_time(facts: OutcomeFacts) -> Breach | None:
    """A charge after the time limit of a summary offence is explained."""
    limit, done = facts.procedure.time_limit_months, facts.said.done_on
    late = limit is not None and done is not None and done > months_after(facts.committed_on, limit)
    if facts.code in CHARGES and late:
        return Breach("done_on", _("The time limit of %(months)d months had run out. Say why it could be charged.")
                      % {"months": limit})  # fmt: skip
    return None


@rule("OUTCOME-23", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def a_cannabis_warning_is_for_cannabis(facts: OutcomeFacts) -> Breach | None:
    """A cannabis or khat warning is for possession of cannabis or khat."""
    if facts.code == "7" and facts.offence not in CANNABIS:
        return Breach("code", _("This crime is no possession of cannabis. Choose another outcome."))
    return None


@rule("OUTCOME-24", source=FRAMEWORK, severity=Severity.BLOCK, moves=GIVING, status=CONFIRM)
def the_enquiries_are_closed(facts: OutcomeFacts) -> Breach | None:
    """Outcome 18 is given when every line of enquiry is closed."""
    if facts.code == "18" and facts.said.enquiries_closed is not True:
        return Breach("enquiries_closed", _("Close every line of enquiry first, and say so."))
    return None


@rule("OUTCOME-25", source="Local policy of forces on outcome 21", severity=Severity.ASK, moves=GIVING, status=CONFIRM)
def outcome_21_is_not_for_these(facts: OutcomeFacts) -> Breach | None:
    """Outcome 21 is unusual for domestic abuse, hate and crime that concerns children; it is said why it is right."""
    if facts.code == "21" and facts.sensitive:
        return Breach(
            "code",
            _("Outcome 21 is unusual here (%(why)s). Say why.") % {"why": ", ".join(facts.sensitive)},
        )
    return None


@rule("OUTCOME-26", source="Home Office Crime Recording Rules: a counter-allegation is a crime of its own",
      severity=Severity.BLOCK, moves=GIVING)  # fmt: skip
def the_suspect_is_not_the_victim(facts: OutcomeFacts) -> Breach | None:
    """The suspect of whom an outcome is, is no victim of the same crime."""
    if asks(facts.code, "suspect") and facts.about and facts.about.also_victim:
        return Breach("suspect", _("This suspect is linked as a victim of the same crime. Put that right first."))
    return None


def _age_then(facts: OutcomeFacts) -> int | None:
    """The suspect's age when it happened, if it is known."""
    about = facts.about
    return age_on(facts.committed_on, born=about.born) if about and about.born else None


def _age_when_given(facts: OutcomeFacts) -> int | None:
    """The suspect's age on the day of the caution or notice, or today until that is said."""
    about = facts.about
    return age_on(facts.said.done_on or facts.today, born=about.born) if about and about.born else None


#: What can be said of an outcome before anything is asked about it: such an outcome is not offered.
BEFOREHAND = (
    outcome_is_known,
    outcome_needs_a_suspect,
    under_age_means_under_ten,
    fraud_bureau_gives_nineteen,
    a_child_is_not_charged,
    the_limit_has_run_out,
    a_cannabis_warning_is_for_cannabis,
)
RULES = (
    *BEFOREHAND,
    no_suspect_means_no_suspect,
    outcome_has_a_rationale,
    it_is_said_which_suspect,
    the_age_is_known,
    a_youth_caution_is_for_a_youth,
    an_adult_disposal_is_for_an_adult,
    the_suspect_admits_it,
    an_adult_stands_by_a_youth,
    the_right_body_decided,
    a_grave_caution_is_authorised,
    the_victim_says_what_the_outcome_says,
    the_victim_was_told,
    what_shows_it_is_named,
    the_day_can_be,
    the_limit_is_known,
    the_charge_came_in_time,
    the_enquiries_are_closed,
    outcome_21_is_not_for_these,
    the_suspect_is_not_the_victim,
)
