"""What arrows do in each other's company: lanes, words, hops, and who has to look again."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.benchmarks.streams import woven
from tests.drawing.test_routes import course, crossed, drawn, leg, meet, moved, parts_of, room_of, words_of
from tests.model.maps import a_state, a_stream, arrow, control, customer, process, stock, supplier
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Part, Path, Text
from vsm_desktop.drawing.shapes import XY
from vsm_desktop.edit.edits import in_state, move
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node, Note
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point, Size


def shown(*things: Node | Flow) -> dict[str, Part]:
    """A map of these elements as drawn, part by part."""
    flows = tuple(one for one in things if hasattr(one, "source") and hasattr(one, "target"))
    nodes = tuple(one for one in things if one not in flows)
    return parts_of(frame_of(a_stream(a_state(nodes, flows))).drawing)  # type: ignore[arg-type]


def ways(parts: dict[str, Part], *ids: str) -> list[list[XY]]:
    return [course(parts[id_]) for id_ in ids]


def together(one: list[XY], other: list[XY]) -> float:
    """How far two courses run on the same line."""
    found = 0.0
    for p, q in pairwise(one):
        for r, s in pairwise(other):
            for axis in (0, 1):
                if p[axis] == q[axis] == r[axis] == s[axis]:
                    a, b = sorted((p[1 - axis], q[1 - axis])), sorted((r[1 - axis], s[1 - axis]))
                    found += max(0.0, min(a[1], b[1]) - max(a[0], b[0]))
    return found


def hops(part: Part) -> list[tuple[float, float]]:
    """Where the line of an arrow has half circles, by the middle of each."""
    line = next(op for op in part.ops if isinstance(op, Path))
    found, last = [], (0.0, 0.0)
    for segment in line.segments:
        if segment[0] == "C":
            found.append((part.x + last[0], part.y + last[1], part.x + segment[5], part.y + segment[6]))
        last = segment[-2:]  # type: ignore[assignment]
    firsts = found[::2]
    return [
        ((x0 + x1) / 2, (y0 + y1) / 2)
        for (x0, y0, _a, _b), (_c, _d, x1, y1) in zip(firsts, found[1::2], strict=True)
    ]


ROW = tuple(process(id_, 30, x=100 + 200 * i) for i, id_ in enumerate("abc"))


def test_an_arrow_past_a_step_goes_round_it_with_its_words() -> None:
    parts = shown(*ROW, arrow("a", "b"), arrow("b", "c"), arrow("a", "c", label="urgent"))
    assert not crossed(course(parts["a-c"]), {"b": room_of(parts["b"])})
    (words,) = words_of(parts["a-c"])
    assert not any(meet(words, room_of(parts[id_])) for id_ in "abc")


def test_the_usual_course_is_kept_where_it_is_clear() -> None:
    parts = shown(*ROW, arrow("a", "b"), arrow("b", "c"))
    assert all(len(way) == 2 for way in ways(parts, "a-b", "b-c"))


def test_a_split_shows_both_shares_each_on_its_own_part() -> None:
    parts = shown(
        process("cut", 30, x=100),
        process("weld", 30, x=340, y=250),
        process("glue", 30, x=340, y=500),
        arrow("cut", "weld", share=quantity(70, "%")),
        arrow("cut", "glue", share=quantity(30, "%")),
    )
    assert together(*ways(parts, "cut-weld", "cut-glue")) == 0
    said = [op.text for id_ in ("cut-weld", "cut-glue") for op in parts[id_].ops if isinstance(op, Text)]
    assert said == ["70 %", "30 %"]
    (one,), (other,) = words_of(parts["cut-weld"]), words_of(parts["cut-glue"])
    assert not meet(one, other)


def test_two_arrows_between_the_same_steps_run_side_by_side() -> None:
    parts = shown(*ROW[:2], arrow("a", "b", id_="f"), arrow("a", "b", id_="g"))
    (f0, _f1), (g0, _g1) = ways(parts, "f", "g")
    assert abs(f0[1] - g0[1]) >= 12


def test_arrows_of_others_do_not_share_a_stretch() -> None:
    nodes = [
        process(f"{side}{i}", 30, x=x, y=150 + 260 * i)
        for side, x in (("l", 100), ("r", 500))
        for i in (0, 1)
    ]
    parts = shown(*nodes, arrow("l0", "r1", "manual"), arrow("l1", "r0", "manual"))
    assert together(*ways(parts, "l0-r1", "l1-r0")) == 0


def test_one_sheet_to_many_stays_one_trunk_and_goes_up_to_a_free_level() -> None:
    sheets = [arrow("o", id_, "manual", label="Weekly") for id_ in "abc"]
    back = arrow("c", "a", repeat=quantity(5, "%"))
    parts = shown(control("o", x=330), *ROW, *sheets, back)
    levels = {way[1][1] for way in ways(parts, "o-a", "o-b", "o-c")}
    assert len(levels) == 1
    assert all(way[0] == course(parts["o-a"])[0] for way in ways(parts, "o-b", "o-c"))
    assert levels.pop() < min(y for _x, y in course(parts["c-a"])) - 8
    assert [len(words_of(parts[f"o-{id_}"])) for id_ in "abc"] == [0, 0, 1]


@pytest.mark.parametrize("kind", ["manual", "electronic"])
def test_the_words_of_a_sheet_stand_on_its_trunk(kind: str) -> None:
    parts = shown(control("o", x=330), *ROW, *(arrow("o", id_, kind, label="Weekly") for id_ in "abc"))
    (box,) = words_of(parts["o-c"])
    assert (box[0] + box[2]) / 2 == pytest.approx(course(parts["o-c"])[0][0])


def test_rework_is_stacked_and_its_words_can_be_read() -> None:
    backs = [
        arrow("c", "a", id_="f", repeat=quantity(5, "%")),
        arrow("b", "a", id_="g", repeat=quantity(2, "%")),
    ]
    parts = shown(
        *ROW, arrow("a", "b"), arrow("b", "c"), *backs, arrow("b", "b", id_="h", repeat=quantity(1, "%"))
    )
    f, g, h = ways(parts, "f", "g", "h")
    assert together(f, g) == together(f, h) == together(g, h) == 0
    assert len(set(h)) == 4
    boxes = [box for id_ in "fgh" for box in words_of(parts[id_])]
    assert len(boxes) >= 3
    assert not any(meet(one, other) for i, one in enumerate(boxes) for other in boxes[:i])


def gaps(part: Part) -> list[XY]:
    """The middles of the gaps in the line of an arrow."""
    line = next(op for op in part.ops if isinstance(op, Path))
    return [
        (part.x + (before[-2] + here[-2]) / 2, part.y + (before[-1] + here[-1]) / 2)
        for before, here in pairwise(line.segments)
        if here[0] == "M"
    ]


def test_a_level_line_hops_over_an_upright_one_and_both_pass_beneath_a_fat_one() -> None:
    nodes = (
        process("a", 30, x=100, y=300),
        process("b", 30, x=500, y=300),
        control("o", x=300, y=100),
        control("u", x=300, y=500),
        control("l", x=80, y=100),
        control("r", x=520, y=170),
    )
    parts = shown(
        *nodes,
        arrow("a", "b"),
        arrow("o", "u", "manual"),
        arrow("l", "r", "manual", bends=(Point(x=200, y=200), Point(x=420, y=200))),
    )
    assert hops(parts["o-u"]) == []
    assert gaps(parts["o-u"]) == [pytest.approx((300, course(parts["a-b"])[0][1]))]
    assert hops(parts["l-r"]) == [pytest.approx((300, 200))]
    assert gaps(parts["l-r"]) == []


@pytest.mark.parametrize("kind", ["push", "shipment", "rework"])
def test_beneath_a_fat_arrow_nothing_of_the_line_is_seen(kind: str) -> None:
    """Whatever its colours are, and also where it is bold."""
    nodes = (
        process("a", 30, x=100),
        process("b", 30, x=500),
        control("o", x=300),
        control("u", x=300, y=600),
    )
    parts = shown(*nodes, arrow("a", "b", kind), arrow("o", "u", "manual"))
    fat, thin = parts["a-b"], parts["o-u"]
    (_x, y), *_more = gaps(thin)
    line = next(op for op in thin.ops if isinstance(op, Path))
    ends = [
        thin.y + one[-1]
        for before, after in pairwise(line.segments)
        if after[0] == "M"
        for one in (before, after)
    ]
    shaft = [fat.y + at for _x, at in fat.line if abs(fat.y + at - y) < 1]
    assert shaft
    assert min(abs(end - y) for end in ends) > 17 * 1.2 * 0.28 + 1.25


def test_no_hop_where_there_is_no_room_for_one() -> None:
    """The head of an arrow lies on another one."""
    nodes = (
        control("o", x=300, y=100),
        control("u", x=300, y=300),
        control("l", x=60, y=270),
        control("r", x=560, y=200),
    )
    line = arrow("l", "r", "manual", bends=(Point(x=180, y=256), Point(x=480, y=256)))
    assert hops(shown(*nodes, arrow("o", "u", "manual"), line)["o-u"]) == []


def test_a_kink_keeps_away_from_a_crossing() -> None:
    nodes = (
        supplier("s", x=100, y=100),
        customer(100, "k", x=700, y=100),
        control("o", x=400, y=20),
        process("p", 30, x=400, y=300),
    )
    wire = arrow("k", "s", "electronic", bends=(Point(x=600, y=190), Point(x=200, y=190)))
    parts = shown(*nodes, wire, arrow("o", "p", "manual"))
    line = next(op for op in parts["k-s"].ops if isinstance(op, Path))
    ends = [(segment[-2], segment[-1]) for segment in line.segments]
    strokes = [(p[0] + q[0]) / 2 for p, q in pairwise(ends) if abs(abs(p[0] - q[0]) - 10) < 0.1]
    (kink,) = [parts["k-s"].x + x for x in strokes]
    assert hops(parts["k-s"]) == [pytest.approx((400, 190), abs=5)]
    assert 15 < abs(kink - 400) < 70


def test_what_is_drawn_on_an_arrow_is_kept_clear() -> None:
    nodes = (supplier("s", x=100, y=500), process("a", 30, x=300, y=200), control("o", x=100, y=100))
    truck = arrow("s", "a", "shipment", vehicle="truck", bends=(Point(x=100, y=200),))
    way = course(shown(*nodes, truck, arrow("o", "s", "manual"))["o-s"])
    assert not any(
        abs(x - 100) < 22 and min(y0, y1) < 330 < max(y0, y1) for (x, y0), (_x, y1) in pairwise(way)
    )


def test_words_keep_off_notes_and_frames_are_no_obstacle() -> None:
    frame = Note(kind="lane", id="lane", at=Point(x=300, y=342), size=Size(width=900, height=400))
    plain = shown(*ROW[:2], arrow("a", "b", label="daily"))
    (box,) = words_of(plain["a-b"])
    note = Note(
        kind="text",
        id="note",
        at=Point(x=(box[0] + box[2]) / 2, y=(box[1] + box[3]) / 2),
        size=Size(width=40, height=16),
    )
    assert course(shown(*ROW[:2], frame, arrow("a", "b", label="daily"))["a-b"]) == course(plain["a-b"])
    parts = shown(*ROW[:2], note, arrow("a", "b", label="daily"))
    assert course(parts["a-b"]) == course(plain["a-b"])
    assert not any(meet(one, room_of(parts["note"])) for one in words_of(parts["a-b"]))


def test_symbols_on_each_other_leave_their_arrows_as_usual() -> None:
    for x in (110, 180):
        nodes = (process("a", 30, x=100), process("b", 30, x=x), process("c", 30, x=100, y=600))
        assert course(shown(*nodes, arrow("a", "b"))["a-b"])


def test_only_what_a_symbol_touches_is_led_anew() -> None:
    stream, memory = woven(500), Memory()
    drawn(stream, memory)
    there = in_state("current", move(frozenset({"p2.5"}), 6, 6))(stream)
    after = drawn(there, memory)
    assert memory.composed <= 12
    assert after == drawn(there)


def test_on_a_large_map_an_arrow_finds_round_the_outside() -> None:
    """Rows without a gap, between an arrow's two ends."""
    rows = [process(f"p{i}{j}", 30, x=100 + 112 * i, y=300 + 240 * j) for i in range(45) for j in range(3)]
    far = (process("a", 30, x=2500, y=20), process("z", 30, x=2600, y=1100))
    parts = parts_of(frame_of(a_stream(a_state((*rows, *far), (arrow("a", "z"),)))).drawing)
    assert not crossed(course(parts["a-z"]), {node.id: room_of(parts[node.id]) for node in rows})


def a_sheet_beside_a_wall(gap: float) -> State:
    """Two steps with a wall of others between them, and a way as wide as the gap."""
    walls = [process(f"w{i}", 30, x=300, y=y) for i, y in enumerate((-60, 100, 260 + gap, 420 + gap))]
    return a_state(
        (process("a", 30, x=100, y=180), process("b", 30, x=500, y=180), *walls), (arrow("a", "b"),)
    )


@pytest.mark.parametrize("gap", [20.0, 60.0])
def test_a_way_is_found_through_a_gap(gap: float) -> None:
    state = a_sheet_beside_a_wall(gap)
    parts = parts_of(drawn(a_stream(state)))
    walls = {node.id: room_of(parts[node.id]) for node in state.nodes if node.id[0] == "w"}
    assert not crossed(course(parts["a-b"]), walls)


def test_moved_back_everything_is_as_it_was() -> None:
    state: Any = a_sheet_beside_a_wall(60)
    memory = Memory()
    before = drawn(a_stream(state), memory)
    drawn(a_stream(moved(state, 2, 0, 400)), memory)
    assert drawn(a_stream(state), memory) == before


def test_stocks_let_their_own_arrow_through_and_no_other() -> None:
    row = (process("a", 30, x=100), stock("i", 50, x=240), process("b", 30, x=380))
    parts = shown(*row, arrow("a", "i"), arrow("i", "b"), arrow("a", "b", "manual", label="call"))
    assert len(course(parts["a-i"])) == len(course(parts["i-b"])) == 2
    assert not crossed(course(parts["a-b"]), {"i": room_of(parts["i"])})


def crossings(points: list[XY], others: list[list[XY]]) -> int:
    """How many of other courses a course runs across."""
    return sum(
        any(meet(leg(p, q), leg(r, s)) for p, q in pairwise(points) for r, s in pairwise(other))
        for other in others
    )


def test_a_sheet_takes_a_longer_way_rather_than_cut_through_the_flow() -> None:
    """To a branch below: not across the steps and what is sent back between them."""
    nodes = (
        process("t", 30, x=150, y=300, co=quantity(25, "min"), batch=quantity(100, "pc")),
        stock("i", 100, x=260, y=279),
        process("a", 30, x=400, y=300),
        process("l", 30, x=720, y=300),
        process("m", 30, x=150, y=520),
        control("o", x=740, y=66),
    )
    material = (arrow("t", "i"), arrow("i", "a"), arrow("a", "l"), arrow("l", "a", "rework"), arrow("m", "a"))
    sheets = tuple(arrow("o", to, "manual", label="Schedule") for to in ("a", "l", "m"))
    parts = shown(*nodes, *material, *sheets)
    assert crossings(course(parts["o-m"]), [course(parts[one.id]) for one in material]) <= 1


def test_a_path_above_stays_above_whatever_is_drawn_and_typed() -> None:
    """Rework over the same steps, and rows that make the boxes taller, throw no kanban beneath them."""
    usual = (
        arrow("b", "c"),
        arrow("c", "d"),
        arrow("o", "b", "verbal"),
        arrow("d", "b", "kanban", card="production"),
    )
    loops = ((), (arrow("c", "b", "rework"),), (arrow("c", "b", "rework", repeat=quantity(8, "%")),))
    for ct in (None, 30):
        steps = (
            process("b", ct, x=354),
            process("c", ct, x=576),
            process("d", ct, x=792),
            control("o", x=300),
        )
        for loop in loops:
            points = course(shown(*steps, *usual, *loop)["d-b"])
            assert max(y for _x, y in points) < 306  # where their boxes begin
