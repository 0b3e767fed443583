"""The ladder of a map that is folded into rows, reads from right to left, or has no ladder."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_stream, arrows, customer, process, stock
from tests.model.strategies import runs
from vsm_desktop.drawing.asked import total_at
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ladder import HEIGHT, Rung
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Path, Text, extent
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.spoken import of_part
from vsm_desktop.drawing.symbols.table import body_of, size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.arranging.boxes import GRID, overlap
from vsm_desktop.edit.edits import in_state, move, set_options
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.stream import Layout, ValueStream
from vsm_desktop.model.value import Point


def line(count: int, layout: Layout = "folded") -> ValueStream:
    """So many steps, each after its stock, arranged."""
    nodes = [customer("100/d")]
    way = []
    for i in range(count):
        nodes += [stock(f"I{i}", qty=100), process(f"P{i}", ct=30)]
        way += [f"I{i}", f"P{i}"]
    stream = a_stream(*nodes, flows=arrows(" > ".join([*way, "Customer"])))
    return in_state("current", arrange(size_of, layout))(stream)


def rungs(frame: Frame) -> dict[str, Rung]:
    found = {}
    for part in frame.drawing.parts:
        if part.id.startswith(("@wait:", "@work:")):
            rung = part.shows[0]
            assert isinstance(rung, Rung)
            found[part.id] = rung
    return found


def tops(frame: Frame) -> dict[str, float]:
    return {part.id: part.y for part in frame.drawing.parts}


def spans(frame: Frame) -> dict[str, tuple[float, float]]:
    return {node.id: body_of(node)[::2] for node in frame.state.nodes}


@given(st.integers(10, 40))
@runs(10)
def test_rungs_lie_under_box_and_gap_in_every_row(count: int) -> None:
    frame = frame_of(line(count))
    found, at, y = rungs(frame), spans(frame), tops(frame)
    places = {node.id: node.at for node in frame.state.nodes}
    rows = sorted({places[f"P{i}"].y for i in range(count)})
    assert len(rows) > 1
    for i in range(count):
        work, wait = found[f"@work:P{i}"], found[f"@wait:P{i}"]
        assert (work.left, work.right) == at[f"P{i}"]
        assert wait.right == work.left
        assert wait.left <= at[f"I{i}"][0]
        first = i == 0 or places[f"P{i - 1}"].y != places[f"P{i}"].y
        if not first:
            assert wait.left == at[f"P{i - 1}"][1]
        below = next((row for row in rows if row > places[f"P{i}"].y), float("inf"))
        assert places[f"P{i}"].y < y[f"@work:P{i}"] < below
    boxes = {node.id: body_of(node) for node in frame.state.nodes}
    drawn = [part_box(part) for part in frame.drawing.parts if part.id in found]
    assert not any(overlap(rung, box) for rung in drawn for box in boxes.values())


@given(st.integers(10, 30))
@runs(8)
def test_arrows_to_other_rows_keep_out_of_the_ladders_between_them(count: int) -> None:
    frame = frame_of(line(count))
    y = tops(frame)
    last = max(y[f"@work:P{i}"] for i in range(count))
    rungs_ = [
        (part.x, part.y, part.x + rung.right - rung.left, part.y + HEIGHT)
        for part in frame.drawing.parts
        if isinstance(rung := part.shows[0] if part.shows else None, Rung) and part.y < last
    ]
    assert rungs_
    for part in frame.drawing.parts:
        points = [(part.x + dx, part.y + dy) for dx, dy in part.line]
        for (x0, y0), (x1, y1) in pairwise(points):
            leg = (min(x0, x1) - 1, min(y0, y1) - 1, max(x0, x1) + 1, max(y0, y1) + 1)
            assert not any(overlap(leg, box) for box in rungs_), part.id


def test_the_totals_stand_at_the_end_of_the_last_row() -> None:
    frame = frame_of(line(14))
    y, found = tops(frame), rungs(frame)
    assert y["@totals"] + 24 == y["@work:P13"]
    assert y["@work:P13"] > y["@work:P0"]
    right = max(rung.right for id_, rung in found.items() if y[id_] == y["@work:P13"])
    totals = next(part for part in frame.drawing.parts if part.id == "@totals")
    assert totals.x == right + 6


def test_the_line_of_each_row_begins_and_ends_with_a_rung() -> None:
    frame = frame_of(line(14))
    y = tops(frame)
    parts = {part.id: part for part in frame.drawing.parts}
    last = next(i for i in range(13) if y[f"@work:P{i}"] != y[f"@work:P{i + 1}"])
    for part, strokes in (
        (parts["@wait:P0"], 1),
        (parts[f"@wait:P{last + 1}"], 1),
        (parts[f"@work:P{last}"], 2),
    ):
        rung = part.shows[0] if part.shows else None
        assert isinstance(rung, Rung)
        lines = [op.segments for op in part.ops if isinstance(op, Path) and op.pen]
        assert len(lines) == strokes
        ends = [segment[1] for segments in lines for segment in segments]
        assert (min(ends), max(ends)) == (0.0, pytest.approx(rung.right - rung.left))


def test_values_of_rows_that_arrows_may_cross_have_the_page_behind_them() -> None:
    frame = frame_of(line(14))
    y = tops(frame)
    foot = y["@work:P13"]
    for part in frame.drawing.parts:
        if not part.id.startswith(("@wait:", "@work:")):
            continue
        clear = [op for op in part.ops if isinstance(op, Path) and op.fill == frame.drawing.page]
        assert len(clear) == (part.y < foot)
        text = next(op for op in part.ops if isinstance(op, Text))
        for behind in clear:
            left, top, right, bottom = extent([behind])
            assert left <= text.x
            assert text.x + text.width <= right
            assert (
                top <= text.y - 0.72 * text.size < text.y <= bottom < (0.0 if "wait" in part.id else HEIGHT)
            )


def test_all_rows_begin_at_the_same_place() -> None:
    nodes, way = [], []
    for i in range(14):
        nodes += [process(f"P{i}", ct=30), stock(f"I{i}", qty=100)]
        way += [f"P{i}", f"I{i}"]
    stream = a_stream(*nodes, flows=arrows(" > ".join(way)))
    frame = frame_of(in_state("current", arrange(size_of, "folded"))(stream))
    rows: dict[float, float] = {}
    for node in frame.state.nodes:
        row = max(
            y for y in {one.at.y for one in frame.state.nodes if one.kind == "process"} if y <= node.at.y + 30
        )
        rows[row] = min(rows.get(row, inf), node.at.x + size_of(node)[0])
    assert len(rows) > 1
    assert max(rows.values()) - min(rows.values()) <= GRID


def test_from_right_to_left_the_ladder_reads_back() -> None:
    frame = frame_of(line(4, "right_to_left"))
    found, at = rungs(frame), spans(frame)
    works = [found[f"@work:P{i}"] for i in range(4)]
    assert all(later.right < earlier.left for earlier, later in pairwise(works))
    assert all((work.left, work.right) == at[f"P{i}"] for i, work in enumerate(works))
    assert found["@wait:P1"].right == works[0].left
    totals = next(part for part in frame.drawing.parts if part.id == "@totals")
    assert part_box(totals)[2] < min(rung.left for rung in found.values())
    assert overlap(part_box(totals), frame.drawing.sheet)
    assert frame.drawing.sheet[0] <= part_box(totals)[0]


def test_steps_drawn_freely_are_not_torn_into_rows() -> None:
    stream = line(12, "left_to_right")
    for ids, dy in (({"P3", "P7"}, 120.0), ({f"P{i}" for i in range(6, 12)}, 600.0)):
        frame = frame_of(in_state("current", move(ids, 0.0, dy))(stream))
        heights = {y for id_, y in tops(frame).items() if id_.startswith("@work:")}
        assert len(heights) == 1


def test_rows_too_close_for_a_ladder_between_have_one_below() -> None:
    stream = line(14)
    state = stream.states[0]
    rows = sorted({node.at.y for node in state.nodes if node.kind == "process"})
    lower = {node.id for node in state.nodes if node.at.y >= rows[1] - 60 and node.kind != "customer"}
    frame = frame_of(in_state("current", move(lower, 0.0, -70.0))(stream))
    y = tops(frame)
    assert len({y[f"@work:P{i}"] for i in range(14)}) == 1


@pytest.mark.parametrize("layout", ["folded", "right_to_left"])
@pytest.mark.parametrize("scale", ["even", "to_scale"])
@pytest.mark.parametrize("keys", [(), ("distance",)])
def test_a_drag_gives_the_same_ladder_as_a_fresh_drawing(
    layout: Layout, scale: str, keys: tuple[str, ...]
) -> None:
    stream = line(14, layout)
    options = stream.states[0].options.evolve(ladder_scale=scale, ladder_rungs=keys)
    stream = in_state("current", set_options(options))(stream)
    memory = Memory()
    for dx, dy in ((6, 0), (0, 30), (200, -300), (-400, 300), (0, 0)):
        moved = in_state("current", move({"P5", "I9"}, dx, dy))(stream)
        state = moved.states[0]
        kept = compose(moved, state, measure(moved, state.id), memory=memory)
        assert kept == frame_of(moved).drawing


def test_further_rows_stand_under_each_row_and_their_totals_under_the_last() -> None:
    stream = line(14)
    options = stream.states[0].options.evolve(ladder_rungs=("operators",))
    stream = in_state("current", lambda state: arrange(size_of)(state.evolve(options=options)))(stream)
    frame = frame_of(stream)
    y = tops(frame)
    rows = [part for part in frame.drawing.parts if part.id.startswith("@row:")]
    assert len(rows) == len({y[f"@work:P{i}"] for i in range(14)})
    for i in range(14):
        assert y[f"@value:P{i}:operators"] > y[f"@work:P{i}"]
    assert [len([op for op in part.ops if isinstance(op, Text)]) for part in rows] == [1] * (
        len(rows) - 1
    ) + [2]
    assert len({part.id for part in frame.drawing.parts}) == len(frame.drawing.parts)


def test_to_scale_there_is_one_axis_under_the_last_row() -> None:
    stream = line(14)
    options = stream.states[0].options.evolve(ladder_scale="to_scale")
    frame = frame_of(in_state("current", set_options(options))(stream))
    bars = [part for part in frame.drawing.parts if part.id.startswith(("@wait", "@work"))]
    assert len({part.y for part in bars}) == 1
    assert bars[0].y > max(node.at.y for node in frame.state.nodes)


def test_what_waits_where_a_row_ends_has_a_rung_of_its_own() -> None:
    stream = line(14)
    state = stream.states[0]
    rows = sorted({node.at.y for node in state.nodes if node.kind == "process"})
    first = [node for node in state.nodes if node.kind == "process" and node.at.y == rows[0]]
    last = max(first, key=lambda node: node.at.x)
    n = int(last.id[1:])
    at = Point(x=last.at.x + 120, y=last.at.y)
    nodes = tuple(node.evolve(at=at) if node.id == f"I{n + 1}" else node for node in state.nodes)
    frame = frame_of(stream.with_state(state.evolve(nodes=nodes)))
    found, y = rungs(frame), tops(frame)
    assert f"@wait:P{n + 1}" not in found
    assert y[f"@wait:I{n + 1}"] == y[f"@work:P{n}"]
    part = next(part for part in frame.drawing.parts if part.id == f"@wait:I{n + 1}")
    text = next(op for op in part.ops if isinstance(op, Text))
    assert total_at(frame, part.x + text.x + 2, part.y + text.y - 3) == (f"wait_days.I{n + 1}",)
    assert of_part(part, frame).name == f"Ladder: waiting at I{n + 1}"


@pytest.mark.parametrize(
    ("flows", "words"),
    [
        (
            ("A [share 0.5] > B > Customer", "A [share 0.3] > C > Customer"),
            ("The shares from A add to 80 %", "100 %."),
        ),
        (("A > B > A", "B > C > Customer"), ("The flow runs in a circle", "how much is sent back")),
        (("A > B > C",), ()),
    ],
)
def test_where_there_is_no_ladder_a_sentence_says_why_and_what_to_do(
    flows: tuple[str, ...], words: tuple[str, ...]
) -> None:
    nodes = (process("A", ct=5), process("B", ct=5), process("C", ct=5), customer("9/d"))
    stream = a_stream(*nodes, flows=arrows(*flows))
    frame = frame_of(in_state("current", arrange(size_of))(stream))
    parts = {part.id: part for part in frame.drawing.parts}
    assert ("@no_ladder" in parts) is bool(words)
    assert ("@totals" in parts) is not bool(words)
    if words:
        said = of_part(parts["@no_ladder"], frame).value
        assert all(one in said for one in words)
        assert part_box(parts["@no_ladder"])[1] > max(body_of(node)[3] for node in frame.state.nodes)
        assert part_box(parts["@no_ladder"])[3] < frame.drawing.sheet[3]


def test_an_empty_map_needs_no_sentence() -> None:
    frame = frame_of(a_stream())
    assert "@no_ladder" not in {part.id for part in frame.drawing.parts}
