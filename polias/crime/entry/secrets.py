"""Numbers of payment cards and passwords in a narrative, found by their shape; nothing is kept of what is found."""

from __future__ import annotations

import re

#: Thirteen to nineteen digits, in groups as they stand on the card or without; not part of a longer number.
CARD = re.compile(r"(?<![\d\w])\d(?:[ -]?\d){12,18}(?![\d\w])")
#: The word that announces a secret, what joins it, and one word that could be one.
PASSWORD = re.compile(
    r"\b(?:password|passcode|passphrase|pass word|log-?in code|security code|cvv|cvc|pin(?: number| code)?)\b"
    r"\s*(?:was|is|[:=-])\s*[\"'“‘]?(?P<secret>[^\s\"'”’,.;]{3,})",
    re.IGNORECASE,
)
#: What follows "the password is" in a sentence that tells none.
NO_SECRET = frozenset(
    {
        "not", "unknown", "known", "being", "wrong", "correct", "changed", "reset", "stolen", "shared", "taken", "the",
        "written", "used", "entered", "needed", "weak", "lost", "now", "still", "never", "already", "also", "given",
        "compromised", "required", "protected", "guessed", "same", "his", "her", "their", "obtained", "that", "asked",
    }
)  # fmt: skip


def has_card_number(text: str) -> bool:
    """Whether the text holds a number that passes the check of payment cards (Luhn)."""
    return any(_is_card(re.sub(r"[ -]", "", found.group())) for found in CARD.finditer(text))


def _is_card(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def has_password(text: str) -> bool:
    """Whether the text tells a password, a PIN or a security code, and not only that there is one."""
    return any(found["secret"].lower() not in NO_SECRET for found in PASSWORD.finditer(text))
