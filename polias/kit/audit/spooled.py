"""What the spools outside the database say, for the check: which old rows came from them, and which are missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path

from polias.kit.audit.spool import SpoolBroken, read_spool
from polias.kit.audit.verdict import Verdict


@dataclass
class Spools:
    """Digests by the file that was taken in, what of them was found in the audit, and looks that still wait."""

    taken: dict[str, set[bytes]] = field(default_factory=dict)
    all: set[bytes] = field(default_factory=set)
    found: set[bytes] = field(default_factory=set)
    waiting: int = 0

    @classmethod
    def read(cls, folder: Path | None, verdict: Verdict) -> Spools:
        """Every spool of this installation; one that is not what was written is a finding."""
        spools = cls()
        for path in sorted(folder.glob("merged/*.jsonl")) if folder else ():
            spools.taken[path.name] = spools._digests(path, verdict)
            spools.all |= spools.taken[path.name]
        for path in sorted(folder.glob("*.jsonl")) if folder else ():
            looks = spools._digests(path, verdict)
            spools.waiting += len(looks)
            spools.all |= looks
        return spools

    def _digests(self, path: Path, verdict: Verdict) -> set[bytes]:
        digests: set[bytes] = set()
        try:
            digests.update(look.digest for look in read_spool(path))
        except SpoolBroken as bad:
            verdict.add("spool", bad.sentence)
        return digests

    def hold(self, digest: bytes) -> bool:
        """Whether a row came out of a spool: then it may bear a time that had been sealed before it came."""
        return bytes(digest) in self.all

    def find(self, digest: bytes) -> None:
        """Note that a row is in the audit."""
        if self.all and bytes(digest) in self.all:
            self.found.add(bytes(digest))

    def tell(self, verdict: Verdict) -> None:
        """Say how many rows came from spools, which are missing, and how many wait."""
        verdict.spooled = len(self.found)
        for name, looks in self.taken.items():
            if missing := len(looks - self.found):
                verdict.add(
                    "spool",
                    _("{n} looks of the spool {file} are not in the audit. To take them in: polias audit merge --again")
                    .format(n=missing, file=name),
                )  # fmt: skip
        if self.waiting:
            verdict.notes.append(_("{n} looks wait in the spool until the database takes them.").format(n=self.waiting))
