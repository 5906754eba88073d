"""Forms as the Design System has them: declared as Django forms, drawn alike, every mistake said in one sentence."""

from polias.kit.forms.choices import (
    BigChoiceField,
    CheckboxesField,
    ConfirmField,
    RadiosField,
    SelectField,
    YesNoField,
)
from polias.kit.forms.dates import DateField, DateTimeField, TimeField
from polias.kit.forms.fields import (
    EmailField,
    FileField,
    LongTextField,
    NumberField,
    PoliasField,
    SecretField,
    TextField,
)
from polias.kit.forms.form import Answers, PoliasForm

__all__ = [
    "Answers",
    "BigChoiceField",
    "CheckboxesField",
    "ConfirmField",
    "DateField",
    "DateTimeField",
    "EmailField",
    "FileField",
    "LongTextField",
    "NumberField",
    "PoliasField",
    "PoliasForm",
    "RadiosField",
    "SecretField",
    "SelectField",
    "TextField",
    "TimeField",
    "YesNoField",
]
