"""The preview of the A3: the page shown is the page of the PDF that is saved, and the one that is printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

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
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.edit.a3 import StreamEdit, a3_of, place_section, set_a3, set_section, step_section
from vsm_desktop.export.raster import Pixels
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui import asking
from vsm_desktop.ui.a3.form import A3Form
from vsm_desktop.ui.a3.overlay import SectionHand
from vsm_desktop.ui.a3.work import Made, make_a3
from vsm_desktop.ui.errands import Errands
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.printing.pages import PageView
from vsm_desktop.ui.printing.work import Wish, keep_pdf, make_pixels

_SIDE = 328


class A3Dialog(QDialog):
    """Choices and what can be read at the left, the sheet at the right."""

    def __init__(
        self, desk: Desk, name: str, folder: Path | None, today: Callable[[], date], parent: QWidget
    ) -> None:
        """`name` is what a PDF is called at first, `folder` where it goes; `today` tells the day a plan is seen from."""
        super().__init__(parent)
        self.setObjectName("a3-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("A3 plan"))
        self.setAccessibleName(_("A3 plan"))
        self.desk, self._name, self._folder, self._today = desk, name, folder, today
        self.made = Made()
        self._shown_for: object = None
        self._large: Wish | None = None
        self.errands = Errands(self)
        self.form, self.page = A3Form(), PageView()
        self.hand = SectionHand(self.page)
        self.title, self.bar, self.guard, self.said = QLabel(), QProgressBar(), QLabel(), QLabel()
        self.title.setObjectName("section")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        for label, name_ in ((self.guard, "quiet"), (self.said, "wrong")):
            label.setObjectName(name_)
            label.setWordWrap(True)
        self._build()
        self._connect()
        self.resize(1240, 800)
        self.show_desk(desk)

    # building

    def _build(self) -> None:
        side = QWidget()
        side.setObjectName("panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(14)
        heading = QLabel(_("Legibility"))
        heading.setObjectName("section")
        for widget in (self.form, heading, self.guard):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(_SIDE)
        scroll.setWidget(side)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._head())
        right.addWidget(self.bar)
        right.addWidget(self.page, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(scroll)
        middle.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addLayout(self._foot())

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
        self.close_button = QPushButton(_("Close"))
        self.pdf_button = QPushButton(_("Save as PDF…"))
        self.print_button = QPushButton(_("Print…"))
        self.print_button.setDefault(True)
        for button in (self.close_button, self.pdf_button):
            button.setAutoDefault(False)
        foot.addWidget(self.said, 1)
        for button in (self.close_button, self.pdf_button, self.print_button):
            foot.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.form.changed.connect(lambda words, values: self._commit(words, set_a3(**values)))
        self.form.section_changed.connect(
            lambda words, key, values: self._commit(words, set_section(key, **values), f"{key}:{[*values]}")
        )
        self.form.chosen.connect(self._choose)
        self.form.sections.carried.connect(
            lambda key, before: self._commit(_("Move a section"), place_section(key, before or None))
        )
        self.hand.chosen.connect(self._choose)
        self.hand.carried.connect(self._carry)
        self.hand.stepped.connect(lambda key, by: self._commit(_("Move a section"), step_section(key, by)))
        self.hand.sized.connect(self._size)
        self.hand.switched.connect(self._leave_out)
        self.page.wanted.connect(self._ask_pixels)
        self.errands.far.connect(self._show_far)
        self.close_button.clicked.connect(self.reject)
        self.pdf_button.clicked.connect(self.save_pdf)
        self.print_button.clicked.connect(self.print_page)
        for keys, do in (
            (QKeySequence.StandardKey.Undo, self.desk.undo),
            (QKeySequence.StandardKey.Redo, self.desk.redo),
        ):
            QShortcut(keys, self).activated.connect(do)

    # showing

    def show_desk(self, desk: Desk) -> None:
        """Follow the document; the page is made anew if it has changed."""
        for button in self.zooms:
            button.setIcon(icon(str(button.property("icon-name")), desk.theme))
        self.page.show_theme(desk.theme)
        stream = desk.history.current
        self.form.show_a3(a3_of(stream), self.made.title, self.hand.key)
        if stream is self._shown_for:
            return
        self._shown_for = stream
        self._ready(False)
        words = _("Drawing the A3")
        self.errands.instead(words, partial(make_a3, stream, self._today()), self._show_made)

    def _show_made(self, made: Made) -> None:
        self.made, self._large = made, None
        page = made.sheets[0].leaf.page
        self.title.setText(made.title)
        self.page.show_page((page.width, page.height), made.title)
        self.hand.show_places(made.places)
        self.guard.setText("\n".join(made.said) or _("Everything can be read at arm's length."))
        self.form.show_a3(a3_of(self.desk.history.current), made.title, self.hand.key)
        self._show_far(0)
        self.bar.setRange(0, 100)
        self._ready(True)
        self._ask_pixels()

    def _ready(self, there: bool) -> None:
        self.pdf_button.setEnabled(there)
        self.print_button.setEnabled(there)
        self.said.setText("")

    def _show_far(self, share: float) -> None:
        percent = round(100 * share)
        self.bar.setRange(0, 100 if percent else 0)
        self.bar.setValue(percent)

    def _ask_pixels(self) -> None:
        """Have the picture of the page made as large as it is shown."""
        if not self.made.pdf or self.errands.busy:
            return
        wish = Wish(0, self.page.scale * self.devicePixelRatioF())
        if wish != self._large:
            self._large = wish
            done = partial(self._show_pixels, self.made.pdf)
            self.errands.start(_("Drawing a page"), partial(make_pixels, self.made.pdf, [wish]), done)

    def _show_pixels(self, pdf: bytes, made: list[tuple[Wish, Pixels]]) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        if pdf is self.made.pdf:
            self.page.show_picture(made[0][1])
        self._ask_pixels()

    # doing

    def _choose(self, key: str) -> None:
        self.hand.choose(key)
        self.form.show_a3(a3_of(self.desk.history.current), self.made.title, key)

    def _commit(self, words: str, edit: StreamEdit, merge: str = "") -> None:
        """A choice was made: a step that can be undone."""
        before = self.desk.history.current
        if edit(before) is before:
            return
        self.desk.commit_stream(words, edit, merge=f"a3:{words}:{merge}" if merge else None)
        self.show_desk(self.desk)

    def _carry(self, key: Any, before: Any, column: Any) -> None:
        self._commit(_("Move a section"), place_section(key, before or None, column))

    def _size(self, key: Any, factor: float) -> None:
        now = next(one.size for one in a3_of(self.desk.history.current).laid if one.key == key)
        self._commit(_("Size of a section"), set_section(key, size=now * factor), str(key))

    def _leave_out(self, key: Any) -> None:
        self._commit(_("Leave a section out"), set_section(key, shown=False))

    def save_pdf(self) -> None:
        """Ask where, and write the PDF whose page is shown."""
        if not self.made.pdf:
            return
        start = (self._folder or Path()) / (_("{name} A3").format(name=self._name) + ".pdf")
        if path := asking.ask_pdf(self, start):
            self._ready(False)
            words = _("Saving {name}…").format(name=path.name)
            self.errands.instead(words, partial(keep_pdf, self.made.pdf, path), partial(self._saved, path))

    def _saved(self, path: Path, _none: None) -> None:
        self._ready(True)
        self.say(_("Saved {name}").format(name=path.name), wrong=False)
        self._ask_pixels()

    def print_page(self) -> None:
        """Ask for a printer and print; where there is none, say so and offer the PDF."""
        from vsm_desktop.ui.printing.native import ask_printer, has_printer

        if not self.made.sheets:
            return
        if not has_printer():
            self.say(_("No printer is set up on this computer. Save the page as a PDF instead."))
            self.pdf_button.setFocus()
            return
        ask_printer(self, self.made.sheets, self._name)

    def say(self, sentence: str, wrong: bool = True) -> None:
        """Tell something at the foot."""
        self.said.setObjectName("wrong" if wrong else "quiet")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field takes what is typed there; it does not print."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), QAbstractSpinBox | QComboBox | QLineEdit):
            event.accept()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Closed: nobody waits for the page any more."""
        self.errands.close()
        self.desk.end_merge()
        super().done(result)
