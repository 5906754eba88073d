"""Flags follow from what is recorded, are suggested by words, and are held against what is recorded."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.crime.flags.actions import describe, strike_keyword
from polias.crime.flags.following import RecordedFacts, following
from polias.crime.flags.queries import circumstances_of, flags_of
from polias.crime.flags.rules import KEYWORD_RULES, RULES, STRIKE_RULES, FlagFacts, KeywordFacts, StrikeFacts
from polias.crime.flags.suggesting import suggested_keywords
from polias.crime.outcomes.actions import give_outcome
from polias.crime.reference import keywords
from polias.crime.reference.circumstances import circumstances
from polias.crime.reports.actions import keyword
from polias.crime.reports.facts import Party
from polias.crime.reports.model import CrimeKeyword
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.kit.access.acting import acting
from polias.kit.errors import RuleBreach
from polias.kit.reference import in_force
from polias.kit.rules.rule import breaches_of
from polias.pole.public import record_organisation

TODAY = date(2026, 11, 24)
KEYS = frozenset({"taken:vehicle", "taken:vehicle-keys"})


@pytest.mark.parametrize(
    ("facts", "flags"),
    [
        (RecordedFacts(), set()),
        (RecordedFacts(circumstances=KEYS, is_burglary=True), {"car-key"}),
        (RecordedFacts(circumstances=KEYS), set()),
        (RecordedFacts(circumstances=frozenset({"taken:vehicle", "method:keyless"})), {"keyless"}),
        (RecordedFacts(circumstances=frozenset({"offender_home:another-force"})), {"cross-border"}),
        (RecordedFacts(circumstances=frozenset({"method:network"})), {"cyber-enabled"}),
        (RecordedFacts(in_rural_beat=True), {"rural"}),
        (RecordedFacts(circumstances=frozenset({"premises:farm"})), {"rural"}),
        (RecordedFacts(circumstances=frozenset({"premises_age:before-1945"})), {"older-premises"}),
        (RecordedFacts(circumstances=frozenset({"premises_age:1945-1999"})), set()),
        (RecordedFacts(circumstances=frozenset({"premises:home", "premises_age:since-2000"})), {"newer-premises"}),
        (RecordedFacts(victim_is_organisation=True), {"business"}),
        (RecordedFacts(ages_of_victims=(64, 65)), {"older-victim"}),
    ],
)  # fmt: skip
def test_flags_follow_from_what_is_recorded(facts, flags):
    assert following(facts) == flags


@given(st.sets(st.sampled_from(sorted(circumstances()))), st.booleans(), st.booleans())
def test_whatever_is_recorded_only_flags_of_the_vocabulary_follow_and_more_facts_take_none_away(names, burglary, rural):
    facts = RecordedFacts(circumstances=frozenset(names), is_burglary=burglary, in_rural_beat=rural)
    found = following(facts)
    assert found <= set(keywords())
    assert following(RecordedFacts(in_rural_beat=rural)) <= found


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("He held a kitchen blade to her throat.", {"knife"}),
        ("No knife was seen.", set()),
        ("Her ex-partner sent threats on WhatsApp.", {"domestic-abuse", "cyber-enabled", "online"}),
        ("Took two bottles and ran.", set()),
    ],
)
def test_words_suggest_keywords_unless_they_are_taken_back(words, codes):
    assert {one.keyword.code for one in suggested_keywords(words, usable=keywords())} == codes


def test_every_keyword_may_be_used_today_and_synonyms_are_small_letters():
    assert all(in_force(TODAY, one.valid_from, one.valid_to) for one in keywords().values())
    assert all(word == word.lower() for one in keywords().values() for word in one.synonyms)


def codes(**changes):
    return [b.code for b in breaches_of(RULES, FlagFacts(**{"offence": "46"} | changes), move="give_outcome")]


def test_FLAG_01_asks_who_they_are_to_each_other():
    """A crime flagged as domestic abuse says what victim and suspect are to each other."""
    flags = frozenset({"domestic-abuse"})
    assert codes(flags=flags, circumstances=frozenset({"relationship:stranger"})) == ["FLAG-01"]
    assert codes(flags=flags, circumstances=frozenset({"relationship:partner"})) == []


@pytest.mark.parametrize("offence", ["8P", "8M", "105B", "9B", "58J"])
def test_FLAG_02_asks_for_the_strand_of_a_racially_or_religiously_aggravated_crime(offence):
    """A racially or religiously aggravated crime is flagged with its strand of hate."""
    assert codes(offence=offence) == ["FLAG-02"]
    assert codes(offence=offence, flags=frozenset({"hate-race"})) == []


@pytest.mark.parametrize("weapon", ["knife", "firearm", "corrosive"])
def test_FLAG_03_asks_for_the_weapon(weapon):
    """A crime flagged with a weapon says which weapon it was."""
    assert codes(flags=frozenset({weapon})) == ["FLAG-03"]
    assert codes(flags=frozenset({weapon}), circumstances=frozenset({f"weapon:{weapon}"})) == []


def test_FLAG_04_asks_why_violence_among_family_is_not_flagged():
    """Violence between partners, former partners or family is flagged as domestic abuse, or it is said why not."""
    assert codes(circumstances=frozenset({"relationship:family"})) == ["FLAG-04"]


@pytest.mark.parametrize("codes", [("rumour",), ("knife", "KNIFE"), ("",)])
def test_FLAG_05_refuses_what_is_not_in_the_vocabulary(codes):
    """A keyword is one of the vocabulary that is in use on the day."""
    facts = KeywordFacts(codes, keywords())
    assert [b.code for b in breaches_of(KEYWORD_RULES, facts, move="keyword")] == ["FLAG-05"]
    assert breaches_of(KEYWORD_RULES, KeywordFacts(("knife",), keywords()), move="record") == []


STRUCK = StrikeFacts("knife", on_it={"knife", "alcohol"}, following=(), rationale="It was a spoon.")


def struck(**changes):
    return [b.code for b in breaches_of(STRIKE_RULES, replace(STRUCK, **changes), move="strike_keyword")]


def test_a_keyword_on_the_crime_may_be_struck_with_a_reason():
    assert struck() == []


def test_FLAG_06_refuses_to_strike_what_is_not_on_the_crime():
    """Only a keyword that is on a crime is taken off it."""
    assert struck(code="rural") == ["FLAG-06"]


def test_FLAG_07_refuses_to_strike_what_follows_from_what_is_recorded():
    """A keyword that follows from what is recorded stays as long as that does."""
    assert struck(following={"knife"}) == ["FLAG-07"]


def test_FLAG_08_asks_why_a_keyword_is_struck():
    """Whoever takes a keyword off a crime says why it does not belong there."""
    assert struck(rationale=" ") == ["FLAG-08"]


def test_a_keyword_that_is_struck_leaves_the_crime_and_its_list_and_stays_in_its_history(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    with acting(asha):
        crime = keyword(a_crime(asha), actor=asha, codes=("alcohol", "fuel-theft"))
    page = browser.get(f"{crime.url}/strike_keyword").content.decode()
    assert "Alcohol" in page
    said = {"code": "fuel-theft", "rationale": "It was lamp oil.", "version": str(crime.version)}
    assert browser.post(f"{crime.url}/strike_keyword", said).status_code == 302
    with acting(asha):
        crime.refresh_from_db()
        assert (flags_of(crime), crime.keyword_codes) == ({"alcohol"}, "alcohol")
    assert crime.reference not in browser.get("/crime/reports/?keyword=fuel-theft").content.decode()
    page = browser.get(crime.url).content.decode()
    assert "It was lamp oil." in page
    assert "Fuel theft" not in page.partition("</dl>")[0]
    with acting(asha):
        crime = strike_keyword(crime, actor=asha, code="alcohol", rationale="It was water.")
        assert crime.keyword_codes is None


def test_a_keyword_that_follows_is_struck_once_what_is_recorded_was_corrected(cast):
    asha = cast("asha")
    with acting(asha):
        crime = describe(a_crime(asha), actor=asha, names=("weapon:knife", "weapon_use:threatened"))
        with pytest.raises(RuleBreach) as refused:
            strike_keyword(crime, actor=asha, code="knife", rationale="It was a spoon.")
        assert [b.code for b in refused.value.breaches] == ["FLAG-07"]
        crime = describe(crime, actor=asha, names=("weapon:none",))
        assert flags_of(strike_keyword(crime, actor=asha, code="knife", rationale="It was a spoon.")) == set()


def test_what_is_recorded_puts_its_flags_on_the_crime_and_says_that_they_follow(cast):
    asha = cast("asha")
    with acting(asha):
        shop = record_organisation(actor=asha, name="Lantern Stores", kind="shop")
        crime = a_crime(asha, victims=(Party(reference=shop.reference),))
        assert flags_of(crime) == {"business"}
        crime = describe(crime, actor=asha, names=("weapon:knife", "weapon_use:threatened"))
        assert flags_of(crime) == {"business", "knife"}
        assert CrimeKeyword.objects.filter(register_id=crime.pk, follows=True).count() == 2
        crime = describe(crime, actor=asha, names=("weapon:none",))
        assert [one.label for one in circumstances_of(crime)] == ["No weapon"]
        with pytest.raises(RuleBreach):
            describe(crime, actor=asha, names=("weapon:feather",))


def test_a_contradiction_holds_nobody_up_until_the_crime_is_finalised(cast, signed_in):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        crime = keyword(a_crime(asha), actor=asha, codes=("knife",))
    assert "flagged with a weapon that is not recorded" in signed_in("asha").get(crime.url).content.decode()
    with acting(ben):
        with pytest.raises(RuleBreach) as refusal:
            give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
        assert [b.code for b in refusal.value.breaches] == ["FLAG-03"]
        told = {"FLAG-03": "It was said on the telephone; nobody saw it."}
        assert (
            give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="None.", reasons=told).state == "finalised"
        )


def test_the_pages_ask_how_it_was_done_and_show_what_the_words_suggest(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha, summary="He held a blade to her throat.")
    browser = signed_in("asha")
    beside = browser.get(f"{crime.url}/keyword").content.decode()
    assert "The words suggest" in beside
    assert "“blade”" in beside
    page = browser.get(f"{crime.url}/describe")
    assert "Which weapon?" in page.content.decode()
    hidden = page.context["hidden"] | {"idempotency_key": str(page.context["draft"]["key"])}
    told = {"weapon": ["weapon:knife"], "relationship": "relationship:stranger"}
    assert browser.post(f"{crime.url}/describe", hidden | told).status_code == 302
    shown = browser.get(crime.url).content.decode()
    assert "Knife or sharp instrument" in shown
    assert "Stranger" in shown
