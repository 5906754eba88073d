"""The key to the copy that a browser keeps of what is typed while the server cannot be reached.

Terminals are shared, so the copy is encrypted, and the key is given only with the page of the same journey to the same
person who has signed in. It is made anew from the site's secret each time; neither side stores it.
"""

from __future__ import annotations

from base64 import b64encode

from django.utils.crypto import salted_hmac

from polias.kit.access.actor import Actor


def place_of_copy(actor: Actor, *, journey: str, about: str) -> str:
    """The name of the copy, which tells nobody whose it is or of what, a dot, and its key."""
    words = f"{actor.id}:{journey}:{about}"
    name = salted_hmac("polias.kept.name", words, algorithm="sha256").hexdigest()[:24]
    key = salted_hmac("polias.kept.key", words, algorithm="sha256").digest()
    return f"{name}.{b64encode(key).decode()}"
