"""What the commands on the register do, once they know who asks."""

from __future__ import annotations

from dataclasses import asdict
from gettext import gettext as _

from polias.kit.cli.database import with_database
from polias.kit.cli.somebody import somebody
from polias.kit.cli.speech import doing, fail, say, show
from polias.pole.matching.machines import Engine


def match_the_register(who: str, *, at_least: float, most: int, engine: Engine, as_json: bool) -> None:
    """Look through the register of somebody's force, and say what became of what was found."""
    with with_database(), somebody(who) as actor:
        from polias.pole.matching.problems import CannotBeMatched
        from polias.pole.pairs.register import match_register

        try:
            with doing(_("Matching")):
                run = match_register(actor, at_least=at_least, most=most, engine=engine)
        except CannotBeMatched as error:
            fail(error.sentence, error.do)
    if as_json:
        show(asdict(run), as_json=True)
        return
    settled = run.outcomes
    say(_("{people} people were compared; {found} pairs may be one person.").format(
        people=f"{run.people:,}", found=f"{run.found:,}"))  # fmt: skip
    say(_("New in the queue: {new}. Came back on new evidence: {back}. Scored again: {again}. Known: {kept}.").format(
        **{name: f"{count:,}" for name, count in settled.items()}))  # fmt: skip
    if run.linked:
        say(_("Linked by themselves: {count}.").format(count=f"{run.linked:,}"))
    if run.closed:
        say(_("No longer alike, and closed: {count}.").format(count=f"{run.closed:,}"))
    if (left := run.found - sum(settled.values())) > 0:
        say(_("{left} weaker pairs were left out. --most takes more of them.").format(left=f"{left:,}"))
    say(_("The rules reach an estimated {share} per cent of the pairs that are one person, or fewer.").format(
        share=f"{100 * run.reach:.1f}"))  # fmt: skip


def draw_the_sample(who: str, *, size: int, as_json: bool) -> None:
    """Draw this quarter's sample into the queue of somebody's force."""
    with with_database(), somebody(who) as actor:
        from polias.pole.matching.problems import CannotBeMatched
        from polias.pole.pairs.register import draw_sample

        try:
            with doing(_("Drawing")):
                run = draw_sample(actor, size=size)
        except CannotBeMatched as error:
            fail(error.sentence, error.do)
    if as_json:
        show(asdict(run), as_json=True)
    elif run.outcomes["kept"] and not run.found:
        say(_("This quarter's sample was drawn already: {count} pairs.").format(count=f"{run.outcomes['kept']:,}"))
    else:
        say(_("{count} pairs were drawn for review. They wait in the queue.").format(
            count=f"{sum(run.outcomes.values()):,}"))  # fmt: skip


def tell_the_figures(who: str, *, as_json: bool) -> None:
    """Say how often people are recorded twice, and how well that is found."""
    with with_database(), somebody(who) as actor:
        from polias.kit.access.acting import acting
        from polias.pole.pairs.figures import figures
        from polias.pole.pairs.telling import in_words

        with acting(actor):
            told = in_words(figures(actor))
    if as_json:
        show(told, as_json=True)
        return
    for name in ("duplicates", "estimated", "passed_over"):
        show(told[name])
    show(told["reasons"])
    if told["sample"]:
        show(told["sample"])
        show(_("Right of those put forward: {share}").format(share=told["precision"]))
        show(_("Put forward of those that are one person: {share}").format(share=told["recall"]))
        show(told["origins"])
        show(told["bands"])
    else:
        show(_("Nothing has been drawn for review yet."))
