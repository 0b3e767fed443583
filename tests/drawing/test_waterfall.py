"""The waterfall: heights to scale, signs and hatches beside the colours, words that fit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from tests.drawing.test_golden import text_of
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.waterfall import waterfall_chart
from vsm_desktop.drawing.ops import Path, Text, extent
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.theme import ThemeName, tokens

LIGHT = tokens("light")


class Part(Struct, frozen=True):
    label: str
    days: float
    cause: str = ""
    ids: tuple[str, ...] = ()


class Fall(Struct, frozen=True):
    start: float | None
    end: float | None
    parts: tuple[Part, ...] = ()
    labels: tuple[str, str] = ("Current", "Future")
    why: str = ""


ACME = Fall(
    23.6,
    6.0,
    (
        Part("Coils", -3.5, "supermarket, 5 → 1.5 d", ("coils",)),
        Part("Weld and assembly", -16.1, "one cell, no stock between", ("weld1", "weld2", "cell")),
        Part("Inspection", 2.0, "new step", ("check",)),
        Part("Stamping", -0.00001, "C/T 2 s → 1 s", ("stamping",)),
    ),
)


def drawn(fall: Fall, width: float = 640, height: float = 260, theme: ThemeName = "light") -> Chart:
    return waterfall_chart(fall, width, height, look_of(theme))


def words(chart: Chart) -> list[str]:
    return [op.text for part in chart.parts for op in part.ops if isinstance(op, Text)]


def box(chart: Chart, id_: str, token: str) -> tuple[float, float, float, float]:
    part = next(part for part in chart.parts if part.id == id_)
    fill = next(op for op in part.ops if isinstance(op, Path) and op.fill == LIGHT[token])
    return extent([Path(fill.segments)])


def test_bars_hang_where_the_one_before_ended_and_are_to_scale() -> None:
    chart = drawn(ACME)
    start, end = box(chart, "@part:0", "wait_t"), box(chart, "@part:5", "wait_t")
    coils, cell = box(chart, "coils", "work_t"), box(chart, "@part:2", "work_t")
    check = box(chart, "check", "alert_t")
    unit = (start[3] - start[1]) / 23.6
    assert coils[1] == pytest.approx(start[1])
    assert coils[3] - coils[1] == pytest.approx(3.5 * unit)
    assert cell[1] == pytest.approx(coils[3])
    assert check[3] == pytest.approx(cell[3]), "what adds stands on what was reached"
    assert end[1] == pytest.approx(check[1], abs=0.01)
    assert end[3] == start[3]


def test_every_number_has_its_sign_and_all_are_in_one_unit() -> None:
    assert words(drawn(ACME))[:6] == ["23.6 d", "−3.5 d", "−16.1 d", "+2.0 d", "≈ 0 d", "6.0 d"]


def test_what_adds_is_hatched_and_points_up_what_saves_points_down() -> None:
    def turns(id_: str) -> set[bool]:
        part = next(part for part in drawn(ACME, height=600).parts if part.id == id_)
        heads = [op for op in part.ops if isinstance(op, Path) and len(op.segments) == 3 and not op.fill]
        return {op.segments[1][2] > op.segments[0][2] for op in heads}  # type: ignore[misc]

    def hatched(id_: str) -> bool:
        part = next(part for part in drawn(ACME).parts if part.id == id_)
        return any(isinstance(op, Path) and len(op.segments) > 6 for op in part.ops)

    assert (turns("coils"), turns("check")) == ({True}, {False})
    assert (hatched("coils"), hatched("check")) == (False, True)


def test_causes_break_behind_a_comma() -> None:
    said = words(drawn(ACME))
    assert "supermarket," in said
    assert "5 → 1.5 d" in said


def test_every_bar_can_be_pointed_at() -> None:
    marks = drawn(ACME).marks
    assert [mark.name for mark in marks] == ["Current", *(part.label for part in ACME.parts), "Future"]
    assert marks[1].said == "3.5 d less\nsupermarket, 5 → 1.5 d"
    assert marks[3].said == "2 d more\nnew step"
    assert marks[2].ids == ("weld1", "weld2", "cell")


def test_without_a_lead_time_the_reason_stands_there() -> None:
    chart = drawn(Fall(None, 4.5, why="Current: the lead time is not known."))
    assert " ".join(words(chart)) == "Current: the lead time is not known."
    assert chart.marks == ()


DAYS = st.floats(-50, 50).filter(lambda value: value != 0)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 100), st.lists(DAYS, max_size=14), st.floats(80, 1200), st.floats(60, 600))
def test_nothing_leaves_the_chart_or_meets_its_neighbour(
    start: float, steps: list[float], width: float, height: float
) -> None:
    name = "A rather long name of something that nobody would have called so"
    parts = tuple(Part(name, value, name, (f"s{i}",)) for i, value in enumerate(steps))
    chart = drawn(Fall(start, max(0.0, start + sum(steps)), parts, (name, name)), width, height)
    for part in chart.parts:
        left, top, right, bottom = extent(part.ops)
        assert left >= -0.01
        assert right <= chart.width + 0.01
        assert top >= -0.01
        assert bottom <= chart.height + 0.01
    rooms = [mark.box for mark in chart.marks]
    assert all(a[2] <= b[0] + 0.01 for a, b in pairwise(rooms))
    texts = [op for part in chart.parts for op in part.ops if isinstance(op, Text)]
    pitch = rooms[0][2] - rooms[0][0]
    assert all(op.width <= pitch for op in texts)


@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
def test_picture(golden: Callable[[str, str], None], theme: ThemeName) -> None:
    chart = drawn(ACME, theme=theme)
    golden(f"waterfall-{theme}.json", text_of(chart.parts, width=chart.width, height=chart.height))
