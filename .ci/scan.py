"""Looks through every tracked file for what must never be published: secrets, paths of a machine, registry hosts.

A line that has to hold such a thing, an example in a test, says so: `scan: allowed` and the reason on the same line.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ALLOWED = "scan: allowed"

# Written in pieces, so that this file does not find itself.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("a private key", "-----BEGIN [A-Z ]*PRIVATE " + "KEY"),
        ("a cloud key", r"\b(AKIA|ASIA)[0-9A-Z]{16}\b"),
        ("a token", r"\b(gh[pousr]_[A-Za-z0-9]{30,}|glpat-[\w-]{20,}|xox[abpr]-[\w-]{10,}|sk-[A-Za-z0-9_-]{32,})"),
        ("a signed token", r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{10,}"),
        ("a password in an address", r"\b[a-z][a-z0-9+]*://[^\s/:@{}'\"]+:[^\s/@{}<'\"]{6,}@[^\s{}]"),
        (
            "a secret written out",
            r"(?i)\b(api_?key|secret_?key|client_?secret|auth_?token)[\"']?\s*[:=]\s*[\"'][A-Za-z0-9+/_=-]{20,}[\"']",
        ),
        ("a path of a machine", r"(?<![\w./:~-])/(work|farm|root|home/[a-z]\w*|Users/\w+)/[A-Za-z.]"),
        ("a temporary folder of a machine", r"(?<![\w./~-])/tmp/[A-Za-z]"),
        (
            "a registry host",
            r"\"resolved\": *\"https?:|(?i:--(extra-)?index-url|--find-links)[ =]\S|\bregistry *= *http",
        ),
        ("a registry host", r"https?://(files\.python" + r"hosted|pypi|registry\.npm" + r"js|registry\.yarnpkg)\."),
    )
)


def findings(text: str) -> Iterator[tuple[int, str]]:
    """Line number and what stands there, one per line and kind."""
    for number, line in enumerate(text.splitlines(), start=1):
        if ALLOWED not in line:
            yield from ((number, name) for name, pattern in PATTERNS if pattern.search(line))


def tracked_files(root: Path) -> list[Path]:
    """Every file that git would publish, new ones included."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=root, check=True, capture_output=True).stdout
    return [root / name for name in sorted(set(listed.decode().split("\0"))) if name and (root / name).is_file()]


def main() -> int:
    root = Path(__file__).resolve().parent.parent
    found = 0
    for file in tracked_files(root):
        for number, name in findings(_text_of(file)):
            print(f"{file.relative_to(root)}:{number}: {name}")
            found += 1
    if found:
        print(f"{found} to take out; where one has to stand, write '{ALLOWED}' and the reason on its line.")
    return 1 if found else 0


def _text_of(file: Path) -> str:
    content = file.read_bytes()
    return "" if b"\0" in content[:8000] else content.decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
