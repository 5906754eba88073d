"""The generated reference says what the declarations say, and a page that no longer does is named."""

import os
import subprocess
import sys

from polias.site import reference


def test_every_page_of_the_reference_is_up_to_date():
    assert reference.out_of_date() == []


def test_a_changed_a_missing_and_a_left_over_page_are_named(tmp_path, monkeypatch):
    for name, text in reference.pages().items():
        (tmp_path / name).write_text(text)
    (tmp_path / "rules.md").write_text("# Rules\n")
    (tmp_path / "grants.md").unlink()
    (tmp_path / "old.md").write_text("# Old\n")
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    assert sorted(reference.out_of_date()) == ["grants.md", "old.md", "rules.md"]


def test_the_reference_says_in_one_sentence_that_django_does_not_start():
    told = subprocess.run(
        [sys.executable, "-m", "polias.site.reference", "--check"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "polias.nowhere"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 2
    assert told.stderr.startswith("The reference cannot be made, because Django does not start: ")
    assert len(told.stderr.splitlines()) == 1


def test_an_address_of_the_api_names_the_action_behind_it():
    line = next(one for one in reference.pages()["addresses.md"].splitlines() if "/api/crime/reports/record" in one)
    assert "`record` | `polias/crime/reports/actions.py`" in line
