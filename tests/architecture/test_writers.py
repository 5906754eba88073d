"""Invariant 3: only actions.py writes, with the verbs of polias.kit.record.writing; the kit's own writers are few."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import modules, names_in_chain

#: Files that write rows and are no actions.py, each with its reason.
WRITERS = {
    "polias/kit/record/writing.py": "The verbs that every action is made of.",
    "polias/kit/record/bulk.py": "The same verbs for many records at a time.",
    "polias/kit/record/importing.py": "Brings records in by the thousand, as the owner; each gets its audit row.",
    "polias/kit/audit/log.py": "Adds the audit rows.",
    "polias/kit/audit/merging.py": "Adds the audit rows that a spool has held.",
    "polias/kit/audit/seal.py": "Adds the seals over them.",
    "polias/kit/backup/restore.py": "Ends every sign-in of a database that was brought back, as its owner.",
    "polias/kit/events/bus.py": "Adds events to the outbox inside the deed, and marks them as told.",
    "polias/kit/idempotency/keys.py": "Claims a key inside the deed.",
    "polias/kit/drafts/keeping.py": "Keeps what somebody is typing: no record yet.",
    "polias/kit/numbering/numbers.py": "Takes the next number inside the deed.",
    "polias/kit/identity/signed_in.py": "Ends sessions of the web: no records.",
    "polias/kit/identity/cli.py": "Ends somebody's sessions, as the owner, and logs it.",
    "polias/kit/health/collect.py": "Counts pages by minute and day: no record.",
    "polias/kit/health/heart.py": "Writes the beat of each minute: no record.",
    "polias/kit/health/queues.py": "Keeps what was read of each queue: counts and times.",
    "polias/kit/health/notices.py": "Announces a planned outage, for whoever runs the command on the machine.",
    "polias/crime/mandatory/counting.py": "Counts questions that stopped somebody, by day: no record.",
    "polias/kit/exchange/outbox.py": "Adds messages inside the deed, and marks them as acknowledged.",
    "polias/kit/exchange/inbox.py": "Keeps what partners send, once, and marks it as handled.",
    "polias/kit/exchange/alarms.py": "Marks the messages of which people were told.",
    "polias/kit/exchange/reconcile.py": "Keeps how a day compared, and settles lost acknowledgements.",
    "polias/kit/exchange/forgetting.py": "Takes away bodies and messages that are done and old.",
    "polias/kit/rules/lessons.py": "Counts how often a rule refused, by team and day: no record.",
    "polias/kit/search/refiling.py": "Files what follows from records anew, as the owner; logged as a whole.",
    "polias/pole/matching/scoring.py": "Fills a table of pairs in a DuckDB of its own, in memory: no record.",
    "polias/force/cast.py": "Sets up the standing cast of tests and demonstration, as the owner.",
}

#: Files that use the writing verbs for an actions.py that calls them, inside its deed.
IN_A_DEED = {
    "polias/kit/origins/entering.py": "Enters records with their origins, for the verbs that take in.",
    "polias/kit/rules/keeping.py": "Keeps the reasons given for an accepted breach.",
    "polias/kit/workflow/table.py": "Moves a record and starts its clocks.",
    "polias/contact/logs/response.py": "The clocks of the response, for the verbs of a log.",
    "polias/contact/logs/vulnerability.py": "Answers and tasks of the assessment, for the verbs of a log.",
}

ALWAYS = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ON_ROWS = {"create", "update"}
ROWS = {"objects", "_default_manager", "filter", "exclude", "all", "visible_to", "select_for_update"}
SQL_THAT_WRITES = ("insert ", "update ", "delete ", "merge ", "copy ", "truncate ")
READS_ONLY = {"locked"}
VERBS = {"polias.kit.record.writing", "polias.kit.record.bulk", "polias.kit.origins.entering"}


def writes_in(tree: ast.Module) -> Iterator[int]:
    """Lines on which rows are written past the verbs of the kit, by the ORM or in SQL."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            verb, chain = node.func.attr, names_in_chain(node.func.value)
            if verb in ALWAYS or (verb in ON_ROWS and chain & ROWS):
                yield node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = " ".join(node.value.split()).lower()
            if words.startswith(SQL_THAT_WRITES) and {"into", "set", "from"} & set(words.split()):
                yield node.lineno


def verbs_in(tree: ast.Module) -> Iterator[str]:
    """The writing verbs of the kit that a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in VERBS:
            yield from (name.name for name in node.names if name.name not in READS_ONLY)


def unexpected(path: str, tree: ast.Module) -> list[str]:
    """What a file does that only an actions.py may do."""
    if path.endswith("/actions.py") or path.startswith(("polias/site/demo/", "polias/kit/server/")):
        return []
    found = [] if path in WRITERS else [f"{path}:{line} writes" for line in writes_in(tree)]
    if path not in IN_A_DEED and path not in WRITERS:
        found += [f"{path} uses {verb}()" for verb in verbs_in(tree)]
    return found


def test_only_actions_write():
    assert [line for path, tree in modules() for line in unexpected(path, tree)] == []


def test_the_lists_of_writers_name_only_files_that_write():
    trees = dict(modules())
    assert [path for path in WRITERS if path not in trees or not list(writes_in(trees[path]))] == []
    assert [path for path in IN_A_DEED if path not in trees or not list(verbs_in(trees[path]))] == []


PLANTED = """
from polias.kit.record.writing import change, locked
from polias.kit.record.bulk import enter_all
def screen(request, reference):
    crime = fetch(CrimeReport, reference, actor=request.actor)
    crime.save()
    CrimeReport.objects.filter(pk=crime.pk).update(summary="")
    visible_to(CrimeReport, request.actor).update(summary="")
    CrimeKeyword.objects.create(code="x")
    cursor.execute("update crime_crimereport set summary = ''")
    cursor.execute(f"delete from crime_crimereport where id = {crime.pk}")
    context.update(title="a dictionary, which is nobody's row")
"""


def test_planted_writes_are_caught_each_by_its_line():
    found = unexpected("polias/crime/reports/screens.py", ast.parse(PLANTED))
    assert found == [
        *(f"polias/crime/reports/screens.py:{line} writes" for line in (6, 7, 8, 9, 10, 11)),
        "polias/crime/reports/screens.py uses change()",
        "polias/crime/reports/screens.py uses enter_all()",
    ]
    assert unexpected("polias/crime/reports/actions.py", ast.parse(PLANTED)) == []
