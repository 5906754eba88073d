"""Fields of text and numbers, each able to say why it is asked and what is wrong in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

#: No number that is typed has more digits.
MOST_DIGITS = 15


class PoliasField(forms.Field):
    """What every field may say beside Django's own options.

    hint: how to answer. why: who uses the answer and for what, shown so that nobody asks in vain.
    official: the statutory term, said once after the officer's own words. missing: the sentence when it is left empty.
    width: how many characters the box shows (2, 3, 4, 5, 10, 20). prefix, suffix: a unit before or after the box.
    heading: the label as a heading of the page, for one question a page.
    """

    def __init__(
        self,
        *,
        hint: Any = "",
        why: Any = "",
        official: Any = "",
        missing: Any = "",
        width: int | None = None,
        prefix: Any = "",
        suffix: Any = "",
        heading: bool = False,
        **options: Any,
    ) -> None:
        self.why, self.official, self.missing, self.heading = why, official, missing, heading
        self.width, self.prefix, self.suffix = width, prefix, suffix
        options.setdefault("help_text", hint)
        super().__init__(**options)

    def shown(self, value: Any) -> Any:
        """The value as the check-your-answers page says it."""
        return value


class TextField(PoliasField, forms.CharField):
    """One line of text; `autocomplete` and `spellcheck` go to the browser."""

    def __init__(self, *, autocomplete: str = "off", spellcheck: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("autocomplete", autocomplete)
        self.widget.attrs.setdefault("spellcheck", "true" if spellcheck else "false")
        say_length(self)


class LongTextField(PoliasField, forms.CharField):
    """Several lines, counted down when there is a limit."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.update(rows=rows)
        self.widget.attrs.pop("cols", None)
        # Browsers cut a paste short without a word; the counter and the server say it instead.
        self.widget.attrs.pop("maxlength", None)
        say_length(self)


class SecretField(PoliasField, forms.CharField):
    """A password; never put back on the page."""

    widget = forms.PasswordInput

    def __init__(self, *, autocomplete: str = "current-password", **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.widget.attrs.setdefault("autocomplete", autocomplete)


class EmailField(PoliasField, forms.EmailField):
    default_error_messages = {"invalid": _("Enter an email address in the correct format, like name@example.com.")}


class FileField(PoliasField, forms.FileField):
    default_error_messages = {
        "empty": _("The file is empty. Choose another one."),
        "invalid": _("The file did not arrive. Choose it again."),
    }


class NumberField(PoliasField, forms.DecimalField):
    """A number as people write it, with or without commas; whole unless `decimals` is given."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Enter a number, using the digits 0 to 9."),
        "max_decimal_places": ngettext_lazy(
            "Enter a number with no more than %(max)s decimal place.",
            "Enter a number with no more than %(max)s decimal places.",
            "max",
        ),
        "max_digits": _("Enter a number with no more than %(max)s digits."),
        "max_whole_digits": _("Enter a number with no more than %(max)s digits before the point."),
    }

    def __init__(
        self, *, decimals: int = 0, width: int = 5, at_least: Any = None, at_most: Any = None, **options: Any
    ) -> None:
        # "1e99999" is a number of a hundred thousand digits, which takes for ever to write out.
        limits = {"max_digits": MOST_DIGITS, "decimal_places": decimals, "min_value": at_least, "max_value": at_most}
        super().__init__(width=width, **limits, **options)
        self.widget.attrs.update(inputmode="decimal" if decimals else "numeric", autocomplete="off", spellcheck="false")
        if not decimals:
            self.error_messages["max_decimal_places"] = _("Enter a whole number.")
        for validator in self.validators:
            say_limit(validator)

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).replace(",", "").replace(" ", "") if value is not None else value)

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return int(number) if number is not None and not self.decimal_places else number

    def shown(self, value: Any) -> str:
        return "" if value is None else f"{self.prefix}{value:,}{self.suffix}"


class AtMost(MaxLengthValidator):
    """Refuses what is too long, with its numbers as people write them."""

    message = _("Shorten this to %(limit)s characters or fewer: it has %(length)s.")

    def __call__(self, value: str) -> None:
        if len(value) > self.limit_value:
            said = {"limit": f"{self.limit_value:,}", "length": f"{len(value):,}"}
            raise ValidationError(self.message, code=self.code, params=said)


def say_length(field: forms.CharField) -> None:
    """Replace Django's sentence about length by one that says what to do."""
    validators: list[Any] = field.validators
    for place, validator in enumerate(validators):
        if validator.__class__.__name__ == "MaxLengthValidator":
            validators[place] = AtMost(validator.limit_value)
        if validator.__class__.__name__ == "MinLengthValidator":
            validator.message = _("Write at least %(limit_value)d characters: it has %(show_value)d.")


def say_limit(validator: Any) -> None:
    if validator.__class__.__name__ == "MaxValueValidator":
        validator.message = _("Enter %(limit_value)s or less.")
    if validator.__class__.__name__ == "MinValueValidator":
        validator.message = _("Enter %(limit_value)s or more.")
