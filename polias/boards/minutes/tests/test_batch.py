"""Many files at once: one that is refused costs none of the others, and nothing half written stays."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from polias.boards.minutes import batch, child, cli
from polias.boards.minutes.tests.documents import pdf

PAPER = (
    "Northshire Panel\nMinutes of the meeting held on 5 March 2024\n\n1. Apologies\n\nNone.\n\n2. Budget\n\nR"
    "ESOLVED that it be noted.\n"
)


@pytest.fixture
def papers(tmp_path):
    (tmp_path / "good.txt").write_text(PAPER)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "scan.pdf").write_bytes(pdf([]))
    return [tmp_path / name for name in ("empty.txt", "good.txt", "scan.pdf", "missing.txt")]


def run(*words):
    return CliRunner().invoke(cli.app, ["minutes", "read", *map(str, words)])


def test_each_refused_file_has_one_sentence_and_the_others_go_on(papers, tmp_path):
    out = tmp_path / "read"
    result = run(*papers, "--json", "--out", out)
    assert result.exit_code == 2
    assert [path.name for path in out.iterdir()] == ["good.json"]
    found = json.loads((out / "good.json").read_text())
    assert (found["body"], found["date"], found["format"]) == ("Northshire Panel", "2024-03-05", "text")
    said = [line for line in result.stderr.splitlines() if not line.startswith("2/4")]
    assert ["empty.txt" in said[0], "text recognition" in said[1], "cannot be opened" in said[2], said[3]] == [
        True,
        True,
        True,
        "1 of 4 papers read.",
    ]


def test_a_summary_is_printed_for_people(papers):
    result = run(papers[1])
    assert result.exit_code == 0
    assert "Northshire Panel, 2024-03-05" in result.stdout
    assert "that it be noted." in result.stdout


def test_the_summary_says_which_sum_does_not_come_out(tmp_path):
    paper = tmp_path / "sums.txt"
    paper.write_text(PAPER + "\n9. Posts\n\nThe 50 frozen and 24 vacant posts explain the gap of 102.03 posts.\n")
    said = run(paper).stdout
    assert "A sum does not come out: the paper says 102.03, but 50, 24 give 74." in said


def test_two_papers_of_one_name_are_refused_before_anything_is_written(tmp_path):
    for name in ("a.txt", "a.html"):
        (tmp_path / name).write_text(PAPER)
    result = run(tmp_path / "a.txt", tmp_path / "a.html", "--out", tmp_path / "read")
    assert result.exit_code == 2
    assert "Two of the papers would become a.json." in result.stderr
    assert not (tmp_path / "read").exists()


def test_a_file_that_takes_too_long_or_ends_the_process_is_refused(tmp_path, monkeypatch):
    (tmp_path / "long.txt").write_text("paper")
    (tmp_path / "fatal.txt").write_text("paper")
    script = tmp_path / "stand_in.py"
    script.write_text("import os, sys, time\ntime.sleep(60) if 'long' in sys.argv[-1] else os._exit(11)\n")
    monkeypatch.setattr(batch, "COMMAND", [sys.executable, str(script)])
    monkeypatch.setattr(batch, "PATIENCE", 1.5)
    long, fatal = batch.read_all([tmp_path / "long.txt", tmp_path / "fatal.txt"])
    assert "longer than one paper may take" in long.refused
    assert "ended its reading" in fatal.refused


def test_a_failing_disk_leaves_no_half_file(papers, tmp_path, monkeypatch):
    outcome = batch.read_one(papers[1])
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        batch.written(outcome, tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".half" or path.name == "good.json"]


def test_reading_needs_neither_django_nor_the_database():
    code = (
        "import sys; import polias.boards.minutes.child as c; from polias.boards.minutes import batch, summar"
        "y; c.reading_of; import polias.boards.minutes.reading, polias.boards.minutes.formats.which; print(so"
        "rted(n for n in sys.modules if n.split('.')[0] in ('django', 'psycopg', 'pypdfium2', 'lxml')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_limits_are_those_of_one_paper():
    assert (child.SECONDS, child.MEMORY) == (240, 3_000_000_000)


FRENCH = (
    "Le comité examine le rapport sur les appels et constate que le délai moyen de réponse a augmenté depuis le mois "
    "de janvier. Il est décidé que le commandant présentera un plan avant la prochaine réunion du comité. "
)
OTHER = (
    "Northshire County Council\nHarbour Safety Committee\nMinutes of the meeting held on 6 May 2024\n\n"
    "Present: Councillor Gail Moss (Chair), Councillor Huw Tate\n\n1. Apologies\n\nNone.\n\n2. Lights\n\n"
    "RESOLVED that the lights be mended.\n"
)


def test_a_paper_in_another_language_is_refused_with_one_sentence_and_the_others_go_on(tmp_path):
    (tmp_path / "french.txt").write_text(f"Procès-verbal du 4 mars 2024\n\n{FRENCH * 3}\n")
    (tmp_path / "good.txt").write_text(PAPER)
    result = run(tmp_path / "french.txt", tmp_path / "good.txt", "--out", tmp_path / "read")
    assert result.exit_code == 2
    assert "french.txt: The paper is in a language that is not read (only English and Welsh are)" in result.stderr
    assert [path.name for path in (tmp_path / "read").iterdir()] == ["good.json"]


def test_a_day_without_a_year_is_no_date_and_a_note_says_so(tmp_path):
    text = PAPER.replace("5 March 2024", "Tuesday 5 March")
    (tmp_path / "bare.txt").write_text(text)
    result = run(tmp_path / "bare.txt", "--json", "--out", tmp_path / "read")
    assert result.exit_code == 0
    found = json.loads((tmp_path / "read" / "bare.json").read_text())
    (note,) = found["notes"]
    assert found["date"] is None
    assert "“Tuesday 5 March” without a year" in note["text"]
    assert text[note["at"]["start"] : note["at"]["end"]] == "Tuesday 5 March"
    assert f"bare.txt: {note['text']}" in result.stderr
    assert note["text"] in run(tmp_path / "bare.txt").stdout


def test_another_date_of_the_heading_does_not_stand_in_for_a_day_without_a_year(tmp_path):
    (tmp_path / "bare.txt").write_text(PAPER.replace("on 5 March 2024", "on Tuesday 5 March\n\n12 March 2021"))
    assert batch.read_one(tmp_path / "bare.txt").reading["date"] is None


def test_of_two_papers_in_one_file_the_first_is_read_and_a_note_says_where_the_second_begins(tmp_path):
    text = f"{PAPER}\n{OTHER}"
    (tmp_path / "pack.txt").write_text(text)
    found = batch.read_one(tmp_path / "pack.txt").reading
    assert (found["body"], found["date"], len(found["items"])) == ("Northshire Panel", "2024-03-05", 2)
    assert [each["text"] for each in found["resolutions"]] == ["that it be noted."]
    assert (found["attendees"], found["text"]) == ([], text)
    (note,) = found["notes"]
    assert "begins on line 12 (Harbour Safety Committee, 2024-05-06): nothing from there on was read" in note["text"]
    assert (note["at"]["line"], text[note["at"]["start"] :][:24]) == (12, "Northshire County Counci")


def test_a_later_meeting_of_the_same_body_is_a_second_paper_too(tmp_path):
    later = OTHER.replace("Harbour Safety Committee", "Northshire Panel")
    (tmp_path / "year.txt").write_text(f"{PAPER}\n{later}")
    (note,) = batch.read_one(tmp_path / "year.txt").reading["notes"]
    assert "(Northshire Panel, 2024-05-06)" in note["text"]


@pytest.mark.parametrize(
    "head",
    [
        "MINUTES of the Harbour Safety Committee held on 6 May 2024 at 7pm.\n\nPRESENT\nGail Moss\nHuw Tate",
        "A meeting of the Harbour Safety Committee was held on 6 May 2024.\n\nAttendees:\n\nGail Moss\n\nHuw Tate",
        "Notes of the Harbour Safety Committee, 6 May 2024\n\nThe meeting was held by video.\n\nPresent: Gail Moss",
        "Harbour Safety Committee\nMinutes\n6 May 2024\n\nIn attendance\nGail Moss\tChair\nHuw Tate\tMember",
        "Record of the Harbour Safety Committee\n\n6 May 2024\n\nApologies: Ben Ashton\nPresent: Gail Moss",
    ],
    ids=["a full stop", "was held", "by video", "minutes alone", "apologies first"],
)
def test_a_second_paper_begins_with_its_heading_and_those_present(head, tmp_path):
    (tmp_path / "pack.txt").write_text(f"{PAPER}\n{head}\n\n1. Lights\n\nRESOLVED that the lights be mended.\n")
    (note,) = batch.read_one(tmp_path / "pack.txt").reading["notes"]
    assert "begins on line 12 (Harbour Safety Committee, 2024-05-06)" in note["text"]


@pytest.mark.parametrize(
    "words",
    [
        "Minutes of the meeting of the Northshire Panel held on 5 March 2024\n\nPresent: Councillor Huw Tate",
        "3. Minutes of the Harbour Safety Committee held on 6 May 2024\n\nPresentation\n\nThey were received.",
        "Minutes of the Harbour Safety Committee held on 6 May 2024 were received and noted by the Panel.",
        "Minutes of the Ferry Sub-Committee held on 6 May 2024 were received.\n\nPresent concerns were its fares.",
        "Minutes of the Ferry Sub-Committee held on 6 May 2024\n\nPresent concerns\n\nGail Moss spoke of fares.",
        "Record numbers came to the Ferry Users Board on 6 May 2024.\n\nAttendance had doubled.",
        "Notes of the workshop on 6 May 2024 were circulated.\n\nPresent: Gail Moss, Huw Tate",
        "A meeting of the Ferry Users Board was held on 6 May 2024.\n\nAttendance: good",
        "Minutes of the Ferry Sub-Committee, 6 May 2024\n\nThey were read.\n\nIn attendance: Gail Moss",
        "Minutes of the Ferry Sub-Committee, 6 May 2024\n\nIn attendance for this item:\nGail Moss",
    ],
    ids=[
        "its own heading again",
        "an item about other minutes",
        "a sentence about other minutes",
        "a sentence and a paragraph that begins like a list",
        "an unnumbered title and a heading that begins like a list",
        "a record of another kind",
        "a sentence above a list",
        "attendance that names nobody",
        "a list below what was minuted",
        "a list for one item",
    ],
)
def test_what_only_looks_like_a_second_paper_is_read_on(words, tmp_path):
    (tmp_path / "one.txt").write_text(f"{PAPER}\n{words}\n\n4. Lights\n\nRESOLVED that the lights be mended.\n")
    found = batch.read_one(tmp_path / "one.txt").reading
    assert found["notes"] == []
    assert found["resolutions"][-1]["text"] == "that the lights be mended."
