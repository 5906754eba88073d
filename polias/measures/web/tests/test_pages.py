"""The pages of figures: who sees which force, in which edition, and that chart, table and file say the same."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from polias.kit.access.acting import acting
from polias.kit.datasets import DatasetWriter
from polias.measures.sources.importing import import_police_uk
from polias.measures.sources.street_dataset import POLICE_UK_STREET
from polias.measures.tests.made_up import USUAL, made_up_folder
from polias.measures.tests.past import invent
from polias.measures.web.audience import edition_for, offers_to
from polias.measures.web.charts import Dot, chart, sparkline


@pytest.fixture
def past(published, monkeypatch):
    """What is published, read in this test's pages."""
    monkeypatch.setenv("POLIAS_HOME", str(published[1]))
    return published[0]


def a_public_force(home, *, slug="essex", month="2018-12", crimes=7):
    """A month of public street files of a force that does not work here."""
    names = [column.name for column in POLICE_UK_STREET.columns]
    row = dict.fromkeys(names) | {
        "force": slug, "month": month, "crime_type": "Burglary", "is_recorded_crime": True, "line": 2,
        "outcome_stage": "known", "last_outcome": "Local resolution",
    }  # fmt: skip
    keys = {"force": slug, "month": month}
    with DatasetWriter(POLICE_UK_STREET, datasets=home / "datasets", keys=keys) as writer:
        writer.write({name: [row[name]] * crimes for name in names})
        writer.publish(content_hash="made up", source={"name": "made up"})


def month_ago() -> str:
    today = timezone.localdate()
    before = date(today.year - (today.month == 1), today.month - 1 or 12, 1)
    return f"{before:%Y-%m}"


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_dev_sees_a_card_for_each_figure_of_his_force(past, signed_in):
    text = page(signed_in("dev"), "/measures/")
    for title in ("Recorded crime", "Recorded within 24 hours", "Outcome rate"):
        assert title in text
    assert "The month is not over" in text
    assert 'role="img"' in text
    assert "Trust:" in text


def test_an_investigator_has_no_measures(past, signed_in):
    assert signed_in("asha").get("/measures/").status_code == 404
    assert signed_in("carys").get("/measures/recorded_crime/?force=northshire").status_code == 404


def test_another_force_does_not_exist_for_dev_until_it_lends_its_figures(past, signed_in, cast):
    dev = signed_in("dev")
    assert dev.get("/measures/?force=eastmoor").status_code == 404
    assert dev.get("/measures/?force=atlantis").status_code == 404
    with acting(cast("dev")) as actor:
        assert offers_to(actor, "eastmoor") == ()


@pytest.fixture
def lent(private_server, db):
    """Eastmoor lends Northshire its figures: entered by the owner of the tables, as only that role may."""
    from polias.kit.server.addresses import connection_parts

    owner = connection_parts(private_server.owner_url)
    with psycopg.connect(**(owner | {"dbname": connection.settings_dict["NAME"]}), autocommit=True) as as_owner:
        as_owner.execute(
            "insert into force_agreement (title, lender_id, borrower_id, grade, record_types, purpose, valid_from)"
            " values ('figures', 902, 901, 0, '{measures}', 'Comparing neighbours', '2020-01-01')"
        )
        yield
        as_owner.execute("delete from force_agreement where title = 'figures'")


def test_what_a_force_lends_is_read_without_small_counts(past, lent, signed_in, cast):
    assert "Eastmoor" in page(signed_in("dev"), "/measures/")
    page(signed_in("dev"), "/measures/recorded_crime/?force=eastmoor")
    with acting(cast("dev")) as actor:
        assert edition_for(actor, "eastmoor") == "board"
        assert edition_for(actor, "northshire") == "internal"


def test_public_files_of_any_force_are_there_for_every_reader(own_copy, monkeypatch, signed_in):
    monkeypatch.setenv("POLIAS_HOME", str(own_copy))
    a_public_force(own_copy)
    text = page(signed_in("dev"), "/measures/recorded_crime/?force=essex")
    assert "Essex" in text
    assert "December 2018" in text


def test_chart_table_and_file_say_the_same(past, signed_in):
    dev, month = signed_in("dev"), month_ago()
    text = page(dev, f"/measures/recorded_crime/?month={month}")
    assert text.count("data:image/svg+xml;base64,") == 2
    assert "Line by month from" in text
    rows = list(
        csv.DictReader(io.StringIO(page(dev, f"/measures/recorded_crime/?month={month}&format=csv").lstrip("\ufeff")))
    )
    assert float(rows[-1]["value"]) == past.recorded_crime(month)
    assert rows[-1]["month"] == month
    taken = json.loads(page(dev, f"/measures/recorded_crime/?month={month}&format=json"))
    assert float(taken["rows"][-1]["value"]) == past.recorded_crime(month)
    assert dev.get("/measures/recorded_crime/?format=xlsx").content[:2] == b"PK"


def test_a_group_is_counted_alone_and_can_be_taken_away_again(past, signed_in):
    group, month = past.groups()[0], month_ago()
    text = page(signed_in("dev"), f"/measures/recorded_crime/?group={group.replace(' ', '+')}&month={month}&format=csv")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert float(rows[-1]["value"]) == past.recorded_crime(month, group)


def test_a_member_of_the_board_reads_no_count_of_one_to_four(past, signed_in):
    month = next(
        m for m in sorted({c["month"] for c in past.crimes}) if 0 < past.recorded_crime(m, past.groups()[0]) < 5
    )
    url = f"/measures/recorded_crime/?group={past.groups()[0].replace(' ', '+')}&month={month}"
    exact, held = page(signed_in("dev"), url), page(signed_in("erin"), url)
    assert "fewer than 5" not in exact
    assert "fewer than 5" in held
    assert "Counts below five are not shown to boards" in held
    rows = list(csv.DictReader(io.StringIO(page(signed_in("erin"), url + "&format=csv").lstrip("\ufeff"))))
    assert rows[-1]["value"] == ""
    assert rows[-1]["note"] == "fewer than 5"


def test_who_may_see_the_records_gets_the_way_to_them(past, signed_in):
    month = month_ago()
    url = f"/measures/recorded_crime/?month={month}"
    assert f"/crime/reports/?month={month}" in page(signed_in("ben"), url)
    assert "/crime/reports/?" not in page(signed_in("erin"), url)


def test_from_the_share_recorded_in_time_the_way_leads_to_those_that_were_late(past, signed_in):
    late = f"/crime/reports/?month={month_ago()}&amp;in_time=no"
    assert late in page(signed_in("ben"), f"/measures/recorded_within_24_hours/?month={month_ago()}")


def test_the_crimes_by_which_somebody_was_harmed_again_are_a_click_away_for_who_may_see_them(past, signed_in):
    url = f"/measures/repeat_victims/?month={month_ago()}"
    assert f"/crime/reports/?again={month_ago()}" in page(signed_in("ben"), url)
    assert "/crime/reports/?" not in page(signed_in("erin"), url)
    page(signed_in("ben"), f"/crime/reports/?again={month_ago()}")


def test_the_list_of_crimes_is_narrowed_to_the_month_of_the_figure_and_to_what_was_late(cast, signed_in):
    first = datetime(2026, 5, 20, tzinfo=UTC)
    entered = invent(cast("asha"), first=first, last=datetime(2026, 6, 10, tzinfo=UTC), a_month=60)
    listed = page(signed_in("ben"), "/crime/reports/?month=2026-05&format=csv")
    assert len(list(csv.reader(io.StringIO(listed)))) - 1 == sum(c["month"] == "2026-05" for c in entered.crimes)
    assert signed_in("ben").get("/crime/reports/?month=never").status_code == 200
    listed = page(signed_in("ben"), "/crime/reports/?month=2026-05&in_time=no&format=csv")
    late = sum(c["month"] == "2026-05" and c["hours"] > 24 for c in entered.crimes)
    assert len(list(csv.reader(io.StringIO(listed)))) - 1 == late > 0
    assert len(list(csv.reader(io.StringIO(page(signed_in("ben"), "/crime/reports/?in_time=perhaps&format=csv"))))) == 1


def test_an_unknown_measure_is_not_found(past, signed_in):
    assert signed_in("dev").get("/measures/unicorns/").status_code == 404


def test_nothing_published_yet_says_what_to_wait_for(tmp_path, monkeypatch, signed_in):
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    assert "Nothing has been published yet" in page(signed_in("dev"), "/measures/")


def test_a_chart_marks_by_shape_and_leaves_a_gap_where_nothing_is_known():
    dots = [
        Dot(label="Jan 2026", value=10, lower=5, centre=10, upper=15),
        Dot(label="Feb 2026", value=None, lower=5, centre=10, upper=15),
        Dot(label="Mar 2026", value=40, lower=5, centre=10, upper=15, exception="high"),
        Dot(label="Apr 2026", value=1, lower=5, centre=10, upper=15, exception="low"),
    ]
    drawn = chart(dots, say=lambda value: f"<{value:.0f}>", on_axis=lambda value: f"{value:.0f}")
    assert drawn.count("#c75000") == 1
    assert drawn.count("#1d70b8") == 1
    assert "&lt;1&gt;" in drawn, "what is written in a chart is escaped"
    assert 'stroke="#505a5f" stroke-width="1.5"' in drawn, "a cross stands where nothing is known"
    assert chart([Dot(label="Jan 2026", value=0)], say=str, on_axis=str).startswith("<svg")
    assert sparkline([], alt="nothing").startswith("<svg")


def test_a_chart_says_its_rule_and_what_it_could_have_shown_and_takes_another_rule(home, tmp_path, signed_in):
    source = made_up_folder(tmp_path, first="2014-12", months=49, special={"2018-12": {**USUAL, "Shoplifting": 140}})
    import_police_uk([source], datasets=home / "datasets")
    reader, url = signed_in("dev"), "/measures/recorded_crime/?group=Shoplifting"
    by_house, by_nhs = page(reader, url), page(reader, f"{url}&rule=nhs")
    assert "Higher than expected: ordinary ups and downs do not explain it." in by_house
    assert re.search(r"House rule\. The smallest rise that it sees: \d+% in one month, \d+% if it lasts\.", by_house)
    assert "what was expected of each month by its earlier years" in by_house
    assert re.search(r"December 2018: 10 looked at together, \d exceptional alone, of which \d stand\.", by_house)
    assert "looked at together, " not in by_nhs
    assert re.search(r"NHS rules\. The smallest rise that they see in one month: \d+%\.", by_nhs)
    assert "An XmR chart with the NHS rules" in by_nhs
    assert "where the house rule cannot" in by_nhs
    assert page(reader, f"{url}&rule=tarot").count("House rule. The smallest") == 1
    assert "House rule. The smallest rise" in page(reader, "/measures/"), "the card says it too"


def test_a_band_that_differs_by_month_is_drawn_by_month_and_not_where_there_is_none():
    dots = [Dot(label="Jan 2026", value=10), *(Dot(label="", value=10, lower=n, centre=9, upper=20) for n in (4, 5))]
    drawn = chart(dots, say=str, on_axis=str)
    (band,) = re.findall(r'<path d="M([^"]+)z" fill="#dfe6ea"', drawn)
    assert band.count("L") == 2 * len([dot for dot in dots if dot.upper]) + 3, "no corner where there is no range"


def test_a_page_can_be_asked_as_it_was_on_a_past_day(past, signed_in):
    reader = signed_in("dev")
    before = page(reader, f"/measures/recorded_crime/?month={month_ago()}&as_at=2001-03-01")
    assert "This is what was known at the end of 1 March 2001." in before
    assert "Nothing was supplied" in before
    today = page(reader, f"/measures/recorded_crime/?month={month_ago()}&as_at={timezone.localdate()}")
    assert str(past.recorded_crime(month_ago())) in today
    assert "1 March 2001" in page(reader, "/measures/recorded_crime/?as_at=%202001-03-01%20")
    for no_day in ("2999-01-01", "May"):
        assert "This is what was known" not in page(reader, f"/measures/recorded_crime/?as_at={no_day}")


def test_a_table_of_the_installation_that_cannot_be_read_is_told_and_is_no_fault(own_copy, monkeypatch, signed_in):
    monkeypatch.setenv("POLIAS_HOME", str(own_copy))
    table = own_copy / "reference" / "assessments.csv"
    table.parent.mkdir(exist_ok=True)
    table.write_bytes(
        "force,measure,month,kind,waiting,tried,found,source\nnorthshire,,2018-12,guess,,1,1,£\n".encode("cp1252")
    )
    for address in ("/measures/", "/measures/recorded_crime/"):
        answer = signed_in("dev").get(address)
        assert answer.status_code == 400
        said = answer.content.decode()
        assert "POLIAS_HOME/reference/assessments.csv cannot be read: it is not written in UTF-8" in said
        assert str(own_copy) not in said
