"""From the signature of an action to the body of a request, and back: mistakes are named before anything is done."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import inspect
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, create_model

from polias.kit.access.door import fetch
from polias.kit.errors import RuleBreach
from polias.kit.record.model import Record
from polias.kit.record.types import DeclarationError
from polias.kit.rules.rule import Breach

if TYPE_CHECKING:
    from polias.kit.access.actor import Actor
    from polias.kit.record.action import Action

#: Filled from elsewhere than the body: the session, If-Match.
NOT_IN_THE_BODY = frozenset({"actor", "version"})
MOST_CHARACTERS, MOST_ITEMS = 100_000, 500
EARLIEST, LATEST = dt.date(1800, 1, 1), dt.date(2200, 1, 1)
FIRST_INSTANT, LAST_INSTANT = dt.datetime(1800, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)

#: One value of a body into what the action takes; the actor fetches records through the door.
Turn = Callable[[Any, "Actor"], Any]


def _storable(text: str) -> str:
    """PostgreSQL keeps no NUL, and half a character is none."""
    if "\x00" in text:
        raise ValueError("text must not contain the character NUL")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("text must not contain half of a character") from None
    return text


Text = Annotated[str, Field(max_length=MOST_CHARACTERS), AfterValidator(_storable)]
Reference = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_storable)]
_PLAIN: dict[Any, Any] = {
    str: Text,
    int: Annotated[int, Field(ge=-(2**31), le=2**31 - 1)],
    bool: bool,
    float: Annotated[float, Field(allow_inf_nan=False)],
    dt.date: Annotated[dt.date, Field(ge=EARLIEST, le=LATEST)],
    dt.datetime: Annotated[AwareDatetime, Field(ge=FIRST_INSTANT, le=LAST_INSTANT)],
    UUID: UUID,
}


class Body(BaseModel):
    """Nothing is taken that is not named: a misspelt field would be lost in silence."""

    model_config = ConfigDict(extra="forbid")


@dataclasses.dataclass(frozen=True)
class Shape:
    """The body of one action, and how its values become the action's arguments."""

    body: type[Body]
    turns: Mapping[str, Turn]

    def arguments(self, given: Body, *, actor: Actor) -> dict[str, Any]:
        """What was sent, as the action takes it; what was left out keeps the action's own default."""
        sent = given.model_fields_set - {"reasons"}
        return {name: self.turns[name](getattr(given, name), actor) for name in self.turns if name in sent}


def shape_of(action: Action, *, model: type[Record]) -> Shape:
    """Derive the body; raises DeclarationError for a parameter of a kind that no program can send."""
    function = inspect.unwrap(action.function)
    kinds = typing.get_type_hints(function)
    fields: dict[str, Any] = {}
    turns: dict[str, Turn] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and parameter.name not in NOT_IN_THE_BODY:
            kind, turns[parameter.name] = _shaped(kinds[parameter.name], where=f"{action.grant}.{parameter.name}")
            kind = _as_the_column(kind, _column(model, parameter.name))
            fields[parameter.name] = (kind, ... if parameter.default is inspect.Parameter.empty else parameter.default)
    fields["reasons"] = (dict[Text, Text], Field(default={}, description="Reasons for rules that ask, by rule code."))
    name = "".join(word.capitalize() for word in f"{action.type_name}.{action.verb}".replace(".", "_").split("_"))
    return Shape(create_model(name, __base__=Body, **fields), turns)


def _column(model: type[Record], name: str) -> Any:
    return next((f for f in model._meta.concrete_fields if f.name == name), None)


def _as_the_column(kind: Any, column: Any) -> Any:
    """A text that goes into a column of the same name is as long as that, and one of its choices."""
    if not isinstance(column, models.CharField | models.TextField) or kind is not Text:
        return kind
    if column.choices:
        return Literal[tuple(str(value) for value, _label in column.flatchoices)]
    return Annotated[kind, Field(max_length=column.max_length)] if column.max_length else kind


def _shaped(kind: Any, *, where: str) -> tuple[Any, Turn]:
    """A kind of the signature as a kind of the body, and the way from one to the other."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind], _as_it_is
    if origin in (Union, types.UnionType):
        return _optional(inner, where=where)
    if origin is Literal or _is_a(kind, enum.Enum):
        return kind, _as_it_is
    if _is_a(origin, Sequence):
        return _several(inner[0], where=where)
    if _is_a(origin, Mapping):
        return _named(inner[1], where=where)
    return _nested(kind, where=where)


def _is_a(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def _several(kind: Any, *, where: str) -> tuple[Any, Turn]:
    one, turn = _shaped(kind, where=where)
    many = Annotated[list[one], Field(max_length=MOST_ITEMS)]  # type: ignore[valid-type]
    return many, lambda values, actor: tuple(turn(v, actor) for v in values)


def _named(kind: Any, *, where: str) -> tuple[Any, Turn]:
    one, turn = _shaped(kind, where=where)
    return dict[Text, one], lambda values, actor: {k: turn(v, actor) for k, v in values.items()}  # type: ignore[valid-type]


def _as_it_is(value: Any, actor: Actor) -> Any:
    return value


def _optional(kinds: tuple[Any, ...], *, where: str) -> tuple[Any, Turn]:
    some = [k for k in kinds if k is not types.NoneType]
    if len(some) != 1 or len(some) == len(kinds):
        raise DeclarationError(f"{where} may be one of several kinds: {kinds}")
    one, turn = _shaped(some[0], where=where)
    return one | None if isinstance(one, type) else Union[one, None], (  # noqa: UP007 (an Annotated knows no |)
        lambda value, actor: None if value is None else turn(value, actor)
    )


def _nested(kind: type, *, where: str) -> tuple[Any, Turn]:
    """A record by its reference; a frozen command such as a Place as a body of its own within the body."""
    if _is_a(kind, Record):
        return Reference, lambda reference, actor: fetch(kind, reference, actor=actor)  # type: ignore[type-var]
    if _is_a(kind, models.Model):
        return _PLAIN[int], functools.partial(_listed_row, kind, where.rsplit(".", 1)[-1])
    if not dataclasses.is_dataclass(kind):
        raise DeclarationError(f"{where} is of a kind that no program can send: {kind}")
    kinds, fields, turns = typing.get_type_hints(kind), {}, {}
    for one in dataclasses.fields(kind):
        shaped, turns[one.name] = _shaped(kinds[one.name], where=f"{where}.{one.name}")
        fields[one.name] = (shaped, _default(one))
    body = create_model(kind.__name__, __base__=Body, **fields)  # type: ignore[call-overload]

    def turn(value: Any, actor: Actor) -> Any:
        return kind(**{name: turns[name](getattr(value, name), actor) for name in value.model_fields_set})

    return body, turn


def _listed_row(model: type[models.Model], field: str, number: int, actor: Actor) -> Any:
    """A row of reference data, such as a beat, by its number."""
    row = model._default_manager.filter(pk=number).first()
    if row is None:
        sentence = _("There is no %(what)s with this number.") % {"what": model._meta.verbose_name}
        raise RuleBreach([Breach(field, sentence, code="unknown")])
    return row


def _default(one: dataclasses.Field[Any]) -> Any:
    if one.default is not dataclasses.MISSING:
        return one.default
    if one.default_factory is not dataclasses.MISSING:
        return one.default_factory()
    return ...
