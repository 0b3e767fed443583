"""Hands for the import: a sheet is opened, and the pages are worked with mouse and keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from vsm_desktop.ui.importing.column_row import ColumnRow
from vsm_desktop.ui.importing.dialog import ImportDialog
from vsm_desktop.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def opened(qtbot: Any, window: MainWindow, path: Path) -> ImportDialog:
    """The import of a sheet, on the page it opens on."""
    window.filing.import_path(path)
    dialog = window.filing.importing()
    settle(qtbot, dialog)
    return dialog


def settle(qtbot: Any, dialog: ImportDialog) -> None:
    """Wait until what was asked for last is read."""
    qtbot.waitUntil(lambda: dialog.session.settled, timeout=60_000)
    QApplication.processEvents()


def press(qtbot: Any, dialog: ImportDialog, button: QAbstractButton) -> None:
    """Click a button of the dialog."""
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, LEFT)
    settle(qtbot, dialog)


def row(dialog: ImportDialog, place: str) -> ColumnRow:
    """The row of a column, by its letter."""
    return next(one for one in dialog.columns.shown_rows if one.shown and one.shown.place == place)


def choose_field(qtbot: Any, dialog: ImportDialog, place: str, typed: str) -> None:
    """Type what a column is to be read as, and finish with Enter."""
    line = row(dialog, place).field.lineEdit()
    QTest.mouseClick(line, LEFT)
    line.selectAll()
    QTest.keyClicks(line, typed)
    popup = row(dialog, place).field.completer().popup()
    QTest.keyClick(
        popup if popup.isVisible() else line, Qt.Key.Key_Escape if popup.isVisible() else Qt.Key.Key_Return
    )
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, dialog)


def choose_unit(qtbot: Any, dialog: ImportDialog, place: str, unit: str) -> None:
    """Go to a unit with the arrow keys."""
    box = row(dialog, place).unit
    box.setFocus()
    for _step in range(box.count()):
        if box.currentData() == unit:
            break
        QTest.keyClick(box, Qt.Key.Key_Down)
    if box.currentData() != unit:
        QTest.keyClick(box, Qt.Key.Key_Home)
        while box.currentData() != unit:
            QTest.keyClick(box, Qt.Key.Key_Down)
    settle(qtbot, dialog)
