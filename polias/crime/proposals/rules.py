"""When a change of the vocabulary may be proposed and accepted: pure functions on frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from polias.crime.reference.keywords import Keyword
from polias.kit.rules.rule import Breach, Severity, required, rule

OURS = "Polias: one vocabulary, which changes in sight and from a day on"
ASKING = ("propose", "accept")
NEW, WORD, END = "new", "word", "end"
LONGEST_LABEL, LONGEST_WORDS = 60, 400
#: So long before a change holds the other forces can read it: to be confirmed by the forces.
NOTICE = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class ProposalFacts:
    """What the rules look at; ``vocabulary`` are the keywords in use on the day from which the change would hold.

    ``known`` are those of any day, and ``waiting`` is the reference of a proposal of the same that has no answer yet.
    ``also_of`` names the other forces whose vocabulary it is; ``is_own`` where whoever acts has proposed it.
    """

    kind: str
    code: str
    today: date
    vocabulary: Mapping[str, Keyword]
    known: Mapping[str, Keyword]
    label: str = ""
    group: str = ""
    words: tuple[str, ...] = ()
    reason: str = ""
    waiting: str = ""
    holds_from: date | None = None
    also_of: tuple[str, ...] = ()
    is_own: bool = True


@rule("VOCAB-01", source=OURS, severity=Severity.BLOCK, moves=("propose", "refuse"))
def proposal_and_refusal_have_a_reason(facts: ProposalFacts) -> Breach | None:
    """Whoever proposes a change of the vocabulary says what is to change, and whoever asks or refuses says why."""
    if facts.kind not in (NEW, WORD, END):
        return Breach("kind", _("Say whether it is a new keyword, another word for one, or the end of one."))
    return required(facts.reason, field="reason", sentence="Say why.")


@rule("VOCAB-02", source=OURS, severity=Severity.BLOCK, moves=ASKING)
def new_keyword_is_new(facts: ProposalFacts) -> Breach | None:
    """A new keyword has a short name that no other keyword has or had, and belongs to a group."""
    if facts.kind != NEW:
        return None
    if not facts.code or len(facts.label) > LONGEST_LABEL:
        return Breach("label", _("Give it a name of letters, at most %(most)d characters.") % {"most": LONGEST_LABEL})
    same = next((k for k in facts.known.values() if facts.code == k.code or facts.label == k.label.casefold()), None)
    if same:
        return Breach("label", _("The vocabulary has “%(label)s”. Give it another name.") % {"label": same.label})
    if facts.group not in {one.group for one in facts.known.values()}:
        return Breach("group", _("Choose the group that it belongs to."))
    return None


@rule("VOCAB-03", source=OURS, severity=Severity.BLOCK, moves=ASKING)
def keyword_is_in_use(facts: ProposalFacts) -> Breach | None:
    """Another word, or an end, is for a keyword that is in use."""
    if facts.kind in (WORD, END) and facts.code not in facts.vocabulary:
        return Breach("code", _("Choose a keyword that is in use on that day."))
    return None


@rule("VOCAB-04", source=OURS, severity=Severity.BLOCK, moves=ASKING)
def words_are_new(facts: ProposalFacts) -> Breach | None:
    """Words that suggest a keyword are words that do not suggest it yet."""
    if len("|".join(facts.words)) > LONGEST_WORDS:
        return Breach("words", _("These are too many words. Propose the most usual ones."))
    if facts.kind != WORD or facts.code not in facts.vocabulary:
        return None
    known = {word.casefold() for word in facts.vocabulary[facts.code].synonyms}
    if not [word for word in facts.words if word.casefold() not in known]:
        return Breach("words", _("Write at least one word that does not suggest this keyword yet."))
    return None


@rule("VOCAB-05", source=OURS, severity=Severity.BLOCK, moves=("propose",))
def same_change_waits_once(facts: ProposalFacts) -> Breach | None:
    """The same change is proposed once; while it waits, others read that proposal."""
    if facts.waiting:
        return Breach("kind", _("%(reference)s asks for the same and waits.") % {"reference": facts.waiting})
    return None


@rule("VOCAB-06", source=OURS, severity=Severity.BLOCK, moves=("accept",))
def change_holds_from_a_day_to_come(facts: ProposalFacts) -> Breach | None:
    """A change of the vocabulary holds from today or a later day: what is older keeps its keywords."""
    if facts.holds_from is None or facts.holds_from < facts.today:
        return Breach("holds_from", _("Choose today or a later day."))
    return None


@rule("VOCAB-07", source=OURS, severity=Severity.ASK, moves=("accept",), status="to be confirmed by the force")
def flag_ends_with_a_reason(facts: ProposalFacts) -> Breach | None:
    """A flag that is counted nationally ends only when it is said how that is counted from then on."""
    if facts.kind == END and facts.code in facts.known and facts.known[facts.code].kind == "flag":
        return Breach("holds_from", _("This flag is counted nationally. Say how that is counted from then on."))
    return None


@rule("VOCAB-08", source=OURS, severity=Severity.ASK, moves=("accept",), status="to be confirmed by the force")
def other_forces_have_notice(facts: ProposalFacts) -> Breach | None:
    """A change holds for every force: they have fourteen days to read it, or it is said why it cannot wait."""
    if facts.also_of and facts.holds_from and facts.today <= facts.holds_from < facts.today + NOTICE:
        words = {"forces": ", ".join(facts.also_of), "days": NOTICE.days}
        sentence = _("Others have it too: %(forces)s. Give them %(days)d days to read it, or say why it cannot wait.")
        return Breach("holds_from", sentence % words)
    return None


@rule("VOCAB-09", source=OURS, severity=Severity.BLOCK, moves=("withdraw",))
def proposal_is_withdrawn_by_its_author(facts: ProposalFacts) -> Breach | None:
    """Only whoever made a proposal withdraws it; others refuse it with a reason."""
    if not facts.is_own:
        return Breach("reference", _("Somebody else made this proposal. Ask them to withdraw it, or refuse it."))
    return None


RULES = (
    proposal_and_refusal_have_a_reason,
    new_keyword_is_new,
    keyword_is_in_use,
    words_are_new,
    same_change_waits_once,
    change_holds_from_a_day_to_come,
    flag_ends_with_a_reason,
    other_forces_have_notice,
    proposal_is_withdrawn_by_its_author,
)
