"""The ladder to scale, and further rows of values under it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.builders import a_stream, arrow, arrows, customer, process, stock, transport
from tests.drawing.test_branches import joined, parts_of, said
from vsm_desktop.drawing.asked import number_at
from vsm_desktop.drawing.far import far_ops
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ladder import Bar
from vsm_desktop.drawing.levels import Level
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Part, Path, Text, extent
from vsm_desktop.drawing.spoken import Spoken, of_part
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.own import OwnField, OwnTotal, OwnValue
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream

SCALE: dict[str, Any] = {"ladder_scale": "to_scale"}


def with_options(stream: ValueStream, **options: Any) -> ValueStream:
    state = stream.state()
    return stream.with_state(state.evolve(options=state.options.evolve(**options)))


def a_line(**options: Any) -> ValueStream:
    """5 days, 1 day, 2 days of waiting, a quarter of a day and hardly any time of work."""
    return a_stream(
        stock("Coils", qty=500), process("Press", ct="1.875 h", operators=2), stock("Parts", qty=100),
        process("Weld", ct="39 s", operators=1), transport("Truck", time="2 d", distance="12 km"),
        customer("100/d"), **options,
    )  # fmt: skip


def bars(frame: Frame) -> dict[str, tuple[float, float]]:
    """Where each bar begins and how wide it is."""
    found = {
        id_: part for id_, part in parts_of(frame).items() if part.shows and isinstance(part.shows[0], Bar)
    }
    return {id_: (part.x, part.shows[0].width) for id_, part in found.items() if part.shows}


def test_bars_are_as_wide_as_they_last_and_follow_each_other() -> None:
    found = bars(frame_of(a_line(**SCALE)))
    assert [*found] == ["@wait:Press", "@work:Press", "@wait:Weld", "@work:Weld", "@wait:Truck"]
    day = found["@wait:Weld"][1]
    widths = {id_: width / day for id_, (_x, width) in found.items()}
    assert widths["@wait:Press"] == pytest.approx(5, abs=0.01)
    assert widths["@work:Press"] == pytest.approx(0.25, abs=0.01)
    assert widths["@wait:Truck"] == pytest.approx(2, abs=0.01)
    ends = [x + width for x, width in found.values()]
    begins = [x for x, _width in found.values()]
    assert begins[1:] == pytest.approx(ends[:-1], abs=0.2)


def test_what_is_too_short_to_be_seen_is_a_hairline_with_its_number_above() -> None:
    weld = parts_of(frame_of(a_line(**SCALE)))["@work:Weld"]
    assert weld.shows is not None
    assert weld.shows[0].width < 0.5
    (bar,) = [op for op in weld.ops if isinstance(op, Path)]
    left, _top, right, _bottom = extent([bar])
    assert right - left == pytest.approx(0.75)
    assert said(weld) == ["39 s", "Weld"]


def test_a_wide_bar_says_what_it_is_inside_and_what_waits_beneath() -> None:
    wait = parts_of(frame_of(a_line(**SCALE)))["@wait:Press"]
    value, name = [op for op in wait.ops if isinstance(op, Text)]
    assert (value.text, name.text) == ("5 d", "Coils")
    assert wait.shows is not None
    assert 0 < value.y < 17 < name.y


def test_words_never_lie_on_each_other() -> None:
    many = [
        one
        for i in range(40)
        for one in (process(f"Step {i}", ct="30 s"), stock(f"Parts {i}", qty=1 + i % 3))
    ]
    frame = frame_of(a_stream(*many, customer("100/d"), **SCALE))
    rows: dict[float, list[tuple[float, float]]] = {}
    for id_, part in parts_of(frame).items():
        if id_ in bars(frame):
            for op in part.ops:
                if isinstance(op, Text):
                    rows.setdefault(op.y, []).append((part.x + op.x, part.x + op.x + op.width))
    assert len(rows) > 2
    for row in rows.values():
        row.sort()
        assert all(a[1] <= b[0] + 0.01 for a, b in pairwise(row))


def test_the_axis_has_round_ticks_in_days_or_in_shorter_units() -> None:
    axis = said(parts_of(frame_of(a_line(**SCALE)))["@axis"])
    assert axis[0] == "0"
    assert axis[-1].endswith(" d")
    steps = {float(b.split()[0]) - float(a) for a, b in pairwise(axis)}
    assert len(steps) == 1
    assert steps <= {0.5, 1.0, 2.0, 5.0}
    short = a_stream(
        process("A", ct="10 min", wait="20 min"), process("B", ct="5 min"), customer("10/d"), **SCALE
    )
    assert said(parts_of(frame_of(short))["@axis"])[-1].endswith(" min")
    shown = with_options(short, time_unit="h")
    assert said(parts_of(frame_of(shown))["@axis"])[-1].endswith(" h")


def test_what_is_not_known_is_a_dashed_hairline() -> None:
    frame = frame_of(a_stream(stock("S", qty=100), process("A"), stock("T"), customer("100/d"), **SCALE))
    parts = parts_of(frame)
    for id_ in ("@work:A", "@wait:T"):
        (stroke,) = [op for op in parts[id_].ops if isinstance(op, Path)]
        assert stroke.pen
        assert stroke.pen.dash
        assert said(parts[id_])[0] == "–"


def test_where_nothing_is_known_to_last_the_ladder_stays_as_it_is() -> None:
    stream = a_stream(stock("S"), process("A"), customer("100/d"))
    assert frame_of(with_options(stream, **SCALE)).drawing == frame_of(stream).drawing


def test_a_branch_ends_where_it_joins() -> None:
    frame = frame_of(joined(**SCALE))
    found = bars(frame)
    day = found["@wait:Stamp"][1] / 4
    assert found["@wait:Mould"][1] == pytest.approx(day, abs=0.1)
    join = found["@work:Join"][0]
    assert found["@work:Trim"][0] + found["@work:Trim"][1] == pytest.approx(join, abs=0.3)
    assert found["@work:Cut"][0] + found["@work:Cut"][1] == pytest.approx(join, abs=0.3)
    assert said(parts_of(frame)["@branch:Grain"]) == ["1.0 d", "joins Join", "50 s"]


def test_a_branch_of_a_branch_ends_where_that_one_is_joined() -> None:
    nodes = [
        stock("Coils", qty=1000), process("Stamp", ct=10), process("Join", ct=60), stock("Grain", qty=300),
        process("Mould", ct=30), stock("Moulded", qty=200), process("Trim", ct=20), stock("Wire", qty=100),
        process("Cut", ct=40), customer("100/d"),
    ]  # fmt: skip
    ways = (
        "Coils > Stamp > Join > Customer",
        "Grain > Mould > Moulded > Trim > Join",
        "Wire > Cut > Moulded",
    )
    frame = frame_of(a_stream(*nodes, flows=arrows(*ways), **SCALE))
    found = bars(frame)
    assert [one.joins for one in frame.report.branches] == ["Join", "Moulded"]
    assert found["@work:Cut"][0] == pytest.approx(found["@wait:Trim"][0], abs=0.3)
    assert found["@work:Trim"][0] == pytest.approx(found["@work:Join"][0], abs=0.3)


def test_rework_makes_a_bar_longer_and_the_axis_as_long_as_the_lead_time() -> None:
    flows = [*arrows("Parts > Weld > Test > Customer"), arrow("Test", "Weld", repeat="20 %")]
    steps = [stock("Parts", qty=100), process("Weld", ct="1 h"), process("Test", ct="1 h"), customer("100/d")]
    frame = frame_of(a_stream(*steps, flows=flows, **SCALE))
    found = bars(frame)
    day = found["@wait:Weld"][1]
    assert found["@work:Weld"][1] == pytest.approx(day * 1.25 / 7.5, abs=0.1)
    assert said(parts_of(frame)["@work:Weld"])[-1] == "Weld × 1.25"
    whole = (found["@work:Test"][0] + found["@work:Test"][1] - found["@wait:Weld"][0]) / day
    assert whole == pytest.approx(frame.report.number("lead_time_days"), abs=0.01)


def test_a_bar_is_heard_and_asked_also_where_its_number_has_no_room() -> None:
    frame = frame_of(a_line(**SCALE))
    parts = parts_of(frame)
    assert of_part(parts["@wait:Press"], frame).value == "5 d"
    bar = parts["@wait:Weld"]
    assert number_at(frame, bar.x + 3, bar.y + 3, 4) == ("wait_days.Parts",)
    thin = parts["@work:Weld"]
    assert number_at(frame, thin.x + 1, thin.y + 60, 4) == ("processing_s.Weld",)


@pytest.mark.parametrize("level", [Level("some", 2.0), Level("few", 6.0)])
def test_from_afar_bars_stay_as_wide_as_they_are_and_hairlines_can_be_seen(level: Level) -> None:
    parts = parts_of(frame_of(a_line(**SCALE)))
    bar, thin = parts["@wait:Press"], parts["@work:Weld"]
    near, far = ([op for op in ops if isinstance(op, Path)] for ops in (bar.ops, far_ops(bar, level)))
    assert near == far
    left, _top, right, _bottom = extent([op for op in far_ops(thin, level) if isinstance(op, Path)])
    assert right - left == pytest.approx(level.unit)


def test_an_edit_gives_the_same_picture_as_a_fresh_one_and_makes_little_anew() -> None:
    memory, options = Memory(), {**SCALE, "ladder_rungs": ("operators",)}
    stream = a_line(**options)
    for change in ({"name": "Punch"}, {"operators": quantity(3, "x")}, {"ct": quantity(9, "min")}):
        frame_of(stream, memory=memory)
        stream = in_state("current", set_fields("Press", **change))(stream)
        assert frame_of(stream, memory=memory).drawing == frame_of(stream).drawing
        assert memory.composed <= 16
    for more in ({"ladder_scale": "even"}, {"ladder_rungs": ()}, SCALE):
        stream = with_options(stream, **more)
        assert frame_of(stream, memory=memory).drawing == frame_of(stream).drawing
    frame_of(stream, memory=memory)
    assert memory.composed == 0


def test_neither_changes_a_number() -> None:
    plain, other = (measure(a_line(**more)) for more in ({}, {**SCALE, "ladder_rungs": ("distance",)}))
    assert dict(plain.metrics) == dict(other.metrics)
    assert plain.options == other.options


# further rows


def row(frame: Frame, key: str) -> tuple[list[str], dict[str, str]]:
    """The title and total of a row, and its values by step."""
    parts = parts_of(frame)
    values = {
        id_.split(":")[1]: said(part)[0]
        for id_, part in parts.items()
        if id_.endswith(f":{key}") and id_[1] == "v"
    }
    return said(parts[f"@row:{key}"]), values


def test_rows_stand_under_the_ladder_in_their_order_with_a_total() -> None:
    frame = frame_of(a_line(ladder_rungs=("operators", "distance")))
    assert row(frame, "operators") == (["Operators", "3"], {"Press": "2", "Weld": "1"})
    assert row(frame, "distance") == (["Distance", "12,000 m"], {"Truck": "12,000 m"})
    parts = parts_of(frame)
    assert parts["@work:Press"].y < parts["@row:operators"].y < parts["@row:distance"].y
    press = frame.state.node("Press")
    assert press
    assert parts["@value:Press:operators"].x == pytest.approx(press.at.x)
    totals, title = parts["@totals"], [op for op in parts["@row:operators"].ops if isinstance(op, Text)]
    assert parts["@row:operators"].x + title[1].x == pytest.approx(totals.x + 10)
    assert title[0].x + title[0].width < 0, "the title is left of the ladder"
    assert frame.drawing.sheet[0] < parts["@row:operators"].x + title[0].x


def own_map(**options: Any) -> ValueStream:
    flows = [*arrows("Parts > Weld > Test > Customer"), arrow("Test", "Weld", repeat="20 %")]
    steps = [
        stock("Parts", qty=100),
        process("Weld", ct="40 s", operators=2),
        process("Test", ct="30 s", operators=1),
    ]
    stream = a_stream(*steps, customer("100/d"), flows=flows, **options)
    fields = (
        OwnField(key="cost", label="Unit cost", unit="x"),
        OwnField(key="effort", label="Effort", content="formula", unit="s", formula="ct * operators"),
        OwnField(key="remark", label="Remark", content="text"),
    )
    totals = tuple(OwnTotal(key=key, label=key, field=key, how="critical_path") for key in ("cost", "effort"))
    stream = stream.evolve(own_fields=fields, own_totals=totals)
    for name, cost in (("Weld", 4), ("Test", 2)):
        stream = in_state(
            "current", set_fields(name, own=(OwnValue(key="cost", value=quantity(cost, "x")),))
        )(stream)
    return stream


def test_own_numbers_and_formulas_are_rows_whose_totals_are_those_of_own_totals() -> None:
    frame = frame_of(own_map(ladder_rungs=("effort", "cost", "remark", "gone", "cost")))
    assert row(frame, "cost") == (["Unit cost", "7.5"], {"Weld": "4", "Test": "2"})
    assert frame.report.number("own.cost") == pytest.approx(7.5)
    assert row(frame, "effort") == (["Effort", "138 s"], {"Weld": "80 s", "Test": "30 s"})
    assert frame.report.number("own.effort") == pytest.approx(137.5)
    assert not {"@row:remark", "@row:gone"} & parts_of(frame).keys()


def test_people_are_counted_once_however_often_a_step_is_passed() -> None:
    frame = frame_of(own_map(ladder_rungs=("operators",)))
    assert row(frame, "operators") == (["Operators", "3"], {"Weld": "2", "Test": "1"})
    assert frame.report.number("operators_total") == 3


def test_a_step_that_says_nothing_makes_a_total_at_least() -> None:
    stream = in_state("current", set_fields("Test", own=()))(own_map(ladder_rungs=("cost",)))
    assert row(frame_of(stream), "cost") == (["Unit cost", "≥ 5"], {"Weld": "4", "Test": "–"})


def test_to_scale_the_rows_stand_under_the_names_of_their_steps() -> None:
    frame = frame_of(a_line(**SCALE, ladder_rungs=("operators",)))
    parts = parts_of(frame)
    assert [said(parts[f"@value:{name}:"])[0] for name in ("Press", "Weld")] == ["Press", "Weld"]
    assert parts["@value:Press:"].x == parts["@value:Press:operators"].x
    assert parts["@axis"].y + 90 < parts["@value:Press:"].y


def test_rows_branches_and_conventions_keep_clear_of_each_other() -> None:
    for more in ({}, SCALE):
        frame = frame_of(joined(ladder_rungs=("operators", "distance"), **more))
        parts = parts_of(frame)
        foot = _box(parts["@row:distance"])[3]
        assert all(_box(parts[id_])[1] > foot for id_ in ("@wait:Mould", "@conventions", "@work:Cut"))


def test_rows_are_heard_and_asked() -> None:
    frame = frame_of(a_line(ladder_rungs=("operators", "distance")))
    parts = parts_of(frame)
    value = parts["@value:Weld:operators"]
    heard = of_part(value, frame)
    assert (heard.name, heard.value) == ("Ladder: Operators at Weld", "1")
    assert of_part(parts["@row:distance"], frame) == Spoken("Ladder: Distance in all", "12,000 m")
    assert number_at(frame, value.x, value.y + 10, 4) == ("operators.Weld",)
    total = parts["@row:distance"]
    text = [op for op in total.ops if isinstance(op, Text)][1]
    assert number_at(frame, total.x + text.x + 4, total.y + text.y - 3, 4) == ("distance_m",)


def _box(part: Part) -> tuple[float, float, float, float]:
    left, top, right, bottom = extent(part.ops)
    return (part.x + left, part.y + top, part.x + right, part.y + bottom)
