"""The dialog for an unexpected error: a sentence, where the copies and the log are, details to copy, Continue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from vsm_desktop.assets import _

if TYPE_CHECKING:
    from vsm_desktop.ui.errors import Fault

_WIDTH, _DETAILS = 480, 220


class FaultDialog(QDialog):
    """Stands before the windows without a loop of its own: the program goes on behind it."""

    def __init__(self, fault: Fault, log: Path) -> None:
        super().__init__(None)
        self.setObjectName("fault-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(_("Unexpected error"))
        self._fault, self._others = fault, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addStrut(_WIDTH - 48)
        column.addWidget(_label(_("Something went wrong that should not"), "title"))
        column.addWidget(_label(_said(fault)))
        for words, path in _places(fault, log):
            column.addWidget(_label(words, "field"))
            column.addWidget(_path(path))
        self.again = _label("", "quiet")
        self.again.hide()
        column.addWidget(self.again)
        self.details = QPlainTextEdit(fault.text)
        self.details.setObjectName("details")
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFixedHeight(_DETAILS)
        self.details.setAccessibleName(_("Details"))
        self.details.hide()
        column.addWidget(self.details)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.more = QPushButton(_("Show details"))
        self.more.clicked.connect(self._turn_details)
        self.copy = QPushButton(_("Copy details"))
        self.copy.clicked.connect(self.copy_details)
        self.go_on = QPushButton(_("Continue"))
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        row.addWidget(self.more)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.go_on)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.go_on.setFocus()

    def count(self, fault: Fault) -> None:
        """It came again, or another one came while this is being read."""
        if fault is not self._fault and fault.times == 1:
            self._others += 1
            self.details.appendPlainText("\n" + fault.text)
        parts = []
        if self._fault.times > 1:
            parts.append(_("It happened {n} times.").format(n=self._fault.times))
        if self._others:
            parts.append(_("{n} more errors came with it.").format(n=self._others))
        self.again.setText(" ".join(parts))
        self.again.setVisible(bool(parts))

    def copy_details(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText(_("Copied"))

    def _turn_details(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.more.setText(_("Hide details") if shown else _("Show details"))


def _said(fault: Fault) -> str:
    if fault.copies:
        return _(
            "The maps are still open, and a copy of each was saved. What you were just doing was dropped."
        )
    return _("What you were just doing was dropped. Save your work under another name to be safe.")


def _places(fault: Fault, log: Path) -> list[tuple[str, Path]]:
    """What is where."""
    places = []
    if len(fault.copies) == 1:
        places.append((_("The copy"), fault.copies[0]))
    elif fault.copies:
        places.append((_("The copies"), fault.copies[0].parent))
    if fault.logged:
        places.append((_("The log"), log))
    return places


def _label(text: str, name: str = "") -> QLabel:
    made = QLabel(text)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _path(path: Path) -> QLineEdit:
    """A place in full, to look at and to copy."""
    line = QLineEdit(str(path))
    line.setReadOnly(True)
    line.setCursorPosition(0)
    line.setToolTip(str(path))
    return line
