"""The table under the map, by real keys and clicks: typing, moving, copy and paste, rows, selection both ways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from tests.gui import hands
from tests.gui.sheets import (
    CONTROL,
    SHIFT,
    add_row,
    cell,
    click,
    click_row,
    editor,
    enter,
    on_clipboard,
    open_table,
    press,
    put_on_clipboard,
    type_text,
)
from tests.model.maps import acme
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import load

Key = Qt.Key


@pytest.fixture
def window(make_window):
    return make_window(acme())


@pytest.fixture
def sheet(window):
    return open_table(window).sheet


def node(window, id_: str):
    return window.desk.frame.state.node(id_)


def steps(window) -> int:
    return window.desk.history.at


def here(sheet) -> tuple[str, str]:
    """The element and column of the cursor."""
    index = sheet.currentIndex()
    return sheet.table.id_at(index.row()), sheet.table.shown[index.column()].key


# typing


def test_typing_replaces_and_enter_goes_down(window, sheet):
    click(sheet, cell(sheet, "stamping", "ct"))
    enter(sheet, "45 s")
    assert node(window, "stamping").ct == quantity(45, "s", "45 s")
    assert here(sheet) == ("stamped", "ct")
    assert steps(window) == 1
    assert sheet.hasFocus()


def test_letters_that_are_shortcuts_of_the_window_are_typed(window, sheet):
    click(sheet, cell(sheet, "stamping", "name"))
    enter(sheet, "cv press")
    assert node(window, "stamping").name == "cv press"
    assert window.desk.tool.name == "select"


def test_f2_edits_what_is_there(window, sheet):
    click(sheet, cell(sheet, "stamping", "name"))
    press(sheet, Key.Key_F2)
    press(sheet, Key.Key_End)
    enter(sheet, " A")
    assert node(window, "stamping").name == "Stamping A"


def test_a_double_click_edits(window, sheet):
    index = cell(sheet, "stamping", "ct")
    click(sheet, index)
    QTest.mouseDClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=sheet.visualRect(index).center())
    enter(sheet, "7")
    assert node(window, "stamping").ct.base == 7


@pytest.mark.parametrize(
    ("key", "modifiers", "place"),
    [
        (Key.Key_Return, SHIFT, ("coils", "co")),
        (Key.Key_Tab, None, ("stamping", "uptime")),
        (Key.Key_Backtab, SHIFT, ("stamping", "ct")),
        (Key.Key_Down, None, ("stamped", "co")),
        (Key.Key_Up, None, ("coils", "co")),
    ],
)
def test_where_keys_lead_from_typing_and_from_the_cell(window, sheet, key, modifiers, place):
    for typed in ("8 min", ""):
        click(sheet, cell(sheet, "stamping", "co"))
        type_text(sheet, typed)
        press(sheet, key, modifiers or Qt.KeyboardModifier.NoModifier)
        assert here(sheet) == place
    assert node(window, "stamping").co == quantity(8, "min", "8 min")


def test_tab_at_the_end_of_a_row_goes_to_the_next(sheet):
    sheet.go(0, len(sheet.table.shown) - 1)
    press(sheet, Key.Key_Tab)
    assert (sheet.currentIndex().row(), sheet.currentIndex().column()) == (1, 0)
    press(sheet, Key.Key_Backtab, SHIFT)
    assert sheet.currentIndex().row() == 0


def test_escape_gives_the_value_back(window, sheet):
    click(sheet, cell(sheet, "stamping", "ct"))
    type_text(sheet, "99")
    assert node(window, "stamping").ct.base == 99, "the map follows while typing"
    press(sheet, Key.Key_Escape)
    assert node(window, "stamping").ct == quantity(1, "s")
    assert editor(sheet) is None
    assert steps(window) == 0


def test_wrong_input_stays_is_explained_and_holds_the_cursor(window, sheet):
    click(sheet, cell(sheet, "stamping", "ct"))
    enter(sheet, "4 sq")
    assert here(sheet) == ("stamping", "ct")
    assert sheet.table.cell(sheet.currentIndex().row(), sheet.currentIndex().column())[:2] == (
        "4 sq",
        "wrong",
    )
    assert sheet.bubble.isVisible()
    assert sheet.bubble.text() == '"sq" is no unit of time. Try 4 s or 4 min.'
    assert node(window, "stamping").ct == quantity(1, "s")
    assert steps(window) == 0
    press(sheet, Key.Key_F2)
    assert editor(sheet).text() == "4 sq"
    press(sheet, Key.Key_Escape)
    enter(sheet, "4 min")
    assert node(window, "stamping").ct.base == 240
    assert not sheet.bubble.isVisible()


def test_a_wrong_value_may_be_left_and_cleared(window, sheet):
    click(sheet, cell(sheet, "welding", "co"))
    enter(sheet, "?")
    press(sheet, Key.Key_Right)
    assert not sheet.bubble.isVisible()
    click(sheet, cell(sheet, "welding", "co"))
    assert sheet.bubble.isVisible()
    press(sheet, Key.Key_Delete)
    assert sheet.table.data(cell(sheet, "welding", "co")) == ""
    assert not sheet.bubble.isVisible()


def test_a_cell_that_does_not_apply_takes_no_typing(window, sheet):
    click(sheet, cell(sheet, "coils", "ct"))
    type_text(sheet, "5")
    assert editor(sheet) is None
    assert steps(window) == 0


@pytest.mark.qt_log_ignore("This plugin does not support")  # an open list, where there is no screen
def test_a_choice_is_chosen_from_a_list(window, sheet):
    window.bottom.page("table").all_columns.click()
    click(sheet, cell(sheet, "stamping", "va"))
    press(sheet, Key.Key_F2)
    box = editor(sheet)
    assert isinstance(box, QComboBox)
    assert [box.itemText(i) for i in range(box.count())][:2] == ["Not entered", "Adds value"]
    QApplication.processEvents()
    box.hidePopup()
    press(sheet, Key.Key_Down)
    press(sheet, Key.Key_Return)
    assert node(window, "stamping").va == "VA"
    assert here(sheet)[0] == "stamped"


def test_a_flag_is_turned_by_click_and_by_space(window, sheet):
    window.bottom.page("table").all_columns.click()
    index = cell(sheet, "stamping", "shared")
    sheet.scrollTo(index)
    box = sheet.visualRect(index).topLeft()
    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=box + type(box)(14, 14))
    assert node(window, "stamping").shared
    sheet.setCurrentIndex(cell(sheet, "stamping", "shared"))
    press(sheet, Key.Key_Space)
    assert not node(window, "stamping").shared
    assert steps(window) == 2


def test_undo_takes_back_the_cell_and_the_table_follows(window, sheet):
    click(sheet, cell(sheet, "stamping", "ct"))
    enter(sheet, "45")
    press(sheet, Key.Key_Z, CONTROL)
    assert sheet.table.data(cell(sheet, "stamping", "ct")) == "1 s"
    press(sheet, Key.Key_Y, CONTROL)
    assert sheet.table.data(cell(sheet, "stamping", "ct")) == "45 s"
    press(sheet, Key.Key_Z, CONTROL)
    assert here(sheet) == ("stamping", "ct")
    press(sheet, Key.Key_Delete)
    assert node(window, "stamping") is not None, "Del after undo clears the cell, it does not delete the step"
    assert node(window, "stamping").ct is None


def test_numbers_follow_while_typing(window, sheet):
    shown = []
    click(sheet, cell(sheet, "welding", "ct"))
    for letter in "120":
        type_text(sheet, letter)
        shown.append(sheet.table.data(cell(sheet, "welding", "utilization")))
    assert shown == ["3.3 %", "40 %", "▲ 400 %"], "27,600 s a day for 920 pieces of 1, 12 and 120 s"


def test_saving_takes_what_is_being_typed(window, sheet, tmp_path):
    window.filing.path = tmp_path / "map.vsm"
    click(sheet, cell(sheet, "stamping", "ct"))
    type_text(sheet, "45")
    press(sheet, Key.Key_S, CONTROL)
    assert load(window.filing.path).state().node("stamping").ct.base == 45
    assert editor(sheet) is not None
    press(sheet, Key.Key_Return)
    assert steps(window) == 1


def test_a_column_is_fitted_by_a_double_click_and_keeps_the_width_it_was_given(window, sheet):
    header = sheet.horizontalHeader()
    column = cell(sheet, "stamping", "ct").column()
    sheet.setColumnWidth(column, 150)
    window.desk.commit("Edit", set_fields("stamping", ct=quantity(2, "s")))
    assert header.sectionSize(column) == 150
    edge = header.viewport().rect().center()
    edge.setX(header.sectionViewportPosition(column) + 150)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    assert header.sectionSize(column) < 100


# copy and paste


def test_a_block_goes_out_and_comes_in_again(window, sheet):
    click(sheet, cell(sheet, "stamping", "ct"))
    click(sheet, cell(sheet, "stamping", "uptime"), SHIFT)
    press(sheet, Key.Key_C, CONTROL)
    assert on_clipboard() == "1 s\t1 h\t85 %\n"
    assert "<td>85 %</td>" in QGuiApplication.clipboard().mimeData().html()
    click(sheet, cell(sheet, "welding", "ct"))
    press(sheet, Key.Key_V, CONTROL)
    welding = node(window, "welding")
    assert (welding.ct.base, welding.co.base, welding.uptime.base) == (1, 3600, 0.85)
    assert steps(window) == 1
    press(sheet, Key.Key_Z, CONTROL)
    assert node(window, "welding").ct == quantity(39, "s")


def test_the_whole_table_goes_out_with_its_heads(window):
    page = open_table(window)
    window.desk.commit("Rename", set_fields("stamping", name="=2+3"))
    menu = page.menu()
    next(action for action in menu.actions() if action.text() == "Copy the whole table").trigger()
    lines = on_clipboard().splitlines()
    heads = lines[0].split("\t")
    assert heads[0] == "Name"
    assert {"C/T", "Uptime"} <= {*heads}
    assert len(lines) == 1 + len(page.sheet.table.rows.ids)
    assert len({line.count("\t") for line in lines}) == 1
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<td style='mso-number-format:\"\\@\"'>=2+3</td>" in html


def test_cut_takes_the_values_along(window, sheet):
    click(sheet, cell(sheet, "stamping", "ct"))
    click(sheet, cell(sheet, "stamping", "co"), SHIFT)
    press(sheet, Key.Key_X, CONTROL)
    assert (node(window, "stamping").ct, node(window, "stamping").co) == (None, None)
    assert on_clipboard() == "1 s\t1 h\n"
    assert steps(window) == 1


def test_a_block_from_a_spreadsheet_is_one_step_and_says_what_it_left_out(window, sheet):
    put_on_clipboard("0,5\t1 h\t85%\r\n\t\t\r\nn/a\t10 min\t90%\r\n")
    click(sheet, cell(sheet, "stamping", "ct"))
    press(sheet, Key.Key_V, CONTROL)
    assert node(window, "stamping").ct.base == 0.5
    assert node(window, "welding").co.base == 600
    assert node(window, "welding").uptime.base == 0.9
    assert node(window, "welding").ct == quantity(39, "s"), "what does not fit leaves the cell as it was"
    message = window.bottom.page("table").message
    assert message.isVisible()
    assert message.text.text() == (
        '1 of 9 cells was not taken: Welding · Cycle time: "n/a" is no time. Try 45 s, 1.5 h or 2 d.'
    )
    assert steps(window) == 1
    assert len(sheet.cells()) == 9, "what was pasted into is selected"
    press(sheet, Key.Key_Z, CONTROL)
    assert node(window, "stamping").ct == quantity(1, "s")


def test_one_value_fills_a_range(window, sheet):
    put_on_clipboard("12 min\n")
    click(sheet, cell(sheet, "stamping", "co"))
    click(sheet, cell(sheet, "welding", "co"), SHIFT)
    press(sheet, Key.Key_V, CONTROL)
    assert node(window, "stamping").co.base == node(window, "welding").co.base == 720
    assert node(window, "stamped") == acme().state().node("stamped")


def test_a_block_pasted_into_the_last_row_adds_steps(window, sheet):
    put_on_clipboard("Name\tKind\tC/T\nPaint\tProcess\t30 s\nBuffer\tInventory\t\nPack\tProcess\tsoon\n")
    click(sheet, add_row(sheet))
    press(sheet, Key.Key_V, CONTROL)
    new = [one for one in window.desk.frame.state.nodes if one.id not in acme().ids()]
    assert [(one.name, one.kind) for one in new] == [
        ("Paint", "process"),
        ("Buffer", "inventory"),
        ("Pack", "process"),
    ]
    assert {one.at.y for one in new} == {342}
    assert new[0].at.x > node(window, "truck").at.x
    assert window.desk.frame.state.flows == acme().state().flows
    assert window.desk.selection == {one.id for one in new}
    assert "Pack · Cycle time" in window.bottom.page("table").message.text.text()
    assert steps(window) == 1


def test_a_block_that_is_too_long_leaves_out_the_rest(window, sheet):
    put_on_clipboard("A\nB\nC\n")
    click(sheet, cell(sheet, "control", "name"))
    press(sheet, Key.Key_V, CONTROL)
    assert len(window.desk.frame.state.nodes) == len(acme().state().nodes)
    assert node(window, "control").name == "A"
    assert "2 cells lie outside the table" in window.bottom.page("table").message.text.text()


def test_filling_down(window, sheet):
    click(sheet, cell(sheet, "stamping", "co"))
    click(sheet, cell(sheet, "welding", "uptime"), SHIFT)
    press(sheet, Key.Key_D, CONTROL)
    assert node(window, "welding").co.base == 3600
    assert node(window, "welding").uptime.base == 0.85
    assert not window.bottom.page("table").message.isVisible()
    assert steps(window) == 1


def test_filling_one_cell_takes_the_one_above(window, sheet):
    click(sheet, cell(sheet, "stamped", "qty"))
    click(sheet, cell(sheet, "customer", "name"))
    press(sheet, Key.Key_D, CONTROL)
    assert node(window, "customer").name == "Steel Co"


def test_the_menu_of_the_window_works_on_the_table_while_it_has_the_cursor(window, sheet):
    click(sheet, cell(sheet, "stamping", "co"))
    window.actions_by_name["copy"].trigger()
    assert on_clipboard() == "1 h\n"
    click(sheet, cell(sheet, "welding", "co"))
    window.actions_by_name["paste"].trigger()
    assert node(window, "welding").co.base == 3600
    window.actions_by_name["delete"].trigger()
    assert node(window, "welding").co is None
    press(sheet, Key.Key_Escape)
    window.actions_by_name["delete"].trigger()
    assert node(window, "welding") is None, "with the cursor on the map they work there"


# clearing and deleting


def test_del_in_cells_clears_them(window, sheet):
    click(sheet, cell(sheet, "stamping", "ct"))
    click(sheet, cell(sheet, "stamping", "co"), SHIFT)
    press(sheet, Key.Key_Delete)
    assert (node(window, "stamping").ct, node(window, "stamping").co) == (None, None)
    assert steps(window) == 1


def test_del_on_whole_rows_deletes_the_symbols(window, sheet):
    click_row(sheet, "stamping")
    click_row(sheet, "welding", CONTROL)
    press(sheet, Key.Key_Delete)
    assert node(window, "stamping") is None
    assert node(window, "welding") is None
    assert steps(window) == 1
    press(sheet, Key.Key_Z, CONTROL)
    assert node(window, "stamping") is not None
    assert window.desk.selection == {"stamping", "welding"}


def test_locked_rows_are_kept_and_named(window, sheet):
    window.desk.commit("Lock", set_fields("welding", locked=True))
    click_row(sheet, "stamping")
    click_row(sheet, "welding", CONTROL)
    press(sheet, Key.Key_Delete)
    assert node(window, "stamping") is None
    assert node(window, "welding") is not None
    assert "locked" in window.bottom.page("table").message.text.text()


# adding


def test_steps_are_added_by_typing_their_names(window, sheet):
    click(sheet, add_row(sheet))
    enter(sheet, "Paint")
    assert sheet.table.is_add_row(sheet.currentIndex().row()), "ready for the next name"
    enter(sheet, "Pack")
    flows = window.desk.frame.state.flows
    ways = {(flow.source, flow.target) for flow in flows}
    assert {("welding", "process1"), ("process1", "process2"), ("process2", "finished")} <= ways
    assert [node(window, id_).name for id_ in ("process1", "process2")] == ["Paint", "Pack"]
    assert sheet.table.row_of("process1") == sheet.table.row_of("welding") + 1
    assert steps(window) == 2


def test_tab_after_a_new_name_goes_on_in_its_row(window, sheet):
    click(sheet, add_row(sheet))
    enter(sheet, "Paint", Key.Key_Tab)
    press(sheet, Key.Key_Tab)
    assert here(sheet) == ("process1", "ct")
    enter(sheet, "30")
    assert node(window, "process1").ct.base == 30


def test_a_first_step_in_an_empty_map(make_window):
    window = make_window(new_stream("New"))
    sheet = open_table(window).sheet
    press(sheet, Key.Key_Down)
    enter(sheet, "Cut")
    assert node(window, "process1").name == "Cut"


def test_insert_puts_a_step_into_the_flow_and_asks_for_its_name(window, sheet):
    click(sheet, cell(sheet, "stamping", "ct"))
    press(sheet, Key.Key_Insert)
    assert editor(sheet).selectedText() == "Process"
    enter(sheet, "Wash")
    ways = {(flow.source, flow.target) for flow in window.desk.frame.state.flows}
    assert {("stamping", "process1"), ("process1", "stamped")} <= ways
    assert node(window, "process1").name == "Wash"


# selection


def test_rows_and_symbols_are_selected_together(window, sheet):
    click(sheet, cell(sheet, "welding", "ct"))
    assert window.desk.selection == {"welding"}
    assert sheet.cells() == [(sheet.currentIndex().row(), sheet.currentIndex().column())], (
        "the cell stays a cell"
    )
    press(sheet, Key.Key_Down, SHIFT)
    assert window.desk.selection == {"welding", "finished"}
    hands.click(window, *hands.place_of(window, "stamping"))
    assert sheet.selected_rows() == [sheet.table.row_of("stamping")]
    assert sheet.whole_rows()
    hands.click(window, 700, 480)
    assert window.desk.selection == frozenset()
    assert sheet.selected_rows() == []


def test_what_is_selected_on_the_map_comes_into_sight(window, sheet):
    sheet.scrollToTop()
    hands.click(window, *hands.place_of(window, "control"))
    assert sheet.viewport().rect().contains(sheet.visualRect(cell(sheet, "control", "kind")))


def test_a_table_that_is_closed_does_nothing_and_catches_up(window, sheet):
    press(sheet, Key.Key_T, CONTROL)
    assert window.bottom.open_page == ""
    before = sheet.table.rows
    hands.click(window, *hands.place_of(window, "stamping"))
    QTest.keyClick(window.view, Key.Key_Delete)
    assert sheet.table.rows is before
    open_table(window)
    assert sheet.table.row_of("stamping") is None


def test_columns_that_stay_are_seen_while_scrolling(window, sheet):
    window.bottom.page("table").all_columns.click()
    sheet.setCurrentIndex(cell(sheet, "welding", "utilization"))
    bar = sheet.horizontalScrollBar()
    assert bar.value() > 0
    name = cell(sheet, "welding", "name")
    assert sheet.still.visualRect(name).left() == 0
    sheet.setCurrentIndex(cell(sheet, "welding", "ct"))
    assert sheet.visualRect(cell(sheet, "welding", "ct")).left() >= sheet.frozen_width()
    sheet.setCurrentIndex(cell(sheet, "welding", "utilization"))
    value = bar.value()
    sheet.setCurrentIndex(name)
    assert bar.value() == value
    enter(sheet, "Weld")
    assert node(window, "welding").name == "Weld"


# arrows


def test_arrows_in_a_table_of_their_own(window, sheet):
    page = window.bottom.page("table")
    page._modes.buttons()[1].click()
    arrows = page.sheet
    assert arrows is not sheet
    click(arrows, cell(arrows, "coils-stamping", "label"))
    assert window.desk.selection == {"coils-stamping"}
    enter(arrows, "1 pallet")
    assert window.desk.frame.state.flow("coils-stamping").label == "1 pallet"
    click_row(arrows, "coils-stamping")
    press(arrows, Key.Key_Delete)
    assert window.desk.frame.state.flow("coils-stamping") is None
    hands.click(window, *hands.place_of(window, "stamping"))
    page._modes.buttons()[0].click()
    assert sheet.selected_rows() == [sheet.table.row_of("stamping")]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens_on_names_cells_and_row_numbers(window, sheet):
    asked = []
    numbers = sheet.verticalHeader()
    for part, place in (
        (sheet, sheet.visualRect(cell(sheet, "stamping", "co")).center()),
        (sheet.still, sheet.still.visualRect(cell(sheet, "coils", "name")).center()),
        (numbers, QPoint(10, numbers.sectionViewportPosition(1) + 10)),
    ):
        QTest.mouseClick(part.viewport(), Qt.MouseButton.RightButton, pos=place)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, part.viewport().mapToGlobal(place))
        QApplication.sendEvent(part.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        asked.append(window.desk.selection)
        menu.close()
    assert asked == [{"stamping"}, {"coils"}, {"stamping"}]
    assert sheet.whole_rows(), "beside a row the menu is about the row"


def test_the_menu_of_the_table(window, sheet):
    click(sheet, cell(sheet, "stamping", "co"))
    menu = window.bottom.page("table").menu()
    entries = {action.text().split("\t")[0]: action for action in menu.actions()}
    entries["Clear cells"].trigger()
    assert node(window, "stamping").co is None
    entries["Insert a step after this one"].trigger()
    assert node(window, "process1") is not None


# for those who hear it


def test_names_and_values_are_said(window, sheet):
    interface = QAccessible.queryAccessibleInterface(sheet)
    index = cell(sheet, "welding", "ct")
    wide = len(sheet.table.shown) + 1

    def said(row: int, column: int) -> str:
        """The name of a child: headers stand in the first row and column."""
        return interface.child((row + 1) * wide + column + 1).text(QAccessible.Text.Name)

    assert interface.text(QAccessible.Text.Name) == "Table of the map"
    assert interface.role() == QAccessible.Role.Table
    assert said(-1, index.column()) == "Cycle time"
    assert said(index.row(), -1) == "Welding"
    assert said(index.row(), index.column()) == "39 s"
    assert said(0, index.column()) == "does not apply"
