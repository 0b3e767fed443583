"""The signs of a comparison, and both maps in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from tests.builders import a_stream, arrow, customer, process, stock
from tests.drawing.test_golden import text_of
from tests.metrics.drawings import streams
from vsm_desktop.assets import asset
from vsm_desktop.drawing.compared import signs_after as signs
from vsm_desktop.drawing.compared import tags_after, tags_before, worn
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ops import Box, Drawing, Part, Path, Text, extent
from vsm_desktop.drawing.overlaid import overlaid
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.edit.edits import delete, in_state, move, set_fields
from vsm_desktop.insight.comparison import Comparison, compare
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.value import Point
from vsm_desktop.store.files import loads


class Differs(Struct, frozen=True):
    gone: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    values: Mapping[str, tuple[str, ...]] = {}
    only_kind: frozenset[str] = frozenset()


LINE = a_stream(
    stock("Coils", days=5), process("Press", ct="30 s"), stock("Pressed", qty=450), process("Weld", ct="45 s"),
    customer("450/d"),
)  # fmt: skip


def sides(after: ValueStream, theme: ThemeName = "light") -> tuple[Frame, Frame, Comparison]:
    found = compare((LINE, "current"), (after, "current"))
    return frame_of(LINE, theme=theme), frame_of(after, theme=theme), found


def overlay(after: ValueStream) -> Drawing:
    before, now, found = sides(after)
    return overlaid(before, now, found, ("Before", "After"))


def discs(ops: Iterable[object], look: Mapping[str, str]) -> list[Box]:
    return [extent((op,)) for op in ops if isinstance(op, Path) and op.fill == look["accent"]]


def texts(part: Part) -> list[str]:
    return [op.text for op in part.ops if isinstance(op, Text)]


def part(drawing: Drawing, id_: str) -> Part:
    return next(one for one in drawing.parts if one.id == id_)


def test_each_side_shows_what_differs_on_it() -> None:
    after = in_state("current", set_fields("Press", ct=quantity(20, "s")))(LINE)
    after = in_state("current", delete({"Pressed"}))(after)
    before, now, found = sides(after)
    look = look_of("light")
    assert len(discs(tags_before(before.drawing, found, look), tokens("light"))) == 2
    assert len(discs(tags_after(now.drawing, found, look), tokens("light"))) == 1


def test_signs_keep_their_size_on_the_screen() -> None:
    frame = frame_of(LINE)
    found = Differs(changed=frozenset({"Press"}))
    small, large = (
        discs(tags_after(frame.drawing, found, look_of("light"), pixel), tokens("light"))[0]
        for pixel in (1, 2)
    )
    assert large[2] - large[0] == pytest.approx(2 * (small[2] - small[0]))


def test_the_sign_of_an_arrow_is_clear_of_its_words() -> None:
    stream = a_stream(
        process("A", ct="1 s"), process("B", ct="1 s"), customer("1/d"),
        flows=[arrow("A", "B", "shipment", label="every morning"), arrow("B", "Customer")],
    )  # fmt: skip
    drawing = frame_of(stream).drawing
    shipment = part(drawing, "A > B")
    (disc,) = discs(
        tags_after(drawing, Differs(changed=frozenset({"A > B"})), look_of("light")), tokens("light")
    )
    for op in shipment.ops:
        if isinstance(op, Text):
            left, top, right, bottom = (
                v + (shipment.x, shipment.y)[i % 2] for i, v in enumerate(extent((op,)))
            )
            assert disc[2] <= left or right <= disc[0] or disc[3] <= top or bottom <= disc[1]


def test_an_arrow_leaves_the_sign_to_its_end() -> None:
    drawing = frame_of(LINE).drawing
    pushed = part(drawing, "Press > Pressed")
    gone = Differs(new=frozenset({"Pressed", "Press > Pressed"}))
    assert not worn(pushed, signs(gone), gone)
    alone = Differs(new=frozenset({"Press > Pressed"}))
    assert worn(pushed, signs(alone), alone)


def test_what_is_gone_stays_where_it_was_thin_and_dashed() -> None:
    drawing = overlay(in_state("current", delete({"Pressed"}))(LINE))
    ghost, was = part(drawing, "Pressed"), part(frame_of(LINE).drawing, "Pressed")
    assert (ghost.x, ghost.y) == (was.x, was.y)
    pens = [op.pen for op in ghost.ops if isinstance(op, Path) and op.pen]
    assert pens
    assert all(pen.dash and pen.width < 1 for pen in pens)
    assert texts(ghost) == texts(was)
    assert ghost.box == was.box, "it can be pointed at"


def test_what_is_gone_moves_along_with_its_neighbours() -> None:
    after = in_state("current", delete({"Pressed"}))(LINE)
    ids = frozenset(node.id for node in after.state().nodes)
    drawing = overlay(in_state("current", move(ids, 0, 60))(after))
    assert part(drawing, "Pressed").y == part(frame_of(LINE).drawing, "Pressed").y + 60


def test_what_finds_its_place_taken_moves_down_and_says_from_where() -> None:
    weld = LINE.state().node("Weld")
    assert weld is not None
    after = in_state("current", delete({"Pressed"}))(LINE)
    other = process("Cell", ct="20 s").evolve(at=LINE.state().node("Pressed").at)  # type: ignore[union-attr]
    state = after.state()
    after = after.with_state(state.evolve(nodes=(*state.nodes, other)))
    drawing = overlay(after)
    ghost, was = part(drawing, "Pressed"), part(frame_of(LINE).drawing, "Pressed")
    assert ghost.x == was.x
    assert ghost.y > part_box(part(drawing, "Cell"))[3]
    assert texts(part(drawing, "@gone")) == ["gone from between Press and Weld"]


def test_old_and_new_values_stand_beside_it_and_over_nothing() -> None:
    after = in_state("current", set_fields("Press", ct=quantity(20, "s"), co=quantity(5, "min")))(LINE)
    drawing = overlay(after)
    note = part(drawing, "@values:Press")
    assert texts(note) == ["C/T 30 s → 20 s", "C/O – → 5 min"]
    mine = part_box(note)
    for one in drawing.parts:
        if one.box is not None:
            box = part_box(one)
            assert mine[2] <= box[0] or box[2] <= mine[0] or mine[3] <= box[1] or box[3] <= mine[1]


def test_the_overlay_says_what_it_shows_and_what_its_signs_mean() -> None:
    drawing = overlay(in_state("current", delete({"Pressed"}))(LINE))
    assert texts(part(drawing, "@key")) == ["gone", "new", "changed"]
    assert "Before → After" in "".join(texts(part(drawing, "@title")))
    left, top, right, bottom = drawing.sheet
    for one in drawing.parts:
        if one.ops:
            box = part_box(one)
            assert left <= box[0]
            assert top <= box[1]
            assert box[2] <= right
            assert box[3] <= bottom


def test_picture_of_acme(golden: Callable[[str, str], None]) -> None:
    stream = loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))
    found = compare((stream, "current"), (stream, "future"))
    drawing = overlaid(frame_of(stream, "current"), frame_of(stream, "future"), found, found.titles)
    own = {*found.gone, "@signs", "@key", "@gone", "@title"}
    shown = [one for one in drawing.parts if one.id in own or one.id.startswith("@values")]
    golden("overlay-acme.json", text_of(shown, sheet=drawing.sheet))


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(streams(), streams(), st.floats(-5e3, 5e3))
def test_any_two_drawings_can_be_laid_over_each_other(
    before: ValueStream, after: ValueStream, far: float
) -> None:
    state = after.state()
    if state.nodes:
        first = state.nodes[0].evolve(at=Point(x=far, y=-far))
        after = after.with_state(state.evolve(nodes=(first, *state.nodes[1:])))
    found = compare((before, before.state().id), (after, after.state().id))
    drawing = overlaid(frame_of(before), frame_of(after), found, found.titles)
    ids = [one.id for one in drawing.parts if not one.id.startswith("@")]
    assert len(ids) == len(set(ids))
    kept = {one.id for one in frame_of(after).drawing.parts if not one.id.startswith("@")}
    assert kept <= {*ids}
