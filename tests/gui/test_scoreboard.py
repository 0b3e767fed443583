"""The page of the scoreboard: typed, pasted, imported, put in order, drawn and saved, every step undone in one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.hands import LEFT, NONE, keys
from tests.intake.books import save
from vsm_desktop.edit.plan import set_objective
from vsm_desktop.edit.scoreboard import add_measure
from vsm_desktop.insight.board import board
from vsm_desktop.insight.glide import Told
from vsm_desktop.model.scoreboard import Actual
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui import asking
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.scoreboard.importing import ValuesDialog
from vsm_desktop.ui.scoreboard.told import Deviations
from vsm_desktop.ui.scoreboard.words import row_of

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)", extend=True)
Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def opened(window):
    QTest.mouseClick(window.bottom.tabs["scoreboard"], LEFT)
    page = window.bottom.page("scoreboard")
    page.today = lambda: date(2025, 7, 15)
    page.show_desk(window.desk)
    QApplication.processEvents()
    return page


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-future.vsm"))


@pytest.fixture
def page(window):
    return opened(window)


@pytest.fixture
def empty(make_window):
    """The page of a document that has no scoreboard."""
    return opened(make_window(new_stream("Line 3")))


def press(widget, *wanted: Qt.Key, mods: Qt.KeyboardModifier = NONE) -> None:
    for key in wanted:
        QTest.keyClick(widget, key, mods)
    QApplication.processEvents()


def click_cell(view, row: int, key: str) -> None:
    index = view.grid.index(row, view.grid.columns.index(key))
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), LEFT, NONE, view.visualRect(index).center())
    QApplication.processEvents()


def type_cell(view, row: int, key: str, text: str, end: Qt.Key = Key.Key_Return) -> None:
    """Click a cell and type over what it holds, as one does in a spreadsheet."""
    click_cell(view, row, key)
    QTest.keyClick(view, Key.Key_F2)
    line = editor_of(view)
    line.selectAll()
    if text:
        QTest.keyClicks(line, text)
    else:
        QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClick(line, end)
    QApplication.processEvents()


def editor_of(view) -> QLineEdit:
    """The line that is open in a table."""
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert view.isAncestorOf(line)
    return line


def cell(view, row: int, key: str) -> str:
    return view.grid.index(row, view.grid.columns.index(key)).data()


def names(page) -> list[str]:
    return [line.label for line in page.lines]


def measure(page, id_: str = ""):
    return page.acting.measure(id_ or page.chosen)


def undo(window) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    keys(window, Key.Key_Z, CONTROL)


def test_the_lines_say_where_each_measure_stands(page):
    assert [cell(page.rows, 0, key) for key in ("name", "baseline", "target", "last", "unit")] == [
        "Lead time",
        "23.6",
        "4.5",
        "22.4",
        "d",
    ]
    returns = names(page).index("Returns")
    assert cell(page.rows, returns, "last") == "△ 1.3"
    assert "was expected" in page.rows.grid.cell(page.rows.grid.index(returns, 3)).tip


def test_walking_the_lines_turns_chart_sentences_and_values(page):
    page.take_focus()
    press(page.rows, Key.Key_Down, Key.Key_Down)
    assert page.line.label == "Order fulfilment rate"
    assert page.chart.run.name == "Order fulfilment rate"
    assert len(page.chart.view.chart.marks) == len(page.line.measure.actuals)
    assert "Trial since 7 Apr 2025: day 30 (7 May 2025): ✓ 93 %, 92.7 % expected" in page.words.text()
    assert cell(page.side.table, 0, "value") == "92"


def test_limits_and_names_are_typed_in_place(window, page):
    type_cell(page.rows, 3, "target", "0,4 %")
    assert measure(page).target == 0.4
    type_cell(page.rows, 3, "name", "Returned brackets")
    assert names(page)[3] == "Returned brackets"
    type_cell(page.rows, 3, "target", "")
    assert measure(page).target is None
    undo(window)
    assert measure(page).target == 0.4


def test_a_wrong_number_stays_as_typed_and_says_why(page):
    type_cell(page.rows, 3, "target", "5 h")
    assert measure(page).target == 0.5
    assert cell(page.rows, 3, "target") == "5 h"
    assert page.told.isVisible()
    assert '"5 h" is in h' in page.told.text()
    press(page.rows, Key.Key_Escape)
    assert cell(page.rows, 3, "target") == "0.5"
    assert not page.told.isVisible()
    type_cell(page.rows, 3, "target", "see Tom")
    type_cell(page.rows, 3, "target", "0.3")
    assert not page.told.isVisible()
    assert measure(page).target == 0.3
    press(page.rows, Key.Key_Delete)
    assert measure(page).target is None
    assert names(page)[3] == "Returns", "only the cell is emptied"


def test_a_value_is_typed_into_the_last_row_at_the_next_day(window, page):
    table = page.side.table
    click_cell(page.rows, 3, "name")
    count = len(measure(page).actuals)
    assert cell(table, count, "on") == "31 Jul 2025"
    type_cell(table, count, "value", "1,2")
    assert measure(page).actuals[-1] == Actual(on="2025-07-31", value=1.2)
    assert cell(table, count + 1, "on") == "31 Aug 2025"
    assert table.currentIndex().row() == count + 1, "Enter goes on to the next one"
    assert page.chart.view.chart.marks[-1].name == "31 Jul 2025"
    undo(window)
    assert len(measure(page).actuals) == count


def test_another_date_is_typed_first_and_a_day_has_one_value(page):
    table = page.side.table
    click_cell(page.rows, 3, "name")
    count = len(measure(page).actuals)
    type_cell(table, count, "on", "15.7.2025")
    assert cell(table, count, "on") == "15 Jul 2025"
    type_cell(table, count, "value", "1.1")
    assert measure(page).actuals[-1].on == "2025-07-15"
    type_cell(table, count, "on", "30 Jun 2025")
    assert "30 Jun 2025 has a value already" in page.side.wrong.text()
    assert page.side.wrong.isVisible()
    type_cell(table, count, "on", "Aug 2025")
    assert measure(page).actuals[-1].on == "2025-08-31"
    assert not page.side.wrong.isVisible()
    type_cell(table, count, "on", "soon")
    assert '"soon" is no date' in page.side.wrong.text()


def test_remarks_are_kept_with_their_value(page):
    table = page.side.table
    click_cell(page.rows, 3, "name")
    type_cell(table, 0, "remark", "new trays")
    type_cell(table, 0, "value", "1.5")
    assert measure(page).actuals[0].remark == "new trays"
    assert measure(page).actuals[0].value == 1.5
    type_cell(table, 0, "remark", "")
    assert measure(page).actuals[0].remark == ""


def test_delete_takes_values_away(window, page):
    table = page.side.table
    click_cell(page.rows, 3, "name")
    before = measure(page).actuals
    click_cell(table, 0, "value")
    press(table, Key.Key_Down, mods=Qt.KeyboardModifier.ShiftModifier)
    press(table, Key.Key_Delete)
    assert measure(page).actuals == before[2:]
    undo(window)
    assert measure(page).actuals == before


def paste(view, text: str) -> None:
    QApplication.clipboard().setText(text)
    press(view, Key.Key_V, mods=CONTROL)


def test_dates_and_values_are_pasted_from_a_spreadsheet(window, page):
    table = page.side.table
    click_cell(page.rows, 3, "name")
    before = measure(page).actuals
    click_cell(table, 0, "on")
    paste(table, "Date\tReturns\tWhy\n31.7.2025\t1,2\t\n31.8.2025\tsee Tom\t\n30.9.2025\t0,9\tnew trays\n")
    assert [(one.on, one.value, one.remark) for one in measure(page).actuals[len(before) :]] == [
        ("2025-07-31", 1.2, ""),
        ("2025-09-30", 0.9, "new trays"),
    ]
    assert page.told.text().startswith(
        '2 values pasted, 1 left out ("see Tom" is not a number). 2 values from'
    )
    undo(window)
    assert measure(page).actuals == before


def test_values_alone_fill_the_days_from_the_cursor_on(page):
    table = page.side.table
    click_cell(page.rows, 3, "name")
    count = len(measure(page).actuals)
    click_cell(table, count - 1, "value")
    paste(table, "1.25\n1.1\n1.0\n")
    found = measure(page).actuals[count - 1 :]
    assert [(one.on, one.value) for one in found] == [
        ("2025-06-30", 1.25),
        ("2025-07-31", 1.1),
        ("2025-08-31", 1.0),
    ]


def test_copying_gives_tables(page):
    page.take_focus()
    press(page.rows, Key.Key_C, mods=CONTROL)
    rows = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert rows[0][:3] == ["Measure", "Unit", "Baseline"]
    assert rows[1][:4] == ["Lead time", "d", "23.6", "4.5"]
    assert rows[1][rows[0].index("2025-06-30")] == "22.4"
    assert "<table" in QApplication.clipboard().mimeData().html()
    click_cell(page.side.table, 0, "value")
    press(page.side.table, Key.Key_C, mods=CONTROL)
    assert QApplication.clipboard().text().startswith("Date\tLead time d\tRemark\n2025-04-30\t")


def test_a_message_below_the_list_leaves_the_row_of_the_cursor_in_view(page):
    click_cell(page.rows, len(page.lines) - 1, "target")
    page.window().bottom._splitter.setSizes([800, 190])
    QApplication.processEvents()
    page.rows.scrollTo(page.rows.currentIndex())
    before = page.rows.viewport().height()
    assert page.rows.verticalScrollBar().maximum() > 0, "the list has more rows than room"
    paste(page.side.table, "31.07.2025\t20\n")
    QApplication.processEvents()
    assert page.told.isVisible()
    assert page.rows.viewport().height() < before
    row = page.rows.visualRect(page.rows.currentIndex())
    assert row.bottom() <= page.rows.viewport().height()


def test_all_the_usual_ones_are_offered_while_one_is_missing(empty):
    def usual():
        empty.bar.add_menu.aboutToShow.emit()
        return empty.bar.add_menu.actions()[-1]

    assert usual().isEnabled()
    usual().trigger()
    assert not usual().isEnabled(), "all are there"
    press(empty.rows, Key.Key_Delete)
    assert usual().isEnabled()


def test_measures_are_added_put_in_order_and_removed(window, page):
    page.bar.add_menu.aboutToShow.emit()
    entries = {action.text(): action for action in page.bar.add_menu.actions()}
    assert not entries["Lead time"].isEnabled(), "it is there"
    assert "Value stream %C&&A" in entries, "its sign is no key of the menu"
    entries["Own measure"].trigger()
    line = editor_of(page.rows)  # the name is open to be typed
    line.selectAll()
    QTest.keyClicks(line, "Pieces per hour at Press 3")
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()
    assert names(page)[-1] == "Pieces per hour at Press 3"
    assert page.words.text().startswith("△ It rewards the speed of one point")
    assert "Measure the lead time instead" in page.words.text()
    window.bottom._splitter.setSizes([300, 480])
    QApplication.processEvents()
    assert page.flag.isVisible()
    assert "one point" not in page.words.text()
    assert "the stream is not faster because one point is" in page.flag.text()
    press(page.rows, Key.Key_Up, mods=ALT)
    assert names(page)[-2] == "Pieces per hour at Press 3"
    assert page.line.label == "Pieces per hour at Press 3"
    press(page.rows, Key.Key_Delete)
    assert "Pieces per hour at Press 3" not in names(page)
    undo(window)
    assert "Pieces per hour at Press 3" in names(page)


def test_a_measure_of_ones_own_says_which_way_is_better(page):
    assert not page.side.better.isVisible(), "of the lead time it is known"
    page.choose(next(line.measure.id for line in page.lines if line.measure.key == "own"))
    assert page.side.better.isVisible()
    combo = page.side.better.editors["better"]
    combo.setFocus()
    press(combo, Key.Key_Down)
    assert measure(page).better == "more"


def test_a_trial_gets_its_three_days(page):
    click_cell(page.rows, 3, "name")
    line = page.side.trial.editors["trial"].line
    line.setFocus()
    QTest.keyClicks(line, "2025-06-20")
    press(line, Key.Key_Return)
    assert measure(page).trial == "2025-06-20"
    assert "day 30 (20 Jul 2025): in 5 days" in page.words.text()
    assert len(page.chart.run.checks) == 3


def test_the_baseline_of_the_map_is_entered_so_that_it_stays(window, page):
    click_cell(page.rows, 0, "name")
    assert measure(page).baseline is None
    assert "23.6 d" in page.side.keep.text()
    QTest.mouseClick(page.side.keep, LEFT)
    QApplication.processEvents()
    assert measure(page).baseline == pytest.approx(23.62, abs=0.01)
    assert not page.side.keep.isVisible()
    click_cell(page.rows, 3, "name")
    assert not page.side.keep.isVisible(), "the map knows nothing of returns"


def test_a_value_clicked_on_the_chart_is_shown_in_the_table(page):
    view = page.chart.view
    QTest.mouseClick(view, LEFT, NONE, view.area(1).center())
    QApplication.processEvents()
    assert page.side.table.currentIndex().row() == 1
    assert QApplication.focusWidget() is page.side.table


def test_an_empty_scoreboard_offers_the_first_step(empty):
    assert empty.usual.isVisible()
    assert not empty.middle.isVisible()
    QTest.mouseClick(empty.usual, LEFT)
    QApplication.processEvents()
    assert len(empty.lines) == 8
    assert not empty.usual.isVisible()
    assert empty.middle.isVisible()
    for _measure in range(8):
        press(empty.rows, Key.Key_Delete)
    assert empty.lines == ()
    assert empty.usual.isVisible()


def test_a_copied_sheet_is_looked_at_before_it_is_taken(window, page):
    page.take_focus()
    paste(page.rows, "Date\tDLZ\tReturns\tMood\n2025-06-30\t21,5\t1.3\tgood\n2025-07-31\t20\tsee Tom\tbad\n")
    dialog = window.findChild(ValuesDialog)
    assert dialog is not None
    assert {combo.currentText() for combo in dialog.combos.values()} == {"Lead time", "Returns", "Left out"}
    assert [line.words for line in dialog.taken.lines.lines] == [
        ("2025-06-30", "Lead time", "21.5 d", "22.4 d"),
        ("2025-07-31", "Lead time", "20 d", "new, not counted yet"),
        ("2025-06-30", "Returns", "1.3 %", "there already"),
    ]
    assert dialog.take_button.text() == "Enter 2 values"
    assert dialog.said.text() == (
        "3 values found: 1 new, 1 changes, 1 is there already. "
        'Left out: D2:D3: "Mood" is no measure of the scoreboard, and 1 more. '
        "The value of 31 Jul 2025 lies in the future and does not count yet."
    )
    assert any(line.words[0] == "C3" for line in dialog.report.lines.lines)
    before = window.desk.recorded
    QTest.mouseClick(dialog.take_button, LEFT)
    QApplication.processEvents()
    assert [one.value for one in board(window.desk.recorded)[0].measure.actuals[-2:]] == [21.5, 20.0]
    assert page.told.text().startswith("2 values entered. The value of 31 Jul 2025")
    undo(window)
    assert window.desk.recorded == before


def test_a_sheet_makes_measures_and_two_columns_cannot_be_one(empty):
    empty.take_focus()
    paste(empty.rows, "Datum\tDurchlaufzeit\tGabelstapler km\n31.1.2025\t20\t12\n")
    dialog = empty.window().findChild(ValuesDialog)
    first, second = dialog.combos.values()
    assert first.currentText() == "New measure: Lead time"
    second.setCurrentIndex(second.findData("new:lead_time"))
    assert not dialog.take_button.isEnabled()
    assert "cannot be the same measure" in dialog.said.text()
    second.setCurrentIndex(second.findData("new:own"))
    assert "△" not in dialog.said.text()
    QTest.keyClick(dialog, Key.Key_Return)
    QApplication.processEvents()
    assert names(empty) == ["Lead time", "Gabelstapler km"]
    assert [line.last.value for line in empty.lines] == [20.0, 12.0]


def test_dates_that_can_be_read_in_two_ways_are_asked_for(page):
    page.take_focus()
    paste(page.rows, "Date\tLead time\n3/4/2026\t12\n")
    dialog = page.window().findChild(ValuesDialog)
    assert dialog.reading.report.doubtful
    dialog.order.setFocus()
    press(dialog.order, Key.Key_Down, Key.Key_Down)
    assert dialog.taken.lines.lines[0].words[0] == "2026-03-04"
    press(dialog, Key.Key_Escape)
    assert page.lines[0].last.value == 22.4


def test_a_file_is_read_in_the_background(window, page, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "board.csv"
    path.write_text("Datum;Rücksendungen;Lead time\n31.07.2025;1,2;21\n", encoding="cp1252")
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    QTest.mouseClick(page.bar.take, LEFT)
    qtbot.waitUntil(lambda: window.findChild(ValuesDialog) is not None)
    dialog = window.findChild(ValuesDialog)
    QTest.mouseClick(dialog.take_button, LEFT)
    QApplication.processEvents()
    assert [board(window.desk.recorded)[at].last.value for at in (0, 3)] == [21.0, 1.2]


def test_of_a_workbook_with_a_sheet_for_each_year_one_is_chosen(window, page, qtbot, tmp_path, monkeypatch):
    rows = [["Date", "Lead time"], [datetime(2025, 1, 31), 23], [datetime(2025, 2, 28), 22]]
    before = [["Date", "Returns"], ["3/4/2024", 1.9]]
    path = save(tmp_path / "board.xlsx", {"2024": before, "2025": rows, "Read me": [["Hello"]]}, {})
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    QTest.mouseClick(page.bar.take, LEFT)
    qtbot.waitUntil(lambda: window.findChild(ValuesDialog) is not None)
    dialog = window.findChild(ValuesDialog)
    assert [dialog.sheet.itemText(at) for at in range(dialog.sheet.count())] == ["2025", "2024"]
    assert [line.words[1] for line in dialog.taken.lines.lines] == ["Lead time", "Lead time"]
    dialog.sheet.setFocus()
    press(dialog.sheet, Key.Key_Down)
    assert dialog.head.text() == "board.xlsx, sheet 2024: dates in column A"
    assert [combo.currentText() for combo in dialog.combos.values()] == ["Returns"]
    assert dialog.order.isVisible()
    press(dialog.order, Key.Key_Down, Key.Key_Down)
    assert [line.words[:3] for line in dialog.taken.lines.lines] == [("2024-03-04", "Returns", "1.9 %")]
    press(dialog.sheet, Key.Key_Up)
    assert [line.words[1] for line in dialog.taken.lines.lines] == ["Lead time", "Lead time"]
    press(dialog, Key.Key_Escape)


def test_what_is_no_table_of_values_says_so(page):
    page.take_focus()
    paste(page.rows, "Step\tC/T\nPress\t1 s\n")
    assert "holds no values by date" in page.told.text()
    assert page.window().findChild(ValuesDialog) is None


def test_the_chart_is_saved_and_copied(window, page, qtbot, tmp_path, monkeypatch):
    for suffix in (".pdf", ".svg", ".png"):
        path = tmp_path / f"lead{suffix}"
        monkeypatch.setattr(asking, "ask_export", lambda *_a, path=path, **_k: path)
        QTest.mouseClick(page.bar.save, LEFT)
        qtbot.waitUntil(lambda: window.jobs.job is None)
        assert path.stat().st_size > 500
    press(page.chart.view, Key.Key_C, mods=CONTROL)
    assert not QApplication.clipboard().image().isNull()


def test_the_menu_of_a_measure_works_by_keyboard(page):
    page.take_focus()
    press(page.rows, Key.Key_Down)
    menu = page.menu(page.chosen)
    words = {action.text().partition("\t")[0]: action for action in menu.actions()}
    words["Move up"].trigger()
    assert names(page)[0] == "Value stream %C&A"
    assert page.chosen == page.lines[0].measure.id


def test_escape_goes_back_to_the_map_and_the_key_opens_the_page(window, page):
    page.take_focus()
    press(page.rows, Key.Key_Escape)
    assert QApplication.focusWidget() is window.view
    keys(window, Key.Key_S, CONTROL | ALT)
    assert window.bottom.open_page == "scoreboard"
    assert QApplication.focusWidget() is page.rows


def test_an_edit_of_the_map_shows_in_the_lines(window, page):
    click_cell(page.rows, 0, "name")
    window.desk.commit_stream("x", add_measure(key="own", name="Overtime"))
    assert names(page)[-1] == "Overtime"
    assert page.line.label == "Lead time"


def test_where_the_plan_is_left_is_told_in_a_list_by_keyboard(window, page):
    assert page.bar.told.text() == "6 deviations from the plan", "every measure that is behind is one"
    page.today = lambda: date(2026, 2, 1)
    page.show_desk(window.desk)
    count = len(page.deviations)
    assert count > 3
    assert page.bar.told.text() == f"{count} deviations from the plan"
    page.bar.told.setFocus()
    press(page.bar.told, Key.Key_Space)
    card = page.bar.findChild(Deviations)
    assert card.isVisible()
    assert card.list.hasFocus()
    press(card.list, Key.Key_End)
    assert card.list.currentItem().text() == page.deviations[-1].words
    press(card.list, Key.Key_C, mods=CONTROL)
    assert page.deviations[0].words in QApplication.clipboard().text()
    press(card.list, Key.Key_Escape)
    assert page.bar.findChild(Deviations) is None or not page.bar.findChild(Deviations).isVisible()


def test_a_deviation_leads_to_its_measure(window, page):
    page.bar.told.setFocus()
    press(page.bar.told, Key.Key_Space)
    card = page.bar.findChild(Deviations)
    while not card.list.currentItem().text().startswith("Floor space"):
        press(card.list, Key.Key_Down)
    press(card.list, Key.Key_Return)
    assert page.line.label == "Floor space"
    assert QApplication.focusWidget() is page.rows


def test_a_deviation_leads_to_its_objective_or_burst(window, page):
    page.today = lambda: date(2026, 2, 1)
    page.show_desk(window.desk)
    page.bar.told.setFocus()
    press(page.bar.told, Key.Key_Space)
    card = page.bar.findChild(Deviations)
    at = next(at for at, one in enumerate(page.deviations) if one.burst)
    burst = page.deviations[at].burst
    place = card.list.visualItemRect(card.list.item(at)).center()
    QTest.mouseClick(card.list.viewport(), LEFT, NONE, place)
    QTest.mouseDClick(card.list.viewport(), LEFT, NONE, place)
    QApplication.processEvents()
    assert window.bottom.open_page == "plan"
    chosen = window.bottom.page("plan").chosen
    serving = next(one for one in window.desk.recorded.plan.objectives if one.id == chosen)
    assert burst in serving.bursts
    for one in window.desk.recorded.plan.objectives:
        window.desk.commit_stream("x", set_objective(one.id, bursts=()))
    QTest.mouseClick(window.bottom.tabs["scoreboard"], LEFT)
    page.lead(Told("", burst=burst))
    assert window.bottom.open_page == "bursts"
    assert window.bottom.page("bursts").chosen == burst


def test_a_low_page_gives_its_height_to_the_chart(window, page):
    window.resize(1440, 900)
    QApplication.processEvents()
    assert page.height() < 320
    assert page.chart.height() > 2 * page.words.height()
    assert page.words.height() < 2 * page.words.label.fontMetrics().lineSpacing()
    window.resize(1920, 1000)
    QApplication.processEvents()
    assert page.words.x() > page.chart.x() + page.chart.width() / 2, "beside the chart"
    assert page.chart.height() > page.middle.height() * 0.8


def test_a_baseline_of_the_map_says_so(page):
    index = page.rows.grid.index(0, page.rows.grid.columns.index("baseline"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Baseline: 23.6, from the map"
    entered = page.rows.grid.index(1, page.rows.grid.columns.index("baseline"))
    assert entered.data(Qt.ItemDataRole.AccessibleTextRole) == "Baseline: 88"


def test_a_usual_measure_is_renamed_from_the_name_it_shows(page):
    click_cell(page.rows, 0, "name")
    press(page.rows, Key.Key_F2)
    line = editor_of(page.rows)
    assert line.text() == "Lead time"
    line.selectAll()
    QTest.keyClicks(line, "Dock to dock")
    press(line, Key.Key_Return)
    assert cell(page.rows, 0, "name") == "Dock to dock"
    type_cell(page.rows, 0, "name", "")
    assert cell(page.rows, 0, "name") == "Lead time"


def test_another_unit_says_that_the_numbers_stay(window, page):
    row = names(page).index("Overtime a week")
    before = window.desk.recorded
    type_cell(page.rows, row, "unit", "min")
    assert cell(page.rows, row, "last") == "△ 30"
    assert "only their unit is another" in page.told.text()
    undo(window)
    assert window.desk.recorded == before


def test_an_area_is_typed_with_its_unit(page):
    type_cell(page.rows, names(page).index("Floor space"), "target", "320 m2")
    assert cell(page.rows, names(page).index("Floor space"), "target") == "320"


def test_a_table_with_months_across_is_pasted_over_the_measures(window, page):
    page.take_focus()
    paste(page.rows, "Measure\tUnit\tApr 25\tMay 25\nDLZ\td\t21,5\t20\nReturns\t%\t1.3\t\n")
    dialog = window.findChild(ValuesDialog)
    assert [combo.currentText() for combo in dialog.combos.values()] == ["Lead time", "Returns"]
    assert [line.words[:3] for line in dialog.taken.lines.lines] == [
        ("2025-04-30", "Lead time", "21.5 d"),
        ("2025-05-31", "Lead time", "20 d"),
        ("2025-04-30", "Returns", "1.3 %"),
    ]
    combo = dialog.combos[min(dialog.combos)]
    combo.setFocus()
    press(combo, Key.Key_Home)
    assert [line.words[1] for line in dialog.taken.lines.lines] == ["Returns"]
    press(dialog, Key.Key_Escape)


def test_months_without_a_year_are_told(page):
    page.take_focus()
    paste(page.rows, "\tJan\tFeb\tMar\nLead time\t22\t21\t20\n")
    assert "have no year" in page.told.text()


def test_a_high_page_has_the_sentences_under_the_measures(window, page):
    window.bottom._splitter.setSizes([300, 480])
    QApplication.processEvents()
    assert page.height() > 320
    assert page.plan.isVisible()
    assert (
        page.plan.item(0).text() == "Lead time on 30 Jun 2025: 22.4 d, 1.2 d less than the 23.6 d expected."
    )
    assert not page.bar.told.isVisible()


def test_values_of_days_to_come_are_marked_and_told(page):
    table = page.side.table
    press(table, Key.Key_End)
    type_cell(table, 3, "value", "21")
    assert "31 Jul 2025 lies in the future" in page.told.text()
    assert cell(table, 3, "value") == "(21)"
    assert cell(table, 3, "remark") == "counts later"
    assert page.line.last.value == 22.4
    index = table.grid.index(3, 1)
    assert "not counted yet" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    type_cell(table, 3, "on", "2025-07-10")
    assert not page.told.isVisible()
    assert cell(table, 3, "value") == "21"
    assert page.line.last.value == 21
    paste(table, "31.08.2025\t20\n")
    assert "1 value pasted. The value of 31 Aug 2025 lies in the future" in page.told.text()
    paste(table, "30.06.2025\t22\n31.05.2025\t23.1\n")
    assert page.told.text() == "2 values pasted. 1 takes the place of another."


def test_what_is_there_already_is_not_entered_again(window, page):
    page.take_focus()
    paste(page.rows, "Date\tLead time\n2025-06-30\t22.4\n")
    dialog = window.findChild(ValuesDialog)
    assert dialog.take_button.text() == "Nothing to enter"
    assert not dialog.take_button.isEnabled()
    assert "1 is there already" in dialog.said.text()
    press(dialog, Key.Key_Escape)


def test_a_long_copied_table_is_read_in_the_background(window, page, qtbot):
    start = date(2010, 1, 1)
    lines = [f"{start + timedelta(days=at)}\t{20 + at % 7}\n" for at in range(5_000)]
    page.take_focus()
    paste(page.rows, "Date\tLead time\n" + "".join(lines))
    assert window.findChild(ValuesDialog) is None
    qtbot.waitUntil(lambda: window.findChild(ValuesDialog) is not None)
    dialog = window.findChild(ValuesDialog)
    assert dialog.take_button.text() == "Enter 5,000 values"
    QTest.mouseClick(dialog.take_button, LEFT)
    QApplication.processEvents()
    assert len(page.line.measure.actuals) > 4_990


def test_the_choice_of_the_better_way_follows_baseline_and_target_and_a_contradiction_is_told(window, page):
    new = page.acting.add("own")
    page.show_desk(window.desk)
    page.choose(new)
    at = next(i for i, line in enumerate(page.lines) if line.measure.id == new)
    assert page.side.better.editors["better"].currentText() == "Less is better"
    for key, value in (("baseline", "50"), ("target", "80")):
        type_cell(page.rows, at, key, value)
    assert page.side.better.editors["better"].currentText() == "More is better"
    page.acting.typed_value(new, "2025-06-30", "60")
    page.acting.set_value(new, better="less")
    page.show_desk(window.desk)
    page.choose(new)
    assert 'more is better, and so it counts, though "Better" says less.' in page.words.text()
    cells = row_of(page.lines[at]).cells
    assert not cells["last"].text.startswith("✓")
    assert not cells["change"].text.startswith("▲")


def test_a_check_day_that_passed_without_a_value_is_told(window, page):
    lead = page.lines[0].measure.id
    page.acting.set_value(lead, trial="2025-02-01")
    page.show_desk(window.desk)
    page.choose(lead)
    words = "Day 30 of the trial (3 Mar 2025) has passed without a value: enter what was reached."
    assert page.words.text().startswith(words)
    assert any(one.words.startswith(f"Lead time: {words}") for one in page.deviations)
    assert "day 30 (3 Mar 2025): no value" in page.words.text()
    type_cell(page.side.table, 3, "on", "2025-03-03")
    type_cell(page.side.table, 3, "value", "23")
    assert "Day 30 of the trial" not in page.words.text()
    assert "day 30 (3 Mar 2025): 23 d; " in page.words.text()
    page.today = lambda: date(2025, 5, 2)
    page.acting.drop_days(lead, [one.on for one in page.line.measure.actuals])
    page.show_desk(window.desk)
    assert "Day 90 of the trial is today" in page.words.text()
    keys(window, Key.Key_F12)
    wall = window.analysing.scoreboard.view
    assert "Day 90 of the trial: no value" in wall.view.chart.marks[0].said


def test_a_column_that_rewards_one_point_says_so_before_it_is_taken(empty):
    empty.take_focus()
    paste(empty.rows, "Date\tPress utilisation\n2025-01-31\t80\n")
    dialog = empty.window().findChild(ValuesDialog)
    (combo,) = dialog.combos.values()
    combo.setCurrentIndex(combo.findData("new:own"))
    assert "△ Press utilisation: It rewards keeping a machine busy" in dialog.said.text()
