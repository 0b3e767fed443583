"""The page of levers: the table, the sliders that try numbers on the stream, and what becomes of what was tried."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT, keys
from vsm_desktop.edit.bursts import follow
from vsm_desktop.model.quantity import quantity
from vsm_desktop.ui.documents import sample_stream

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


@pytest.fixture
def page(window, qtbot):
    QTest.mouseClick(window.bottom.tabs["levers"], LEFT)
    QApplication.processEvents()
    found = window.bottom.page("levers")
    qtbot.waitUntil(lambda: not found.table.working)
    return found


def press(widget, *wanted: Qt.Key) -> None:
    for key in wanted:
        QTest.keyClick(widget, key)
    QApplication.processEvents()


def row_of(page, key: str) -> int:
    return [lever.input.key if lever else "" for lever in page.table.list.rows].index(key)


def unfold(page) -> None:
    """Enter on the line of the levers without effect."""
    table = page.table
    if not table.list.open:
        table.setFocus()
        table.setCurrentIndex(table.list.index(table.list.fold, 0))
        press(table, Key.Key_Return)


def try_out(page, key: str):
    """Enter on a lever puts a slider beside the table, with the keyboard on it."""
    table = page.table
    unfold(page)
    table.setFocus()
    table.setCurrentIndex(table.list.index(row_of(page, key), 0))
    press(table, Key.Key_Return)
    turn = page.what_if.turns[key]
    assert QApplication.focusWidget() is turn.slider
    return turn


def ct(stream, id_: str, state_id: str = ""):
    return stream.state(state_id).node(id_).ct


def effect(page, key: str) -> tuple[str, str]:
    return next((one.now, one.then) for one in page.effects.effects if one.key == key)


def test_the_strongest_lever_stands_first_on_the_number_one_asks_for(window, page):
    model = page.table.list
    assert model.index(0, 0).data() == "Stamped parts, Stock by variant"
    assert [model.index(0, at).data() for at in range(1, 4)] == [
        "7,000 → 6,300 pc",
        "22.9 d (−0.8 d)",
        "the same",
    ]
    page.sorting.setFocus()
    press(page.sorting, Key.Key_Down)
    assert model.index(0, 0).data() == "Assembly 1, Cycle time"
    assert model.index(0, 3).data() == "960 (+70)"
    page.table.setFocus()
    page.table.setCurrentIndex(model.index(0, 0))
    press(page.table, Key.Key_Down, Key.Key_Up)
    assert window.desk.selection == {"assy1"}


def test_a_slider_moves_the_whole_stream_and_not_the_map(window, page):
    before = window.desk.recorded
    turn = try_out(page, "ct.weld2")
    press(turn.slider, *[Key.Key_Left] * 6)
    assert ct(window.desk.frame.stream, "weld2") == quantity(43, "s")
    assert effect(page, "processing_time_s") == ("188 s", "185 s")
    assert window.desk.recorded is before
    assert [one.code for one in page.guard.warnings] == ["bottleneck_unchanged", "lead_time_not_shorter"]
    assert page.guard.cards[0].isVisible()
    assert "the stream still makes 890" in page.guard.cards[0].text()
    QTest.mouseClick(page.effects.cells["wip_pc"][2], LEFT)
    assert window.explaining.card is not None
    assert window.explaining.card.isVisible()
    press(window.explaining.card, Key.Key_Escape)
    press(turn.slider, Key.Key_Escape)
    assert window.desk.frame.stream is before
    assert not page.guard.warnings
    press(turn.slider, Key.Key_Escape)
    assert QApplication.focusWidget() is window.view


def test_what_is_tried_becomes_one_step_that_can_be_undone(window, page):
    before = window.desk.recorded
    press(try_out(page, "ct.assy1").slider, *[Key.Key_Left] * 7)
    press(try_out(page, "days.coils").slider, *[Key.Key_Left] * 10)
    QTest.mouseClick(page.what_if.accept, LEFT)
    assert ct(window.desk.recorded, "assy1") == quantity(55, "s")
    assert window.desk.recorded.state().node("coils").days == quantity(4.5, "day")
    assert not page.what_if.turns
    assert window.desk.frame.stream is window.desk.recorded
    assert "Assembly 1 C/T 62 s → 55 s" in (window.desk.history.undo_label or "")
    keys(window, Key.Key_Z, CONTROL)
    assert window.desk.recorded == before


def test_on_a_current_state_it_can_be_kept_as_a_burst(window, page):
    state = window.desk.recorded.state()
    press(try_out(page, "break_per_shift").slider, *[Key.Key_Left] * 5)
    press(try_out(page, "ct.assy1").slider, *[Key.Key_Left] * 7)
    QTest.mouseClick(page.what_if.keep, LEFT)
    (burst,) = window.desk.recorded.bursts
    (star,) = (node for node in window.desk.recorded.state().nodes if node.kind == "burst")
    assert (star.id, star.about) == (burst.id, "assy1")
    assert window.desk.recorded.state() == state.evolve(nodes=(*state.nodes, star))
    assert window.desk.frame.stream is window.desk.recorded
    assert {(change.id, change.field) for change in burst.changes} == {("assy1", "ct"), ("", "calendar")}
    assert burst.title == "Assembly 1 C/T 62 s → 55 s, Calendar Breaks 20 min → 19 min"


def test_on_a_state_made_from_another_a_kept_burst_is_on_and_on_one_that_stands_alone_it_says_why_not(
    make_window, qtbot
):
    window = make_window(sample_stream("acme-future.vsm"))
    window.desk.show_state("future")
    QTest.mouseClick(window.bottom.tabs["levers"], LEFT)
    page = window.bottom.page("levers")
    qtbot.waitUntil(lambda: not page.table.working)
    press(try_out(page, "ct.cell").slider, *[Key.Key_Left] * 4)
    QTest.mouseClick(page.what_if.keep, LEFT)
    burst = window.desk.recorded.bursts[-1]
    assert burst.title == "Weld + assembly cell C/T 56 s → 52 s"
    assert burst.id in window.desk.recorded.state("future").bursts
    assert ct(window.desk.frame.stream, "cell", "future") == quantity(52, "s")
    window.desk.commit_stream("Stand alone", follow("future", ""))
    press(try_out(page, "ct.cell").slider, Key.Key_Left)
    assert not page.what_if.keep.isEnabled()
    assert "was made from no other state" in page.what_if.keep.toolTip()


def test_a_number_is_typed_and_refused_where_it_cannot_be(window, page):
    turn = try_out(page, "uptime.weld2")
    turn.line.setFocus()
    turn.line.selectAll()
    QTest.keyClicks(turn.line, "120 %")
    press(turn.line, Key.Key_Return)
    assert turn.line.property("wrong")
    assert turn.wrong.isVisible()
    assert turn.wrong.text() == "Uptime is at most 100 %."
    assert not page.what_if.values
    turn.line.selectAll()
    QTest.keyClicks(turn.line, "92")
    press(turn.line, Key.Key_Return)
    assert not turn.line.property("wrong")
    assert not turn.wrong.isVisible()
    assert window.desk.frame.state.node("weld2").uptime == quantity(92, "%")
    QTest.mouseClick(turn.off, LEFT)
    QApplication.processEvents()
    assert window.desk.frame.stream is window.desk.recorded
    assert QApplication.focusWidget() is page.what_if.add


def test_while_the_page_is_away_the_map_is_what_it_is(window, page):
    press(try_out(page, "ct.weld2").slider, *[Key.Key_Left] * 6)
    QTest.mouseClick(window.bottom.tabs["problems"], LEFT)
    assert window.desk.frame.stream is window.desk.recorded
    QTest.mouseClick(window.bottom.tabs["levers"], LEFT)
    QApplication.processEvents()
    assert ct(window.desk.frame.stream, "weld2") == quantity(43, "s")


def test_the_map_can_be_worked_on_meanwhile(window, page):
    press(try_out(page, "ct.weld2").slider, *[Key.Key_Left] * 6)
    window.desk.select(frozenset({"coils"}))
    keys(window, Key.Key_Delete)
    assert window.desk.recorded.state().node("coils") is None
    assert ct(window.desk.recorded, "weld2") == quantity(46, "s")
    assert ct(window.desk.frame.stream, "weld2") == quantity(43, "s"), "what is tried is still tried"
    window.desk.select(frozenset({"weld2"}))
    keys(window, Key.Key_Delete)
    assert not page.what_if.turns, "what is gone cannot be tried"
    assert window.desk.frame.stream is window.desk.recorded


def test_any_number_can_be_added_and_all_is_copied_as_a_table(window, page):
    menus = {menu.title(): menu for action in page.what_if.menu().actions() if (menu := action.menu())}
    assert {"Stamping", "Coils", "Calendar"} <= menus.keys()
    next(one for one in menus["Stamping"].actions() if one.text() == "Changeover time").trigger()
    press(page.what_if.turns["co.stamping"].slider, Key.Key_Home)
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_C, CONTROL)
    text = QApplication.clipboard().text()
    lines = text.splitlines()
    assert lines[0].split("\t") == ["Lever", "From", "To", "Lead time", "Capacity, pc / d"]
    assert lines[1].split("\t")[:3] == ["Stamped parts, Stock by variant", "7,000 pc", "6,300 pc"]
    assert any(line.startswith("Stamping C/O 1 h → 0 h") for line in lines)
    assert any(line.startswith("Lead time\t23.6 d\t23.6 d") for line in lines)


def test_those_without_effect_are_one_line_that_opens_and_closes(window, page):
    table = page.table
    assert table.list.rows[-1] is None
    assert table.list.index(table.list.fold, 0).data() == "▸  14 more without effect"
    shown = len(table.list.rows)
    table.setFocus()
    table.setCurrentIndex(table.list.index(table.list.fold, 0))
    press(table, Key.Key_Return)
    assert len(table.list.rows) == shown + 14
    assert table.currentIndex().row() == table.list.fold, "the cursor stays"
    press(table, Key.Key_Left)
    assert len(table.list.rows) == shown
    table.scrollTo(table.list.index(table.list.fold, 0))
    at = table.visualRect(table.list.index(table.list.fold, 0)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=at)
    assert table.list.open
    QTest.keyClick(table, Key.Key_C, CONTROL)
    assert "Stamping, Operators" in QApplication.clipboard().text(), "all are copied"


def test_a_column_is_as_wide_as_what_is_in_it(window, page):
    table = page.table
    for at in range(1, len(table.list.columns)):
        if not table.isColumnHidden(at):
            texts = [table.list.index(row, at).data() for row in range(table.list.fold)]
            assert all(table.fontMetrics().horizontalAdvance(text) < table.columnWidth(at) for text in texts)


def test_numbers_that_do_not_fit_are_scrolled_with_the_keyboard(window, page):
    window.bottom._splitter.setSizes([900, 160])
    press(try_out(page, "ct.weld2").slider, *[Key.Key_Left] * 6)
    QApplication.processEvents()
    area = page.around
    assert area.verticalScrollBar().maximum() > 0
    for _step in range(12):
        if QApplication.focusWidget() is area:
            break
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert QApplication.focusWidget() is area
    press(area, Key.Key_End, *[Key.Key_Down] * 30)
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum()
    press(area, Key.Key_Escape)
    assert not page.what_if.values
    window.resize(1500, 1400)
    window.bottom._splitter.setSizes([300, 800])
    QApplication.processEvents()
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus, "what fits is no stop"
