"""Levels of detail: less is shown from afar, what is shown can be read, and what matters stays."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.model.maps import a_map, a_state, a_stream, customer, process, stock
from tests.model.strategies import runs, states
from vsm_desktop.drawing.far import UNTOLD, Told, far_ops, far_room
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.levels import FULL, LEAST_PX, level_of
from vsm_desktop.drawing.ops import Op, Part, Text, extent
from vsm_desktop.drawing.ops import Path as Line
from vsm_desktop.drawing.seen import Seen
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.model.catalogue import new_node
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.value import Point
from vsm_desktop.store.files import load

SAMPLE = Path(__file__).parents[2] / "resources/samples/acme-current.vsm"
SCALES = (0.02, 0.1, 0.15, 0.2, 0.3, 0.349, 0.35, 0.42, 0.5, 0.6, 0.7, 0.749, 0.75, 0.79, 0.8, 0.9, 1.0, 3.0)


@cache
def acme() -> ValueStream:
    return load(SAMPLE)


def seen_at(frame: Frame, scale: float) -> dict[str, tuple[Op, ...]]:
    """The ops of every part at a scale."""
    seen = Seen()
    seen.show_frame(frame)
    level = level_of(scale)
    return {part.id: far_ops(part, level, seen.told(part.id)) for part in frame.drawing.parts}


def words(ops: tuple[Op, ...]) -> list[str]:
    return [op.text for op in ops if isinstance(op, Text)]


@pytest.mark.parametrize("scale", SCALES)
def test_a_level_begins_at_or_below_its_scale(scale: float) -> None:
    level = level_of(scale)
    assert level.shows == ("all" if scale >= 0.75 else "some" if scale >= 0.35 else "few")
    assert level.unit == 0.0 or scale / 1.25 <= 1 / level.unit <= scale * 1.000_001


def test_as_printed_from_full_size_on() -> None:
    assert level_of(1.0) == level_of(4.0) == FULL
    for part in frame_of(acme()).drawing.parts:
        assert far_ops(part, FULL) is part.ops


@pytest.mark.parametrize("scale", SCALES)
def test_no_type_below_eight_pixels(scale: float) -> None:
    for id_, ops in seen_at(frame_of(acme()), scale).items():
        small = [op for op in ops if isinstance(op, Text) and op.size * scale < LEAST_PX - 1e-6]
        assert not small, f"{id_}: {words(tuple(small))}"


@given(st.data())
@runs(20)
def test_any_map_can_be_read_and_keeps_to_its_room_at_any_size(data: st.DataObject) -> None:
    """Nothing is painted outside the room a part has at all levels, so that nothing is left behind on the screen."""
    frame = frame_of(a_stream(data.draw(states())))
    scale = data.draw(st.floats(0.01, 1.2))
    seen = Seen()
    seen.show_frame(frame)
    level = level_of(scale)
    for part in frame.drawing.parts:
        told = seen.told(part.id)
        ops = far_ops(part, level, told)
        assert all(op.size * scale >= LEAST_PX - 1e-6 for op in ops if isinstance(op, Text))
        room, taken = far_room(part, extent(part.ops), told.longest), extent(ops)
        pixel = 2 / scale
        assert not ops or _holds(room, taken, pixel), (part.id, part.shows, room, taken)


def _holds(room: tuple[float, ...], taken: tuple[float, ...], slack: float) -> bool:
    return (
        room[0] - slack <= taken[0]
        and room[1] - slack <= taken[1]
        and taken[2] <= room[2] + slack
        and taken[3] <= room[3] + slack
    )


def test_everything_is_shown_from_three_quarters_on() -> None:
    frame = frame_of(acme())
    for part in frame.drawing.parts:
        assert words(far_ops(part, level_of(0.76))) == words(part.ops)


def test_half_way_boxes_have_name_and_cycle_time_and_stock_its_days() -> None:
    frame = frame_of(acme())
    seen = seen_at(frame, 0.6)
    steps = [node for node in frame.state.nodes if node.kind == "process"]
    assert steps
    for node in steps:
        *name, time = words(seen[node.id])
        assert " ".join(name) == node.name
        assert time.endswith(" s")
    shown = {text for node in frame.state.nodes if node.kind == "inventory" for text in words(seen[node.id])}
    assert {"7.6 d", "5 d"} <= shown
    arrows = [text for flow in frame.state.flows for text in words(seen[flow.id])]
    assert arrows == [], "labels of arrows go"
    assert "Lead time" not in words(seen["@totals"])
    assert {"23.6 d", "188 s"} == set(words(seen["@totals"]))


@pytest.mark.parametrize("scale", [0.34, 0.25])
def test_from_afar_only_what_matters_is_written(scale: float) -> None:
    seen = seen_at(frame_of(acme()), scale)
    written = {id_: words(ops) for id_, ops in seen.items() if words(ops)}
    assert written.pop("@totals") == ["23.6 d", "188 s"]
    said = sorted(text for texts in written.values() for text in texts)
    assert said == ["62 s", "7.6 d", "7.6 d"], (
        "the step over takt, and the longest wait at its stock and rung"
    )


def test_far_off_map_and_ladder_do_not_say_the_same_in_one_place() -> None:
    seen = seen_at(frame_of(acme()), 0.12)
    said = [text for id_, ops in seen.items() if id_ != "@totals" for text in words(ops)]
    assert said.count("7.6 d") == 1


def test_over_takt_is_told_by_a_sign_where_there_is_no_room_for_words() -> None:
    part = _part(frame_of(_slow()), "p")
    ops = far_ops(part, level_of(0.03))
    alert = tokens("light")["alert"]
    triangles = [op for op in ops if isinstance(op, Line) and op.fill == alert and len(op.segments) == 4]
    assert not words(ops)
    assert len(triangles) == 1


def _slow() -> ValueStream:
    stream = a_map(stock("i", 100, x=80), process("p", 9, x=260), customer(100, x=600))
    return stream.with_state(set_fields("p", ct=quantity(9_000, "s"))(stream.state()))


def _part(frame: Frame, id_: str) -> Part:
    return next(part for part in frame.drawing.parts if part.id == id_)


def test_the_room_does_not_depend_on_the_level() -> None:
    part = _part(frame_of(_slow()), "p")
    assert far_room(part, extent(part.ops), False)[1] < extent(part.ops)[1], "room for the value over takt"
    plain = _part(frame_of(acme()), "stamping")
    assert far_room(plain, extent(plain.ops), False) == extent(plain.ops)


@pytest.mark.parametrize("scale", [0.2, 0.5, 0.7])
def test_an_arrow_still_ends_at_the_box_of_a_customer(scale: float) -> None:
    """Its data are not shown from afar, but the room they have is drawn."""
    frame = frame_of(a_stream(a_state((customer(400),))))
    part, ops = _part(frame, "customer"), seen_at(frame, scale)["customer"]
    assert part.box is not None
    assert extent(ops)[3] == pytest.approx(part.box[3], abs=3)
    assert extent(part.ops)[3] == pytest.approx(part.box[3], abs=3)


def test_days_far_off_only_at_the_longest_wait() -> None:
    part = _part(frame_of(acme()), next(n.id for n in acme().state().nodes if n.kind == "inventory"))
    level = level_of(0.3)
    assert words(far_ops(part, level, Told("5 d"))) == []
    assert words(far_ops(part, level, Told("5 d", longest=True))) == ["5 d"]
    assert words(far_ops(part, level, UNTOLD)) == []


def test_a_part_of_no_known_thing_is_left_out_from_afar() -> None:
    part = replace(_part(frame_of(acme()), "@legend"), shows=None)
    assert far_ops(part, level_of(0.5)) == ()


def test_what_is_told_follows_the_report() -> None:
    """A part is looked at again only if the report says something else of it."""
    stream = a_map(stock("i", 100, x=80), process("p", 9, x=260), customer(100, x=600))
    seen = Seen()
    first = frame_of(stream)
    seen.show_frame(first)
    assert seen.show_frame(first) == (set(), frozenset())
    after = stream.with_state(set_fields("p", ct=quantity(7, "s"))(stream.state()))
    told, longest = seen.show_frame(frame_of(after))
    assert told == {"p"}
    assert not longest


def test_short_waits_are_told_in_the_unit_of_the_map() -> None:
    wait = stock("wait", x=80, days=quantity(8, "min"))
    before = frame_of(a_map(wait, process("seen", 30, x=200), customer(40, x=300)))
    state = before.state
    options = state.options.evolve(time_unit="min")
    after = frame_of(before.stream.with_state(state.evolve(options=options)))
    seen = Seen()
    seen.show_frame(before)
    assert seen.told("wait").wait == "480 s"
    assert "wait" in seen.show_frame(after)[0]
    assert seen.told("wait").wait == "8 min"


@pytest.mark.parametrize("name", ["Spot weld 2", "The department for everything that comes from abroad"])
def test_the_name_of_a_swimlane_stays_up_its_side(name: str) -> None:
    lane = new_node("lane", "lane", Point()).evolve(name=name)
    stream = a_stream()
    frame = frame_of(stream.with_state(stream.state().evolve(nodes=(lane,))))
    part = next(one for one in frame.drawing.parts if one.id == "lane")
    for scale in SCALES:
        ops = far_ops(part, level_of(scale))
        assert _holds(far_room(part, extent(part.ops), False), extent(ops), 2 / scale)
        for op in (op for op in ops if isinstance(op, Text)):
            _left, top, _right, bottom = extent((op,))
            assert part.box is not None
            assert part.box[1] <= top
            assert bottom <= part.box[3]


def _alone(node: Any) -> Frame:
    stream = a_stream()
    return frame_of(stream.with_state(stream.state().evolve(nodes=(node,), flows=())))


@pytest.mark.parametrize("scale", [0.74, 0.6, 0.5, 0.42, 0.36])
@pytest.mark.parametrize("name", ["Supermarket: Finished goods", "One cell: Spot weld + assembly", "SMED"])
def test_a_star_keeps_of_its_words_what_fits(scale: float, name: str) -> None:
    node = new_node("burst", "b1", Point(x=200, y=200)).evolve(name=name)
    ops = seen_at(_alone(node), scale)["b1"]
    said = "".join(words(ops))
    assert said[:1] == name[:1]
    left, _top, right, _foot = extent(ops[:1])
    assert all(left <= op.x and op.x + op.width <= right for op in ops if isinstance(op, Text))


@pytest.mark.parametrize("scale", [1.0, 0.74, 0.6, 0.5, 0.36])
def test_the_name_of_a_loop_has_a_ground_as_wide_as_itself(scale: float) -> None:
    """Else its own edge strikes it through."""
    node = new_node("loop", "l1", Point(x=300, y=300)).evolve(name="Pacemaker loop")
    _edge, ground, *rest = seen_at(_alone(node), scale)["l1"]
    assert isinstance(ground, Line)
    left, _top, right, _foot = extent((ground,))
    texts = [op for op in rest if isinstance(op, Text)]
    assert texts
    assert left < texts[0].x
    assert texts[-1].x + texts[-1].width < right
