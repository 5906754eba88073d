"""The canonical text and the digest of an audit row, the same when written and when verified years later."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any


def plain(value: Any) -> Any:
    """Values as JSON with every number a string: jsonb and Python disagree about 1e2 and 10.00."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return str(value)


def canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def header(
    *, at: datetime, kind: str, verb: str, actor_id: int, cell: int, record_id: object, reference: str, deed: object
) -> str:
    """Everything of a row that is not its content, in one fixed order."""
    return "|".join(
        (
            at.astimezone(UTC).isoformat(timespec="microseconds"),
            kind,
            verb,
            str(actor_id),
            str(cell),
            str(record_id or ""),
            reference,
            str(deed),
        )
    )


def digest(*, salt: bytes, head: str, content: str) -> bytes:
    """SHA-256 over the salt and over the digests of head and content, so that either part can be checked alone."""
    inner = hashlib.sha256(head.encode()).digest() + hashlib.sha256(content.encode()).digest()
    return hashlib.sha256(salt + inner).digest()
