"""Work is proportional to what changed: on 500 elements, one edit makes, measures and paints what it touches."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.streams import long_stream, plant
from tests.gui.hands import drag
from vsm_desktop.canvas.scene import PartItem
from vsm_desktop.edit.edits import delete, move, set_fields
from vsm_desktop.metrics.readings import Reading
from vsm_desktop.model.quantity import quantity
from vsm_desktop.ui.window import MainWindow

STEP = "n13"


class Counts:
    """How many parts were painted, and how many steps were read."""

    def __init__(self) -> None:
        self.painted: list[str] = []
        self.read: list[str] = []

    def forget(self) -> None:
        self.painted.clear()
        self.read.clear()


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    found = Counts()
    paint, read = PartItem.paint, Reading.__init__

    def counting_paint(self, *more):
        found.painted.append(self.part.id)
        paint(self, *more)

    def counting_read(self, node, *more):
        found.read.append(node.id)
        read(self, node, *more)

    monkeypatch.setattr(PartItem, "paint", counting_paint)
    monkeypatch.setattr(Reading, "__init__", counting_read)
    return found


@pytest.fixture
def window(make_window, counts) -> MainWindow:
    made = make_window(long_stream(500))
    made.view.zoom_to(1.0)
    made.view.centerOn(1200, 400)
    QApplication.processEvents()
    counts.forget()
    return made


def settled(window: MainWindow) -> MainWindow:
    QApplication.processEvents()
    return window


def test_a_dragged_step_is_drawn_with_its_arrows_and_its_neighbours_repainted(window, counts):
    window.desk.preview(move(frozenset({STEP}), 6, 12))
    settled(window)
    assert window.desk.composed <= 6, "the step, its arrows and the rungs beside it"
    assert 1 <= len(counts.painted) <= 16
    assert STEP in counts.painted
    assert counts.read == [], "where a step stands is no number"


def test_a_typed_time_measures_one_step_and_draws_its_box_rung_and_total(window, counts):
    window.desk.commit("Type", set_fields(STEP, ct=quantity(4, "s")))
    settled(window)
    counts.forget()
    window.desk.commit("Type", set_fields(STEP, ct=quantity(41, "s")))
    settled(window)
    assert counts.read == [STEP]
    assert window.desk.composed <= 4
    assert 1 <= len(counts.painted) <= 12, "and the arrows that lead past the rung to another row"


def test_a_drag_with_the_mouse_costs_as_little_at_every_move(window, counts):
    node = window.desk.frame.state.node(STEP)
    at = (node.at.x, node.at.y - 20)
    drag(window, at, *((at[0] + 12 * i, at[1] + 12 * i) for i in range(1, 6)))
    assert counts.read == []
    assert len(counts.painted) <= 6 * 40, "what lies under the box, its ghost and the guides"


def test_what_stands_still_is_not_shown_anew(window, counts):
    window.show_desk(window.desk)
    settled(window)
    assert counts.painted == []


def test_undo_brings_back_what_was_there(window, counts):
    """Items and parts of what left are kept for a while, and a report that was told before holds again."""
    before = dict(window.view._scene.shown)
    window.desk.commit("Delete", delete(frozenset({STEP})))
    settled(window)
    assert STEP not in window.view._scene.shown
    counts.forget()
    window.desk.undo()
    settled(window)
    assert window.view._scene.shown == before
    assert counts.read == []
    assert STEP in counts.painted


def test_the_whole_sheet_of_any_map_can_be_seen(make_window, counts):
    window = make_window(plant(500))
    counts.forget()
    window.view.fit()
    settled(window)
    shown = {node.id for node in window.desk.frame.state.nodes}
    assert shown <= set(counts.painted)


def test_a_report_that_changes_is_seen_from_afar(make_window, counts):
    """The days under a triangle follow the demand, though its own part stays the same."""
    window = make_window(long_stream(40))
    window.view.zoom_to(0.5)
    window.view.centerOn(600, 400)
    settled(window)
    before = window.view._scene.shown["n12"].part
    counts.forget()
    window.desk.commit("Demand", set_fields("customer", demand=quantity(200, "pc/day")))
    settled(window)
    assert window.view._scene.shown["n12"].part is before
    assert "n12" in counts.painted
