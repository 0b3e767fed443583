"""Layout of any map in any manner, of the whole or of a part: stable, free of overlaps, and careful with all else."""

from __future__ import annotations

from collections.abc import Set
from itertools import combinations, pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_stream, arrows, customer, process, stock, supplier
from tests.model.maps import a_state, arrow, in_line
from tests.model.maps import process as a_process
from tests.model.strategies import runs, states
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.arranging.boxes import GRID, Sheet, around, box_at, overlap
from vsm_desktop.model.fields import NOTES
from vsm_desktop.model.nodes import Burst, Node, Note
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import Layout, State
from vsm_desktop.model.value import Point, Size

LAYOUTS = get_args(Layout)
A3 = Sheet(420, 297)


def box(node: Node) -> tuple[float, float, float, float]:
    return box_at((node.at.x, node.at.y), size_of(node))


def at(state: State) -> dict[str, tuple[float, float]]:
    return {node.id: (node.at.x, node.at.y) for node in state.nodes}


def overlapping(state: State, still: Set[str] = frozenset()) -> list[tuple[str, str]]:
    """Symbols on each other, at least one of which was free to move."""
    symbols = [node for node in state.nodes if node.kind not in NOTES]
    return [
        (a.id, b.id)
        for a, b in combinations(symbols, 2)
        if not {a.id, b.id} <= still and overlap(box(a), box(b))
    ]


@given(states(most=7), st.sampled_from(LAYOUTS), st.data())
@runs(60)
def test_any_map_in_any_manner_keeps_its_elements_and_stays_as_it_is_the_second_time(
    state: State, layout: Layout, data: st.DataObject
) -> None:
    only = frozenset(node.id for node in state.nodes if data.draw(st.booleans()))
    fixed = frozenset(node.id for node in state.nodes if node.locked)
    edit = arrange(size_of, layout, only, A3)
    after = edit(state)
    assert edit(after) is after
    assert [node.id for node in after.nodes] == [node.id for node in state.nodes]
    assert [(f.id, f.source, f.target) for f in after.flows] == [
        (f.id, f.source, f.target) for f in state.flows
    ]
    outside = frozenset(node.id for node in state.nodes if node.id not in only) if only else frozenset()
    for before, now in zip(state.nodes, after.nodes, strict=True):
        if before.id in fixed | outside:
            assert now is before
    assert not overlapping(after, fixed | outside)
    assert after.layout == (state.layout if only else layout)


def line(count: int) -> State:
    """So many steps, each with its stock, from a supplier to a customer."""
    nodes = [supplier("S"), customer("100/d")]
    way = ["S"]
    for i in range(count):
        nodes += [stock(f"I{i}", qty=100), process(f"P{i}", ct=30, co="10 min")]
        way += [f"I{i}", f"P{i}"]
    return a_stream(*nodes, flows=arrows(" > ".join([*way, "Customer"]))).states[0]


def scale(state: State, sheet: Sheet) -> float:
    left, top, right, bottom = around(map(box, state.nodes))
    return min(sheet.width / (right - left), sheet.height / (bottom - top + sheet.ladder))


@given(st.integers(10, 60), st.sampled_from([(420, 297), (297, 420), (279, 216)]))
@runs(12)
def test_a_long_line_folded_comes_out_larger_on_its_paper(count: int, paper: tuple[float, float]) -> None:
    sheet = Sheet(*paper)
    whole = arrange(size_of, "left_to_right", sheet=sheet)(line(count))
    folded = arrange(size_of, "folded", sheet=sheet)(whole)
    assert scale(folded, sheet) > 1.2 * scale(whole, sheet)
    assert not overlapping(folded)
    steps = [folded.node(f"P{i}") for i in range(count)]
    places = [(node.at.y, node.at.x) for node in steps if node]
    assert places == sorted(places)
    assert len({y for y, _x in places}) > 1
    ends = [p for p, q in pairwise(steps) if p and q and p.at.y < q.at.y]
    assert all(end.kind == "process" for end in ends)


def test_a_short_line_is_not_folded() -> None:
    assert at(arrange(size_of, "folded")(line(3))) == at(arrange(size_of, "left_to_right")(line(3)))


@given(st.integers(1, 9))
@runs(9)
def test_right_to_left_is_the_mirror_of_left_to_right(count: int) -> None:
    there = at(arrange(size_of, "left_to_right")(line(count)))
    back = at(arrange(size_of, "right_to_left")(line(count)))
    edge = there["S"][0] + back["S"][0]
    assert all((edge - x, y) == back[id_] for id_, (x, y) in there.items())


def test_the_manner_is_kept_and_the_plain_key_repeats_it() -> None:
    back = arrange(size_of, "right_to_left")(line(4))
    assert back.layout == "right_to_left"
    assert arrange(size_of)(back) is back


def test_a_part_is_laid_out_where_it_stands() -> None:
    state = arrange(size_of)(line(6))
    messy = {"P2": (700.0, 900.0), "I3": (500.0, 760.0), "P3": (520.0, 1000.0)}
    state = state.evolve(
        nodes=tuple(
            node.evolve(at=Point(x=messy[node.id][0], y=messy[node.id][1])) if node.id in messy else node
            for node in state.nodes
        )
    )
    after = arrange(size_of, only=messy.keys())(state)
    chosen = [node for node in after.nodes if node.id in messy]
    assert {node.at.y for node in chosen if node.kind == "process"} == {chosen[1].at.y}
    old = around(box(node) for node in state.nodes if node.id in messy)
    new = around(map(box, chosen))
    assert abs(old[0] - new[0]) <= GRID / 2
    assert abs(old[1] - new[1]) <= GRID / 2


def test_a_part_makes_way_for_what_stands_there() -> None:
    nodes = (a_process("a", x=200), a_process("b", x=200, y=420), a_process("wall", x=400))
    state = a_state(nodes, (arrow("a", "b"),))
    after = arrange(size_of, only={"a", "b"})(state)
    assert not overlapping(after)
    assert after.node("wall") is state.node("wall")


def test_what_is_locked_stays_and_nothing_is_laid_on_it() -> None:
    state = line(5)
    place = at(arrange(size_of)(state))["P2"]
    locked = a_process("note", x=place[0] + 10, y=place[1] + 20, locked=True)
    after = arrange(size_of)(state.evolve(nodes=(*state.nodes, locked)))
    assert after.node("note") == locked
    assert not overlapping(after)


def test_rework_and_scrap_hang_below_their_step() -> None:
    nodes = [process(name, ct=10) for name in ("Cut", "Test", "Paint", "Repair")]
    flows = arrows("Cut > Test > Paint > Customer", "Test [repeat 0.1] > Repair > Test", "Paint > Scrap")
    state = a_stream(*nodes, stock("Scrap"), customer("9/d"), flows=flows).states[0]
    place = at(arrange(size_of)(state))
    assert place["Cut"][1] == place["Test"][1] == place["Paint"][1]
    assert place["Repair"][0] == place["Test"][0]
    assert place["Scrap"][0] == place["Paint"][0]
    assert min(place["Repair"][1], place["Scrap"][1]) > place["Test"][1]


def test_the_critical_path_goes_straight_on() -> None:
    flows = arrows("A > B > C > Z > Customer", "A > D > Z")
    names = ("A", "B", "C", "D", "Z")
    state = a_stream(*(process(one) for one in names), customer("9/d"), flows=flows).states[0]
    usual = at(arrange(size_of)(state))
    other = at(arrange(size_of, critical={"A", "D", "Z"})(state))
    assert usual["A"][1] == usual["B"][1] == usual["Z"][1] < usual["D"][1]
    assert other["A"][1] == other["D"][1] == other["Z"][1] < other["B"][1]


def test_notes_stay_by_the_symbol_they_are_nearest_to_or_belong_to() -> None:
    state = in_line(a_process("a", x=900), a_process("b", x=300), a_process("c", x=600))
    burst = Burst(id="burst", about="b", at=Point(x=310, y=290))
    text = Note(id="text", name="Slow", at=Point(x=910, y=250))
    state = state.evolve(nodes=(*state.nodes, burst, text))
    after = at(arrange(size_of)(state))
    assert after["burst"] == (after["b"][0] + 10, after["b"][1] - 52)
    assert after["text"] == (after["a"][0] + 10, after["a"][1] - 92)


def test_a_note_that_lay_on_nothing_is_laid_on_nothing() -> None:
    state = in_line(a_process("a", x=200), a_process("b", x=800))
    text = Note(id="text", name="Slow", at=Point(x=330, y=342))
    after = arrange(size_of)(state.evolve(nodes=(*state.nodes, text)))
    note = after.node("text")
    assert note is not None
    assert not any(overlap(box(note), box(node)) for node in after.nodes if node is not note)


def test_frames_surround_the_members_they_had() -> None:
    state = in_line(a_process("a", x=900), a_process("b", x=300), a_process("c", x=460))
    loop = Note(kind="loop", id="loop", at=Point(x=380, y=370), size=Size(width=320, height=180))
    after = arrange(size_of)(state.evolve(nodes=(*state.nodes, loop)))
    frame = after.node("loop")
    assert frame is not None
    left, top, right, bottom = box(frame)
    inside = {node.id for node in after.nodes if left < node.at.x < right and top < node.at.y < bottom}
    assert inside - {"loop"} == {"b", "c"}


def test_steps_stay_in_their_swimlanes() -> None:
    nodes = [
        a_process("a", x=200, y=300),
        a_process("b", x=420, y=560),
        a_process("c", x=640, y=300),
        a_process("d", x=860, y=560),
    ]
    size = Size(width=1000, height=220)
    lanes = [Note(kind="lane", id=f"lane{i}", at=Point(x=500, y=320 + 260 * i), size=size) for i in range(2)]
    state = a_state((*nodes, *lanes), (arrow("a", "b"), arrow("b", "c"), arrow("c", "d")))
    for layout in LAYOUTS:
        after = arrange(size_of, layout)(state)
        place = at(after)
        assert place["a"][1] == place["c"][1] < place["b"][1] == place["d"][1]
        upper, lower = (box(node) for node in after.nodes if node.kind == "lane")
        assert upper[3] < lower[1]
        assert not overlapping(after)
        assert arrange(size_of)(after) is after


@pytest.mark.parametrize(("moved", "bent"), [("none", True), ("both", True), ("one", False)])
def test_bends_go_along_or_are_dropped(moved: str, bent: bool) -> None:
    state = arrange(size_of)(in_line(a_process("a"), a_process("b"), a_process("c")))
    bends = (Point(x=250, y=200),)
    flows = tuple(flow.evolve(bends=bends) if flow.source == "a" else flow for flow in state.flows)
    shift = {"none": set(), "both": {"a", "b", "c"}, "one": {"b"}}[moved]
    nodes = tuple(
        node.evolve(at=Point(x=node.at.x + 60, y=node.at.y + 60)) if node.id in shift else node
        for node in state.nodes
    )
    after = arrange(size_of)(state.evolve(nodes=nodes, flows=flows))
    flow = after.flow("a-b")
    assert flow is not None
    assert bool(flow.bends) is bent
    if moved == "both":
        assert flow.bends == (Point(x=190, y=140),)


def test_what_arrows_say_has_room() -> None:
    state = in_line(a_process("a"), a_process("b"))
    plain = at(arrange(size_of)(state))
    wide = at(arrange(size_of, sheet=Sheet(words=lambda _flow: 200.0))(state))
    assert wide["b"][0] - wide["a"][0] > plain["b"][0] - plain["a"][0] + 100


def test_what_is_not_connected_stands_in_a_tidy_row_below() -> None:
    state = line(3)
    loose = [a_process(f"x{i}") for i in range(3)]
    after = arrange(size_of)(state.evolve(nodes=(*state.nodes, *loose)))
    rows = {after.node(node.id).at.y for node in loose}  # type: ignore[union-attr]
    assert len(rows) == 1
    assert rows.pop() > after.node("P0").at.y  # type: ignore[union-attr]
    assert not overlapping(after)


def test_shares_at_a_branch_are_no_reason_for_another_lane() -> None:
    nodes = (a_process("a"), a_process("b"), a_process("c"))
    flows = (arrow("a", "b", share=quantity(40, "%")), arrow("a", "c", share=quantity(60, "%")))
    place = at(arrange(size_of)(a_state(nodes, flows)))
    assert place["b"][0] == place["c"][0] > place["a"][0]
