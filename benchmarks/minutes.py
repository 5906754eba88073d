"""How well and how fast minutes are read: scores, what each rule is worth, how far confidence may be trusted, speed.

The labelled papers lie in the founders' library beside the code; without it only the made-up papers and the speed are
measured, and the reason is said. `--calibrate` writes the reliability table that confidence stands on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from polias.boards.minutes import (
    action_lines,
    action_tables,
    actions,
    arrivals,
    attendance,
    carried_forward,
    cleaning,
    confidence,
    deciding,
    heading,
    items,
    name_sections,
    next_meeting,
    numbering,
    owners,
    people,
    resolutions,
    sheet,
    structure,
    titles,
    unfolding,
)
from polias.boards.minutes.formats import page_layout
from polias.boards.minutes.formats.which import text_of
from polias.boards.minutes.reading import read
from polias.boards.minutes.tests.documents import pdf

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LABELLED = SHARED / "data" / "minutes"
MADE_UP = ROOT / "polias" / "boards" / "minutes" / "tests" / "papers"
KINDS = ("attendees", "apologies", "items", "actions", "resolutions")
SINGLE = ("date", "next_meeting", "body")
TABLE = ROOT / "polias" / "boards" / "minutes" / "reliability.json"


def scorer() -> ModuleType | None:
    """The scorer of the library, or nothing where the library is not here."""
    path = SHARED / "score" / "minutes.py"
    spec = importlib.util.spec_from_file_location("scorer", path)
    if not path.exists() or spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def papers(folder: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """Name, text and labels of every labelled paper."""
    found = {}
    for labels in sorted(folder.glob("*.labels.json")):
        name = labels.name.removesuffix(".labels.json")
        found[name] = (
            (folder / f"{name}.txt").read_text(encoding="utf-8"),
            json.loads(labels.read_text(encoding="utf-8")),
        )
    return found


def set_aside(names: list[str]) -> set[str]:
    """The four papers whose name has the smallest digest: chosen before any was looked at, and never worked on."""
    return set(sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:4])


# -------------------------------------------------------------------------------------------------- scores


def counted(score: ModuleType, labels: dict[str, Any], found: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """Of each kind: how many were found, expected and right."""
    same = {
        "attendees": score.person,
        "apologies": score.person,
        "items": score.item,
        "actions": score.text,
        "resolutions": score.text,
    }
    result = {}
    for kind in KINDS:
        expected, got = labels.get(kind) or [], found.get(kind) or []
        hits = score.matched(expected, got, same[kind])
        spare = sum(score.left_open(want) for want, _ in hits)
        right = sum(not score.left_open(want) for want, _ in hits)
        result[kind] = (len(got) - spare, sum(not score.left_open(each) for each in expected), right)
    for key in SINGLE:
        want, got = labels.get(key), found.get(key)
        names = [want, *labels.get("body_also", [])]
        right = (
            max(score.alike(name, got) for name in names) >= 0.7 if key == "body" else (want or None) == (got or None)
        )
        result[key] = (1, 1, int(right))
    return result


def total(score: ModuleType, those: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, list[int]]:
    sums = {kind: [0, 0, 0] for kind in (*KINDS, *SINGLE)}
    for text, labels in those.values():
        for kind, counts in counted(score, labels, read(text)).items():
            sums[kind] = [a + b for a, b in zip(sums[kind], counts, strict=True)]
    return sums


def print_scores(title: str, sums: dict[str, list[int]]) -> None:
    print(f"\n{title}\n{'kind':14}{'found':>7}{'expect':>7}{'right':>7}{'F1':>8}")
    for kind, (found, expected, right) in sums.items():
        f1 = 2 * right / (found + expected) if found + expected else 1.0
        print(f"{kind:14}{found:7}{expected:7}{right:7}{f1:8.3f}")


# --------------------------------------------------------------------------------------- what a rule is worth

_NEVER = re.compile(r"(?!)")


def _nothing(*_words: Any, **_more: Any) -> Any:
    return iter(())


def _all_named(piece: Any) -> Any:
    return piece, piece[:0]


def _rules() -> Iterator[tuple[str, Any, str, Any]]:
    """Rule, where it lives, and what stands in its place when it is switched off."""
    yield from (
        ("columns parted by blanks are a table", structure, "with_tabs", lambda text: text),
        ("two columns that are not level", page_layout, "_both_run", lambda *_words: False),
        ("two columns whose numbers run on", page_layout, "_numbers_run_on", lambda *_words: False),
        ("a page of one item or issue", items, "items_of_page", lambda _blocks: []),
        ("look-alike letters are made Latin", cleaning, "_WORD_WITH_FOREIGN", _NEVER),
        ("words printed letter by letter are put together", cleaning, "closed_up", lambda piece: piece),
        ("of a table in two languages the English", structure, "welsh_column", lambda _cells: -1),
        ("words torn by a scanner are mended", structure, "mended", lambda piece, _words: piece),
        ("broken lines are joined", structure, "_goes_on", lambda *_words: False),
        ("what a flat layout folded is unfolded", sheet, "unfolded", lambda blocks: blocks),
        ("- the word Minutes: inside a line", unfolding, "_marker", _nothing),
        ("- lists of names inside a line", unfolding, "_lists", _nothing),
        ("- sub-headings inside a line", unfolding, "_sub_headings", _nothing),
        ("- the first sub-heading behind a title", unfolding, "_first_sub", _nothing),
        ("- a heading at the end of a paragraph", unfolding, "_dotted", _nothing),
        ("- numbered capitals in a long line", unfolding, "_capital", _nothing),
        ("a title ends at page furniture", titles, "_furniture", lambda _text: None),
        ("a title ends with its capitals", titles, "_capitals", lambda _text: None),
        ("a title in capitals ends at a dash", titles, "_dash_after_capitals", lambda _text: None),
        ("a title ends where somebody begins to tell", titles, "_run_on", lambda _text: None),
        ("a title ends at an action's number", titles, "_reference", lambda _text: None),
        ("a title ends where its purpose begins", titles, "_purpose", lambda _text: None),
        ("a standing title ends at colon or dash", titles, "_without_content", lambda title: title),
        ("a number that slipped by a row", items, "_repaired", lambda mains, _blocks: mains),
        ("numbers of another style than plain ones", numbering, "_standing", lambda _chain: 0),
        ("a list of actions numbers no items", numbering, "_action_lists", lambda _blocks: set()),
        ("an outcome behind a number is no title", titles, "_OUTCOME", _NEVER),
        ("of two languages the English", titles, "english", lambda piece: piece),
        ("rows torn by a cell's own line break", structure, "_with_whole_rows", lambda text: text),
        ("a heading at the end without a number", items, "_at_the_end", _nothing),
        ("sub-items with letters", items, "_lettered", lambda *_words: []),
        ("sub-items with numbers", items, "_dotted", lambda *_words: None),
        ("headings of numbered paragraphs", items, "_headings_of_paragraphs", _nothing),
        ("a heading at the end in other letters", items, "_closes", lambda _block: False),
        ("headings before the word Minutes", items, "_unnumbered", _nothing),
        ("headings that the file marks", items, "_of_the_file", _nothing),
        ("apologies below those present are no item", items, "_lists_those_away", lambda *_words: False),
        ("headings by their look", items, "by_look", _nothing),
        (
            "the purpose of an item is not minuted",
            items,
            "_minuted",
            lambda item, _blocks, **_more: items.replace(item, minuted=item.body),
        ),
        ("lists of names under a heading", attendance, "listed", _nothing),
        ("lists of names without a heading", attendance, "unheaded", _nothing),
        ("names in two columns", attendance, "one_column", lambda heading: heading),
        ("a summons lists nobody who was there", attendance, "_is_summons", lambda _sheet: False),
        ("names behind a gap of blanks", attendance, "_side_by_side", lambda _piece: []),
        ("lists of names side by side in a table", name_sections, "_by_column", lambda blocks: blocks),
        ("a table headed name and role", attendance, "heads_names", lambda _line: False),
        ("a label beside or above a name", attendance, "_labelled", lambda blocks: [block.piece for block in blocks]),
        ("who came instead of somebody", attendance, "_INSTEAD", _NEVER),
        ("an office with its holder in brackets", people, "_held_by", lambda _piece: None),
        ("in attendance for one item", attendance, "_FOR_THIS_ITEM", _NEVER),
        ("of titles in two languages the English", attendance, "english_label", lambda piece: piece),
        ("chair and note-taker in the heading", attendance, "named_in_heading", _nothing),
        ("apologies in a sentence", arrivals, "_apologies_in", _nothing),
        ("substitutes in a sentence", arrivals, "_swaps_in", _nothing),
        ("joined, took the chair, was welcomed", arrivals, "_arrivals_in", _nothing),
        ("members who apologised were not there", attendance, "_only_a_member", lambda *_words, **_more: False),
        ("body: minutes of the meeting of", heading, "_body_of_minutes", lambda _sheet: None),
        ("body: a short name in full", heading, "_in_full", lambda value, _sheet: value),
        ("body: name behind the date", heading, "_body_behind_date", lambda _sheet: None),
        ("body: name before the date", heading, "_body_with_date", lambda _sheet: None),
        ("body: line of the heading", heading, "_body_line", lambda _sheet: None),
        ("body: of the previous minutes", heading, "_body_of_previous", lambda _sheet: None),
        ("a year that the weekday contradicts", heading, "_fitting", lambda found: found),
        ("a missing year from elsewhere", heading, "_with_year", lambda *_words: None),
        ("next meeting: under a heading", next_meeting, "_under_a_heading", lambda *_words: None),
        ("next meeting: in a line", next_meeting, "_in_a_line", lambda *_words: None),
        ("next meeting: in a sentence", next_meeting, "_in_a_sentence", lambda *_words: None),
        ("next meeting: when they meet again", next_meeting, "_MEETS", _NEVER),
        ("decisions behind the word resolved", resolutions, "_MARK", _NEVER),
        ("decisions in a register", resolutions, "decisions_in", _nothing),
        ("who moved a decision, said before it", resolutions, "_MOVED_AHEAD", _NEVER),
        ("who left the room is no part of it", resolutions, "_TOLD_BEHIND", _NEVER),
        ("a decision below that word", resolutions, "_HEADS", _NEVER),
        ("what the body did, line by line", resolutions, "_below_the_body", lambda *_words: False),
        ("who moved a decision is no part of it", resolutions, "_MOVED", _NEVER),
        ("of decisions in two languages the English", resolutions, "english", lambda piece: piece),
        ("a bare Noted or Agreed", resolutions, "_ALONE", _NEVER),
        ("what was decided before decides nothing", deciding, "_NOT_DECIDED", _NEVER),
        ("actions: lines headed Action", action_lines, "LINE", _NEVER),
        ("actions: the word without a mark", action_lines, "_unmarked", lambda _piece: None),
        ("actions: closed by a number", action_lines, "_closed", _nothing),
        ("actions: below a heading or an item of that name", action_lines, "_below_a_heading", lambda *_words: None),
        ("actions: the mark says who", action_lines, "_with_owner", lambda action, *_words: action),
        ("actions: closed by the word", action_lines, "_CLOSED_BY_WORD", _NEVER),
        ("actions: several in one cell", actions, "_MARK_IN_CELL", _NEVER),
        ("actions: A1 and the like", action_lines, "_short", lambda _piece: None),
        ("actions: a number of any kind", action_lines, "_ANY_REF", _NEVER),
        ("actions: the margin of a table", action_tables, "_MARGIN", _NEVER),
        ("actions: new in a log", actions, "_NEW_STATE", _NEVER),
        ("actions: who is asked for it", owners, "_ASKED_FOR", _NEVER),
        ("actions: initials in a margin", action_lines, "_beside_the_margin", _nothing),
        ("actions: initials on a line of their own", action_lines, "_INITIALS_ALONE", _NEVER),
        ("actions: words of their own in the bracket", action_lines, "_OWN_WORDS", _NEVER),
        ("actions: a date behind the owner in the bracket", action_lines, "_named_and_date", _all_named),
        ("actions: what became of an earlier one", action_lines, "_reports", lambda *_words: False),
        ("actions: who would act, inside a sentence", owners, "_DOES_INSIDE", _NEVER),
        ("actions: who undertook, in the second half", owners, "_DOES_THEN", _NEVER),
        ("actions: a register of decisions holds none", action_tables, "DECISION", _NEVER),
        ("actions: raised at this meeting, in a log", actions, "_raised_here", lambda *_words: False),
        ("actions: tables", sheet, "tables_of", lambda _rows: []),
        ("actions: rows torn by a page break", action_tables, "_goes_on", lambda *_words: False),
        ("actions: the same one twice is one", actions, "_once", lambda found: found),
        ("actions: a log is not this meeting's", actions, "_is_log", lambda *_words: False),
        ("earlier references told one by one", carried_forward, "_OLD_REF", _NEVER),
    )
    for name, _pattern in deciding.DECIDING_SENTENCES:
        rest = tuple(each for each in deciding.DECIDING_SENTENCES if each[0] != name)
        yield f"decisions: {name}", deciding, "DECIDING_SENTENCES", rest


def worth(score: ModuleType, sets: dict[str, dict[str, tuple[str, dict[str, Any]]]]) -> None:
    """Each rule switched off alone: how many right values are lost and how many false ones come."""
    whole = {name: total(score, those) for name, those in sets.items()}
    print("\nWhat each rule is worth: right values lost and false ones gained without it")
    print(f"{'rule':50}" + "".join(f"{name:>22}" for name in sets))
    for rule, where, attribute, instead in _rules():
        kept = getattr(where, attribute)
        setattr(where, attribute, instead)
        try:
            cells = [_change(whole[name], _safely(score, those)) for name, those in sets.items()]
        finally:
            setattr(where, attribute, kept)
        print(f"{rule:50}" + "".join(f"{cell:>22}" for cell in cells))


def _safely(score: ModuleType, those: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, list[int]] | None:
    try:
        return total(score, those)
    except Exception:  # noqa: BLE001  a rule that others lean on: without it nothing is read
        return None


def _change(whole: dict[str, list[int]], without: dict[str, list[int]] | None) -> str:
    if without is None:
        return "nothing is read"
    lost = sum(whole[kind][2] - without[kind][2] for kind in whole)
    false = sum((without[kind][0] - without[kind][2]) - (whole[kind][0] - whole[kind][2]) for kind in whole)
    return f"-{lost} right, {false:+} false" if lost >= 0 else f"+{-lost} right, {false:+} false"


# ------------------------------------------------------------------------------------------------ confidence


def sightings(
    score: ModuleType, those: dict[str, tuple[str, dict[str, Any]]]
) -> dict[str, list[tuple[str, str, bool]]]:
    """Of each paper: kind, rule and whether it was right, for every value that counts."""
    same = {
        "attendees": score.person,
        "apologies": score.person,
        "items": score.item,
        "actions": score.text,
        "resolutions": score.text,
    }
    seen: dict[str, list[tuple[str, str, bool]]] = {}
    for name, (text, labels) in those.items():
        found, here = read(text), []
        for kind in KINDS:
            hits = score.matched(labels.get(kind) or [], found[kind], same[kind])
            state = {id(got): not score.left_open(want) for want, got in hits}
            here += [(kind, got["rule"], id(got) in state) for got in found[kind] if state.get(id(got), True)]
        right = counted(score, labels, found)
        here += [(key, found["rules"][key], bool(right[key][2])) for key in SINGLE if found[key]]
        seen[name] = here
    return seen


def tabled(seen: dict[str, list[tuple[str, str, bool]]]) -> dict[str, dict[str, list[int]]]:
    table: dict[str, dict[str, list[int]]] = {}
    for values in seen.values():
        for kind, rule, right in values:
            counts = table.setdefault(kind, {}).setdefault(rule, [0, 0])
            counts[0] += right
            counts[1] += 1
    return table


def reliability(seen: dict[str, list[tuple[str, str, bool]]]) -> None:
    """Each paper judged by a table made from all others; the bins say how often such values were right."""
    judged: list[tuple[float, bool]] = []
    for name, values in seen.items():
        table = tabled({other: each for other, each in seen.items() if other != name})
        judged += [(confidence.estimate(table, kind, rule), right) for kind, rule, right in values]
    print("\nConfidence, each paper judged by the others")
    print(f"{'said':>12}{'values':>9}{'mean said':>11}{'right':>9}")
    off = 0.0
    for low, high in ((0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        inside = [(said, right) for said, right in judged if low <= said < high]
        if inside:
            mean, share = (
                sum(said for said, _r in inside) / len(inside),
                sum(right for _s, right in inside) / len(inside),
            )
            off += abs(mean - share) * len(inside) / len(judged)
            print(f"{low:5.2f}-{min(high, 1):5.2f}{len(inside):10}{mean:11.3f}{share:9.3f}")
    brier = sum((said - right) ** 2 for said, right in judged) / len(judged)
    print(f"expected calibration error {off:.3f}, Brier score {brier:.3f}, values {len(judged)}")


# ----------------------------------------------------------------------------------------------------- speed


def pack(pages: int) -> bytes:
    """A pack of made-up minutes as PDF."""
    lines = [
        f"{n}. Paragraph of the minutes in which the Board noted the report and AF spoke of {n} calls."
        for n in range(1, 48)
    ]
    head = ["Northshire Board", "Minutes of the meeting held on 5 March 2024"]
    return pdf(
        *(
            [(50.0, 800.0 - 15 * at, line) for at, line in enumerate([*(head if page == 0 else []), *lines])]
            for page in range(pages)
        )
    )


def speed(pages: int = 400) -> None:
    content = pack(pages)
    before = time.perf_counter()
    text, _kind = text_of(content)
    between = time.perf_counter()
    read(text)
    after = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nA pack of {pages} pages, {len(text):,} characters: {pages / (after - before):.0f} pages a second")
    print(f"(layout {between - before:.1f} s, reading {after - between:.1f} s), most memory {memory:.0f} MB")


def main() -> None:
    score = scorer()
    if score is None:
        print(
            "The labelled papers are not here (shared library "
            "beside the code): scores, worth and confidence are left out."
        )
    else:
        everything, made_up = papers(LABELLED), papers(MADE_UP)
        apart = set_aside(list(everything))
        worked_on = {name: each for name, each in everything.items() if name not in apart}
        aside = {name: each for name, each in everything.items() if name in apart}
        print_scores(f"{len(worked_on)} labelled papers that were worked on", total(score, worked_on))
        print_scores(f"{len(aside)} labelled papers set aside", total(score, aside))
        print_scores(f"{len(made_up)} made-up papers", total(score, made_up))
        seen = sightings(score, everything)
        reliability(seen)
        if "--calibrate" in sys.argv:
            TABLE.write_text(json.dumps(tabled(seen), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        if "--quick" not in sys.argv:
            worth(score, {"labelled": everything, "made-up": made_up})
    speed()


if __name__ == "__main__":
    main()
