"""All run charts of a scoreboard as tiles: in order, none over another, each with its name, value and standing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.drawing.test_run import LEAD, TRIAL, words
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.run import run_chart
from vsm_desktop.drawing.charts.wall import Tile, columns_of, wall_chart
from vsm_desktop.drawing.ops import extent
from vsm_desktop.drawing.symbols.symbol import look_of

ONE = Tile("a", LEAD, "△ 17 d", "wait", "30 Apr 2025: 14.6 d was expected")
TWO = Tile("b", TRIAL, "✓ 97 %", "work", "29 Mar 2025: target reached", "It rewards the speed of one point.")


def drawn(*tiles: Tile, width: float = 1000, height: float = 600) -> Chart:
    return wall_chart(tiles, width, height, look_of("light"), "No measures yet.")


def test_each_tile_says_name_value_and_standing() -> None:
    chart = drawn(ONE, TWO)
    said = words(chart)
    assert {"Lead time", "△ 17 d", "30 Apr 2025: 14.6 d was expected", "Order fulfilment rate △"} <= {*said}
    assert {"baseline 23.6", "target 4.5", "plan 4.5", "target 97"} <= {*said}
    assert [(mark.ids, mark.name) for mark in chart.marks] == [
        (("a",), "Lead time"),
        (("b",), "Order fulfilment rate"),
    ]
    assert "one point" in chart.marks[1].said


def test_without_measures_it_says_so() -> None:
    assert words(drawn()) == ["No measures yet."]


@settings(max_examples=25, deadline=None)
@given(count=st.integers(1, 30), width=st.floats(280, 2600), height=st.floats(100, 1500))
def test_tiles_never_overlap_and_hold_what_is_drawn_in_them(count: int, width: float, height: float) -> None:
    tiles = [replace(ONE if at % 2 else TWO, id=f"m{at}") for at in range(count)]
    chart = drawn(*tiles, width=width, height=height)
    assert columns_of(count, width, height) <= count
    boxes = [mark.box for mark in chart.marks]
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= chart.width
        assert bottom <= chart.height
        assert all(
            right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            for other in boxes[at + 1 :]
        )
    for part, (left, top, right, bottom) in zip(chart.parts, boxes, strict=True):
        held = extent(part.ops)
        assert held[0] >= left - 1
        assert held[1] >= top - 1
        assert held[2] <= right + 1
        assert held[3] <= bottom + 1


def test_in_little_width_the_lines_are_named_where_they_run() -> None:
    narrow, wide = (run_chart(LEAD, width, 200, look_of("light")) for width in (320, 700))
    lines = [extent(next(part for part in chart.parts if part.id == "@days").ops) for chart in (narrow, wide)]
    assert lines[0][2] > 300, "the days take the whole width"
    assert lines[1][2] < 640
    assert {"baseline 23.6", "target 4.5", "plan 4.5"} <= {*words(narrow)}
