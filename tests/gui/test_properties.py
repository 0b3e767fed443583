"""The properties: units inside the fields, several elements at once, focus that stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton

from tests.gui.hands import LEFT, field, type_into
from vsm_desktop.edit.edits import add_flow
from vsm_desktop.model.catalogue import new_flow
from vsm_desktop.ui.documents import sample_stream


@pytest.fixture
def window(make_window):
    made = make_window(sample_stream("acme-current.vsm"))
    made.activateWindow()
    return made


def choose(window, *ids: str) -> None:
    window.desk.select(frozenset(ids))
    QApplication.processEvents()


def nodes(window, *ids: str) -> list:
    return [window.desk.history.current.state().node(id_) for id_ in ids]


def results(window) -> dict[str, str]:
    page = window.properties.page
    return {key: label.text() for key, label in page._values.items() if label.isVisible()}


def test_the_unit_stands_inside_at_the_right(window):
    choose(window, "stamping")
    line = field(window, "co")
    assert (line.text(), line.unit.text()) == ("1", "h")
    assert line.unit.isVisible()
    assert line.unit.geometry().right() < line.width()
    assert line.unit.geometry().left() > line.width() / 2


def test_a_bare_number_keeps_the_unit_that_is_shown(window):
    choose(window, "stamping")
    type_into(window, "co", "2")
    (stamping,) = nodes(window, "stamping")
    assert (stamping.co.value, stamping.co.unit) == (2, "h")
    type_into(window, "co", "30 min")
    assert (field(window, "co").text(), field(window, "co").unit.text()) == ("30", "min")


def test_what_differs_reads_several_and_typing_sets_all_in_one_step(window):
    choose(window, "weld1", "weld2", "assy1")
    line = field(window, "ct")
    assert (line.text(), line.placeholderText()) == ("", "several")
    assert not line.font().italic()
    assert field(window, "shifts").text() == "2"
    type_into(window, "ct", "50")
    assert [node.ct.value for node in nodes(window, "weld1", "weld2", "assy1")] == [50, 50, 50]
    assert len(window.desk.history.steps) == 1
    window.desk.undo()
    assert [node.ct.value for node in nodes(window, "weld1", "weld2", "assy1")] == [39, 46, 62]


def test_wrong_input_for_several_changes_nothing_and_escape_gives_it_up(window):
    choose(window, "weld1", "weld2")
    type_into(window, "ct", "40 sq")
    assert field(window, "ct").parent().message.isVisible()
    assert not window.desk.history.steps
    QTest.keyClick(field(window, "ct"), Qt.Key.Key_Escape)
    assert field(window, "ct").placeholderText() == "several"
    assert window.view.hasFocus()


def test_escape_gives_back_what_stood_there(window):
    choose(window, "weld1")
    line = field(window, "ct")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "50")
    assert window.desk.frame.state.node("weld1").ct.value == 50
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert nodes(window, "weld1")[0].ct.value == 39
    assert line.text() == "39"


def test_flags_and_choices_of_several(window):
    choose(window, "stamping", "weld1")
    box = window.properties.page.findChild(QCheckBox, "field-shared")
    assert box.checkState() == Qt.CheckState.PartiallyChecked
    box.click()
    assert [node.shared for node in nodes(window, "stamping", "weld1")] == [True, True]
    assert box.checkState() == Qt.CheckState.Checked
    choose(window, "in", "f1")
    combo = window.properties.page.findChild(QComboBox, "field-vehicle")
    assert (combo.currentIndex(), combo.placeholderText()) == (-1, "several")


def test_different_kinds_share_what_they_have_in_common(window):
    choose(window, "stamping", "state_street")
    assert field(window, "name").placeholderText() == "several"
    assert field(window, "shifts").placeholderText() == "several"
    keys = set(window.properties.page.form.editors)
    assert keys == {"name", "shifts"}
    assert "Customer, Process" in [label.text() for label in window.properties.page.findChildren(QLabel)]


def test_several_come_to_sums(window):
    choose(window, "weld1", "weld2", "assy1")
    assert results(window) == {"sum_operators": "3", "sum_work": "147 s"}
    choose(window, "inv_w1", "fg")
    assert results(window)["sum_stock"] == "5,840 pc"
    choose(window, "weld1")
    assert "utilization" in results(window)
    assert "sum_work" not in results(window)


def test_focus_and_scroll_stay_when_another_of_the_kind_is_chosen(window):
    choose(window, "weld1")
    page = window.properties.page
    line = field(window, "uptime")
    line.setFocus()
    choose(window, "weld2")
    assert window.properties.page is page
    assert line.hasFocus()
    assert line.text() == "80"
    choose(window, "stamping")
    assert page.form._rows.isRowVisible(page.form.editors["epe"])
    choose(window, "weld1")
    assert not page.form._rows.isRowVisible(page.form.editors["epe"]), "rows of another step do not stay"
    choose(window, "coils")
    assert window.properties.page is not page


def test_what_was_typed_for_one_is_not_taken_for_the_next(window):
    choose(window, "weld1")
    type_into(window, "ct", "40 sq")
    choose(window, "weld2")
    assert field(window, "ct").text() == "46"
    assert not field(window, "ct").parent().message.isVisible()
    assert not window.desk.history.steps


def test_stocks_by_variant_change_with_the_selection(window):
    choose(window, "inv_w1")
    assert [name.text() for name, _line in window.properties.page.form.editors["qty_by_variant"]._rows] == [
        "L",
        "R",
    ]
    choose(window, "inv_w2")
    rows = window.properties.page.form.editors["qty_by_variant"]._rows
    assert [editor.line.text() for _name, editor in rows] == ["1600", "850"]


def test_alt_enter_goes_to_the_properties_and_escape_back(window):
    choose(window, "weld1")
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert field(window, "name").hasFocus()
    QTest.keyClick(field(window, "name"), Qt.Key.Key_Escape)
    assert window.view.hasFocus()
    QTest.mouseClick(field(window, "name"), LEFT)
    assert field(window, "name").hasFocus()


def test_undo_after_a_field_is_the_map_s(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    window.activateWindow()
    window.desk.select(frozenset({"weld1"}))
    QApplication.processEvents()
    was = window.desk.history.current
    type_into(window, "ct", "50")
    line = field(window, "ct")
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.history.current is was
    assert not window.desk.history.dirty
    assert line.text() == "39"
    QTest.keyClick(line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.frame.state.node("weld1").ct.value == 50
    QTest.keyClicks(line, "7")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "50", "keys are taken back one after the other while one types"


def test_an_emptied_variant_keeps_its_row_and_its_name(window):
    choose(window, "state_street")
    variants = window.properties.page.form.editors["demand_by_variant"]

    def shown() -> list[tuple[str, str]]:
        return [(name.text(), editor.line.text()) for name, editor in variants._rows]

    first = variants._rows[0][1].line
    first.setFocus()
    first.selectAll()
    QTest.keyClick(first, Qt.Key.Key_Delete)
    assert [name for name, _text in shown()] == ["Left", "Right"]
    assert shown()[0][1] == ""

    QTest.keyClicks(first, "50")
    QApplication.processEvents()
    (customer,) = nodes(window, "state_street")
    left = customer.demand_by_variant[0]
    assert (left.variant, left.quantity.value) == ("Left", 50)
    assert [name for name, _text in shown()] == ["Left", "Right"]


def test_the_problems_of_the_map_can_be_read_whole(window):
    found = window.properties.findChildren(QPushButton, "problem")
    QApplication.processEvents()
    assert len(found) == 2
    for button in found:
        (label,) = button.findChildren(QLabel)
        assert label.height() >= label.heightForWidth(label.width()), button.accessibleName()
    QTest.mouseClick(found[0], LEFT)
    assert window.desk.selection == {"assy1"}


def test_all_fields_are_shown_and_the_keyboard_is_in_the_first_of_them(window):
    choose(window, "stamping")
    more = next(
        one
        for one in window.properties.findChildren(QPushButton)
        if one.text() == "Show all fields" and one.isVisible()
    )
    more.setFocus()
    QTest.mouseClick(more, LEFT)
    QApplication.processEvents()
    here = QApplication.focusWidget()
    assert window.properties.isAncestorOf(here)
    assert here.objectName() == "field-symbol"
    assert not more.isVisible()


def test_a_rework_arrow_asks_first_how_much_goes_back(window):
    window.desk.commit("Draw", add_flow(new_flow("rework", "back", "weld2", "weld1")))
    choose(window, "back")
    assert field(window, "repeat").isVisible()
