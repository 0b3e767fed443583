"""Hands for tests: keys and mouse on the table under the map."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from vsm_desktop.ui.table.page import TablePage
from vsm_desktop.ui.table.view import SheetView
from vsm_desktop.ui.window import MainWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def open_table(window: MainWindow) -> TablePage:
    """The table opened by its key."""
    window.activateWindow()
    window.view.setFocus()
    QTest.keyClick(window.view, Key.Key_T, CONTROL)
    QApplication.processEvents()
    page = window.bottom.page("table")
    assert isinstance(page, TablePage)
    assert page.sheet.hasFocus()
    return page


def cell(sheet: SheetView, id_: str, key: str) -> QModelIndex:
    """The cell of an element and a column."""
    row = sheet.table.row_of(id_)
    assert row is not None, id_
    return sheet.table.index(row, [column.key for column in sheet.table.shown].index(key))


def add_row(sheet: SheetView) -> QModelIndex:
    """The cell into which the name of a new step is typed."""
    return sheet.table.index(len(sheet.table.rows.ids), 0)


def click(sheet: SheetView, index: QModelIndex, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click a cell where it is seen."""
    sheet.scrollTo(index)
    view = sheet.still if index.column() < sheet.frozen_columns else sheet
    QTest.mouseClick(view.viewport(), LEFT, modifiers, view.visualRect(index).center())
    QApplication.processEvents()


def click_row(sheet: SheetView, id_: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click the number of a row."""
    row, header = sheet.table.row_of(id_), sheet.verticalHeader()
    assert row is not None, id_
    sheet.scrollTo(sheet.table.index(row, 0))
    at = header.rect().center()
    at.setY(header.sectionViewportPosition(row) + 10)
    QTest.mouseClick(header.viewport(), LEFT, modifiers, at)
    QApplication.processEvents()


def press(sheet: SheetView, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key in the table, or in the editor that is open."""
    QTest.keyClick(editor(sheet) or sheet, key, modifiers)
    QApplication.processEvents()


def type_text(sheet: SheetView, text: str) -> None:
    """Type: the first letter opens the editor, the rest goes there."""
    for letter in text:
        QTest.keyClicks(editor(sheet) or sheet, letter)
        QApplication.processEvents()


def enter(sheet: SheetView, text: str, key: Qt.Key = Key.Key_Return) -> None:
    """Type into the current cell and leave it by a key."""
    type_text(sheet, text)
    press(sheet, key)


def editor(sheet: SheetView) -> QLineEdit | QComboBox | None:
    """The editor that is open, if there is one."""
    for view in (sheet, sheet.still):
        for kind in (QLineEdit, QComboBox):
            for found in view.viewport().findChildren(kind, "cell"):
                if found.isVisible():
                    return found
    return None


def put_on_clipboard(text: str, html: str = "") -> None:
    """What another program copied."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def on_clipboard() -> str:
    """The text on the clipboard."""
    return QGuiApplication.clipboard().text()
