"""Names of a map, from the dialog to everything that speaks: by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QPushButton

from tests.gui import sheets
from tests.gui.hands import LEFT, NONE
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.drawing.ops import Text
from vsm_desktop.edit.edits import in_state
from vsm_desktop.edit.names import set_names
from vsm_desktop.model.names import Named
from vsm_desktop.ui.commands import go_offer, insert_commands
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.names.dialog import NamesDialog
from vsm_desktop.ui.names.entries import ENTRIES, Entry
from vsm_desktop.ui.names.model import NAME

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


@pytest.fixture
def renamed(make_window):
    """A window whose map has names of its own."""
    names = {"field.ct": "Takt of the machine", "symbol.inventory": "Pile", "symbol.push": "Shove"}
    return make_window(in_state("current", set_names(names))(sample_stream("acme-current.vsm")))


def opened(window) -> NamesDialog:
    window.actions_by_name["names"].trigger()
    QApplication.processEvents()
    (found,) = [one for one in window.findChildren(NamesDialog) if one.isVisible()]
    return found


def is_open(window) -> bool:
    return any(one.isVisible() for one in window.findChildren(NamesDialog))


def press(dialog: NamesDialog, key: Qt.Key) -> None:
    QTest.keyClick(dialog.focusWidget(), key)
    QApplication.processEvents()


def typed(dialog: NamesDialog, text: str) -> QLineEdit:
    QTest.keyClicks(dialog.focusWidget(), text)
    QApplication.processEvents()
    line = dialog.list.findChild(QLineEdit)
    assert line is not None
    return line


def rows(dialog: NamesDialog) -> list[str]:
    return [one.usual if isinstance(one, Entry) else f"[{one}]" for one in dialog.model.rows]


def recorded(window) -> dict[str, str]:
    return {one.key: one.text for one in window.desk.history.current.state().names}


def said(window, id_: str) -> list[str]:
    part = next(one for one in window.desk.frame.drawing.parts if one.id == id_)
    return [op.text for op in part.ops if isinstance(op, Text)]


def done(dialog: NamesDialog, button=QDialogButtonBox.StandardButton.Ok) -> None:
    QTest.mouseClick(dialog.buttons.button(button), LEFT)
    QApplication.processEvents()


def does(dialog: NamesDialog, name: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.property("does") == name)


def test_a_name_is_searched_typed_seen_on_the_map_and_one_step(window):
    dialog = opened(window)
    QTest.keyClicks(dialog.query, "c/t")
    assert rows(dialog) == ["[Used on this map]", "Cycle time (C/T)"]
    press(dialog, Key.Key_Return)
    typed(dialog, "Takt")
    assert "Takt" in said(window, "stamping"), "the map shows every letter"
    assert not window.desk.history.steps
    press(dialog, Key.Key_Return)
    assert dialog.isVisible(), "Enter ends typing, not the dialog"
    done(dialog)
    assert not is_open(window)
    assert recorded(window) == {"field.ct": "Takt"}
    assert len(window.desk.history.steps) == 1
    window.desk.undo()
    assert recorded(window) == {}
    assert "C/T" in said(window, "stamping")


def test_what_is_being_typed_counts_when_the_dialog_is_accepted(window):
    dialog = opened(window)
    dialog.query.setText("inventory")
    press(dialog, Key.Key_Return)
    typed(dialog, "Pile ")
    done(dialog)
    assert recorded(window) == {"symbol.inventory": "Pile"}


def test_cancel_leaves_everything_as_it_was(window):
    dialog = opened(window)
    dialog.query.setText("inventory")
    press(dialog, Key.Key_Return)
    typed(dialog, "Pile")
    assert "Pile" in said(window, "@legend")
    done(dialog, QDialogButtonBox.StandardButton.Cancel)
    assert "Pile" not in said(window, "@legend")
    assert recorded(window) == {}
    assert not window.desk.history.steps


def test_escape_gives_up_what_is_typed_and_then_the_dialog(renamed):
    dialog = opened(renamed)
    dialog.query.setText("c/t")
    press(dialog, Key.Key_Return)
    typed(dialog, "Pace")
    press(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.model.texts["field.ct"] == "Takt of the machine"
    assert "Pace" not in said(renamed, "stamping")
    press(dialog, Key.Key_Escape)
    assert not is_open(renamed)


def test_what_the_map_uses_or_renames_comes_first(window):
    dialog = opened(window)
    listed = rows(dialog)
    assert listed[0] == "[Used on this map]"
    others = listed.index("[All others]")
    assert listed.index("Cycle time (C/T)") < others
    assert listed.index("Inventory") < others
    assert listed.index("Supermarket") > others
    assert len(listed) == len(ENTRIES) + 2
    done(dialog, QDialogButtonBox.StandardButton.Cancel)


def test_things_are_found_by_either_name_and_by_other_words(renamed):
    dialog = opened(renamed)
    for query, usual in (
        ("takt of", "Cycle time (C/T)"),
        ("cycle", "Cycle time (C/T)"),
        ("shelves", "Supermarket"),
    ):
        dialog.query.setText(query)
        assert usual in rows(dialog)
    dialog.query.setText("xyzzy")
    assert rows(dialog) == []
    assert dialog.nothing.isVisible()
    done(dialog, QDialogButtonBox.StandardButton.Cancel)


def test_one_name_and_all_names_are_taken_back(renamed):
    dialog = opened(renamed)
    dialog.query.setText("c/t")
    assert does(dialog, "reset").isEnabled()
    QTest.mouseClick(does(dialog, "reset"), LEFT)
    assert "C/T" in said(renamed, "stamping")
    assert not does(dialog, "reset").isEnabled()
    assert set(dialog.model.texts) == {"symbol.inventory", "symbol.push"}
    QTest.mouseClick(does(dialog, "reset-all"), LEFT)
    assert not does(dialog, "reset-all").isEnabled()
    done(dialog)
    assert recorded(renamed) == {}
    assert len(renamed.desk.history.steps) == 1


def test_the_list_is_used_by_keys_alone(window):
    dialog = opened(window)
    press(dialog, Key.Key_Down)
    assert dialog.list.hasFocus()
    usual = dialog.model.entry(dialog.list.currentIndex().row()).usual
    press(dialog, Key.Key_Down)
    assert dialog.model.entry(dialog.list.currentIndex().row()).usual != usual
    press(dialog, Key.Key_Up)
    QTest.keyClicks(dialog.list, "X")
    QApplication.processEvents()
    line = dialog.list.findChild(QLineEdit)
    QTest.keyClicks(line, "yz")
    press(dialog, Key.Key_Return)
    assert list(dialog.model.texts.values()) == ["Xyz"]
    QTest.keyClick(dialog.list, Key.Key_Delete)
    assert dialog.model.texts == {}
    done(dialog, QDialogButtonBox.StandardButton.Cancel)


def test_a_double_click_types_in_place(window):
    dialog = opened(window)
    row = next(i for i in range(dialog.model.rowCount()) if dialog.model.entry(i))
    at = dialog.list.visualRect(dialog.model.index(row, NAME)).center()
    QTest.mouseClick(dialog.list.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(dialog.list.viewport(), LEFT, NONE, at)
    QApplication.processEvents()
    QTest.keyClicks(dialog.list.findChild(QLineEdit), "Box")
    done(dialog)
    assert list(recorded(window).values()) == ["Box"]


def test_names_nobody_knows_stay(window):
    strange = Named(key="symbol.robot", text="Robbie")
    window.desk.commit("x", lambda state: state.evolve(names=(strange,)))
    dialog = opened(window)
    dialog.query.setText("inventory")
    press(dialog, Key.Key_Return)
    typed(dialog, "Pile")
    done(dialog)
    assert recorded(window) == {"symbol.robot": "Robbie", "symbol.inventory": "Pile"}


def test_everything_in_the_dialog_has_a_name(window):
    dialog = opened(window)
    assert nameless(dialog) == []
    done(dialog, QDialogButtonBox.StandardButton.Cancel)


def test_the_properties_speak_the_words_of_the_map(renamed):
    renamed.desk.select(frozenset({"stamping"}))
    QApplication.processEvents()
    assert "Takt of the machine" in [one.text() for one in renamed.properties.page.findChildren(QLabel)]
    pile = next(node.id for node in renamed.desk.frame.state.nodes if node.kind == "inventory")
    renamed.desk.select(frozenset({pile}))
    QApplication.processEvents()
    assert renamed.properties.page.under.text() == "Pile"


def test_the_properties_follow_a_name_while_they_show(window):
    window.desk.select(frozenset({"stamping"}))
    window.desk.commit("Change names", set_names({"field.ct": "Pace"}))
    QApplication.processEvents()
    assert "Pace" in [one.text() for one in window.properties.page.findChildren(QLabel)]
    window.desk.undo()
    QApplication.processEvents()
    assert "Cycle time" in [one.text() for one in window.properties.page.findChildren(QLabel)]


def test_the_table_speaks_the_words_of_the_map(renamed):
    model = sheets.open_table(renamed).sheet.table
    heads = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    assert "Takt of the machine" in heads
    assert "C/T" not in heads
    kinds = {model.data(model.index(row, heads.index("Kind"))) for row in range(model.rowCount())}
    assert "Pile" in kinds
    renamed.desk.commit("Change names", set_names({"field.ct": "", "symbol.inventory": ""}))
    QApplication.processEvents()
    heads = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    assert "C/T" in heads


def test_the_command_palette_offers_them_by_both_names(renamed):
    commands = {one.id: one for one in insert_commands(renamed.desk, lambda _entry: None)}
    pile = commands["insert:inventory"]
    assert pile.title == "Pile"
    assert "Inventory" in pile.words
    stream = renamed.desk.frame.stream
    asides = [one.aside for one in go_offer(stream, "current", lambda *_ids: None).index.items]
    assert "Pile" in asides
    assert "Inventory" not in asides


def test_the_insert_menu_calls_them_as_the_map_does(renamed):
    menu = next(one.menu() for one in renamed.menuBar().actions() if one.text() == "&Insert")
    groups = [one.menu() for one in menu.actions() if one.menu()]
    for group in groups:
        group.aboutToShow.emit()
    texts = [one.text().replace("&", "") for group in groups for one in group.actions()]
    assert {"Pile", "Shove"} <= set(texts)
    assert "Inventory" not in texts


def test_the_palette_calls_symbols_as_the_map_does_and_finds_them_by_both_names(renamed):
    panel = renamed.palette_panel
    button = panel.buttons["inventory"]
    assert button.text() == button.accessibleName() == "Pile"
    assert button.toolTip().startswith("Pile (Inventory)")
    for query in ("pile", "inventory", "triangle"):
        panel.field.setText(query)
        QApplication.processEvents()
        assert "inventory" in [one.entry.key for one in panel.body.shown()]
    panel.field.clear()
    renamed.desk.commit("Change names", set_names({"symbol.inventory": ""}))
    QApplication.processEvents()
    assert button.accessibleName() == "Inventory"
    assert "(" not in button.toolTip().partition("\n")[0]
