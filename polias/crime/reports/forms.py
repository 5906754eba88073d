"""The questions of the crime journeys, and how their answers become commands for the actions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import HiddenInput
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from polias.crime.reference import keywords, offence_classes
from polias.crime.reports.decision import STEPS, Answer, usual_answers
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.known import AsksWhoTheyAre, party_named
from polias.kit.forms import (
    BigChoiceField,
    CheckboxesField,
    DateField,
    DateTimeField,
    LongTextField,
    PoliasForm,
    RadiosField,
    SelectField,
    TextField,
    YesNoField,
)

RECORDING = (("usual", _("Yes, every step of them")), ("steps", _("Not sure: go through the steps")))
RECORDING_HINTS = {
    "usual": _(
        "A notifiable crime is probable, nothing credible speaks against it, the victim confirms it or it is right "
        "without, no other force records it, and no exception applies."
    )
}
INVOLVED_AS = (("victim", _("Victim")), ("suspect", _("Suspect")), ("witness", _("Witness")))
KNOWN = (("yes", _("Yes, by reference")), ("no", _("No: record them now")))
VICTIMS = (
    ("known", _("Somebody known, by reference")),
    ("new", _("A person not recorded yet")),
    ("none", _("Nobody: an offence against the state, or no victim traced")),
)


def offence_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The classes that may be chosen, under their groups."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in offence_classes().values():
        if one.selectable:
            groups.setdefault(one.subgroup, []).append((one.code, f"{one.title} ({one.code})"))
    return list(groups.items())


def keyword_choices() -> list[tuple[str, str]]:
    """Every keyword except the one that is a question of its own."""
    return [(k.code, k.label) for k in keywords().values() if not k.asked_of_every_crime]


def step_field(code: str) -> YesNoField:
    """The question of one step of the recording decision."""
    step = next(s for s in STEPS if s.code == code)
    return YesNoField(label=step.question, official=format_lazy(_("step {number}"), number=step.number))


def choose(form: PoliasForm, name: str, choices: list[Any]) -> None:
    """Give a select its choices, which only the request knows."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # every select has them


class RecordForm(AsksWhoTheyAre):
    """Everything needed to record a crime, on one page for the practised."""

    offence = BigChoiceField(label=_("Offence"), choices=offence_choices, hint=_("Type part of its name or code"))
    summary = LongTextField(
        label=_("What happened?"), rows=4, max_length=4000, hint=_("In your own words: how, and with what")
    )
    committed_from = DateTimeField(label=_("When did it happen, or from when?"))
    committed_to = DateTimeField(label=_("Until when, if that is not known exactly"), required=False)
    reported_at = DateTimeField(
        label=_("When was it reported to the police?"), why=_("The 24-hour clock runs from here")
    )
    address = TextField(
        label=_("Where did it happen?"), max_length=200, missing=_("Enter the address, or where it is in words.")
    )
    postcode = TextField(label=_("Postcode"), max_length=10, width=10, required=False)
    beat = SelectField(label=_("Beat"), required=False, choices=(), hint=_("Who patrols there"))
    location = TextField(label=_("Known location"), required=False, max_length=40, widget=HiddenInput)
    victim_kind = RadiosField(label=_("Who is the victim?"), choices=VICTIMS)
    victim = TextField(label=_("Reference of the person or business"), max_length=40, width=20)
    victim_surname = TextField(label=_("Victim's surname"), max_length=80)
    victim_forenames = TextField(label=_("Victim's first names"), max_length=120, required=False)
    victim_born = DateField(label=_("Victim's date of birth"), required=False)
    suspect_known = YesNoField(label=_("Is there a suspect with a name?"))
    suspect = TextField(
        label=_("Suspect's reference, if they are recorded already"), max_length=40, width=20, required=False
    )
    suspect_surname = TextField(label=_("Suspect's surname"), max_length=80, required=False)
    suspect_forenames = TextField(label=_("Suspect's first names"), max_length=120, required=False)
    suspect_born = DateField(label=_("Suspect's date of birth"), required=False)
    cyber = YesNoField(label=_("Was a computer, phone or network used to commit it?"), official=_("cyber-enabled"))
    keywords = CheckboxesField(label=_("Keywords"), choices=keyword_choices, required=False)
    to_record = RadiosField(
        label=_("Do the recording rules lead to a crime?"), choices=RECORDING, hints=RECORDING_HINTS
    )
    step_probable = step_field("probable")
    step_contrary = step_field("contrary")
    step_traced = step_field("traced")
    step_confirmed = step_field("confirmed")
    step_elsewhere = step_field("elsewhere")
    step_excepted = step_field("excepted")

    sections = (
        (_("What happened"), ("offence", "summary", "committed_from", "committed_to", "reported_at")),
        (_("Where"), ("address", "postcode", "beat")),
        (_("Who"), ("victim_kind", "suspect_known")),
        (_("To find and count it by"), ("cyber", "keywords")),
        (_("Is it a crime to record?"), ("to_record",)),
    )
    reveals = {
        "victim": ("victim_kind", "known"),
        "victim_surname": ("victim_kind", "new"),
        "victim_forenames": ("victim_kind", "new"),
        "victim_born": ("victim_kind", "new"),
        "suspect": ("suspect_known", "yes"),
        "suspect_surname": ("suspect_known", "yes"),
        "suspect_forenames": ("suspect_known", "yes"),
        "suspect_born": ("suspect_known", "yes"),
        **{f"step_{step.code}": ("to_record", "steps") for step in STEPS},
    }

    parties: ClassVar = {"victim_": ("victim_kind", "new"), "suspect_": ("suspect_known", "yes")}

    def __init__(self, *args: Any, beats: list[tuple[str, list[tuple[str, str]]]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "beat", beats)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("suspect_known") and not (given.get("suspect") or given.get("suspect_surname")):
            self.add_error(
                "suspect_surname", _("Enter the suspect's reference or surname, or answer that there is none.")
            )
        return given


def crime_of(data: dict[str, Any]) -> dict[str, Any]:
    """The cleaned answers as the keyword arguments of the action ``record``."""
    victims = {
        "known": (Party(reference=data["victim"]),),
        "new": (party_named(data, "victim_"),),
        "none": (),
    }[data["victim_kind"]]
    suspect = Party(reference=data["suspect"]) if data["suspect"] else party_named(data, "suspect_")
    return {
        "offence": data["offence"],
        "summary": data["summary"],
        "committed_from": data["committed_from"],
        "committed_to": data["committed_to"],
        "reported_at": data["reported_at"],
        "place": Place(
            reference=data["location"],
            address=data["address"],
            postcode=data["postcode"],
            beat_id=int(data["beat"]) if data["beat"] else None,
        ),
        "victims": victims,
        "suspects": (suspect,) if data["suspect_known"] else (),
        "keywords": (*data["keywords"], *(("cyber-enabled",) if data["cyber"] else ())),
        "answers": answers_of(data),
    }


def answers_of(data: dict[str, Any]) -> tuple[Answer, ...]:
    """The recording decision: every step as answered, or all as they lead to a crime."""
    if data["to_record"] == "usual":
        return usual_answers()
    return tuple(Answer(s.code, data[f"step_{s.code}"]) for s in STEPS)


class ReviewForm(PoliasForm):
    direction = LongTextField(
        label=_("What have you found, and what is to be done next?"),
        rows=5,
        max_length=4000,
        hint=_("The investigator sees it on the crime's page."),
    )


class InvolveForm(AsksWhoTheyAre):
    role = RadiosField(label=_("What are they to this crime?"), choices=INVOLVED_AS)
    known = RadiosField(label=_("Are they recorded already?"), choices=KNOWN)
    reference = TextField(label=_("Reference"), max_length=40, width=20, hint=_("Search for the name above to find it"))
    surname = TextField(label=_("Surname"), max_length=80)
    forenames = TextField(label=_("First names"), max_length=120, required=False)
    born = DateField(label=_("Date of birth"), required=False)

    reveals = {
        "reference": ("known", "yes"),
        "surname": ("known", "no"),
        "forenames": ("known", "no"),
        "born": ("known", "no"),
    }
    parties: ClassVar = {"": ("known", "no")}


def party_of(data: dict[str, Any]) -> Party:
    """The person of the answers: by reference, or to be recorded now."""
    if data["known"] == "yes":
        return Party(reference=data["reference"])
    return party_named(data, "")


class KeywordForm(PoliasForm):
    codes = CheckboxesField(
        label=_("Which keywords?"), choices=keyword_choices, missing=_("Tick at least one keyword, or cancel.")
    )


class AllocateForm(PoliasForm):
    investigator = SelectField(label=_("Who investigates it?"), choices=())

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "investigator", people)
