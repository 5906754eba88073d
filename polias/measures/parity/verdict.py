"""Whether a migration may go live: every report reconciled, every difference explained, every lost report owned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from polias.measures.parity.reading import Report, table
from polias.measures.parity.reconciling import Explanation, Reconciled, reconciled
from polias.measures.parity.reproducing import reproduced
from polias.measures.refusal import Refused
from polias.measures.words import _, count, ngettext

#: `equal`: all numbers are the same. `explained`: others are, each with reason and owner. `lost`: with an owner.
State = Literal["equal", "explained", "unexplained", "not reproduced", "lost", "lost without an owner"]
GOOD: tuple[State, ...] = ("equal", "explained", "lost")


@dataclass(frozen=True)
class Verdict:
    """What came of one report; `rows` are its numbers, each before and after, `why` is why it was not reproduced."""

    report: Report
    state: State
    rows: tuple[Reconciled, ...] = ()
    why: str = ""

    @property
    def unexplained(self) -> list[Reconciled]:
        return [row for row in self.rows if not row.is_explained]

    @property
    def explained(self) -> list[Reconciled]:
        return [row for row in self.rows if row.outcome != "equal" and row.is_explained]

    @property
    def is_good(self) -> bool:
        return self.state in GOOD


def judged(report: Report, *, explanations: Sequence[Explanation], datasets: Path) -> Verdict:
    """One report before and after. A table that cannot be read makes it not reproduced, and the others go on."""
    if report.is_lost:
        return Verdict(report, "lost" if report.owner else "lost without an owner")
    try:
        before = table(report.folder / report.before, keys=report.keys, values=report.values)
        after = reproduced(report, before=before.keys(), datasets=datasets)
    except Refused as refusal:
        return Verdict(report, "not reproduced", why=str(refusal))
    if not before:
        return Verdict(report, "not reproduced", why=_("Its table before has no row, so there is nothing to compare."))
    own = [one for one in explanations if one.report == report.name]
    rows = reconciled(report.name, before, after, columns=report.values, tolerance=report.tolerance, explanations=own)
    found = Verdict(report, "equal", tuple(rows))
    return Verdict(
        report, "unexplained" if found.unexplained else "explained" if found.explained else "equal", found.rows
    )


def told(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Each report in a sentence, then whether the migration may go live."""
    for one in verdicts:
        yield f"{one.report.name}: {_told(one)}"
    yield go_live(verdicts)


def _told(one: Verdict) -> str:
    if one.state == "lost":
        return _("lost, because {why}. {owner} answers for it.").format(
            why=one.report.lost_because.rstrip("."), owner=one.report.owner
        )
    if one.state == "lost without an owner":
        return _("lost, and nobody answers for it. Name an owner.")
    if one.state == "not reproduced":
        return _("not reproduced. {why}").format(why=one.why)
    numbers = count(len(one.rows))
    if one.state == "equal":
        return _("reproduced, all {numbers} numbers the same.").format(numbers=numbers)
    words = _("reproduced; of {numbers} numbers {explained} differ with a reason and an owner, {unexplained} without.")
    return words.format(explained=len(one.explained), numbers=numbers, unexplained=len(one.unexplained))


def go_live(verdicts: Sequence[Verdict]) -> str:
    """The one sentence on which the migration waits."""
    rows = sum(len(one.unexplained) for one in verdicts)
    bad = [one for one in verdicts if not one.is_good]
    if not bad:
        return _("Nothing is unexplained: the migration may go live.")
    parts = []
    if rows:
        parts.append(ngettext("{rows} number is unexplained", "{rows} numbers are unexplained", rows).format(rows=rows))
    for state, words in (
        ("not reproduced", _("not reproduced: {names}")),
        ("lost without an owner", _("lost without an owner: {names}")),
    ):
        if names := [one.report.name for one in bad if one.state == state]:
            parts.append(words.format(names=", ".join(names)))
    return _("Go-live is refused: {parts}.").format(parts="; ".join(parts))
