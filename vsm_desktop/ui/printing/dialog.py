"""The print preview: the pages shown are the pages of the PDF that is saved, and those that are printed."""

from __future__ import annotations

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
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box
from vsm_desktop.edit.edits import set_state
from vsm_desktop.export.page import on_paper, spread_of
from vsm_desktop.export.raster import Pixels
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui import asking
from vsm_desktop.ui.errands import Errands
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.printing.form import PrintForm, print_words
from vsm_desktop.ui.printing.guard import GuardPanel
from vsm_desktop.ui.printing.pages import PageView, Thumbs, words_of
from vsm_desktop.ui.printing.work import Offer, Printed, Wish, keep_pdf, make_pixels, make_print

_BATCH = 6  # small pictures made in one go
_SIDE = 328


class PrintDialog(QDialog):
    """Choices and what can be read at the left, the pages at the right."""

    def __init__(self, desk: Desk, name: str, folder: Path | None, parent: QWidget) -> None:
        """`name` is what a PDF is called at first, `folder` where it goes."""
        super().__init__(parent)
        self.setObjectName("print-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Print"))
        self.setAccessibleName(_("Print"))
        self.desk, self._name, self._folder = desk, name, folder
        self.printed = Printed()
        self._shown_for: tuple[object, ...] = ()
        self._missing: list[int] = []
        self._large: Wish | None = None
        self._pointed: tuple[int, tuple[Box, ...]] = (0, ())
        self.errands = Errands(self)
        self.form, self.guard = PrintForm(), GuardPanel()
        self.page, self.thumbs = PageView(), Thumbs()
        self.title = QLabel()
        self.title.setObjectName("section")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.said = QLabel()
        self.said.setObjectName("wrong")
        self.said.setWordWrap(True)
        self._build()
        self._connect()
        self.resize(1120, 760)
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
        right.addWidget(self.thumbs)
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

    def _tool(self, name: str, words: str, keys: str, do: Any) -> QToolButton:
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
        self.form.changed.connect(self._change)
        self.form.scope_changed.connect(lambda: self.show_desk(self.desk))
        self.guard.chosen.connect(self._mend)
        self.guard.pointed.connect(self._point)
        self.thumbs.currentRowChanged.connect(lambda _row: self._turn())
        self.page.wanted.connect(self._ask_pixels)
        self.errands.far.connect(self._show_far)
        self.close_button.clicked.connect(self.reject)
        self.pdf_button.clicked.connect(self.save_pdf)
        self.print_button.clicked.connect(self.print_pages)
        for keys, do in (
            (QKeySequence.StandardKey.Undo, self.desk.undo),
            (QKeySequence.StandardKey.Redo, self.desk.redo),
            (QKeySequence(Qt.Key.Key_PageDown), partial(self._step, 1)),
            (QKeySequence(Qt.Key.Key_PageUp), partial(self._step, -1)),
        ):
            QShortcut(keys, self).activated.connect(do)

    # showing

    def show_desk(self, desk: Desk) -> None:
        """Follow the document; the pages are made anew if something about them has changed."""
        state = desk.frame.state
        spread = spread_of(desk.frame.drawing)
        said = print_words(state.print, state.paper, spread.tiles, spread.scale)
        self.form.show_state(state, len(desk.frame.stream.states) == 1, said)
        self._show_theme()
        wanted = (desk.history.current, desk.frame.state_id, self.form.all.isChecked())
        if len(self._shown_for) == len(wanted) and all(
            a is b for a, b in zip(wanted, self._shown_for, strict=True)
        ):
            return
        self._shown_for = wanted
        stream, ids = desk.history.current, [desk.frame.state_id]
        if self.form.all.isChecked():
            ids = [one.id for one in stream.states]
        self._ready(False)
        words = _("Drawing the pages")
        self.errands.instead(words, partial(make_print, stream, ids), self._show_printed)

    def _show_theme(self) -> None:
        for button in self.zooms:
            button.setIcon(icon(str(button.property("icon-name")), self.desk.theme))
        self.page.show_theme(self.desk.theme)

    def _show_printed(self, printed: Printed) -> None:
        self.printed, self._pointed = printed, (0, ())
        self.guard.show_readings(printed.readings)
        self.thumbs.show_sheets(printed.sheets)
        self._missing = list(range(len(printed.sheets)))
        self._large = None
        self._ready(bool(printed.sheets))
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        if printed.refused:
            self.title.setText("")
            self.page.say(printed.refused)
            return
        self._turn()

    def _ready(self, there: bool) -> None:
        self.pdf_button.setEnabled(there)
        self.print_button.setEnabled(there)
        self.said.setText("")

    def _show_far(self, share: float) -> None:
        percent = round(100 * share)
        self.bar.setRange(0, 100 if percent else 0)
        self.bar.setValue(percent)

    def _turn(self) -> None:
        """Show the chosen page large."""
        at = self.thumbs.currentRow()
        if not 0 <= at < len(self.printed.sheets):
            return
        words = words_of(self.printed.sheets, at)
        self.title.setText(words)
        page = self.printed.sheets[at].leaf.page
        self.page.show_page((page.width, page.height), words)
        self.page.mark(self._marked(at))
        self._ask_pixels()

    def _point(self, map_: int, boxes: tuple[Box, ...]) -> None:
        """Mark texts on the page, and turn to one that shows some of them if this one does not."""
        self._pointed = (map_, boxes)
        at = self.thumbs.currentRow()
        if not self._marked(at):
            at = next((other for other in range(len(self.printed.sheets)) if self._marked(other)), at)
        if at == self.thumbs.currentRow():
            self.page.mark(self._marked(at))
        else:
            self.thumbs.setCurrentRow(at)

    def _marked(self, at: int) -> list[Box]:
        """The texts pointed at that are seen on a page, in points."""
        map_, boxes = self._pointed
        if not 0 <= at < len(self.printed.sheets) or self.printed.sheets[at].map != map_:
            return []
        return [placed for box in boxes if (placed := on_paper(self.printed.sheets[at].leaf, box))]

    def _step(self, by: int) -> None:
        at = self.thumbs.currentRow() + by
        if 0 <= at < self.thumbs.count():
            self.thumbs.setCurrentRow(at)

    # pixels

    def _ask_pixels(self) -> None:
        """Have the next pictures made: first the large one, as large as it is shown."""
        if not self.printed.pdf or self.errands.busy:
            return
        ratio = self.devicePixelRatioF()
        large = Wish(max(self.thumbs.currentRow(), 0), self.page.scale * ratio)
        wishes = [large] if large != self._large else []
        if not wishes and self._missing:
            batch, self._missing = self._missing[:_BATCH], self._missing[_BATCH:]
            wishes = [Wish(at, self.thumbs.scale_of(at) * ratio) for at in batch]
        if wishes:
            done = partial(self._show_pixels, self.printed.pdf, large if large in wishes else None)
            self.errands.start(_("Drawing a page"), partial(make_pixels, self.printed.pdf, wishes), done)

    def _show_pixels(self, pdf: bytes, large: Wish | None, made: list[tuple[Wish, Pixels]]) -> None:
        if pdf is not self.printed.pdf:
            return
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        for wish, pixels in made:
            if wish is not large:
                self.thumbs.show_picture(wish.at, pixels)
            elif wish.at == self.thumbs.currentRow():
                self._large = wish
                self.page.show_picture(pixels)
        self._ask_pixels()

    # doing

    def _change(self, words: str, values: dict[str, Any]) -> None:
        """A choice was made: a step of the map's that can be undone."""
        self.desk.commit(words, set_state(**values), merge=f"print:{words}")
        self.show_desk(self.desk)

    def _mend(self, offer: Offer) -> None:
        self.desk.commit_stream(_("Make the print legible"), offer.edit)
        self.show_desk(self.desk)
        self.form.paper.setFocus()

    def save_pdf(self) -> None:
        """Ask where, and write the PDF whose pages are shown."""
        if not self.printed.pdf:
            return
        if path := asking.ask_pdf(self, (self._folder or Path()) / f"{self._name}.pdf"):
            self._ready(False)
            words = _("Saving {name}…").format(name=path.name)
            self.errands.instead(words, partial(keep_pdf, self.printed.pdf, path), partial(self._saved, path))

    def _saved(self, path: Path, _none: None) -> None:
        self._ready(bool(self.printed.sheets))
        self.say(_("Saved {name}").format(name=path.name), wrong=False)
        self._ask_pixels()

    def print_pages(self) -> None:
        """Ask for a printer and print; where there is none, say so and offer the PDF."""
        from vsm_desktop.ui.printing.native import ask_printer, has_printer

        if not self.printed.sheets:
            return
        if not has_printer():
            self.say(_("No printer is set up on this computer. Save the pages as a PDF instead."))
            self.pdf_button.setFocus()
            return
        ask_printer(self, self.printed.sheets, self._name)

    def say(self, sentence: str, wrong: bool = True) -> None:
        """Tell something at the foot."""
        self.said.setObjectName("wrong" if wrong else "quiet")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field takes what is typed there; it does not print."""
        here = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(here, QAbstractSpinBox | QComboBox):
            event.accept()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Closed: nobody waits for the pages any more."""
        self.errands.close()
        self.desk.end_merge()
        super().done(result)
