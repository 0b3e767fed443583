"""A preview of what is printed: choices and what can be read at the left, the page at the right, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui import asking
from vsm_desktop.ui.elided import ElidedLabel
from vsm_desktop.ui.errands import Errands
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.printing.pages import PageView
from vsm_desktop.ui.printing.work import Sheet, keep_pdf
from vsm_desktop.ui.typed import take_typed

_SIDE = 328


class Pages(Protocol):
    """A print that is shown: its PDF, empty while there is none, and the sheets it has."""

    @property
    def pdf(self) -> bytes: ...
    @property
    def sheets(self) -> tuple[Sheet, ...]: ...


class PreviewDialog(QDialog):
    """The pages shown are the pages of the PDF that is saved, and those that are printed."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        name: str,
        folder: Path | None,
        pages: Callable[[], Pages],
        parent: QWidget,
    ) -> None:
        """`name` is what a print is called, `folder` where a PDF goes at first; `pages` tells what is shown now."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.desk, self._name, self._folder, self._pages = desk, name, folder, pages
        self.errands, self.page = Errands(self), PageView()
        self.title, self.bar, self.said = ElidedLabel(), QProgressBar(), QLabel()
        self.title.setObjectName("section")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.said.setObjectName("wrong")
        self.said.setWordWrap(True)
        # a name of a file that is one long word does not make the dialog wider
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.zooms: list[QToolButton] = []
        self.close_button = QPushButton(_("Close"))
        self.pdf_button = QPushButton(_("Save as PDF…"))
        self.print_button = QPushButton(_("Print…"))
        self.print_button.setDefault(True)
        self.errands.far.connect(self._show_far)
        self.close_button.clicked.connect(self.reject)
        self.warning = ElidedLabel()
        self.warning.setObjectName("alert")
        self.warning.hide()
        self._then: Callable[[], object] | None = None  # what waits for the newest pages
        for button, do in ((self.pdf_button, self.save_pdf), (self.print_button, self.print_pages)):
            button.setFocusPolicy(
                Qt.FocusPolicy.TabFocus
            )  # a press that took the keyboard would end in a click lost
            button.clicked.connect(partial(self._with_typed, do))
        self.on_keys(QKeySequence.StandardKey.Undo, desk.undo)
        self.on_keys(QKeySequence.StandardKey.Redo, desk.redo)

    # building

    def lay_out(self, form: QWidget, guard: QWidget, below: QWidget | None = None) -> None:
        """Put it together: choices, what is said of legibility, and what stands below the page."""
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._head())
        right.addWidget(self.bar)
        right.addWidget(self.page, 1)
        if below is not None:
            right.addWidget(below)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(_side(form, guard))
        middle.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addLayout(self._foot())

    def open_at(self, wide: int, high: int) -> None:
        """As large as this, but no larger than the screen."""
        room = self.screen().availableGeometry()
        self.resize(min(wide, room.width() - 20), min(high, room.height() - 60))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(2)
        head.addWidget(self.title, 1)
        self.zooms = [
            self._tool("zoom-out", _("Zoom out"), "Ctrl+-", partial(self.page.zoom, 0.8)),
            self._tool("zoom-in", _("Zoom in"), "Ctrl++", partial(self.page.zoom, 1.25)),
            self._tool("fit", _("Whole page"), "Ctrl+1", partial(self.page.zoom, 0.0)),
        ]
        for button in self.zooms:
            head.addWidget(button)
        return head

    def _tool(self, name: str, words: str, keys: str, do: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon-name", name)
        button.setToolTip(f"{words} ({keys})")
        button.setAccessibleName(words)
        button.setShortcut(QKeySequence(keys))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: do())
        return button

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        for button in (self.close_button, self.pdf_button):
            button.setAutoDefault(False)
        foot.addWidget(self.warning, 1)
        foot.addWidget(self.said, 1)
        for button in (self.close_button, self.pdf_button, self.print_button):
            foot.addWidget(button)
        return foot

    def on_keys(self, keys: QKeySequence | QKeySequence.StandardKey, do: Callable[[], object]) -> None:
        """Do something on a key."""
        QShortcut(keys, self).activated.connect(do)

    # showing

    def show_theme(self) -> None:
        """In the colours of the window."""
        for button in self.zooms:
            button.setIcon(icon(str(button.property("icon-name")), self.desk.theme))
        self.page.show_theme(self.desk.theme)

    def warn(self, words: str, whole: str = "") -> None:
        """What cannot be read, at the foot as well: beside the choices it may be out of sight."""
        self.warning.say(f"△ {words}" if words else "")
        if words:
            self.warning.setToolTip(whole or words)
        self._tell()

    def _tell(self) -> None:
        """What is said at the foot: news, else the warning."""
        self.warning.setHidden(not self.warning.words() or bool(self.said.text()))
        self.said.setHidden(not self.warning.isHidden())

    def ready(self, there: bool) -> None:
        """Whether there is something to save and to print."""
        self.pdf_button.setEnabled(there)
        self.print_button.setEnabled(there)
        self.said.setText("")
        self._tell()
        if there and (then := self._then) is not None:
            self._then = None
            then()

    def rest(self) -> None:
        """Nothing is being made."""
        self.bar.setRange(0, 100)
        self.bar.setValue(0)

    def _show_far(self, share: float) -> None:
        percent = round(100 * share)
        self.bar.setRange(0, 100 if percent else 0)
        self.bar.setValue(percent)

    # doing

    def _with_typed(self, do: Callable[[], object], _checked: bool = False) -> None:
        """Do it with the pages that have what is being typed, too, as soon as they are made."""
        take_typed(self)
        if self.pdf_button.isEnabled():
            do()
        else:
            self._then = do

    def file_name(self) -> str:
        """What a PDF is called at first."""
        return f"{self._name}.pdf"

    def save_pdf(self) -> None:
        """Ask where, and write the PDF whose pages are shown."""
        pdf = self._pages().pdf
        if pdf and (path := asking.ask_pdf(self, (self._folder or Path()) / self.file_name())):
            self.ready(False)
            words = _("Saving {name}…").format(name=path.name)
            self.errands.instead(words, partial(keep_pdf, pdf, path), partial(self._saved, path))

    def _saved(self, path: Path, _none: None) -> None:
        self.ready(bool(self._pages().sheets))
        self.say(_("Saved {name}").format(name=path.name), wrong=False)
        self.page.wanted.emit()

    def print_pages(self) -> None:
        """Ask for a printer and print; where there is none, say so and offer the PDF."""
        from vsm_desktop.ui.printing.native import ask_printer, has_printer

        if not self._pages().sheets:
            return
        if not has_printer():
            self.say(_("No printer is set up on this computer. Save the pages as a PDF instead."))
            self.pdf_button.setFocus()
            return
        ask_printer(self, self._pages().sheets, self._name)

    def say(self, sentence: str, wrong: bool = True) -> None:
        """Tell something at the foot."""
        self.said.setObjectName("wrong" if wrong else "quiet")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field takes what is typed there; it does not print."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), QAbstractSpinBox | QComboBox | QLineEdit):
            event.accept()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Closed: nobody waits for the pages any more."""
        self._then = None
        take_typed(self)
        self.errands.close()
        self.desk.end_merge()
        super().done(result)


def _side(form: QWidget, guard: QWidget) -> QScrollArea:
    side = QWidget()
    side.setObjectName("panel")
    column = QVBoxLayout(side)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(14)
    heading = QLabel(_("Legibility"))
    heading.setObjectName("section")
    for widget in (form, heading, guard):
        column.addWidget(widget)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFixedWidth(_SIDE)
    scroll.setWidget(side)
    return scroll
