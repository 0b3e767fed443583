"""Information arrows that run together."""

from __future__ import annotations

from tests.model.maps import arrow, control, customer, process, supplier, transport
from vsm_desktop.drawing.courses import end_of
from vsm_desktop.drawing.information import PARALLEL, lanes
from vsm_desktop.model.nodes import Node

MAP: tuple[Node, ...] = (
    supplier("s", x=84),
    customer(id_="c", x=900),
    control("o", x=492),
    process("a", x=160),
    process("b", x=340),
    process("z", x=700),
    transport("t", x=800),
)
ENDS = {node.id: end_of(node) for node in MAP}


def test_one_sheet_to_many_is_a_bus_with_drops() -> None:
    found = lanes([arrow("o", id_, "manual", label="Weekly") for id_ in "abz"], ENDS)
    assert len({(lane.offset, lane.height) for lane in found.values()}) == 1
    assert [lane.leads for lane in found.values()] == [False, False, True]
    assert all(lane.bus for lane in found.values())
    assert ENDS["o"].bottom < found["o-a"].height < ENDS["a"].top


def test_other_words_are_another_sheet_beside_it() -> None:
    flows = [
        arrow("o", "z", "manual", label="Daily"),
        *(arrow("o", x, "manual", label="Weekly") for x in "ab"),
    ]
    found = lanes(flows, ENDS)
    assert found["o-a"].offset == found["o-b"].offset < found["o-z"].offset
    assert found["o-a"].height != found["o-z"].height
    assert not found["o-z"].bus
    assert found["o-z"].leads


def test_parallels_keep_their_distance() -> None:
    flows = [arrow("s", "o", "electronic"), arrow("o", "s", "electronic"), arrow("c", "o", "electronic")]
    found = lanes(flows, ENDS)
    assert found["o-s"].offset - found["s-o"].offset == PARALLEL
    assert found["s-o"].offset == -found["o-s"].offset
    assert found["c-o"].offset == 0


def test_many_parallels_move_together() -> None:
    flows = [arrow("s", "o", "electronic", id_=f"f{i}") for i in range(6)]
    offsets = [lane.offset for lane in lanes(flows, ENDS).values()]
    assert max(offsets) - min(offsets) <= 52
    assert offsets == sorted(offsets)


def test_what_goes_only_to_a_transport_needs_no_level() -> None:
    assert lanes([arrow("o", "t", "manual")], ENDS)["o-t"].height is None


def test_what_rises_bends_below_the_upper_row() -> None:
    found = lanes([arrow("b", "o", "manual")], ENDS)
    assert ENDS["o"].bottom < found["b-o"].height < ENDS["b"].top


def test_every_arrow_has_a_lane() -> None:
    flows = [arrow(a.id, b.id, "manual") for a in MAP for b in MAP if a is not b]
    assert lanes(flows, ENDS).keys() == {flow.id for flow in flows}
    assert lanes([], ENDS) == {}
