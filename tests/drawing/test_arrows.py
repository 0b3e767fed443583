"""Arrows as drawn along their course, with their words."""

from __future__ import annotations

import pytest

from tests.model.maps import a_state, a_stream, arrow, control, customer, process, stock, supplier, transport
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Part, Path, Text, extent
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.flows import Flow, UnknownFlow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import quantity

TOKENS = tokens("light")
A, B = process("a", x=100), process("b", x=400)


def part_of(flow: Flow, *nodes: Node, others: tuple[Flow, ...] = ()) -> Part:
    drawing = frame_of(a_stream(a_state(nodes or (A, B), (flow, *others)))).drawing
    return next(part for part in drawing.parts if part.id == flow.id)


def words(part: Part) -> list[str]:
    """The lines of text, each from its pieces."""
    lines: dict[float, str] = {}
    for op in part.ops:
        if isinstance(op, Text):
            lines[op.y] = lines.get(op.y, "") + op.text
    return [*lines.values()]


def fills(part: Part) -> list[str | None]:
    return [op.fill for op in part.ops if isinstance(op, Path)]


def blocks(part: Part) -> int:
    """How many black blocks a striped arrow has, its tip among them."""
    return sum(
        segment[0] == "M"
        for op in part.ops
        if isinstance(op, Path) and op.fill == TOKENS["ink"]
        for segment in op.segments
    )


def test_push_is_striped_and_shipment_is_not() -> None:
    assert blocks(part_of(arrow("a", "b", "push"))) > 5
    assert blocks(part_of(arrow("a", "b", "move"))) == 0
    assert fills(part_of(arrow("a", "b", "shipment"))) == [TOKENS["box"]]


def test_every_arrow_ends_at_its_target() -> None:
    for kind in ("push", "pull", "move", "shipment", "manual", "electronic"):
        part = part_of(arrow("a", "b", kind))
        x0, _y0, x1, _y1 = extent(part.ops)
        assert (part.x + x0, part.x + x1) == (pytest.approx(157, abs=1.5), pytest.approx(343, abs=1.5))
        assert part.line[0] == (0, 0)
        assert part.box is None


def test_pull_draws_a_line_only_where_its_ends_are_far_apart() -> None:
    near = part_of(arrow("a", "b", "pull"), A, process("b", x=220))
    far = part_of(arrow("a", "b", "pull"))
    assert len(far.ops) == len(near.ops) + 3
    back = part_of(arrow("b", "a", "pull"), A.evolve(at=B.at), process("b", x=280))
    assert len(back.ops) == len(near.ops)


def test_pull_turns_towards_the_taker() -> None:
    stock_right = part_of(arrow("i", "a", "pull"), A, stock("i", x=300))
    stock_left = part_of(arrow("i", "b", "pull"), B, stock("i", x=200))
    assert extent(stock_right.ops[-1:])[0] < extent(stock_left.ops[-1:])[2]


def test_electronic_information_has_a_kink() -> None:
    manual, electronic = part_of(arrow("a", "b", "manual")), part_of(arrow("a", "b", "electronic"))
    assert len(manual.ops[0].segments) + 2 == len(electronic.ops[0].segments)
    assert (
        extent(manual.ops[:1])[3] - extent(manual.ops[:1])[1]
        < extent(electronic.ops[:1])[3] - extent(electronic.ops[:1])[1]
    )
    down = part_of(arrow("a", "b", "electronic"), A, process("b", x=100, y=700))
    assert len(down.ops[0].segments) == 4


def test_an_unknown_arrow_is_a_grey_dashed_line() -> None:
    part = part_of(UnknownFlow(kind="beam", id="f", source="a", target="b", label="?"))
    assert part.ops[0].pen.dash
    assert part.ops[0].pen.color == TOKENS["ink2"]


def test_push_through_a_stock_is_one_arrow() -> None:
    """No head at the stock where the shaft goes on, and black and white alternate beyond it."""
    i = stock("i", x=250)
    into, out = arrow("a", "i"), arrow("i", "b")
    whole = part_of(into, A, B, i, others=(out,))
    ending = part_of(into, A, B, i)
    assert whole.line[-1][0] == pytest.approx(250 - 157)
    assert ending.line[-1][0] > whole.line[-1][0]
    assert extent(whole.ops)[3] < extent(ending.ops)[3]
    starting = part_of(out, A, B, i)
    going_on = part_of(out, A, B, i, others=(into,))
    first = [op for op in going_on.ops if isinstance(op, Path)][1].segments[0]
    assert first[1] > [op for op in starting.ops if isinstance(op, Path)][1].segments[0][1]


def test_material_to_a_transport_has_no_head_where_it_goes_on() -> None:
    t = transport("t", x=250)
    there = part_of(arrow("a", "t", "shipment"), A, B, t)
    onward = part_of(arrow("a", "t", "shipment"), A, B, t, others=(arrow("t", "b", "shipment"),))
    assert len(there.ops[0].segments) > len(onward.ops[0].segments)


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ({}, []),
        ({"label": "Tue + Thu"}, ["Tue + Thu"]),
        ({"label": "Tue", "note": "by rail"}, ["Tue", "by rail"]),
        ({"label": "Tue", "note": "by rail", "share": quantity(70, "%")}, ["Tue", "by rail · 70 %"]),
        ({"share": quantity(70, "%")}, ["70 %"]),
        ({"supply_share": quantity(0.3, "1")}, ["30 %"]),
        ({"repeat": quantity(5, "%")}, ["↺ 5 %"]),
        ({"pieces_per_unit": quantity(4, "x")}, ["× 4"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["push", "shipment"])
def test_words_at_material(kind: str, more: dict, lines: list[str]) -> None:
    assert words(part_of(arrow("a", "b", kind, **more))) == lines


def test_all_figures_of_an_upright_arrow_stand_beside_it() -> None:
    down = arrow("a", "b", label="daily", note="rail", share=quantity(70, "%"))
    part = part_of(down, A, process("b", x=100, y=700))
    assert words(part) == ["daily", "rail", "70 %"]
    assert all(op.x > 0 for op in part.ops if isinstance(op, Text))


@pytest.mark.parametrize("kind", ["truck", "forklift", "rail", "air", "sea", "milk_run"])
def test_a_vehicle_stands_on_the_shaft(kind: str) -> None:
    part = part_of(arrow("a", "b", "shipment", vehicle=kind, label="daily"))
    plain = part_of(arrow("a", "b", "shipment"))
    assert len(part.ops) > len(plain.ops) + 2
    assert words(part) == ["daily"]
    (word,) = (op for op in part.ops if isinstance(op, Text))
    drawn = extent([op for op in part.ops[1:] if isinstance(op, Path)][:-1])
    assert word.y < drawn[1] + 1


def test_information_says_what_and_how_often() -> None:
    o = control(x=250)
    fall = part_of(arrow("control", "a", "manual", label="Weekly", note="sheet"), o, A)
    assert words(fall) == ["Weekly", "sheet"]
    wire = part_of(arrow("control", "b", "electronic", label="daily"), o, process("b", x=900, y=700))
    assert words(wire) == ["daily"]
    short = part_of(arrow("control", "a", "manual", label="now"), o, process("a", x=250, y=160))
    assert words(short) == ["now"]
    level = part_of(arrow("customer", "control", "electronic", label="Forecast"), o, customer(x=700))
    assert words(level) == ["Forecast"]
    assert words(part_of(arrow("control", "supplier", "manual"), o, supplier(x=20))) == []


def test_a_bus_is_labelled_once() -> None:
    o = control(x=250)
    flows = tuple(arrow("control", id_, "manual", label="Weekly schedule") for id_ in ("a", "b"))
    parts = [part_of(flow, o, A, B, others=tuple(f for f in flows if f is not flow)) for flow in flows]
    drawing = frame_of(a_stream(a_state((o, A, B), flows))).drawing
    said = [words(part) for part in drawing.parts if part.id.startswith("control-")]
    assert sorted(said) == [[], ["Weekly schedule"]]
    assert len(parts) == 2
