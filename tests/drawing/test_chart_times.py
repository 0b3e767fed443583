"""Charts in the unit of times of their map."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_stream, customer, process, stock
from tests.drawing.test_charts import EVERY, LINE, WORK, drawn, elements, mark, words
from vsm_desktop.drawing.charts.book import chart_sheet
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Text
from vsm_desktop.model.stream import ValueStream


def turned(stream: ValueStream, unit: Any) -> ValueStream:
    """The same map with its working times in a unit."""
    state = stream.state()
    return stream.with_state(state.evolve(options=state.options.evolve(time_unit=unit)))


MINUTES = turned(LINE, "min")


def test_cycle_times_and_takt_are_in_the_unit_of_the_map():
    said = words(drawn("takt", MINUTES))
    assert {"Takt 1 min", "0.5 min", "1 min", "1.17 min"} <= set(said)
    assert "0.75 min" in said, "the C/T inside the bar"
    assert not [text for text in said if text.endswith(" s")]


def test_what_is_said_of_a_bar_is_in_the_unit_too():
    assert mark(drawn("takt", MINUTES), "Weld").said.splitlines() == [
        "1 min for one good piece",
        "C/T 0.75 min",
        "0.25 min by changeover, downtime and scrap",
        "within takt, 1 min",
    ]
    assert mark(drawn("takt", turned(LINE, "h")), "Press").said.splitlines() == [
        "0.008333 h for one good piece",
        "C/T 0.008333 h",
        "within takt, 0.016667 h",
    ]


def test_work_elements_are_in_the_unit_of_the_map():
    work = process("Weld", ct="50 s", elements=elements(WORK))
    chart = drawn("takt", turned(a_stream(work, customer("450/d")), "min"), (900.0, 400.0))
    assert "Weld 0.5 min" in words(chart)
    said = mark(chart, "Weld").said.splitlines()
    assert "4 work elements, 0.95 min" in said
    assert "Ann 0.75 min, Ben 0.2 min" in said
    assert "the most of one operator is 0.083333 min below the C/T" in said
    assert "Fetch 0.1 min · NVA · Ann" in said


def test_work_elements_without_a_cycle_time_are_in_the_unit_of_the_map():
    work = process("Weld", elements=elements(WORK))
    said = words(drawn("takt", turned(a_stream(work, customer("450/d")), "min"), (900.0, 400.0)))
    assert "0.75 min" in said
    assert not [text for text in said if text.endswith(" s")]


@pytest.mark.parametrize(
    ("unit", "axis", "number", "pitch"),
    [
        (None, "in seconds", "30", 26),
        ("s", "in seconds", "30", 26),
        ("min", "in minutes", "0.5", 40),
        ("h", "in hours", "0.00833", 54),
    ],
)
def test_short_numbers_say_once_what_they_are_in(unit, axis, number, pitch):
    steps = [process(f"Step {i}", ct="30 s") for i in range(14)]
    stream = turned(a_stream(*steps, customer("450/d")), unit)
    said = words(drawn("takt", stream, (14.0 * pitch + 80, 208.0)))
    assert axis in said
    assert said.count(number) == 14


def test_days_stay_days_and_the_work_between_them_turns():
    stream = a_stream(stock("Coils", days=5), process("Press", ct="30 s"), customer("450/d"))
    plain, minutes = drawn("pareto", stream), drawn("pareto", turned(stream, "min"))
    assert {"5 d", "30 s"} <= set(words(plain))
    assert {"5 d", "0.5 min"} <= set(words(minutes))
    assert mark(minutes, "Coils").said.splitlines()[0] == "5 d waiting"
    assert mark(minutes, "Press").said.splitlines()[0] == "0.5 min processing"
    value = drawn("value", turned(stream, "min"))
    assert "0.5 min" in words(value)
    assert mark(value, "Processing: Adds value (VA)").said == "0.5 min\n100 %"
    assert any(text.startswith("5 d · ") for text in words(value))
    assert words(drawn("stock", turned(stream, "min"))) == words(drawn("stock", stream))


@pytest.mark.parametrize("name", EVERY)
def test_in_another_unit_the_same_bars_stand_in_the_same_order(name):
    plain, hours = drawn(name, LINE, (900.0, 400.0)), drawn(name, turned(LINE, "h"), (900.0, 400.0))
    assert [(one.ids, one.name) for one in plain.marks] == [(one.ids, one.name) for one in hours.marks]


def test_a_printed_chart_is_in_the_unit_of_its_map():
    drawing = chart_sheet("takt", frame_of(MINUTES, theme="print"))
    said = [op.text for part in drawing.parts for op in part.ops if isinstance(op, Text)]
    assert "Takt 1 min" in said
