"""What nodes, flows and calendars share: data fields whose ranges are checked once, at the door."""

from collections.abc import Callable
from math import isfinite
from typing import Any, ClassVar, Self

from pydantic import (
    ConfigDict,
    SerializerFunctionWrapHandler,
    ValidatorFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic import Field as Attribute

from vsm_desktop.model.fields import Field, fields_of, out_of_range
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.value import Value
from vsm_desktop.model.work import WorkElement

Id = Attribute(min_length=1, max_length=200, pattern="^[^@]")  # @ marks what the program draws itself
_DEEPEST = 100  # pydantic writes no more than 255 levels


class Record(Value):
    """A value that carries fields of the field table."""

    field_kind: ClassVar[str] = ""

    def fields(self) -> tuple[Field, ...]:
        """The rows of the field table that apply to this record."""
        return fields_of(self.field_kind or getattr(self, "kind", ""))

    @model_serializer(mode="wrap")
    def _with_kind(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """The kind is always written, also where it is the class's default."""
        data: dict[str, Any] = handler(self)
        return {"kind": getattr(self, "kind")} | data if hasattr(self, "kind") else data  # noqa: B009

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        for field in self.fields():
            for quantity in _quantities(getattr(self, field.key)):
                if reason := out_of_range(field, quantity):
                    raise ValueError(reason)
        return self


class Foreign(Record):
    """A record of a kind this program does not know: what it carries is kept as it is and written back untouched."""

    model_config = ConfigDict(extra="allow")

    def fields(self) -> tuple[Field, ...]:
        """None, even if the kind bears the name of something else that has fields."""
        return ()

    @model_validator(mode="after")
    def _can_be_written_back(self) -> Self:
        for value in (self.model_extra or {}).values():
            _check_writable(value, _DEEPEST)
        return self


def keep(kind: type[Value]) -> Callable[[Any, ValidatorFunctionWrapHandler], Any]:
    """A validator that lets a tuple of frozen, hence valid, elements pass as it is: edits stay cheap."""

    def validate(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        if type(value) is tuple and all(issubclass(one, kind) for one in set(map(type, value))):
            return value
        return handler(value)

    return validate


def _check_writable(value: Any, depth: int) -> None:
    """Refuse what could be read but not written again."""
    if not depth:
        raise ValueError("it is nested too deeply")
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("it holds a number that is not finite")
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        _check_writable(part, depth - 1)


def _quantities(value: Any) -> tuple[Quantity, ...]:
    if isinstance(value, Quantity):
        return (value,)
    if isinstance(value, tuple):
        variants = tuple(part.quantity for part in value if isinstance(part, VariantQuantity))
        return variants or tuple(part.time for part in value if isinstance(part, WorkElement))
    return ()
