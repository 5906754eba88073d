"""A change of the vocabulary is proposed, waits in sight, and holds from the day on which its owner lets it begin."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from polias.crime.editions.actions import load_edition
from polias.crime.editions.model import Edition
from polias.crime.editions.reading import keywords_on, usable_keywords_on
from polias.crime.editions.tables import TABLES
from polias.crime.editions.tests.test_editions import written
from polias.crime.proposals.actions import accept, propose, refuse
from polias.crime.proposals.rules import RULES, ProposalFacts
from polias.crime.proposals.tests.factories import a_proposal
from polias.crime.reference import keywords
from polias.crime.reports.actions import keyword
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Conflict, NotAllowed, RuleBreach
from polias.kit.rules.rule import breaches_of

TODAY = date(2026, 11, 30)
NEW = ProposalFacts(
    kind="new", code="electric-scooter", label="electric scooter", group="Method", words=("e-scooter",), today=TODAY,
    reason="They are used to flee.", vocabulary=keywords(), known=keywords(), holds_from=TODAY,
)  # fmt: skip
WORD = replace(NEW, kind="word", code="knife", label="", group="", words=("shank",))
END = replace(WORD, kind="end", code="fuel-theft", words=())


def codes(facts, *, move="propose", **changes):
    return [b.code for b in breaches_of(RULES, replace(facts, **changes), move=move)]


@pytest.mark.parametrize("facts", [NEW, WORD, END])
@pytest.mark.parametrize("move", ["propose", "accept", "refuse"])
def test_a_whole_proposal_may_be_made_and_answered(facts, move):
    assert codes(facts, move=move) == []


@pytest.mark.parametrize("move", ["propose", "refuse"])
def test_VOCAB_01_asks_what_is_to_change_and_why(move):
    """Whoever proposes a change of the vocabulary says what is to change, and whoever asks or refuses says why."""
    assert codes(NEW, move=move, reason=" ") == ["VOCAB-01"]
    assert codes(NEW, move=move, kind="rumour") == ["VOCAB-01"]


@pytest.mark.parametrize(
    "changes",
    [{"code": ""}, {"label": "x" * 61}, {"code": "knife"}, {"label": "fuel theft", "code": "fuel"}, {"group": "Moods"}],
)
def test_VOCAB_02_refuses_a_new_keyword_without_a_name_of_its_own_or_a_group(changes):
    """A new keyword has a short name that no other keyword has or had, and belongs to a group."""
    assert codes(NEW, **changes) == ["VOCAB-02"]


@pytest.mark.parametrize("facts", [WORD, END])
def test_VOCAB_03_refuses_a_change_of_a_keyword_that_is_not_in_use(facts):
    """Another word, or an end, is for a keyword that is in use."""
    assert codes(facts, code="electric-scooter") == ["VOCAB-03"]


@pytest.mark.parametrize("words", [(), ("Blade",), ("blade", "knife"), tuple(f"word {n}" for n in range(60))])
def test_VOCAB_04_refuses_words_that_say_nothing_new_or_too_much(words):
    """Words that suggest a keyword are words that do not suggest it yet."""
    assert codes(WORD, words=words) == ["VOCAB-04"]


def test_VOCAB_05_refuses_what_waits_already():
    """The same change is proposed once; while it waits, others read that proposal."""
    assert codes(NEW, waiting="NSH-KP-26-000001") == ["VOCAB-05"]


@pytest.mark.parametrize("day", [None, TODAY - timedelta(days=1)])
def test_VOCAB_06_refuses_a_change_that_began_in_the_past(day):
    """A change of the vocabulary holds from today or a later day: what is older keeps its keywords."""
    assert codes(NEW, move="accept", holds_from=day) == ["VOCAB-06"]


def test_VOCAB_07_asks_how_a_flag_that_ends_is_counted():
    """A flag that is counted nationally ends only when it is said how that is counted from then on."""
    assert codes(END, code="knife", move="accept") == ["VOCAB-07"]


def usable(day, actor):
    return usable_keywords_on(day, force_id=actor.force_id)


def test_an_accepted_keyword_is_put_on_crimes_from_its_day_on_and_is_suggested_by_its_words(cast, signed_in):
    asha, kit, carys = cast("asha"), cast("kit"), cast("carys")
    today = timezone.localdate()
    with acting(asha):
        crime = a_crime(asha, summary="He fled on an e-scooter.")
        asked = a_proposal(asha)
        with pytest.raises(RuleBreach):
            keyword(crime, actor=asha, codes=("electric-scooter",))
    with acting(kit):
        asked = accept(asked, actor=kit, holds_from=today)
        assert (asked.state, asked.holds_from) == ("accepted", today)
        assert AuditRow.objects.filter(verb="crime.editions.load").count() == 1
    assert "Electric scooter" in signed_in("asha").get(f"{crime.url}/keyword").content.decode()
    with acting(asha):
        keyword(crime, actor=asha, codes=("electric-scooter",))
        assert "electric-scooter" not in usable(today - timedelta(days=1), asha)
    assert "electric-scooter" not in keywords_on(today, force_id=carys.force_id), "another force decides for itself"
    order = [one.code for one in keywords_on(today, force_id=asha.force_id).values() if one.group == "Method"]
    assert order == [*(c for c, one in keywords().items() if one.group == "Method"), "electric-scooter"]
    rows = list(keywords_on(today, force_id=asha.force_id))
    assert rows[rows.index("electric-scooter") - 1] == order[-2], "offered behind the last of its group"


def test_a_keyword_that_ends_stays_on_old_crimes_and_can_be_found_there(cast, signed_in):
    asha, lena = cast("asha"), cast("lena")
    tomorrow = timezone.localdate() + timedelta(days=1)
    with acting(asha):
        crime = keyword(a_crime(asha), actor=asha, codes=("fuel-theft",))
        asked = propose(actor=asha, kind="end", code="fuel-theft", reason="Nobody needs it.")
    with acting(lena):
        accept(asked, actor=lena, holds_from=tomorrow)
    assert "fuel-theft" in usable(timezone.localdate(), asha)
    assert "fuel-theft" not in usable(tomorrow, asha)
    assert "Fuel theft" in signed_in("asha").get(crime.url).content.decode()
    assert crime.reference in signed_in("asha").get("/crime/reports/?keyword=fuel-theft").content.decode()


def test_several_changes_of_one_day_hold_together_and_go_into_editions_that_begin_later(cast):
    asha, kit, lena = cast("asha"), cast("kit"), cast("lena")
    first = timezone.localdate() + timedelta(days=10)
    later = first + timedelta(days=10)
    rows = [{**r, "hint": "Also screwdrivers"} if r["code"] == "knife" else r for r in TABLES["keywords"].own_rows]
    with acting(lena):
        load_edition(actor=lena, table="keywords", content=written(rows), valid_from=later, source="Board of words")
    with acting(asha):
        scooter = a_proposal(asha)
        shank = propose(actor=asha, kind="word", code="knife", words=("shank", "Blade"), reason="Young people say it.")
        fuel = propose(actor=asha, kind="end", code="fuel-theft", reason="Nobody needs it.")
    with acting(kit):
        for one in (scooter, shank, fuel):
            accept(one, actor=kit, holds_from=first)
        assert list(Edition.objects.filter(valid_from=first).order_by("turn").values_list("turn", flat=True)) == [
            0,
            1,
            2,
        ]
    for day in (first, later):
        known = usable(day, kit)
        assert "electric-scooter" in known
        assert known["knife"].synonyms == (*keywords()["knife"].synonyms, "shank")
        assert "fuel-theft" not in known
    assert usable(later, kit)["knife"].hint == "Also screwdrivers"
    assert "electric-scooter" not in usable(first - timedelta(days=1), kit)


def test_it_waits_in_my_work_of_whoever_decides_and_the_answer_comes_to_whoever_asked(cast, signed_in):
    asha, kit = cast("asha"), cast("kit")
    with acting(asha):
        asked = a_proposal(asha)
    for name in ("kit", "lena"):
        assert "New keyword: Electric scooter" in signed_in(name).get("/").content.decode()
    assert asked.reference not in signed_in("asha").get("/").content.decode(), "nothing is due to them"
    assert asked.reference not in signed_in("ben").get("/").content.decode()
    with acting(kit):
        refuse(asked, actor=kit, reason="The list of vehicles has it.")
    assert asked.reference in signed_in("asha").get("/").content.decode()
    assert "The list of vehicles has it." in signed_in("asha").get(asked.url).content.decode()
    assert asked.reference not in signed_in("lena").get("/").content.decode()
    assert not Edition.objects.exists()


def test_only_registrar_and_steward_decide_and_only_once(cast):
    asha, kit, lena = cast("asha"), cast("kit"), cast("lena")
    with acting(asha):
        asked = a_proposal(asha)
        with pytest.raises(NotAllowed):
            accept(asked, actor=asha, holds_from=timezone.localdate())
    with acting(lena):
        accept(asked, actor=lena, holds_from=timezone.localdate())
    with acting(kit), pytest.raises(Conflict):
        refuse(asked, actor=kit, reason="Too late.")


def test_an_officer_proposes_on_a_page_which_says_what_is_wrong(cast, signed_in):
    browser = signed_in("asha")
    answers = {"kind": "new", "label": "Fuel theft", "group": "Method", "words": "siphoned, siphon hose", "reason": "x"}
    page = browser.post("/crime/proposals/propose", answers).content.decode()
    assert "The vocabulary has “Fuel theft”. Give it another name." in page
    page = browser.post("/crime/proposals/propose", answers | {"label": "Fuel siphoning"}, follow=True).content.decode()
    for words in ("New keyword: Fuel siphoning", "siphon hose", "Waits for an answer"):
        assert words in page
    assert "New keyword: Fuel siphoning" in browser.get("/crime/proposals/").content.decode()
    answers = {"kind": "word", "suggests": "knife", "words": "knife", "reason": "Young people say it."}
    page = browser.post("/crime/proposals/propose", answers).content.decode()
    assert "Write at least one word that does not suggest this keyword yet." in page


def test_the_page_of_keywords_leads_to_the_proposal_of_another(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
    assert 'href="/crime/proposals/propose"' in signed_in("asha").get(f"{crime.url}/keyword").content.decode()
