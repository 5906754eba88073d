"""What happened to a record and who looked: the audit keeps codes for ever, a page says them in a language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from polias.kit.access.door import named_here
from polias.kit.access.names import name_of
from polias.kit.audit.model import AuditRow, Kind
from polias.kit.govuk.templatetags.polias import when
from polias.kit.record.model import Grade, Record
from polias.kit.record.types import RecordType, record_types
from polias.kit.rules.rule import rule_book
from polias.kit.screens.context import force_name

#: Fields of the kit's own parts that hold the number of an actor.
NAMING_ACTORS = frozenset({"actor_id", "by", "contact", "ended_by", "owner"})
#: And those that hold the number of a force.
NAMING_FORCES = frozenset({"force", "from_force", "to_force", "reader"})
MOST_SHOWN, MOST_LOOKS = 50, 20
ON_ANY_RECORD = {"attach": gettext_lazy("File added"), "detach": gettext_lazy("File taken off"),
                 "warn": gettext_lazy("Warning marker")}  # fmt: skip
#: Bookkeeping of the kit: the page says clocks, reasons and readers where they stand.
SAID_ELSEWHERE = frozenset({"+ clock", "+ reason given", "+ reading by another force"})
CHANGES = [Kind.COLLECTION, Kind.ALTERATION, Kind.COMBINATION, Kind.ERASURE]


def timeline(record: Record) -> list[dict[str, Any]]:
    """What was done to the record, newest first, from the audit."""
    rows = audit_of(record, kinds=CHANGES)[:MOST_SHOWN]
    declared = record.record_type()
    return [
        {"when": r.at, "who": name_of(r.actor_id), "what": deed_name(r), "detail": deed_detail(r, declared)}
        for r in rows
    ]


def changes_since(record: Record | None, version: int | None) -> list[dict[str, Any]]:
    """What was done to the record after this version, newest first, with the fields of it that were changed."""
    if record is None or version is None:
        return []
    declared, rows = record.record_type(), audit_of(record, kinds=CHANGES)[:MOST_SHOWN]
    return [
        {
            "when": row.at, "who": name_of(row.actor_id), "what": deed_name(row), "detail": deed_detail(row, declared),
            "fields": sorted(after),
        }
        for row in rows
        if int((after := json.loads(row.content or "{}").get("after") or {}).get("version", 0)) > version
    ]  # fmt: skip


def looks(record: Record) -> list[dict[str, Any]]:
    """Who looked at or took out the record, newest first; one line for looks that nobody else's came between."""
    rows = audit_of(record, kinds=[Kind.CONSULTATION, Kind.DISCLOSURE])[:MOST_LOOKS]
    found: list[dict[str, Any]] = []
    for row in rows:
        one = {"who": name_of(row.actor_id), "kind": _how_looked(row)}
        if found and one.items() <= found[-1].items():
            found[-1]["times"] += 1
        else:
            found.append({**one, "when": row.at, "times": 1})
    return found


def _how_looked(row: AuditRow) -> str:
    """Looked, or took a file out, which is then named."""
    if row.kind != Kind.DISCLOSURE:
        return _("looked")
    name = json.loads(row.content or "{}").get("file", "")
    return _("took out %(name)s") % {"name": name} if name else _("took it out")


def audit_of(record: Record, *, kinds: list[Kind]) -> Any:
    """The audit rows of a record, newest first; the instants let the database leave out months it need not read."""
    since, until = record.register.created_at - timedelta(days=1), timezone.now() + timedelta(days=1)
    rows = AuditRow.objects.filter(record_id=record.pk, kind__in=kinds, at__gte=since, at__lt=until)
    return rows.order_by("-at", "-id")


def deed_name(row: AuditRow) -> str:
    """A verb of the audit, such as ``crime.reports.classify``, as the button that does it is called."""
    type_name, verb = row.verb.rsplit(".", 1)
    if verb == "bring_in":
        return _("Brought in")
    if row.kind == Kind.COLLECTION:
        return _("Recorded")
    if type_name == "kit.tasks":
        return _("Task answered")
    return verb_name(type_name, verb)


def verb_name(type_name: str, verb: str) -> str:
    """The words of a verb: the label of its move, or of a task, or simply that something was changed."""
    if verb in ON_ANY_RECORD:
        return str(ON_ANY_RECORD[verb])
    declared = next((t for t in record_types() if t.name == type_name), None)
    moves = declared.workflow.moves if declared else ()
    usual = _("Changed who may see it") if verb == "restrict" else _("Changed")
    return next((str(m.label) for m in moves if m.verb == verb), usual)


def deed_detail(row: AuditRow, declared: RecordType) -> str:
    """Notes, changes, what was added, and reasons given, a line each."""
    content = json.loads(row.content or "{}")
    before, after = content.get("before") or {}, content.get("after") or {}
    lines = list(content.get("notes") or [])
    if row.kind == Kind.ALTERATION:
        lines += [_change(k, before[k], v, declared) for k, v in after.items() if k in before]
        added = {k: v for k, v in after.items() if k.startswith("+") and k not in SAID_ELSEWHERE}
        lines += [_added(k, v) for k, v in added.items() if isinstance(v, list)]
    lines += [f"{_rule_named(code)} {reason}" for code, reason in (content.get("reasons") or {}).items()]
    return "\n".join(lines)


def _rule_named(code: str) -> str:
    """The rule that was passed with a reason, in its words; its code alone where the rule book has it no longer."""
    found = next((one for one in rule_book() if one.code == code), None)
    return f"{found.sentence.rstrip('.')} ({code}):" if found else f"{code}:"


def _change(key: str, old: Any, new: Any, declared: RecordType) -> str:
    return f"{field_name(key)}: {_said(key, old, declared)} → {_said(key, new, declared)}"


def _added(key: str, rows: list[Any]) -> str:
    words = {"what": field_name(key.removeprefix("+ ")), "count": len(rows)}
    return _("Added: %(what)s (%(count)d)") % words


def field_name(key: str) -> str:
    """A field of the audit as people say it; polias/site/history_words.py marks every such word for translation."""
    words, _space, number = key.replace("_", " ").rpartition(" ")
    if number.isdecimal() and words:
        return f"{field_name(words)} {number}"
    words = key.replace("_", " ")
    return gettext(words[:1].upper() + words[1:])


def _said(key: str, value: Any, declared: RecordType, *, of: type[Model] | None = None) -> str:
    """A value of the audit as people say it; ``of`` is the part whose field it is, where it is not the record's own."""
    if isinstance(value, Mapping) and key in declared.says:
        return declared.says[key](str(value))
    if isinstance(value, Mapping):
        part = _part_named(key)
        return ", ".join(f"{field_name(k)}: {_said(k, v, declared, of=part)}" for k, v in value.items())
    if value in (None, ""):
        return _("nothing")
    if key in declared.names_records and not named_here(str(value)):
        return _("a record that is not yours to see")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _code_said(key, str(value), declared, model=of or declared.model)


def _code_said(key: str, text: str, declared: RecordType, *, model: type[Model]) -> str:
    """A code of a state, a grade, a declared field or a model's list in words; any other text as it is."""
    if key == "state" and text in declared.workflow.states:
        return str(declared.workflow.states[text].label)
    if key == "grade":
        return str(dict(Grade.choices).get(int(text), text))
    if key in declared.says:
        return declared.says[key](text)
    if key in NAMING_ACTORS and text.isdecimal():
        return name_of(int(text))
    if key in NAMING_FORCES and text.isdecimal():
        return force_name(int(text))
    return _choice(key, text, model) or _in_words(text)


def _part_named(key: str) -> type[Model] | None:
    """The table of parts that the audit calls so, such as ``paragraph`` or ``paragraph 2``."""
    return next((m for m in apps.get_models() if key.rstrip(" 0123456789") == str(m._meta.verbose_name)), None)


def _choice(key: str, text: str, model: type[Model]) -> str:
    """The label of a value that was chosen from a model's list; empty for any other."""
    try:
        choices = model._meta.get_field(key).flatchoices  # type: ignore[union-attr]
    except (FieldDoesNotExist, AttributeError):
        return ""
    return str(dict(choices).get(text, ""))


def _in_words(text: str) -> str:
    """An instant of the audit as people read it; any other text as it is."""
    try:
        return when(datetime.fromisoformat(text)) if len(text) > len("2026-11-24T09:26") else text
    except ValueError:
        return text
