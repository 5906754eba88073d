"""Finding organisations by the words of their name."""

from __future__ import annotations

from django.db.models import F, Func, Q, QuerySet, Value

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.pole.organisations.model import Organisation

#: Shorter words are near too many others.
LEAST_LETTERS = 4


def organisations_like(text: str, *, actor: Actor) -> QuerySet[Organisation]:
    """Organisations the actor may see whose name holds every word, by name."""
    return _holding([[word] for word in text.split()], actor=actor)


def organisations_near(text: str, *, actor: Actor) -> QuerySet[Organisation]:
    """Those whose name holds every word or one spelt nearly so: for when nothing holds them as they were typed.

    Not taken: an index of trigrams, which row security leaves unused and many a server lacks. The words of all names
    are read instead: 50,000 names take as long as 0.2 s.
    """
    asked = [word for word in text.casefold().split() if len(word) >= LEAST_LETTERS]
    if not asked or not actor.opens(Organisation.TYPE):
        return Organisation.objects.none()
    known = _words_of_names(actor)
    return _holding([_near(word, known) for word in asked], actor=actor)


def _holding(asked: list[list[str]], *, actor: Actor) -> QuerySet[Organisation]:
    """Organisations whose name holds of each word at least one spelling."""
    if not asked or not all(asked) or not actor.opens(Organisation.TYPE):
        return Organisation.objects.none()
    rows = visible_to(Organisation, actor)
    for spellings in asked:
        any_of = Q()
        for one in spellings:
            any_of |= Q(name__icontains=one)
        rows = rows.filter(any_of)
    return rows.order_by("name", "pk")


def _words_of_names(actor: Actor) -> list[str]:
    """Every word of a name that the actor may see, once, in small letters."""
    split = Func(
        Func(F("name"), function="lower"), Value(r"[^\w']+"), function="regexp_split_to_table", set_returning=True
    )
    return list(visible_to(Organisation, actor).order_by().values_list(split, flat=True).distinct())


def _near(word: str, known: list[str]) -> list[str]:
    """The words known that begin like this one but for a letter, or two in a long word; the word may be unfinished."""
    most = 1 if len(word) < 2 * LEAST_LETTERS else 2
    nearest = sorted((_apart(word, one, most), one) for one in known)
    return [one for apart, one in nearest if apart <= most][:5]


def _apart(word: str, known: str, most: int) -> int:
    """How many letters are left out, added, changed or turned round between a word and how another begins."""
    from rapidfuzz.distance import OSA

    begun = {known[: len(word) + more] for more in (-1, 0, 1)}
    return min(OSA.distance(word, one, score_cutoff=most) for one in begun)
