"""What an accepted proposal makes of the table of keywords: pure functions on its rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from polias.crime.editions.tables import Rows
from polias.crime.proposals.model import KeywordProposal
from polias.kit.reference import SOURCED


def applied(rows: Rows, proposal: KeywordProposal, *, holds_from: date) -> Rows:
    """The table with the change; the same rows where it is in them already."""
    if proposal.kind == KeywordProposal.NEW:
        return rows if any(row["code"] == proposal.code for row in rows) else _with_new(rows, proposal, holds_from)
    change = _with_words if proposal.kind == KeywordProposal.WORD else _ended
    return tuple(change(row, proposal, holds_from) if row["code"] == proposal.code else row for row in rows)


def _with_new(rows: Rows, proposal: KeywordProposal, holds_from: date) -> Rows:
    """Behind the last of its group: the table is in the order in which keywords are offered."""
    row = dict.fromkeys(rows[0], "") | {
        "code": proposal.code,
        "label": proposal.label,
        "group": proposal.group,
        "kind": "keyword",
        "asked_of_every_crime": "N",
        "status": SOURCED,
        "synonyms": proposal.words,
        "valid_from": holds_from.isoformat(),
    }
    place = max((n for n, one in enumerate(rows, start=1) if one["group"] == proposal.group), default=len(rows))
    return (*rows[:place], row, *rows[place:])


def _with_words(row: Mapping[str, str], proposal: KeywordProposal, _holds_from: date) -> Mapping[str, str]:
    known = [word for word in row["synonyms"].split("|") if word]
    has = {word.casefold() for word in known}
    return {**row, "synonyms": "|".join([*known, *(w for w in proposal.words.split("|") if w.casefold() not in has)])}


def _ended(row: Mapping[str, str], _proposal: KeywordProposal, holds_from: date) -> Mapping[str, str]:
    """Its last day is the one before; an end that comes earlier stays."""
    last = (holds_from - timedelta(days=1)).isoformat()
    return {**row, "valid_to": min(row["valid_to"] or last, last)}
