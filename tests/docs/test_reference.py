"""The generated reference says what the declarations say, and a page that no longer does is named."""

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
