"""Rows that stand empty: boxes of one kind come out alike where the map asks for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_stream, customer, process, stock, supplier
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Drawing, Part, Text, extent
from vsm_desktop.drawing.own import body_in, sizes_for
from vsm_desktop.drawing.spots import field_at, spot_of
from vsm_desktop.drawing.symbols.databox import ROW
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import Edit, in_state, set_fields, set_options
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.catalogue import new_node
from vsm_desktop.model.own import OwnField, OwnValue
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.value import Point

STREAM = a_stream(
    supplier("Mill"),
    stock("Coils", days=1),
    process("Weld", ct=30, co="10 min", uptime="90 %", va="VA"),
    process("Paint", ct="0.5 min", scrap="2 %"),
    process("Pack"),
    customer("460/d"),
)
COST = OwnField(key="cost", label="Cost", kinds=("process",))
LINE = OwnField(key="line", label="Line", content="text", kinds=("process",))
WORK = OwnField(key="work", label="Work", content="formula", formula="ct * 2", unit="s", kinds=("process",))


def edited(stream: ValueStream, edit: Edit) -> ValueStream:
    return in_state("current", edit)(stream)


def asking(stream: ValueStream = STREAM, empty: bool = True) -> ValueStream:
    return edited(stream, set_options(stream.state().options.evolve(empty_rows=empty)))


def part(frame: Frame, id_: str) -> Part:
    return next(one for one in frame.drawing.parts if one.id == id_)


def rows(frame: Frame, id_: str) -> list[tuple[str, str]]:
    """Label and number of each row of a box, from the top."""
    texts = [op for op in part(frame, id_).ops if isinstance(op, Text)]
    found = []
    for number in (op for op in texts if op.anchor == "end"):
        label = next(op for op in texts if op.y == number.y and op.anchor == "start")
        found.append((label.text, number.text))
    return found


def drawn(stream: ValueStream, memory: Memory | None = None) -> Drawing:
    state = stream.state()
    return compose(stream, state, measure(stream, state.id), "light", memory)


def test_boxes_show_only_what_is_entered_unless_the_map_asks_for_more() -> None:
    frame = frame_of(STREAM)
    assert rows(frame, "Paint") == [("C/T", "0.5"), ("Scrap", "2")]
    assert rows(frame, "Pack") == []


def test_boxes_of_a_kind_come_out_alike_in_the_order_of_the_fields() -> None:
    frame = frame_of(asking())
    labels = ["C/T", "C/O", "Uptime", "Scrap", "Value"]
    for id_ in ("Weld", "Paint", "Pack"):
        assert [label for label, _number in rows(frame, id_)] == labels
    assert rows(frame, "Paint") == [
        ("C/T", "0.5"),
        ("C/O", "–"),
        ("Uptime", "–"),
        ("Scrap", "2"),
        ("Value", "–"),
    ]
    assert {part(frame, id_).box for id_ in ("Weld", "Paint", "Pack")} == {part(frame, "Weld").box}
    assert rows(frame, "Mill") == []
    assert rows(frame, "Customer") == [("Demand", "460")]


def test_a_dash_is_quieter_than_a_number_and_stands_in_its_column() -> None:
    ops = [op for op in part(frame_of(asking()), "Paint").ops if isinstance(op, Text)]
    numbers = [op for op in ops if op.anchor == "end"]
    assert len({round(op.x + op.width, 1) for op in numbers}) == 1
    assert {op.color for op in numbers if op.text == "–"} == {tokens("light")["ink2"]}
    assert {op.color for op in numbers if op.text != "–"} == {tokens("light")["ink"]}


def test_bodies_sizes_arrows_and_ladder_know_the_longer_boxes() -> None:
    frame = frame_of(asking())
    pack = frame.state.node("Pack")
    left, top, right, bottom = body_in(frame, pack)
    assert bottom - pack.at.y == 36 + 5 * ROW
    assert sizes_for((), frame.state)(pack)[3] == 36 + 5 * ROW
    assert extent(part(frame, "Pack").ops)[3] <= 36 + 5 * ROW + 1
    ladder = min(one.y for one in frame.drawing.parts if one.id.startswith("@w"))
    assert ladder > bottom
    plain = frame_of(STREAM)
    assert body_in(plain, pack)[3] == pack.at.y + 36
    assert (left, top, right) == body_in(plain, pack)[:3]


def test_rows_a_user_added_take_part_and_formulas_show_anyway() -> None:
    stream = STREAM.evolve(own_fields=(COST, LINE, WORK))
    stream = edited(stream, set_fields("Paint", own=(OwnValue(key="line", value="B"),)))
    stream = edited(stream, set_fields("Weld", own=(OwnValue(key="cost", value=quantity(3, "x")),)))
    frame = frame_of(asking(stream))
    assert rows(frame, "Pack")[-3:] == [("Cost", "–"), ("Line", "–"), ("Work", "–")]
    assert rows(frame, "Paint")[-3:] == [("Cost", "–"), ("Line", "B"), ("Work", "60")]
    assert body_in(frame, frame.state.node("Pack"))[3] == body_in(frame, frame.state.node("Weld"))[3]


def test_pictured_points_of_information_keep_their_rows_inside_their_bodies() -> None:
    symbols: list[Any] = [
        new_node(key, key, Point(x=300 * i)) for i, key in enumerate(("control", "post", "erp", "heijunka"))
    ]
    symbols[0] = symbols[0].evolve(horizon=quantity(5, "day"))
    stream = a_stream()
    stream = stream.with_state(stream.state().evolve(nodes=tuple(symbols)))
    frame = frame_of(asking(stream))
    for node in symbols:
        assert [label for label, _number in rows(frame, node.id)] == ["Horizon"]
        assert extent(part(frame, node.id).ops)[3] <= part(frame, node.id).box[3] + 1


def test_an_empty_row_can_be_typed_into() -> None:
    frame = frame_of(asking())
    pack = part(frame, "Pack")
    number = next(op for op in pack.ops if isinstance(op, Text) and op.ref == "Pack.uptime")
    assert field_at(frame, pack.x - 40, pack.y + number.y - 4) == "Pack.uptime"
    open_now = frame_of(asking(), open_ref="Pack.uptime")
    spot, before = spot_of(open_now, "Pack.uptime"), spot_of(frame, "Pack.uptime")
    assert spot is not None
    assert before is not None
    assert spot.box[1::2] == before.box[1::2]
    assert part(open_now, "Pack").box == pytest.approx(pack.box, abs=1)  # with the stroke of its edge
    assert ("Uptime", "") in rows(open_now, "Pack")


STEPS = (
    lambda stream: asking(stream),
    lambda stream: edited(stream, set_fields("Pack", ct=quantity(9, "s"))),
    lambda stream: edited(stream, set_fields("Pack", lt=quantity(2, "day"))),
    lambda stream: edited(stream, set_fields("Weld", uptime=None)),
    lambda stream: edited(stream, set_fields("Pack", lt=None)),
    lambda stream: asking(stream, False),
    lambda stream: stream.evolve(own_fields=(COST,)),
    lambda stream: edited(stream, set_fields("Weld", own=(OwnValue(key="cost", value=quantity(3, "x")),))),
    lambda stream: asking(stream),
)


def test_step_by_step_is_the_drawing_made_at_once() -> None:
    memory, stream = Memory(), STREAM
    for step in STEPS:
        stream = step(stream)
        assert drawn(stream, memory) == drawn(stream)
        drawn(stream, memory)
        assert memory.composed == 0


@pytest.mark.parametrize(("empty", "most"), [(False, 1), (True, 3)])
def test_others_are_redrawn_only_where_the_rows_of_the_map_change(empty: bool, most: int) -> None:
    memory, stream = Memory(), asking(empty=empty)
    drawn(stream, memory)
    known = dict(memory.made.nodes)
    drawn(edited(stream, set_fields("Pack", uptime=quantity(90, "%"))), memory)  # a row that others have
    assert {id_ for id_, one in memory.made.nodes.items() if known[id_] is not one} == {"Pack"}
    known = dict(memory.made.nodes)
    drawn(edited(stream, set_fields("Pack", epe=quantity(1, "day"))), memory)  # one that nobody had
    assert len([id_ for id_, one in memory.made.nodes.items() if known[id_] is not one]) == most
