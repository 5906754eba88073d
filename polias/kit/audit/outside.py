"""The seals in the database against their heads outside it: which seal was changed, and which only follow from it.

A head outside is the digest that the database's administrators could not rewrite. Put in place of the seal before, it
tells a seal whose own rows were changed from one that was merely written anew to follow a changed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import Path

from polias.kit.audit.chain import NOTHING_BEFORE, SealFacts, seal_digest
from polias.kit.audit.heads import Head, UnreadableHead, read_heads
from polias.kit.audit.verdict import Verdict, runs


@dataclass
class Outside:
    """The heads by place, the first line for each; and, while seals are compared, those that only follow."""

    path: Path
    heads: dict[int, Head] = field(default_factory=dict)
    again: list[Head] = field(default_factory=list)
    readable: bool = True
    follow: list[int] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path, verdict: Verdict) -> Outside:
        """What the file says; a spoilt one is a finding, and nothing can be compared with it."""
        outside = cls(path)
        try:
            lines = read_heads(path)
        except UnreadableHead as bad:
            verdict.add("head", _("Line {n} of {file} is no seal's head.").format(n=bad.line_number, file=path.name))
            outside.readable = False
            return outside
        for head in lines:
            if head.digest != outside.heads.setdefault(head.position, head).digest:
                outside.again.append(head)
        return outside

    def compare(
        self, facts: SealFacts, digest: bytes, rows: Sequence[tuple[int, bytes | None]], *, verdict: Verdict
    ) -> None:
        """One seal, with the number and digest of each row that is found in it, against its head."""
        head = self.heads.get(facts.position)
        if head is None or head.digest == digest.hex():
            return
        self.changed.add(facts.position)
        if self._is_another(facts, digest, verdict):
            return
        if self._rows_are_right(facts, rows, head):
            self.follow.append(facts.position)
            return
        a, b = (rows[0][0], rows[-1][0]) if rows else (None, None)
        verdict.add(
            "head",
            _("Seal {n} (rows {a} to {b}) is not the one whose head was written outside the database on {at}.").format(
                n=facts.position, a=a or "-", b=b or "-", at=head.at
            ),
            seal=facts.position, row=a, last_row=b,
        )  # fmt: skip

    def _is_another(self, facts: SealFacts, digest: bytes, verdict: Verdict) -> bool:
        """Whether the seal is the one that was sealed at another place."""
        place = next((p for p, head in self.heads.items() if head.digest == digest.hex()), None)
        if place is not None:
            verdict.add(
                "reordered",
                _("What stands as seal {n} was sealed as seal {place}: seals were exchanged or moved.").format(
                    n=facts.position, place=place
                ),
                seal=facts.position,
            )  # fmt: skip
        return place is not None

    def _rows_are_right(self, facts: SealFacts, rows: Sequence[tuple[int, bytes | None]], head: Head) -> bool:
        """Whether the seal would be the one outside, had it been left to follow the one before it outside."""
        members = [(number, digest) for number, digest in rows if digest is not None]
        before = self.heads.get(facts.position - 1)
        if len(members) < len(rows) or (before is None and facts.position > 1):
            return False
        previous = bytes.fromhex(before.digest) if before else NOTHING_BEFORE
        return seal_digest(replace(facts, previous=previous), members).hex() == head.digest

    def tell(self, verdict: Verdict, *, top: int) -> None:
        """What is found only when all seals, the last at place ``top``, have been compared."""
        if not self.readable:
            return
        if top and not self.heads:
            verdict.add(
                "head",
                _("{file} with the heads of the seals is missing, so a cut end could not be seen.").format(
                    file=self.path
                ),
            )  # fmt: skip
            return
        self._tell_what_follows(verdict)
        self._tell_what_was_written_twice(verdict)
        self._tell_the_end(verdict, top)

    def _tell_what_follows(self, verdict: Verdict) -> None:
        for first, last in runs(self.follow):
            verdict.add(
                "head",
                _(
                    "Seals {a} to {b} hold what was sealed in them, but were themselves written anew, as if to follow"
                    " from a seal that was changed."
                ).format(a=first, b=last),
                seal=first,
            )

    def _tell_what_was_written_twice(self, verdict: Verdict) -> None:
        for head in self.again:
            if head.position not in self.changed:
                verdict.add(
                    "head",
                    _("{file} holds a second head of seal {n}, written on {at}, which is not the first.").format(
                        file=self.path.name, n=head.position, at=head.at
                    ),
                    seal=head.position,
                )

    def _tell_the_end(self, verdict: Verdict, top: int) -> None:
        beyond = [head for place, head in sorted(self.heads.items()) if place > top]
        if beyond:
            verdict.add(
                "cut",
                _(
                    "The last {n} seals with {rows} rows, from {at} on, are not in the database: its end was cut off,"
                    " or it is an older copy."
                ).format(n=len(beyond), rows=sum(head.rows for head in beyond), at=beyond[0].at),
                seal=beyond[0].position,
            )  # fmt: skip
        written = max(self.heads, default=0)
        if top > written:
            verdict.notes.append(
                _("Seals {a} to {b} are not yet written outside the database.").format(a=written + 1, b=top)
            )
