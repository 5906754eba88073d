"""Looks at the data behind a report and says in words what a reader should know before trusting it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from polias.manifest import Manifest, Version
from polias.measures.engine.months import shifted
from polias.measures.reports.monthly.facts import DataCheck, Line, Severity
from polias.measures.results.confidence import FULL_HISTORY
from polias.measures.results.supply import Supply
from polias.measures.sources.reference import Force, home_districts
from polias.measures.words import _, count, listed, month_name, ngettext


@dataclass(frozen=True)
class Held:
    """One month as held: its manifest, the version read, and that version's file."""

    manifest: Manifest
    version: Version
    path: Path


@dataclass(frozen=True)
class _Sight:
    """What the checks look at: the report's month and the months before it, oldest first."""

    force: Force
    month: str
    held: Mapping[str, Held]
    lines: tuple[Line, ...]

    @property
    def version(self) -> Version:
        return self.held[self.month].version

    def counted(self, name: str) -> int:
        return self.version.counts.get(name, 0)

    @property
    def name(self) -> str:
        return month_name(self.month)


def checks(
    force: Force, month: str, *, held: Mapping[str, Held], lines: tuple[Line, ...], supply: Supply
) -> Iterator[DataCheck]:
    """Every finding, in the order in which a reader should hear of it. `held` are the months in sight, by month."""
    sight = _Sight(force, month, held, lines)
    yield from _supply(sight, supply)
    yield from _files(sight)
    yield from _history(sight)
    yield from _rejected(sight)
    yield from _sudden_fall(sight)
    yield from _replaced(sight)
    yield from _kinds(sight)
    yield from _outcomes(sight)
    yield from _identifiers(sight)
    yield from _places(sight)


def not_compared(why: str) -> Iterator[DataCheck]:
    """Why no line stands beside other forces, where others are loaded."""
    if why:
        sentence = _("No line is compared with other forces: {why}.").format(why=why)
        yield DataCheck("not_compared", "information", sentence)


def _supply(sight: _Sight, supply: Supply) -> Iterator[DataCheck]:
    """What is doubted of the months in sight; what concerns the report's own month weighs most."""
    for doubt in supply.doubts:
        # Of a field that was never filled it is enough to hear once.
        if doubt.month in sight.held and (doubt.check != "field_sparse" or doubt.month == sight.month):
            severity: Severity = "serious" if doubt.withholds and doubt.month == sight.month else "warning"
            name = "category_vanished" if doubt.check == "category_stopped" else doubt.check
            yield DataCheck(name, severity, doubt.sentence)


def _files(sight: _Sight) -> Iterator[DataCheck]:
    """Files that cannot be counted, each once."""
    for fault in {reason: month for month, reason in sight.lines[0].figure.faults.items()}:
        yield DataCheck("file_not_counted", "serious", fault)


def _history(sight: _Sight) -> Iterator[DataCheck]:
    total = sight.lines[0].figure
    if total.missing_months:
        names = listed([month_name(month) for month in total.missing_months])
        sentence = ngettext(
            "{names} is not loaded. The chart has a gap there, and no run of months is counted across it.",
            "{names} are not loaded. The chart has a gap there, and no run of months is counted across it.",
            len(total.missing_months),
        )
        yield DataCheck("missing_months", "warning", sentence.format(names=names))
    if total.history_months < FULL_HISTORY:
        sentence = ngettext(
            "Only {months} month is loaded up to this one. With fewer than 24, seasons cannot be told from change.",
            "Only {months} months are loaded up to this one. With fewer than 24, seasons cannot be told from change.",
            total.history_months,
        )
        yield DataCheck("short_history", "warning", sentence.format(months=total.history_months))
    before = shifted(sight.month, -12)
    if before not in sight.held:
        sentence = _("{month} is not loaded, so no change on the year before can be given.")
        yield DataCheck("year_before_missing", "warning", sentence.format(month=month_name(before)))


def _rejected(sight: _Sight) -> Iterator[DataCheck]:
    rejected, read = sight.counted("rejected"), sight.counted("read")
    if rejected:
        share = rejected / read
        reasons = sight.version.notes.get("rejected_by_reason", {})
        reason = next(iter(reasons), "")
        sentence = ngettext(
            "{rejected} of {read} rows of {month} could not be used, most often because {reason}.",
            "{rejected} of {read} rows of {month} could not be used, most often because {reason}.",
            rejected,
        )
        severity = "serious" if share > 0.05 else "warning"
        text = sentence.format(rejected=count(rejected), read=count(read), month=sight.name, reason=reason)
        yield DataCheck("rejected_rows", "serious" if severity == "serious" else "warning", text)
    earlier = sum(h.version.counts.get("rejected", 0) for month, h in sight.held.items() if month != sight.month)
    if earlier:
        text = _("In the months before, {rejected} rows could not be used.").format(rejected=count(earlier))
        yield DataCheck("rejected_rows_before", "information", text)


def _sudden_fall(sight: _Sight) -> Iterator[DataCheck]:
    before = [h.version.rows for month, h in sight.held.items() if month < sight.month]
    if len(before) < 3:
        return
    usual, rows = median(before), sight.version.rows
    if rows < usual / 2:
        sentence = _("{month} has {rows} rows where {usual} are usual. The file may not be whole.")
        text = sentence.format(month=sight.name, rows=count(rows), usual=count(usual))
        yield DataCheck("sudden_fall", "serious", text)


def _replaced(sight: _Sight) -> Iterator[DataCheck]:
    for month, held in sorted(sight.held.items()):
        earlier = [v for v in held.manifest.versions if v.number < held.version.number]
        if not earlier:
            continue
        then, now = earlier[-1].counts.get("recorded_crimes", 0), held.version.counts.get("recorded_crimes", 0)
        sentence = _("{month} was replaced by a newer file: {then} recorded crimes became {now}.")
        text = sentence.format(month=month_name(month), then=count(then), now=count(now))
        large = abs(now - then) > 0.05 * max(then, 1)
        yield DataCheck("late_change", "warning" if large else "information", text)


def _kinds(sight: _Sight) -> Iterator[DataCheck]:
    for name, rows in sight.version.notes.get("unknown_types", {}).items():
        sentence = _("“{kind}” ({rows} rows) is a kind of crime that Polias does not know. It is counted as crime.")
        yield DataCheck("unknown_category", "warning", sentence.format(kind=name, rows=count(rows)))
    for line in sight.lines:
        if line.figure.category is None:
            continue
        *before, this = [month.value for month in line.figure.months]
        known = [value for value in before if value is not None]
        if this and len(known) >= 3 and not any(known):
            sentence = _("{kind} appears for the first time in {month}. Was something counted elsewhere before?")
            yield DataCheck("category_new", "warning", sentence.format(kind=line.title, month=sight.name))


def _outcomes(sight: _Sight) -> Iterator[DataCheck]:
    if not sight.force.publishes_outcomes:
        yield DataCheck("no_outcomes", "warning", _("This force does not publish outcomes in its street files."))
        return
    shares = {month: h.version.counts.get("open_cases", 0) / max(h.version.counts.get("recorded_crimes", 0), 1)
              for month, h in sight.held.items()}  # fmt: skip
    low, high = min(shares, key=lambda m: shares[m]), max(shares, key=lambda m: shares[m])
    if shares[high] - shares[low] > 0.1:
        sentence = _(
            "When its file was made, {high} of the crimes of {most} were still open, and {low} of those of {least}. "
            "Months of different age cannot be compared on outcomes."
        )
        text = sentence.format(
            most=month_name(high), high=_per_cent(shares[high]), least=month_name(low), low=_per_cent(shares[low])
        )
        yield DataCheck("outcomes_of_different_age", "warning", text)
    for label, rows in sight.version.notes.get("unknown_outcomes", {}).items():
        sentence = _("The outcome “{label}” ({rows} rows) is not known to Polias. It is counted as not known.")
        yield DataCheck("unknown_outcome", "warning", sentence.format(label=label, rows=count(rows)))


def _identifiers(sight: _Sight) -> Iterator[DataCheck]:
    crimes = sight.counted("recorded_crimes")
    without, repeated = sight.counted("crimes_without_id"), sight.counted("repeated_ids")
    if without:
        sentence = _("{rows} of {crimes} crimes carry no identifier.")
        severity = "warning" if without > 0.01 * crimes else "information"
        text = sentence.format(rows=count(without), crimes=count(crimes))
        yield DataCheck("crimes_without_id", "warning" if severity == "warning" else "information", text)
    if repeated:
        sentence = _("{rows} crimes carry an identifier that another row of the month has too. They are all counted.")
        large = repeated > 0.01 * crimes
        yield DataCheck("repeated_ids", "warning" if large else "information", sentence.format(rows=count(repeated)))


def _places(sight: _Sight) -> Iterator[DataCheck]:
    without, rows = sight.counted("without_location"), sight.version.rows
    if without:
        sentence = _("{without} of {rows} rows ({share}) have no place. They are counted for the force.")
        text = sentence.format(without=count(without), rows=count(rows), share=_per_cent(without / rows))
        yield DataCheck("rows_without_location", "warning" if without > 0.05 * rows else "information", text)
    outside = {} if sight.month in sight.lines[0].figure.faults else _outside(sight)
    if outside:
        total = sum(outside.values())
        names = listed([f"{name} ({number})" for name, number in list(outside.items())[:3]])
        sentence = _("{rows} rows ({share}) lie in districts outside the force's area, most in {names}.")
        text = sentence.format(rows=count(total), share=_per_cent(total / rows), names=names)
        yield DataCheck("outside_the_area", "warning" if total > 0.02 * rows else "information", text)
    if sight.counted("misread_letters"):
        sentence = _("{rows} rows held letters in an old encoding. Only names of places can be affected.")
        yield DataCheck("old_encoding", "information", sentence.format(rows=count(sight.counted("misread_letters"))))


def _outside(sight: _Sight) -> dict[str, int]:
    """Rows by district that is another force's, most first; empty where we do not know which districts are ours."""
    import duckdb

    homes = home_districts()
    if sight.force.slug not in homes.values():
        return {}
    found = duckdb.execute(
        "SELECT district, count(*) AS number FROM read_parquet(?) WHERE district IS NOT NULL "
        "GROUP BY district ORDER BY number DESC, district",
        [str(sight.held[sight.month].path)],
    ).fetchall()
    # A district that no table knows counts as outside only when next to nothing of the force lies in it.
    few = 0.005 * sight.version.rows
    return {
        district: number
        for district, number in found
        if homes.get(district, sight.force.slug if number > few else None) != sight.force.slug
    }


def _per_cent(share: float) -> str:
    return f"{100 * share:.1f}%"
