"""A force loads a list that changes each April; crimes of before keep the rules of their day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.utils import timezone

from polias.crime.editions.actions import load_edition
from polias.crime.editions.reading import class_of_any, classes_on, outcomes_on, rows_on, usable_keywords_on
from polias.crime.editions.rules import RULES, EditionFacts
from polias.crime.editions.tables import TABLES, compared, rows_of
from polias.crime.flags.actions import describe
from polias.crime.flags.queries import circumstances_of, flags_of
from polias.crime.outcomes.actions import give_outcome
from polias.crime.reports.actions import keyword
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.errors import NotAllowed, RuleBreach
from polias.kit.rules.rule import breaches_of

CLASSES = TABLES["offence_classes"].own_rows
STRANGULATION = {**CLASSES[0], "code": "5F", "title": "Strangulation", "selectable": "Y", "valid_from": "",
                 "valid_to": "", "status": "sourced", "to_be_confirmed": ""}  # fmt: skip
TODAY = date(2026, 11, 24)


def written(rows):
    return "\n".join([",".join(rows[0]), *(",".join(f'"{v}"' for v in row.values()) for row in rows)])


def facts(**changes):
    usual = EditionFacts("offence_classes", (*CLASSES, STRANGULATION), CLASSES, TODAY, TODAY, "Home Office list")
    return replace(usual, **changes)


def codes(**changes):
    return [b.code for b in breaches_of(RULES, facts(**changes), move="load")]


def test_a_list_with_one_more_class_may_be_loaded_and_says_what_is_new():
    assert codes() == []
    assert compared(TABLES["offence_classes"], CLASSES, (*CLASSES, STRANGULATION)).added == ("5F",)


def test_a_comparison_names_code_column_before_and_after():
    renamed = ({**CLASSES[0], "title": "Murder and manslaughter"}, *CLASSES[1:])
    assert compared(TABLES["offence_classes"], CLASSES, renamed).changed == (
        ("1", "title", "Murder", "Murder and manslaughter"),
    )


@pytest.mark.parametrize("changes", [{"table": "rumours"}, {"rows": ()}, {"rows": ({"code": "1"},), "replaces": ()}])
def test_EDITION_01_refuses_an_unknown_table_an_empty_one_and_one_without_its_columns(changes):
    """An edition is of a known table, and has its columns and at least one row."""
    assert "EDITION-01" in codes(**changes)


@pytest.mark.parametrize(
    "row",
    [CLASSES[0], {**STRANGULATION, "code": ""}, {**STRANGULATION, "counts_by": "moon"},
     {**STRANGULATION, "valid_from": "1 April"}, {**STRANGULATION, "notifiable": "perhaps"}],
)  # fmt: skip
def test_EDITION_02_refuses_rows_that_cannot_be_read(row):
    """Every row of an edition has a code of its own, and values that can be read."""
    assert codes(rows=(*CLASSES, row)) == ["EDITION-02"]


def test_EDITION_03_refuses_a_list_from_nowhere():
    """An edition says from where it comes."""
    assert codes(source=" ") == ["EDITION-03"]


def test_EDITION_04_refuses_to_overwrite_an_edition():
    """A table changes once on a day; an edition is never overwritten."""
    assert codes(taken=frozenset({TODAY})) == ["EDITION-04"]


def test_EDITION_05_asks_why_an_edition_begins_in_the_past():
    """An edition that begins in the past changes the rules of what was recorded since; it is said why."""
    assert codes(valid_from=date(2026, 4, 1)) == ["EDITION-05"]


def test_EDITION_06_refuses_to_lose_a_class_that_old_crimes_have():
    """A code that was in use stays in the table, if only as one that can no longer be chosen."""
    assert codes(rows=CLASSES[1:]) == ["EDITION-06"]


def test_EDITION_07_asks_who_agreed_where_a_list_is_one_for_all_forces():
    """A list that is one for all forces is loaded with their agreement; it is said who agreed."""
    assert codes(also_of=("Eastmoor",)) == ["EDITION-07"]


def loaded(lena, rows, *, table="offence_classes", valid_from=None):
    how = {"content": written(rows), "source": "Home Office list", "valid_from": valid_from or timezone.localdate()}
    agreed = {"EDITION-07": "Nia Okoro agreed."} if TABLES[table].shared else {}
    return load_edition(actor=lena, table=table, reasons=agreed, **how)


def test_a_new_class_is_for_crimes_from_its_day_on_and_of_that_force_alone(cast):
    asha, carys, lena = cast("asha"), cast("carys"), cast("lena")
    with acting(lena):
        loaded(lena, (*CLASSES, STRANGULATION))
        assert AuditRow.objects.filter(verb="crime.editions.load").count() == 1
    now, yesterday = timezone.now(), timezone.now() - timedelta(days=1)
    today = {"offence": "5F", "committed_from": now - timedelta(minutes=2), "reported_at": now - timedelta(minutes=1)}
    with acting(asha):
        crime = a_crime(asha, **today)
        assert crime.title() == "Strangulation"
        with pytest.raises(RuleBreach) as refusal:
            a_crime(asha, **today | {"committed_from": yesterday - timedelta(hours=1)})
        assert "CRIME-01" in [b.code for b in refusal.value.breaches]
    with acting(carys), pytest.raises(RuleBreach):
        a_crime(carys, **today)
    assert class_of_any("5F", force_id=902) is None


def test_old_crimes_keep_the_list_of_their_day(cast):
    lena = cast("lena")
    first = datetime.now(UTC).date()
    shut = tuple({**row, "selectable": "N"} if row["code"] == "46" else row for row in CLASSES)
    with acting(lena):
        loaded(lena, shut, valid_from=first + timedelta(days=30))
    before, after = (classes_on(first + timedelta(days=n), force_id=901)["46"] for n in (29, 30))
    assert (before.selectable, after.selectable) == (True, False)
    assert len(rows_on("offence_classes", first + timedelta(days=30), force_id=901)) == len(CLASSES)


def test_an_outcome_that_a_force_no_longer_uses_is_refused_with_its_rule(cast):
    asha, ben, lena = cast("asha"), cast("ben"), cast("lena")
    rows = TABLES["outcomes"].own_rows
    shut = tuple({**row, "selectable": "N"} if row["code"] == "18" else row for row in rows)
    with acting(asha):
        crime = a_crime(asha)
    with acting(lena):
        loaded(lena, shut, table="outcomes")
    assert not outcomes_on(timezone.localdate(), force_id=901)["18"].selectable
    with acting(ben), pytest.raises(RuleBreach) as refusal:
        give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    assert [b.code for b in refusal.value.breaches] == ["OUTCOME-01"]
    with acting(ben):
        assert CrimeReport.objects.get(pk=crime.pk).state == "recorded"


def test_only_registrar_and_steward_load_a_list(cast):
    with acting(cast("asha")) as asha, pytest.raises(NotAllowed):
        loaded(asha, CLASSES)


def test_a_row_of_another_length_is_told_with_its_line():
    with pytest.raises(ValueError, match="line 3"):
        rows_of("code,title\n1,Murder\n2\n")


KEYWORDS, CIRCUMSTANCES = (TABLES[name].own_rows for name in ("keywords", "circumstances"))
SCOOTER = {**KEYWORDS[-1], "code": "scooter", "label": "Electric scooter", "group": "Method", "synonyms": "e-scooter"}
LADDER = {**CIRCUMSTANCES[0], "kind": "method", "code": "ladder", "label": "By ladder"}


def test_keywords_are_loaded_for_every_force_with_the_agreement_of_the_others(cast):
    lena, nia = cast("lena"), cast("nia")
    today = timezone.localdate()
    content = written((*KEYWORDS, SCOOTER))
    with acting(lena), pytest.raises(RuleBreach) as refused:
        load_edition(actor=lena, table="keywords", content=content, valid_from=today, source="Board")
    assert [b.code for b in refused.value.breaches] == ["EDITION-07"]
    with acting(lena):
        loaded(lena, (*KEYWORDS, SCOOTER), table="keywords")
    assert "scooter" in usable_keywords_on(today)
    with acting(nia), pytest.raises(RuleBreach) as refused:
        loaded(nia, KEYWORDS, table="keywords")
    assert {b.code for b in refused.value.breaches} == {"EDITION-04", "EDITION-06"}, "it is hers as well"


def test_vocabularies_that_forces_had_of_their_own_are_put_together():
    together = import_module("polias.crime.migrations.0021_one_vocabulary").together
    knife = {"code": "knife", "synonyms": "blade", "valid_from": "", "valid_to": ""}
    fuel = {"code": "fuel-theft", "synonyms": "", "valid_from": "2026-02-01", "valid_to": "2026-05-31"}
    one = [knife, fuel, {**knife, "code": "scooter", "valid_to": "2026-03-01"}]
    other = [
        {**knife, "synonyms": "shank|blade", "valid_to": "2026-06-30"},
        {**fuel, "valid_from": "2026-01-01", "valid_to": "2026-07-31"},
    ]
    found = {row["code"]: row for row in together([one, other])}
    assert list(found) == ["knife", "fuel-theft", "scooter"]
    assert found["knife"] == {**knife, "synonyms": "blade|shank"}, "in use where one force uses it"
    assert found["fuel-theft"] == {**fuel, "valid_from": "2026-01-01", "valid_to": "2026-07-31"}
    assert found["scooter"]["valid_to"] == "2026-03-01"


def test_a_force_takes_a_keyword_and_its_synonym_from_a_day_on_and_old_crimes_keep_theirs(cast, signed_in):
    lena, asha = cast("lena"), cast("asha")
    with acting(asha):
        old = keyword(a_crime(asha), actor=asha, codes=("fuel-theft",))
        riding = a_crime(asha, summary="He rode off with the bag on an e-scooter.")
        with pytest.raises(RuleBreach):
            keyword(riding, actor=asha, codes=("scooter",))
    ended = [{**row, "valid_to": "2026-01-01"} if row["code"] == "fuel-theft" else row for row in KEYWORDS]
    with acting(lena):
        loaded(lena, (*ended, SCOOTER), table="keywords")
    browser = signed_in("asha")
    page = browser.get(f"{riding.url}/keyword").content.decode()
    assert "Electric scooter" in page.partition("<form")[0] + page.partition("</form>")[2], "its synonym suggests it"
    assert "Fuel theft" not in page, "what has ended is not offered"
    with acting(asha):
        keyword(riding, actor=asha, codes=("scooter",))
        with pytest.raises(RuleBreach):
            keyword(riding, actor=asha, codes=("fuel-theft",))
    assert "Electric scooter" in browser.get(riding.url).content.decode()
    assert "Fuel theft" in browser.get(old.url).content.decode(), "what it was called when it was put on stays readable"
    assert riding.reference in browser.get("/crime/reports/?keyword=scooter").content.decode()


def test_a_flag_that_has_ended_no_longer_follows_from_what_is_recorded(cast):
    lena, asha = cast("lena"), cast("asha")
    ended = [{**row, "valid_to": "2026-01-01"} if row["code"] == "knife" else row for row in KEYWORDS]
    with acting(lena):
        loaded(lena, ended, table="keywords")
    with acting(asha):
        crime = describe(a_crime(asha), actor=asha, names=("weapon:knife", "weapon_use:threatened"))
    assert "knife" not in flags_of(crime)


def test_circumstances_are_told_apart_by_kind_and_code_and_compared_by_both():
    told = {"table": "circumstances", "rows": (*CIRCUMSTANCES, LADDER), "replaces": CIRCUMSTANCES}
    assert codes(**told) == []
    assert compared(TABLES["circumstances"], CIRCUMSTANCES, told["rows"]).added == ("method:ladder",)
    assert codes(**told | {"rows": (*CIRCUMSTANCES, CIRCUMSTANCES[0])}) == ["EDITION-02"]
    assert codes(**told | {"rows": (*CIRCUMSTANCES, {**LADDER, "kind": "mood"})}) == ["EDITION-02"]
    assert codes(**told | {"rows": CIRCUMSTANCES[1:]}) == ["EDITION-06"]


def test_a_keyword_that_is_left_out_is_refused_and_it_is_said_how_to_end_it():
    told = facts(table="keywords", rows=KEYWORDS[1:], replaces=KEYWORDS)
    (breach,) = breaches_of(RULES, told, move="load")
    assert breach.code == "EDITION-06"
    assert "valid_to" in breach.sentence


def test_a_force_lists_a_circumstance_of_its_own_and_it_can_be_recorded_from_that_day(cast):
    lena, asha = cast("lena"), cast("asha")
    with acting(lena):
        loaded(lena, (*CIRCUMSTANCES, LADDER), table="circumstances")
    with acting(asha):
        crime = describe(a_crime(asha), actor=asha, names=("method:ladder",))
        assert [one.label for one in circumstances_of(crime)] == ["By ladder"]
