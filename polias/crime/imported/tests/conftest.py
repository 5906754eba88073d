"""A small export of invented nodes and relationships, and the command that brings it in."""

from __future__ import annotations

import csv
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from polias.crime.imported import cli
from polias.kit.cli.refusals import as_refusal

#: Other labels, headings and types of file than any real export that is known to the tests.
EXPORT = {
    "people.csv": """nominal:ID(N),Family name,Given name,dob:date,shoe size:int,:LABEL
n1,Marchbanks,Mary,09/04/1961,38,Nominal
n2,Inskip,John,13/02/1975,,Nominal
n3,Rook,Jo,31/02/1990,,Nominal
""",
    "places.csv": """:ID(P),street,post_code,lat:double,lng:double,:LABEL
p1,3 Ropewalk,ZZ9 4QT,53.5,-2.6,Place
p2,12 Lantern Row,,95.0,-2.6,Place
""",
    "cars.csv": ":ID(V),vrm,make,doors,:LABEL\nv1,zz01 abc,Lantern,5,Vehicle\n",
    "shops.csv": ":ID(S),trading name,:LABEL\ns1,Lantern Stores,Company\n",
    "phones.csv": ":ID(T),no,:LABEL\nt1,01632 960123,Telephone\n",
    "officers.csv": ":ID(O),rank,last,:LABEL\no1,Sergeant,Wick,Officer\n",
    "crimes.csv": """:ID(C),reference,offence type,date,result,notes,:LABEL
c1,OLD/17/1,Theft,24/08/2017,Nobody was seen,A brass lantern was taken.,Offence
c2,OLD/17/2,Burglary,,,,Offence
c3,,,,,,Offence
""",
    "guns.csv": ":ID(G),what,:LABEL\ng1,An air rifle,Weapon\n",
    "rel.csv": """:START_ID(N),:END_ID(P),:TYPE
n1,p1,LIVES_IN
n1,p9,LIVES_IN
n2,p2,LIVES_IN
""",
    "rel2.csv": """:START_ID(N),:END_ID(C),:TYPE
n1,c1,VICTIM_OF
n2,c1,NAMED_IN
""",
    "rel3.csv": ":START_ID(N),:END_ID(N),:TYPE,how\nn1,n2,FAMILY,SIBLING\nn2,n1,MET,\n",
    "rel4.csv": ":START_ID(V),:END_ID(C),:TYPE\nv1,c1,USED_IN\n",
    "rel5.csv": ":START_ID(C),:END_ID(P),:TYPE\nc1,p1,HAPPENED_AT\n",
    "rel6.csv": ":START_ID(N),:END_ID(T),:TYPE\nn1,t1,USES\n",
    "rel7.csv": ":START_ID(V),:END_ID(N),:TYPE\nv1,n2,OWNED_BY\n",
    "rel8.csv": ":START_ID(G),:END_ID(C),:TYPE\ng1,c1,FOUND_AT\n",
    "rel9.csv": ":START_ID(C),:END_ID(O),:TYPE\nc1,o1,IN_THE_CASE\n",
    "rel10.csv": ":START_ID(S),:END_ID(P),:TYPE\ns1,p1,TRADES_AT\n",
    "readme.txt": "An invented export.\n",
}


@pytest.fixture
def export(tmp_path, monkeypatch):
    """The folder of the export, beside the one in which the command runs."""
    folder, here = tmp_path / "old system", tmp_path / "here"
    for one in (folder, here):
        one.mkdir()
    for name, content in EXPORT.items():
        (folder / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(here)
    return folder


@pytest.fixture
def bring_in(cast, monkeypatch):
    """``bring_in(folder, "--dry-run")`` runs `polias import pole`; the result knows its rejects."""
    monkeypatch.setattr(cli, "with_database", nullcontext)

    def run(folder, *options, who="kit"):
        result = CliRunner().invoke(cli.app, ["import", "pole", str(folder), "--as", who, *options])
        assert result.exception is None or as_refusal(result.exception) or result.exit_code == 2, result.exception
        try:
            with open(f"{folder.name}.rejects.csv", encoding="utf-8", newline="") as file:
                result.rejects = [(row["file"], row["line"], row["reason"]) for row in csv.DictReader(file)]
        except FileNotFoundError:
            result.rejects = []
        return result

    return run
