"""Names under which published rows speak of the same person without saying of whom: keyed, and different everywhere.

The key is the installation's own, for nothing else: whoever has the rows and not the key can neither say whose a name
is nor try people out, and rows of two forces or two installations never meet in one. It lasts as long as what is
published: another secret for sessions changes no name. A new key gives everybody a new name, so a publication that uses
them names `key_mark` in its `basis`.
"""

from __future__ import annotations

import hmac

from django.conf import settings

_FOR = "polias.datasets.pseudonym"
#: Hexadecimal digits of 128 bits: no two of a nation's people share them.
_LENGTH = 32


def pseudonym(*parts: str) -> str:
    """The name of whoever the parts identify, such as a force and a record of a person."""
    return _keyed(_FOR, "\x1f".join(parts))


def key_mark() -> str:
    """Changes when the key does, and says nothing of it."""
    return _keyed(f"{_FOR}.key", "")


def _keyed(purpose: str, text: str) -> str:
    key = settings.POLIAS_PSEUDONYM_KEY.encode()
    return hmac.new(key, f"{purpose}\x1e{text}".encode(), "sha256").hexdigest()[:_LENGTH]
