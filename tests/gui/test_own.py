"""Own fields from the dialog to the map, the properties, the table and the strip, by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialogButtonBox, QLineEdit, QPushButton

from tests.gui import sheets
from tests.gui.hands import LEFT, click, field, part_box_of, pixel, release, type_into
from tests.gui.heard import interface, name
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.drawing.ops import Text
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.model.own import OwnField, OwnTotal, own_value
from vsm_desktop.model.quantity import quantity
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.own.dialog import OwnDialog

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
COST = OwnField(key="cost", label="Cost")
WORK = OwnField(key="work", label="Work", content="formula", formula="ct * operators / uptime", unit="s")


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


@pytest.fixture
def defined(make_window):
    """A window whose map has a field, a formula and a total."""
    stream = sample_stream("acme-current.vsm")
    total = OwnTotal(key="work", label="Work content", field="work")
    return make_window(stream.evolve(own_fields=(COST, WORK), own_totals=(total,)))


def opened(window) -> OwnDialog:
    window.actions_by_name["own_fields"].trigger()
    QApplication.processEvents()
    found = [one for one in window.findChildren(OwnDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def is_open(window) -> bool:
    return any(one.isVisible() for one in window.findChildren(OwnDialog))


def line(dialog: OwnDialog, key: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, f"own-{key}")
    assert found is not None, key
    return found


def write(dialog: OwnDialog, key: str, text: str) -> None:
    """Replace a text of the dialog by typing, and end with Enter."""
    edit = line(dialog, key)
    QTest.mouseClick(edit, LEFT)
    edit.selectAll()
    QTest.keyClick(edit, Key.Key_Delete)
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Key.Key_Return)
    QApplication.processEvents()


def pick(dialog: OwnDialog, key: str, title: str) -> None:
    """Choose from a list by its first letters."""
    box = dialog.findChild(QComboBox, f"own-{key}")
    assert box is not None, key
    box.setFocus()
    QTest.keyClicks(box, title)
    QApplication.processEvents()
    assert box.currentText().startswith(title)


def press(dialog: OwnDialog, does: str) -> None:
    page = dialog.stack.currentWidget()
    button = next(one for one in page.findChildren(QPushButton) if one.property("does") == does)
    QTest.mouseClick(button, LEFT)
    QApplication.processEvents()


def accept(dialog: OwnDialog) -> None:
    QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), LEFT)
    QApplication.processEvents()


def texts(window, id_: str) -> list[str]:
    part = next(part for part in window.desk.frame.drawing.parts if part.id == id_)
    return [op.text for op in part.ops if isinstance(op, Text)]


def test_a_field_and_a_formula_are_defined_in_one_step(window):
    before = window.desk.history.current
    low = part_box_of(window, "weld1")[3]
    dialog = opened(window)
    press(dialog, "add")
    assert line(dialog, "label").hasFocus()
    write(dialog, "label", "Unit cost")
    assert line(dialog, "key").text() == "unit_cost"
    press(dialog, "add")
    write(dialog, "label", "Labour")
    pick(dialog, "content", "Formula")
    pick(dialog, "unit", "Time")
    write(dialog, "formula", "ct * operators / uptime")
    assert dialog.field_form.formula.words.text() == "Stamping: 1.2 s"
    assert window.desk.history.current is before, "nothing counts before it is accepted"
    accept(dialog)

    stream = window.desk.history.current
    assert [(f.key, f.content, f.unit) for f in stream.own_fields] == [
        ("unit_cost", "number", "x"),
        ("labour", "formula", "s"),
    ]
    assert not is_open(window)
    assert part_box_of(window, "weld1")[3] == low + 18
    assert {"Labour", "39"} <= set(texts(window, "weld1"))
    window.actions_by_name["undo"].trigger()
    assert window.desk.history.current is before
    assert part_box_of(window, "weld1")[3] == low


def test_what_is_wrong_is_told_at_the_formula_as_one_types(window):
    dialog = opened(window)
    press(dialog, "add")
    pick(dialog, "content", "Formula")
    form = dialog.field_form
    for text, said in (
        ("cct * 2", '"cct" is no field. Is ct meant?'),
        ("(ct", "A bracket is not closed."),
        ("new_field + 1", "The formula needs its own result: New field → New field."),
        ("qty * 2", "Stock (qty) is no field of Process."),
        ("1 / (ct - ct)", "Stamping: There is nothing to divide by: the number below the line is 0."),
    ):
        write(dialog, "formula", text)
        assert form.formula.words.text() == said
        assert form.formula.line.accessibleDescription() == said
        assert bool(form.formula.line.property("wrong")) is not said.startswith("Stamping")
    assert dialog.isVisible(), "Enter in a line does not close the dialog"
    dialog.reject()
    assert window.desk.history.current.own_fields == ()


def test_names_are_offered_and_go_where_the_cursor_is(window):
    dialog = opened(window)
    press(dialog, "add")
    pick(dialog, "content", "Formula")
    menu = dialog.field_form.name_menu()
    offered = {action.text(): action for one in menu.actions() for action in one.menu().actions()}
    assert {"ct  –  Cycle time", "takt  –  Takt time in seconds"} <= offered.keys()
    line(dialog, "formula").setText("2 * ")
    offered["ct  –  Cycle time"].trigger()
    assert dialog.drafts.fields[0].formula == "2 * ct"
    dialog.reject()


def test_a_faulty_field_is_led_to(window):
    dialog = opened(window)
    press(dialog, "add")
    write(dialog, "key", "ct")
    assert "taken" in dialog.field_form.key.words.text()
    accept(dialog)
    assert dialog.isVisible()
    assert line(dialog, "key").hasFocus()
    write(dialog, "key", "costs")
    pick(dialog, "content", "Choice")
    press(dialog, "add")
    accept(dialog)
    assert dialog.isVisible()
    assert dialog.fields.entries.at == 0
    assert "parted by semicolons" in dialog.field_form.choices.words.text()
    write(dialog, "choices", "Red; Blue ; Red")
    accept(dialog)
    assert window.desk.history.current.own_fields[0].choices == ("Red", "Blue")


def test_a_new_name_is_followed_by_values_formulas_and_totals(make_window):
    stream = sample_stream("acme-current.vsm").evolve(
        own_fields=(COST, WORK.evolve(formula="cost * costs + cost")),
        own_totals=(OwnTotal(key="t", label="T", field="cost"),),
    )
    stream = in_state(stream.state().id, set_fields("weld1", cost=quantity(3, "x")))(stream)
    window = make_window(stream)
    dialog = opened(window)
    write(dialog, "key", "price")
    accept(dialog)

    after = window.desk.history.current
    assert [field.key for field in after.own_fields] == ["price", "work"]
    assert after.own_fields[1].formula == "price * costs + price"
    assert after.own_totals[0].field == "price"
    assert own_value(after.state().node("weld1"), "price") == quantity(3, "x")


def test_fields_are_moved_and_removed_by_keys(defined):
    dialog = opened(defined)
    entries = dialog.fields.entries.list
    entries.setFocus()
    QTest.keyClick(entries, Key.Key_Down, ALT)
    assert [field.key for field in dialog.drafts.fields] == ["work", "cost"]
    assert dialog.fields.entries.at == 1
    QTest.keyClick(entries, Key.Key_Up)
    QTest.keyClick(entries, Key.Key_Delete)
    assert [field.key for field in dialog.drafts.fields] == ["cost"]
    accept(dialog)
    assert [field.key for field in defined.desk.history.current.own_fields] == ["cost"]
    told = [one.message for one in defined.desk.frame.report.problems if one.code == "own_total"]
    assert told == ['The total Work content does not work. "work" is no field.']


def test_symbols_are_ticked(defined):
    dialog = opened(defined)
    box = dialog.findChild(QCheckBox, "own-kind-inventory")
    assert box is not None
    QTest.mouseClick(box, LEFT)
    shown = dialog.findChild(QCheckBox, "own-in_box")
    QTest.mouseClick(shown, LEFT, pos=QPoint(10, shown.height() // 2))
    assert dialog.drafts.fields[0].kinds == ("process", "inventory")
    assert not dialog.drafts.fields[0].in_box
    dialog.fields.choose(1)
    assert not dialog.findChild(QCheckBox, "own-kind-customer").isEnabled()
    dialog.reject()


def test_totals_are_defined_and_stand_on_the_strip(defined):
    dialog = opened(defined)
    tabs = dialog.tabs
    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())
    assert dialog.total_form.says.text() == "On this map: 200 s"
    press(dialog, "add")
    write(dialog, "total-label", "People")
    pick(dialog, "total-field", "Operators")
    assert dialog.total_form.says.text() == "On this map: 5"
    pick(dialog, "total-how", "Largest")
    accept(dialog)

    total = defined.desk.history.current.own_totals[1]
    assert (total.key, total.label, total.field, total.how) == ("people", "People", "operators", "max")
    cells = {cell.key: cell for cell in defined.strip.cells}
    assert list(cells)[-2:] == ["own.work", "own.people"]
    assert (cells["own.work"].value, cells["own.work"].unit) == ("200", "s")
    assert cells["own.people"].value == "1"
    type_cost = set_fields("weld1", ct=quantity(49, "s"))
    defined.desk.commit("Slower", type_cost)
    assert next(cell for cell in defined.strip.cells if cell.key == "own.work").change == "+10 s"


def test_the_properties_have_the_field_and_the_result(defined):
    defined.desk.select(frozenset({"weld1"}))
    type_into(defined, "cost", "12.5")
    assert own_value(defined.desk.history.current.state().node("weld1"), "cost") == quantity(
        12.5, "x", "12.5"
    )
    assert "Cost" in texts(defined, "weld1")
    rows = {
        one.accessibleName(): one for one in defined.properties.page.findChildren(QLineEdit, "result-line")
    }
    assert rows["Work"].text() == "39 s"
    assert rows["Work"].isReadOnly()
    type_into(defined, "uptime", "50")
    assert rows["Work"].text() == "78 s"
    uptime = field(defined, "uptime")
    uptime.setFocus()
    uptime.selectAll()
    QTest.keyClick(uptime, Key.Key_Delete)
    QTest.keyClick(uptime, Key.Key_Return)
    assert rows["Work"].text() == "–"
    assert rows["Work"].accessibleDescription() == "Uptime is not entered."
    line_edit = field(defined, "cost")
    line_edit.setFocus()
    line_edit.selectAll()
    QTest.keyClicks(line_edit, "a lot")
    QTest.keyClick(line_edit, Key.Key_Return)
    assert "a lot" in line_edit.parent().message.text()
    assert own_value(defined.desk.history.current.state().node("weld1"), "cost") == quantity(
        12.5, "x", "12.5"
    )


def test_several_steps_get_the_same_value_in_one_step(defined):
    before = defined.desk.history.current
    defined.desk.select(frozenset({"weld1", "weld2"}))
    type_into(defined, "cost", "7")
    nodes = {node.id: node for node in defined.desk.history.current.state().nodes}
    assert own_value(nodes["weld1"], "cost") == own_value(nodes["weld2"], "cost") == quantity(7, "x", "7")
    defined.actions_by_name["undo"].trigger()
    assert defined.desk.history.current is before


def test_the_table_has_a_column_for_each(defined):
    sheet = sheets.open_table(defined).sheet
    sheets.click(sheet, sheets.cell(sheet, "weld1", "cost"))
    sheets.enter(sheet, "30")
    assert own_value(defined.desk.history.current.state().node("weld1"), "cost") == quantity(30, "x", "30")
    work = sheets.cell(sheet, "weld1", "work")
    assert sheet.table.cell(work.row(), work.column()).text == "39 s"
    coils = sheets.cell(sheet, "coils", "cost")
    assert sheet.table.cell(coils.row(), coils.column()).state == "void"
    sheets.click(sheet, work)
    sheets.enter(sheet, "3")
    assert sheet.table.cell(work.row(), work.column()).text == "39 s"
    defined.desk.commit_stream("Less", lambda stream: stream.evolve(own_fields=(COST,)))
    assert [column.key for column in sheet.table.shown][-1] != "work"


def test_a_value_is_typed_on_the_map(defined):
    defined.desk.commit("Cost", set_fields("weld1", cost=quantity(3, "x")))
    part = next(part for part in defined.desk.frame.drawing.parts if part.id == "weld1")
    op = next(op for op in part.ops if isinstance(op, Text) and op.ref == "weld1.cost")
    place = defined.view.mapFromScene(part.x + op.x - 2, part.y + op.y - 3)
    QTest.mouseDClick(defined.view.viewport(), LEFT, pos=place)
    QApplication.processEvents()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "45")
    QTest.keyClick(editor, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert own_value(defined.desk.history.current.state().node("weld1"), "cost") == quantity(45, "x", "45")


def test_a_formula_is_asked_why_and_not_typed(defined):
    part = next(part for part in defined.desk.frame.drawing.parts if part.id == "weld1")
    op = next(op for op in part.ops if isinstance(op, Text) and op.ref == "weld1.work")
    at = (part.x + op.x - op.width / 2, part.y + op.y - 3)
    QTest.mouseDClick(defined.view.viewport(), LEFT, pos=pixel(defined, *at))
    QApplication.processEvents()
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    release(defined, *at)
    click(defined, *at, ALT)
    card = defined.explaining.card
    assert card.title.text() == "Work – Spot weld 1"
    assert (card.value.text(), card.formula.text()) == ("39 s", "= Cycle time × Operators ÷ Uptime")


def test_a_total_is_asked_why(defined):
    defined.strip.setFocus()
    defined.explaining.ask_one("own.work", QPoint(100, 100))
    assert defined.explaining.card.title.text() == "Work content"
    assert defined.explaining.card.value.text() == "200 s"


def test_everything_in_the_dialog_has_a_name(defined):
    dialog = opened(defined)
    assert name(interface(dialog)) == "Own fields"
    for page in (0, 1):
        dialog.tabs.setCurrentIndex(page)
        assert not nameless(dialog)
    dialog.fields.choose(1)
    dialog.tabs.setCurrentIndex(0)
    assert not nameless(dialog)
    dialog.reject()


def test_escape_leaves_all_as_it_was(defined):
    before = defined.desk.history.current
    dialog = opened(defined)
    write(dialog, "label", "Other")
    QTest.keyClick(line(dialog, "label"), Key.Key_Escape)
    QApplication.processEvents()
    assert not is_open(defined)
    assert defined.desk.history.current is before


def test_tab_reaches_every_part_of_the_dialog(defined):
    dialog = opened(defined)
    dialog.fields.choose(1)
    dialog.tabs.setFocus()
    seen = set()
    for _step in range(40):
        here = QApplication.focusWidget()
        seen.add(here)
        QTest.keyClick(here, Key.Key_Tab)
    named = {widget.objectName() for widget in seen}
    assert {
        "own-list",
        "own-label",
        "own-formula",
        "own-key",
        "own-unit",
        "own-kind-process",
        "own-in_box",
    } <= named
    assert {one.property("does") for one in seen} >= {"add", "remove", "up"}
    assert dialog.buttons.button(QDialogButtonBox.StandardButton.Ok) in seen
    dialog.reject()


def test_it_is_found_by_its_words(window):
    from vsm_desktop.ui.commands import do_commands

    commands = {one.title for one in do_commands(window.actions_by_name, window.menuBar())}
    assert "Own fields" in commands
