"""The table of moves, walked at random on recorded crimes: no walk reaches a state that the sheet forbids."""

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.crime.corrections.actions import cancel, classify, reopen
from polias.crime.corrections.model import Correction
from polias.crime.corrections.tests.factories import NOT_TOLD
from polias.crime.outcomes.actions import give_outcome
from polias.crime.outcomes.facts import Said
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reports.actions import keyword, review
from polias.crime.reports.facts import Party
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.crime.reports.workflow import WORKFLOW
from polias.crime.results.actions import enter_court_result
from polias.kit.access.acting import acting
from polias.kit.errors import Conflict, RuleBreach

ROOK = Party(surname="Rook")


def verbs(today):
    """Each verb as one person does it; what its state does not allow is refused."""
    charge = Said(decided_by="police", done_on=today)
    return {
        "charge": ("ben", lambda c, a: give_outcome(c, actor=a, code="1", said=charge, rationale="Charged.")),
        "file": ("ben", lambda c, a: give_outcome(c, actor=a, code="18", said=CLOSED, rationale="Nobody was seen.",
                                                  reasons={"OUTCOME-03": "Another man."})),
        "file without a reason": ("ben", lambda c, a: give_outcome(c, actor=a, code="18", said=CLOSED, rationale="")),
        "cancel": ("lena", lambda c, a: cancel(c, actor=a, category="C4", rationale="Twice.", reasons=NOT_TOLD)),
        "reopen": ("lena", lambda c, a: reopen(c, actor=a, rationale="A witness came.")),
        "classify": ("lena", lambda c, a: classify(c, actor=a, offence="49" if c.offence == "46" else "46",
                                                   rationale="From the yard.")),
        "court": ("hal", lambda c, a: enter_court_result(c, actor=a, result="fined", court="Northshire",
                                                         resulted_on=today)),
        "review": ("ben", lambda c, a: review(c, actor=a, direction="Ask the shop.")),
        "keyword": ("asha", lambda c, a: keyword(c, actor=a, codes=("alcohol",))),
    }  # fmt: skip


NAMES = sorted(verbs(None))
# In which state each may succeed, written by hand.
ONLY_IN = {"reopen": {"finalised", "cancelled"}, "court": {"finalised"}, "file without a reason": set()}


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(NAMES), min_size=4, max_size=12))
def test_no_walk_reaches_a_forbidden_state(cast, steps):
    with acting(cast("asha")) as asha:
        pk = a_crime(asha, suspects=(ROOK,)).pk
    kept = 0
    for step in steps:
        who, do = verbs(timezone.localdate())[step]
        with acting(cast(who)) as actor:
            crime = CrimeReport.objects.get(pk=pk)
            before, version = crime.state, crime.version
            try:
                do(crime, actor)
                assert before in ONLY_IN.get(step, {"recorded"}), f"{step} from {before}"
            except (Conflict, RuleBreach):
                fresh = CrimeReport.objects.get(pk=pk)
                assert (fresh.state, fresh.version) == (before, version), "a refusal changes nothing"
            now = CrimeReport.objects.get(pk=pk)
            outcomes, corrections = (model.objects.filter(register_id=pk) for model in (CrimeOutcome, Correction))
            assert now.state in WORKFLOW.states
            assert (now.state == "finalised") is (outcomes.filter(current=True).count() == 1)
            assert (now.state == "cancelled") is (corrections.filter(kind="cancel", ended_at=None).count() == 1)
            assert (now.state == "cancelled") is (now.cancelled_at is not None)
            total = outcomes.count() + corrections.count()
            assert total >= kept, "nothing is deleted"
            kept = total
