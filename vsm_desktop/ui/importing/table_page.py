"""Where is the table? The sheet with its header, its names and its range, each of which can be put elsewhere."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from PySide6.QtWidgets import QHBoxLayout as Row

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.intake.grid import column_number, letters
from vsm_desktop.intake.table import Table
from vsm_desktop.ui.importing.notes import Note
from vsm_desktop.ui.importing.session import Session
from vsm_desktop.ui.importing.sheet_view import SheetView

_SIDE = 268
_NAME = Qt.ItemDataRole.UserRole
_POINTS = (("header", _("Header here")), ("first", _("First step here")), ("last", _("Last step here")))


class PlaceSpin(QSpinBox):
    """A row by its number, or a column by its letters where the steps run across; 0 is said in words."""

    def __init__(self, name: str, nothing: str = "") -> None:
        super().__init__()
        self.across = False
        self.nothing = nothing
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(8, 0, 0, 0)
        self.setRange(0 if nothing else 1, 1_048_576)

    def show_place(self, place: int, across: bool) -> None:
        """Show a place, without telling anybody."""
        with QSignalBlocker(self):
            self.across = across
            self.setValue(place)
            self.lineEdit().setText(self.textFromValue(self.value()))

    def textFromValue(self, value: int) -> str:
        if value == 0:
            return self.nothing
        return letters(value) if self.across else str(value)

    def valueFromText(self, text: str) -> int:
        typed = text.strip().upper()
        if typed.isdecimal():
            return int(typed)
        if not typed or typed == self.nothing.upper() or not typed.isascii() or not typed.isalpha():
            return 0 if self.nothing else self.value()
        return column_number(typed[:3])

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        return (QValidator.State.Acceptable, text, at)


class TablePage(QWidget):
    """The sheets of the file at the left, the chosen one at the right."""

    moved_on = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.note = Note()
        self.sheets = QListWidget()
        self.sheets.setObjectName("import-sheets")
        self.sheets.setAccessibleName(_("Sheets of the file"))
        self.across = QComboBox()
        self.across.setAccessibleName(_("Steps"))
        self.across.addItem(_("down the rows"), False)
        self.across.addItem(_("across the columns"), True)
        self.header = PlaceSpin(_("Header"))
        self.deep = QSpinBox()
        self.deep.setRange(1, 4)
        self.deep.lineEdit().setTextMargins(8, 0, 0, 0)
        self.deep.setAccessibleName(_("Rows of the header"))
        self.first = PlaceSpin(_("First step"), _("below the header"))
        self.last = PlaceSpin(_("Last step"), _("to the end"))
        self.said = QLabel()
        self.said.setObjectName("quiet")
        self.said.setWordWrap(True)
        self.grid = SheetView()
        self.points = {key: QPushButton(title) for key, title in _POINTS}
        self._build()
        self._connect()

    def _build(self) -> None:
        side = QWidget()
        side.setObjectName("panel")
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(10)
        heading = QLabel(_("Sheets"))
        heading.setObjectName("section")
        column.addWidget(heading)
        column.addWidget(self.sheets, 1)
        column.addSpacing(6)
        place = QLabel(_("The table"))
        place.setObjectName("section")
        column.addWidget(place)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, widget in (
            (_("Steps"), self.across),
            (_("Header in"), self.header),
            (_("Rows of it"), self.deep),
            (_("First step"), self.first),
            (_("Last step"), self.last),
        ):
            label = QLabel(title)
            label.setObjectName("field")
            label.setBuddy(widget)
            form.addRow(label, widget)
            if widget is self.deep:
                self._deep_label = label
        column.addLayout(form)
        column.addWidget(self.said)
        column.addStretch(2)
        right = QVBoxLayout()
        right.setContentsMargins(0, 12, 0, 0)
        right.setSpacing(8)
        tools = Row()
        tools.setContentsMargins(16, 0, 16, 0)
        tools.setSpacing(8)
        hint = QLabel(_("Click a cell, then:"))
        hint.setObjectName("field")
        tools.addWidget(hint)
        for button in self.points.values():
            button.setObjectName("small")
            tools.addWidget(button)
        tools.addStretch(1)
        inset = QVBoxLayout()
        inset.setContentsMargins(16, 0, 16, 0)
        inset.addWidget(self.note)
        right.addLayout(inset)
        right.addLayout(tools)
        right.addWidget(self.grid, 1)
        whole = Row(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        self.sheets.currentItemChanged.connect(self._choose_sheet)
        self.across.activated.connect(lambda _at: self.session.turn(bool(self.across.currentData())))
        self.header.valueChanged.connect(lambda _value: self._point())
        self.deep.valueChanged.connect(lambda _value: self._point())
        self.first.valueChanged.connect(lambda value: self.session.change(first=value))
        self.last.valueChanged.connect(lambda value: self.session.change(last=value))
        for key, button in self.points.items():
            button.clicked.connect(partial(self._point_here, key))
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._menu)

    # showing

    def show_session(self, theme: ThemeName) -> None:
        """Follow what is open and how it is read."""
        book, mapping, outcome = self.session.book, self.session.mapping, self.session.outcome
        if book is None or mapping is None:
            return
        self._list_sheets(mapping.sheet)
        self.across.setCurrentIndex(self.across.findData(mapping.across))
        self.header.show_place(min(mapping.header, default=1), mapping.across)
        self._deep_label.setText(_("Columns of it") if mapping.across else _("Rows of it"))
        self.deep.setAccessibleName(_("Columns of the header") if mapping.across else _("Rows of the header"))
        with QSignalBlocker(self.deep):
            self.deep.setValue(len(mapping.header))
        self.first.show_place(mapping.first, mapping.across)
        self.last.show_place(mapping.last, mapping.across)
        grid = book.grid(mapping.sheet)
        table = outcome.table if outcome else None
        if grid is not None:
            self.grid.show_table(grid, table, theme)
        self.said.setText(_told(table, outcome.steps if outcome else 0))

    def _list_sheets(self, chosen: str) -> None:
        book = self.session.book
        assert book is not None
        names = [grid.name for grid in book.grids]
        with QSignalBlocker(self.sheets):
            if [self.sheets.item(i).data(_NAME) for i in range(self.sheets.count())] != names:
                self.sheets.clear()
                for grid in book.grids:
                    item = QListWidgetItem(_sheet_words(grid.name, book.table(grid.name), grid.hidden))
                    item.setData(_NAME, grid.name)
                    item.setToolTip(item.text())
                    self.sheets.addItem(item)
                self.sheets.setMaximumHeight(min(max(len(names), 2), 12) * 30 + 12)
            if chosen in names:
                self.sheets.setCurrentRow(names.index(chosen))

    def show_cell(self, ref: str) -> None:
        """Go to a cell of the sheet."""
        self.grid.go_to(ref)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # doing

    def _choose_sheet(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.session.choose_sheet(str(item.data(_NAME)))

    def _point(self) -> None:
        mapping = self.session.mapping
        if mapping is None:
            return
        start, depth = self.header.value(), self.deep.value()
        header = tuple(range(start, start + depth))
        if header != mapping.header:
            last = mapping.last if mapping.last > header[-1] else 0
            self.session.point(across=mapping.across, header=header, last=last)

    def _point_here(self, what: str, _on: bool = False) -> None:
        mapping = self.session.mapping
        if mapping is None:
            return
        row, column = self.grid.place()
        at = column if mapping.across else row
        if what == "header":
            self.session.point(
                across=mapping.across, header=(at,), last=mapping.last if mapping.last > at else 0
            )
        elif what == "first":
            self.session.change(first=at)
        else:
            self.session.change(last=at)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, title in _POINTS:
            menu.addAction(title).triggered.connect(partial(self._point_here, key))
        menu.popup(self.grid.viewport().mapToGlobal(at))


def _sheet_words(name: str, table: Table | None, hidden: bool) -> str:
    found = _counted(table) if table else _("no table found")
    more = _(", hidden") if hidden else ""
    return f"{name} ({found}{more})"


def _counted(table: Table) -> str:
    """How many rows of the table there are, or columns where the steps run across."""
    count = len(table.rows)
    if table.grid.turned:
        return _("1 column") if count == 1 else _("{n} columns").format(n=count)
    return _("1 row") if count == 1 else _("{n} rows").format(n=count)


def _told(table: Table | None, steps: int) -> str:
    if table is None:
        return ""
    used = sum(1 for column in table.columns if column.meaning)
    return _("{columns} columns, {used} of them used; {steps} steps.").format(
        columns=len(table.columns), used=used, steps=steps
    )
