"""The documents are true in what a machine can check: commands, links, pictures, rejected options."""

import re
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


@pytest.mark.parametrize("decision", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda p: p.stem)
def test_every_decision_says_what_was_rejected(decision):
    text = decision.read_text()
    for part in ("**Context.**", "**Decision.**", "**Rejected.**", "**Consequences.**"):
        assert part in text


def test_files_that_the_architecture_names_exist():
    named = re.findall(r"`((?:polias|tests|docs|demo)/[\w/.-]+)`", (ROOT / "ARCHITECTURE.md").read_text())
    assert [n for n in named if not (ROOT / n).exists()] == []
