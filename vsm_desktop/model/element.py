"""What nodes, flows and calendars share: data fields whose ranges are checked once, at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

from pydantic import Field as Attribute
from pydantic import (
    SerializerFunctionWrapHandler,
    ValidatorFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from vsm_desktop.model.fields import Field, fields_of, out_of_range
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.value import Value

Id = Attribute(min_length=1, max_length=200)


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


def keep(kind: type[Record]) -> Callable[[Any, ValidatorFunctionWrapHandler], Any]:
    """A validator that lets a tuple of frozen, hence valid, elements pass as it is: edits stay cheap."""

    def validate(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        if type(value) is tuple and all(isinstance(part, kind) for part in value):
            return value
        return handler(value)

    return validate


def _quantities(value: Any) -> tuple[Quantity, ...]:
    if isinstance(value, Quantity):
        return (value,)
    if isinstance(value, tuple):
        return tuple(part.quantity for part in value if isinstance(part, VariantQuantity))
    return ()
