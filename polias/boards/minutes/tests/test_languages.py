"""A paper in a language that is not read is told from one in English or Welsh, however short or full of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from polias.boards.minutes.languages import is_readable, known_share
from polias.boards.minutes.reading import read

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))
FOREIGN = {
    "French": (
        "Le président ouvre la séance et souhaite la bienvenue aux membres du comité. Les excuses de Madame "
        "Martin sont notées. Le comité examine le rapport sur les appels et constate que le délai moyen de "
        "réponse a augmenté depuis le mois de janvier. Il est décidé que le commandant présentera un plan "
        "avant la prochaine réunion. Les membres demandent aussi des chiffres sur les vols dans les magasins "
        "du centre et sur les plaintes reçues par le service."
    ),
    "Dutch": (
        "De voorzitter opent de vergadering en heet de leden welkom. Mevrouw de Vries is met kennisgeving "
        "afwezig. De commissie bespreekt het rapport over de meldingen en stelt vast dat de wachttijd sinds "
        "januari is gestegen. Besloten wordt dat de chef een plan van aanpak maakt voor de volgende "
        "vergadering. De leden vragen ook om cijfers over diefstal in het centrum en over de klachten die in "
        "dit jaar zijn ontvangen."
    ),
    "Polish": (
        "Przewodniczący otworzył posiedzenie i powitał członków komisji. Nieobecność pani Nowak została "
        "usprawiedliwiona. Komisja omówiła raport o zgłoszeniach i stwierdziła, że średni czas oczekiwania "
        "wzrósł od stycznia. Postanowiono, że komendant przedstawi plan działań przed następnym posiedzeniem. "
        "Członkowie pytali także o liczbę kradzieży w sklepach w centrum miasta oraz o skargi, które wpłynęły "
        "w tym roku, i o to, kto na nie odpowiada."
    ),
    "Irish": (
        "D'oscail an cathaoirleach an cruinniú agus chuir sé fáilte roimh na baill. Glacadh le leithscéal ó "
        "Bhean Uí Néill. Phléigh an coiste an tuarascáil faoi ghlaonna agus thug siad faoi deara go bhfuil an "
        "meánam freagartha ag dul i méid ó mhí Eanáir. Socraíodh go gcuirfidh an ceannasaí plean os comhair "
        "an choiste roimh an gcéad chruinniú eile. D'iarr na baill figiúirí faoi ghoid sna siopaí freisin "
        "agus faoi na gearáin a fuarthas i mbliana."
    ),
    "Russian": (
        "Председатель открыл заседание и приветствовал членов комиссии. Комиссия обсудила доклад о вызовах и "
        "отметила, что среднее время ожидания выросло с января. Решено, что начальник представит план до "
        "следующего заседания комиссии."
    ),
    "Chinese": "主席宣布会议开始并欢迎各位委员。委员会审议了关于紧急呼叫的报告，注意到自一月以来平均等待时间有所增加。",
}
WELSH = (
    "Agorodd y Cadeirydd y cyfarfod a chroesawodd yr aelodau. Derbyniwyd ymddiheuriadau gan y Cynghorydd "
    "Bevan. Trafododd y Panel yr adroddiad am alwadau brys a nodwyd bod yr amser aros wedi cynyddu ers "
    "mis Ionawr. Penderfynwyd y byddai'r Prif Gwnstabl yn cyflwyno cynllun cyn y cyfarfod nesaf. "
    "Gofynnodd yr aelodau hefyd am ffigurau ar gyfer dwyn o siopau yng nghanol y dref ac am y cwynion a "
    "ddaeth i law eleni."
)
ENGLISH = "The Panel noted the report and asked that the figures for each month be sent to all of the members. "


@pytest.mark.parametrize("language", FOREIGN)
def test_prose_in_another_language_is_not_readable(language):
    assert not is_readable(FOREIGN[language] * 5)


def test_welsh_is_readable_and_so_is_english_beside_another_language():
    assert is_readable(WELSH)
    assert is_readable(f"{FOREIGN['Polish']}\n\n{ENGLISH * 4}")


@pytest.mark.parametrize(
    "printed",
    [
        ENGLISH.translate(str.maketrans("aeo", "аео")),
        ENGLISH.replace("e", "e\u00ad").replace("o", "o\u200b"),
        " ".join(ENGLISH),
    ],
    ids=["look-alike letters", "invisible characters", "a blank behind every letter"],
)
def test_english_is_readable_however_its_letters_are_printed(printed):
    assert known_share(printed * 4) > 0.3


def test_a_table_in_letters_of_another_alphabet_is_not_readable():
    assert not is_readable(FOREIGN["Russian"].replace(" ", "\t") * 5)


def test_a_short_paper_and_tables_of_names_and_figures_are_readable():
    names = "\n".join(f"Zofia Wójcik\tkomendant policji miasta i gminy\t{n}" for n in range(80))
    assert is_readable("Protokół z posiedzenia komisji\n")
    assert is_readable(names)
    assert is_readable(names.replace("\t", "\n"))
    assert is_readable("\n".join(f"zofia.wojcik{n}@northshire.example" for n in range(200)))


def test_no_made_up_paper_is_near_the_limit():
    assert min(known_share(paper.read_text()) for paper in PAPERS) > 0.3


def test_of_a_table_in_two_languages_only_the_english_column_is_read():
    rows = (
        "Cymraeg\tEnglish\n1. Croeso\t1. Welcome\nCytunwyd y cofnodion.\tThe minutes were agreed.\n"
        "2. Trefn\t2. Order\nCAM GWEITHREDU: AF i ofyn.\tACTION: AF to ask.\n"
    )
    found = read(f"Hale Board\n4 March 2024\n\n{rows}")
    assert [item["title"] for item in found["items"]] == ["Welcome", "Order"]
    assert [each["text"] for each in found["resolutions"]] == ["The minutes were agreed."]
    assert [each["text"] for each in found["actions"]] == ["AF to ask."]


def test_of_a_title_in_both_languages_the_english_is_read():
    paper = (
        "Board\n\n1. Rural crime / Troseddau cefn gwlad\n\nNone.\n\n2. Budget outturn / Alldro'r gyllideb\n\nNone.\n"
    )
    assert [item["title"] for item in read(paper)["items"]] == ["Rural crime", "Budget outturn"]
