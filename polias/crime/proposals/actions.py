"""Proposing a change of the vocabulary, withdrawing, accepting and refusing it; the only writer of proposals."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from polias.crime.editions.actions import amend_table, table_on
from polias.crime.editions.tables import TABLES, Rows
from polias.crime.proposals.applying import applied
from polias.crime.proposals.model import KeywordProposal
from polias.crime.proposals.queries import waiting_for
from polias.crime.proposals.rules import RULES, ProposalFacts
from polias.force.public import forces_beside
from polias.kit.access.actor import Actor
from polias.kit.record.action import action
from polias.kit.record.writing import change, enter, locked, note
from polias.kit.reference import in_force
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move

KEYWORDS = "keywords"


@action(needs="crime.proposals.propose")
def propose(
    *,
    actor: Actor,
    kind: str,
    reason: str,
    code: str = "",
    label: str = "",
    group: str = "",
    words: tuple[str, ...] = (),
) -> KeywordProposal:
    """Propose a new keyword (``new``), words that suggest one (``word``), or its end (``end``); it waits for an answer.

    Raises RuleBreach (VOCAB-01 to 05).
    """
    is_new = kind == KeywordProposal.NEW
    label = " ".join(label.split()) if is_new else ""
    proposal = KeywordProposal(
        kind=kind,
        code=slugify(label)[:40] if is_new else code,
        label=label,
        group=group if is_new else "",
        words="" if kind == KeywordProposal.END else "|".join(_plain(words)),
        reason=reason,
    )
    waiting = waiting_for(actor, kind=kind, code=proposal.code, words=proposal.words)
    held(RULES, _facts(proposal, actor=actor, day=timezone.localdate(), reason=reason, waiting=waiting), move="propose")
    enter(proposal, force_id=actor.force_id)
    return proposal


@action(needs="crime.proposals.accept")
def accept(proposal: KeywordProposal, *, actor: Actor, holds_from: date, version: int | None = None) -> KeywordProposal:
    """Take the change into the vocabulary of all forces from a day on; what is older keeps its keywords.

    Raises RuleBreach (VOCAB-02 to 04, 06 to 08), Conflict when it was answered meanwhile.
    """
    proposal = locked(proposal, version=version)
    asked = held(RULES, _facts(proposal, actor=actor, day=holds_from, holds_from=holds_from), move="accept")
    make_move(proposal, "accept")

    def changed(rows: Rows) -> Rows:
        return applied(rows, proposal, holds_from=holds_from)

    source = _("Proposal %(reference)s") % {"reference": proposal.reference}
    amend_table(actor=actor, table=KEYWORDS, valid_from=holds_from, source=source, changed=changed)
    change(proposal, holds_from=holds_from)
    keep_reasons(asked, of=proposal)
    return proposal


@action(needs="crime.proposals.refuse")
def refuse(proposal: KeywordProposal, *, actor: Actor, reason: str, version: int | None = None) -> KeywordProposal:
    """Leave the vocabulary as it is, and say why; whoever proposed it reads that.

    Raises RuleBreach (VOCAB-01), Conflict when it was answered meanwhile.
    """
    proposal = locked(proposal, version=version)
    held(RULES, _facts(proposal, actor=actor, day=timezone.localdate(), reason=reason), move="refuse")
    make_move(proposal, "refuse")
    note(proposal, reason)
    return change(proposal, answer=reason)


@action(needs="crime.proposals.withdraw")
def withdraw(proposal: KeywordProposal, *, actor: Actor, version: int | None = None) -> KeywordProposal:
    """Take back a proposal that has no answer; only whoever made it does. It stays to be read.

    Raises RuleBreach (VOCAB-09), Conflict when it was answered meanwhile.
    """
    proposal = locked(proposal, version=version)
    held(RULES, _facts(proposal, actor=actor, day=timezone.localdate()), move="withdraw")
    make_move(proposal, "withdraw")
    return proposal


def _facts(
    proposal: KeywordProposal,
    *,
    actor: Actor,
    day: date,
    reason: str = "",
    waiting: str = "",
    holds_from: date | None = None,
) -> ProposalFacts:
    """What the rules look at: the proposal beside the vocabulary of the day from which it would hold."""
    rows = table_on(KEYWORDS, day, force_id=actor.force_id)
    known = {row["code"]: TABLES[KEYWORDS].of_row(dict(row)) for row in rows}
    return ProposalFacts(
        kind=proposal.kind,
        code=proposal.code,
        label=proposal.label.casefold(),
        group=proposal.group,
        words=tuple(filter(None, proposal.words.split("|"))),
        today=timezone.localdate(),
        vocabulary={c: one for c, one in known.items() if in_force(day, one.valid_from, one.valid_to)},
        known=known,
        reason=reason,
        waiting=waiting,
        holds_from=holds_from,
        also_of=forces_beside(actor.force_id),
        is_own=proposal.register_id is None or proposal.register.created_by == actor.id,
    )


def _plain(words: tuple[str, ...]) -> list[str]:
    """Words as the table has them: each once, without what divides them there."""
    plain = (" ".join(one.replace("|", " ").split()) for one in words)
    return list(dict.fromkeys(word for word in plain if word))
