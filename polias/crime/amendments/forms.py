"""What is asked when an answer of a recorded crime is corrected, and when somebody is taken off it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.crime.reports.choices import choose
from polias.crime.reports.facts import Place
from polias.kit.forms import DateTimeField, LongTextField, PoliasForm, RadiosField, SelectField, TextField

ELSEWHERE = (("no", _("No")), ("yes", _("Yes: it happened elsewhere")))


class AmendForm(PoliasForm):
    committed_from = DateTimeField(label=_("When did it happen, or from when?"))
    committed_to = DateTimeField(label=_("Until when, if that is not known exactly"), required=False)
    elsewhere = RadiosField(label=_("Is the place wrong?"), choices=ELSEWHERE, initial="no")
    address = TextField(label=_("Where did it happen?"), max_length=200)
    postcode = TextField(label=_("Postcode"), max_length=10, width=10, required=False)
    beat = SelectField(label=_("Beat"), required=False, choices=(), hint=_("Who patrols there"))
    rationale = LongTextField(label=_("Why was it wrong?"), rows=3, max_length=2000)

    reveals = dict.fromkeys(("address", "postcode", "beat"), ("elsewhere", "yes"))

    def __init__(self, *args: Any, beats: list[tuple[str, list[tuple[str, str]]]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "beat", beats)


class TakeOffForm(PoliasForm):
    party = RadiosField(label=_("Who does not belong to this crime?"), choices=())
    rationale = LongTextField(label=_("Why not?"), rows=3, max_length=2000)

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "party", parties)


def place_of(given: dict[str, Any]) -> Place:
    """The place of the answers; none where it was right."""
    if given["elsewhere"] != "yes":
        return Place()
    beat = given["beat"]
    return Place(address=given["address"], postcode=given["postcode"] or "", beat_id=int(beat) if beat else None)
