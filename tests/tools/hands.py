"""A desk with a small map on it, and what a hand does there."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.model.maps import a_state, a_stream, arrow, customer, process, stock, supplier
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Event, Move, Press, Release


def a_map() -> ValueStream:
    """Steps at (100, 300) and (400, 300), a stock of 500 between them at (250, 300), supplier and customer above."""
    nodes = (
        supplier(x=100, y=60),
        customer(100, x=700, y=60),
        process("a", 30, x=100, y=300),
        stock("i", 500, x=250, y=300),
        process("b", 40, x=400, y=300),
    )
    flows = (arrow("a", "i"), arrow("i", "b"), arrow("b", "customer", "shipment"))
    return a_stream(a_state(nodes, flows), a_state((process("a", 20, x=100, y=300),), id="future"))


def a_desk() -> Desk:
    return Desk(a_map())


def send(desk: Desk, *events: Event) -> Desk:
    for event in events:
        desk.handle(event)
    return desk


def click(x: float, y: float, *, extend: bool = False) -> tuple[Event, ...]:
    return Press(x, y, extend=extend), Release(x, y)


def drag(*points: tuple[float, float], free: bool = False) -> tuple[Event, ...]:
    """Press at the first point, release at the last."""
    moves = [Move(x, y, free=free) for x, y in points[1:]]
    return Press(*points[0]), *moves, Release(*points[-1], free=free)


def at(desk: Desk, id_: str) -> tuple[float, float]:
    """Where a node is shown."""
    node = desk.frame.state.node(id_)
    assert node is not None
    return node.at.x, node.at.y


def recorded(desk: Desk, id_: str) -> Point:
    """Where a node is in the recorded document."""
    node = shown(desk).node(id_)
    assert node is not None
    return node.at


def shown(desk: Desk) -> State:
    """The shown state as recorded, previews left out."""
    return desk.history.current.state(desk.frame.state_id)


@dataclass
class Watch:
    """Counts what a desk tells."""

    desk: Desk
    frames: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk.watchers.append(lambda desk: self.frames.append(desk.frame))
