"""The questions that record a crime, declared once: on one page for the practised, one by one for the rare case."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import HiddenInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.crime.involved.rules import RULES as INVOLVED_RULES
from polias.crime.mandatory.queries import retired_in
from polias.crime.reports.choices import OffenceField, choose, keyword_choices
from polias.crime.reports.decision import QUESTIONS, Decision, Question, Saying, answers_in, decided
from polias.crime.reports.facts import Party, Place, parts_of
from polias.crime.reports.finding import Finds, found_in, premises_of, reference_in
from polias.crime.reports.known import AsksWhoTheyAre, party_named
from polias.crime.reports.rules import RULES
from polias.crime.reports.told import facts_told
from polias.crime.suggestion.words import rule_text
from polias.kit.access.actor import Actor
from polias.kit.forms import (
    CheckboxesField,
    DateField,
    DateTimeField,
    LongTextField,
    NumberField,
    RadiosField,
    SelectField,
    TextField,
    YesNoField,
)
from polias.kit.record.model import Record
from polias.kit.rules.rule import Breach, Severity, breaches_of
from polias.pole.public import Organisation

VICTIMS = (
    ("known", _("A shop, business or person recorded already")),
    ("new", _("A person not recorded yet")),
    ("business", _("A shop or business not recorded yet")),
    ("none", _("Nobody: an offence against the state, or no victim traced")),
)
SUSPECTS = (
    ("named", _("Yes, with a name")),
    ("described", _("Yes, described but not named")),
    ("nobody", _("No")),
)
#: Asked only of what is recorded as a crime: where the decision leads elsewhere, nothing of it holds anything up.
ONLY_OF_CRIMES = (
    "offence", "committed_from", "address", "victim_kind", "victim", "victim_surname", "victim_business",
    "suspect_surname", "suspect_description", "cyber",
)  # fmt: skip
#: What is kept of a report that is no crime, beside the answers of the decision.
KEPT_OF_REPORTS = ("summary", "reported_at", "address", "postcode", "beat")


def _asked(question: Question) -> RadiosField:
    return RadiosField(
        label=question.label,
        official=question.official,
        choices=[(saying.code, saying.label) for saying in question.sayings],
    )


def _why(saying: Saying) -> LongTextField:
    return LongTextField(label=saying.why, rows=2, max_length=1000)


DECISION_FIELDS: dict[str, Any] = {question.name: _asked(question) for question in QUESTIONS} | {
    question.why_name(saying): _why(saying) for question in QUESTIONS for saying in question.sayings if saying.why
}


class RecordForm(AsksWhoTheyAre):
    """Everything needed to record a crime; nothing that a rule asks about is answered beforehand."""

    summary = LongTextField(
        label=_("What happened?"), rows=4, max_length=4000, hint=_("In your own words: how, and with what")
    )
    offence = OffenceField(label=_("Offence"), suggests=("/crime/reports/suggest", "summary"))
    committed_from = DateTimeField(label=_("When did it happen, or from when?"))
    committed_to = DateTimeField(label=_("Until when, if that is not known exactly"), required=False)
    reported_at = DateTimeField(
        label=_("When was it reported to the police?"), why=_("The 24-hour clock runs from here")
    )
    victim_kind = RadiosField(label=_("Who is the victim?"), choices=VICTIMS, initial="known")
    victim = TextField(
        label=_("Name or reference"),
        max_length=300,
        widget=Finds("/crime/reports/find_victim"),
        hint=_("Type part of the name and choose"),
        missing=_("Enter the name of the shop, business or person, and choose it."),
    )
    victim_surname = TextField(label=_("Victim's surname"), max_length=80)
    victim_forenames = TextField(label=_("Victim's first names"), max_length=120, required=False)
    victim_born = DateField(label=_("Victim's date of birth"), required=False)
    victim_business = TextField(label=_("Name of the shop or business"), max_length=160)
    suspect_kind = RadiosField(label=_("Is there a suspect?"), choices=SUSPECTS, required=False)
    suspect = TextField(
        label=_("Suspect's reference, if they are recorded already"), max_length=40, width=20, required=False
    )
    suspect_surname = TextField(label=_("Suspect's surname"), max_length=80, required=False)
    suspect_forenames = TextField(label=_("Suspect's first names"), max_length=120, required=False)
    suspect_born = DateField(label=_("Suspect's date of birth"), required=False)
    suspect_description = TextField(label=_("What do they look like?"), max_length=500, spellcheck=True)
    address = TextField(
        label=_("Where did it happen?"),
        max_length=200,
        required=False,
        hint=_("Left empty, it is the address of the shop or business"),
    )
    postcode = TextField(label=_("Postcode"), max_length=10, width=10, required=False)
    beat = SelectField(label=_("Beat"), required=False, choices=(), hint=_("Who patrols there"))
    location = TextField(label=_("Known location"), required=False, max_length=40, widget=HiddenInput)
    cyber = YesNoField(label=_("Was a computer, phone or network used to commit it?"), official=_("cyber-enabled"))
    keywords = CheckboxesField(label=_("Keywords"), choices=keyword_choices, required=False)
    # The texts of the rules are half of the page and stand in it once, with the class that counts.
    also = OffenceField(
        label=_("Another offence in the same incident"),
        notes={},
        required=False,
        hint=_("Kept with the crime and not counted. More can be added afterwards."),
    )
    other_victims = LongTextField(
        label=_("Other victims"),
        rows=2,
        max_length=2000,
        required=False,
        hint=_("One on each line: a reference, or the surname, a comma and the first names"),
    )
    crimes = NumberField(
        label=_("How many crimes, if not as the class counts"), required=False, at_least=1, at_most=20, width=2
    )

    sections = (
        (_("What happened"), ("summary", "offence")),
        (_("When"), ("committed_from", "reported_at")),
        (_("Who"), ("victim_kind", "suspect_kind")),
        (_("Where"), ("address", "postcode", "beat")),
        (_("Is it a crime to record?"), tuple(question.name for question in QUESTIONS)),
        (_("To find and count it by"), ("cyber",)),
        (_("Add keywords"), ("keywords",)),
        (
            _("Add an end to the time, another offence or more victims"),
            ("committed_to", "also", "other_victims", "crimes"),
        ),
    )
    folded: ClassVar = frozenset({"keywords", "committed_to"})
    reveals = {
        "victim": ("victim_kind", "known"),
        "victim_surname": ("victim_kind", "new"),
        "victim_forenames": ("victim_kind", "new"),
        "victim_born": ("victim_kind", "new"),
        "victim_business": ("victim_kind", "business"),
        "suspect": ("suspect_kind", "named"),
        "suspect_surname": ("suspect_kind", "named"),
        "suspect_forenames": ("suspect_kind", "named"),
        "suspect_born": ("suspect_kind", "named"),
        "suspect_description": ("suspect_kind", "described"),
        **{
            question.why_name(saying): (question.name, saying.code)
            for question in QUESTIONS
            for saying in question.sayings
            if saying.why
        },
    }

    parties: ClassVar = {"victim_": ("victim_kind", "new"), "suspect_": ("suspect_kind", "named")}

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        beats: list[tuple[str, list[tuple[str, str]]]],
        log_reference: str = "",
        **options: Any,
    ) -> None:
        self.base_fields = self.base_fields | DECISION_FIELDS  # type: ignore[misc]  # declared with the decision
        super().__init__(*args, actor=actor, **options)
        choose(self, "beat", beats)
        self.retired = retired_in(actor)
        for name in self.retired:
            self.fields[name].required = False
        self.log_reference = log_reference
        self.asked: list[Breach] = []
        self.decision: Decision = "crime"
        self.known_victim: Record | None = None

    # --- One question a page.

    def questions_in_turn(self) -> list[str]:
        """The decision comes first: where it leads away from a crime, nothing of a crime is asked."""
        first = ["summary", "reported_at", *(question.name for question in QUESTIONS)]
        others = [name for name in super().questions_in_turn() if name not in first]
        return first + [name for name in others if self.decision == "crime" or name not in ONLY_OF_CRIMES]

    # --- Drawing.

    def was_asked(self, name: str) -> bool:
        """Of a report that is no crime nothing is said that is not kept."""
        is_kept = self.decision == "crime" or name in KEPT_OF_REPORTS or name in DECISION_FIELDS
        return is_kept and super().was_asked(name)

    def answer(self, name: str, change_url: str) -> dict[str, Any]:
        """On the page of answers the class says what it means and how it is counted."""
        row = super().answer(name, change_url)
        if name == "offence" and self.cleaned_data.get("offence"):
            row["value"] = [row["value"], rule_text(self.cleaned_data["offence"])]
        return row

    # --- Reading.

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.decision = decided(answers_in(given))
        if given.get("victim"):
            self._find_victim(given)
        nameless = not (given.get("suspect") or given.get("suspect_surname"))
        if given.get("suspect_kind") == "named" and nameless and "suspect_surname" not in self.retired:
            self.add_error(
                "suspect_surname", _("Enter the suspect's reference or surname, or answer that there is none.")
            )
        self._place(given)
        if self.decision != "crime":
            for name in ONLY_OF_CRIMES:
                self.errors.pop(name, None)
                given.setdefault(name, None)
        self._hold_rules(given)
        return given

    def _find_victim(self, given: dict[str, Any]) -> None:
        found = found_in(given["victim"], actor=self.actor)
        if isinstance(found, str):
            self.add_error("victim", found)
            return
        self.known_victim = found
        given["victim"] = f"{found.title()} ({found.reference})"

    def _place(self, given: dict[str, Any]) -> None:
        """Where nothing else is said, it happened where the shop or business is."""
        if given.get("address") or given.get("location"):
            return
        if isinstance(self.known_victim, Organisation):
            place = premises_of(self.known_victim, actor=self.actor)
            if place is not None:
                given |= {"location": place.reference, "address": place.address, "postcode": place.postcode}
                return
            if self.known_victim.address:
                given |= {"address": self.known_victim.address, "postcode": self.known_victim.postcode}
                return
        if "victim" not in self.errors:
            self.add_error("address", _("Enter the address, or where it is in words."))

    def _hold_rules(self, given: dict[str, Any]) -> None:
        """What the rules of recording will say is said now: refusals beside their question, the rest is asked next."""
        if self.decision != "crime":
            return
        besides = _told_besides(given)
        told = facts_told(
            actor=self.actor,
            now=timezone.now(),
            log_reference=self.log_reference,
            offence=given.get("offence") or "",
            summary=given.get("summary") or "",
            committed_from=given.get("committed_from"),
            reported_at=given.get("reported_at"),
            **besides,
        )
        parts = parts_of(victims=besides["victims"], suspects=besides["suspects"])
        for breach in (*breaches_of(RULES, told, move="record"), *breaches_of(INVOLVED_RULES, parts, move="record")):
            if breach.severity is Severity.ASK:
                self.asked.append(breach)
            elif breach.field in self.fields and breach.field not in self.errors:
                self.add_error(breach.field, breach.sentence)


def _told_besides(given: dict[str, Any]) -> dict[str, Any]:
    """The rest of what is told, as far as it is answered yet."""
    return {
        "committed_to": given.get("committed_to"),
        "place": _place_of(given),
        "victims": _victims_of(given),
        "suspects": (Party(reference=given["suspect"]),) if given.get("suspect") else (),
        "answers": answers_in(given),
        "also": (given["also"],) if given.get("also") else (),
        "crimes": given.get("crimes"),
    }


def _place_of(given: dict[str, Any]) -> Place:
    return Place(
        reference=given.get("location") or "",
        address=given.get("address") or "",
        postcode=given.get("postcode") or "",
        beat_id=int(given["beat"]) if given.get("beat") else None,
    )


def _victims_of(given: dict[str, Any]) -> tuple[Party, ...]:
    kind = given.get("victim_kind")
    first: Party | None = None
    if kind == "known" and given.get("victim"):
        first = Party(reference=reference_in(given["victim"]))
    elif kind == "new" and given.get("victim_surname"):
        first = party_named(given, "victim_")
    elif kind == "business" and given.get("victim_business"):
        first = Party(surname=given["victim_business"], kind="organisation")
    others = [_party_on(line) for line in (given.get("other_victims") or "").splitlines() if line.strip()]
    return (*((first,) if first else ()), *others)


def _party_on(line: str) -> Party:
    if reference := reference_in(line):
        return Party(reference=reference)
    surname, _comma, forenames = line.partition(",")
    return Party(surname=surname.strip()[:80], forenames=forenames.strip()[:120])


def crime_of(given: dict[str, Any]) -> dict[str, Any]:
    """The cleaned answers as the keyword arguments of the action ``record``."""
    kind = given["suspect_kind"]
    named = Party(reference=given["suspect"]) if given["suspect"] else party_named(given, "suspect_")
    return {
        **_told_besides(given),
        "offence": given["offence"],
        "summary": given["summary"],
        "committed_from": given["committed_from"],
        "reported_at": given["reported_at"],
        "suspects": (named,) if kind == "named" else (),
        "described": (given["suspect_description"],) if kind == "described" else (),
        "keywords": (*given["keywords"], *(("cyber-enabled",) if given["cyber"] else ())),
    }


def report_of(given: dict[str, Any]) -> dict[str, Any]:
    """The cleaned answers of a report that is no crime as the keyword arguments of the action ``not_recorded``."""
    return {
        "summary": given["summary"],
        "reported_at": given["reported_at"],
        "place": _place_of(given),
        "answers": answers_in(given),
    }
