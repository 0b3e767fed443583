"""A change as a value: what differs between two states, to be shown, kept, chosen from and applied."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

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


class Set(Value):
    """One field of one element (or of the state itself, with an empty id) becomes another value."""

    op: Literal["set"] = "set"
    id: str
    field: str
    before: FieldValue = None
    after: FieldValue = None


class AddNode(Value):
    """A node that was not there before, at its place in the paint order."""

    op: Literal["add_node"] = "add_node"
    item: Node
    index: int = -1


class AddFlow(Value):
    """An arrow that was not there before, at its place in the paint order."""

    op: Literal["add_flow"] = "add_flow"
    item: Flow
    index: int = -1


class RemoveNode(Value):
    """A node that is gone."""

    op: Literal["remove_node"] = "remove_node"
    item: Node


class RemoveFlow(Value):
    """An arrow that is gone."""

    op: Literal["remove_flow"] = "remove_flow"
    item: Flow


class Reorder(Value):
    """What both sides have stands in another paint order."""

    op: Literal["reorder"] = "reorder"
    part: Literal["nodes", "flows"]
    before: tuple[str, ...]
    after: tuple[str, ...]


Change = Annotated[
    Set | AddNode | AddFlow | RemoveNode | RemoveFlow | Reorder,
    Field(discriminator="op"),
]
