"""A map brought up to date from the menu to one undo: by mouse and keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT, NONE
from tests.gui.importing import opened, press
from tests.gui.test_everything_has_a_name import nameless
from tests.intake.books import save as save_sheet
from tests.intake.updating.maps import DEMAND, HEAD, ROWS, mapped, value
from vsm_desktop.intake.sheets import open_book
from vsm_desktop.store.files import load, save
from vsm_desktop.ui import asking
from vsm_desktop.ui.importing.dialog import CHECK
from vsm_desktop.ui.importing.remembered import remember
from vsm_desktop.ui.updating.dialog import UpdateDialog
from vsm_desktop.ui.updating.model import AFTER, WHAT
from vsm_desktop.ui.watching import SOURCE

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key
NEW = [
    *DEMAND,
    HEAD,
    ["Stamping", 2, 60, 85, 5000],
    ROWS[2],
    ["Paint", 30, 5, 90, 700],
    ["Final assembly", 60, "soon", 99, 1200],
]


def sheet(folder: Path, rows: list, name: str = "april.xlsx") -> Path:
    return save_sheet(folder / name, {"Times": rows})


@pytest.fixture
def window(make_window, tmp_path):
    return make_window(mapped(tmp_path, *DEMAND, *ROWS))


def shown(window, qtbot) -> UpdateDialog:
    def found() -> list[UpdateDialog]:
        return [one for one in window.findChildren(UpdateDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    return found()[0]


@pytest.fixture
def dialog(window, qtbot, tmp_path, monkeypatch) -> UpdateDialog:
    """The differences to a newer sheet, opened from the menu."""
    path = sheet(tmp_path, NEW)
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    window.actions_by_name["update_sheet"].trigger()
    return shown(window, qtbot)


def row(dialog: UpdateDialog, words: str) -> QModelIndex:
    """The line, or heading, that begins with these words."""
    model = dialog.model
    for at in range(model.rowCount()):
        top = model.index(at, WHAT)
        if str(top.data()).startswith(words):
            return top
        for under in range(model.rowCount(top)):
            index = model.index(under, WHAT, top)
            said = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
            if said.startswith(words):
                return index
    raise AssertionError(words)


def click_box(dialog: UpdateDialog, words: str) -> None:
    """Click the tick of a line."""
    tree, index = dialog.tree, row(dialog, words)
    tree.scrollTo(index)
    at = tree.visualRect(index).center()
    at.setX(tree.visualRect(index).left() + 12)
    QTest.mouseClick(tree.viewport(), LEFT, NONE, at)
    QApplication.processEvents()


def ticked(dialog: UpdateDialog, words: str) -> Qt.CheckState:
    return Qt.CheckState(row(dialog, words).data(Qt.ItemDataRole.CheckStateRole))


def settle(dialog: UpdateDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog._later.isActive())


def press_take(dialog: UpdateDialog) -> None:
    QTest.mouseClick(dialog.take, LEFT)
    QApplication.processEvents()


def test_every_kind_of_difference_has_its_group(dialog):
    groups = [dialog.model.index(at, WHAT).data() for at in range(dialog.model.rowCount())]
    assert groups == [
        "Changed: 2 of 2 taken",
        "Only in the sheet, added to the map: 1 of 1 taken",
        "Only on the map, removed from it: 0 of 1 taken",
        "Left out of the sheet: 1",
        "Unchanged: 8",
    ]
    assert dialog.model.index(0, AFTER, row(dialog, "Left out")).data() == '"soon" is not a time'
    assert not dialog.tree.isExpanded(row(dialog, "Unchanged"))
    assert "1 to confirm" in dialog.summary.text()
    assert nameless(dialog) == []


def test_what_is_ticked_is_taken_in_one_step(window, dialog, qtbot):
    before = window.desk.recorded
    click_box(dialog, "Stamping, Cycle time")
    settle(dialog, qtbot)
    assert dialog.take.text() == "Take 2 changes"
    press_take(dialog)
    after = window.desk.recorded
    assert value(after, "stamping", "ct") == "1 s"
    assert value(after, "inv_stamping", "qty") == "5000 pc"
    assert after.state().node("paint") is not None
    assert after.state().source.file.endswith("april.xlsx")
    assert window.desk.history.undo_label == "Update from april.xlsx"
    window.actions_by_name["undo"].trigger()
    assert window.desk.recorded is before


def test_the_map_and_its_numbers_follow_the_ticks(window, dialog, qtbot):
    settle(dialog, qtbot)
    assert window.desk.frame.state.node("paint") is not None
    assert dialog.effects.values["lead_time_days"].text() == "9.2 d  →  10.4 d"
    assert dialog.effects.values["lead_time_days"].property("sense") == "worse"
    click_box(dialog, "Only in the sheet")
    click_box(dialog, "Changed")
    settle(dialog, qtbot)
    assert window.desk.frame.stream is window.desk.recorded
    assert dialog.effects.values["lead_time_days"].text() == "9.2 d"
    assert not dialog.take.isEnabled()


def test_a_heading_ticks_all_of_its_lines_or_none(dialog):
    click_box(dialog, "Stamping, Cycle time")
    assert ticked(dialog, "Changed") == Qt.CheckState.PartiallyChecked
    click_box(dialog, "Changed")
    assert ticked(dialog, "Changed") == ticked(dialog, "Stamping, Cycle time") == Qt.CheckState.Checked
    click_box(dialog, "Changed")
    assert ticked(dialog, "Stamping, Cycle time") == Qt.CheckState.Unchecked


def test_a_removed_step_goes_when_it_is_ticked(window, dialog, qtbot):
    click_box(dialog, "Spot weld 2")
    settle(dialog, qtbot)
    assert window.desk.frame.state.node("spot_weld_2") is None
    press_take(dialog)
    assert window.desk.recorded.state().node("inv_spot_weld_2") is None


def test_a_name_that_is_alike_waits_for_the_choice(window, dialog, qtbot):
    (box,) = dialog.guesses.boxes.values()
    assert dialog.guesses.isVisible()
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    settle(dialog, qtbot)
    assert box.currentText() == "The same step"
    assert ticked(dialog, "Assembly, Name") == Qt.CheckState.Checked
    assert window.desk.frame.state.node("assembly").name == "Final assembly"
    QTest.keyClick(box, Key.Key_Down)
    settle(dialog, qtbot)
    assert box.currentText() == "A new step"
    assert ticked(dialog, "Final assembly, Process") == Qt.CheckState.Checked
    click_box(dialog, "Paint")
    QTest.keyClick(box, Key.Key_Up)
    assert ticked(dialog, "Paint") == Qt.CheckState.Unchecked  # what was unticked stays so


def test_all_names_are_decided_at_once(window, qtbot, tmp_path, monkeypatch):
    rows = [[f"{row[0]} line", *row[1:]] for row in ROWS[1:]]
    path = sheet(tmp_path, [*DEMAND, HEAD, *rows])
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    window.actions_by_name["update_sheet"].trigger()
    dialog = shown(window, qtbot)
    assert dialog.take.text() == "Nothing to take"
    QTest.mouseClick(dialog.guesses.all["same"], LEFT)
    assert dialog.take.text() == "Take 4 changes"
    QTest.mouseClick(dialog.guesses.all["new"], LEFT)
    assert dialog.take.text() == "Take 4 changes"
    settle(dialog, qtbot)
    assert len(window.desk.frame.state.nodes) == 17
    assert nameless(dialog) == []
    dialog.reject()


def test_escape_and_cancel_leave_the_map_as_it_was(window, dialog, qtbot):
    before = window.desk.recorded
    settle(dialog, qtbot)
    QTest.keyClick(dialog.tree, Key.Key_Escape)
    assert window.desk.recorded is before
    assert window.desk.frame.stream is before
    assert not window.desk.history.dirty


def test_all_of_it_by_keyboard(window, dialog, qtbot):
    assert dialog.tree.hasFocus()
    QTest.keyClick(dialog.tree, Key.Key_Space)
    assert dialog.take.text() == "Take 2 changes"
    QTest.keyClick(dialog.tree, Key.Key_Up)
    QTest.keyClick(dialog.tree, Key.Key_Space)  # the heading
    assert dialog.take.text() == "Take 3 changes"
    QTest.keyClick(dialog.tree, Key.Key_Return)
    assert dialog.isVisible()  # Enter in the list takes nothing
    for _step in range(6):
        if dialog.take.hasFocus():
            break
        QTest.keyClick(dialog.focusWidget(), Key.Key_Tab)
    assert dialog.take.hasFocus()
    QTest.keyClick(dialog.take, Key.Key_Return)
    assert value(window.desk.recorded, "stamping", "ct") == "2 s"


def test_the_line_one_is_at_is_told_in_full(dialog):
    dialog.tree.setCurrentIndex(row(dialog, "Paint"))
    text = dialog.effects.line.text()
    assert "Stock 700 pc, C/T 30 s, C/O 5 min, Uptime 90 %" in text
    assert "Cell: A7" in text


def test_the_source_is_read_again(window, qtbot, tmp_path):
    sheet(tmp_path, [*DEMAND, *ROWS[:2], *ROWS[3:]], name="march.xlsx")
    window.actions_by_name["update_source"].trigger()
    dialog = shown(window, qtbot)
    assert ticked(dialog, "Spot weld 1") == Qt.CheckState.Checked  # this sheet holds every step
    press_take(dialog)
    assert window.desk.recorded.state().node("spot_weld_1") is None


def test_a_source_that_is_gone_is_asked_for(window, qtbot, tmp_path, monkeypatch):
    (tmp_path / "march.xlsx").unlink()
    moved = sheet(tmp_path, [*DEMAND, *ROWS[:4], ["Assembly", 60, None, 100, 1200]], name="moved.xlsx")
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: moved)
    window.actions_by_name["update_source"].trigger()
    dialog = shown(window, qtbot)
    press_take(dialog)
    assert window.desk.recorded.state().source.file == str(moved)


def test_a_map_without_a_source_says_so(make_window):
    window = make_window(None)
    window.actions_by_name["update_source"].trigger()
    assert "was not made from a sheet" in window.statusBar().currentMessage()


def test_a_newer_sheet_is_noticed_and_nothing_is_changed_unasked(window, qtbot, tmp_path):
    window.watching.look_at_source()
    qtbot.waitUntil(lambda: not window.watching._clock.isActive())
    assert SOURCE not in window.stage.notices.shown
    later = window.desk.recorded.state().source.modified + 10**10
    os.utime(tmp_path / "march.xlsx", ns=(later, later))
    before = window.desk.recorded
    window.watching.look_at_source()
    qtbot.waitUntil(lambda: SOURCE in window.stage.notices.shown)
    assert window.desk.recorded is before
    notice = window.stage.notices.shown[SOURCE]
    QTest.mouseClick(notice.buttons["Compare with the map…"], LEFT)
    dialog = shown(window, qtbot)
    assert dialog.take.text() == "Nothing to take"
    dialog.reject()


def test_a_notice_comes_when_a_map_is_opened(make_window, qtbot, tmp_path):
    save(mapped(tmp_path, *DEMAND, *ROWS), tmp_path / "map.vsm")
    later = load(tmp_path / "map.vsm").state().source.modified + 10**10
    os.utime(tmp_path / "march.xlsx", ns=(later, later))
    window = make_window(None)
    window.filing.open_path(tmp_path / "map.vsm")
    qtbot.waitUntil(lambda: SOURCE in window.stage.notices.shown)


def test_a_sheet_that_says_nothing_is_told(window, qtbot, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(
        "vsm_desktop.ui.errors.tell", lambda _parent, title, words: told.append((title, words))
    )
    path = sheet(tmp_path, [["nothing", "here"]])
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    window.actions_by_name["update_sheet"].trigger()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == "This sheet says nothing of the map"


def test_values_that_cannot_stand_together_are_said(make_window, qtbot, tmp_path, monkeypatch):
    """Both the same lead time as a range and a value outside it cannot come from a sheet; a broken edit is told."""
    window = make_window(mapped(tmp_path, *DEMAND, *ROWS))
    path = sheet(tmp_path, NEW)
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    window.actions_by_name["update_sheet"].trigger()
    dialog = shown(window, qtbot)
    state = window.desk.recorded.state()
    nodes = tuple(n.evolve(ct=None) if n.id == "stamping" else n for n in state.nodes)
    window.desk.commit("Another hand", lambda one: one.evolve(nodes=nodes))
    click_box(dialog, "Paint")
    settle(dialog, qtbot)
    assert "stamping.ct is no longer what it was" in dialog.effects.wrong.text()
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_what_was_read_already_is_compared_with_the_open_map(window, qtbot, tmp_path):
    from vsm_desktop.intake.sheets import read_sheet

    window.filing.update_by(read_sheet(sheet(tmp_path, [["nothing", "here"]])))
    assert "holds no table" in window.statusBar().currentMessage()
    window.filing.update_by(read_sheet(sheet(tmp_path, NEW)))
    assert shown(window, qtbot).take.text() == "Take 3 changes"


def test_a_data_sheet_goes_to_the_state_it_was_written_from(make_window, qtbot, tmp_path, monkeypatch):
    from vsm_desktop.export.workbook import write_workbook
    from vsm_desktop.metrics.measure import measure
    from vsm_desktop.ui.documents import sample_stream

    stream = sample_stream("acme-future.vsm")
    window = make_window(stream)
    other = next(one for one in stream.states if one.id != window.desk.frame.state_id)
    path = tmp_path / "data.xlsx"
    write_workbook(stream, other, measure(stream, other.id), path)
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    window.actions_by_name["update_sheet"].trigger()
    dialog = shown(window, qtbot)
    assert window.desk.frame.state_id == other.id
    assert dialog.take.text() == "Nothing to take"


def test_from_the_check_of_an_import_the_open_map_can_be_updated(window, qtbot, tmp_path):
    newer = [*DEMAND, HEAD, ["Stamping", 2, 60, 85, 4600], *ROWS[2:]]
    dialog = opened(qtbot, window, sheet(tmp_path, newer))
    dialog.show_page(CHECK)
    press(qtbot, dialog, dialog.update_button)
    assert shown(window, qtbot).take.text() == "Take 1 change"


def test_a_data_sheet_that_was_imported_is_compared_by_its_keys(make_window, qtbot, tmp_path):
    from vsm_desktop.export.workbook import write_workbook
    from vsm_desktop.intake.sheets import read_sheet
    from vsm_desktop.metrics.measure import measure
    from vsm_desktop.ui.documents import sample_stream

    stream = sample_stream("acme-current.vsm")
    window = make_window(stream)
    path = tmp_path / "data.xlsx"
    write_workbook(stream, stream.state(), measure(stream, stream.state().id), path)
    window.filing.update_by(read_sheet(path))
    dialog = shown(window, qtbot)
    assert dialog.told.own
    assert dialog.take.text() == "Nothing to take"
    dialog.reject()


def test_a_sheet_is_read_as_one_of_its_kind_was_before(window, qtbot, tmp_path, monkeypatch):
    path = sheet(tmp_path, [*DEMAND, *ROWS])
    mapping = open_book(path).recognised()
    uses = tuple(
        replace(use, field="pt", sure=True) if use.header == "C/T (s)" else use for use in mapping.columns
    )
    assert remember(replace(mapping, columns=uses)) == ""
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    window.actions_by_name["update_sheet"].trigger()
    dialog = shown(window, qtbot)
    assert {key.rpartition(".")[2] for key in dialog.model.chosen} == {"pt"}
    press_take(dialog)
    kept = window.desk.recorded.state().source
    assert '"pt"' in kept.mapping
    window.actions_by_name["update_source"].trigger()
    again = shown(window, qtbot)
    assert again.take.text() == "Nothing to take"
    again.reject()


def test_the_list_follows_the_theme_of_the_window(window, dialog, qapp):
    light = dialog.model.data(row(dialog, "Paint"), Qt.ItemDataRole.ForegroundRole)
    window.desk.show_theme("dark")
    window.bridge.changed.emit(window.desk)
    assert dialog.model.data(row(dialog, "Paint"), Qt.ItemDataRole.ForegroundRole) != light
