"""The promises, each in one sentence, with what must be measured before it may be called proved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """One promise: its number, the sentence, the figure that passes, and what is still missing of its proof."""

    number: int
    sentence: str
    passes: str
    missing: str = ""

    @property
    def name(self) -> str:
        return f"P{self.number}"


PROMISES = (
    Promise(1, "A save that was acknowledged is never lost.", "0 lost; back within 10 s"),
    Promise(2, "A half save never shows.", "0 crimes without their audit and outbox row"),
    Promise(3, "A full disk refuses in one sentence and loses nothing.", "0 lost; pages still read; no work by hand"),
    Promise(4, "A restarted database or dropped connection is a retry, not an error page.", "errors at most 0.1 %"),
    Promise(5, "What was typed survives a crash, a time-out and an ended sign-in.", "at most 5 s of typing lost"),
    Promise(6, "A form sent twice makes one record.", "0 duplicates"),
    Promise(
        7,
        "Work done offline arrives once and in order.",
        "all applied or shown as a conflict",
        "The phone application is not built.",
    ),
    Promise(8, "Two editors never overwrite each other.", "0 lost updates; 428 without If-Match"),
    Promise(
        9,
        "A wrong clock does no harm.",
        "order by the server's receipt",
        "The phone application is not built.",
    ),
    Promise(10, "Tampering with the audit is found.", "every edit found and its row named"),
    Promise(
        11,
        "Any moment can be restored.",
        "at most 60 s lost; the chain verifies; rows and files reconcile",
        "How long a restore of 10 GB takes was not measured; the goal is 15 minutes.",
    ),
    Promise(12, "An upgrade can be undone.", "equal checksums forward, back and forward"),
    Promise(
        13,
        "Nothing is deleted by accident and nothing kept by accident.",
        "a deletion above the limit stops",
        "Retention and erasure are not built.",
    ),
    Promise(14, "It stays fast with many users.", "95 of 100 pages within 800 ms, no error"),
    Promise(15, "It does not decay.", "memory flat; no stuck job"),
    Promise(
        16,
        "No input crashes it.",
        "0 errors of the server's own; nothing hangs for more than 2 s",
        "Readers were led by coverage for one minute each, not for fifteen; requests to the API are not chained.",
    ),
    Promise(17, "When the primary database is gone it still reads.", "pages read within 30 s; no look unlogged"),
    Promise(18, "Every address for every role is decided on purpose.", "every address in the matrix, 0 deviations"),
    Promise(19, "The database separates forces as well.", "0 rows without a session; 0 rows of the wrong actor"),
    Promise(20, "A restricted record stays shut.", "0 leaks in 10,000 probes"),
    Promise(21, "Emergency access works and is always reviewed.", "every one alerted and put up for review"),
    Promise(
        22,
        "Misuse from inside is found without asking for reasons.",
        "at least 95 of 100 planted patterns found",
        "Misuse patterns are not built.",
    ),
    Promise(23, "Every look and change is logged in the words of the law.", "every address; at most 10 ms a page"),
    Promise(24, "What is taken out carries nothing hidden.", "0 findings over every export"),
    Promise(
        25,
        "Search finds the person.",
        "95 of 100 within the first 20",
        "Within the first ten, as many are found at a million people as by a scan of everybody; at five million as "
        "many where a birth is given, .08 fewer where none is. 95 of 100 searches take 41 ms there.",
    ),
    Promise(
        26,
        "A published figure can be rebuilt.",
        "0 differences",
        "Figures in papers are frozen with the files they stand on; a command that rebuilds them all is not here.",
    ),
    Promise(
        27,
        "No backlog is hidden.",
        "size and oldest age on every queue",
        "The one queue there is shows both; the time until a record is seen is not measured.",
    ),
    Promise(28, "Partners are always told.", "0 of 100,000 messages lost; none unacknowledged without an alarm"),
    Promise(29, "Evidence files are the originals.", "0 mismatches", "Capture on a phone and moving are not built."),
    Promise(30, "A file that is sent in can do no harm.", "every hostile file refused; every reader ends in time"),
    Promise(31, "No formula leaves.", "every one made harmless"),
    Promise(32, "The server makes no call that nobody expects.", "0 private addresses", "Webhooks are not built."),
    Promise(33, "No script and no forged request runs.", "0 run; every unsafe method refuses without its token"),
    Promise(
        34,
        "Sign-in and sessions end when they should.",
        "a leaver's sessions are dead within 60 s",
        "Sessions can be seen and ended; the breached-password list and presence checks are not built.",
    ),
    Promise(
        35, "What it is built from is known.", "0 known serious faults at release", "Hashes are locked; no audit yet."
    ),
    Promise(
        36,
        "Faults are told, not hidden.",
        "an entry within one working day",
        "What is told on the status page is proved; there is no defect register yet.",
    ),
)


def promise(name: str) -> Promise:
    """The promise called ``P7``. Raises KeyError for one that nobody made."""
    return {one.name: one for one in PROMISES}[name]
