"""What is planted, said in words and with the keys of the rows that show it, for the tour and for the tests."""

from __future__ import annotations

from demo.plan import Plan
from demo.records import Crime, Feature, ForceCode, Log, Person
from demo.stories import TO_BE_CORRECTED


def features(
    plan: Plan,
    *,
    crimes: dict[ForceCode, list[Crime]],
    logs: dict[ForceCode, list[Log]],
    spelled: tuple[Person, ...],
    series: tuple[str, ...],
) -> tuple[Feature, ...]:
    """Every planted feature, in the order of the tour."""
    names = " / ".join(f"{person.forenames} {person.surname}" for person in spelled)
    records = tuple(person.key for person in spelled)
    waiting = tuple(log.key for log in logs["NSH"] if log.state == "open" and log.assigned_to == "asha")
    corrected = tuple(c.key for c in crimes["NSH"] if c.investigator == TO_BE_CORRECTED and c.faults)
    queue = tuple(crime.key for crime in crimes["NSH"] if crime.queue_processed_at is None)
    said = (
        ("waiting", "Reports nobody has recorded yet", "On Asha's first page; one is already late.", waiting),
        ("backlog", f"The queue grew in {plan.backlog_month:%B %Y}", "It shrinks slowly; see when it clears.", queue),
        ("step", f"Public order fell in {plan.rule_month:%B %Y}", "The counting rule changed; the chart says so.", ()),
        ("missing-month", f"Westvale, {plan.missing_month:%B %Y}", "Nothing arrived: no figure, and it is said.", ()),
        ("three-spellings", f"One woman, three records: {names}", "Search for any one of them.", records),
        ("series", "Seven crimes between the same two people", "Each is worse; two lack the flag.", series),
        ("to-be-corrected", "One officer's records come back", "Ben sees which, and what for.", corrected),
        ("overdue-action", "The panel's action on the queue is overdue", "Hal owns it.", ("action:NSH:1",)),
        ("promise", "Fifty officers were promised", "Twenty-two have come.", ("promise:NSH:1",)),
    )
    return tuple(Feature(*each) for each in said)
