"""The scoreboard in the room it has: tools that give way, columns that share, all measures in place of the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT, NONE, keys
from tests.gui.test_everything_has_a_name import nameless
from tests.gui.test_scoreboard import opened, press, undo
from vsm_desktop.ui.documents import sample_stream

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key
WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-future.vsm"))


@pytest.fixture
def page(window):
    return opened(window)


def wall_of(window):
    """All measures in place of the map, by their key."""
    keys(window, Key.Key_F12)
    QApplication.processEvents()
    return window.analysing.scoreboard.view


def test_tools_lose_their_words_and_then_go_into_a_menu(page):
    bar = page.bar
    bar.fit(1024)
    assert all(made.toolButtonStyle() == WORDS and made.isVisible() for made, _name in bar.icons)
    assert not bar.more.isVisible()
    bar.fit(300)
    assert all(made.toolButtonStyle() != WORDS and made.isVisible() for made, _name in bar.icons)
    assert all(made.accessibleName() and made.toolTip() for made, _name in bar.icons)
    bar.fit(150)
    hidden = [made for made, _name in bar.icons if not made.isVisible()]
    assert hidden
    assert bar.more.isVisible()
    bar.more_menu.aboutToShow.emit()
    entries = {action.text(): action for action in bar.more_menu.actions()}
    assert [made.text() for made in hidden] == list(entries)
    entries["Copy"].trigger()
    assert "Lead time" in QApplication.clipboard().text()
    bar.fit(60)
    bar.more_menu.aboutToShow.emit()
    assert bar.more_menu.actions()[0].menu() is bar.add_menu


def test_in_the_smallest_window_names_and_values_can_be_read(window, page):
    window.resize(1024, 680)
    QApplication.processEvents()
    assert {"name", "target", "last", "unit"} <= {*page.rows.grid.columns}
    assert page.chart.width() > 250
    assert page.side.table.columnWidth(2) > 60
    assert all(made.toolButtonStyle() == WORDS for made, _name in page.bar.icons)
    window.resize(1440, 900)
    QApplication.processEvents()
    assert page.rows.grid.columns[-1] == "trend", "all columns"


def test_all_measures_stand_in_place_of_the_map(window, page):
    page.choose(page.lines[3].measure.id)
    wall = wall_of(window)
    assert not window.view.isVisible()
    assert window.actions_by_name["scoreboard_large"].isChecked()
    assert [mark.name for mark in wall.view.chart.marks] == [line.label for line in page.lines]
    assert "1.18 % was expected" in wall.view.chart.marks[3].said
    assert wall.chosen == page.chosen
    assert wall.words.text().startswith("Returns: 1.3 % on 30 Jun 2025")
    assert not nameless(window)
    assert not window.actions_by_name["zoom_in"].isEnabled()


def test_the_wall_is_walked_by_keys_and_clicked(window, page):
    wall = wall_of(window)
    tiles = wall.view
    assert QApplication.focusWidget() is tiles
    press(tiles, Key.Key_Right)
    assert wall.chosen == page.lines[1].measure.id
    press(tiles, Key.Key_Down)
    assert wall.chosen == page.lines[1 + tiles.across].measure.id
    press(tiles, Key.Key_Home, Key.Key_Up)
    assert wall.chosen == page.lines[0].measure.id
    QTest.mouseClick(tiles, LEFT, NONE, tiles.area(2).center())
    assert wall.chosen == page.lines[2].measure.id
    assert tiles.is_selected(2)
    press(tiles, Key.Key_C, mods=Qt.KeyboardModifier.ControlModifier)
    assert not QApplication.clipboard().image().isNull()


def test_enter_on_a_tile_leads_to_its_values(window, page):
    wall = wall_of(window)
    QTest.mouseDClick(wall.view, LEFT, NONE, wall.view.area(4).center())
    QApplication.processEvents()
    assert window.view.isVisible()
    assert page.line.label == "Productivity"
    assert QApplication.focusWidget() is page.side.table
    assert page.side.table.currentIndex().row() == len(page.line.measure.actuals), "a new value"


def test_the_wall_follows_undo_and_gives_way(window, page):
    wall = wall_of(window)
    page.acting.drop(page.lines[0].measure.id)
    assert wall.view.chart.marks[0].name == "Value stream %C&A"
    undo(window)
    assert wall.view.chart.marks[0].name == "Lead time"
    window.actions_by_name["plan_large"].trigger()
    assert window.analysing.scoreboard.view is None
    assert window.analysing.plan.view.isVisible()
    keys(window, Key.Key_F12)
    assert window.analysing.plan.view is None
    window.actions_by_name["compare"].trigger()
    assert window.analysing.scoreboard.view is None
    keys(window, Key.Key_F12)
    assert window.comparing.view is None
    press(window.analysing.scoreboard.view.view, Key.Key_Escape)
    assert window.view.isVisible()
    assert not window.actions_by_name["scoreboard_large"].isChecked()
    QTest.mouseClick(page.bar.larger, LEFT)
    assert window.analysing.scoreboard.view.isVisible()
    QTest.mouseClick(window.analysing.scoreboard.view.back, LEFT)
    assert window.view.isVisible()


def test_the_wall_is_saved(window, page, qtbot, tmp_path, monkeypatch):
    from vsm_desktop.ui import asking

    path = tmp_path / "board.pdf"
    monkeypatch.setattr(asking, "ask_export", lambda *_a, **_k: path)
    wall = wall_of(window)
    QTest.mouseClick(wall.saver, LEFT)
    qtbot.waitUntil(lambda: window.jobs.job is None)
    assert path.read_bytes().startswith(b"%PDF")


def drag(view, row: int, y: int, *, drop: bool = True) -> None:
    """Take a row by its name and carry it to a height."""
    port, start = view.viewport(), view.visualRect(view.grid.index(row, 0)).center()
    QTest.mousePress(port, LEFT, NONE, start)
    for at in (QPoint(start.x(), (start.y() + y) // 2), QPoint(start.x() + 4, y)):
        move(port, at)
    if drop:
        QTest.mouseRelease(port, LEFT, NONE, QPoint(start.x() + 4, y))
    QApplication.processEvents()


def move(port, at: QPoint) -> None:
    """The pointer goes on with the button held."""
    where, held = at.toPointF(), Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, port.mapToGlobal(where), Qt.MouseButton.NoButton, held, NONE
    )
    QApplication.sendEvent(port, event)


def test_a_measure_is_dragged_to_another_place_in_one_step(window, page):
    before = [line.label for line in page.lines]
    at = page.rows.visualRect(page.rows.grid.index(2, 0)).bottom() - 2
    drag(page.rows, 0, at)
    assert [line.label for line in page.lines[:3]] == [before[1], before[2], before[0]]
    assert page.line.label == before[0]
    assert page.rows.currentIndex().row() == 2
    undo(window)
    assert [line.label for line in page.lines] == before
    drag(page.rows, 3, 2)
    assert page.lines[0].label == before[3]
    undo(window)
    drag(page.rows, 1, page.rows.visualRect(page.rows.grid.index(1, 0)).bottom())
    assert [line.label for line in page.lines] == before, (
        "between itself and the next there is no other place"
    )


def test_escape_lets_a_dragged_measure_go(window, page):
    before = window.desk.recorded
    drag(page.rows, 0, 100, drop=False)
    press(page.rows, Key.Key_Escape)
    QTest.mouseRelease(page.rows.viewport(), LEFT, NONE, QPoint(40, 100))
    assert window.desk.recorded is before
    assert page.isVisible()
