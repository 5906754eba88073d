"""Names under which published rows speak of the same person without saying of whom: keyed, and different everywhere.

The key is the installation's own secret: whoever has the rows and not the key can neither say whose a name is nor try
people out, and rows of two forces or two installations never meet in one. A new secret gives everybody a new name, so a
publication that uses them names `key_mark` in its `basis`.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

_FOR = "polias.datasets.pseudonym"
#: Hexadecimal digits of 128 bits: no two of a nation's people share them.
_LENGTH = 32


def pseudonym(*parts: str) -> str:
    """The name of whoever the parts identify, such as a force and a record of a person."""
    return salted_hmac(_FOR, "\x1f".join(parts), algorithm="sha256").hexdigest()[:_LENGTH]


def key_mark() -> str:
    """Changes when the key does, and says nothing of it."""
    return salted_hmac(f"{_FOR}.key", "", algorithm="sha256").hexdigest()[:_LENGTH]
