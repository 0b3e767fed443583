"""A change as a value: what differs between two states, to be shown, kept, chosen from and applied."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.names import Named
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.options import Options
from vsm_desktop.model.own import OwnValue
from vsm_desktop.model.printing import Print
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.source import SheetSource
from vsm_desktop.model.value import Point, Size, Value
from vsm_desktop.model.work import WorkElement

FieldValue = (
    Quantity
    | Point
    | Size
    | Calendar
    | Options
    | Print
    | SheetSource
    | tuple[VariantQuantity, ...]
    | tuple[WorkElement, ...]
    | tuple[OwnValue, ...]
    | tuple[Named, ...]
    | tuple[Point, ...]
    | bool
    | str
    | int
    | float
    | None
)


class Op(Value):
    """A change; what it does is always written, also where that is the class's default."""

    @model_serializer(mode="wrap")
    def _with_op(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {"op": getattr(self, "op")} | data  # noqa: B009


class Set(Op):
    """One field of one element (or of the state itself, with an empty id) becomes another value."""

    op: Literal["set"] = "set"
    id: str
    field: str
    before: FieldValue = None
    after: FieldValue = None


class AddNode(Op):
    """A node that was not there before, at its place in the paint order."""

    op: Literal["add_node"] = "add_node"
    item: Node
    index: int = -1


class AddFlow(Op):
    """An arrow that was not there before, at its place in the paint order."""

    op: Literal["add_flow"] = "add_flow"
    item: Flow
    index: int = -1


class RemoveNode(Op):
    """A node that is gone."""

    op: Literal["remove_node"] = "remove_node"
    item: Node


class RemoveFlow(Op):
    """An arrow that is gone."""

    op: Literal["remove_flow"] = "remove_flow"
    item: Flow


class Reorder(Op):
    """What both sides have stands in another paint order."""

    op: Literal["reorder"] = "reorder"
    part: Literal["nodes", "flows"]
    before: tuple[str, ...]
    after: tuple[str, ...]


Change = Annotated[
    Set | AddNode | AddFlow | RemoveNode | RemoveFlow | Reorder,
    Field(discriminator="op"),
]
