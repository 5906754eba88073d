"""Date, date with time, and time of day: three boxes and one, as the Design System asks, in London's time."""

from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polias.kit.forms.fields import PoliasField
from polias.kit.forms.times import LONDON, NotATime, london_instant, read_date, read_time, written_time


class Typed(NamedTuple):
    """What stands in the boxes, before anybody has made sense of it."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""

    def is_empty(self) -> bool:
        return not any(part.strip() for part in self)


def typed_from(value: Any) -> Typed:
    """The boxes filled from a date, an instant, or the ISO text of either (as in a link to a filtered list)."""
    if value in (None, ""):
        return Typed()
    if isinstance(value, Typed):
        return value
    if isinstance(value, str):
        return typed_from_text(value)
    if isinstance(value, datetime):
        local = value.astimezone(LONDON)
        return Typed(str(local.day), str(local.month), str(local.year), written_time(value))
    return Typed(str(value.day), str(value.month), str(value.year))


def typed_from_text(text: str) -> Typed:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return Typed(day=text)
    if len(text) <= 10:
        return typed_from(moment.date())
    return typed_from(moment if moment.tzinfo else moment.replace(tzinfo=LONDON))


class DateBoxes(forms.Widget):
    """Three boxes named <name>-day, -month and -year; with `has_time` a fourth, <name>-time."""

    template_name = "forms/widgets/date.html"
    use_fieldset = True
    has_time = False

    @property
    def parts(self) -> tuple[str, ...]:
        return Typed._fields if self.has_time else Typed._fields[:3]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        boxes = {part: data.get(f"{name}-{part}") or "" for part in self.parts}
        return Typed(**boxes) if any(boxes.values()) else typed_from(data.get(name))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and all(f"{name}-{part}" not in data for part in self.parts)

    def posted_untouched(self, value: Any) -> dict[str, str]:
        """What the boxes hold by their part, before anybody typed."""
        typed = typed_from(value)
        return {part: getattr(typed, part) for part in self.parts}

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        wrong = (attrs or {}).pop("wrong", "").split()
        context = super().get_context(name, value, attrs)
        typed = typed_from(value)
        id_ = context["widget"]["attrs"].get("id") or name
        context["boxes"] = {
            part: {
                "name": f"{name}-{part}",
                "id": f"{id_}_{part}",
                "value": getattr(typed, part),
                "wrong": part in wrong,
            }
            for part in self.parts
        }
        return context


class DateTimeBoxes(DateBoxes):
    has_time = True


class DateField(PoliasField):
    """A day. `not_future` refuses days to come, `not_past` days gone; both in London."""

    widget = DateBoxes

    def __init__(self, *, not_future: bool = False, not_past: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.not_future, self.not_past = not_future, not_past

    def to_python(self, value: Any) -> date | None:
        typed = typed_from(value)
        return None if typed.is_empty() else self.read(typed)

    def read(self, typed: Typed) -> date:
        try:
            return read_date(typed.day, typed.month, typed.year)
        except NotATime as wrong:
            raise ValidationError(str(wrong), code=" ".join(wrong.boxes)) from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None:
            self.refuse_wrong_side(value, now=datetime.now(LONDON).date())

    def refuse_wrong_side(self, value: Any, *, now: Any) -> None:
        if self.not_future and value > now:
            raise ValidationError(_("Enter today or a day in the past: this is still to come."), code="day month year")
        if self.not_past and value < now:
            raise ValidationError(_("Enter today or a day to come: this is past."), code="day month year")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return typed_from(initial) != typed_from(data)

    def shown(self, value: date | None) -> str:
        return date_format(value, "j F Y") if value else ""


class DateTimeField(DateField):
    """An instant: typed by London's clock, kept in UTC."""

    widget = DateTimeBoxes

    def read(self, typed: Typed) -> datetime:
        day = super().read(typed)
        if not typed.time.strip():
            raise ValidationError(_("The time is missing: enter it as well, like 14:02."), code="time")
        try:
            at, clock = read_time(typed.time)
            return london_instant(day, at, clock=clock)
        except NotATime as wrong:
            raise ValidationError(str(wrong), code=" ".join(wrong.boxes)) from None

    def validate(self, value: Any) -> None:
        PoliasField.validate(self, value)
        if value is not None:
            self.refuse_wrong_side(value, now=datetime.now(UTC))

    def refuse_wrong_side(self, value: datetime, *, now: datetime) -> None:
        if self.not_future and value > now:
            raise ValidationError(_("Enter a time in the past: this is still to come."), code="day month year time")
        if self.not_past and value < now:
            raise ValidationError(_("Enter a time to come: this is past."), code="day month year time")

    def shown(self, value: datetime | None) -> str:  # type: ignore[override]
        return f"{date_format(value.astimezone(LONDON), 'j F Y')}, {written_time(value)}" if value else ""


class TimeField(PoliasField):
    """A time of day in one box."""

    widget = forms.TextInput

    def __init__(self, *, width: int = 5, **options: Any) -> None:
        super().__init__(width=width, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if value in (None, "") or isinstance(value, time):
            return value or None
        try:
            return read_time(str(value))[0]
        except NotATime as wrong:
            raise ValidationError(str(wrong)) from None

    def shown(self, value: time | None) -> str:
        return f"{value:%H:%M}" if value else ""
