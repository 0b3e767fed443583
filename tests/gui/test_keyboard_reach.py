"""Every part of the window without a mouse, and the keyboard's place always in sight."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMenuBar, QPushButton, QToolButton, QWidget

from tests.gui.hands import click, field, place_of
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.regions import mark, tab_stops
from vsm_desktop.ui.window import MainWindow

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ROUND = ["map", "properties", "bottom", "status", "menu", "toolbar", "states", "strip", "palette"]


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(sample_stream("acme-current.vsm"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: bool(window.strip.property("region")))
    return window


def here(window) -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def key(window, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(here(window), key, modifiers)
    QApplication.processEvents()


def go(window, name: str) -> QWidget:
    """Press F6 until the keyboard is in a region."""
    for _step in ROUND:
        if window.regions.where() == name:
            break
        key(window, Key.Key_F6)
    assert window.regions.where() == name
    return here(window)


def accent_pixels(window, widget: QWidget) -> int:
    """How many pixels of a widget and a little round it have the accent colour."""
    picture = (
        widget.grab()
        if widget.isWindow()
        else window.grab(QRect(widget.mapTo(window, QPoint()), widget.size()))
    )
    pixels = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    accent = QColor(tokens("light")["accent"]).rgb()
    return memoryview(pixels.constBits()).cast("I").tolist().count(accent)


def test_the_keyboard_starts_on_the_map_without_a_ring(window):
    assert here(window) is window.view
    assert not window.view.focus_ring.shown


def test_f6_goes_round_all_regions_and_back(window):
    seen = []
    for _step in ROUND:
        seen.append(window.regions.where())
        key(window, Key.Key_F6)
    assert seen == ROUND
    assert here(window) is window.view
    for name in reversed(ROUND):
        key(window, Key.Key_F6, SHIFT)
        assert window.regions.where() == name


@pytest.mark.parametrize("name", ROUND[1:])
def test_each_region_shows_where_the_keyboard_is(window, name):
    widget = go(window, name)
    assert accent_pixels(window, widget) >= 40, (window.regions.where(), widget)


def test_a_region_is_entered_where_it_was_left(window):
    key(window, Key.Key_F6)
    key(window, Key.Key_Tab)
    left = here(window)
    key(window, Key.Key_F6)
    key(window, Key.Key_F6, SHIFT)
    assert here(window) is left


def test_a_hidden_panel_is_passed_over(window):
    QTest.keyClick(window.view, Key.Key_F4)
    key(window, Key.Key_F6)
    assert window.regions.where() == "bottom"


def test_a_part_built_later_is_a_region_once_it_is_marked(window):
    panel = QWidget(window.centralWidget())
    inside = QPushButton("Table", panel)
    mark(panel, "bottom")
    window.centralWidget().layout().addWidget(panel)
    panel.show()
    key(window, Key.Key_F6)
    key(window, Key.Key_F6)
    assert here(window) is inside


def test_the_menu_bar_is_walked_and_left(window):
    bar = go(window, "menu")
    assert isinstance(bar, QMenuBar)
    assert bar.activeAction().text() == "&File"
    key(window, Key.Key_Right)
    assert bar.activeAction().text() == "&Edit"
    key(window, Key.Key_Escape)
    assert not bar.hasFocus()


def test_the_toolbar_is_walked_with_arrow_keys(window):
    window.desk.commit("Rename", lambda state: state.evolve(name="Now"))
    go(window, "toolbar")
    names = []
    for _step in range(4):
        assert isinstance(here(window), QToolButton)
        names.append(here(window).text())
        key(window, Key.Key_Right)
    assert names == ["Undo: Rename", "Select", "Draw an arrow", "Arrange"], "what is off is passed over"
    key(window, Key.Key_End)
    assert here(window).objectName() == "export"
    key(window, Key.Key_Right)
    assert here(window).text() == "Undo: Rename"
    key(window, Key.Key_Left)
    assert here(window).objectName() == "export"
    key(window, Key.Key_Home)
    key(window, Key.Key_Space)
    assert window.desk.frame.state.name == "Current state", "a button does its work by key"


def test_escape_leads_back_to_the_map_from_everywhere(window):
    for name in ROUND[1:]:
        if name == "menu":
            continue  # the menu bar has its own Esc
        region = dict(window.regions.listed())[name]
        window.regions.enter(name, region)
        QApplication.processEvents()
        assert window.regions.where() == name
        key(window, Key.Key_Escape)
        QApplication.processEvents()
        assert here(window) is window.view, name


def test_escape_on_the_map_drops_the_selection_and_does_not_trap(window):
    window.desk.select(frozenset({"weld1"}))
    key(window, Key.Key_Escape)
    assert not window.desk.selection
    key(window, Key.Key_Escape)
    key(window, Key.Key_F6)
    assert window.regions.where() == "properties"


def test_the_strip_is_walked_number_by_number(window):
    window.strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.strip.current == 0
    key(window, Key.Key_Right)
    assert window.strip.fitting()[window.strip.current].key == "lead_time_days"
    key(window, Key.Key_End)
    assert window.strip.current == len(window.strip.fitting()) - 1
    key(window, Key.Key_Right)
    assert window.strip.current == len(window.strip.fitting()) - 1
    key(window, Key.Key_Home)
    assert window.strip.current == 0


def test_a_narrow_strip_keeps_the_keyboard_on_a_number_that_shows(window):
    window.strip.setFocus(Qt.FocusReason.TabFocusReason)
    key(window, Key.Key_End)
    window.resize(window.minimumWidth(), window.height())
    window.strip.resize(420, window.strip.height())
    window.strip.grab()
    assert 0 <= window.strip.current < len(window.strip.fitting()) < len(window.strip.cells)


def test_a_region_whose_page_was_replaced_is_entered_anew(window):
    key(window, Key.Key_F6)
    assert window.regions.where() == "properties"
    window.desk.select(frozenset({"weld1"}))
    QApplication.processEvents()
    window.view.setFocus()
    key(window, Key.Key_F6)
    assert here(window).objectName() == "field-name"
    assert here(window).text() == "Spot weld 1"


def test_the_palette_is_walked_as_a_grid(window):
    """Left and right from symbol to symbol, up and down by way of the headings, from the top into the search field."""
    palette = window.palette_panel
    buttons, headings = palette.buttons, {name: group.heading for name, group in palette.body.groups.items()}
    buttons["process"].setFocus(Qt.FocusReason.TabFocusReason)
    for step, stop in (
        (Key.Key_Right, buttons["shared"]),
        (Key.Key_Right, buttons["cell"]),
        (Key.Key_Right, buttons["supplier"]),
        (Key.Key_Left, buttons["cell"]),
        (Key.Key_Down, buttons["control"]),
        (Key.Key_Up, buttons["cell"]),
        (Key.Key_End, buttons["loop"]),
        (Key.Key_Home, buttons["process"]),
        (Key.Key_Down, buttons["supplier"]),
        (Key.Key_Down, buttons["centre"]),
        (Key.Key_Down, headings["material"]),
        (Key.Key_Down, buttons["inventory"]),
        (Key.Key_Right, buttons["queue"]),
        (Key.Key_Up, headings["material"]),
        (Key.Key_Up, buttons["centre"]),
        (Key.Key_Home, buttons["process"]),
        (Key.Key_Up, headings["process"]),
        (Key.Key_Up, palette.field),
        (Key.Key_Down, buttons["process"]),
    ):
        key(window, step)
        assert here(window) is stop, step


def test_the_palette_has_two_stops_for_tab(window):
    palette = window.palette_panel
    assert tab_stops(palette) == [palette.field, palette.buttons["process"]]
    palette.buttons["push"].setFocus(Qt.FocusReason.TabFocusReason)
    assert tab_stops(palette) == [palette.field, palette.buttons["push"]], "one comes back to where one was"
    palette.field.setFocus(Qt.FocusReason.TabFocusReason)
    key(window, Key.Key_Tab)
    assert here(window) is palette.buttons["push"]
    key(window, Key.Key_Backtab, SHIFT)
    assert here(window) is palette.field


def test_enter_takes_a_symbol_to_the_map(window):
    window.palette_panel.by_key = None
    window.palette_panel.buttons["supermarket"].setFocus(Qt.FocusReason.TabFocusReason)
    key(window, Key.Key_Return)
    assert window.desk.tool.name == "place"
    assert here(window) is window.view


def test_enter_does_with_a_symbol_what_the_window_wants(window):
    chosen = []
    window.palette_panel.by_key = lambda kind, arrow: chosen.append((kind, arrow))
    for kind in ("supermarket", "push"):
        window.palette_panel.buttons[kind].setFocus(Qt.FocusReason.TabFocusReason)
        key(window, Key.Key_Return)
        assert here(window) is window.view
    assert chosen == [("supermarket", False), ("push", True)]


def test_a_symbol_is_taken_and_put_back_by_key(window):
    buttons = window.palette_panel.buttons
    buttons["supermarket"].setFocus(Qt.FocusReason.TabFocusReason)
    key(window, Key.Key_Space)
    assert window.desk.tool.name == "place"
    assert buttons["supermarket"].isChecked()
    key(window, Key.Key_Escape)
    assert not buttons["supermarket"].isChecked()
    assert window.desk.tool.name == "select"


def test_tab_reads_the_window_from_the_strip_to_the_map(window):
    window.strip.setFocus(Qt.FocusReason.TabFocusReason)
    read = [window.regions.where()]
    for _step in range(60):
        key(window, Key.Key_Tab)
        if window.regions.where() != read[-1]:
            read.append(window.regions.where())
        if read[-1] == "map":
            break
    assert read == ["strip", "palette", "map"]


def test_a_form_is_read_from_top_to_bottom_and_a_row_from_left_to_right(window):
    window.desk.select(frozenset({"weld1"}))
    QApplication.processEvents()
    names = [stop.objectName() for stop in tab_stops(window.properties)]
    wanted = [f"field-{one}" for one in ("name", "ct", "co", "uptime", "operators")]
    assert [one for one in names if one in wanted] == wanted


def test_going_round_leaves_pythons_wrappers_alone(window):
    """What is asked of Qt must not tie widgets together: the end of one page is not the end of the window."""
    for _step in range(2 * len(ROUND)):
        window.regions.go(1)
        QApplication.processEvents()
    held = [
        window.statusBar(),
        window.menuBar(),
        window.view.viewport(),
        window.menuBar().actions()[0].menu(),
    ]
    for selection in ({"weld1"}, {"weld1", "coils"}, set()):
        window.desk.select(frozenset(selection))
        QApplication.processEvents()
    assert all(shiboken6.isValid(one) for one in held)


def test_the_ring_lies_round_the_selected_element_once_the_keyboard_is_used(window):
    ring = window.view.focus_ring
    click(window, *place_of(window, "weld1"))
    assert window.desk.selection == {"weld1"}
    assert not ring.shown, "a mouse needs no ring"
    QTest.keyClick(window.view, Key.Key_Right)
    assert ring.around == "weld1"
    click(window, *place_of(window, "weld2"))
    assert not ring.shown
    key(window, Key.Key_F6)
    key(window, Key.Key_F6, SHIFT)
    assert ring.around == "weld2"
    window.desk.select(frozenset({"inv_w1-weld2"}))
    assert ring.around == "inv_w1-weld2"
    window.desk.select(frozenset())
    assert ring.shown
    assert ring.around is None, "then it lies round the view"


def test_the_ring_is_of_even_width_at_every_zoom(window):
    window.desk.select(frozenset({"weld1"}))
    key(window, Key.Key_F6)
    key(window, Key.Key_F6, SHIFT)
    item = next(i for i in window.view.scene().items() if type(i).__name__ == "RingItem")
    part = window.view.scene().shown["weld1"].part
    for zoom in (0.4, 1.0, 2.5):
        window.view.zoom_to(zoom)
        across = item.boundingRect().width() - (part.box[2] - part.box[0])
        assert across * zoom == pytest.approx(2 * (8 + 3 + 2), abs=0.01)


def test_going_round_survives_selections_and_other_windows(window):
    """Python's wrappers of what Qt made itself, such as the status bar, do not last; nobody may rely on them."""
    go(window, "status")
    window.desk.select(frozenset({"weld1"}))
    QApplication.processEvents()
    other = MainWindow(sample_stream("loan-approval.vsm"))
    other.show()
    other.regions.go(1)
    other.close()
    QApplication.processEvents()
    window.activateWindow()
    window.view.setFocus()
    for _step in range(2 * len(ROUND)):
        window.regions.go(1)
        QApplication.processEvents()
    assert window.regions.where() == "map"


def test_the_keyboard_is_never_nowhere(window, qtbot):
    click(window, *place_of(window, "weld1"))
    line = field(window, "ct")
    line.setFocus()
    assert isinstance(here(window), QLineEdit)
    line.clearFocus()
    qtbot.waitUntil(window.view.hasFocus)


def test_asking_for_the_stops_ties_no_widget_to_the_one_before(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QLineEdit(window), QLineEdit(window)
    action = QMenu(second).addAction("Fit")
    window.show()
    assert tab_stops(window) == [first, second]
    with qtbot.waitSignal(first.destroyed):
        first.deleteLater()
    assert action.text() == "Fit"
    assert tab_stops(window) == [second]
    with qtbot.waitSignal(second.destroyed):
        second.deleteLater()
    assert window.isVisible()
