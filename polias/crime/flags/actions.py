"""Recording how a crime was done, the flags that follow from it, and which keyword was wrong; writes circumstances."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from polias.crime.editions.reading import circumstances_on, usable_keywords_on
from polias.crime.flags.following import following
from polias.crime.flags.model import CrimeCircumstance
from polias.crime.flags.queries import circumstances_of, flags_of, recorded_facts
from polias.crime.flags.rules import STRIKE_RULES, StrikeFacts
from polias.crime.reports.model import MOST_OF_CODES, CrimeKeyword, CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.errors import RuleBreach
from polias.kit.record.action import action
from polias.kit.record.model import Record
from polias.kit.record.writing import add_all, change, locked, note, take_away
from polias.kit.rules.keeping import held
from polias.kit.rules.rule import Breach
from polias.kit.workflow.table import make_move
from polias.pole.public import linked_to


@action(needs="crime.reports.describe")
def describe(crime: CrimeReport, *, actor: Actor, names: tuple[str, ...], version: int | None = None) -> CrimeReport:
    """Record how a crime was done, in listed words such as ``weapon:knife``; flags that follow are put on it.

    What is no longer named is taken away and stays in the history. Raises Conflict when it is finalised or cancelled.
    """
    crime = locked(crime, version=version)
    listed = circumstances_on(timezone.localdate(), force_id=crime.force_id)
    has = {one.name: one for one in circumstances_of(crime)}
    unknown = [name for name in names if name not in listed and name not in has]
    if unknown:
        from django.utils.translation import gettext as _

        raise RuleBreach([Breach("names", _("Choose from the list."), code="unknown")])
    make_move(crime, "describe")
    for name, one in has.items():
        if name not in names:
            take_away(one, of=crime)
    new = [listed[name] for name in dict.fromkeys(names) if name not in has]
    add_all([CrimeCircumstance(kind=one.kind, code=one.code) for one in new], to=crime)
    victims = [one.record for one in linked_to(crime, actor=actor, role="victim")]
    follow(crime, victims=victims, names=names)
    return crime


def follow(crime: CrimeReport, *, victims: Iterable[Record], names: Iterable[str] = ()) -> None:
    """Put on a crime the flags of today's vocabulary that follow from what is recorded; none is taken away."""
    codes = following(recorded_facts(crime, victims=victims, names=names))
    if codes:
        codes &= usable_keywords_on(timezone.localdate()).keys()
    missing = sorted(codes - flags_of(crime)) if codes else []
    if missing:
        put_on(crime, [CrimeKeyword(code=code, follows=True) for code in missing])


def put_on(crime: CrimeReport, keywords: list[CrimeKeyword]) -> None:
    """Add keywords to a crime, which lists then show."""
    add_all(keywords, to=crime)
    _say_beside(crime)


@action(needs="crime.reports.strike_keyword")
def strike_keyword(
    crime: CrimeReport, *, actor: Actor, code: str, rationale: str, version: int | None = None
) -> CrimeReport:
    """Take a keyword off a crime that it does not belong to; that it stood there, and why it no longer does, stays.

    Raises RuleBreach (FLAG-06 to 08), Conflict when it is finalised or cancelled or was changed meanwhile.
    """
    crime = locked(crime, version=version)
    on_it = {one.code: one for one in CrimeKeyword.objects.filter(register_id=crime.pk)}
    facts = StrikeFacts(code, frozenset(on_it), frozenset(_following(crime, actor=actor)), rationale)
    held(STRIKE_RULES, facts, move="strike_keyword")
    make_move(crime, "strike_keyword")
    note(crime, rationale)
    take_away(on_it[code], of=crime)
    _say_beside(crime)
    return crime


def _following(crime: CrimeReport, *, actor: Actor) -> frozenset[str]:
    """The flags that what is recorded now brings with it."""
    victims = [one.record for one in linked_to(crime, actor=actor, role="victim")]
    names = [one.name for one in circumstances_of(crime)]
    return following(recorded_facts(crime, victims=victims, names=names))


def _say_beside(crime: CrimeReport) -> None:
    """Keep beside a crime what lists show and sort: the codes of its keywords by alphabet, as many as fit."""
    line = ""
    for code in sorted(flags_of(crime)):
        longer = f"{line} {code}".strip()
        line = longer if len(longer) <= MOST_OF_CODES else line
    change(crime, keyword_codes=line or None)
