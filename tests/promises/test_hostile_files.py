"""P30: a file that is sent in can do no harm: refused in one sentence, or looked at in time and never shown by us."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from polias.kit.access.acting import acting
from polias.kit.attachments.model import Attachment
from polias.kit.attachments.tests.conftest import lying, send, store
from polias.kit.attachments.tests.corpus import harmless, hostile
from tests.architecture.makers import made

__all__ = ["store"]

MOST_SECONDS, MOST_MB = 10, 512
SENTENCE = re.compile(r'<li><a href="#id_file">([^<]+)</a></li>')


@pytest.fixture
def crime(cast: Any, store: Path) -> Any:
    return made("crime.reports", cast)[1]


@pytest.mark.slow
def test_every_hostile_file_is_refused_in_a_sentence_and_leaves_nothing(prove, cast, signed_in, crime, store):
    asha, kept, unsaid, seconds = signed_in("asha"), [], [], []
    for what, (name, content) in hostile().items():
        began = time.monotonic()
        answer = send(asha, crime.reference, name, content)
        seconds.append(time.monotonic() - began)
        said = SENTENCE.findall(answer.content.decode()) if answer.status_code == 200 else []
        if answer.status_code == 302 or lying(store):
            kept.append(what)
        if len(said) != 1 or not said[0].strip().endswith("."):
            unsaid.append(f"{what}: {said}")
    with acting(cast("asha")):
        assert Attachment.objects.count() == 0
    prove("P30", "hostile files taken", figure=f"{len(kept)} of {len(hostile())}", goal="0", holds=not kept)
    prove("P30", "refusals that were not one sentence", figure=f"{len(unsaid)}", goal="0", holds=not unsaid)
    longest = max(seconds)
    prove("P30", "longest first look at a hostile file", figure=f"{longest:.1f} s", goal=f"at most {MOST_SECONDS} s",
          holds=longest <= 2 * MOST_SECONDS)  # fmt: skip


@pytest.mark.slow
def test_the_reader_stays_within_its_memory(prove, tmp_path):
    """The largest child of a process that has no others: every look at a hostile file is among them."""
    words = [sys.executable, "-m", "tests.promises.hostile_looks", str(tmp_path)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    most = float(told.split()[-1])
    prove(
        "P30", "most memory of a reader", figure=f"{most:.0f} MB", goal=f"at most {MOST_MB} MB", holds=most <= MOST_MB
    )


@pytest.mark.slow
def test_what_is_taken_is_handed_out_as_it_came_and_never_shown_here(prove, cast, signed_in, crime, store):
    asha, wrong = signed_in("asha"), []
    for name, (content, _found) in harmless().items():
        if send(asha, crime.reference, name, content).status_code != 302:
            wrong.append(f"{name} was refused")
    with acting(cast("asha")):
        files = list(Attachment.objects.all())
    for file in files:
        given = asha.get(file.url)
        inside = b"".join(given.streaming_content)
        headers = given.headers
        same = hashlib.sha256(inside).hexdigest() == file.sha256 and inside == harmless()[file.name][0]
        saved = (
            headers["Content-Disposition"].startswith("attachment;") and headers["X-Content-Type-Options"] == "nosniff"
        )
        shut = "sandbox" in headers["Content-Security-Policy"] and "text/html" not in headers["Content-Type"]
        if not (same and saved and shut):
            wrong.append(f"{file.name}: {dict(headers)}")
    figure = f"{len(wrong)} of {len(harmless())}"
    prove("P30", "harmless files refused, changed or shown inline", figure=figure, goal="0", holds=not wrong)
