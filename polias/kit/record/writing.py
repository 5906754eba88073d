"""The few writing verbs that actions are made of; each works only inside a deed and notes what it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Model
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.audit.model import Kind
from polias.kit.errors import Conflict
from polias.kit.numbering.numbers import next_reference
from polias.kit.record.deed import current_deed
from polias.kit.record.model import (
    Level,
    PartOfAnyRecord,
    PartOfRecord,
    Record,
    Register,
    cell,
    clearance_beneath,
    graded,
    level_of,
)

R = TypeVar("R", bound=Record)
Part = PartOfRecord | PartOfAnyRecord
P = TypeVar("P", bound=Part)


def enter(record: R, *, force_id: int, grade: int = 0, record_id: UUID | None = None) -> R:
    """Enter a new record: its register row, reference and first state, then its own row (a collection)."""
    deed, declared, now = current_deed(), record.record_type(), timezone.now()
    register = Register(
        record_type=declared.name,
        force_id=force_id,
        grade=grade,
        cell=cell(declared.number, force_id, grade),
        reference=next_reference(declared, force_id=force_id, at=now),
        state=declared.workflow.initial,
        created_at=now,
        created_by=deed.actor.id,
        changed_at=now,
        changed_by=deed.actor.id,
    )
    if record_id is not None:
        register.id = record_id
    register.save(force_insert=True)
    record.register, record.force_id, record.grade = register, force_id, grade
    record.save(force_insert=True)
    touched = deed.touch(register, kind=Kind.COLLECTION)
    touched.after.update(fields_of(record))
    declared.workflow.start_first_clocks(record)
    return record


def locked(record: R, *, version: int | None = None) -> R:
    """The same record read again under a lock, so that two people deciding together cannot both succeed.

    Raises Conflict when ``version`` is given and the record has moved on since, or when it lies with another force now.
    """
    register = Register.objects.select_for_update().filter(pk=record.pk).first()
    if register is None:
        raise Conflict(
            _("%(reference)s no longer lies with your force.") % {"reference": record.register.reference},
            do=_("Open the record again to see with whom it lies."),
        )
    if version is not None and register.version != version:
        raise Conflict(
            _("Somebody changed %(reference)s while you were working on it.") % {"reference": register.reference},
            do=_("What you typed is kept. Look at the change, then send yours again."),
            current_version=register.version,
        )
    fresh: R = type(record).objects.select_related("register").get(pk=record.pk)
    fresh.register = register
    return fresh


def change(record: R, **fields: Any) -> R:
    """Set fields of a record; what really changed is stored, noted before and after, and makes a new version.

    What is NOT_TOLD of a record repeats what is noted otherwise, and is stored alone.
    """
    deed, before = current_deed(), {name: getattr(record, name) for name in fields}
    changed = {name: value for name, value in fields.items() if before[name] != value}
    if not changed:
        return record
    for name, value in changed.items():
        setattr(record, name, value)
    record.save(update_fields=list(changed))
    told = {name: value for name, value in changed.items() if name not in getattr(record, "NOT_TOLD", ())}
    deed.note(record.register, before={n: before[n] for n in told}, after=told)
    new_version(record.register)
    return record


def regrade(record: R, *, grade: int) -> R:
    """Restrict a record further or open it, beneath whatever lock lies over it.

    An actor cannot restrict a record beyond their own clearance: the row would leave their sight.
    """
    return _put_at(record, graded(grade, level_of(record.register.grade)))


def put_under(record: R, *, level: Level) -> R:
    """Lock a record, hide it or lift either; the clearance beneath stays. Whoever does it is admitted first."""
    return _put_at(record, graded(clearance_beneath(record.register.grade), level))


def _put_at(record: R, grade: int) -> R:
    """Move a record to another cell; the copies in its own table and its parts follow by the foreign key."""
    register, declared = record.register, record.record_type()
    current_deed().note(register, before={"grade": register.grade}, after={"grade": grade})
    new_version(register, grade=grade, cell=cell(declared.number, register.force_id, grade))
    record.grade = grade
    return record


def mark_with(record: R, sentence: str) -> R:
    """Set or take away the sentence of why care is needed with a record."""
    register = record.register
    if register.marking != sentence:
        current_deed().note(register, before={"marking": register.marking}, after={"marking": sentence})
        new_version(register, marking=sentence)
    return record


def new_version(register: Register, **fields: Any) -> None:
    """One new version of the register row for each deed, however many fields it changes."""
    deed = current_deed()
    touched = deed.touch(register)
    first_time = "version" not in touched.after and touched.kind is not Kind.COLLECTION
    values: dict[str, Any] = dict(fields)
    if first_time:
        touched.after["version"] = register.version + 1
        register.changed_at, register.changed_by = timezone.now(), deed.actor.id
        values |= {
            "version": F("version") + 1, "changed_at": register.changed_at, "changed_by": register.changed_by,
        }  # fmt: skip
    if not values:
        return
    Register.objects.filter(pk=register.pk).update(**values)
    for name, value in fields.items():
        setattr(register, name, value)
    if first_time:
        register.version += 1


def add(part: P, *, to: Record, note: str = "") -> P:
    """Add one part (a keyword, a line, an involved person) to a record."""
    return add_all([part], to=to, note=note)[0]


def add_all(parts: Iterable[P], *, to: Record, note: str = "") -> list[P]:
    """Add parts of one kind to a record in one statement."""
    deed, rows = current_deed(), list(parts)
    if not rows:
        return rows
    for row in rows:
        row.belong_to(to.register)
    bulk_enter(rows)
    name = type(rows[0])._meta.verbose_name or type(rows[0]).__name__
    touched = deed.touch(to.register)
    touched.after.setdefault(f"+ {name}", []).extend(fields_of(row) for row in rows)
    if note:
        touched.notes.append(note)
    new_version(to.register)
    return rows


def bulk_enter(rows: Sequence[Any], *, batch_size: int | None = None) -> None:
    """Rows of one table in one statement (or one for each batch)."""
    type(rows[0])._default_manager.bulk_create(rows, batch_size=batch_size)


def change_part(part: Part, *, of: Record, **fields: Any) -> None:
    """Set fields of a part; noted on the record it belongs to."""
    deed, before = current_deed(), {name: getattr(part, name) for name in fields}
    for name, value in fields.items():
        setattr(part, name, value)
    part.save(update_fields=list(fields))
    deed, name = current_deed(), str(part._meta.verbose_name)
    # Several parts of one kind may change in one deed; each keeps its own before and after.
    earlier = sum(1 for key in deed.touch(of.register).before if key.startswith(name))
    key = f"{name} {earlier + 1}" if earlier else name
    deed.note(of.register, before={key: before}, after={key: fields})
    new_version(of.register)


def take_away(part: Part, *, of: Record, note: str = "") -> None:
    """Remove a part from a record; what it said stays in the audit."""
    name = str(part._meta.verbose_name)
    current_deed().note(of.register, before={f"- {name}": fields_of(part)}, after={})
    if note:
        current_deed().touch(of.register).notes.append(note)
    part.delete()
    new_version(of.register)


def note(record: Record, sentence: str) -> None:
    """A sentence for the audit row of this record in this deed."""
    current_deed().touch(record.register).notes.append(sentence)


def fields_of(row: Model) -> Mapping[str, Any]:
    """What the audit says of a new row: every field but those that place it."""
    hidden = {"register", "force_id", "grade", "id", *getattr(row, "NOT_TOLD", ())}
    values = model_to_dict(row)
    return {
        f.name: values.get(f.name, getattr(row, f.attname)) for f in row._meta.concrete_fields if f.name not in hidden
    }
