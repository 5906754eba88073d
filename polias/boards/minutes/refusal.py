"""Why a paper cannot be read, as one plain sentence that also says what to do."""

from __future__ import annotations


class CannotBeRead(ValueError):
    """A file that is refused; the message is the sentence."""
