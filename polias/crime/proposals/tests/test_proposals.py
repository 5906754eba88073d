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
from polias.crime.proposals.actions import accept, propose, refuse, withdraw
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

HURRY = {"VOCAB-08": "Thefts with them doubled last week."}
AGREED = {"EDITION-07": "Nia Okoro agreed."}


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


@pytest.mark.parametrize(("days", "found"), [(0, ["VOCAB-08"]), (13, ["VOCAB-08"]), (14, [])])
def test_VOCAB_08_asks_why_other_forces_have_less_than_fourteen_days(days, found):
    """A change holds for every force: they have fourteen days to read it, or it is said why it cannot wait."""
    begins = {"move": "accept", "holds_from": TODAY + timedelta(days=days)}
    assert codes(NEW, also_of=("Eastmoor",), **begins) == found
    assert codes(NEW, **begins) == [], "a force that is alone tells nobody"


def test_VOCAB_09_lets_only_the_author_withdraw():
    """Only whoever made a proposal withdraws it; others refuse it with a reason."""
    assert codes(NEW, move="withdraw") == []
    assert codes(NEW, move="withdraw", is_own=False) == ["VOCAB-09"]


def test_an_accepted_keyword_is_put_on_crimes_of_every_force_from_its_day_on(cast, signed_in):
    asha, kit, carys = cast("asha"), cast("kit"), cast("carys")
    today = timezone.localdate()
    with acting(asha):
        crime = a_crime(asha, summary="He fled on an e-scooter.")
        asked = a_proposal(asha)
        with pytest.raises(RuleBreach):
            keyword(crime, actor=asha, codes=("electric-scooter",))
    with acting(kit):
        asked = accept(asked, actor=kit, holds_from=today, reasons=HURRY)
        assert (asked.state, asked.holds_from) == ("accepted", today)
        assert AuditRow.objects.filter(verb="crime.editions.load").count() == 1
    assert "Electric scooter" in signed_in("asha").get(f"{crime.url}/keyword").content.decode()
    with acting(asha):
        keyword(crime, actor=asha, codes=("electric-scooter",))
        assert "electric-scooter" not in usable_keywords_on(today - timedelta(days=1))
    with acting(carys):
        crime = keyword(a_crime(carys, summary="He fled on an e-scooter."), actor=carys, codes=("electric-scooter",))
    page = signed_in("carys").get(f"{crime.url}/keyword").content.decode()
    assert "Electric scooter" in page, "it is the vocabulary of every force"
    order = [one.code for one in keywords_on(today).values() if one.group == "Method"]
    assert order == [*(c for c, one in keywords().items() if one.group == "Method"), "electric-scooter"]
    rows = list(keywords_on(today))
    assert rows[rows.index("electric-scooter") - 1] == order[-2], "offered behind the last of its group"


def test_a_keyword_that_ends_stays_on_old_crimes_and_can_be_found_there(cast, signed_in):
    asha, lena = cast("asha"), cast("lena")
    tomorrow = timezone.localdate() + timedelta(days=1)
    with acting(asha):
        crime = keyword(a_crime(asha), actor=asha, codes=("fuel-theft",))
        asked = propose(actor=asha, kind="end", code="fuel-theft", reason="Nobody needs it.")
    with acting(lena):
        accept(asked, actor=lena, holds_from=tomorrow, reasons=HURRY)
    assert "fuel-theft" in usable_keywords_on(timezone.localdate())
    assert "fuel-theft" not in usable_keywords_on(tomorrow)
    assert "Fuel theft" in signed_in("asha").get(crime.url).content.decode()
    assert crime.reference in signed_in("asha").get("/crime/reports/?keyword=fuel-theft").content.decode()


def test_several_changes_of_one_day_hold_together_and_go_into_editions_that_begin_later(cast):
    asha, kit, lena = cast("asha"), cast("kit"), cast("lena")
    first = timezone.localdate() + timedelta(days=10)
    later = first + timedelta(days=10)
    rows = [{**r, "hint": "Also screwdrivers"} if r["code"] == "knife" else r for r in TABLES["keywords"].own_rows]
    with acting(lena):
        how = {"source": "Board of words", "reasons": AGREED}
        load_edition(actor=lena, table="keywords", content=written(rows), valid_from=later, **how)
    with acting(asha):
        scooter = a_proposal(asha)
        shank = propose(actor=asha, kind="word", code="knife", words=("shank", "Blade"), reason="Young people say it.")
        fuel = propose(actor=asha, kind="end", code="fuel-theft", reason="Nobody needs it.")
    with acting(kit):
        for one in (scooter, shank, fuel):
            accept(one, actor=kit, holds_from=first, reasons=HURRY)
        assert list(Edition.objects.filter(valid_from=first).order_by("turn").values_list("turn", flat=True)) == [
            0,
            1,
            2,
        ]
    for day in (first, later):
        known = usable_keywords_on(day)
        assert "electric-scooter" in known
        assert known["knife"].synonyms == (*keywords()["knife"].synonyms, "shank")
        assert "fuel-theft" not in known
    assert usable_keywords_on(later)["knife"].hint == "Also screwdrivers"
    assert "electric-scooter" not in usable_keywords_on(first - timedelta(days=1))


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
        accept(asked, actor=lena, holds_from=timezone.localdate(), reasons=HURRY)
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


def test_every_force_reads_a_proposal_and_only_the_force_it_comes_from_answers_it(cast, signed_in):
    asha, kit, carys, nia = cast("asha"), cast("kit"), cast("carys"), cast("nia")
    with acting(asha):
        asked = a_proposal(asha)
    assert "Electric scooter" in signed_in("carys").get(asked.url).content.decode()
    with acting(carys), pytest.raises(RuleBreach) as refused:
        propose(actor=carys, kind="new", label="Electric scooter", group="Method", reason="They are everywhere.")
    assert asked.reference in str(refused.value.breaches[0].sentence)
    with acting(nia), pytest.raises(NotAllowed):
        accept(asked, actor=nia, holds_from=timezone.localdate() + timedelta(days=30))
    assert asked.reference not in signed_in("nia").get("/").content.decode(), "nothing is due to them"
    with acting(kit):
        accept(asked, actor=kit, holds_from=timezone.localdate() + timedelta(days=30))
    assert asked.reference in signed_in("nia").get("/").content.decode(), "what will hold for them too is told"


def test_whoever_proposed_it_withdraws_it_while_it_has_no_answer(cast, signed_in):
    asha, kit = cast("asha"), cast("kit")
    with acting(asha):
        asked = a_proposal(asha)
    with acting(kit), pytest.raises(RuleBreach) as refused:
        withdraw(asked, actor=kit)
    assert [b.code for b in refused.value.breaches] == ["VOCAB-09"]
    page = signed_in("asha").post(f"{asked.url}/withdraw", {"version": "1"}, follow=True).content.decode()
    assert "Withdrawn" in page
    assert asked.reference not in signed_in("kit").get("/").content.decode()
    with acting(kit), pytest.raises(Conflict):
        accept(asked, actor=kit, holds_from=timezone.localdate() + timedelta(days=30))
    with acting(asha):
        again = propose(actor=asha, kind="new", label="Electric scooter", group="Method", reason="It was right.")
    assert again.state == "proposed", "what was withdrawn no longer waits"
