"""The page of charts: live, walked by keyboard, a bar leads to its symbol, and a chart leaves the window."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMenu, QToolTip

from tests.gui.hands import LEFT, type_into
from tests.gui.heard import Role, Text, children, interface, name, value
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.drawing.charts.book import CHARTS
from vsm_desktop.edit.edits import move
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui.charts import view as view_module
from vsm_desktop.ui.documents import sample_stream

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # tooltips and menus without a screen


@pytest.fixture
def window(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    QTest.mouseClick(window.bottom.tabs["charts"], LEFT)
    QApplication.processEvents()
    return window


@pytest.fixture
def page(window):
    return window.bottom.page("charts")


def bar(page, name: str) -> int:
    return next(i for i, mark in enumerate(page.view.chart.marks) if mark.name == name)


def click_bar(page, name: str) -> None:
    QTest.mouseClick(page.view, LEFT, pos=page.view.area(bar(page, name)).center())
    QApplication.processEvents()


def click_chart(page, row: int) -> None:
    place = page.chooser.visualItemRect(page.chooser.item(row)).center()
    QTest.mouseClick(page.chooser.viewport(), LEFT, pos=place)
    QApplication.processEvents()


def test_a_click_on_a_bar_selects_its_symbol_and_shows_it(window, page):
    window.view.zoom_to(4)
    window.view.centerOn(0, 0)
    click_bar(page, "Assembly 1")
    assert window.desk.selection == {"assy1"}
    node = window.desk.frame.state.node("assy1")
    assert window.view.viewport().rect().contains(window.view.mapFromScene(node.at.x, node.at.y))
    assert page.view.is_selected(bar(page, "Assembly 1"))
    window.desk.select(frozenset({"weld1"}))
    assert page.view.is_selected(bar(page, "Spot weld 1")), "what is selected on the map is marked here"


def test_each_chart_can_be_chosen_and_has_bars(page):
    for row, entry in enumerate(CHARTS):
        click_chart(page, row)
        assert page.name == entry.name
        assert page.view.chart.marks
        assert page.view.accessibleName() == entry.heading


def test_it_follows_an_edit_while_open(window, page):
    before = page.view.chart
    assert "above takt" in before.marks[bar(page, "Assembly 1")].said
    window.desk.select(frozenset({"assy1"}))
    type_into(window, "ct", "50 s")
    assert "within takt" in page.view.chart.marks[bar(page, "Assembly 1")].said
    window.desk.undo()
    assert page.view.chart == before


def test_it_follows_the_unit_of_times_of_its_map(window, page):
    before = page.view.chart
    combo = window.properties.page.findChild(QComboBox, "field-time_unit")
    combo.setFocus()
    QTest.keyClicks(combo, "min")
    QApplication.processEvents()
    at = page.view.area(bar(page, "Spot weld 2")).center()
    QApplication.sendEvent(page.view, QHelpEvent(QEvent.Type.ToolTip, at, page.view.mapToGlobal(at)))
    assert QToolTip.text().splitlines()[1:3] == ["0.958333 min for one good piece", "C/T 0.766667 min"]
    assert value(list(children(interface(page.view)))[3]) == "1.033333 min for one good piece"
    window.desk.undo()
    QApplication.processEvents()
    assert page.view.chart == before


def test_it_is_drawn_anew_only_if_the_numbers_changed(window, page, monkeypatch):
    drawn: list[str] = []
    draw = view_module.chart_of
    monkeypatch.setattr(view_module, "chart_of", lambda *told: drawn.append(told[0]) or draw(*told))
    window.desk.commit("Move", move({"assy1"}, 12, 0))
    window.desk.select(frozenset({"weld2"}))
    assert not drawn, "where a symbol stands is no number"
    window.desk.select(frozenset({"assy1"}))
    type_into(window, "ct", "50 s")
    assert set(drawn) == {"takt"}
    drawn.clear()
    page.view.setFocus()
    QTest.mouseClick(window.bottom.tabs["charts"], LEFT)
    assert window.bottom.open_page == ""
    type_into(window, "ct", "51 s")
    assert not drawn, "nothing is drawn while the page is closed"
    QTest.mouseClick(window.bottom.tabs["charts"], LEFT)
    assert set(drawn) == {"takt"}


def test_arrow_keys_walk_the_bars_and_enter_selects(window, page):
    view = page.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_Right)
    assert view.chart.marks[view.current].name == "Spot weld 1"
    assert "39 s for one good piece" in QToolTip.text()
    QTest.keyClick(view, Key.Key_End)
    assert view.chart.marks[view.current].name == "Assembly 2"
    assert window.desk.selection == frozenset(), "walking selects nothing"
    QTest.keyClick(view, Key.Key_Left)
    QTest.keyClick(view, Key.Key_Return)
    assert window.desk.selection == {"assy1"}
    QTest.keyClick(view, Key.Key_Home)
    assert view.current == 0
    QTest.keyClick(view, Key.Key_Escape)
    assert window.view.hasFocus()
    assert window.bottom.open_page == "charts"


def test_the_menu_key_opens_it_and_the_chooser_leads_into_the_chart(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    window.activateWindow()
    window.view.setFocus()
    QTest.keyClick(
        window.view, Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    QApplication.processEvents()
    page = window.bottom.page("charts")
    assert window.bottom.open_page == "charts"
    assert window.actions_by_name["charts"].isChecked()
    assert page.view.hasFocus()
    page.chooser.setFocus()
    QTest.keyClick(page.chooser, Key.Key_Down)
    assert page.name == "load"
    QTest.keyClick(page.chooser, Key.Key_Return)
    assert page.view.hasFocus()
    page.chooser.setFocus()
    QTest.keyClick(page.chooser, Key.Key_Escape)
    assert window.view.hasFocus()


def test_the_pointer_gets_the_exact_value(page):
    view = page.view
    at = view.area(bar(page, "Spot weld 2")).center()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    assert QToolTip.text().splitlines() == [
        "Spot weld 2",
        "57.5 s for one good piece",
        "C/T 46 s",
        "11.5 s by changeover, downtime and scrap",
        "within takt, 60 s",
    ]
    QTest.mouseMove(view, at)
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view, QPoint(2, 2))
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_thin_share_is_found_by_its_words(window, page):
    click_chart(page, [entry.name for entry in CHARTS].index("value"))
    click_bar(page, "Processing: Adds value (VA)")
    assert window.desk.selection == {"stamping", "weld1", "weld2", "assy1", "assy2"}


def test_each_bar_is_heard_with_its_value(window, page):
    tree = interface(page.view)
    assert tree.role() == Role.List
    assert name(tree) == "Cycle time against takt"
    bars = list(children(tree))
    assert [name(one) for one in bars][3] == "Assembly 1, 62 s for one good piece"
    assert value(bars[3]) == "62 s for one good piece"
    assert "above takt, 60 s" in bars[3].text(Text.Description)
    assert bars[3].role() == Role.ListItem
    actions = bars[3].actionInterface()
    assert actions.pressAction() in actions.actionNames()
    actions.doAction(actions.pressAction())
    assert window.desk.selection == {"assy1"}
    assert bars[3].state().selected
    assert bars[3].rect().size() == page.view.area(3).size()
    assert tree.childAt(*bars[2].rect().center().toTuple()).text(Text.Name) == name(bars[2])
    assert not nameless(window)


@pytest.mark.parametrize("suffix", [".pdf", ".svg", ".png"])
def test_a_chart_is_saved_by_its_button(window, page, monkeypatch, tmp_path, qtbot, suffix):
    asked: list[tuple[str, str]] = []

    def ask(_parent, _title, start, kinds):
        asked.append((start, kinds))
        return (str(tmp_path / f"chart{suffix}"), "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    QTest.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    data = (tmp_path / f"chart{suffix}").read_bytes()
    assert data.startswith({".pdf": b"%PDF-", ".svg": b"<?xml", ".png": b"\x89PNG"}[suffix])
    if suffix == ".svg":
        assert b"Takt 60 s" in data
        assert b"Steering brackets" in data
    ((start, kinds),) = asked
    assert start == "Steering brackets – Cycle times.pdf"
    assert "xlsx" not in kinds


def test_a_chart_that_cannot_be_written_is_said(window, page, monkeypatch, tmp_path, qtbot):
    told: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "missing" / "chart.pdf"), "")
    )
    monkeypatch.setattr("vsm_desktop.ui.errors.tell", lambda _parent, title, _sentence: told.append(title))
    QTest.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert told == ["Nothing was saved"]


def test_a_chart_is_copied_as_a_picture(window, page):
    QTest.mouseClick(page.copy_button, LEFT)
    image = QApplication.clipboard().image()
    assert image.width() >= 3 * 640
    assert image.pixelColor(3, 3).name() == "#ffffff", "print colours, whatever the theme"
    QApplication.clipboard().clear()
    page.view.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.view, Key.Key_C, control)
    assert not QApplication.clipboard().image().isNull(), "Ctrl+C is for the chart while it has the keyboard"
    QApplication.clipboard().clear()
    click_bar(page, "Assembly 1")
    window.activateWindow()
    QTest.keyClick(page.view, Key.Key_C, control)
    assert not QApplication.clipboard().image().isNull(), "with a symbol selected, too"


def test_the_context_menu_is_about_the_bar(window, page):
    at = page.view.area(bar(page, "Spot weld 2")).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.view.mapToGlobal(at))
    QApplication.sendEvent(page.view, event)
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    actions = [action for action in menu.actions() if action.text()]
    assert [action.text().partition("\t")[0] for action in actions] == [
        "Show on the map",
        "Copy as a picture",
        "Save the chart…",
    ]
    actions[0].trigger()
    menu.close()
    assert window.desk.selection == {"weld2"}
    assert not page.menu(-1).actions()[0].isEnabled()


def test_light_and_dark(window, page):
    light = page.view.grab().toImage()
    window.actions_by_name["theme_dark"].trigger()
    QApplication.processEvents()
    dark = page.view.grab().toImage()
    assert light.pixelColor(2, light.height() - 2).lightness() > 200
    assert dark.pixelColor(2, dark.height() - 2).lightness() < 60


def test_a_long_line_of_steps_scrolls_and_is_walked_into_sight(make_window):
    from tests.builders import a_stream, customer, process

    steps = [process(f"Step {i}", ct="30 s") for i in range(120)]
    window = make_window(a_stream(*steps, customer("450/d")))
    window.resize(1100, 800)
    QTest.mouseClick(window.bottom.tabs["charts"], LEFT)
    QApplication.processEvents()
    page = window.bottom.page("charts")
    bars = page.around.horizontalScrollBar()
    assert bars.maximum() > 0
    assert page.around.verticalScrollBar().maximum() == 0
    QTest.keyClick(page.view, Key.Key_End)
    assert bars.value() > 0
    shown = page.around.viewport().rect().translated(bars.value(), 0)
    assert shown.contains(page.view.area(119).center())


def test_on_a_very_long_map_the_chart_follows_in_its_own_time(make_window, qtbot):
    from tests.builders import a_stream, customer, process
    from vsm_desktop.edit.edits import set_fields
    from vsm_desktop.model.quantity import quantity

    steps = [process(f"Step {i}", ct="30 s") for i in range(200)]
    window = make_window(a_stream(*steps, customer("450/d")))
    QTest.mouseClick(window.bottom.tabs["charts"], LEFT)
    view = window.bottom.page("charts").view
    window.desk.commit("Slower", set_fields("Step 3", ct=quantity(41, "s")))
    window.desk.commit("Slower", set_fields("Step 3", ct=quantity(42, "s")))
    qtbot.waitUntil(lambda: "42 s for one good piece" in view.chart.marks[3].said)
    assert "30 s for one good piece" in view.chart.marks[4].said


def test_an_empty_map_says_what_will_stand_there(make_window):
    window = make_window(new_stream())
    QTest.mouseClick(window.bottom.tabs["charts"], LEFT)
    page = window.bottom.page("charts")
    assert page.chooser.hasFocus()
    for row in range(len(CHARTS)):
        click_chart(page, row)
        assert page.view.chart.marks == ()
    QTest.keyClick(page.view, Key.Key_Return)
    QTest.keyClick(page.view, Key.Key_Right)
    assert window.desk.selection == frozenset()


def test_the_start_does_not_wait_for_the_charts():
    """Nothing of them is imported before they are asked for, in a program of its own."""
    import subprocess

    code = (
        "import sys, vsm_desktop.ui.window\n"
        "sys.exit(any(name.startswith(('vsm_desktop.ui.charts', 'vsm_desktop.drawing.charts')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
