"""The window of product families: from a sheet of routings to families, and from a family to its map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import Progress, _
from vsm_desktop.canvas.hearing import announce
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.families import moved, renamed, split_off, with_families
from vsm_desktop.insight.families.facts import Amounts
from vsm_desktop.insight.families.grouping import free_names
from vsm_desktop.insight.families.on_map import Mapped
from vsm_desktop.model.family import Family, FamilyMatrix
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui import asking
from vsm_desktop.ui.families.bars import EmptyPage, FootBar, TopBar
from vsm_desktop.ui.families.beside import Beside, KeyRow
from vsm_desktop.ui.families.book import LOOSE, Book, Grouping, Row, as_text, book_of
from vsm_desktop.ui.families.grid import NEW, Grid
from vsm_desktop.ui.families.model import FamilyModel
from vsm_desktop.ui.families.work import Read, map_for, read_sample, read_sheet, read_text
from vsm_desktop.ui.jobs import Jobs

Made = Callable[[Mapped, bool], object]
_SLIDE = "families:threshold"


def _grouped_on_thread(
    grouping: Grouping, matrix: FamilyMatrix, amounts: Amounts, progress: Progress
) -> FamilyMatrix:
    progress(0.1)
    return grouping.at(matrix, amounts)


class FamiliesDialog(QDialog):
    """The grid of products and steps, one family beside it; every change is a step that can be undone."""

    def __init__(self, desk: Desk, made: Made, parent: QWidget | None) -> None:
        """`made` is told of the map of a family, and whether it is a document of its own."""
        super().__init__(parent)
        self.setObjectName("families-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Product families"))
        self.setAccessibleName(_("Product families"))
        self.desk, self._made = desk, made
        self.book: Book | None = None
        self.read: Read | None = None
        self._grouping = Grouping()
        self._shown: tuple[object, ...] = ()
        self.model = FamilyModel()
        self.grid = Grid(self.model, desk.theme)
        self.top, self.foot, self.beside, self.empty = TopBar(), FootBar(), Beside(), EmptyPage()
        self.keys = KeyRow(desk.theme)
        self.said = QLabel()
        self.said.setObjectName("wrong")
        self.said.setWordWrap(True)
        self.said.hide()
        self.stack = QStackedWidget()
        self.jobs = Jobs(self, self.stack, self.say)
        self._build()
        self._connect()
        self.resize(1240, 760)
        self.setMinimumSize(1010, 600)
        self.show_desk(desk)
        (self.empty.open if self.book is None else self.grid).setFocus()

    # building

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.grid, 1)
        left.addWidget(self.keys)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addWidget(self.beside)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 14)
        whole.setSpacing(8)
        whole.addWidget(self.said)
        whole.addWidget(self.stack, 1)

    def _connect(self) -> None:
        for page in (self.empty, self.foot):
            page.open.clicked.connect(self._ask_sheet)
            page.paste.clicked.connect(self.paste)
        self.empty.sample.clicked.connect(self.try_sample)
        self.foot.close_button.clicked.connect(self.reject)
        self.foot.remove.clicked.connect(self.remove)
        self.foot.report.clicked.connect(self._show_report)
        self.top.slider.valueChanged.connect(self._slide)
        self.top.slider.sliderReleased.connect(self.desk.end_merge)
        self.top.downstream.toggled.connect(self._weigh)
        self.top.blocks.toggled.connect(lambda _on: self.show_desk(self.desk))
        self.top.times.toggled.connect(lambda _on: self.show_desk(self.desk))
        self.top.anew.clicked.connect(self._group_anew)
        self.model.renamed.connect(self._rename)
        self.grid.dropped.connect(self.move_to)
        self.grid.menu_wanted.connect(self._menu)
        self.grid.named.connect(self.edit_name)
        self.grid.copied.connect(self.copy)
        for change in (
            self.grid.selectionModel().currentChanged,
            self.grid.selectionModel().selectionChanged,
        ):
            change.connect(lambda *_rows: self._show_beside())  # the current row moves before it is selected
        self.beside.rename_button.clicked.connect(self.edit_name)
        self.beside.pareto.pointed.connect(lambda id_: self.grid.go_to(self.model.product_row(id_)))
        self.beside.make_button.clicked.connect(self.make)
        menu = QMenu(self.beside.move_button)
        menu.aboutToShow.connect(lambda: self._fill_move(menu))
        self.beside.move_button.setMenu(menu)
        for key, do in (
            (QKeySequence.StandardKey.Undo, self.desk.undo),
            (QKeySequence.StandardKey.Redo, self.desk.redo),
            (QKeySequence.StandardKey.Paste, self.paste),
        ):
            QShortcut(key, self).activated.connect(do)

    # showing

    def show_desk(self, desk: Desk) -> None:
        """Follow the document: another matrix, another grouping, another theme."""
        state, stream = desk.frame.state, desk.frame.stream
        blocks, times = self.top.blocks.isChecked(), self.top.times.isChecked()
        shown = (stream.families, desk.frame.state_id, stream.calendar_of(state), blocks, times, desk.theme)
        if len(self._shown) == len(shown) and all(
            a is b or a == b for a, b in zip(shown, self._shown, strict=True)
        ):
            return
        if self._shown and self._shown[-1] != desk.theme:
            self.grid.show_theme(desk.theme)
            self.keys.show_theme(desk.theme)
        self._shown = shown
        chosen, family = self.chosen(), self.beside.family
        self.book = book_of(stream, state, in_blocks=blocks)
        self.model.show_book(self.book, times=times)
        self.stack.setCurrentIndex(0 if self.book is None else 1)
        (self.empty.open if self.book is None else self.beside.make_button).setDefault(True)
        if self.book is None:
            return
        self.top.show_matrix(self.book.matrix)
        has_times = any(visit.time for product in self.book.matrix.products for visit in product.route)
        self.top.times.setEnabled(has_times)
        mine = self.read is not None and self.read.matrix.source == self.book.matrix.source
        self.foot.show_matrix(self.book.matrix, self.read.report.summary if mine and self.read else "")
        self.foot.report.setVisible(mine)
        self._choose_again(chosen, family)
        self._show_beside()

    def _choose_again(self, products: tuple[str, ...], family: str) -> None:
        """The same products stay chosen, else the same family, else the first one."""
        rows = [row for id_ in products if (row := self.model.product_row(id_)) >= 0]
        self.grid.go_to(rows[0] if rows else max(self.model.heading_row(family), 0))
        for row in rows[1:]:
            self.grid.add_row(row)

    def _show_beside(self) -> None:
        row = self.model.row(self.grid.currentIndex().row())
        if self.book is not None and row is not None:
            self.beside.show_family(self.book, row.family, self.desk.theme)
            self.beside.move_button.setEnabled(bool(self.chosen()))

    def say(self, sentence: str, *, wrong: bool = True) -> None:
        """Show a sentence until the next change, in the colour of errors unless it tells of none."""
        name = "wrong" if wrong else "field"
        if self.said.objectName() != name:
            self.said.setObjectName(name)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        announce(self, sentence)

    def chosen(self) -> tuple[str, ...]:
        """The products that are chosen, in the order of the grid."""
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedRows())
        found = (self.model.row(row) for row in rows)
        return tuple(row.product.id for row in found if row and row.product)

    def _row(self) -> Row | None:
        return self.model.row(self.grid.currentIndex().row())

    # changing

    def _commit(self, label: str, matrix: FamilyMatrix | None, merge: str | None = None) -> None:
        self.say("")
        self.desk.commit_stream(label, with_families(matrix), merge)

    def _slide(self, percent: int) -> None:
        if self.book is not None:
            self._group(self.book.matrix.evolve(threshold=percent / 100), _("Group products"), _SLIDE)

    def _weigh(self, on: bool) -> None:
        if self.book is not None:
            self._group(self.book.matrix.evolve(downstream=on), _("Group products"))

    def _group_anew(self) -> None:
        if self.book is not None:
            self._group(self.book.matrix.evolve(families=()), _("Group products anew"))

    def _group(self, matrix: FamilyMatrix, label: str, merge: str | None = None) -> None:
        """Group at once, or in the background where there are many products."""
        assert self.book is not None
        amounts = self.book.amounts
        if self._grouping.is_ready(matrix):
            self._commit(label, self._grouping.at(matrix, amounts), merge)
            return
        self.say("")
        work = partial(_grouped_on_thread, self._grouping, matrix, amounts)
        if not self.jobs.start(_("Grouping products…"), work, partial(self._commit, label)):
            self.top.show_matrix(self.book.matrix)

    def move_to(self, target: str) -> None:
        """Put the chosen products into a family, or into a new one."""
        products = self.chosen()
        if self.book is None or not products:
            return
        matrix = self.book.matrix
        if target == NEW:
            name = next(free_names(family.name for family in matrix.families))
            self._commit(_("New family"), split_off(matrix, products, name))
        else:
            self._commit(_("Move to another family"), moved(matrix, products, target))
        self.grid.setFocus()

    def edit_name(self) -> None:
        """Type the name of the family of the current row."""
        row = self._row()
        if row is not None and row.family.id != LOOSE:
            index = self.model.index(self.model.heading_row(row.family.id), 0)
            self.grid.scrollTo(index)
            self.grid.still.edit(index)

    def _rename(self, family: str, name: str) -> None:
        if self.book is None:
            return
        try:
            self._commit(_("Rename family"), renamed(self.book.matrix, family, name))
        except Wrong as wrong:
            self.say(str(wrong))

    # menus

    def _fill_move(self, menu: QMenu) -> None:
        menu.clear()
        if self.book is None:
            return
        row = self._row()
        for family in self.book.matrix.families:
            action = menu.addAction(family.name.replace("&", "&&"))
            action.setEnabled(row is None or family.id != row.family.id or len(self.chosen()) > 1)
            action.triggered.connect(partial(self._move, family.id))
        menu.addSeparator()
        menu.addAction(_("New family")).triggered.connect(partial(self._move, NEW))

    def _move(self, target: str, _checked: bool = False) -> None:
        self.move_to(target)

    def _menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu(self) -> QMenu:
        """What can be done with the chosen products and their family."""
        menu, row = QMenu(self), self._row()
        if self.chosen():
            inner = menu.addMenu(_("Move to"))
            self._fill_move(inner)
            menu.addSeparator()
        copy = menu.addAction(
            f"{_('Copy the table')}\t{QKeySequence(QKeySequence.StandardKey.Copy).toString()}"
        )
        copy.triggered.connect(lambda _checked=False: self.copy())
        rename = menu.addAction(f"{_('Rename the family')}\tF2")
        rename.triggered.connect(lambda _checked=False: self.edit_name())
        make = menu.addAction(_("Make its current state"))
        make.triggered.connect(lambda _checked=False: self.make())
        for action in (rename, make):
            action.setEnabled(row is not None and row.family.id != LOOSE)
        return menu

    # in and out

    def _ask_sheet(self) -> None:
        if path := asking.ask_sheet(self):
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Read a sheet of products, in the background."""
        self._begin(
            _("Reading {name}…").format(name=path.name), partial(read_sheet, self.desk.recorded, path)
        )

    def try_sample(self) -> None:
        """Show the shipped routings."""
        self._begin(_("Reading the sample…"), partial(read_sample, self.desk.recorded))

    def paste(self) -> None:
        """Read the products on the clipboard."""
        text = QApplication.clipboard().text()
        if not text.strip():
            self.say(_("There are no cells on the clipboard. Copy the table in a spreadsheet program first."))
            return
        self._begin(_("Reading the clipboard…"), partial(read_text, self.desk.recorded, text))

    def copy(self) -> None:
        """Put the table on the clipboard, for a spreadsheet program; it can be pasted here again."""
        if self.book is not None:
            QApplication.clipboard().setText(as_text(self.book, times=self.top.times.isChecked()))
            self.say(_("The table is on the clipboard."), wrong=False)

    def _begin(self, words: str, work: Callable[[Progress], Read]) -> None:
        self.say("")
        self.jobs.start(words, work, self._take)

    def _take(self, read: Read) -> None:
        self.read = read
        self._grouping.keep(read.matrix, read.tree)
        self._commit(_("Import products"), read.matrix)
        self.grid.setFocus()

    def remove(self) -> None:
        """Take the products out of the document."""
        self._commit(_("Remove products"), None)
        self.empty.open.setFocus()

    def _show_report(self) -> None:
        from vsm_desktop.ui.families.report import ReportDialog

        if self.read is not None:
            ReportDialog(self.read.report, self).open()

    def make(self) -> None:
        """Make the current state of the family beside the grid, show it, and go."""
        family: Family | None = next(
            (one for one in self.book.matrix.families if one.id == self.beside.family)
            if self.book
            else iter(()),
            None,
        )
        if family is None:
            return
        made, apart = map_for(self.desk.recorded, self.desk.frame.state_id, family)
        if not apart:
            label = _("Current state of {family}").format(family=family.name)
            self.desk.commit_stream(label, lambda _stream: made.stream)
        self.accept()
        self._made(made, apart)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends typing and presses the button that has the focus; nothing else is made by it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(
            self.focusWidget(), QPushButton
        ):
            event.accept()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Nobody waits any more for what is being read."""
        self.jobs.close()
        super().done(result)
