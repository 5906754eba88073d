"""The questions of pairs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from polias.kit.forms import LongTextField, PoliasForm


class DecisionForm(PoliasForm):
    remark = LongTextField(label=_("A remark for whoever looks at it later"), rows=2, max_length=2000, required=False)


class TakeBackForm(PoliasForm):
    remark = LongTextField(label=_("Why is the decision taken back?"), rows=2, max_length=2000)
