"""The ways to try: addresses at which something hidden could show, and pairs of questions whose answers must be one."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tests.promises.leaks.hidden import BEFORE, PLATE, SHOP, SURNAME, Hidden

#: Words of the same length and kind as the hidden ones, of which nothing is known.
UNKNOWN = {SURNAME: "Brambleknockt", PLATE: "KX77 QZV", SHOP: "Ytterbium Candlery", BEFORE: "Quarrendon-Sneath"}
LISTS = (
    "pole/people", "pole/locations", "pole/organisations", "pole/vehicles", "contact/logs", "crime/reports",
    "quality/queue", "boards/bodies", "boards/actions",
)  # fmt: skip
SORTS = ("", "reference", "-reference", "state", "name", "-born", "recorded", "-offence", "received", "registration")
FILTERS = (
    "", "state=recorded", "state=current", "state=new", "state=waiting", "keyword=domestic-abuse", "grade=priority",
    "group=Theft", "vulnerability=unasked", "harm=high", "harm=low", "age=week", "late=late", "page=2",
)  # fmt: skip
FORMS = ("", "csv", "xlsx", "parquet", "json")
BEGINNINGS = ("NSH-CR", "CR-26", "NSH-PE-26", "LG-", "NSH-LG", "VE-26", "QU-26", "NSH-LO-26")
PAGES = ("/", "/boards/", "/measures/", "/search", "/emergency", "/emergency/reviews", "/help", "/status", "/public/")
VERBS = {
    "pole.people": ("amend",), "pole.organisations": ("amend",), "pole.vehicles": ("amend",), "pole.locations": (),
    "contact.logs": ("grade", "close", "decide", "dispatch", "add_line"),
    "crime.reports": ("classify", "involve", "keyword", "review", "give_outcome", "allocate", "reopen", "cancel",
                      "enter_court_result", "describe", "offer_transfer", "accept_transfer", "refuse_transfer",
                      "withdraw_transfer", "note_offence", "strike_offence",
                      "amend", "take_off", "strike_keyword"),
    "quality.queue": ("confirm", "correct", "return_to_officer", "undo"),
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One request of somebody; ``twin`` is the same about something that is not there, and must be answered alike."""

    who: str
    address: str
    posted: dict[str, str] | None = None
    program: bool = False
    twin: Question | None = None
    about: tuple[str, str] = ("", "")


def questions(hidden: Hidden, *, many: int) -> Iterator[Question]:
    """So many questions, every way in turn, drawn the same each time."""
    choose = random.Random(20)
    ways = (_lists, _open_records, _pages, _programs_lists, _one_record, _verbs, _searches, _suggestions, _by_number)
    for number in range(many):
        who = choose.choice(list(hidden.clients))
        yield ways[number % len(ways)](choose, hidden, who)


def _lists(choose: random.Random, hidden: Hidden, who: str) -> Question:
    """A list, filtered, sorted, paged, or taken out in one of four forms."""
    asked = [choose.choice(FILTERS), f"sort={choose.choice(SORTS)}", f"format={choose.choice(FORMS)}"]
    return Question(who, f"/{choose.choice(LISTS)}/?{'&'.join(one for one in asked if one)}")


def _programs_lists(choose: random.Random, hidden: Hidden, who: str) -> Question:
    asked = [one for one in (choose.choice(FILTERS[:9]), f"limit={choose.choice((1, 2, 40, 200))}") if one]
    return Question(who, f"/api/{choose.choice(LISTS)}/?{'&'.join(asked)}")


def _open_records(choose: random.Random, hidden: Hidden, who: str) -> Question:
    """A record that may be seen and is linked with hidden ones: its page, its history, what a program reads."""
    record = choose.choice(list(hidden.open_ones.values()))
    after = choose.choice(("", "", "/files", "/involve", "/add_line", "/keyword"))
    return Question(who, f"{choose.choice(('', '/api'))}{record.url}{after}")


def _pages(choose: random.Random, hidden: Hidden, who: str) -> Question:
    """My work, boards, figures, and the beginnings of references."""
    if choose.random() < 0.5:
        return Question(who, choose.choice(PAGES))
    return Question(who, f"/search?q={choose.choice(BEGINNINGS)}")


def _one_record(choose: random.Random, hidden: Hidden, who: str) -> Question:
    """A hidden record by its reference, beside one that was never given."""
    record = choose.choice(list(hidden.records.values()))
    never = unknown_like(record.reference)
    address = choose.choice((
        record.url, f"/api{record.url}", f"/api{record.url}/files", f"/access/{record.reference}",
        f"/files/add/{record.reference}", f"/search?q={record.reference}",
        f"/crime/reports/record?log={record.reference}", f"/emergency?reference={record.reference}",
    ))  # fmt: skip
    return _beside(Question(who, address), record.reference, never)


def _verbs(choose: random.Random, hidden: Hidden, who: str) -> Question:
    """A deed on a hidden record, on its page or by a program, and opening it in an emergency."""
    record = choose.choice(list(hidden.records.values()))
    never, verbs = unknown_like(record.reference), VERBS[record.TYPE]
    if not verbs or choose.random() < 0.2:
        posted = {"reference": record.reference, "reason": "Somebody may come to harm."}
        return _beside(Question(who, "/emergency", posted), record.reference, never)
    if choose.random() < 0.5:
        return _beside(Question(who, f"{record.url}/{choose.choice(verbs)}"), record.reference, never)
    asked = Question(who, f"/api{record.url}/{choose.choice(verbs)}", {}, program=True)
    return _beside(asked, record.reference, never)


def _searches(choose: random.Random, hidden: Hidden, who: str) -> Question:
    """A name, a registration or a firm that only hidden records have, whole or in part or misspelt."""
    word = choose.choice(list(UNKNOWN))
    given, never = word, UNKNOWN[word]
    if choose.random() < 0.5:
        given, never = given[:-1], never[:-1]
    return _beside(Question(who, f"/search?q={quote(given)}"), quote(given), quote(never), said=(given, never))


def _suggestions(choose: random.Random, hidden: Hidden, who: str) -> Question:
    """Who may be the same person already, asked while somebody is being recorded."""
    posted = {"surname": SURNAME, "forenames": "Ottoline", "sex": "X"}
    return _beside(Question(who, "/pole/people/record", posted), SURNAME, UNKNOWN[SURNAME])


def _by_number(choose: random.Random, hidden: Hidden, who: str) -> Question:
    """What is asked for by a number: a task about a hidden record, and a file on one."""
    never, crime = "01890000-0000-7000-8000-000000000000", hidden.records["crime.reports"]
    number, address = choose.choice((
        (hidden.task, f"/tasks/{hidden.task}"), (hidden.file, f"/files/{hidden.file}"),
        (hidden.file, f"/files/{hidden.file}/take-off"), (hidden.file, f"/api{crime.url}/files/{hidden.file}"),
    ))  # fmt: skip
    return _beside(Question(who, address), number, never)


def _beside(one: Question, given: str, never: str, *, said: tuple[str, str] | None = None) -> Question:
    """The question with its twin about something unknown."""
    posted = {n: v.replace(given, never) for n, v in one.posted.items()} if one.posted is not None else None
    twin = Question(one.who, one.address.replace(given, never), posted, one.program)
    return Question(one.who, one.address, one.posted, one.program, twin, said or (given, never))


def unknown_like(reference: str) -> str:
    """A reference of the same kind and length that was never given."""
    return re.sub(r"\d+$", lambda number: "9" * len(number.group()), reference)


def readable(answer: Any) -> str:
    """Everything an answer says, with files opened."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    opened: dict[str, Callable[[bytes], str]] = {"spreadsheetml": _sheet, "parquet": _parquet}
    read = next((how for name, how in opened.items() if name in kind), None)
    return read(content) if read else content.decode("utf-8", "replace")


def _sheet(content: bytes) -> str:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def _parquet(content: bytes) -> str:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(content))
    return f"{table.schema}\n{table.to_pylist()}"


#: What differs from request to request anyhow: keys of forms, nonces, numbers of drafts, times of saving.
PER_REQUEST = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|csrfmiddlewaretoken\" value=\"\w+\""
    r"|nonce-?[\"=]+[^\"]+\"|\b\d\d:\d\d(:\d\d)?\b"
)


def alike(said: str, said_of_the_twin: str, about: tuple[str, str]) -> bool:
    """Whether two answers are one but for the words they were asked with and what each request has of its own."""
    given, never = about
    return _bare(said, given) == _bare(said_of_the_twin, never)


def _bare(text: str, asked: str) -> str:
    """Without the words that were asked for, nor what the page offers to try in their place."""
    close = asked.replace(" ", "").upper()
    ways = {asked, quote(asked), quote(asked, safe=""), asked.replace(" ", "+"), asked.upper(), close}
    ways |= {word for word in asked.split() if len(word) > 2} | {close[:4], re.sub(r"\D", "", asked)[-6:]}
    for way in sorted((way for way in ways if len(way) > 2), key=len, reverse=True):
        text = text.replace(way, "<asked>")
    return PER_REQUEST.sub("<own>", text)
