"""The evidence of a pair in words: what each level of likeness of each field says to an officer."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from polias.kit.i18n.text import Words

#: In the evidence: that a pair was found under another name than the one by which somebody is known now.
UNDER_ANOTHER = "other_names"
#: Fields of the model and of a person's record, in the order of the page.
FIELDS: dict[str, tuple[Words, str]] = {
    "forename": (_l("First names"), "forenames"),
    "surname": (_l("Surname"), "surname"),
    UNDER_ANOTHER: (_l("Other names"), UNDER_ANOTHER),
    "birth": (_l("Date of birth"), "date_of_birth"),
    "sex": (_l("Sex"), "sex"),
    "phone": (_l("Phone"), "phone"),
    "address": (_l("Address"), "address"),
    "postcode": (_l("Postcode"), "postcode"),
}
#: By field and level; where a field has nothing of its own to say, what is said of any.
SENTENCES: dict[tuple[str, str], Words] = {
    (UNDER_ANOTHER, "found by it"): _l("They are alike by one of these names"),
    ("", "equal"): _l("The same"),
    ("", "different"): _l("Different"),
    ("", "a letter differs"): _l("One letter differs"),
    ("", "a letter or two differ"): _l("A letter or two differ"),
    ("", "nearly equal"): _l("Nearly the same"),
    ("", "somewhat alike"): _l("Somewhat alike"),
    ("", "one digit differs"): _l("One digit differs"),
    ("forename", "first forename equal"): _l("The first of the names is the same"),
    ("forename", "one name for short"): _l("One is a form of the other"),
    ("forename", "forename and surname swapped"): _l("First name and surname the other way round"),
    ("forename", "initial"): _l("The same initial"),
    ("surname", "forename and surname swapped"): _l("First name and surname the other way round"),
    ("surname", "one part equal"): _l("One part is the same"),
    ("surname", "in the forename's place"): _l("Like the other's first name"),
    ("surname", "sounds alike"): _l("Sounds the same"),
    ("birth", "day and month transposed"): _l("Day and month the other way round"),
    ("birth", "two parts equal"): _l("Two of day, month and year are the same"),
    ("birth", "year equal"): _l("Only the year is the same"),
    ("birth", "a part equal"): _l("Only one part is the same, or a year apart"),
    ("postcode", "one character differs"): _l("One character differs"),
    ("postcode", "same district"): _l("The same district"),
    ("postcode", "same area"): _l("The same area"),
    ("address", "most words equal"): _l("Most words are the same"),
}
#: Bits from which a pair is called so: thirty thousand times, a hundred times likelier one person than not.
VERY_STRONG, STRONG = 15.0, 7.0
#: Bits from which a field is said to speak at all, and to speak strongly.
SPEAKS, SPEAKS_STRONGLY = 1.0, 6.0


def sentence_of(field: str, level: str) -> str:
    """What a level of likeness says, such as "One is a form of the other"."""
    return str(SENTENCES.get((field, level)) or SENTENCES.get(("", level)) or level)


def strength_of(weight: float) -> str:
    """A pair's weight in a word or two."""
    if weight >= VERY_STRONG:
        return _("Very strong")
    return _("Strong") if weight >= STRONG else _("Fair")


def speaks(bits: float) -> str:
    """Which way a field's part of the weight speaks."""
    if bits >= SPEAKS:
        return _("Speaks strongly for it") if bits >= SPEAKS_STRONGLY else _("Speaks for it")
    if bits <= -SPEAKS:
        return _("Speaks strongly against it") if bits <= -SPEAKS_STRONGLY else _("Speaks against it")
    return _("Says little")
