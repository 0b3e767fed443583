"""Arranging by key and menu: the map or what is selected, in the manner the map keeps, one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.builders import a_stream, arrows, customer, process, stock
from tests.gui.hands import pixel
from vsm_desktop.edit.edits import add_node
from vsm_desktop.model.nodes import Note
from vsm_desktop.model.value import Point, Size

popup = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen grabs nothing
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def scattered(count: int = 4):
    """Steps with their stocks, one far below the other."""
    nodes, way = [customer("100/d")], []
    for i in range(count):
        nodes += [stock(f"I{i}", qty=100), process(f"P{i}", ct=30)]
        way += [f"I{i}", f"P{i}"]
    stream = a_stream(*nodes, flows=arrows(" > ".join([*way, "Customer"])))
    state = stream.states[0]
    placed = tuple(
        node.evolve(at=node.at.evolve(x=200.0 + 40 * (i % 3), y=150.0 * i))
        for i, node in enumerate(state.nodes)
    )
    return stream.with_state(state.evolve(nodes=placed))


@pytest.fixture
def window(make_window):
    window = make_window(scattered())
    window.view.setFocus()
    return window


def at(window) -> dict[str, tuple[float, float]]:
    return {node.id: (node.at.x, node.at.y) for node in window.desk.frame.state.nodes}


def arrange_key(window) -> None:
    QTest.keyClick(window.view, Qt.Key.Key_A, CTRL_SHIFT)
    QApplication.processEvents()


def entry(window, *titles: str):
    """The entry of a menu by its titles."""
    actions = window.menuBar().actions()
    for title in titles:
        found = next(one for one in actions if one.text().replace("&", "") == title)
        menu = found.menu()
        actions = menu.actions() if isinstance(menu, QMenu) else []
    return found


def test_the_key_lays_out_the_map_once_and_one_undo_takes_it_back(window):
    before = at(window)
    arrange_key(window)
    after = at(window)
    assert len({after[f"P{i}"][1] for i in range(4)}) == 1
    arrange_key(window)
    assert at(window) == after
    assert window.statusBar().currentMessage() == "It is arranged already."
    window.desk.undo()
    assert at(window) == before


def test_the_key_lays_out_what_is_selected_only(window):
    before = at(window)
    window.desk.select(frozenset({"P1", "I2", "P2"}))
    arrange_key(window)
    after = at(window)
    assert {id_ for id_ in before if before[id_] != after[id_]} <= {"P1", "I2", "P2"}
    assert after["P1"][1] == after["P2"][1]


def test_the_menu_chooses_a_manner_and_the_key_keeps_to_it(window):
    entry(window, "Map", "Arrange right to left").trigger()
    back = at(window)
    assert back["P0"][0] > back["P3"][0]
    window.desk.commit("Move", lambda state: state.evolve(nodes=scattered().states[0].nodes))
    arrange_key(window)
    assert at(window) == back
    entry(window, "Map", "Arrange left to right").trigger()
    assert at(window)["P0"][0] < at(window)["P3"][0]


def sheet(window) -> QRectF:
    left, top, right, bottom = window.desk.frame.drawing.sheet
    return QRectF(left, top, right - left, bottom - top)


def test_a_sheet_that_was_seen_as_a_whole_is_seen_so_afterwards(make_window):
    window = make_window(scattered(12))
    window.view.fit()
    for title in ("Arrange left to right", "Arrange right to left", "Fold into rows"):
        entry(window, "Map", title).trigger()
        assert window.view.seen.contains(sheet(window))
    scale = window.view.scale_now
    window.desk.undo()
    window.view.fit()
    window.view.zoom_by(0.9)
    entry(window, "Map", "Fold into rows").trigger()
    assert window.view.scale_now == pytest.approx(scale)


def test_zoomed_in_what_stood_in_the_middle_still_does(window):
    x, y = at(window)["P2"]
    window.view.look_at(QPointF(x, y), 2.0)
    before = window.view.mapFromScene(QPointF(x, y))
    arrange_key(window)
    after = window.view.mapFromScene(QPointF(*at(window)["P2"]))
    assert at(window)["P2"] != (x, y)
    assert (after - before).manhattanLength() <= 3
    assert window.view.scale_now == 2.0


def test_a_map_that_is_not_folded_says_why(make_window):
    window = make_window(scattered(3))
    for _time in range(2):
        entry(window, "Map", "Fold into rows").trigger()
        assert "One row comes out largest" in window.statusBar().currentMessage()
    lane = Note(
        kind="lane", id="L", name="Shop", at=Point(x=300.0, y=340.0), size=Size(width=4000.0, height=400.0)
    )
    window = make_window(scattered(20))
    entry(window, "Map", "Arrange left to right").trigger()
    window.desk.commit("Add", add_node(lane))
    entry(window, "Map", "Fold into rows").trigger()
    assert window.statusBar().currentMessage() == "Steps in swimlanes stay in one row."


def test_a_long_map_is_folded_into_rows(make_window):
    window = make_window(scattered(20))
    entry(window, "Map", "Fold into rows").trigger()
    assert len({at(window)[f"P{i}"][1] for i in range(20)}) > 1
    window.desk.undo()
    assert window.desk.frame.state == scattered(20).states[0]


def open_menu(window, x: float, y: float) -> list[str]:
    """What the context menu at a place offers, inner menus by their titles with what they hold."""
    spot, viewport = pixel(window, x, y), window.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, spot)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, viewport.mapToGlobal(spot))
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = []
    for action in menu.actions():
        inner = action.menu()
        words += (
            [f"{action.text()}: {one.text()}" for one in inner.actions()] if isinstance(inner, QMenu) else []
        )
        words.append(action.text())
    menu.close()
    return words


@popup
def test_context_menus_offer_to_arrange_the_map_or_what_is_selected(window):
    ground = open_menu(window, -60, 0)
    assert {"Arrange: Arrange left to right", "Arrange: Fold into rows"} <= set(ground)
    window.desk.select(frozenset({"P1", "P2"}))
    x, y = at(window)["P1"]
    assert "Arrange" in open_menu(window, x, y)
    window.desk.select(frozenset())
    assert "Arrange" not in open_menu(window, x, y)
