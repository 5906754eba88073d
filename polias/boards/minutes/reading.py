"""Reads one paper's text into body, date, people, items, decisions and actions, each with its place."""

from __future__ import annotations

from typing import Any

from polias.boards.minutes import heading, time_and_place
from polias.boards.minutes.action import Action
from polias.boards.minutes.actions import Actions, actions_of
from polias.boards.minutes.attendance import apologised_too, attendance_of
from polias.boards.minutes.chair import chair_of
from polias.boards.minutes.confidence import confidence
from polias.boards.minutes.figures import Figure, SumCheck, figures_of, sum_checks_of
from polias.boards.minutes.next_meeting import next_meeting_of
from polias.boards.minutes.next_paper import NextPaper, next_paper
from polias.boards.minutes.notes import Note, notes_of
from polias.boards.minutes.numbering import Item
from polias.boards.minutes.people import Person
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.presence import Attendance
from polias.boards.minutes.questions import Question, questions_of
from polias.boards.minutes.resolutions import Resolution, resolutions_of
from polias.boards.minutes.sheet import Sheet, sheet_of
from polias.boards.minutes.value import Value


def read(text: str) -> dict[str, Any]:
    """The reading of a paper as plain mappings, ready for JSON; of several papers in one text, that of the first."""
    sheet = sheet_of(text)
    body, date = _head_of(sheet)
    second = next_paper(sheet, body.value if body else None, date.value if date else None)
    if second:
        sheet = sheet_of(text[: second.piece.at[0]])
        body, date = _head_of(sheet)
    return _read(sheet, body, date, second)


def _head_of(sheet: Sheet) -> tuple[Value | None, Value | None]:
    """Whose the meeting was, and on what day."""
    body = heading.body_of(sheet)
    early = next_meeting_of(sheet, body.value if body else None, None)
    return body, heading.date_of(sheet, early.value if early else None)


def _read(sheet: Sheet, body: Value | None, date: Value | None, second: NextPaper | None) -> dict[str, Any]:
    name = body.value if body else None
    following = next_meeting_of(sheet, name, date.value if date else None)
    start, end = time_and_place.times_of(sheet)
    attendance = attendance_of(sheet)
    actions = actions_of(sheet, date.value if date else None, attendance)
    single = {
        "body": body,
        "date": date,
        "start_time": start,
        "end_time": end,
        "venue": time_and_place.venue_of(sheet),
        "next_meeting": following,
        "chair": chair_of(sheet, attendance, name),
    }
    return {
        **{key: value.value if value else None for key, value in single.items()},
        "attendees": [_person(who, sheet, attendance) for who in attendance.attendees],
        "apologies": [_person(who, sheet, attendance) for who in attendance.apologies],
        "substitutions": [
            {"absent": gone.name, "substitute": came.name, **_at(came.piece, sheet)}
            for gone, came in attendance.substitutions
        ],
        "unclear": [_person(who, sheet, attendance) for who in attendance.unclear],
        "items": [_item(item, sheet) for item in sheet.items],
        "resolutions": [_resolution(each, sheet) for each in resolutions_of(sheet)],
        "actions": [_action(action, sheet) for action in actions.new],
        "carried_forward": _carried(actions, sheet),
        "questions": [_question(each, sheet) for each in questions_of(sheet)],
        "figures": [_figure(figure, sheet) for figure in figures_of(sheet)],
        "sum_checks": [_sum_check(check, sheet) for check in sum_checks_of(sheet)],
        "at": {key: _at(value.piece, sheet)["at"] for key, value in single.items() if value},
        "confidence": {key: confidence(key, value.rule, value.cues) for key, value in single.items() if value},
        "rules": {key: value.rule for key, value in single.items() if value},
        "notes": [_note(note, sheet) for note in notes_of(sheet, date=date.value if date else None, second=second)],
    }


def _at(piece: Piece, sheet: Sheet) -> dict[str, Any]:
    start, end = piece.at
    return {"at": {"start": start, "end": end, "line": sheet.paper.line_of(start)}} if piece else {"at": None}


def _note(note: Note, sheet: Sheet) -> dict[str, Any]:
    return {"text": note.text, **_at(note.piece, sheet)}


def _person(who: Person, sheet: Sheet, attendance: Attendance) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": who.name,
        "role": who.role,
        "organisation": who.organisation,
        "initials": who.initials,
    }
    rule = attendance.by.get(id(who), "")
    kind = "attendees" if who in attendance.attendees else "apologies"
    conflict = kind == "attendees" and apologised_too(who, attendance)
    found |= {"rule": rule, "confidence": confidence(kind, rule, ["conflict"] if conflict else [])} | _at(
        who.piece, sheet
    )
    return found | ({"conflict": "apologised"} if conflict else {})


def _item(item: Item, sheet: Sheet) -> dict[str, Any]:
    said = {
        "number": item.number,
        "title": item.title.text or None,
        "rule": item.rule,
        "confidence": confidence("items", item.rule),
    }
    return said | _at(item.title or item.place, sheet)


def _resolution(resolution: Resolution, sheet: Sheet) -> dict[str, Any]:
    return {
        "item": _item_name(resolution.item),
        "text": resolution.piece.text,
        "rule": resolution.rule,
        "confidence": confidence("resolutions", resolution.rule),
        **_at(resolution.piece, sheet),
    }


def _item_name(item: Item | None) -> str | None:
    return (item.number or item.title.text or None) if item else None


def _action(action: Action, sheet: Sheet) -> dict[str, Any]:
    owners = [owner.text for owner in action.owners]
    in_a_row = action.rule == "row of an action table"
    doubts = [] if owners else ["no owner in its row" if in_a_row else "no owner"]
    return {
        "ref": action.ref.text or None,
        "text": action.text.text,
        "owner": owners[0] if len(owners) == 1 else owners or None,
        "due": action.due,
        "item": _item_name(action.item),
        "rule": action.rule,
        "confidence": confidence("actions", action.rule, doubts),
        **_at(action.text, sheet),
    }


def _question(question: Question, sheet: Sheet) -> dict[str, Any]:
    return {
        "item": _item_name(question.item),
        "asker": question.asker.text or None,
        "text": question.piece.text,
        **_at(question.piece, sheet),
    }


def _figure(figure: Figure, sheet: Sheet) -> dict[str, Any]:
    return {
        "text": figure.piece.text,
        "value": _number(figure.value),
        "unit": figure.unit or None,
        **_at(figure.piece, sheet),
    }


def _sum_check(check: SumCheck, sheet: Sheet) -> dict[str, Any]:
    return {
        "kind": check.kind,
        "text": check.piece.text,
        "stated": _number(check.stated),
        "parts": [_number(part) for part in check.parts],
        "worked_out": _number(check.worked_out),
        "unexplained": _number(check.unexplained),
        **_at(check.piece, sheet),
    }


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _carried(actions: Actions, sheet: Sheet) -> list[dict[str, Any]]:
    return [
        {
            "ref": each.ref.text or None,
            "text": each.text.text,
            "state": each.state or None,
            "item": _item_name(each.item),
            **_at(each.text, sheet),
        }
        for each in actions.carried
    ]
