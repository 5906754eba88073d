"""Drafting, quoting, publishing and correcting papers, as the people whose work it is."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction

from polias.boards.papers.actions import correct, draft, publish, quote, rewrite, take_out_figure, write
from polias.boards.papers.model import MEMBERS, MembersEdition, Paper, Paragraph, QuotedFigure
from polias.boards.publications.actions import fingerprint
from polias.boards.publications.model import Edition
from polias.boards.tests.factories import INTERNAL, MONTH, a_meeting, a_paper, publish_crimes
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Conflict, NotAllowed, NotFound, RuleBreach
from polias.kit.models import AcceptedBreach


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def rebuilt(reference: str) -> str:
    """What the command says of the figures of a paper, when it has proved them all."""
    polias = Path(sys.executable).with_name("polias")
    ran = subprocess.run([polias, "measures", "rebuild", reference], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_a_paper_quotes_what_measures_knows_and_says_how_far_to_trust_it(cast, crimes_published):
    jo = cast("jo")
    with acting(jo):
        paper = quote(a_paper(jo), actor=jo, measure="recorded_crime", month=date(2026, 5, 17))
        figure = QuotedFigure.objects.get(register_id=paper.pk)
        assert (figure.value, figure.month, figure.force) == (43.0, MONTH, "northshire")
        assert figure.trust_grade in ("high", "medium", "low")
        assert len(figure.lineage) == 64


def test_a_figure_that_nobody_knows_is_not_quoted(cast, crimes_published):
    jo = cast("jo")
    with acting(jo):
        paper = a_paper(jo)
        with pytest.raises(RuleBreach) as refusal:
            quote(paper, actor=jo, measure="recorded_crime", month=MONTH, offence_group="Piracy")
        assert codes(refusal) == ["BOARD-10"]
        with pytest.raises(RuleBreach):
            quote(paper, actor=jo, measure="recorded_crime", month=date(2026, 4, 1))
        assert not QuotedFigure.objects.filter(register_id=paper.pk).exists()


def test_publishing_freezes_the_figures(cast, crimes_published):
    jo = cast("jo")
    with acting(jo):
        paper = publish(quote(a_paper(jo), actor=jo, measure="recorded_crime", month=MONTH), actor=jo)
        edition = Edition.objects.get(reference=paper.reference)
        publish_crimes(crimes_published, thefts=50)
        again = Edition.objects.get(reference=paper.reference)
        figure = again.content["blocks"][1]
        assert (paper.state, figure["value"], figure["definition_version"]) == ("published", 43.0, "1")
        assert again.digest == edition.digest == fingerprint(again.content)


def test_a_paper_says_by_which_rule_a_figure_is_judged_and_what_its_chart_could_have_shown(cast, crimes_published):
    jo = cast("jo")
    for back in range(1, 49):
        year, month = divmod(MONTH.year * 12 + MONTH.month - 1 - back, 12)
        publish_crimes(crimes_published, thefts=38 + back % 5, month=date(year, month + 1, 1))
    publish_crimes(crimes_published, thefts=90)
    with acting(jo):
        paper = quote(a_paper(jo), actor=jo, measure="recorded_crime", month=MONTH)
        quote(paper, actor=jo, measure="recorded_crime", month=MONTH, offence_group="Robbery")
        publish(paper, actor=jo)
        (*_text, whole, robbery) = Edition.objects.get(reference=paper.reference).content["blocks"]
    assert (whole["judged_by"], whole["exception"], whole["rule"]) == ("house", "high", "outside limits")
    assert whole["range_words"].endswith(" Ordinary ups and downs do not explain it.")
    assert whole["could_be_seen"].startswith("House rule. The smallest rise that it sees: ")
    assert robbery["hidden"]
    assert not {"could_be_seen", "rule"} & set(robbery), "what is too small to be shown is told by nothing else"
    assert "is the same too, drawn again from 48 files before it." in rebuilt(paper.reference)


def test_a_published_figure_is_proved_by_the_papers_reference_though_its_month_is_renewed(cast, crimes_published):
    jo = cast("jo")
    with acting(jo):
        paper = publish(quote(a_paper(jo), actor=jo, measure="recorded_crime", month=MONTH), actor=jo)
        publish_crimes(crimes_published, thefts=50)
    assert "it is the same: 43." in rebuilt(paper.reference)


def test_BOARD_15_a_figure_that_moved_since_it_was_quoted_needs_the_words_read_again(cast, crimes_published):
    """A figure that changed since it was quoted is published only when somebody has read the words again."""
    jo = cast("jo")
    with acting(jo):
        paper = quote(a_paper(jo), actor=jo, measure="recorded_crime", month=MONTH)
        publish_crimes(crimes_published, thefts=50)
        with pytest.raises(RuleBreach) as refusal:
            publish(paper, actor=jo)
        assert codes(refusal) == ["BOARD-15"]
        assert "43 → 53" in refusal.value.breaches[0].sentence
        done = publish(paper, actor=jo, reasons={"BOARD-15": "The words name no number."})
        assert QuotedFigure.objects.get(register_id=done.pk).value == 53.0
        assert AcceptedBreach.objects.get(register_id=done.pk).code == "BOARD-15"


def test_numbers_below_five_are_not_in_the_public_edition_in_any_form(cast, crimes_published):
    jo = cast("jo")
    with acting(jo):
        paper = quote(a_paper(jo), actor=jo, measure="recorded_crime", month=MONTH, offence_group="Robbery")
        paper = publish(paper, actor=jo)
        figure = Edition.objects.get(reference=paper.reference).content["blocks"][1]
        assert (figure["value"], figure["value_words"], figure["hidden"]) == (None, "fewer than 5", True)
        assert not {"lower", "upper", "centre", "sentence"} & set(figure)
        members = MembersEdition.objects.get(register_id=paper.pk).content["blocks"][2]
        assert members["value"] == 3.0


def test_the_members_part_is_in_the_members_edition_and_not_in_the_public_one(cast):
    jo = cast("jo")
    with acting(jo):
        paper = publish(a_paper(jo), actor=jo)
        assert INTERNAL not in json.dumps(Edition.objects.get(reference=paper.reference).content)
        assert INTERNAL in json.dumps(MembersEdition.objects.get(register_id=paper.pk).content)


def test_a_published_paper_is_corrected_in_sight_and_never_edited(cast):
    jo = cast("jo")
    with acting(jo):
        paper = publish(a_paper(jo), actor=jo)
        with pytest.raises(Conflict):
            write(paper, actor=jo, text="More.")
        with pytest.raises(Conflict):
            rewrite(paper, actor=jo, position=1, text="Less.", edition="public")
        with pytest.raises(Conflict):
            take_out_figure(paper, actor=jo, position=1)
        with pytest.raises(RuleBreach) as refusal:
            correct(paper, actor=jo, position=1, text="Crime was lower.", because=" ")
        assert codes(refusal) == ["BOARD-17"]
        correct(paper, actor=jo, position=1, text="Crime was lower.", because="The first sentence was wrong.")
        first, second = Edition.objects.filter(reference=paper.reference).order_by("number")
        assert [first.content["blocks"][0]["text"], second.content["blocks"][0]["text"]] == [
            "Crime was as usual.",
            "Crime was lower.",
        ]
        assert (second.number, second.because) == (2, "The first sentence was wrong.")


def test_a_sum_that_is_none_is_asked_about_and_a_reason_is_kept(cast):
    jo = cast("jo")
    with acting(jo):
        paper = draft(actor=jo, meeting=a_meeting(jo), item=1, name="Burglary")
        write(paper, actor=jo, text="Burglary fell from 1,200 to 1,080, a reduction of 12%.")
        with pytest.raises(RuleBreach) as refusal:
            publish(paper, actor=jo)
        assert codes(refusal) == ["BOARD-18"]
        assert "120 on 1,200 is 10.0%, and 12% is stated" in str(refusal.value)
        text = "Burglary fell from 1,200 to 1,080, a reduction of 10%."
        rewrite(paper, actor=jo, position=1, text=text, edition="public")
        assert publish(paper, actor=jo).published_at is not None


def test_a_paper_for_members_alone_is_not_published(cast):
    jo = cast("jo")
    with acting(jo):
        paper = draft(actor=jo, meeting=a_meeting(jo), item=1, name="Staffing")
        write(paper, actor=jo, text="Two vacancies.", edition=MEMBERS)
        with pytest.raises(RuleBreach) as refusal:
            publish(paper, actor=jo)
        assert codes(refusal) == ["BOARD-13"]


def test_the_database_keeps_an_edition_as_it_was_published(cast):
    jo = cast("jo")
    with acting(jo):
        reference = publish(a_paper(jo), actor=jo).reference
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Edition.objects.filter(reference=reference).update(because="tampered")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Edition.objects.filter(reference=reference).delete()


def test_each_publication_is_logged_as_a_disclosure_to_everybody(cast):
    jo = cast("jo")
    with acting(jo):
        paper = publish(a_paper(jo), actor=jo)
        rows = AuditRow.objects.filter(kind="disclosure", verb="boards.papers.take out")
        assert paper.reference in rows.get().content
        assert '"recipient":"everybody"' in rows.get().content


def test_dev_drafts_and_does_not_publish_and_erin_reads_it_once_it_is_published(cast):
    jo, dev, erin = cast("jo"), cast("dev"), cast("erin")
    with acting(jo):
        meeting = a_meeting(jo)
    with acting(dev):
        paper = write(draft(actor=dev, meeting=meeting, item=2, name="Figures"), actor=dev, text="As usual.")
        with pytest.raises(NotAllowed):
            publish(paper, actor=dev)
    with acting(erin), pytest.raises(NotFound):
        fetch(Paper, paper.reference, actor=erin)
    with acting(jo):
        publish(paper, actor=jo)
    with acting(erin):
        assert fetch(Paper, paper.reference, actor=erin).name == "Figures"
        assert [p.text for p in Paragraph.objects.filter(register_id=paper.pk)] == ["As usual."]
        with pytest.raises(NotAllowed):
            write(paper, actor=erin, text="No.")


def test_officers_and_the_other_force_do_not_know_of_a_paper(cast):
    jo = cast("jo")
    with acting(jo):
        paper = a_paper(jo)
    for username in ("asha", "carys"):
        other = cast(username)
        with acting(other), pytest.raises(NotFound):
            fetch(Paper, paper.reference, actor=other)
