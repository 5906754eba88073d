"""The doctor names what is wrong and what to do, and changes nothing."""

from __future__ import annotations

import json

from polias.kit.cli.doctor import built_assets, disk_space, installed_packages


def findings_of(installation, **more: str) -> dict[str, dict[str, str]]:
    _status, out, said = installation.run("doctor", "--json", **more)
    assert out, said
    return {finding["about"]: finding for finding in json.loads(out)}


def test_an_empty_folder_is_left_empty(installation):
    found = findings_of(installation)
    assert "not made yet" in found["Database"]["sentence"]
    assert not installation.home.path.exists()


def test_a_made_installation_is_looked_through_and_stopped_again(installation):
    installation.run("init")
    found = findings_of(installation)
    assert found["Database roles"]["verdict"] == "good"
    assert found["Tables"]["sentence"] == "of this version"
    assert not installation.database_runs()


def test_half_an_address_is_bad_and_says_what_to_do(installation):
    found = findings_of(installation, POLIAS_DATABASE_URL="postgresql://app@/polias")
    assert found["Database"]["verdict"] == "bad"
    assert "Set both" in found["Database"]["what_to_do"]


def test_a_package_of_another_version_is_named(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("typer==0.0.1 \\\n    --hash=sha256:0\n")
    assert "typer" in installed_packages(lock).sentence


def test_pages_without_style_are_bad(tmp_path):
    assert built_assets(tmp_path / "nowhere").verdict == "bad"


def test_the_disk_is_measured_where_the_folder_will_be(tmp_path):
    assert disk_space(tmp_path / "not" / "yet").sentence.endswith("MB free")
