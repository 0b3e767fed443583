"""Layout as the drawing needs it: what is noted keeps off arrows and their words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.builders import a_stream, arrows, customer, node, process, supplier
from tests.model.maps import arrow
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.symbols.table import frame_box, size_of
from vsm_desktop.edit.arranging.boxes import box_at, overlap
from vsm_desktop.edit.edits import in_state
from vsm_desktop.model.nodes import Note
from vsm_desktop.model.stream import Layout, ValueStream
from vsm_desktop.model.value import Point, Size
from vsm_desktop.tools.layout import laid_out

LAYOUTS: tuple[Layout, ...] = ("left_to_right", "right_to_left", "folded")


def office(*notes: Note) -> ValueStream:
    """Four steps with rework, told by production control, a kanban going back."""
    steps = [process(id_, ct=30) for id_ in "ABCD"]
    nodes = [supplier("S"), *steps, customer("100/d"), node("control", "PC")]
    stream = a_stream(*nodes, flows=arrows("S > A > B > C > D > Customer", "C > B [repeat 8 %]"))
    state = stream.states[0]
    more = (arrow("PC", "A", "manual"), arrow("PC", "D", "manual"), arrow("D", "B", "kanban"))
    placed = tuple(
        one.evolve(at=Point(x=120.0 + 150 * i, y=60.0 if i in (0, 5, 6) else 300.0))
        for i, one in enumerate(state.nodes)
    )
    return stream.with_state(state.evolve(nodes=(*placed, *notes), flows=(*state.flows, *more)))


def arranged(stream: ValueStream, layout: Layout) -> Frame:
    edit = in_state("current", laid_out(stream, stream.state(), frozenset(), layout))
    after = edit(stream)
    assert edit(after) is after, "a second time changes nothing"
    return frame_of(after)


def legs(frame: Frame) -> list[Box]:
    found = []
    for part in frame.drawing.parts:
        for (x0, y0), (x1, y1) in pairwise((part.x + x, part.y + y) for x, y in part.line):
            found.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_comes_to_lie_on_no_arrow(layout: Layout) -> None:
    for x in range(0, 1200, 170):
        for y in (150, 200, 250, 420):
            note = Note(id="n", name="Text", at=Point(x=float(x), y=float(y)))
            frame = arranged(office(note), layout)
            now = frame.state.node("n")
            assert now is not None
            left, top, right, bottom = box_at((now.at.x, now.at.y), size_of(now))
            for leg in legs(frame):
                assert not overlap(
                    (left, top, right, bottom), (leg[0] - 8, leg[1] - 8, leg[2] + 8, leg[3] + 8)
                )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("high", range(130, 290, 12))
def test_no_edge_of_a_loop_runs_along_an_arrow(layout: Layout, high: int) -> None:
    loop = Note(id="n", kind="loop", at=Point(x=495.0, y=300.0), size=Size(width=310.0, height=float(high)))
    frame = arranged(office(loop), layout)
    now = frame.state.node("n")
    assert now is not None
    left, top, right, bottom = frame_box(now)
    for x0, y0, x1, y1 in legs(frame):
        if y0 == y1 and min(x1, right) - max(x0, left) > 60:
            assert min(abs(y0 - top), abs(y0 - bottom)) >= 6
        if x0 == x1 and min(y1, bottom) - max(y0, top) > 60:
            assert min(abs(x0 - left), abs(x0 - right)) >= 6
