"""The scan for secrets, machine paths and registry hosts finds each kind, and passes what only looks like one."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SCAN = Path(__file__).resolve().parents[2] / ".ci" / "scan.py"


@pytest.fixture(scope="module")
def scan():
    spec = importlib.util.spec_from_file_location("scan", SCAN)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLANTED = [
    ("a private key", "-----BEGIN RSA PRIVATE " + "KEY-----"),
    ("a cloud key", "id = AKIA" + "ABCDEFGHIJKLMNOP"),
    ("a token", "use ghp" + "_" + "a1" * 18),
    ("a signed token", "eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + "." + "c" * 12),
    ("a password in an address", "postgresql://polias:" + "correct-horse@db.example/polias"),
    ("a secret written out", "SECRET_KEY" + ' = "0123456789abcdef0123456789abcdef"'),
    ("a path of a machine", "open('/" + "work/main/file')"),
    ("a path of a machine", "cd /" + "home/asha/polias"),
    ("a temporary folder of a machine", "cat /" + "tmp/result.txt"),
    ("a registry host", '"resolved"' + ': "https://registry.example/x.tgz"'),
    ("a registry host", "pip install --index" + "-url https://mirror.example/simple x"),
    ("a registry host", "see https://files.python" + "hosted.org/x"),
]


@pytest.mark.parametrize(("kind", "line"), PLANTED)
def test_a_planted_line_of_each_kind_is_found(scan, kind, line):
    assert kind in [name for _number, name in scan.findings(f"first line\n{line}\n")]


@pytest.mark.parametrize(
    "line",
    [
        "DATABASE = 'postgresql://{user}:{password}@{host}/polias'",
        "the address /crime/reports/ and the folder polias/work/main",
        "password = a_form.cleaned_data['password']",
        "folder = tmp_path / 'home'",
    ],
)
def test_what_only_looks_like_one_passes(scan, line):
    assert list(scan.findings(line)) == []


def test_a_line_that_says_why_is_allowed(scan):
    assert list(scan.findings("cat /" + "tmp/x  # scan: allowed, shows what is refused")) == []


def test_nothing_of_the_kind_is_in_the_project(scan, capsys):
    assert scan.main() == 0, capsys.readouterr().out
