"""The labelled papers of the founders' library: measured with their scorer, where the library lies beside the code."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
from pathlib import Path

import pytest

from polias.boards.minutes.reading import read

SHARED = Path(__file__).resolve().parents[4].parent / "shared"
PAPERS, SCORER = SHARED / "data" / "minutes", SHARED / "score" / "minutes.py"
pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason=f"the shared library is not here: {SHARED.name}/score/minutes.py"
)


@pytest.fixture(scope="module")
def score(tmp_path_factory):
    out = tmp_path_factory.mktemp("read")
    for paper in PAPERS.glob("*.txt"):
        (out / f"{paper.stem}.json").write_text(json.dumps(read(paper.read_text())))
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        module.main(PAPERS, out)
    return json.loads(said.getvalue().splitlines()[-1])


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("date", 1.0),
        ("body", 1.0),
        ("next_meeting", 1.0),
        ("attendees", 0.97),
        ("apologies", 0.97),
        ("items", 0.95),
        ("actions", 0.9),
        ("resolutions", 0.9),
        ("action owner", 1.0),
        ("action due", 1.0),
    ],
)
def test_the_labelled_papers_are_read_as_well_as_was_promised(score, kind, least):
    assert score[kind] >= least
