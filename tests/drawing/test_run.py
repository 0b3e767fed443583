"""Run charts: values on their days and heights, limits and plan told apart without colour, words that fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.drawing.test_golden import text_of
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.run import Point, Run, expected_on, run_chart, value_text
from vsm_desktop.drawing.ops import Path, Text, extent
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.theme import ThemeName

PLAN = ((1, 23.6), (3, 17.1), (5, 14.6), (7, 8.0), (9, 4.5), (12, 4.5))
LEAD = Run(
    "Lead time",
    "d",
    (
        Point(date(2025, 1, 31), 23.6),
        Point(date(2025, 2, 28), 22.9),
        Point(date(2025, 3, 31), 21.0, "coils came late", off=True),
        Point(date(2025, 4, 30), 17.0),
    ),
    baseline=23.6,
    target=4.5,
    met=False,
    expected=tuple((date(2025, month, 28), value) for month, value in PLAN),
    today=date(2025, 5, 10),
)
TRIAL = Run(
    "Order fulfilment rate",
    "%",
    tuple(Point(date(2025, 3, day), 90 + day / 4) for day in (1, 8, 15, 22, 29)),
    88.2,
    97,
    met=True,
    checks=(date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 30)),
)


def drawn(run: Run, width: float = 620, height: float = 240, theme: ThemeName = "light") -> Chart:
    return run_chart(run, width, height, look_of(theme))


def words(chart: Chart) -> list[str]:
    return [op.text for part in chart.parts for op in part.ops if isinstance(op, Text)]


def middle(chart: Chart, number: int) -> tuple[float, float]:
    left, top, right, bottom = chart.marks[number].box
    return (left + right) / 2, (top + bottom) / 2


def test_values_stand_on_their_day_and_at_their_height() -> None:
    chart = drawn(LEAD)
    places = [middle(chart, at) for at in range(4)]
    days = [one.on.toordinal() for one in LEAD.points]
    a_day = (places[3][0] - places[0][0]) / (days[3] - days[0])
    a_unit = (places[3][1] - places[0][1]) / (23.6 - 17.0)
    assert places[1][0] - places[0][0] == pytest.approx(a_day * (days[1] - days[0]))
    assert places[2][1] - places[0][1] == pytest.approx(a_unit * 2.6)
    assert places[3][1] > places[0][1], "less stands lower"


def test_limits_and_plan_are_named_with_their_values() -> None:
    said = words(drawn(LEAD))
    assert {"baseline 23.6", "target 4.5", "plan 4.5", "d", "17"} <= {*said}
    dashes = {
        op.pen.dash
        for part in drawn(LEAD).parts
        if part.id == "@limits"
        for op in part.ops
        if isinstance(op, Path) and op.pen
    }
    assert len(dashes) == 3, "each has a line of its own kind"


def test_what_is_worse_than_expected_has_another_sign() -> None:
    def shape(number: int) -> int:
        x, y = middle(chart, number)
        signs = [
            op
            for part in chart.parts
            if part.id == "@run"
            for op in part.ops
            if isinstance(op, Path) and op.fill and op.pen
        ]
        found = min(signs, key=lambda op: abs(extent([op])[0] - x) + abs(extent([op])[1] - y))
        return len(found.segments)

    chart = drawn(LEAD)
    assert (shape(1), shape(2)) == (6, 4)
    assert chart.marks[2].name == "31 Mar 2025"
    assert chart.marks[2].said == "21 d\nexpected 17.1 d\nworse than expected\ncoils came late"


def test_values_of_days_to_come_are_hollow_and_off_the_line() -> None:
    run = replace(LEAD, today=date(2025, 3, 5), met=True)
    chart = drawn(run)
    course = [op for part in chart.parts if part.id == "@run" for op in part.ops if isinstance(op, Path)]
    assert max(extent([op])[2] for op in course if not op.fill) == pytest.approx(middle(chart, 1)[0], abs=1)
    page = look_of("light")["page"]
    hollow = [op for op in course if op.fill == page and len(op.segments) == 6]
    assert [extent([op])[0] + 3 for op in hollow] == pytest.approx(
        [middle(chart, at)[0] for at in (2, 3)], abs=1
    )
    assert "✓ 22.9" in words(chart), "the last that was reached"
    assert (
        chart.marks[2].said
        == "21 d\nin the future, does not count yet\nexpected 17.1 d\nworse than expected\ncoils came late"
    )
    assert drawn(replace(LEAD, today=date(2024, 12, 1))).marks, "none has come"


def test_the_plan_holds_until_the_next_value_is_due() -> None:
    assert expected_on(LEAD, date(2025, 1, 1)) is None
    assert expected_on(LEAD, date(2025, 4, 30)) == 17.1
    assert expected_on(LEAD, date(2026, 1, 1)) == 4.5


def test_a_trial_has_its_three_days_and_a_target_that_is_met_its_tick() -> None:
    said = words(drawn(TRIAL))
    assert {"day 30", "day 60", "day 90", "✓ 97.3"} <= {*said}


def test_a_value_has_three_digits_that_count() -> None:
    shown = [value_text(value, "d") for value in (None, 0, 17.14, 4.567, 0.012345, 12345.6, -3.2)]
    assert shown == ["–", "0 d", "17.1 d", "4.57 d", "0.0123 d", "12,346 d", "−3.2 d"]


def test_without_any_value_it_says_what_to_do() -> None:
    chart = drawn(Run("Returns", "%", ()))
    assert words(chart) == ["No values yet. Type the first one, or paste them from a sheet."]
    assert chart.marks == ()


VALUES = st.floats(0, 1e6, allow_subnormal=False).map(lambda value: round(value, 3))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(VALUES, max_size=30),
    st.none() | VALUES,
    st.none() | VALUES,
    st.integers(1, 40),
    st.floats(240, 1200),
    st.floats(120, 500),
    st.integers(0, 5),
)
def test_nothing_leaves_the_chart_and_no_days_touch(
    values: list[float],
    baseline: float | None,
    target: float | None,
    apart: int,
    width: float,
    height: float,
    planned: int,
) -> None:
    start = date(2024, 11, 17)
    points = tuple(Point(start + timedelta(apart * at), value) for at, value in enumerate(values))
    expected = tuple((start + timedelta(30 * at), 10.0 * at) for at in range(planned))
    run = Run("A measure", "pieces per hour", points, baseline, target, False, (), expected, start)
    chart = drawn(run, width, height)
    for part in chart.parts:
        if part.ops:
            left, top, right, bottom = extent(part.ops)
            assert left >= -0.01
            assert right <= width + 0.01
            assert top >= -0.01
            assert bottom <= height + 0.01
    days = [op for part in chart.parts if part.id == "@days" for op in part.ops if isinstance(op, Text)]
    assert all(a.x + a.width < b.x for a, b in pairwise(days))


@pytest.mark.parametrize(
    "points",
    [
        (Point(date.min, 1.0), Point(date.max, 2.0)),
        (Point(date(2025, 1, 1), -1.7e308), Point(date(2025, 2, 1), 1.7e308)),
        (Point(date(2025, 1, 1), 5e-324), Point(date(2025, 2, 1), 0.0)),
        (Point(date.max, 0.0),),
    ],
)
def test_the_ends_of_time_and_number_are_drawn_as_well(points: tuple[Point, ...]) -> None:
    assert len(drawn(Run("A", "", points, 0.0, 1e308, checks=(date.max,))).marks) == len(points)


def test_more_values_than_can_be_seen_are_a_line_with_the_last_number() -> None:
    start = date(2010, 1, 1)
    points = tuple(Point(start + timedelta(at), 20 + at % 7) for at in range(5_000))
    chart = drawn(replace(LEAD, points=points, expected=()))
    course = next(part for part in chart.parts if part.id == "@run").ops
    assert [op.text for op in course if isinstance(op, Text)] == [str(20 + 4_999 % 7)]
    line = next(op for op in course if isinstance(op, Path) and op.fill is None)
    assert len(line.segments) < 4 * 620
    assert len(chart.marks) == 5_000, "each can still be walked to"


@pytest.mark.parametrize("theme", ["light", "mono"])
@pytest.mark.parametrize("run", [LEAD, TRIAL], ids=["lead", "trial"])
def test_picture(golden: Callable[[str, str], None], theme: ThemeName, run: Run) -> None:
    chart = drawn(run, theme=theme)
    name = "lead" if run is LEAD else "trial"
    golden(f"run-{name}-{theme}.json", text_of(chart.parts, width=chart.width, height=chart.height))


@pytest.mark.parametrize("height", [60.0, 90.0, 116.0])
@pytest.mark.parametrize("value", [70.0, 72.0, 72.6, 73.0, 75.0])
def test_no_ring_lies_on_the_number_of_the_last_value(height: float, value: float) -> None:
    points = (
        Point(date(2026, 11, 1), 72.4),
        Point(date(2026, 11, 20), 72.1),
        Point(date(2026, 12, 8), value),
    )
    run = Run("Lead time", "", points, 73.1, 64.1, today=date(2026, 11, 30), brief=True)
    chart = run_chart(
        replace(run, expected=((date(2027, 11, 30), 64.1),)), 140, height, look_of("print"), 8.5
    )
    number = next(
        op for part in chart.parts for op in part.ops if isinstance(op, Text) and op.text.endswith("72.1")
    )
    left, top, right, bottom = chart.marks[-1].box
    x, y, r = (left + right) / 2, (top + bottom) / 2, 8.5 * 3 / 11
    beside = x + r <= number.x or number.x + number.width <= x - r
    assert beside or y + r <= number.y - 0.6 * 8.5 or y - r >= number.y


def test_a_small_chart_names_its_first_and_its_last_month() -> None:
    days = ((2026, 11, 5), (2027, 6, 1), (2027, 11, 20))
    run = Run("Returns", "", tuple(Point(date(*day), 2.0) for day in days), brief=True)
    assert {"Nov 2026", "Nov 2027"} & set(words(drawn(run, 150, 80)))
    assert sum("2026" in text or "2027" in text for text in words(drawn(run, 150, 80))) == 2
    assert sum("2026" in text or "2027" in text for text in words(drawn(run, 80, 80))) == 1
