"""The arrows of a map: material that orders the flow, and information that never does (METRICS.md 5.0)."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from vsm_desktop.model.element import Foreign, Id, Record
from vsm_desktop.model.fields import INFORMATION, MATERIAL
from vsm_desktop.model.nodes import Vehicle
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.value import Point

Card = Literal["production", "withdrawal", "signal", "batch", "batch_withdrawal", "sequenced"]


class FlowBase(Record):
    """An arrow from one node to another; `source` is where the material or the message is."""

    id: str = Id
    source: str
    target: str
    label: str = ""
    note: str = ""
    bends: tuple[Point, ...] = ()


class MaterialFlow(FlowBase):
    """Material that moves: pushed, pulled, moved, shipped, or sent back for rework."""

    kind: Literal["push", "pull", "move", "shipment", "rework"] = "push"
    vehicle: Vehicle | None = None
    share: Quantity | None = None
    supply_share: Quantity | None = None
    repeat: Quantity | None = None
    pieces_per_unit: Quantity | None = None


class InformationFlow(FlowBase):
    """A message: on paper, by wire, or by word of mouth."""

    kind: Literal["manual", "electronic", "verbal"] = "manual"
    means: Literal["phone"] | None = None


class KanbanFlow(FlowBase):
    """The way kanbans travel; `card` is what travels on it, `cards` how many there are in the loop."""

    kind: Literal["kanban"] = "kanban"
    card: Card | None = None
    cards: Quantity | None = None


Information = InformationFlow | KanbanFlow


class UnknownFlow(FlowBase, Foreign):
    """An arrow of a kind this program does not know: shown as a grey line and written back untouched."""

    kind: str


def _tag(value: Any) -> str:
    kind = value.get("kind", "push") if isinstance(value, dict) else getattr(value, "kind", None)
    if kind == "kanban":
        return "kanban"
    return "material" if kind in MATERIAL else "information" if kind in INFORMATION else "unknown"


Flow = Annotated[
    Annotated[MaterialFlow, Tag("material")]
    | Annotated[InformationFlow, Tag("information")]
    | Annotated[KanbanFlow, Tag("kanban")]
    | Annotated[UnknownFlow, Tag("unknown")],
    Discriminator(_tag),
]


def flow_of_kind(kind: str, **data: Any) -> MaterialFlow | Information:
    """A new arrow of a known kind."""
    cls = MaterialFlow if kind in MATERIAL else KanbanFlow if kind == "kanban" else InformationFlow
    return cls(kind=kind, **data)
