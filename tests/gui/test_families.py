"""Product families: from a sheet to families by hand, to the map of one of them; by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from tests.gui.hands import LEFT, NONE
from tests.gui.test_everything_has_a_name import nameless
from tests.insight.families import a_matrix, a_product
from tests.intake.books import save
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.nodes import Customer, Process
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui import asking
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.families.dialog import FamiliesDialog
from vsm_desktop.ui.families.model import FROZEN
from vsm_desktop.ui.families.report import ReportDialog
from vsm_desktop.ui.window import windows

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", extend=True
)  # tips and menus without a screen
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PARTS = a_matrix(
    a_product("p1", "saw=10s mill=20s test=30s", "500/mo"),
    a_product("p2", "saw=10s mill=22s test=30s", "400/mo"),
    a_product("p3", "saw=12s test=35s", "90/mo"),
    a_product("p4", "cast=50s paint=9s", "300/mo"),
    families={"family1": "p1 p2 p3", "family2": "p4"},
)


@pytest.fixture
def window(make_window):
    return make_window(new_stream())


@pytest.fixture
def dialog(make_window):
    return opened(make_window(new_stream().evolve(families=PARTS)))


def opened(window) -> FamiliesDialog:
    window.actions_by_name["families"].trigger()
    QApplication.processEvents()
    (found,) = [one for one in window.findChildren(FamiliesDialog) if one.isVisible()]
    return found


def families(dialog: FamiliesDialog) -> dict[str, tuple[str, ...]]:
    """The families as they are recorded."""
    matrix = dialog.desk.recorded.families
    return {family.name: family.products for family in matrix.families} if matrix else {}


def shown(dialog: FamiliesDialog, row: int) -> list[str]:
    model = dialog.model
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def spot(dialog: FamiliesDialog, row: int, column: int = 0) -> QPoint:
    view = dialog.grid.still if column < FROZEN else dialog.grid
    return view.visualRect(dialog.model.index(row, column)).center()


def click(dialog: FamiliesDialog, product: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    at = spot(dialog, dialog.model.product_row(product))
    QTest.mouseClick(dialog.grid.still.viewport(), LEFT, modifiers, at)
    QApplication.processEvents()


def drag(dialog: FamiliesDialog, product: str, to: QPoint) -> None:
    view = dialog.grid.still.viewport()
    start = spot(dialog, dialog.model.product_row(product))
    QTest.mousePress(view, LEFT, NONE, start)
    QTest.mouseMove(view, start + QPoint(0, 12))
    QTest.mouseMove(view, to)
    QApplication.processEvents()
    QTest.mouseRelease(view, LEFT, NONE, to)
    QApplication.processEvents()


def press(button) -> None:
    QTest.mouseClick(button, LEFT)
    QApplication.processEvents()


def read(dialog: FamiliesDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog.jobs.busy and dialog.book is not None)


# in


def test_the_sample_is_one_click_away_and_one_step(window, qtbot):
    dialog = opened(window)
    assert dialog.stack.currentWidget() is dialog.empty
    press(dialog.empty.sample)
    read(dialog, qtbot)
    assert list(families(dialog)) == ["Family A", "Family B", "Family C"]
    assert "12 products, 9 steps" in dialog.foot.source.text()
    assert len(window.desk.history.steps) == 1
    window.desk.undo()
    assert families(dialog) == {}
    assert dialog.stack.currentWidget() is dialog.empty


def test_a_sheet_is_chosen_and_what_was_read_is_told(window, qtbot, tmp_path, monkeypatch):
    rows = [
        ["Part", "Pieces per month", "Saw", "Mill"],
        ["A", 10, "X", "?!"],
        ["B", 20, "X", "X"],
        ["C", 5, "X", "X"],
    ]
    book = save(tmp_path / "parts.xlsx", {"Parts": rows})
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: book)
    dialog = opened(window)
    press(dialog.empty.open)
    read(dialog, qtbot)
    assert "left out (D2:" in dialog.foot.source.text()
    press(dialog.foot.report)
    (report,) = dialog.findChildren(ReportDialog)
    assert [report.list.item(0, column).text() for column in range(3)] == ["left out", "D2", "?!"]
    assert not nameless(report)
    report.reject()


def test_cells_are_pasted(window, qtbot):
    dialog = opened(window)
    QApplication.clipboard().setText("Item\tSaw\tMill\nA\tX\tX\nB\tX\tX")
    QTest.keyClick(dialog, Key.Key_V, CONTROL)
    read(dialog, qtbot)
    assert families(dialog) == {"Family A": ("a", "b")}


def test_what_is_no_table_is_refused_and_nothing_changes(window, qtbot, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr("vsm_desktop.ui.errors.tell", lambda _parent, _title, sentence: told.append(sentence))
    dialog = opened(window)
    QApplication.clipboard().setText("hello world")
    press(dialog.empty.paste)
    qtbot.waitUntil(lambda: bool(told))
    assert "X or a time" in told[0]
    assert not window.desk.history.steps
    QApplication.clipboard().clear()
    press(dialog.empty.paste)
    assert "no cells on the clipboard" in dialog.said.text()


# the grid


def test_the_grid_shows_marks_times_and_what_is_missing(dialog):
    assert [shown(dialog, row) for row in range(4)] == [
        ["Family1", "990", "77.8 %", "3/3", "2/3", "3/3", "", ""],
        ["P1", "500", "100 %", "X", "X", "X", "", ""],
        ["P2", "400", "100 %", "X", "X", "X", "", ""],
        ["P3", "90", "66.7 %", "X", "–", "X", "", ""],
    ]
    press(dialog.top.times)
    assert shown(dialog, 1)[3:6] == ["10 s", "20 s", "30 s"]
    assert dialog.model.data(dialog.model.index(3, 4), Qt.ItemDataRole.ToolTipRole) == (
        "P3 does not pass mill, as most of Family1 do"
    )


def test_the_family_of_the_row_stands_beside_the_grid(dialog):
    assert dialog.beside.title.text() == "Family1"
    assert "990 a month" in dialog.beside.size_line.text()
    assert dialog.beside.alike.text().startswith("▲ They share 77.8 %")
    assert "Only some: mill (2 of 3)" in dialog.beside.shared.text()
    click(dialog, "p4")
    assert dialog.beside.title.text() == "Family2"
    assert "One product alone" in dialog.beside.alike.text()


def test_the_slider_groups_anew_and_is_one_step(dialog):
    dialog.top.slider.setFocus()
    for _press in range(3):
        QTest.keyClick(dialog.top.slider, Key.Key_Right)
    QApplication.processEvents()
    assert dialog.top.value.text() == "95 %"
    assert families(dialog) == {"Family A": ("p1", "p2"), "Family2": ("p4",), "Family B": ("p3",)}
    assert len(dialog.desk.history.steps) == 1
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert list(families(dialog)) == ["Family1", "Family2"]
    assert dialog.top.value.text() == "80 %"


def test_blocks_and_weights_are_a_click(dialog):
    press(dialog.top.blocks)
    assert dialog.book.rows[0].family.name == "Family1"
    press(dialog.top.downstream)
    assert dialog.desk.recorded.families.downstream
    assert dialog.desk.history.undo_label == "Group products"


def test_the_products_can_be_taken_out_of_the_file(dialog):
    press(dialog.foot.remove)
    assert dialog.desk.recorded.families is None
    assert dialog.stack.currentWidget() is dialog.empty
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert list(families(dialog)) == ["Family1", "Family2"]


def test_many_products_are_grouped_in_the_background(make_window, qtbot):
    many = a_matrix(*(a_product(f"p{i}", "saw mill" if i % 2 else "saw cast", f"{i}/d") for i in range(450)))
    dialog = opened(make_window(new_stream().evolve(families=many)))
    assert dialog.model.rowCount() == 451, "in no family yet"
    assert dialog.beside.title.text() == "In no family"
    assert not dialog.beside.make_button.isEnabled()
    dialog.top.slider.setFocus()
    QTest.keyClick(dialog.top.slider, Key.Key_Left)
    assert dialog.jobs.busy
    qtbot.waitUntil(lambda: not dialog.jobs.busy)
    assert [len(ids) for ids in families(dialog).values()] == [225, 225]
    QTest.keyClick(dialog.top.slider, Key.Key_Left)
    assert not dialog.jobs.busy, "what is joined with what is known"


def test_the_table_is_copied_and_can_be_pasted_again(dialog, qtbot):
    press(dialog.top.times)
    dialog.grid.setFocus()
    QTest.keyClick(dialog.grid, Key.Key_C, CONTROL)
    assert dialog.said.isVisible()
    color = dialog.said.palette().windowText().color()
    assert color != QColor(tokens(dialog.desk.theme)["alert"]), "it is no error"
    text = QApplication.clipboard().text()
    assert text.splitlines()[:2] == [
        "Product\tFamily\tQuantity a month\tsaw\tmill\ttest\tcast\tpaint",
        "P1\tFamily1\t500\t10 s\t20 s\t30 s\t\t",
    ]
    before = dialog.desk.recorded.families
    QTest.keyClick(dialog, Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: dialog.desk.recorded.families is not before)
    after = dialog.desk.recorded.families
    assert families(dialog) == {"Family1": ("p1", "p2", "p3"), "Family2": ("p4",)}
    assert [product.quantity.value for product in after.products] == [500, 400, 90, 300]
    assert [product.steps for product in after.products] == [product.steps for product in before.products]
    assert after.product("p4").route[1].time.base == 9


# by hand


def test_a_product_is_dragged_to_another_family_and_to_a_new_one(dialog):
    drag(dialog, "p3", spot(dialog, dialog.model.product_row("p4")))
    assert families(dialog) == {"Family1": ("p1", "p2"), "Family2": ("p4", "p3")}
    assert dialog.chosen() == ("p3",)
    below = spot(dialog, dialog.model.rowCount() - 1) + QPoint(0, 60)
    drag(dialog, "p3", below)
    assert families(dialog) == {"Family1": ("p1", "p2"), "Family2": ("p4",), "Family A": ("p3",)}
    assert len(dialog.desk.history.steps) == 2
    press(dialog.top.anew)
    assert not any(family.by_hand for family in dialog.desk.recorded.families.families)


def test_several_are_dragged_together(dialog):
    click(dialog, "p1")
    click(dialog, "p2", CONTROL)
    drag(dialog, "p2", spot(dialog, dialog.model.heading_row("family2")))
    assert families(dialog) == {"Family1": ("p3",), "Family2": ("p4", "p1", "p2")}


def test_a_drag_is_given_up_with_escape_and_outside(dialog):
    view, start = dialog.grid.still.viewport(), spot(dialog, dialog.model.product_row("p1"))
    QTest.mousePress(view, LEFT, NONE, start)
    QTest.mouseMove(view, start + QPoint(0, 40))
    assert dialog.grid.still.dragging
    QTest.keyClick(dialog.grid.still, Key.Key_Escape)
    assert not dialog.grid.still.dragging
    assert dialog.isVisible()
    QTest.mouseRelease(view, LEFT, NONE, start + QPoint(0, 40))
    drag(dialog, "p1", QPoint(-40, 20))
    assert not dialog.desk.history.steps


def test_a_click_on_one_of_several_chooses_it_alone(dialog):
    click(dialog, "p1")
    click(dialog, "p2", SHIFT)
    assert dialog.chosen() == ("p1", "p2")
    click(dialog, "p2")
    assert dialog.chosen() == ("p2",)


def test_the_menus_move_products_too(dialog):
    click(dialog, "p3")
    button = dialog.beside.move_button
    button.menu().aboutToShow.emit()
    names = [action.text() for action in button.menu().actions() if not action.isSeparator()]
    assert names == ["Family1", "Family2", "New family"]
    next(action for action in button.menu().actions() if action.text() == "Family2").trigger()
    assert families(dialog)["Family2"] == ("p4", "p3")
    at = spot(dialog, dialog.model.product_row("p3"))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, dialog.grid.still.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(dialog.grid.still.viewport(), event)
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Move to",
        "Copy the table\tCtrl+C",
        "Rename the family\tF2",
        "Make its current state",
    ]
    menu.close()


def test_products_can_be_moved_from_the_first_click_on(dialog):
    button = dialog.beside.move_button
    assert not button.isEnabled(), "no product is chosen yet"
    click(dialog, "p3")
    assert button.isEnabled()
    menu = button.menu()
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, lambda: pick(menu, "Family2")))
    QTest.mouseClick(button, LEFT)
    QApplication.processEvents()
    assert families(dialog)["Family2"] == ("p4", "p3")
    QTest.mouseClick(dialog.grid.still.viewport(), LEFT, NONE, spot(dialog, 0))
    assert not button.isEnabled(), "a heading is no product"
    click(dialog, "p3")
    click(dialog, "p3", CONTROL)
    assert not button.isEnabled(), "let go again"


def pick(menu: QMenu, title: str) -> None:
    """Click a line of a menu that is open."""
    action = next(one for one in menu.actions() if one.text() == title)
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())


def test_a_family_is_renamed_in_place(dialog):
    dialog.grid.setFocus()
    QTest.keyClick(dialog.grid, Key.Key_F2)
    line = dialog.grid.still.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "Shafts")
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()
    assert list(families(dialog)) == ["Shafts", "Family2"]
    assert dialog.isVisible()
    press(dialog.beside.rename_button)
    line = dialog.grid.still.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "Family2")
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()
    assert 'a family "Family2" already' in dialog.said.text()
    assert list(families(dialog)) == ["Shafts", "Family2"]


def test_a_bar_of_the_pareto_leads_to_its_row(dialog):
    mark = next(mark for mark in dialog.beside.pareto.chart.marks if mark.name == "P4")
    left, top, right, bottom = mark.box
    at = QPoint(round((left + right) / 2), round((top + bottom) / 2))
    QTest.mouseClick(dialog.beside.pareto, LEFT, NONE, at)
    assert dialog.chosen() == ("p4",)
    assert dialog.beside.title.text() == "Family2"


# out


def test_the_map_of_a_family_is_made_and_shown(make_window):
    window = make_window(new_stream().evolve(families=PARTS))
    dialog = opened(window)
    press(dialog.beside.make_button)
    assert not any(one.isVisible() for one in window.findChildren(FamiliesDialog))
    state = window.desk.frame.state
    assert [node.name for node in state.nodes if isinstance(node, Process)] == ["saw", "mill", "test"]
    (customer,) = [node for node in state.nodes if isinstance(node, Customer)]
    assert [one.quantity.typed for one in customer.demand_by_variant] == ["500/mo", "400/mo", "90/mo"]
    places = {(node.at.x, node.at.y) for node in state.nodes}
    assert len(places) == len(state.nodes), "it is laid out"
    assert len(window.desk.history.steps) == 1
    window.desk.undo()
    assert not window.desk.frame.state.nodes


def test_a_map_of_something_else_stays_and_the_family_gets_a_document_of_its_own(make_window):
    acme = sample_stream("acme-current.vsm").evolve(families=PARTS)
    window = make_window(acme)
    dialog = opened(window)
    click(dialog, "p4")
    press(dialog.beside.make_button)
    assert window.desk.recorded == acme
    assert not window.desk.history.steps
    home = windows[-1]
    stream = home.desk.recorded
    assert home is not window
    assert home.isVisible()
    assert home.isWindowModified(), "it is not kept in a file yet"
    assert (stream.name, stream.families) == ("Family2", PARTS)
    assert stream.calendar == new_stream().calendar != acme.calendar
    (state,) = stream.states
    assert [node.name for node in state.nodes if isinstance(node, Process)] == ["cast", "paint"]
    said = "Family2 is a document of its own; the map that was open is unchanged."
    assert home.statusBar().currentMessage() == said
    home.desk.mark_saved()
    home.close()


def test_in_the_document_of_a_family_its_map_is_one_state_more(make_window):
    acme = sample_stream("acme-current.vsm").evolve(families=PARTS, name="Family2")
    window = make_window(acme)
    before = window.desk.recorded.states[0]
    dialog = opened(window)
    click(dialog, "p4")
    press(dialog.beside.make_button)
    stream = window.desk.recorded
    assert stream.states[0] is before
    assert window.desk.frame.state.name == "Family2"
    assert [state.kind for state in stream.states] == ["current", "current"]


def test_conflicts_are_told_over_the_map(make_window):
    matrix = a_matrix(
        a_product("p", "a b", "9/d"),
        a_product("q", "a b", "9/d"),
        a_product("r", "b a", "9/d"),
        families={"one": "p q r"},
    )
    window = make_window(new_stream().evolve(families=matrix))
    press(opened(window).beside.make_button)
    assert "the other way round for R" in window.stage.notices.shown["family"].sentence


# keys and names


def test_enter_in_the_grid_makes_nothing_and_escape_closes(dialog):
    dialog.grid.setFocus()
    QTest.keyClick(dialog.grid, Key.Key_Down)
    assert dialog.chosen() == ("p1",)
    QTest.keyClick(dialog.grid, Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.desk.history.steps
    QTest.keyClick(dialog.grid, Key.Key_Escape)
    assert not dialog.isVisible()


def test_everything_has_a_name(window, dialog):
    assert not nameless(dialog)
    assert not nameless(opened(window))


def test_a_change_of_theme_is_followed(dialog):
    dialog.desk.show_theme("dark")
    QApplication.processEvents()
    assert dialog.grid.inks.theme == "dark"
    assert dialog.grid.still.inks.theme == "dark"
