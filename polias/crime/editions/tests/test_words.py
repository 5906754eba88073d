"""What the command says of a list before and after it is loaded."""

from typer.testing import CliRunner

from polias.crime.editions import cli
from polias.crime.editions.tables import Comparison


def test_new_and_changed_are_named_and_a_dry_run_says_so(capsys):
    found = Comparison(added=("5F",), left_out=(), changed=(("46", "title", "Shoplifting", "Theft from a shop"),))
    cli._tell(found, dry_run=True)
    said = "".join(capsys.readouterr())
    for words in ("New: 5F.", "46, title: Shoplifting → Theft from a shop", "this was a dry run"):
        assert words in said


def test_a_day_that_is_none_is_refused_before_any_database_is_started():
    told = [
        "reference",
        "load",
        "no.csv",
        "--table",
        "outcomes",
        "--from",
        "April",
        "--source",
        "x",
        "--as",
        "lena",
    ]
    result = CliRunner().invoke(cli.app, told)
    assert result.exit_code != 0
    assert "April is no day." in result.output + result.stderr


def test_a_file_that_is_not_there_is_named():
    told = [
        "reference",
        "load",
        "no.csv",
        "--table",
        "outcomes",
        "--from",
        "2027-04-01",
        "--source",
        "x",
        "--as",
        "l",
    ]
    result = CliRunner().invoke(cli.app, told)
    assert result.exit_code != 0
    assert "no.csv cannot be read" in result.output + result.stderr
