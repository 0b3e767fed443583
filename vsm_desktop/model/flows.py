"""The arrows of a map: material that orders the flow, and information that never does (METRICS.md 5.0)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from vsm_desktop.model.element import Foreign, Id, Record
from vsm_desktop.model.fields import INFORMATION, MATERIAL
from vsm_desktop.model.nodes import Vehicle
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.value import Point


class FlowBase(Record):
    """An arrow from one node to another; `source` is where the material or the message is."""

    id: str = Id
    source: str
    target: str
    label: str = ""
    note: str = ""
    bends: tuple[Point, ...] = ()


class MaterialFlow(FlowBase):
    """Material that moves: pushed, pulled, moved or shipped."""

    kind: Literal["push", "pull", "move", "shipment"] = "push"
    vehicle: Vehicle | None = None
    share: Quantity | None = None
    supply_share: Quantity | None = None
    repeat: Quantity | None = None
    pieces_per_unit: Quantity | None = None


class InformationFlow(FlowBase):
    """A message: on paper or by wire."""

    kind: Literal["manual", "electronic"] = "manual"


class UnknownFlow(FlowBase, Foreign):
    """An arrow of a kind this program does not know: shown as a grey line and written back untouched."""

    kind: str


def _tag(value: Any) -> str:
    kind = value.get("kind", "push") if isinstance(value, dict) else getattr(value, "kind", None)
    return "material" if kind in MATERIAL else "information" if kind in INFORMATION else "unknown"


Flow = Annotated[
    Annotated[MaterialFlow, Tag("material")]
    | Annotated[InformationFlow, Tag("information")]
    | Annotated[UnknownFlow, Tag("unknown")],
    Discriminator(_tag),
]


def flow_of_kind(kind: str, **data: Any) -> MaterialFlow | InformationFlow:
    """A new arrow of a known kind."""
    cls = MaterialFlow if kind in MATERIAL else InformationFlow
    return cls(kind=kind, **data)
