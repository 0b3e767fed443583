"""Every symbol, every arrow and a small map as readable text: a review shows what moved.

`pytest --update-golden` writes tests/golden/*.json anew; look at the drawing first. CI never does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests.model.maps import (
    a_state,
    a_stream,
    acme,
    arrow,
    control,
    customer,
    process,
    stock,
    supplier,
    transport,
)
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Drawing, Op, Part, Text
from vsm_desktop.model.catalogue import ARTICLES, new_flow, new_node
from vsm_desktop.model.fields import EVERY_NODE
from vsm_desktop.model.flows import Flow, UnknownFlow
from vsm_desktop.model.nodes import Fifo, Junction, Node, Queue, Supermarket, Unknown
from vsm_desktop.model.quantity import VariantQuantity, quantity
from vsm_desktop.model.value import Point

Golden = Callable[[str, str], None]


def short(value: float) -> float:
    """A number as a golden file has it: three decimals, no minus before nothing."""
    rounded = round(value, 3) + 0.0
    return int(rounded) if rounded == int(rounded) else rounded


def op_text(op: Op) -> str:
    """One op on one line."""
    if isinstance(op, Text):
        data: dict[str, Any] = {
            "text": op.text,
            "at": [short(op.x), short(op.y)],
            "width": short(op.width),
            "font": f"{op.font} {op.size:g}",
            "color": op.color,
            "ref": op.ref,
        }
    else:
        data = {
            "path": " ".join(" ".join([one[0], *(f"{short(v)}" for v in one[1:])]) for one in op.segments),
            "pen": op.pen and f"{op.pen.color} {op.pen.width:g} {op.pen.cap} {[*op.pen.dash]}",
            "fill": op.fill,
        }
    return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)


def part_text(part: Part) -> str:
    box = part.box and [short(value) for value in part.box]
    line = [[short(x), short(y)] for x, y in part.line]
    head = {"id": part.id, "at": [short(part.x), short(part.y)], "box": box, "line": line}
    opening = json.dumps({key: value for key, value in head.items() if value}, ensure_ascii=False)[:-1]
    return opening + ', "ops": [\n    ' + ",\n    ".join(map(op_text, part.ops)) + "\n  ]}"


def text_of(parts: Iterable[Part], **about: Any) -> str:
    """Parts as JSON, one op per line."""
    head = "".join(f'"{key}": {json.dumps(value)},\n' for key, value in about.items())
    text = "{" + head + '"parts": [\n  ' + ",\n  ".join(map(part_text, parts)) + "\n]}\n"
    json.loads(text)
    return text


def drawing_of(nodes: tuple[Node, ...], flows: tuple[Flow, ...] = ()) -> Drawing:
    return frame_of(a_stream(a_state(nodes, flows))).drawing


MIX = (
    VariantQuantity(variant="Left", quantity=quantity(600, "pc")),
    VariantQuantity(variant="Right", quantity=quantity(320, "pc")),
)
SYMBOLS: dict[str, Node] = {
    "process": process("n", 62, co=quantity(10, "min"), uptime=quantity(85, "%"), operators=quantity(1.5, "x"), name="Spot weld 溶接 and deburring"),
    "inventory": stock("n", 4600, name="Coils"),
    "queue": Queue(id="n", name="Applications", qty_by_variant=MIX),
    "supermarket": Supermarket(id="n", name="Finished", qty=quantity(60, "pc")),
    "fifo": Fifo(id="n", max=quantity(20, "pc"), qty=quantity(12, "pc")),
    "transport": transport("n", name="Rail", vehicle="rail", interval=quantity(1, "week"), distance=quantity(350, "km")),
    "junction": Junction(id="n"),
    "supplier": supplier("n"),
    "customer": customer(920, "n"),
    "control": control("n"),
    "unknown": Unknown(kind="org.example.robot", id="n"),
}  # fmt: skip
SYMBOLS |= {
    one.key: new_node(one.key, "n", Point())
    for one in ARTICLES
    if not (one.is_arrow or one.is_part)
    and one.key not in SYMBOLS
    and one.kind != "transport"
    and one.key != "shared"
}
SYMBOLS["process-shared"] = SYMBOLS["process"].evolve(shared=True)


def test_no_symbol_is_left_out() -> None:
    assert SYMBOLS.keys() >= {*EVERY_NODE, "unknown"}


@pytest.mark.parametrize("name", SYMBOLS)
def test_symbols(golden: Golden, name: str) -> None:
    drawing = drawing_of((SYMBOLS[name].evolve(at=Point(x=200, y=100)),))
    golden(f"symbol-{name}.json", text_of(part for part in drawing.parts if part.id == "n"))


def test_a_slow_step(golden: Golden) -> None:
    slow = process("n", 62, x=200, y=100)
    drawing = drawing_of((slow, customer(920)), (arrow("n", "customer", "shipment"),))
    golden("symbol-process-alert.json", text_of(part for part in drawing.parts if part.id == "n"))


ARROWS: dict[str, Flow] = {
    **{kind: arrow("a", "b", kind, label="daily") for kind in ("push", "pull", "move", "manual", "electronic")},
    **{
        one.key: new_flow(one.key, "f", "a", "b").evolve(label="daily")
        for one in ARTICLES
        if one.kind in ("verbal", "kanban")
    },
    "back": arrow("b", "a", "rework", repeat=quantity(5, "%")),
    "shipment": arrow("a", "b", "shipment", label="Tue + Thu", note="5 t", vehicle="truck"),
    "rework": arrow("b", "a", repeat=quantity(5, "%")),
    "bent": arrow("a", "b", "electronic", bends=(Point(x=100, y=40), Point(x=400, y=40))),
    "unknown": UnknownFlow(kind="org.example.beam", id="f", source="a", target="b"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARROWS)
def test_arrows(golden: Golden, name: str) -> None:
    flow = ARROWS[name]
    drawing = drawing_of((process("a", x=100, y=100), process("b", x=400, y=100)), (flow,))
    golden(f"arrow-{name}.json", text_of(part for part in drawing.parts if part.id == flow.id))


def test_arrows_through_a_stock_and_round_corners(golden: Golden) -> None:
    nodes = (
        process("a", x=100, y=100),
        stock("i", 5, x=220, y=100),
        process("b", x=340, y=100),
        process("c", x=600, y=400),
    )
    flows = (arrow("a", "i"), arrow("i", "b"), arrow("b", "c"), arrow("a", "c", "manual", label="sheet"))
    ids = [flow.id for flow in flows]
    golden("arrow-courses.json", text_of(part for part in drawing_of(nodes, flows).parts if part.id in ids))


def test_a_small_map(golden: Golden) -> None:
    drawing = frame_of(acme()).drawing
    sheet = [short(value) for value in drawing.sheet]
    golden("map-acme.json", text_of(drawing.parts, sheet=sheet, page=drawing.page, paper=drawing.paper))
