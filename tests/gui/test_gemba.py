"""Gemba sheets from the window: the menu, the dialog, and what is written in the background."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QRadioButton

from tests.gui.hands import LEFT
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui import errors
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.gemba import GembaDialog

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


def opened(window) -> GembaDialog:
    """The dialog, asked for in the File menu."""
    menu = next(one.menu() for one in window.menuBar().actions() if one.text() == "&File")
    action = next(one for one in menu.actions() if one.text() == "Gemba sheets…")
    action.trigger()
    QApplication.processEvents()
    return next(one for one in window.findChildren(GembaDialog) if one.isVisible())


def choose(radio: QRadioButton) -> None:
    QTest.mouseClick(radio, LEFT, pos=QPoint(10, radio.height() // 2))


def save(dialog: GembaDialog) -> None:
    QTest.mouseClick(dialog.save, LEFT)


def test_all_steps_on_paper(window, qtbot, tmp_path, monkeypatch):
    asked = []

    def ask(_parent, _title, place, kinds):
        asked.append((place, kinds))
        return str(tmp_path / "sheets"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    dialog = opened(window)
    assert dialog.every.text() == "All 5 steps"
    assert dialog.every.isChecked()
    assert not dialog.some.isEnabled()
    save(dialog)
    path = tmp_path / "sheets.pdf"
    qtbot.waitUntil(lambda: not window.jobs.busy and path.exists())
    assert "gemba.pdf" in asked[0][0]
    pages = PdfDocument(path)
    assert len(pages) == 5
    text = pages[1].get_textpage().get_text_range()
    assert "Spot weld 1" in text
    assert "now 39 s" in text
    assert "step weld1, state current" in text
    assert window.statusBar().currentMessage() == "5 gemba sheets in sheets.pdf"
    pages.close()


def test_the_selected_steps_as_a_workbook(window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "two.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    window.desk.select(frozenset({"weld1", "weld2", "coils"}))
    dialog = opened(window)
    assert dialog.some.text() == "The 2 selected steps"
    assert dialog.some.isChecked()
    choose(dialog.kinds[".xlsx"])
    assert dialog.kinds[".xlsx"].isChecked()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.jobs.busy and path.exists())
    assert load_workbook(path).sheetnames == ["List", "Spot weld 1", "Spot weld 2"]


def test_escape_and_no_file_write_nothing(window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    dialog = opened(window)
    save(dialog)
    assert dialog.isVisible(), "another place can be chosen"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not window.jobs.busy


def test_a_map_without_steps_says_so(make_window):
    dialog = opened(make_window(new_stream()))
    assert dialog.none.isVisible()
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_cannot_be_written_is_told(window, qtbot, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(errors, "tell", lambda _parent, title, sentence: told.append((title, sentence)))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "none" / "sheets.pdf"), "")
    )
    save(opened(window))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == "No gemba sheets were written"


def test_everything_in_the_dialog_has_a_name(window):
    dialog = opened(window)
    assert dialog.accessibleName() == "Gemba sheets"
    assert all(one.text() for kind in (QRadioButton, QPushButton) for one in dialog.findChildren(kind))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
