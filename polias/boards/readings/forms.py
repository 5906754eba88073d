"""The questions of the page on which a reading is checked: a row for every value, made from the reading itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.boards.actions.model import BoardAction
from polias.boards.bodies.model import Body
from polias.boards.meetings.queries import plain_words
from polias.boards.minutes.confidence import UNSURE
from polias.boards.readings.checked import BARE, CLOSED, KINDS, LEFT_OPEN, words_of
from polias.boards.readings.matching import Known, Match, matches
from polias.boards.readings.model import Reading
from polias.boards.readings.rows import LABELS, NAMES, SINGLE_LABELS, RowOfReading, notes_in, rows_of
from polias.kit.forms import ConfirmField, DateField, LongTextField, PoliasForm, SelectField, TextField
from polias.kit.forms.row import row_of

NEW = "new"
LONGEST = {"text": 4000, "title": 400, "owner": 200, "ref": 60, "number": 40, "item": 400, "other": 60}
#: What must be there for a row to mean anything.
CHIEF = {"action": "text", "told": "text", "resolution": "text", "item": "title", "present": "name", "apology": "name"}


@dataclass(frozen=True)
class Log:
    """What entries are compared with: the actions of the body, and all the words each was told in."""

    actions: Mapping[str, BoardAction] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)

    def like(self, found: Mapping[str, Any]) -> list[Match]:
        return matches(words_of(found.get("ref")), words_of(found.get("text")), self.known)

    def numbered(self, typed: str) -> str:
        """Reference of the body's action with this number or reference; empty for any other, wherever it may be."""
        wanted = plain_words(typed)
        names = ((ref, (plain_words(ref), one.number)) for ref, one in self.actions.items())
        return next((ref for ref, said in names if wanted in said), "")


class SetDown(PoliasForm):
    """Why a paper is not accepted."""

    reason = LongTextField(label=gettext_lazy("Why is it put aside?"), rows=3, max_length=300)


class CheckForm(PoliasForm):
    """One reading as questions; ``without_summary`` draws them in rows beside the paper."""

    rows: list[RowOfReading]
    log: Log
    found: Mapping[str, Any]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in self.rows:
            if self.is_left_out(row) or self.is_empty(row):
                continue
            self._row_is_whole(row, given)
        if given.get("body") == NEW and not given.get("body_name"):
            self.add_error("body_name", _("Enter the name of the body."))
        return given

    def _row_is_whole(self, row: RowOfReading, given: Mapping[str, Any]) -> None:
        chief = f"{row.key}-{CHIEF[row.kind]}"
        if chief not in self.errors and not given.get(chief):
            self.add_error(chief, _("Write it, or tick “Leave it out”."))
        joined, other = f"{row.key}-is", f"{row.key}-other"
        if given.get(other) and not self.joined(row, given):
            self.add_error(
                other, _("This body has no action with that number. Enter it as its action log has it, such as 44/26.")
            )
        elif joined in self.fields and joined not in self.errors and not self.joined(row, given):
            self.add_error(joined, _("Choose whether this action is in the log already."))
        if row.kind == "told":
            self._earlier_action_has_a_state(row, given)

    def joined(self, row: RowOfReading, given: Mapping[str, Any]) -> str:
        """Reference of the action that a row is joined to, or NEW: a number that was typed goes before a choice."""
        typed = given.get(f"{row.key}-other")
        return self.log.numbered(typed) if typed else given.get(f"{row.key}-is") or ""

    def _earlier_action_has_a_state(self, row: RowOfReading, given: Mapping[str, Any]) -> None:
        name = f"{row.key}-state"
        asked = self.log.actions.get(self.joined(row, given))
        if not given.get(name):
            if name not in self.errors:
                self.add_error(name, _("Choose whether it stays open."))
        elif asked is not None and given[name] == BARE:
            self.add_error(
                name, _("An action is closed only with evidence. Close it with the words, or leave it open.")
            )
        elif asked is not None and given[name] == CLOSED and asked.owner is not None and asked.state == "open":
            self.add_error(
                name,
                _("%(number)s has an owner in the force, who closes it. Leave it open; the words are kept as progress.")
                % {"number": asked.number},
            )

    def is_left_out(self, row: RowOfReading) -> bool:
        return bool(self.data.get(f"{row.key}-drop"))

    def is_empty(self, row: RowOfReading) -> bool:
        """A spare row in which nothing was typed."""
        return row.found is None and not any(self.data.get(name) for name in self._boxes(row))

    def _boxes(self, row: RowOfReading) -> list[str]:
        typed = [name for name in row.field_names if not name.endswith(("-is", "-state"))]
        return [
            *typed,
            *(f"{name}-{part}" for name in typed if name.endswith("-due") for part in ("day", "month", "year")),
        ]

    @property
    def notes(self) -> list[dict[str, Any]]:
        """What a person must know of the paper before checking it, each with the key of its place."""
        return [{"key": key if note["at"] else "", **note} for key, note in notes_in(self.found).items()]

    @property
    def without_summary(self) -> SafeString:
        return SafeString(render_to_string("boards/reading_rows.html", {"groups": self.groups(), "form": self}))

    def groups(self) -> list[dict[str, Any]]:
        """The meeting itself, then what is unsure, then the rest by kind; spare rows stand at the end of their kind."""
        read = [row for row in self.rows if row.found is not None]
        unsure = [row for row in read if row.is_unsure]
        first = {"title": _("Look at these first"), "rows": [self._drawn(row) for row in unsure], "open": True,
                 "lead": _("The reader is less sure of these. Most sure of the last.")}  # fmt: skip
        unsure.sort(key=lambda row: row.confidence or 0)
        found = [self._meeting()] + ([first | {"rows": [self._drawn(row) for row in unsure]}] if unsure else [])
        return found + [self._kind(kind) for kind in KINDS]

    def _meeting(self) -> dict[str, Any]:
        sure = self.found.get("confidence") or {}
        singles = [
            ("body", "body"),
            ("body_name", "body"),
            ("body_kind", ""),
            *((n, n) for n in SINGLE_LABELS if n != "body_name"),
        ]
        boxes = [
            {
                "row": row_of(self[name]),
                "key": f"single-{key}" if (self.found.get("at") or {}).get(key) else "",
                "unsure": bool(self.found.get(key)) and sure.get(key, 1) < UNSURE,
            }
            for name, key in singles
        ]
        return {"title": _("The meeting"), "boxes": boxes, "open": True, "rows": []}

    def _kind(self, kind: str) -> dict[str, Any]:
        rows = [row for row in self.rows if row.kind == kind]
        read = [self._drawn(row) for row in rows if row.found is not None and not row.is_unsure]
        typed = [row for row in rows if row.found is None and not (self.is_bound and self.is_empty(row))]
        added = [self._drawn(row) for row in typed] if self.is_bound else []
        spare = [self._drawn(row) for row in rows if row.found is None and row not in (typed if self.is_bound else [])]
        count = sum(row.found is not None for row in rows) + len(added)
        lead = {"told": _("Choose which action of the log each one is. Nothing is closed unless you say so.")}.get(
            kind, ""
        )
        titles = {"action": _("Actions (%(n)d)"), "told": _("Earlier actions it reports on (%(n)d)"),
                  "resolution": _("Decisions (%(n)d)"), "item": _("Items (%(n)d)"),
                  "present": _("Who was there (%(n)d)"), "apology": _("Who apologised (%(n)d)")}  # fmt: skip
        return {
            "title": titles[kind] % {"n": count}, "rows": read + added, "spare": spare, "lead": lead,
            "kind": kind, "open": kind not in ("present", "apology"), "folded": kind in ("present", "apology"),
            "add": _("Add what the reader missed"),
        }  # fmt: skip

    def _drawn(self, row: RowOfReading) -> dict[str, Any]:
        boxes = [row_of(self[name]) for name in row.field_names if name in self.fields]
        number = row.number + 1 if row.found is not None else None
        name = NAMES[row.kind]
        return {
            "key": row.key,
            "has_place": bool(row.at),
            "line": (row.at or {}).get("line"),
            "legend": f"{name} {number}" if number else _("%(what)s, added") % {"what": name},
            "unsure": row.is_unsure,
            "sure": round(100 * row.confidence) if row.confidence else None,
            "boxes": boxes,
            "drop": row_of(self[f"{row.key}-drop"]) if f"{row.key}-drop" in self.fields else None,
            "wrong": any(box.errors for box in boxes),
        }


def check_form(reading: Reading, *, bodies: list[Body], log_of: Callable[[str], Log]) -> Callable[..., CheckForm]:
    """A function that makes the form of one reading, with rows also for what was typed into it."""

    def make(data: Any = None, *args: Any, initial: Any = None, **options: Any) -> CheckForm:
        rows = rows_of(reading.found, data)
        chosen = str((data or {}).get("body") or first_answers(reading, bodies)["body"])
        log = log_of(chosen if chosen != NEW else "")
        fields = _single_fields(bodies) | {name: box for row in rows for name, box in _fields_of(row, log).items()}
        made = type("ReadingForm", (CheckForm,), {**fields, "rows": rows, "log": log, "found": reading.found})
        usual = first_answers(reading, bodies) | _first_joined(rows, log) | dict(initial or {})
        return made(data, *args, initial=usual, **options)  # type: ignore[no-any-return]

    return make


def first_answers(reading: Reading, bodies: list[Body]) -> dict[str, Any]:
    """What the page says before anybody has touched it: what was read."""
    found = reading.found
    answers: dict[str, Any] = {
        "body": _likeliest(found.get("body"), bodies),
        "body_name": words_of(found.get("body"))[:120],
        "body_kind": kind_in(words_of(found.get("body"))),
        **{name: words_of(found.get(name)) for name in ("venue", "start_time", "end_time", "chair")},
        "date": found.get("date"),
        "next_meeting": found.get("next_meeting") if len(words_of(found.get("next_meeting"))) == 10 else None,
    }
    for row in rows_of(found, None):
        if row.found is not None:
            for name in row.field_names:
                value = words_of(row.found.get(name.rsplit("-", 1)[1]))
                answers[name] = value if not name.endswith("-due") else (value if len(value) == 10 else None)
    return answers


def _first_joined(rows: list[RowOfReading], log: Log) -> dict[str, Any]:
    """Which action of the log each entry is taken for, where that is sure; what it says of being done is left open.

    An action of the log is never proposed as closed by a word alone: a person chooses. One that the log does not know
    is entered as the paper has it.
    """
    joined: dict[str, Any] = {}
    for row in rows:
        if row.kind not in ("action", "told"):
            continue
        likely = log.like(row.found) if row.found else []
        sure = likely[0].key if likely and likely[0].sure else "" if likely else NEW
        joined[f"{row.key}-is"] = sure
        if row.kind == "told":
            says = (row.found or {}).get("state")
            is_new = sure == NEW and row.found is not None
            joined[f"{row.key}-state"] = (CLOSED if is_new else "") if says == "closed" else LEFT_OPEN
    return joined


def _single_fields(bodies: list[Body]) -> dict[str, forms.Field]:
    names: dict[str, forms.Field] = {
        "body": SelectField(
            label=gettext_lazy("Body"),
            choices=[*((b.reference, b.name) for b in bodies), (NEW, _("A new body, named below"))],
        ),
        "body_name": TextField(label=SINGLE_LABELS["body_name"], max_length=120, required=False),
        "body_kind": SelectField(label=gettext_lazy("Kind, if it is new"), choices=Body.KINDS, required=False),
        "date": DateField(label=SINGLE_LABELS["date"], missing=gettext_lazy(
            "Enter the day of the meeting. The paper does not say it without doubt.")),
    }  # fmt: skip
    for name in ("venue", "start_time", "end_time", "chair"):
        names[name] = TextField(label=SINGLE_LABELS[name], max_length=160 if name != "end_time" else 20, required=False)
    return names | {"next_meeting": DateField(label=SINGLE_LABELS["next_meeting"], required=False)}


def _fields_of(row: RowOfReading, log: Log) -> dict[str, forms.Field]:
    """The questions of one row. Nothing in a row is compulsory by itself: it may be left out, or be a spare one."""
    fields: dict[str, forms.Field] = {}
    for name in row.field_names:
        what = name.rsplit("-", 1)[1]
        label = LABELS[what]
        if what == "text":
            lines = min(8, 2 + len(words_of((row.found or {}).get("text"))) // 70)
            fields[name] = LongTextField(label=label, rows=lines, required=False)
        elif what == "due":
            fields[name] = DateField(label=label, required=False, hint=_printed_month(row))
        elif what == "is":
            likely = log.like(row.found) if row.found else []
            if likely or row.kind == "told":
                fields[name] = SelectField(label=label, choices=_joinable(likely, log), required=False)
        elif what == "other":
            if f"{row.key}-is" in fields:
                hint = gettext_lazy("As its action log has it, such as 44/26. It counts instead of the answer above.")
                fields[name] = TextField(label=label, max_length=LONGEST[what], required=False, hint=hint, width=20)
        elif what == "state":
            fields[name] = SelectField(label=label, choices=_states(), required=False)
        else:
            fields[name] = TextField(label=label, max_length=LONGEST.get(what, 160), required=False)
    fields[f"{row.key}-drop"] = ConfirmField(label=gettext_lazy("Leave it out"), required=False)
    return fields


def _printed_month(row: RowOfReading) -> str:
    due = words_of((row.found or {}).get("due"))
    if len(due) != 7:
        return ""
    month = date_format(date.fromisoformat(f"{due}-01"), "F Y")
    return _("The paper names no day, only %(month)s.") % {"month": month}


def _joinable(likely: list[Match], log: Log) -> list[tuple[str, str]]:
    said = []
    for match in likely:
        asked = log.actions[match.key]
        why = _("same reference") if match.by_ref else _("%(n)d%% alike") % {"n": round(100 * match.likeness)}
        state = _("closed") if asked.state == "closed" else _("open")
        said.append((match.key, f"{asked.ref_as_printed or asked.number}: {asked.text[:90]} ({state}, {why})"))
    return [*said, (NEW, _("Not in the log yet: a new one"))]


def _states() -> list[tuple[str, Any]]:
    return [
        (LEFT_OPEN, _("It stays open")),
        (CLOSED, _("It is done: close it, with the paper's words as evidence")),
        (BARE, _("The paper only says it is closed, and nothing shows it")),
    ]


def _likeliest(name: Any, bodies: list[Body]) -> str:
    """The body of the force that the paper is of: the one with this name, NEW where none has one like it, else asked.

    A name that is only near is another body's as often as not: two boards may differ by one word.
    """
    from rapidfuzz import fuzz

    said = _name_words(words_of(name))
    same = [body.reference for body in bodies if _name_words(body.name) == said]
    if said and len(same) == 1:
        return same[0]
    near = any(fuzz.token_set_ratio(said, _name_words(body.name)) >= 85 for body in bodies)
    return "" if bodies and (near or not said) else NEW


def _name_words(name: str) -> str:
    return " ".join(sorted(set(name.casefold().replace("&", "and").split()) - {"the", "of", "for", "and"}))


def kind_in(name: str) -> str:
    """The kind of a body by its name."""
    said = name.casefold()
    return next((kind for kind in ("panel", "committee") if kind in said), "board")


def checked_values(form: CheckForm, reading: Reading) -> dict[str, Any]:
    """What a person made of the reading, in the shape of ``checked.py``; only for a valid form."""
    given = form.cleaned_data
    singles: dict[str, Any] = {name: given.get(name) or "" for name in ("venue", "start_time", "end_time", "chair")}
    singles |= {name: given[name].isoformat() if given.get(name) else "" for name in ("date", "next_meeting")}
    month = words_of(reading.found.get("next_meeting"))
    if len(month) == 7 and not singles["next_meeting"]:
        singles["next_meeting"] = month
    values: dict[str, Any] = {"body": given.get("body_name") or "", **singles}
    for kind, (key, _fields) in KINDS.items():
        rows = [row for row in form.rows if row.kind == kind and not form.is_left_out(row) and not form.is_empty(row)]
        values[key] = [_checked_row(row, form) for row in rows]
    return values


def _checked_row(row: RowOfReading, form: CheckForm) -> dict[str, Any]:
    given = form.cleaned_data
    said: dict[str, Any] = {"at": dict(row.at) if row.at else None}
    for name in row.field_names:
        what, value = name.rsplit("-", 1)[1], given.get(name)
        if what == "is":
            joined = form.joined(row, given)
            said[what] = "" if joined == NEW else joined
        elif what == "other":
            continue
        elif what == "due":
            said[what] = value.isoformat() if value else ""
        else:
            said[what] = (value or "").strip()
    return said
