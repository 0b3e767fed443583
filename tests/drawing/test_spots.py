"""Where fields stand on the map: every text leads to its field, every field has a place, also while it is empty."""

from __future__ import annotations

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
from vsm_desktop.drawing.far import far_ops
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.hit import text_at
from vsm_desktop.drawing.levels import level_of
from vsm_desktop.drawing.ops import Text
from vsm_desktop.drawing.seen import Seen
from vsm_desktop.drawing.spots import field_at, name_ref, spot_of
from vsm_desktop.model.flows import UnknownFlow
from vsm_desktop.model.nodes import Fifo, Junction, Supplier, Unknown
from vsm_desktop.model.quantity import VariantQuantity, quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.value import Point


def everything() -> ValueStream:
    """A map on which every kind of field is drawn."""
    mix = tuple(VariantQuantity(variant=name, quantity=quantity(60, "pc")) for name in ("Left", "Right"))
    nodes = (
        *acme().state().nodes,
        process("paint", 50, x=900, operators=quantity(2, "x"), scrap=quantity(3, "%"), va="NVA"),
        stock("mixed", x=1040, name="Racks", qty_by_variant=mix),
        stock("days", x=1160, days=quantity(2, "day")),
        Fifo(id="lane", at=Point(x=1280, y=342), name="Lane", max=quantity(8, "pc"), qty=quantity(3, "pc")),
        transport(
            "van", x=1040, y=180, name="Van", time=quantity(2, "h"), interval=quantity(1, "day"),
            distance=quantity(3, "km"),
        ),
        Unknown(id="alien", kind="alien", at=Point(x=1200, y=160), name="Alien"),
    )  # fmt: skip
    more = {"note": "by rail", "share": quantity(70, "%"), "repeat": quantity(5, "%"), "label": "Tue"}
    flows = (*acme().state().flows, arrow("paint", "mixed", "move", **more))
    return a_stream(a_state(nodes, flows, date="2025-03-12", author="M. Ortiz"), name="Brackets", site="Acme")


def texts(frame: Frame) -> list[tuple[Text, float, float]]:
    """Every text of a field with the middle of it on the map."""
    found = []
    for part in frame.drawing.parts:
        for op in part.ops:
            named = isinstance(op, Text) and "." in op.ref
            if named and (op.ref.startswith((f"{part.id}.", "@"))):
                found.append((op, part.x + op.x + op.width / 2, part.y + op.y - op.size / 3))
    return found


def test_every_text_of_a_field_leads_to_its_field_and_lies_in_its_spot() -> None:
    frame = frame_of(everything())
    listed = texts(frame)
    keys = {op.ref.rpartition(".")[2] for op, _x, _y in listed}
    assert keys >= {
        *("name", "ct", "co", "uptime", "operators", "scrap", "va", "qty", "qty_by_variant", "days", "max"),
        *("time", "interval", "distance", "demand", "system", "label", "note", "share", "repeat"),
        *("site", "date", "author"),
    }
    for op, x, y in listed:
        assert field_at(frame, x, y) == op.ref
        spot = spot_of(frame, op.ref)
        assert spot is not None
        left, top, right, bottom = spot.box
        assert left <= x <= right, op
        assert top <= y <= bottom, op
        assert spot.size == op.size


def test_anywhere_in_a_row_means_its_value() -> None:
    frame = frame_of(a_stream(a_state((process("weld", 39, x=200),))))
    for x in (150, 200, 250):
        found = text_at(frame.drawing, x, 342 + 36 + 9)
        assert found is not None
        assert found[0] == "weld.ct"
    assert text_at(frame.drawing, 200, 342 + 10) is None


def test_a_row_is_typed_right_of_its_label_against_the_edge_of_the_box() -> None:
    spot = spot_of(frame_of(a_stream(a_state((process("weld", 39, x=200),)))), "weld.ct")
    assert spot is not None
    left, top, right, bottom = spot.box
    assert 150 < left < 200
    assert (right, spot.anchor, spot.font) == (254, "end", "bold")
    assert bottom - top == pytest.approx(18)


def test_a_place_without_a_text_means_the_name_or_the_vehicle() -> None:
    nodes = (process("weld", x=200, name=""), transport("van", x=400), customer(x=600), Junction(id="j"))
    flows = (arrow("weld", "van"), arrow("van", "customer", "shipment", vehicle="truck"))
    frame = frame_of(a_stream(a_state(nodes, flows)))
    assert field_at(frame, 200, 330) == "weld.name"
    assert field_at(frame, 400, 200) == "van.vehicle"
    assert field_at(frame, 0, 0) == "j.name"
    assert field_at(frame, 900, 900) == ""
    middle = spot_of(frame, "van-customer.vehicle")
    assert middle is not None
    x, y = (middle.box[0] + middle.box[2]) / 2, (middle.box[1] + middle.box[3]) / 2
    assert field_at(frame, x, y) == "van-customer.vehicle"
    assert name_ref(frame, "weld-van") == "weld-van.label"


EMPTY = {
    "process": ("ct", "operators", "name", "wait"),
    "stock": ("name", "qty", "days", "container", "qty_by_variant"),
    "van": ("name", "time", "interval", "distance", "lot"),
    "lane": ("max", "name"),
    "control": ("name", "system"),
    "customer": ("demand", "name", "pack"),
    "a": ("label", "note", "share"),
    "i": ("label", "note"),
    "@state": ("date", "author", "name"),
    "@stream": ("site", "name"),
    "j": ("name",),
}


@pytest.mark.parametrize("ref", [f"{id_}.{key}" for id_, keys in EMPTY.items() for key in keys])
def test_an_empty_field_has_its_place_while_it_is_typed(ref: str) -> None:
    nodes = (
        process("process", x=200, name=""),
        stock("stock", x=320),
        transport("van", x=420),
        Fifo(id="lane", at=Point(x=520, y=342)),
        control().evolve(name="", system=""),
        customer().evolve(name=""),
        Junction(id="j", at=Point(x=640, y=342)),
    )
    flows = (arrow("process", "stock", id_="a"), arrow("control", "process", "manual", id_="i"))
    stream = a_stream(a_state(nodes, flows, name=""))
    frame = frame_of(stream, open_ref=ref)
    placed = [op for part in frame.drawing.parts for op in part.ops if isinstance(op, Text) and op.ref == ref]
    assert placed, "the drawing keeps a place for it"
    assert spot_of(frame, ref) is not None
    closed = frame_of(stream)
    assert not any(isinstance(op, Text) and not op.text for part in closed.drawing.parts for op in part.ops)


def test_an_open_row_hangs_below_and_moves_nothing_else() -> None:
    stream = acme()
    before = {part.id: part for part in frame_of(stream).drawing.parts}
    after = {part.id: part for part in frame_of(stream, open_ref="welding.wait").drawing.parts}
    assert {id_ for id_ in before if after[id_] != before[id_]} == {"welding"}
    assert after["welding"].box is not None
    assert after["welding"].box[3] > (before["welding"].box or (0,) * 4)[3]


def test_what_is_drawn_nowhere_has_a_place_at_its_element() -> None:
    nodes = (process("a", 1, x=100), Supplier(id="s", at=Point(x=300, y=66)), stock("b", x=260))
    flows = (UnknownFlow(id="u", kind="wormhole", source="a", target="b"),)
    frame = frame_of(a_stream(a_state(nodes, flows)))
    under = spot_of(frame, "a.+")
    assert under is not None
    assert under.box[1] >= 342 + 36
    assert spot_of(frame, "u.label") is not None
    assert spot_of(frame, "s.vehicle") is not None
    assert spot_of(frame, "gone.name") is None
    assert spot_of(frame_of(a_stream(a_state((process("a", 1),)))), "@a.x") is None


@pytest.mark.parametrize("kind", ["electronic", "manual", "push"])
def test_a_label_before_a_bent_arrow_has_its_place(kind: str) -> None:
    bends = (Point(x=440, y=66), Point(x=440, y=66))
    told = arrow("control", "supplier", kind, "told", label="Weekly order").evolve(bends=bends)
    frame = frame_of(a_stream(a_state((supplier(x=700), control()), (told,))))
    (label,) = [op for op, _x, _y in texts(frame) if op.ref == "told.label"]
    assert label.anchor == "end"
    spot = spot_of(frame, "told.label")
    assert spot is not None
    assert spot.box[2] - spot.box[0] == pytest.approx(label.width)


@pytest.mark.parametrize("scale", [0.2, 0.5])
def test_from_afar_only_the_texts_that_are_shown_are_meant(scale: float) -> None:
    office = process("check", x=500, name="Check").evolve(pt=quantity(30, "min"))
    papers = [
        stock(id_, x=x, name="Papers", days=quantity(n, "day"))
        for id_, x, n in (("in", 300, 1), ("wip", 700, 6))
    ]
    flows = (arrow("in", "check"), arrow("check", "wip"))
    frame = frame_of(a_stream(a_state((papers[0], office, papers[1]), flows)))
    seen = Seen()
    seen.show_frame(frame)
    seen.level = level_of(scale)
    shown = {
        op.ref: (part.x + op.x + op.width / 2, part.y + op.y - op.size / 3)
        for part in frame.drawing.parts
        for op in far_ops(part, seen.level, seen.told(part.id))
        if isinstance(op, Text) and op.ref.startswith(("check.", "wip."))
    }
    assert set(shown) == ({"wip.days"} if scale < 0.35 else {"check.name", "check.pt", "wip.days"})
    for ref, (x, y) in shown.items():
        assert field_at(frame, x, y, seen=seen) == ref
    x, y = shown["wip.days"]
    assert field_at(frame, x, y - 8, seen=seen) == "wip.days", "not the name that stands there near by"
