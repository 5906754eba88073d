"""The documents are true in what a machine can check: commands, links, pictures, rejected options."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(p for p in (ROOT / "docs").rglob("*.md") if p.parent.name != "reference")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_and_picture_of_a_document_is_there(document):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text())
    missing = [t for t in targets if "://" not in t and not (document.parent / t).exists()]
    assert missing == []


def test_every_make_command_of_the_documents_is_in_the_makefile():
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {word for d in DOCUMENTS for word in re.findall(r"(?:^    |`)make ([a-z]+)", d.read_text(), re.MULTILINE)}
    assert named
    assert named <= known


def test_make_bench_runs_what_measures_and_nothing_that_only_helps(tmp_path):
    says_its_name = tmp_path / "python"
    says_its_name.write_text("#!/bin/sh\necho ran $1\n")
    says_its_name.chmod(0o755)
    command = ["make", "-o", "tools", "-o", "node_modules/.built", "bench", f"RUN={tmp_path}"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    measure = {p for p in (ROOT / "benchmarks").glob("*.py") if "\ndef main() -> None:" in p.read_text()}
    assert measure
    assert set(re.findall(r"^ran (\S+)", said, re.MULTILINE)) == {str(p.relative_to(ROOT)) for p in measure}


@pytest.mark.parametrize("decision", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda p: p.stem)
def test_every_decision_says_what_was_rejected(decision):
    text = decision.read_text()
    for part in ("**Context.**", "**Decision.**", "**Rejected.**", "**Consequences.**"):
        assert part in text


def test_files_that_the_architecture_names_exist():
    named = re.findall(r"`((?:polias|tests|docs|demo)/[\w/.-]+)`", (ROOT / "ARCHITECTURE.md").read_text())
    assert [n for n in named if not (ROOT / n).exists()] == []


#: American spellings that have a British one; only words that these documents may well hold.
AMERICAN = re.compile(
    r"\b(colors?|behaviors?|centers?|gray|catalogs?|fulfill|enroll|favor\w*|honor\w*|labor|neighbor\w*"
    r"|defenses?|offenses?|(?:cancel|label|travel|model)(?:ed|ing)|\w{3,}[^aeiouwp]iz(?:e|es|ed|ing|ations?))\b",
    re.IGNORECASE,
)


def american(text: str) -> list[str]:
    """American spellings outside code and addresses."""
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|^    .*?$", "", text, flags=re.DOTALL | re.MULTILINE)
    return [found.group() for found in AMERICAN.finditer(prose)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_documents_are_in_british_spelling(document):
    assert american(document.read_text()) == []


def test_an_american_spelling_is_found_and_code_is_not():
    planted = "An organized offense, canceled; the color `color`, `organize`\n\n    color: red\n"
    assert american(planted) == ["organized", "offense", "canceled", "color"]
    assert american("We recognise an offence, cancelled. Size and prize stay.") == []


def commands_named(text: str) -> set[str]:
    """``report monthly`` for each command that starts a line of code or a code span; what Django manages is its own."""
    found = re.findall(r"(?:^    |`)(?:\.venv/bin/)?polias ((?!manage)[a-z]+(?: [a-z][a-z-]*)?)", text, re.MULTILINE)
    return set(found)


COMMANDS = sorted({command for document in DOCUMENTS for command in commands_named(document.read_text())})


def help_of(command: str) -> int:
    """The exit code of asking the program for help on a command: 0 when there is such a one."""
    program = [sys.executable, "-c", "from polias.site.cli import run; run()", *command.split(), "--help"]
    return subprocess.run(program, capture_output=True, check=False).returncode


@pytest.mark.parametrize("command", COMMANDS)
def test_every_polias_command_of_the_documents_is_one(command):
    assert help_of(command) == 0


def test_commands_are_found_in_the_documents_and_one_that_is_none_is_told():
    assert {"report monthly", "audit verify"} <= set(COMMANDS)
    assert help_of("report yearly") != 0
