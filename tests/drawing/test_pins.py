"""Numbered pins: where they stand, how large they are, and which one is under a place."""

from __future__ import annotations

from tests.builders import a_stream, customer, process
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Path, Text
from vsm_desktop.drawing.pins import RADIUS, Pin, pin_at, pin_marks, placed_pins
from vsm_desktop.drawing.theme import tokens

FRAME = frame_of(a_stream(process("A", ct=5), process("B", ct=5), customer("10/d")))


def test_pins_of_one_symbol_stand_in_a_row_in_their_order() -> None:
    placed = placed_pins(FRAME, [Pin(1, ("A", "B")), Pin(2, ("A",))], 1.0)
    assert [(one.pin.number, one.y == placed[0].y) for one in placed] == [(1, True), (1, True), (2, True)]
    first, _other, second = placed
    assert second.x - first.x > 2 * RADIUS


def test_a_pin_on_an_arrow_stands_on_its_course() -> None:
    (placed,) = placed_pins(FRAME, [Pin(1, ("A > B",))], 1.0)
    part = next(part for part in FRAME.drawing.parts if part.id == "A > B")
    xs = [part.x + x for x, _y in part.line]
    assert min(xs) < placed.x < max(xs)


def test_what_is_not_drawn_has_no_pin() -> None:
    assert placed_pins(FRAME, [Pin(1, ("nowhere",))], 1.0) == ()


def test_pins_keep_their_size_on_the_screen_and_few_are_shown_from_afar() -> None:
    pins = [Pin(1, ("A",), alert=True), Pin(2, ("B",)), Pin(3, ("B",), chosen=True)]
    near, far = (placed_pins(FRAME, pins, pixel) for pixel in (1.0, 4.0))
    assert [one.pin.number for one in near] == [1, 2, 3]
    assert [one.pin.number for one in far] == [1, 3]
    sizes = [
        next(op.size for op in pin_marks(FRAME, some, px) if isinstance(op, Text))
        for some, px in ((near, 1), (far, 4))
    ]
    assert sizes[1] == 4 * sizes[0]


def test_alarming_pins_are_filled_and_chosen_ones_lie_on_top() -> None:
    pins = [Pin(1, ("A",), chosen=True), Pin(2, ("A",), alert=True)]
    ops = pin_marks(FRAME, placed_pins(FRAME, pins, 1.0), 1.0)
    assert [op.text for op in ops if isinstance(op, Text)] == ["2", "1"]
    colors = tokens("light")
    fills = [op.fill for op in ops if isinstance(op, Path)]
    assert fills == [colors["alert"], colors["page"], colors["accent"]]


def test_the_pin_under_a_place_is_the_nearest() -> None:
    placed = placed_pins(FRAME, [Pin(1, ("A",)), Pin(2, ("A",))], 1.0)
    assert pin_at(placed, placed[1].x, placed[1].y, 1.0) == placed[1].pin
    assert pin_at(placed, placed[1].x + 40, placed[1].y, 1.0) is None


def test_of_very_many_pins_few_are_shown() -> None:
    pins = [Pin(i, ("A",), alert=i == 7) for i in range(400)]
    assert [one.pin.number for one in placed_pins(FRAME, pins, 1.0)] == [7]
