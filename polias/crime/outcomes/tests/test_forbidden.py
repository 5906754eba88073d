"""Random facts never reach an outcome that the national sheet forbids, and each refusal names its rule.

The table below is written by hand from the sheet and reads nothing of conditions.py: whoever drops a condition there
is caught here.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from polias.crime.outcomes.facts import OutcomeFacts, Said, Suspect
from polias.crime.outcomes.rules import RULES
from polias.crime.outcomes.tests.factories import TODAY, outcome_facts
from polias.crime.reference import offence_classes, outcomes
from polias.crime.reference.procedure import procedure_of
from polias.kit.rules.rule import breaches_of

days = st.dates(date(2025, 1, 1), TODAY + timedelta(days=30))
maybe = st.sampled_from([True, False, None])
suspects = st.lists(
    st.builds(
        Suspect,
        reference=st.sampled_from(["A", "B", "C"]),
        born=st.none() | st.dates(date(1940, 1, 1), date(2025, 1, 1)),
        also_victim=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda s: s.reference,
).map(tuple)
said = st.builds(
    Said,
    suspect=st.sampled_from(["", "A", "B", "Z"]),
    decided_by=st.sampled_from(["", "police", "cps"]),
    done_on=st.none() | days,
    admitted=maybe,
    adult_present=maybe,
    victim_view=st.sampled_from(["", "supports", "does_not_support", "no_victim"]),
    victim_told_on=st.none() | days,
    enquiries_closed=maybe,
    document=st.sampled_from(["", " ", "PN 4711"]),
    details=st.sampled_from(["", "Words"]),
)
offences = st.sampled_from(sorted(offence_classes()))


@st.composite
def random_facts(draw):
    code, offence = draw(st.sampled_from([*outcomes(), "0", "23"])), draw(offences)
    return OutcomeFacts(
        code=code,
        outcome=outcomes().get(code),
        rationale=draw(st.sampled_from(["", "It is so."])),
        said=draw(said),
        offence=offence,
        committed_on=draw(st.dates(date(2025, 1, 1), TODAY)),
        today=TODAY,
        suspects=draw(suspects),
        has_victim=draw(st.booleans()),
        procedure=procedure_of(offence),
    )


@st.composite
def nearly_right(draw):
    """Facts that fit, with some of them exchanged for random ones: these come past most of the rules."""
    facts, other = outcome_facts(draw(st.sampled_from([c for c in outcomes() if c != "19"]))), draw(random_facts())
    swapped = draw(
        st.sets(st.sampled_from(["rationale", "offence", "committed_on", "suspects", "has_victim"]), max_size=2)
    )
    facts = replace(facts, **{name: getattr(other, name) for name in swapped})
    words = draw(st.sets(st.sampled_from(sorted(vars(Said()))), max_size=2))
    facts = replace(facts, said=replace(facts.said, **{name: getattr(other.said, name) for name in words}))
    return replace(facts, procedure=procedure_of(facts.offence))


def years(then: date, born: date) -> int:
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def forbidden(facts: OutcomeFacts) -> set[str]:
    """By the sheet's table of outcomes: which rules must refuse these facts."""
    code, told = facts.code, facts.said
    named = [s for s in facts.suspects if s.reference == told.suspect] if told.suspect else list(facts.suspects)
    one = named[0] if len(named) == 1 else None
    then = years(facts.committed_on, one.born) if one and one.born else None
    given = years(told.done_on or facts.today, one.born) if one and one.born else None
    of_a_suspect = code not in ("14", "18", "19", "20", "0", "23")
    cannot_be = told.done_on is None or not facts.committed_on <= told.done_on <= facts.today
    not_told = told.victim_told_on is None or not facts.committed_on <= told.victim_told_on <= facts.today
    wrong_view = {
        "14": told.victim_view != "does_not_support",
        "15": told.victim_view not in ("supports", "no_victim"),
        "16": told.victim_view != "does_not_support",
        "8": told.victim_view == "",
    }.get(code, False) or (code in ("8", "15") and told.victim_view == "no_victim" and facts.has_victim)
    wrong_body = {
        "9": told.decided_by != "cps",
        "10": told.decided_by != "police",
        "21": told.decided_by != "police",
    }.get(code, code in ("1", "1A", "3", "3A", "15") and told.decided_by == "")
    nothing_shown = (code in ("4", "5", "6", "9", "12", "13") and not told.document.strip()) or (
        code in ("8", "13", "16", "20", "22") and not told.details
    )
    table = {
        "OUTCOME-01": code in ("0", "23"),
        "OUTCOME-02": of_a_suspect and not facts.suspects,
        "OUTCOME-04": code == "11" and then is not None and then >= 10,
        "OUTCOME-05": code == "19",
        "OUTCOME-06": not facts.rationale,
        "OUTCOME-07": code in ("1", "1A", "2", "2A", "3", "3A", "4", "6", "7", "8") and then is not None and then < 10,
        "OUTCOME-08": of_a_suspect and bool(facts.suspects) and one is None,
        "OUTCOME-10": code in ("2", "2A") and given is not None and given > 17,
        "OUTCOME-11": code in ("3", "3A", "6", "7") and given is not None and given < 18,
        "OUTCOME-12": code in ("2", "2A", "3", "3A", "4", "8") and not told.admitted,
        "OUTCOME-13": code in ("2", "2A") and not told.adult_present,
        "OUTCOME-14": wrong_body,
        "OUTCOME-16": wrong_view,
        "OUTCOME-17": code in ("14", "20", "21") and facts.has_victim and not_told,
        "OUTCOME-18": nothing_shown,
        "OUTCOME-19": code in ("1", "1A", "2", "2A", "3", "3A", "6", "7", "17", "22") and cannot_be,
        "OUTCOME-23": code == "7" and facts.offence != "92E",
        "OUTCOME-24": code == "18" and not told.enquiries_closed,
        "OUTCOME-26": of_a_suspect and one is not None and one.also_victim,
    }
    return {rule for rule, holds in table.items() if holds}


@settings(max_examples=600, deadline=None)
@given(random_facts() | nearly_right())
def test_what_the_sheet_forbids_is_refused_by_its_rule(facts):
    refused = {b.code for b in breaches_of(RULES, facts, move="give_outcome")}
    assert forbidden(facts) <= refused


@settings(max_examples=600, deadline=None)
@given(random_facts() | nearly_right())
def test_what_the_sheet_allows_is_refused_by_no_other_rule_than_those_of_time_and_trial(facts):
    """Rules 15 and 20 come from the way an offence is tried, 03, 09, 21, 22 and 25 only ask."""
    others = {"OUTCOME-03", "OUTCOME-09", "OUTCOME-15", "OUTCOME-20", "OUTCOME-21", "OUTCOME-22", "OUTCOME-25"}
    refused = {b.code for b in breaches_of(RULES, facts, move="give_outcome")}
    assert refused - others <= forbidden(facts)
