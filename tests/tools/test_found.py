"""Marks of what was found: light under symbols and arrows, lines under the very words, in the colours of the theme."""

from __future__ import annotations

from tests.model.maps import a_state, a_stream, arrow, customer, process, stock
from vsm_desktop.drawing.find import Finder
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ops import Op, Path, extent
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.tools.found import found_marks


def a_frame(theme: str = "light") -> Frame:
    """A step of 62 s, a stock, a customer, and a labelled arrow; another state with a step of the same name."""
    nodes = (stock("i", 500, x=80), process("weld", 62, x=200), customer(100, x=700, y=60))
    flows = (arrow("i", "weld"), arrow("weld", "customer", "shipment", label="Daily truck"))
    future = a_state((process("weld", 40, x=200),), id="future")
    return frame_of(a_stream(a_state(nodes, flows), future), "current", theme)


def marks(frame: Frame, query: str, pixel: float = 1.0) -> tuple[tuple[Op, ...], tuple[Op, ...]]:
    """The marks of what a query finds anywhere."""
    states = [state.id for state in frame.stream.states]
    found = Finder().find(frame.stream, query, states, {"current": frame.report})
    return found_marks(frame, found, query, pixel)


def strokes(ops: tuple[Op, ...]) -> int:
    """How many lines and outlines are drawn."""
    return sum(segment[0] == "M" for op in ops if isinstance(op, Path) for segment in op.segments)


def test_a_symbol_is_lit_all_round_and_its_words_are_underlined() -> None:
    frame = a_frame()
    under, over = marks(frame, "weld")
    part = next(part for part in frame.drawing.parts if part.id == "weld")
    left, top, right, bottom = extent(under)
    assert part.box is not None
    assert left < part.x + part.box[0] < part.x + part.box[2] < right
    assert top < part.y + part.box[1] < part.y + part.box[3] < bottom
    (name,) = [op for op in part.ops if getattr(op, "text", "") == "Weld"]
    assert abs(extent(over)[0] - (part.x + name.x)) < 1
    assert part.y + name.y < extent(over)[3] < part.y + name.y + 5


def test_a_value_is_underlined_in_its_row_and_on_the_ladder() -> None:
    under, over = marks(a_frame(), "62 s")
    assert strokes(under) == 1
    assert strokes(over) == 2


def test_from_afar_boxes_are_lit_and_no_words_are_underlined() -> None:
    """Other words stand there then, at other places."""
    frame = a_frame()
    near, far = marks(frame, "62 s"), marks(frame, "62 s", 1.6)
    assert strokes(near[1]) == 2
    assert far[1] == ()
    assert strokes(far[0]) == 2  # the symbol, and its rung


def test_an_arrow_is_lit_along_its_course() -> None:
    frame = a_frame()
    under, over = marks(frame, "daily")
    line = next(part for part in frame.drawing.parts if part.id == "weld-customer")
    xs = [line.x + x for x, _y in line.line]
    assert extent(under)[0] <= min(xs) <= max(xs) <= extent(under)[2]
    assert strokes(over) == 1


def test_what_is_found_in_other_states_only_leaves_no_mark() -> None:
    frame = a_frame()
    found = Finder().find(frame.stream, "weld", ["future"], {})
    assert found
    assert found_marks(frame, found, "weld", 1.0) == ((), ())


def test_marks_have_the_colours_of_the_theme() -> None:
    for theme in ("light", "dark"):
        under, over = marks(a_frame(theme), "weld")
        colors = {op.pen.color for op in (*under, *over) if isinstance(op, Path) and op.pen}
        assert colors == {tokens(theme)["accent"]}
        assert {op.fill for op in under if isinstance(op, Path)} == {tokens(theme)["accent_t"]}


def test_marks_keep_their_weight_on_the_screen() -> None:
    frame = a_frame()
    found = Finder().find(frame.stream, "weld", ["current"], {})
    widths = [
        [op.pen.width for ops in found_marks(frame, found, "weld", pixel) for op in ops] for pixel in (1, 4)
    ]
    assert widths == [[1, 1.75], [4]]


def test_however_much_is_found_few_paths_are_drawn() -> None:
    nodes = tuple(process(f"weld{i}", 60, x=140.0 * i) for i in range(50))
    frame = frame_of(a_stream(a_state(nodes)))
    under, over = marks(frame, "weld")
    assert strokes(under) == 50
    assert len(under) + len(over) == 2
