"""Every verb that a page or a program may ask for, done once by somebody who may, on a record made for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from polias.boards.papers.actions import publish, quote
from polias.boards.readings.actions import put_aside
from polias.boards.readings.tests.factories import a_reading
from polias.boards.tests import factories as boards
from polias.contact.logs.actions import close, decide, dispatch
from polias.contact.logs.tests.factories import NOBODY, REQUIRED, a_log
from polias.crime.corrections.tests.factories import NOT_TOLD
from polias.crime.outcomes.actions import give_outcome
from polias.crime.reports.actions import keyword
from polias.crime.reports.decision import usual_answers
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.crime.results.tests.factories import a_charged_crime
from polias.crime.transfers.tests.factories import EASTMOOR, an_offer
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.record.model import Record
from polias.kit.restriction.actions import admit, exclude, restrict
from polias.kit.tasks.actions import answer_task
from polias.kit.tasks.model import Task
from polias.pole.markers.queries import markers_on
from polias.pole.markers.tests.factories import a_marker_on, days_from_now
from polias.pole.pairs.actions import same_person
from polias.pole.people.actions import record as record_person
from polias.pole.public import linked_to
from polias.quality.queue.actions import confirm
from polias.quality.queue.tests.factories import queued
from tests.architecture.makers import made

FULL_PERSON = {"surname": "Zimmer", "forenames": "", "date_of_birth": None, "sex": "X", "phone": "", "address": "",
               "postcode": ""}  # fmt: skip
FULL_PLACE = {"name": "Lantern Inn", "kind": "pub", "address": "", "postcode": "", "phone": ""}
FULL_CAR = {"registration": "AB12 CDF", "make": "", "model": "", "colour": "blue"}


@dataclass(frozen=True)
class Deed:
    """Who does it, on what, with which words; ``makes`` when a record comes of it."""

    who: str
    ready: Callable[[Any], Record | None]
    body: dict[str, Any] | Callable[[Record | None], dict[str, Any]] = field(default_factory=dict)

    def words(self, record: Record | None) -> dict[str, Any]:
        return self.body(record) if callable(self.body) else self.body


def _today() -> date:
    return timezone.localdate()


def nothing(_actor: Any) -> None:
    return None


def usual(type_name: str) -> Callable[[Any], Record]:
    return lambda _actor: made(type_name, actor_named)[1]


def by(who: str, make: Callable[[Any], Any]) -> Callable[[Any], Record]:
    """A record made by somebody else than the one who does the deed."""

    def ready(_actor: Any) -> Record:
        with acting(actor_named(who)) as actor:
            return make(actor)  # type: ignore[no-any-return]

    return ready


def person_id(username: str) -> int:
    return int(actor_named(username).id)


def _closed(idris: Any) -> Any:
    log = a_log(idris, vulnerability=NOBODY)
    log = decide(log, actor=idris, decision="no_crime", reason="Nothing was taken after all.")
    return close(log, actor=idris, closing_code="no-crime")


def _dispatched(idris: Any) -> Any:
    return dispatch(a_log(idris), actor=idris, unit="NA12")


def _decided(idris: Any) -> Any:
    log = a_log(idris, vulnerability=NOBODY)
    return decide(log, actor=idris, decision="no_crime", reason="Nothing was taken after all.")


def _finalised(_actor: Any) -> Any:
    crime = by("asha", a_crime)(None)
    with acting(actor_named("ben")) as ben:
        give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    return crime


def _confirmed(hal: Any) -> Any:
    item = queued(actor_named("asha"))
    with acting(hal):
        return confirm(item, actor=hal)


def _one_person(kit: Any) -> Any:
    pair = made("pole.pairs", actor_named)[1]
    with acting(kit):
        return same_person(pair, actor=kit)


def _quoted(jo: Any) -> Any:
    paper = boards.a_paper(jo)
    return quote(paper, actor=jo, measure=MEASURE, month=boards.MONTH) or paper


def _published(jo: Any) -> Any:
    return publish(boards.a_paper(jo), actor=jo)


def _answered(jo: Any) -> Any:
    asked = boards.an_action(jo, actor_named("asha"))
    with acting(actor_named("asha")) as asha:
        task = Task.objects.get(asked_by=asked.pk, state=Task.OPEN)
        evidence = record_person(actor=asha, surname="Adams")
        answer_task(task, actor=asha, answer="All ten shops were visited.", evidence_reference=evidence.reference)
    return asked


def _by_ben(do: Callable[..., Any], **words: Any) -> Any:
    crime = by("asha", a_crime)(None)
    with acting(actor_named("ben")) as ben:
        return do(crime, actor=ben, **words)


def _locked(_actor: Any) -> Any:
    return _by_ben(restrict, level="locked", reason=WHY, people=(person_id("lena"),))


def _admitted(_actor: Any) -> Any:
    return _by_ben(admit, person=person_id("lena"), reason=WHY)


def _offered(_actor: Any) -> Any:
    return an_offer(actor_named)


def _offer(_record: Any) -> dict[str, Any]:
    shown = {"kind": "document", "source": "The shop's lease", "obtained_on": _today().isoformat(), "words": "A map."}
    return {"receiving": EASTMOOR, "rationale": "The slipway is Eastmoor's.", "information": shown}


def _with_keyword(actor: Any) -> Any:
    return keyword(a_crime(actor), actor=actor, codes=("alcohol",))


def _wrong_victim(crime: Any) -> dict[str, Any]:
    with acting(actor_named("asha")) as asha:
        (victim,) = linked_to(crime, actor=asha, role="victim")
    return {"role": "victim", "party": victim.record.reference, "rationale": "It was her sister.",
            "reasons": {"AMEND-05": "The sister is still to be found."}}  # fmt: skip


def _excluded(_actor: Any) -> Any:
    return _by_ben(exclude, person=person_id("hal"), reason="It is about his brother.")


WHY = "A source is at risk."
MEASURE = "recorded_crime"
NOW = timezone.now


def _warning(_record: Any) -> dict[str, Any]:
    return {"kind": "VI", "severity": "high", "reason": WHY, "until": days_from_now(30).isoformat()}


def _warned_of(asha: Any) -> Any:
    person = usual("pole.people")(asha)
    with acting(asha):
        a_marker_on(person, actor=asha)
    return person


def _marker_on(person: Any) -> str:
    with acting(actor_named("asha")):
        return str(markers_on([person])[person.pk][0].pk)


def _still_holds(person: Any) -> dict[str, Any]:
    return {"marker": _marker_on(person), "until": days_from_now(60).isoformat(), "reason": WHY}


def _take(_record: Any) -> dict[str, Any]:
    received = (NOW() - timedelta(minutes=9)).isoformat()
    return {"channel": "999", "received_at": received, "opening_code": "crime-shop-theft",
            "summary": "Two bottles taken.", "response_grade": "priority"}  # fmt: skip


def _record(_record: Any) -> dict[str, Any]:
    said = [{"code": a.code, "answer": a.answer, "rationale": a.rationale} for a in usual_answers()]
    return {
        "offence": "46", "summary": "Took two bottles.", "answers": said,
        "committed_from": (NOW() - timedelta(hours=2)).isoformat(),
        "reported_at": (NOW() - timedelta(hours=1)).isoformat(),
        "place": {"address": "1 Lantern Row"}, "victims": [{"surname": "Adams", "forenames": "Amina"}],
    }  # fmt: skip


DEEDS: dict[str, Deed] = {
    "pole.people.record": Deed("asha", nothing, {"surname": "Adams"}),
    "pole.people.amend": Deed("asha", usual("pole.people"), FULL_PERSON),
    "pole.people.add_name": Deed("asha", usual("pole.people"), {"kind": "maiden", "surname": "Reed"}),
    "pole.people.add_marker": Deed("asha", usual("pole.people"), _warning),
    "pole.people.extend_marker": Deed("asha", _warned_of, _still_holds),
    "pole.people.end_marker": Deed("asha", _warned_of, lambda r: {"marker": _marker_on(r), "reason": WHY}),
    "pole.locations.record": Deed("asha", nothing, {"address": "2 Lantern Row"}),
    "pole.organisations.record": Deed("asha", nothing, {"name": "Lantern Inn", "kind": "pub"}),
    "pole.organisations.amend": Deed("asha", usual("pole.organisations"), FULL_PLACE),
    "pole.vehicles.record": Deed("asha", nothing, {"registration": "AB12 CDF"}),
    "pole.vehicles.amend": Deed("asha", usual("pole.vehicles"), FULL_CAR),
    "contact.logs.take": Deed("idris", nothing, _take),
    "contact.logs.add_line": Deed("idris", usual("contact.logs"), {"text": "He has come back."}),
    "contact.logs.grade": Deed(
        "idris", by("idris", lambda i: a_log(i, response_grade="")), {"response_grade": "priority"}
    ),
    "contact.logs.regrade": Deed(
        "idris", usual("contact.logs"), {"response_grade": "emergency", "reason": "He has come back."}
    ),
    "contact.logs.assess_vulnerability": Deed(
        "idris", usual("contact.logs"), {"found": {"outcome": "assessed", "vulnerable": False, "answers": REQUIRED}}
    ),
    "contact.logs.dispatch": Deed("idris", usual("contact.logs"), {"unit": "NA12"}),
    "contact.logs.arrive": Deed("idris", by("idris", _dispatched)),
    "contact.logs.decide": Deed(
        "idris", usual("contact.logs"), {"decision": "no_crime", "reason": "Nothing was taken after all."}
    ),
    "contact.logs.close": Deed("idris", by("idris", _decided), {"closing_code": "no-crime"}),
    "contact.logs.reopen": Deed("idris", by("idris", _closed), {"reason": "He has come back."}),
    "crime.reports.record": Deed("asha", nothing, _record),
    "crime.imported.record_here": Deed("asha", usual("crime.imported"), _record),
    "crime.mandatory.retire": Deed(
        "lena", nothing, {"field": "cyber", "reason": "The class says it.", "reasons": {"MANDATORY-03": "By class."}}
    ),
    "crime.mandatory.demand_again": Deed("lena", usual("crime.mandatory"), {"reason": "It was missed."}),
    "crime.proposals.propose": Deed(
        "asha", nothing, {"kind": "end", "code": "organised-group", "reason": "Nobody puts it on a crime."}
    ),
    "crime.proposals.accept": Deed(
        "kit", usual("crime.proposals"), lambda _r: {"holds_from": (_today() + timedelta(days=20)).isoformat()}
    ),
    "crime.proposals.withdraw": Deed("asha", usual("crime.proposals"), {}),
    "crime.proposals.refuse": Deed("kit", usual("crime.proposals"), {"reason": "The list of vehicles has it."}),
    "crime.reports.allocate": Deed("ben", usual("crime.reports"), lambda _r: {"investigator": person_id("asha")}),
    "crime.reports.cancel": Deed(
        "lena",
        usual("crime.reports"),
        {"category": "C4", "rationale": "It was typed in twice.", "reasons": NOT_TOLD},
    ),
    "crime.reports.classify": Deed("hal", usual("crime.reports"), {"offence": "45", "rationale": "From a person."}),
    "crime.reports.give_outcome": Deed(
        "ben",
        usual("crime.reports"),
        {"code": "18", "rationale": "Nobody was seen.", "said": {"enquiries_closed": True}},
    ),
    "crime.reports.enter_court_result": Deed(
        "hal",
        lambda _hal: a_charged_crime(actor_named("asha"), actor_named("ben")),
        lambda _r: {"result": "fined", "court": "Northshire Magistrates", "resulted_on": _today().isoformat()},
    ),
    "crime.reports.amend": Deed(
        "asha", usual("crime.reports"),
        lambda _r: {"committed_from": (NOW() - timedelta(hours=3)).isoformat(), "rationale": "The till says so."},
    ),
    "crime.reports.take_off": Deed("asha", usual("crime.reports"), _wrong_victim),
    "crime.reports.note_offence": Deed(
        "asha", usual("crime.reports"), {"offence": "49", "rationale": "A bicycle is gone as well."}
    ),
    "crime.reports.strike_offence": Deed(
        "hal", by("asha", lambda a: a_crime(a, also=("49",))), {"offence": "49", "rationale": "It was found."}
    ),
    "crime.reports.offer_transfer": Deed("lena", usual("crime.reports"), _offer),
    "crime.reports.withdraw_transfer": Deed("hal", _offered, {"rationale": "It was the north quay."}),
    "crime.reports.accept_transfer": Deed(
        "nia", _offered, lambda _r: {"investigator": person_id("carys"), "victim_told_on": _today().isoformat()}
    ),
    "crime.reports.refuse_transfer": Deed("nia", _offered, {"rationale": "The slipway is not ours."}),
    "crime.reports.involve": Deed("asha", usual("crime.reports"), {"role": "witness", "party": {"surname": "Zimmer"}}),
    "crime.reports.strike_keyword": Deed(
        "asha", by("asha", _with_keyword), {"code": "alcohol", "rationale": "It was another man."}
    ),
    "crime.reports.keyword": Deed("asha", usual("crime.reports"), {"codes": ["domestic-abuse"]}),
    "crime.reports.describe": Deed("asha", usual("crime.reports"), {"names": ["weapon:knife"]}),
    "crime.reports.review": Deed("ben", usual("crime.reports"), {"direction": "See the film of the shop."}),
    "crime.reports.reopen": Deed("ben", _finalised, {"rationale": "A witness has come forward."}),
    "crime.reports.mark": Deed("ben", usual("crime.reports"), {"marking": "He is afraid of dogs."}),
    "crime.reports.restrict": Deed(
        "ben", usual("crime.reports"), lambda _r: {"level": "locked", "reason": WHY, "people": [person_id("lena")]}
    ),
    "crime.reports.lift": Deed("ben", _locked, {"reason": "The trial is over."}),
    "crime.reports.admit": Deed(
        "ben", usual("crime.reports"), lambda _r: {"person": person_id("lena"), "reason": WHY}
    ),
    "crime.reports.remove_admission": Deed(
        "ben", _admitted, lambda _r: {"person": person_id("lena"), "reason": "She has left the case."}
    ),
    "crime.reports.exclude": Deed(
        "ben", usual("crime.reports"), lambda _r: {"person": person_id("hal"), "reason": "It is about his brother."}
    ),
    "crime.reports.end_exclusion": Deed(
        "ben", _excluded, lambda _r: {"person": person_id("hal"), "reason": "It was about another man."}
    ),
    "quality.queue.confirm": Deed("hal", usual("quality.queue")),
    "quality.queue.correct": Deed("hal", usual("quality.queue"), {"offence": "45", "rationale": "From a person."}),
    "quality.queue.return_to_officer": Deed("hal", usual("quality.queue"), {"note": "Which shop was it?"}),
    "quality.queue.undo": Deed("hal", _confirmed),
    "pole.pairs.same_person": Deed("kit", usual("pole.pairs"), {"remark": "The same face."}),
    "pole.pairs.not_the_same": Deed("kit", usual("pole.pairs"), {"remark": "Two cousins."}),
    "pole.pairs.unsure": Deed("kit", usual("pole.pairs"), {"remark": "Nobody can tell."}),
    "pole.pairs.take_back": Deed("kit", _one_person, {"remark": "The wrong one was chosen."}),
    "boards.bodies.record": Deed("jo", nothing, {"name": "Ethics board", "kind": "board", "since": "2020-05-01"}),
    "boards.bodies.appoint": Deed(
        "jo", usual("boards.bodies"), lambda _r: {"member": person_id("erin"), "since": "2021-05-01"}
    ),
    "boards.bodies.dissolve": Deed("jo", usual("boards.bodies"), {"until": "2026-05-01"}),
    "boards.aspirations.record": Deed(
        "jo", nothing, lambda _r: {"body": by("jo", boards.a_body)(None).reference, "measure": MEASURE,
                                   "basis": "group_average", "owner": person_id("asha")}
    ),
    "boards.aspirations.revise": Deed(
        "jo", usual("boards.aspirations"), lambda _r: {"basis": "group_rank", "value": 2, "owner": person_id("asha")}
    ),
    "boards.aspirations.publish": Deed("jo", usual("boards.aspirations")),
    "boards.aspirations.withdraw": Deed("jo", usual("boards.aspirations"), {"because": "The measure changed."}),
    "boards.meetings.record": Deed(
        "jo", nothing, lambda _r: {"body": by("jo", boards.a_body)(None).reference, "held_on": "2026-05-01",
                                   "place": "Council chamber"},
    ),
    "boards.meetings.add_item": Deed("jo", usual("boards.meetings"), {"title": "Any other business"}),
    "boards.meetings.hold": Deed("jo", usual("boards.meetings")),
    "boards.meetings.resolve": Deed(
        "jo", by("jo", boards.a_resolution), {"item": 1, "text": "That it be so."}
    ),
    "boards.meetings.minute": Deed("jo", by("jo", boards.a_resolution)),
    "boards.papers.draft": Deed(
        "jo", nothing, lambda _r: {"meeting": by("jo", boards.a_meeting)(None).reference, "item": 1, "name": "Minutes"}
    ),
    "boards.papers.write": Deed("jo", usual("boards.papers"), {"text": "Crime was as usual."}),
    "boards.papers.rewrite": Deed(
        "jo", usual("boards.papers"), {"position": 1, "text": "Crime was not as usual.", "edition": "public"}
    ),
    "boards.papers.quote": Deed("jo", usual("boards.papers"), {"measure": MEASURE, "month": "2026-05-01"}),
    "boards.papers.take_out_figure": Deed("jo", by("jo", _quoted), {"position": 3}),
    "boards.papers.publish": Deed("jo", usual("boards.papers")),
    "boards.papers.correct": Deed(
        "jo", by("jo", _published), {"position": 1, "text": "Crime fell.", "because": "A sum was wrong."}
    ),
    "boards.actions.record": Deed(
        "jo", nothing, lambda _r: {
            "meeting": by("jo", boards.a_resolution)(None).reference, "resolution": 1, "text": "Visit the shops",
            "owner": person_id("asha"), "due_on": (timezone.localdate() + timedelta(days=20)).isoformat(),
        },
    ),
    "boards.actions.assign": Deed(
        "jo", usual("boards.actions"), lambda _r: {
            "owner": person_id("ben"), "due_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        },
    ),
    "boards.actions.progress": Deed("jo", usual("boards.actions"), {"text": "Seven of ten shops were visited."}),
    "boards.readings.put_aside": Deed("jo", usual("boards.readings"), {"reason": "It is a draft."}),
    "boards.readings.take_up": Deed("jo", by("jo", lambda jo: put_aside(a_reading(jo), actor=jo, reason="A draft."))),
    "boards.actions.reopen": Deed("jo", by("jo", _answered), {"because": "Three shops were not visited."}),
}  # fmt: skip
