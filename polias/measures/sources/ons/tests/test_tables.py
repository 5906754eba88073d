"""Official tables come in whole, what they hold back is never nought, and each mistake has its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from polias.manifest import read_manifest
from polias.measures.sources.ons.cells import NoNumber, cell
from polias.measures.sources.ons.dataset import ONS_CRIME_TABLES
from polias.measures.sources.ons.held import figures_held, populations
from polias.measures.sources.ons.importing import import_ons
from polias.measures.sources.ons.tests.made_up import AREAS, changes, counts, folder_of_tables, rates, shares, write


@pytest.fixture
def read(datasets, tmp_path):
    """Import one table of these rows: its report, and the figures that are held afterwards."""

    def asked(rows, name="table.csv"):
        report = import_ons([write(tmp_path / name, rows)], datasets=datasets)
        return report.files[0], list(figures_held(datasets))

    return asked


def figure(figures, force, measured, offences=None):
    (one,) = (f for f in figures if (f.force, f.measured, f.offence_group) == (force, measured, offences))
    return one


def test_every_number_of_a_table_is_held_with_what_it_is_of(read):
    report, figures = read(counts())
    assert {(f.area, f.offence_group): f.value for f in figures} == {
        (name.replace(" [note 3]", "").replace(" [note 4]", "").strip(), offence): float(number)
        for _code, name, _p, _h, now, _before in AREAS
        for offence, number in zip(("Burglary", "Robbery", "Homicide"), now, strict=True)
    }
    assert {(f.month, f.table, f.missing) for f in figures} == {("2024-12", "counts-forces", None)}
    assert (report.table.number, report.table.areas, report.outcomes["new"]) == ("P1", 8, 8)


def test_areas_are_kept_by_force_and_regions_by_their_code(read):
    _report, figures = read(counts())
    kinds = {f.force: f.area_kind for f in figures}
    assert kinds == {
        "k04000009": "country", "e92000009": "country", "e12000099": "region", "northshire": "force",
        "eastmoor": "force", "w92000009": "country", "westvale": "force", "railway-police": "force",
    }  # fmt: skip


def test_what_a_table_holds_back_is_missing_with_its_meaning_and_never_nought(read):
    _report, figures = read(rates())
    held_back = figure(figures, "westvale", "rate", "Robbery")
    assert (held_back.value, held_back.missing) == (None, "u1")
    assert "hardly anybody lives there" in held_back.missing_meaning
    assert figure(figures, "westvale", "population").value == 300_000
    _report, figures = read(changes(), "changes.csv")
    small = figure(figures, "eastmoor", "change", "Homicide")
    assert (small.value, small.missing, small.compared_with) == (None, "u", "2023-12")
    assert "comes from a small base" in small.missing_meaning
    _report, figures = read(shares(), "shares.csv")
    none_at_all = figure(figures, "eastmoor", "share", "Homicide offences % involving a knife")
    assert (none_at_all.value, none_at_all.missing) == (None, "z")


@pytest.mark.parametrize(
    ("text", "value", "missing"),
    [("1,234", 1234, None), ("0", 0, None), ("-3.5", -3.5, None), (" [ z ] ", None, "z"), ("[U1]", None, "u1"),
     ("[x]", None, "x"), ("", None, "empty"), ("[q]", None, "q"), ("..", None, ".."), ("–", None, "-")],
)  # fmt: skip
def test_a_cell_is_a_number_or_a_mark(text, value, missing):
    assert cell(text) == (value, missing)


@pytest.mark.parametrize("text", ["about 5", "nan", "inf", "[u] 3", "1.2.3"])
def test_a_cell_that_is_neither_is_not_guessed(text):
    with pytest.raises(NoNumber):
        cell(text)


def test_marks_of_older_tables_are_missing_with_what_the_table_says_of_them(read):
    rows = with_cell(with_cell(counts(), 5, 2, "-"), 6, 2, "..")
    rows[1] = ["'-' indicates that the base is below 50. [x] indicates that nothing is known."]
    _report, figures = read(rows)
    assert figure(figures, "e92000009", "offences", "Burglary").missing_meaning == "the base is below 50"
    assert figure(figures, "e12000099", "offences", "Burglary").missing_meaning == "the table does not say"


def test_a_table_saved_with_semicolons_and_a_title_without_quotation_marks_is_read(datasets, tmp_path):
    table = (
        "Table P1: Number of offences, year ending March 2025,\nArea Code,Area Name,Robbery\nE23000098,Northshire,7\n"
    )
    (tmp_path / "commas.csv").write_text(table)
    (tmp_path / "semicolons.csv").write_text(table.replace(",", ";"))
    report = import_ons([tmp_path / "commas.csv", tmp_path / "semicolons.csv"], datasets=datasets)
    assert [dict(one.outcomes) for one in report.files] == [{"new": 1}, {"unchanged": 1}]


def test_the_same_table_again_changes_nothing_and_another_replaces_it(read, datasets):
    read(counts())
    again, _figures = read(counts(), "copied.csv")
    assert again.outcomes == {"unchanged": 8}
    revised = [(*area[:4], (1_801, 400, 40), area[5]) if area[1] == "Northshire" else area for area in AREAS]
    changed, figures = read(counts(areas=revised), "revised.csv")
    assert changed.outcomes == {"unchanged": 7, "replaced": 1}
    assert figure(figures, "northshire", "offences", "Burglary").value == 1_801
    folder = ONS_CRIME_TABLES.folder(datasets, {"force": "northshire", "month": "2024-12", "table": "counts-forces"})
    assert [version.number for version in read_manifest(folder).versions] == [1, 2]


def test_a_folder_with_cover_and_notes_keeps_the_notes_with_the_areas_they_are_of(datasets, tmp_path):
    report = import_ons([folder_of_tables(tmp_path / "tables")], datasets=datasets)
    assert (len(report.files), report.refused) == (5, ())
    assert [Path(name).name for name in report.passed_over] == ["notes.csv"]
    keys = {"force": "westvale", "month": "2024-12", "table": "counts-forces"}
    notes = read_manifest(ONS_CRIME_TABLES.folder(datasets, keys)).current.notes["notes"]
    assert notes["Westvale"] == ["Two months of burglary are not whole."]


def test_a_row_under_another_areas_code_is_taken_by_its_name_and_said(read):
    rows = [
        ["Table C2: Number of crimes by partnership, year ending December 2024"],
        ["Police Force\nArea code", "Police Force\nArea name", "Community Safety\nPartnership code",
         "Community Safety\nPartnership name", "Local Authority code", "Local Authority name", "Robbery"],
        ["E23000098", "Northshire", "", "", "", "", 400],
        ["E23000098", "Northshire", "E22000901", "Port", "E06000901", "Port", 399],
        ["E23000099", "Eastmoor", "", "", "", "", 300],
        ["E23000099", "Eastmoor", "E22000902", "Fen", "E06000902", "Fen", 300],
        ["E23000099", "Northshire", "", "Unassigned Northshire", "", "", 1],
    ]  # fmt: skip
    report, figures = read(rows)
    # As an editor counts lines: four headings have two each.
    assert report.table.remarks == [(11, "code E23000099 is Eastmoor’s; the row is taken for Northshire")]
    assert [(f.force, f.value) for f in figures if f.partnership == "Unassigned Northshire"] == [("northshire", 1)]


def test_people_are_those_of_the_nearest_year_and_not_of_a_force_whose_rates_are_held_back(read, datasets):
    read(rates())
    assert populations(datasets, near="2020-01")["eastmoor"].people == 300_000
    later = [[*row] for row in rates()]
    later[0][0] = later[0][0].replace("2024", "2025")
    next(row for row in later if row[1:2] == ["Eastmoor"])[2] = 310_000
    read(later, "later.csv")
    found = {month: populations(datasets, near=month)["eastmoor"].people for month in ("2024-11", "2025-08")}
    assert found == {"2024-11": 300_000, "2025-08": 310_000}
    assert "westvale" not in populations(datasets, near="2024-12")


def test_an_offence_that_no_table_knows_is_kept_under_its_own_name_and_said(read):
    rows = counts()
    rows[2] = [*rows[2][:4], "Ransom of parrots"]
    report, figures = read(rows)
    assert report.table.unknown_offences == ["Ransom of parrots"]
    assert figure(figures, "eastmoor", "offences", "Ransom of parrots").value == 2


def with_cell(rows, line, column, text):
    changed = [list(row) for row in rows]
    changed[line - 1][column] = text
    return changed


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "It is empty."),
        ([["name", "count"], ["Northshire", 4]], "no row has the headings Area Code and Area Name"),
        (counts()[:3], "headings and no row with a figure"),
        ([["Table P1: number of offences"], *counts()[2:]], "do not say which twelve months it is of"),
        ([["Table P9: Words, year ending December 2024"], *counts()[2:]], "Table P9 holds neither numbers"),
        ([*counts(), ["E23000098", "Northshire", 1, 2, 3]], "both give Northshire"),
        (with_cell(counts(), 3, 3, "Burglary"), "two columns with the heading “Burglary”"),
        ([row[:2] for row in counts()], "no column of figures"),
    ],
)
def test_every_mistake_has_its_sentence_and_nothing_is_loaded(read, rows, sentence):
    if not rows:
        rows = [[]]
    report, figures = read(rows)
    assert (report.refused, figures) == (True, [])
    assert sentence in report.sentence


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("lots", "“lots” is neither a number nor a mark"),
        ("26,5", "“26,5” is neither a number nor a mark"),
        ("-40", "“-40” is below nought, and only changes are"),
    ],
)
def test_a_cell_that_is_no_number_costs_its_row_alone_with_line_and_reason(read, written, reason):
    report, figures = read(with_cell(counts(), 8, 3, written))
    assert report.table.rejected == [(9, reason)]
    assert "eastmoor" not in {f.force for f in figures}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04rest of a workbook", "damaged"),
        (b"\xff\xfeA\x00r\x00", "not written in UTF-8"),
        (b"", "It is empty."),
        (b'Area Code,Area Name,"Robb', "never closed, or the file breaks off"),
    ],
)
def test_a_file_that_is_no_csv_has_its_sentence(datasets, tmp_path, content, sentence):
    (tmp_path / "table.csv").write_bytes(content)
    (report,) = import_ons([tmp_path / "table.csv"], datasets=datasets).files
    assert sentence in report.sentence


def test_a_table_that_breaks_off_is_refused_whole(datasets, tmp_path):
    path = write(tmp_path / "table.csv", counts())
    path.write_bytes(path.read_bytes()[:-9])
    (report,) = import_ons([path], datasets=datasets).files
    assert "breaks off in the middle of line 12" in report.sentence
