"""The page of the bottom panel that shows the map as a table: steps or arrows, and what was not taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.table.columns import Mode
from vsm_desktop.ui.table.model import TableModel
from vsm_desktop.ui.table.view import SheetView
from vsm_desktop.ui.table.work import Work

_STAY = QItemSelectionModel.SelectionFlag.NoUpdate
_FROZEN: dict[Mode, int] = {"steps": 1, "arrows": 2}


class TablePage(QWidget):
    """Shows the desk while it is seen, and does nothing while it is not."""

    asked = Signal(str, QPoint)  # the key of a result that was double-clicked

    def __init__(
        self, desk: Desk, leave: Callable[[], object], reveal: Callable[[frozenset[str]], object]
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.desk, self._leave, self._reveal = desk, leave, reveal
        self._following = False
        self.sheets: dict[Mode, SheetView] = {}
        self.work: dict[Mode, Work] = {}
        self.mode: Mode = "steps"
        self.message = _Message()
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)
        self.tools = self._make_tools()
        self.show_mode("steps")

    def _make_tools(self) -> QWidget:
        """What stands beside the tabs while this page shows: steps or arrows, all columns or those with data."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._modes = QButtonGroup(tools)
        titles: tuple[tuple[Mode, str], ...] = (("steps", _("Steps")), ("arrows", _("Arrows")))
        for mode, title in titles:
            button = _button(title, checked=mode == "steps")
            button.clicked.connect(lambda _checked=False, mode=mode: self.show_mode(mode))
            self._modes.addButton(button)
            row.addWidget(button)
        row.addSpacing(8)
        self.all_columns = _button(_("All columns"))
        self.all_columns.setToolTip(_("Show every field, not only those with data"))
        self.all_columns.toggled.connect(self._show_columns)
        row.addWidget(self.all_columns)
        return tools

    @property
    def sheet(self) -> SheetView:
        """The table that shows now."""
        return self.sheets[self.mode]

    def show_mode(self, mode: Mode) -> None:
        """Turn to the steps or to the arrows."""
        self.mode = mode
        if mode not in self.sheets:
            self._add_sheet(mode)
        self._stack.setCurrentWidget(self.sheet)
        self.message.say("")
        self.show_desk(self.desk)
        self.sheet.table.show_all_columns(self.all_columns.isChecked())

    def _add_sheet(self, mode: Mode) -> None:
        model = TableModel(self.desk, mode)
        view = SheetView(model, _FROZEN[mode])
        model.setParent(view)
        work = Work(self.desk, model, view, self.message.say)
        view.commands = {**work.commands(), "leave": self._leave}
        for part in (view, view.still, view.verticalHeader()):
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            part.customContextMenuRequested.connect(partial(self._menu, part))
        view.doubleClicked.connect(self._ask)
        view.selectionModel().selectionChanged.connect(self._choose)
        view.selectionModel().currentChanged.connect(self._moved)
        self.sheets[mode], self.work[mode] = view, work
        self._stack.addWidget(view)

    def _ask(self, index: QModelIndex) -> None:
        """A result is not typed: a double click asks how it came about."""
        sheet, column = self.sheet, self.sheet.table.columns.shown[index.column()]
        if column.role == "result" and not sheet.table.is_add_row(index.row()):
            place = sheet.viewport().mapToGlobal(sheet.visualRect(index).bottomLeft())
            self.asked.emit(f"{column.key}.{sheet.table.id_at(index.row())}", place)

    def _show_columns(self, everything: bool) -> None:
        self.sheet.table.show_all_columns(everything)
        self.sheet.fit_columns()

    # following the desk, and leading it

    def show_desk(self, desk: Desk) -> None:
        """Follow frame, selection and theme."""
        sheet = self.sheet
        self._following = True
        try:
            sheet.show_theme(desk.theme)
            sheet.table.show_desk(desk)
            self._follow_selection(desk.selection)
        finally:
            self._following = False

    def _follow_selection(self, selection: frozenset[str]) -> None:
        sheet = self.sheet
        rows = sorted(row for row in map(sheet.table.row_of, selection) if row is not None)
        if rows != [row for row in sheet.selected_rows() if not sheet.table.is_add_row(row)]:
            sheet.select_rows(rows, whole=not sheet.hasFocus())

    def _choose(self, *_changes: object) -> None:
        """What is selected here is selected on the map."""
        if self._following:
            return
        sheet = self.sheet
        self.desk.select(frozenset(filter(None, map(sheet.table.id_at, sheet.selected_rows()))))

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.sheet.tell_slip()

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        sheet = self.sheet
        if not sheet.currentIndex().isValid():
            sheet.selectionModel().setCurrentIndex(sheet.table.index(0, 0), _STAY)
        sheet.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # by mouse

    def _menu(self, part: QAbstractScrollArea, at: QPoint) -> None:
        """The menu where it is asked for; beside a row it is about that row."""
        sheet = self.sheet
        row = sheet.verticalHeader().logicalIndexAt(at)
        if part is sheet.verticalHeader() and row not in sheet.selected_rows():
            sheet.selectRow(row)
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(part.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the cells and rows that are selected."""
        work, sheet, menu = self.work[self.mode], self.sheet, QMenu(self)
        rows = [row for row in sheet.selected_rows() if not sheet.table.is_add_row(row)]
        entries: list[tuple[str, str, Callable[[], object], bool]] = [
            (_("Cut"), "Ctrl+X", work.cut, bool(rows)),
            (_("Copy"), "Ctrl+C", work.copy, True),
            (_("Copy the whole table"), "", work.copy_table, True),
            (_("Paste"), "Ctrl+V", work.paste, True),
            (_("Fill down"), "Ctrl+D", work.fill_down, bool(rows)),
            (_("Clear cells"), "", work.empty, bool(rows)),
        ]
        if sheet.table.adds:
            entries.append((_("Insert a step after this one"), "Ins", work.insert, True))
        what = _("Delete steps") if sheet.table.adds else _("Delete arrows")
        entries.append((what, "", work.delete_rows, bool(rows)))
        entries.append((_("Show on the map"), "", lambda: self._reveal(self.desk.selection), bool(rows)))
        for title, keys, do, possible in entries:
            action = menu.addAction(f"{title}\t{keys}" if keys else title)
            action.triggered.connect(lambda _checked=False, do=do: do())
            action.setEnabled(possible)
        return menu


class _Message(QFrame):
    """A bar that says what was not taken, until it is closed or something else is done."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setText("✕")
        close.setAccessibleName(_("Close the message"))
        close.clicked.connect(lambda: self.say(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.addWidget(self.text, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text, or nothing."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


def _button(title: str, *, checked: bool = False) -> QToolButton:
    button = QToolButton()
    button.setText(title)
    button.setObjectName("segment")
    button.setCheckable(True)
    button.setChecked(checked)
    return button
