"""How well and how fast minutes are read: scores, what each rule is worth, how far confidence may be trusted, speed.

The labelled papers lie in the founders' library beside the code; without it only the made-up papers and the speed are
measured, and the reason is said. `--calibrate` writes the reliability table that confidence stands on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import resource
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.minutes_rules import rules
from polias.boards.minutes import confidence
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


def worth(score: ModuleType, sets: dict[str, dict[str, tuple[str, dict[str, Any]]]]) -> None:
    """Each rule switched off alone: how many right values are lost and how many false ones come."""
    whole = {name: total(score, those) for name, those in sets.items()}
    print("\nWhat each rule is worth: right values lost and false ones gained without it")
    print(f"{'rule':50}" + "".join(f"{name:>22}" for name in sets))
    for rule, where, attribute, instead in rules():
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
