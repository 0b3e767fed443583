"""The nodes of a map: what takes time, holds stock, starts or ends the flow, or schedules it."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Tag

from vsm_desktop.model.element import Foreign, Id, Record
from vsm_desktop.model.own import OwnValue
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.value import Point, Size
from vsm_desktop.model.work import WorkElement

Vehicle = Literal["truck", "forklift", "rail", "air", "sea", "milk_run"]


class NodeBase(Record):
    """An element with a place; `at` is the centre of its body, `size` what it was pulled to where its kind allows that.

    What is locked stays where it is; nodes of one group are selected and moved together. `own` holds the values of
    fields a user added, `picture` what the symbol is drawn as instead of its usual strokes (`pictures.py`).
    """

    id: str = Id
    at: Point = Point()
    size: Size | None = None
    name: str = ""
    locked: bool = False
    group: str = ""
    own: tuple[OwnValue, ...] = ()
    picture: str = ""


class Process(NodeBase):
    """One area of continuous flow, with its data box (METRICS.md 2); the `pacemaker` is the one that is scheduled."""

    kind: Literal["process"] = "process"
    ct: Quantity | None = None
    pt: Quantity | None = None
    lt: Quantity | None = None
    wait: Quantity | None = None
    co: Quantity | None = None
    batch: Quantity | None = None
    epe: Quantity | None = None
    uptime: Quantity | None = None
    oee: Quantity | None = None
    scrap: Quantity | None = None
    ca: Quantity | None = None
    fpy: Quantity | None = None
    stations: Quantity | None = None
    operators: Quantity | None = None
    shifts: Quantity | None = None
    wip: Quantity | None = None
    exit_rate: Quantity | None = None
    va: Literal["VA", "NNVA", "NVA"] | None = None
    va_time: Quantity | None = None
    nnva_time: Quantity | None = None
    elements: tuple[WorkElement, ...] = ()
    material_cost: Quantity | None = None
    day_cost: Quantity | None = None
    floor_space: Quantity | None = None
    shared: bool = False
    pacemaker: bool = False
    same_as: str = ""
    symbol: Literal["cell"] | None = None


class _Stock(NodeBase):
    """Material that waits (METRICS.md 4)."""

    qty: Quantity | None = None
    qty_by_variant: tuple[VariantQuantity, ...] = ()
    days: Quantity | None = None
    usage: Quantity | None = None
    max: Quantity | None = None
    min: Quantity | None = None
    reorder: Quantity | None = None
    container: Quantity | None = None
    day_cost: Quantity | None = None
    floor_space: Quantity | None = None


class Inventory(_Stock):
    """Stock that was counted, not controlled."""

    kind: Literal["inventory"] = "inventory"
    symbol: Literal["warehouse", "cross_dock"] | None = None


class Queue(_Stock):
    """Work that waits in line, as in an office."""

    kind: Literal["queue"] = "queue"
    symbol: Literal["orders", "waiting"] | None = None


class Supermarket(_Stock):
    """Controlled stock from which the next process pulls."""

    kind: Literal["supermarket"] = "supermarket"
    symbol: Literal["safety"] | None = None


class Fifo(_Stock):
    """A lane of limited length, first in first out."""

    kind: Literal["fifo"] = "fifo"


class Transport(NodeBase):
    """A move that takes time or distance; a shipment is one by truck."""

    kind: Literal["transport"] = "transport"
    time: Quantity | None = None
    interval: Quantity | None = None
    lot: Quantity | None = None
    distance: Quantity | None = None
    day_cost: Quantity | None = None
    vehicle: Vehicle | None = "truck"


class Junction(NodeBase):
    """A dot where flows split or join; it takes no time."""

    kind: Literal["junction"] = "junction"
    symbol: Literal["decision"] | None = None


class Supplier(NodeBase):
    """Where the material comes from; takes no time."""

    kind: Literal["supplier"] = "supplier"
    interval: Quantity | None = None
    material_cost: Quantity | None = None


class Customer(NodeBase):
    """Who is served; carries the demand (METRICS.md 1). The mix, where given, is the demand."""

    kind: Literal["customer"] = "customer"
    demand: Quantity | None = None
    demand_by_variant: tuple[VariantQuantity, ...] = ()
    pack: Quantity | None = None
    shifts: Quantity | None = None
    interval: Quantity | None = None


class Control(NodeBase):
    """Production control: a scheduling point, or whatever else information comes from or passes."""

    kind: Literal["control"] = "control"
    symbol: Literal["centre", "erp", "heijunka", "post", "go_see", "database"] | None = None
    system: str = ""
    horizon: Quantity | None = None
    interval: Quantity | None = None
    medium: str = ""


class Note(NodeBase):
    """What is said on the sheet beside the flow.

    A text, its name being what it says; a picture; a quality problem, `about` a step or arrow; a swimlane or a loop
    outline, whose members lie inside it.
    """

    kind: Literal["text", "picture", "quality", "lane", "loop"] = "text"
    about: str = ""


class Burst(NodeBase):
    """A kaizen lightning burst: an improvement needed here; `about` is the step or arrow it belongs to."""

    kind: Literal["burst"] = "burst"
    kaizen: Literal["process", "flow"] | None = None
    about: str = ""


class Unknown(NodeBase, Foreign):
    """A node of a kind this program does not know: shown as a grey box and written back untouched."""

    kind: str


NODE_CLASSES: dict[str, type[NodeBase]] = {
    kind: cls
    for cls in (
        Process,
        Inventory,
        Queue,
        Supermarket,
        Fifo,
        Transport,
        Junction,
        Supplier,
        Customer,
        Control,
        Note,
        Burst,
    )
    for kind in get_args(cls.model_fields["kind"].annotation)
}


def _tag(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    if not isinstance(kind, str) or kind not in NODE_CLASSES:
        return "unknown"
    return "note" if NODE_CLASSES[kind] is Note else kind


Stock = Inventory | Queue | Supermarket | Fifo
Known = Process | Stock | Transport | Junction | Supplier | Customer | Control | Note | Burst
Node = Annotated[
    Annotated[Process, Tag("process")]
    | Annotated[Inventory, Tag("inventory")]
    | Annotated[Queue, Tag("queue")]
    | Annotated[Supermarket, Tag("supermarket")]
    | Annotated[Fifo, Tag("fifo")]
    | Annotated[Transport, Tag("transport")]
    | Annotated[Junction, Tag("junction")]
    | Annotated[Supplier, Tag("supplier")]
    | Annotated[Customer, Tag("customer")]
    | Annotated[Control, Tag("control")]
    | Annotated[Note, Tag("note")]
    | Annotated[Burst, Tag("burst")]
    | Annotated[Unknown, Tag("unknown")],
    Discriminator(_tag),
]
