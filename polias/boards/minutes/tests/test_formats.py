"""Every format becomes the same plain text, and what cannot be read says why in one sentence."""

from __future__ import annotations

import pytest

from polias.boards.minutes.formats import archive
from polias.boards.minutes.formats.which import text_of
from polias.boards.minutes.reading import read
from polias.boards.minutes.refusal import CannotBeRead
from polias.boards.minutes.tests.documents import docx, odt, paragraph, pdf, table, zipped


def rows_of(content):
    text, _kind = text_of(content)
    return [line.split("\t") for line in text.split("\n") if "\t" in line]


def lines_of(content):
    text, _kind = text_of(content)
    return [line for line in text.split("\n") if line.strip()]


ACTIONS = [("Action", "Owner", "Due"), ("Share the data", "AF", "3 May 2024")]


def test_word_shows_the_numbers_it_only_draws_and_keeps_tables():
    content = docx(
        paragraph("Apologies", numbered=True), paragraph("None."), paragraph("Budget", numbered=True), table(*ACTIONS)
    )
    assert lines_of(content)[:3] == ["1. Apologies", "None.", "2. Budget"]
    assert rows_of(content) == [list(row) for row in ACTIONS]


def test_a_short_paragraph_that_is_bold_from_end_to_end_is_a_heading():
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>{}</w:p>"
    more = "<w:r><w:t>there were none</w:t></w:r>"
    word = docx(bold.format("Bonfire night", ""), bold.format("Apologies", more), bold.format("Chair: Ann Field", ""))
    assert lines_of(word) == ["# Bonfire night", "Apologiesthere were none", "Chair: Ann Field"]
    page = (
        b"<!doctype html><html><body><p><b>Bonfire night</b></p><p><b>Apologies</b> there were none</p>"
        b"<ol><li><p><b>Next meeting</b></p></li></ol></body></html>"
    )
    assert lines_of(page) == ["# Bonfire night", "Apologies there were none", "1. Next meeting"]


def test_word_leaves_deleted_words_out():
    deleted = (
        "<w:p><w:r><w:t>The Board </w:t></w:r><w:del><w:r><w:delText>did not </w:delText></w:r></w:del><w:ins"
        "><w:r><w:t>agreed.</w:t></w:r></w:ins></w:p>"
    )
    assert lines_of(docx(deleted)) == ["The Board agreed."]


def test_open_document_keeps_headings_lists_and_tables():
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("Name", "Office"))
    content = odt(
        '<text:h text:outline-level="1">Northshire Panel</text:h>',
        '<text:list text:style-name="L1">'
        "<text:list-item><text:p>Apologies</text:p></text:list-item>"
        "<text:list-item><text:p>Budget</text:p></text:list-item></text:list>",
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>",
    )
    assert lines_of(content) == ["# Northshire Panel", "1. Apologies", "2. Budget", "Name\tOffice"]


def test_a_page_leaves_menus_and_scripts_out():
    page = (
        b"<!doctype html><html><head><title>x</title></head><body><nav>Home</nav>"
        b"<h1>Northshire\n Panel</h1><p>Held<br>here</p><script>x()</script>"
        b"<ol start=3><li>Apologies</li><li>Budget</li></ol>"
        b"<table><tr><td>A</td><td><p>B</p><p>C</p></td></tr></table></body></html>"
    )
    text, kind = text_of(page)
    assert kind == "HTML"
    assert [line for line in text.split("\n") if line] == [
        "# Northshire Panel",
        "Held",
        "here",
        "3. Apologies",
        "4. Budget",
        "A\tB\u2029C",
    ]


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "--5", "x"])
def test_a_number_of_the_file_that_is_none_is_passed_over(odd):
    page = f"<!doctype html><html><body><ol start='{odd}'><li>Apologies</li></ol></body></html>".encode()
    assert "1. Apologies" in text_of(page)[0]
    content = odt(
        f'<text:list text:style-name="L1"><text:list-item text:start-value="{odd}"><text:p>Apologies</text:p>'
        "</text:list-item></text:list>",
        f'<text:p>Held<text:s text:c="{odd}"/>here</text:p>',
        f'<table:table><table:table-row><table:table-cell table:number-columns-repeated="{odd}"><text:p>Name</text:p>'
        "</table:table-cell></table:table-row></table:table>",
    )
    assert lines_of(content) == ["1. Apologies", "Held here", "Name"]
    start = f'<w:start w:val="{odd}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    numbering = (
        f'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum '
        f'w:abstractNumId="7"><w:lvl w:ilvl="{odd}">{start}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    numbered = docx(paragraph("Apologies", numbered=True), word__numbering___xml=numbering)
    assert lines_of(numbered) == ["1. Apologies"]


def test_a_drawn_table_of_a_pdf_keeps_its_cells_and_their_paragraphs():
    rules = tuple((x, 600, x, 720) for x in (50, 300, 380, 480)) + tuple((50, y, 480, y) for y in (720, 690, 600))
    page = [
        (55, 750, "Actions of the board"),
        (55, 700, "Action"),
        (305, 700, "Owner"),
        (385, 700, "By when"),
        (55, 675, "Share the numbers of all calls that the force"),
        (55, 663, "has answered late."),
        (305, 675, "AF"),
        (385, 675, "3 May 2024"),
    ]
    assert rows_of(pdf(page, rules=rules)) == [
        ["Action", "Owner", "By when"],
        ["Share the numbers of all calls that the force has answered late.", "AF", "3 May 2024"],
    ]


def test_names_set_side_by_side_in_a_pdf_are_cells():
    page = [
        (55, 700, "Present:"),
        (55, 685, "Ann Field"),
        (300, 685, "Chair"),
        (55, 670, "Ben Stone"),
        (300, 670, "Treasurer"),
    ]
    assert rows_of(pdf(page)) == [["Ann Field", "Chair"], ["Ben Stone", "Treasurer"]]


def test_two_columns_of_running_text_are_read_one_after_the_other():
    left = [(50, 700 - 14 * n, f"the left column says line number {n} here") for n in range(14)]
    right = [(320, 700 - 14 * n, f"the right column says line number {n} too") for n in range(14)]
    text, _kind = text_of(pdf(left + right))
    assert text.index("left column says line number 13") < text.index("right column says line number 0")


def test_heads_and_feet_that_repeat_on_the_pages_of_a_pdf_are_left_out():
    pages = [
        [(55, 800, "OFFICIAL Northshire"), (55, 700, f"Paragraph {word} of the minutes."), (55, 30, f"Page {n} of 4")]
        for n, word in enumerate("abcd", 1)
    ]
    text, _kind = text_of(pdf(*pages))
    assert ("OFFICIAL" in text, "Page 2" in text, "Paragraph c" in text) == (False, False, True)


def test_a_pack_of_nothing_but_the_same_line_keeps_it():
    text, _kind = text_of(pdf(*[[(55, 700, "The Board noted the report on custody.")]] * 5))
    assert text.count("The Board noted the report on custody.") == 5


def test_every_format_gives_the_same_reading():
    lines = [
        "Northshire Police Board",
        "Minutes of the meeting held on 5 March 2024",
        "1. Apologies",
        "Apologies were received from Mr A Hill.",
        "2. Budget",
        "RESOLVED that the report be noted.",
        "ACTION: AF to share the data by 3 May 2024.",
    ]
    made = [
        "\n\n".join(lines).encode(),
        ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode(),
        docx(*map(paragraph, lines)),
        odt(*(f"<text:p>{line}</text:p>" for line in lines)),
        pdf([(55, 780 - 30 * n, line) for n, line in enumerate(lines)]),
    ]
    kinds, readings = zip(*((kind, read(text)) for text, kind in map(text_of, made)), strict=True)
    assert kinds == ("text", "HTML", "DOCX", "ODT", "PDF")
    wanted = (
        "Northshire Police Board",
        "2024-03-05",
        ["A Hill"],
        ["1", "2"],
        ["that the report be noted."],
        [("AF", "2024-05-03")],
    )
    for found in readings:
        assert (
            found["body"],
            found["date"],
            [who["name"] for who in found["apologies"]],
            [item["number"] for item in found["items"]],
            [each["text"] for each in found["resolutions"]],
            [(each["owner"], each["due"]) for each in found["actions"]],
        ) == wanted


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"...\n---", "no words"),
        (b"\x00\x01\x02\x03" * 50, "no text"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"%PDF-1.4 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "old Word file"),
        (b"{\\rtf1 x}", "RTF"),
        (zipped(a="b"), "no DOCX or ODT"),
        (zipped(word__document___xml="<broken"), "damaged"),
        (docx(paragraph("x"), word__vbaProject___bin=b"x"), "macros"),
        (pdf([]), "text recognition"),
        (
            zipped(
                mimetype="application/vnd.oasis.opendocument.text",
                content___xml="<x/>",
                **{"META-INF__manifest___xml": "<encryption-data/>"},
            ),
            "password",
        ),
    ],
)
def test_what_cannot_be_read_says_why_in_one_sentence(content, sentence):
    with pytest.raises(CannotBeRead) as refused:
        text_of(content)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_locked_pdf_asks_for_a_copy_without_a_password():
    pypdf = pytest.importorskip("pypdf")
    import io

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf([(55, 700, "Words")]))))
    writer.encrypt("open sesame", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(CannotBeRead, match="password"):
        text_of(stream.getvalue())


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_PART", 50_000)
    with pytest.raises(CannotBeRead, match="far more than a paper holds"):
        text_of(docx(paragraph("a" * 200_000)))


def test_entities_of_xml_are_not_resolved():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    content = zipped(
        word__document___xml=bomb
        + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        + "<w:body><w:p><w:r><w:t>said &b;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "aaaa" not in text_of(content)[0]
