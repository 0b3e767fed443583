"""What is being typed is in the document before it is saved, undone, printed or closed, wherever it is typed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.hands import LEFT, NONE, keys
from vsm_desktop.store.files import load
from vsm_desktop.ui import asking
from vsm_desktop.ui.a3.dialog import A3Dialog
from vsm_desktop.ui.documents import sample_stream

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TODAY = date(2025, 8, 18)


@pytest.fixture
def window(make_window, tmp_path):
    """The sample with a file of its own, the future state shown."""
    window = make_window(sample_stream("acme-future.vsm"))
    window.filing.path = tmp_path / "plan.vsm"
    window.filing.save()
    window.desk.show_state("future")
    return window


@pytest.fixture
def page(window):
    page = window.bottom.page("plan")
    page.today = lambda: TODAY
    QTest.mouseClick(window.bottom.tabs["plan"], LEFT)
    QApplication.processEvents()
    return page


def saved(window, within=None):
    """What the file holds after Ctrl+S where the keyboard is."""
    QTest.keyClick(within or QApplication.focusWidget(), Key.Key_S, CTRL)
    QApplication.processEvents()
    return load(window.filing.path)


def typed(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def objective(stream, id_: str):
    return next(one for one in stream.plan.objectives if one.id == id_)


def first(page):
    return next(one for one in page.rows if one.number == 2)


def reviewed(page, at: int):
    """The review at a row, the keyboard in its remark."""
    QTest.mouseClick(page.bar.views[2], LEFT)
    page.review.show_at(at)
    QTest.mouseClick(page.review.remark, LEFT)
    return page.review


def test_a_remark_of_a_marked_row_is_saved(window, page):
    review = reviewed(page, 0)
    QTest.mouseClick(review.marks["bad"], LEFT)
    QTest.mouseClick(review.remark, LEFT)
    typed("Waits for the box")
    mark = objective(saved(window), review.item.id).marks[-1]
    assert (mark.on, mark.mark, mark.remark) == ("2025-08-18", "bad", "Waits for the box")
    assert review.remark.hasFocus()


def test_a_remark_without_a_mark_leaves_the_row_where_the_last_review_saw_it_and_says_so(window, page):
    review = reviewed(page, 3)
    before = review.item.mark.mark
    typed("Spare die is ordered")
    mark = objective(saved(window), review.item.id).marks[-1]
    assert (mark.on, mark.mark, mark.remark) == ("2025-08-18", before, "Spare die is ordered")
    assert review.marks[before].isChecked()
    review.show_at(4)
    QTest.mouseClick(review.remark, LEFT)
    typed("Cards are printed")
    name = review.item.text
    QTest.mouseClick(review.back, LEFT)
    message = window.statusBar().currentMessage()
    assert "is marked with the remark" in message
    assert name in message
    assert "1, 2" not in message, "they are for the row that is shown"


def test_going_on_keeps_the_remark_and_the_next_row_has_its_own(window, page):
    review = reviewed(page, 1)
    QTest.mouseClick(review.marks["good"], LEFT)
    review.show_at(0)
    QTest.mouseClick(review.marks["watch"], LEFT)
    QTest.mouseClick(review.remark, LEFT)
    typed("First")
    QTest.keyClick(review.remark, Key.Key_PageDown)
    assert review.at == 1
    assert review.remark.text() == ""
    QTest.mouseClick(review.remark, LEFT)
    typed("Second")
    QTest.mouseClick(page.bar.views[0], LEFT)
    one, other = [one.objective for one in page.rows if one.kind == "objective"][:2]
    assert (one.marks[-1].remark, other.marks[-1].remark) == ("First", "Second")


def test_a_value_of_the_review_is_saved_and_one_that_cannot_be_read_is_there_again(window, page):
    review = reviewed(page, 0)
    count = sum(one.kind == "objective" for one in page.rows)
    review.show_at(count)
    id_ = review.item.measure.id
    typed("21,5")
    measures = saved(window).scoreboard.measures
    assert next(one for one in measures if one.id == id_).actuals[-1].value == 21.5
    review.show_at(count + 1)
    typed("soon")
    QTest.keyClick(review.value, Key.Key_PageUp)
    QTest.keyClick(review.value, Key.Key_PageDown)
    assert review.value.text() == "soon"


def test_the_cell_of_a_plan_is_saved_while_it_is_typed_in_and_undone_from_the_menu(window, page):
    id_ = first(page).id
    table = page.table
    index = table.list.index(table.list.row_of(id_), table.list.columns.index("owner"))
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualRect(index).center())
    QTest.keyClick(table, Key.Key_F2)
    QApplication.focusWidget().selectAll()
    typed("K. Lindt")
    assert objective(saved(window), id_).owner == "K. Lindt"
    typed(" jr.")
    window.actions_by_name["undo"].trigger()
    QApplication.processEvents()
    assert objective(window.desk.recorded, id_).owner == "K. Lindt"
    assert not any(line.isVisible() for line in table.findChildren(QLineEdit, "cell"))


def test_a_field_and_a_person_of_the_plan_are_saved(window, page):
    id_ = first(page).id
    page.choose(id_)
    form = page.side.row
    form.form.editors["goal"].setFocus()
    QApplication.focusWidget().selectAll()
    typed("Never a stop")
    assert objective(saved(window), id_).goal.text == "Never a stop"
    QTest.mouseClick(form.people.add, LEFT)
    typed("J. Park")
    assert objective(saved(window), id_).people[-1].name == "J. Park"


def test_the_cell_of_the_kaizen_form_and_the_burst_form_are_saved(window, page):
    QTest.mouseClick(page.bar.views[1], LEFT)
    table = page.kaizens.table
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualRect(page.kaizens.list.index(0, 0)).center())
    form = page.side.burst
    form.form.editors["problem"].setFocus()
    QApplication.focusWidget().selectAll()
    typed("Too long")
    assert saved(window).burst(form.id).problem == "Too long"
    typed(" and too late")
    window.actions_by_name["undo"].trigger()
    assert window.desk.recorded.burst(form.id).problem == "Too long"
    assert form.form.editors["problem"].toPlainText() == "Too long"


def test_a_value_of_the_scoreboard_is_saved(window):
    QTest.mouseClick(window.bottom.tabs["scoreboard"], LEFT)
    board = window.bottom.page("scoreboard")
    QApplication.processEvents()
    grid = board.rows
    index = grid.grid.index(0, grid.grid.columns.index("target"))
    QTest.mouseClick(grid.viewport(), LEFT, NONE, grid.visualRect(index).center())
    QTest.keyClick(grid, Key.Key_F2)
    QApplication.focusWidget().selectAll()
    typed("3.5")
    assert saved(window).scoreboard.measures[0].target == 3.5


def test_the_title_of_the_a3_is_kept_when_the_preview_is_closed_and_printed_with_it(
    window, qtbot, tmp_path, monkeypatch
):
    keys(window, Key.Key_E, CTRL | SHIFT)
    dialog = window.findChild(A3Dialog)
    qtbot.waitUntil(lambda: not dialog.errands.busy and dialog.page.paper.shown is not None, timeout=20_000)
    dialog.form.title.setFocus()
    typed("One cell by autumn")
    path = tmp_path / "a3.pdf"
    monkeypatch.setattr(asking, "ask_pdf", lambda *_args: path)
    QTest.mouseClick(dialog.pdf_button, LEFT)
    qtbot.waitUntil(lambda: path.exists() and not dialog.errands.busy, timeout=20_000)
    assert dialog.made.title == "One cell by autumn"
    assert path.read_bytes() == dialog.made.pdf
    dialog.form.title.setFocus()
    typed(" or winter")
    QTest.keyClick(dialog.form.title, Key.Key_Escape)
    assert window.desk.recorded.a3.title == "One cell by autumn or winter"


def test_closing_the_window_asks_for_what_is_being_typed(window, page, monkeypatch):
    id_ = first(page).id
    page.choose(id_)
    page.side.row.people.add.click()
    typed("J. Park")
    assert not window.desk.history.dirty
    asked = []
    monkeypatch.setattr(asking, "ask_unsaved", lambda *_args: asked.append(1) or asking.Button.Save)
    window.close()
    assert asked
    assert objective(load(window.filing.path), id_).people[-1].name == "J. Park"
