"""Words in charts: no line crosses them, and they can be read on what they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders import a_stream, arrow, customer, process, stock
from tests.drawing.test_chart_times import turned
from tests.drawing.test_charts import EVERY, LINE, WORK, drawn, elements
from vsm_desktop.drawing.charts.book import ChartName
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.ops import Box, Op, Path, Text, extent
from vsm_desktop.drawing.theme import THEME_NAMES, ThemeName, tokens
from vsm_desktop.model.stream import ValueStream

UNITS: list[Any] = [None, "s", "min", "h"]

# words and lines


def near(share: float, unit: Any) -> ValueStream:
    """Columns at many heights under takt, one far above it, one without a time."""
    steps = [process(f"S{i}", ct=f"{60 * share - 2 * i:g} s") for i in range(6)]
    slow = process("Slow", ct="100 s", uptime="80 %")
    return turned(a_stream(*steps, slow, process("Paint"), customer("450/d")), unit)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("size", [(900.0, 208.0), (480.0, 208.0), (320.0, 208.0), (260.0, 440.0)])
@pytest.mark.parametrize("share", [0.8, 0.95, 1.0, 1.05])
def test_no_limit_crosses_words(share, size, unit):
    chart = drawn("takt", near(share, unit), size)
    _assert_clear(chart)


@pytest.mark.parametrize("size", [(900.0, 208.0), (700.0, 400.0), (420.0, 208.0)])
@pytest.mark.parametrize("longest", [40, 52, 58, 60, 64, 110])
def test_no_limit_crosses_the_words_of_work_elements(longest, size):
    work = elements(f"Load = 20 s / NNVA / Ann; Weld = {longest - 20} s / VA / Ann; Check = 57 s / VA / Ben")
    chart = drawn("takt", a_stream(process("Weld", ct="55 s", elements=work), customer("450/d")), size)
    _assert_clear(chart)


@pytest.mark.parametrize("size", [(900.0, 208.0), (320.0, 208.0)])
@pytest.mark.parametrize("name", ["load", "quality", "stock"])
def test_no_limit_crosses_a_share_or_a_stock(name, size):
    nodes = [process(f"S{i}", ct=f"{60 - i} s", ca=f"{99 - i} %") for i in range(6)]
    stocks = [stock(f"I{i}", qty=900 - 20 * i, max=900) for i in range(6)]
    _assert_clear(drawn(name, a_stream(*nodes, *stocks, process("Paint"), customer("450/d")), size))


def test_the_takt_of_a_rare_step_is_not_drawn_outside():
    stream = a_stream(
        process("Press", ct="30 s"),
        process("Repair", ct="400 s"),
        process("Pack", ct="59 s"),
        customer("450/d"),
        flows=[
            arrow("Press", "Repair", share="1 %"),
            arrow("Press", "Pack", share="99 %"),
            arrow("Repair", "Pack"),
            arrow("Pack", "Customer"),
        ],
    )
    chart = drawn("takt", stream, (700.0, 208.0))
    assert all(extent(part.ops)[1] >= 0 for part in chart.parts)
    _assert_clear(chart)


def _assert_clear(chart: Chart) -> None:
    """No limit runs through letters, and nothing stands outside."""
    limits = list(_limits(chart))
    for part in chart.parts:
        for op in part.ops:
            if isinstance(op, Text) and part.id not in ("@frame", "@lines"):
                left, top, right, bottom = _letters(op)
                assert top >= 18, op.text
                for x0, y, x1 in limits:
                    assert y <= top or y >= bottom or x1 <= left or x0 >= right, (op.text, y, top, bottom)


def _limits(chart: Chart) -> Iterator[tuple[float, float, float]]:
    """The level lines of limits: takt across all columns, and the short one over a column."""
    for part in chart.parts:
        for op in part.ops:
            if isinstance(op, Path) and op.fill is None and len(op.segments) == 2 and part.id != "@frame":
                (_m, x0, y0), (_l, x1, y1) = op.segments
                if y0 == y1 and x1 - x0 > 12:
                    yield x0, y0, x1


def _letters(op: Text) -> Box:
    """Where the capitals of a line stand."""
    high = 0.72 * op.size
    if op.turn:
        return op.x - high, op.y - op.width, op.x, op.y
    return op.x, op.y - high, op.x + op.width, op.y


# words and grounds


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("name", EVERY)
def test_numbers_can_be_read_on_what_they_stand_on(name: ChartName, theme: ThemeName):
    work = process("Weld", ct="55 s", elements=elements(WORK))
    stream = a_stream(*LINE.state().nodes, work.evolve(id="More", name="More"))
    least = 7.0 if "contrast" in theme else 4.5
    for unit in (None, "min"):
        chart = drawn(name, turned(stream, unit), (1000.0, 400.0), theme)
        ops = [op for part in chart.parts for op in part.ops]
        for number, op in enumerate(ops):
            if isinstance(op, Text):
                ground = _ground(ops[:number], op) or tokens(theme)["page"]
                assert _contrast(op.color, ground) >= least, (op.text, op.color, ground)


def _ground(under: list[Op], text: Text) -> str:
    """What was last filled under the middle of a text."""
    left, top, right, bottom = _letters(text)
    x, y, found = (left + right) / 2, (top + bottom) / 2, ""
    for op in under:
        if isinstance(op, Path) and op.fill:
            x0, y0, x1, y1 = extent([Path(op.segments)])
            found = op.fill if x0 <= x <= x1 and y0 <= y <= y1 else found
    return found


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, 1.4.3)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
