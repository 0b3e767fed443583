"""A plan written as a workbook from the menu, changed there, and brought back line by line: by mouse and keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.hands import LEFT, NONE
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.assets import asset
from vsm_desktop.edit.plan import plan_of
from vsm_desktop.export.plan_sheet import write_plan
from vsm_desktop.store.files import loads
from vsm_desktop.ui import asking
from vsm_desktop.ui.updating.model import WHAT
from vsm_desktop.ui.updating.plan import PlanUpdateDialog

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key


@pytest.fixture
def window(make_window):
    return make_window(loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8")))


@pytest.fixture
def dialog(window, qtbot, tmp_path: Path, monkeypatch) -> PlanUpdateDialog:
    """The differences to a changed workbook, opened from the menu."""
    path = tmp_path / "plan.xlsx"
    write_plan(window.desk.recorded, path, date(2025, 7, 9))
    book = openpyxl.load_workbook(path)
    plan = book["Plan"]
    plan["G6"], plan["I6"], plan["N6"], plan["H7"] = "Ann", date(2025, 11, 14), None, "soon"
    plan.delete_rows(13)
    book.save(path)
    return opened(window, qtbot, path, monkeypatch)


def opened(window, qtbot, path: Path, monkeypatch) -> PlanUpdateDialog:
    monkeypatch.setattr(asking, "ask_sheet", lambda _parent: path)
    window.actions_by_name["update_sheet"].trigger()

    def found() -> list[PlanUpdateDialog]:
        return [one for one in window.findChildren(PlanUpdateDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    return found()[0]


def row(dialog: PlanUpdateDialog, *words: str) -> QModelIndex:
    """The first line that says all of these words."""
    model = dialog.model
    for at in range(model.rowCount()):
        top = model.index(at, WHAT)
        for under in range(model.rowCount(top)):
            index = model.index(under, WHAT, top)
            said = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
            if all(word in said for word in words):
                return index
    raise AssertionError(words)


def test_what_is_ticked_is_taken_and_undone(window, dialog: PlanUpdateDialog) -> None:
    before = window.desk.recorded
    assert [group.title for group in dialog.model.groups] == [
        "Changed",
        "Only in the plan, removed from it",
        "Left out of the workbook",
        "Empty in the workbook, kept in the plan",
    ]
    assert dialog.take.text() == "Take 3 changes"
    dialog.tree.setCurrentIndex(row(dialog, "Daily milk run"))
    QTest.keyClick(dialog.tree, Key.Key_Space)
    assert dialog.take.text() == "Take 2 changes"
    QTest.keyClick(dialog.tree, Key.Key_Return)
    assert dialog.isVisible()
    QTest.mouseClick(dialog.take, LEFT, NONE)
    now = {one.id: one for one in plan_of(window.desk.recorded).objectives}
    assert (now["cell"].owner, now["cell"].end) == ("Ann", "2025-11-14")
    assert "milk_run" in now
    assert window.desk.recorded.evolve(plan=before.plan) == before
    window.actions_by_name["undo"].trigger()
    assert window.desk.recorded == before


def test_of_two_readings_one_is_taken(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(window.desk.recorded, path, date(2025, 7, 9))
    book = openpyxl.load_workbook(path)
    book["Values"]["D6"], book["Scoreboard"]["G5"] = 0.9, 0.98
    book["People"].title = "Team"
    book.save(path)
    dialog = opened(window, qtbot, path, monkeypatch)
    assert "4 in doubt" not in dialog.summary.text()
    assert "2 in doubt" in dialog.summary.text()
    assert "The sheet Team is read as People." in dialog.summary.text()
    assert not dialog.take.isEnabled()
    for reading in ("becomes △ 90 %", "becomes △ 0.9 %", "becomes △ 90 %"):
        dialog.tree.setCurrentIndex(row(dialog, reading))
        QTest.keyClick(dialog.tree, Key.Key_Space)
        assert dialog.take.text() == "Take 1 change"
    dialog.tree.setCurrentIndex(dialog.model.index(0, WHAT))
    QTest.keyClick(dialog.tree, Key.Key_Space)
    assert dialog.take.text() == "Take 2 changes"
    QTest.mouseClick(dialog.take, LEFT, NONE)
    ca = next(one for one in window.desk.recorded.scoreboard.measures if one.id == "ca")
    assert (ca.target, [one.value for one in ca.actuals]) == (98, [88, 90, 91])


def test_what_it_does_to_the_plan_stands_beside_it(dialog: PlanUpdateDialog) -> None:
    said = [label.text() for label in dialog.effects.values.values()]
    assert said[0] == "7  →  6"
    dialog.tree.setCurrentIndex(row(dialog, "Daily milk run"))
    QTest.keyClick(dialog.tree, Key.Key_Space)
    assert dialog.effects.values["plan0"].text() == "7"
    dialog.tree.setCurrentIndex(row(dialog, "End"))
    assert "Cell: Plan!I6" in dialog.effects.line.text()


def test_escape_takes_nothing(window, dialog: PlanUpdateDialog) -> None:
    before = window.desk.recorded
    QTest.keyClick(dialog, Key.Key_Escape)
    QApplication.processEvents()
    assert window.desk.recorded is before


def test_everything_has_a_name_in_light_and_dark(window, dialog: PlanUpdateDialog) -> None:
    assert not nameless(dialog)
    window.actions_by_name["dark"].trigger()
    assert dialog.model.theme == window.desk.theme


def test_a_workbook_is_written_from_the_menu(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "acme plan.xlsx"
    monkeypatch.setattr(asking, "ask_workbook", lambda _parent, _start: path)
    window.actions_by_name["plan_sheet"].trigger()
    qtbot.waitUntil(path.exists, timeout=20_000)
    assert openpyxl.load_workbook(path).sheetnames[0] == "Plan"


def test_without_a_plan_nothing_is_asked(make_window, monkeypatch) -> None:
    stream = loads(asset("resources/samples", "acme-current.vsm").read_text(encoding="utf-8"))
    window = make_window(stream)
    asked: list[object] = []
    monkeypatch.setattr(asking, "ask_workbook", lambda *words: asked.append(words))
    window.actions_by_name["plan_sheet"].trigger()
    assert not asked


def test_the_workbook_of_another_value_stream_is_told_and_nothing_is_ticked(
    make_window, qtbot, tmp_path: Path, monkeypatch
) -> None:
    sample = loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))
    write_plan(sample, tmp_path / "plan.xlsx", date(2025, 7, 9))
    pumps = loads(asset("resources/samples", "garden-pumps.vsm").read_text(encoding="utf-8"))
    window = make_window(pumps)
    dialog = opened(window, qtbot, tmp_path / "plan.xlsx", monkeypatch)
    cards = [one.text() for one in dialog.findChildren(QLabel, "wrong-card") if one.isVisible()]
    assert [card.startswith("This is the workbook of another value stream") for card in cards] == [True]
    assert (dialog.take.text(), dialog.take.isEnabled()) == ("Take 0 changes", False)
    assert not dialog.model.chosen
    QTest.keyClick(dialog.tree, Key.Key_Up)
    QTest.keyClick(dialog.tree, Key.Key_Space)
    assert dialog.take.isEnabled()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert window.desk.recorded is pumps


def test_what_is_left_out_is_told_with_its_row(dialog: PlanUpdateDialog) -> None:
    index = row(dialog, "Levelled pull, pitch 20 min", "Start", '"soon" is no date')
    assert dialog.model.row(index).texts[-1] == "Plan!H7"


def test_what_is_left_out_of_a_new_row_is_told_with_it(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(window.desk.recorded, path, date(2025, 7, 9))
    book = openpyxl.load_workbook(path)
    plan = book["Plan"]
    plan["C16"], plan["D16"], plan["I16"] = "Office loop", "One order a day", "sometime"
    book.save(path)
    dialog = opened(window, qtbot, path, monkeypatch)
    index = row(dialog, "One order a day", "End", '"sometime" is no date')
    assert dialog.model.row(index).texts[-1] == "Plan!I16"


def test_taken_again_nothing_differs(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(window.desk.recorded, path, date(2025, 7, 9))
    book = openpyxl.load_workbook(path)
    book["Plan"]["C14"], book["Plan"]["D14"] = "Office loop", "One order a day"
    book.save(path)
    first = opened(window, qtbot, path, monkeypatch)
    QTest.keyClick(first.tree, Key.Key_Tab)
    QTest.keyClick(first.cancel, Key.Key_Tab)
    QTest.keyClick(first.take, Key.Key_Return)
    assert plan_of(window.desk.recorded).objectives[-1].text == "One order a day"
    again = opened(window, qtbot, path, monkeypatch)
    assert again.summary.text().startswith("Nothing differs, ")
    assert (again.take.text(), again.take.isEnabled()) == ("Nothing to take", False)
