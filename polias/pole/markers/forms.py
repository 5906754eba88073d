"""What is asked when somebody adds a warning marker, or reviews one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.kit.forms import DateField, LongTextField, PoliasForm, RadiosField, SelectField
from polias.pole.markers.model import Marker
from polias.pole.markers.rules import LONGEST_REASON
from polias.pole.reference import usable_kinds

KEEP, END = "keep", "end"


class AddForm(PoliasForm):
    kind = SelectField(label=_("What to warn of"), choices=())
    severity = RadiosField(label=_("How severe"), choices=Marker.SEVERITIES, inline=True)
    reason = LongTextField(
        label=_("What happened, and who says so"),
        rows=3,
        max_length=LONGEST_REASON,
        hint=_("Whoever sees the record reads it, also in a list of search results. Facts, not opinions."),
    )
    until = DateField(
        label=_("Until"),
        hint=_("The last day on which it holds, at most a year ahead. Review it before then; after it, it turns grey."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.code, f"{kind.title} ({kind.code})") for kind in usable_kinds(timezone.localdate())]
        self.fields["kind"].choices = [("", _("Choose")), *kinds]  # type: ignore[attr-defined]


class ReviewForm(PoliasForm):
    marker = RadiosField(label=_("Which marker"), choices=())
    decision = RadiosField(
        label=_("Does it still hold?"), choices=[(KEEP, _("Yes, keep it")), (END, _("No, end it"))], inline=True
    )
    until = DateField(label=_("Until"), hint=_("The last day on which it holds, at most a year ahead."))
    reason = LongTextField(
        label=_("What you checked, and who says so"),
        rows=3,
        max_length=LONGEST_REASON,
        hint=_("If it is kept, this is what others read from now on. The old words stay in the history."),
    )

    reveals = {"until": ("decision", KEEP)}

    def __init__(self, *args: Any, markers: Sequence[Marker], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["marker"].choices = [(str(one.pk), str(one)) for one in markers]  # type: ignore[attr-defined]
