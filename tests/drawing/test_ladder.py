"""The ladder: each rung exactly under its gap and box."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.builders import arrows
from tests.model.maps import a_map, a_stream, arrow, customer, in_line, process, stock
from tests.model.strategies import runs
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ladder import HEIGHT, Rung, path_of, rungs, totals_of
from vsm_desktop.drawing.ops import Part, Path, Text
from vsm_desktop.drawing.symbols.table import body_of, size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream


def ladder(stream: ValueStream) -> tuple[Rung, ...]:
    frame = frame_of(stream)
    spans = {node.id: body_of(node)[::2] for node in frame.state.nodes}
    return rungs(path_of(frame.report), spans)


def texts(stream: ValueStream) -> list[str]:
    return [rung.text for rung in ladder(stream)]


LINE = a_map(
    stock("coils", 4600, x=80),
    process("stamp", 1, x=200),
    stock("stamped", 2300, x=320),
    process("weld", 39, x=440),
    stock("done", 920, x=560),
    customer(920, x=900),
)


def test_work_lies_under_the_boxes_and_waiting_under_the_gaps() -> None:
    found = {rung.part_id: rung for rung in ladder(LINE)}
    assert [*found] == ["@wait:stamp", "@work:stamp", "@wait:weld", "@work:weld", "@wait:done"]
    assert (found["@work:stamp"].left, found["@work:stamp"].right) == (146, 254)
    assert (found["@wait:weld"].left, found["@wait:weld"].right) == (254, 386)
    assert found["@wait:stamp"].left <= 58
    assert found["@wait:done"].right >= 582
    assert [rung.waiting for rung in found.values()] == [True, False, True, False, True]


def test_what_stands_on_the_rungs() -> None:
    assert texts(LINE) == ["5 d", "1 s", "2.5 d", "39 s", "1 d"]


def test_what_counts_more_or_less_than_once_says_how_often() -> None:
    flows = arrows("P > Q > R > Customer", "P [share 0.3] > R", "R [repeat 0.2] > P")
    nodes = (builders.process("P", ct=10), builders.process("Q", ct=20), builders.process("R", ct=5))
    frame = frame_of(builders.a_stream(*nodes, builders.customer("100/d"), flows=flows))
    spans = {node.id: body_of(node)[::2] for node in frame.state.nodes}

    found = [rung.text for rung in rungs(path_of(frame.report), spans)]
    assert found == ["10 s × 1.25", "20 s × 0.88", "5 s × 1.25"]
    assert totals_of(frame.report)[1] == "36.3 s"


@given(st.lists(st.sampled_from(["stock", "process"]), min_size=1, max_size=8))
@runs(30)
def test_rungs_hang_together_under_any_arranged_line(kinds: list[str]) -> None:
    line = [stock(f"n{i}", 50) if kind == "stock" else process(f"n{i}", 5) for i, kind in enumerate(kinds)]
    state = in_line(*line)
    state = state.evolve(
        nodes=(*state.nodes, customer(100)), flows=(*state.flows, arrow(line[-1].id, "customer", "shipment"))
    )
    state = arrange(size_of)(state)
    found = ladder(a_stream(state))
    assert all(a.right == b.left for a, b in pairwise(found) if a.waiting or b.waiting)
    assert all(a.right < b.left for a, b in pairwise(found) if not (a.waiting or b.waiting))
    for rung in found:
        if not rung.waiting:
            left, _top, right, _bottom = body_of(state.node(rung.id))
            assert (rung.left, rung.right) == (left, right)
    assert {rung.id for rung in found if not rung.waiting} == {n.id for n in line if n.kind == "process"}


def test_the_own_waiting_of_a_step_is_part_of_the_rung_before_it() -> None:
    stream = a_map(process("a", 5, wait=quantity(1, "day"), x=200), customer(100, x=600))
    assert texts(stream) == ["1 d", "5 s"]


def test_short_waiting_is_shown_in_working_time() -> None:
    assert texts(a_map(process("a", 5, wait=quantity(20, "min"), x=200), customer(100)))[0] == "20 min"
    assert texts(
        a_map(stock("i", days=quantity(0.01, "day"), x=90), process("a", 5, x=200), customer(100))
    ) == ["276 s", "5 s"]


def test_no_waiting_is_no_rung_and_zero_stock_is_zero_days() -> None:
    assert texts(a_map(process("a", 5, x=200), process("b", 6, x=400), customer(100))) == ["5 s", "6 s"]
    assert texts(a_map(stock("i", 0, x=80), process("a", 5, x=200), customer(100)))[0] == "0 d"


def test_what_is_missing_is_a_dash() -> None:
    assert texts(a_map(stock("i", x=80), process("a", x=200), customer(100))) == ["–", "–"]


def test_waiting_alone() -> None:
    (rung,) = ladder(a_map(stock("i", 100, x=80), customer(100)))
    assert rung.waiting
    assert rung.right - rung.left >= 70


def test_steps_not_side_by_side_get_even_rungs() -> None:
    stream = a_map(process("a", 5, x=200), process("b", 6, x=210), process("c", 7, x=100), customer(100))
    found = ladder(stream)
    assert len({round(rung.right - rung.left, 6) for rung in found}) == 1
    assert all(a.right < b.left for a, b in pairwise(found))


def test_no_ladder_without_steps() -> None:
    assert ladder(a_stream()) == ()
    assert ladder(a_map(customer(100))) == ()


def parts_of(frame: Frame) -> dict[str, Part]:
    return {
        part.id: part for part in frame.drawing.parts if part.id.startswith(("@wait", "@work", "@totals"))
    }


def test_each_rung_is_a_part_of_its_own_joined_to_the_one_before() -> None:
    parts = parts_of(frame_of(LINE))
    assert [*parts] == [*(rung.part_id for rung in ladder(LINE)), "@totals"]
    first, second = [*parts.values()][:2]
    assert len([op for op in first.ops if isinstance(op, Path)]) == 1
    assert len([op for op in second.ops if isinstance(op, Path)]) == 2
    riser = next(op for op in second.ops if isinstance(op, Path))
    assert {y for _command, _x, y in riser.segments} == {0.0, HEIGHT}
    assert len({part.y for part in [*parts.values()][:-1]}) == 1
    assert all(part.box is None and not part.line for part in parts.values())


def test_work_after_work_is_joined_below() -> None:
    frame = frame_of(a_map(process("a", 5, x=200), process("b", 6, x=400), customer(100)))
    joint = parts_of(frame)["@work:b"].ops[0]
    assert isinstance(joint, Path)
    assert joint.segments[0] == ("M", 254 - 346, HEIGHT)


def said(stream: ValueStream) -> list[str]:
    return [op.text for op in parts_of(frame_of(stream))["@totals"].ops if isinstance(op, Text)]


@pytest.mark.parametrize(
    ("hours", "words"), [(0.5, "30 min"), (3.0, "3 h"), (3.9, "3.9 h"), (4.0, "0.5 d"), (12.0, "1.5 d")]
)
def test_a_lead_time_below_half_a_day_is_said_in_shorter_units(hours: float, words: str) -> None:
    eight = Calendar(available_per_day=quantity(8, "h"))
    wait = stock("waiting", x=80, days=quantity(hours, "h"))
    stream = a_stream(in_line(wait, process("seen", 0, x=200)), calendar=eight)
    assert totals_of(frame_of(stream).report)[0] == words


def test_the_totals_stand_at_the_right_end() -> None:
    assert said(LINE) == ["Lead time", "8.5 d", "Processing", "40 s"]
    right = max(rung.right for rung in ladder(LINE))
    assert parts_of(frame_of(LINE))["@totals"].x == pytest.approx(right + 6)


def test_at_least_where_something_is_missing() -> None:
    stream = a_map(stock("i", 100, x=80), process("a", x=200), stock("z", x=300), customer(100))
    assert said(stream)[1] == "≥ 1.0 d"
    assert totals_of(frame_of(a_stream()).report) == ("–", "–")
    assert said(a_map(stock("i", x=80), process("a", x=200), customer(100)))[1] == "–"


def test_partial_sums_are_marked_at_least() -> None:
    """METRICS 5.10: what is known of the processing time, with the sign that something is missing."""
    assert "≥ 5 s" in said(a_map(process("a", 5, x=200), process("b", x=400), customer(100)))
