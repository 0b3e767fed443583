"""The dialog in which a map calls its symbols and fields by other names; the map shows them as they are typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.edit.names import set_names
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.names.entries import given
from vsm_desktop.ui.names.model import NAME, SORT, USUAL, NamesModel

_ROW = 30
_WIDTHS = {USUAL: 236, SORT: 92}


class NamesDialog(QDialog):
    """A list to search and to type into. Accepting it is one step that can be undone, leaving it none."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("names-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Names of symbols and fields"))
        self.setAccessibleName(_("Names of symbols and fields"))
        self.desk = desk
        state = desk.frame.state
        self._before = given(state)
        self.model = NamesModel(state, desk.theme)
        self.query = QLineEdit()
        self.query.setObjectName("names-query")
        self.query.setAccessibleName(_("Search the names"))
        self.query.setPlaceholderText(_("Search"))
        self.query.setClearButtonEnabled(True)
        self.list = _List(self.model)
        self.nothing = QLabel()
        self.nothing.setObjectName("quiet")
        self.nothing.hide()
        self.reset = _button(_("Take the usual name"), "reset")
        self.reset_all = _button(_("Take all usual names"), "reset-all")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out()
        self.query.textChanged.connect(self._search)
        self.model.changed.connect(self._show)
        self.list.selectionModel().currentChanged.connect(lambda *_indexes: self._enable())
        self.reset.clicked.connect(self.list.reset_one)
        self.reset_all.clicked.connect(self.model.call_all_usual)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.choose_first()
        self.query.setFocus()
        self.resize(640, 620)

    def _lay_out(self) -> None:
        words = QLabel(
            _("These names are shown wherever this map speaks. Files and formulas keep the usual ones.")
        )
        words.setObjectName("quiet")
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.reset)
        row.addWidget(self.reset_all)
        row.addStretch(1)
        row.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.query)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    def _search(self, query: str) -> None:
        self.model.search(query)
        self.nothing.setText(_("Nothing is called “{query}”.").format(query=query.strip()))
        self.nothing.setVisible(not self.model.rows)
        self.list.choose_first()
        self._enable()

    def _show(self) -> None:
        """The map as it would be."""
        self._enable()
        self.desk.preview(set_names(self._wanted()))

    def _wanted(self) -> dict[str, str]:
        """Every name there is now, and nothing for those that are no more."""
        return dict.fromkeys(self._before, "") | self.model.texts

    def _enable(self) -> None:
        entry = self.model.entry(self.list.currentIndex().row())
        self.reset.setEnabled(entry is not None and entry.key in self.model.texts)
        self.reset_all.setEnabled(bool(self.model.texts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search field goes on in the list, in a name it ends typing; neither closes the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            if self.query.hasFocus():
                self.list.setFocus()
                self.list.edit_current()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and self.query.hasFocus():
            self.list.setFocus()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Keep the names, as one step."""
        self.list.settle()
        self.desk.commit(_("Change names"), set_names(self._wanted()))
        super().accept()

    def reject(self) -> None:
        """All is called as it was."""
        self.desk.cancel()
        super().reject()


class _List(QTableView):
    """The names; Enter, F2 or a letter types one, Del takes the usual one."""

    def __init__(self, model: NamesModel) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("names-list")
        self.setAccessibleName(_("Names"))
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width)
        model.modelReset.connect(self._span)
        self._span()

    def _span(self) -> None:
        """A heading takes the whole row."""
        self.clearSpans()
        for row in range(self._model.rowCount()):
            if self._model.entry(row) is None:
                self.setSpan(row, USUAL, 1, self._model.columnCount())

    def choose_first(self) -> None:
        """Make the first name current."""
        row = next((i for i in range(self._model.rowCount()) if self._model.entry(i)), None)
        if row is not None:
            self.setCurrentIndex(self._model.index(row, NAME))
            self.scrollToTop()

    def edit_current(self) -> None:
        """Type the name of the current row."""
        index = self.currentIndex()
        if self._model.entry(index.row()):
            self.edit(self._model.index(index.row(), NAME))

    def reset_one(self) -> None:
        """Take the usual name for the current row."""
        if entry := self._model.entry(self.currentIndex().row()):
            self._model.call(entry.key, "")

    def settle(self) -> None:
        """What is being typed counts."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # it comes from the line that is typed into
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_current()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset_one()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.text().isprintable() and event.text().strip():
            self.edit_current()
            if (line := self.findChild(QLineEdit)) is not None:
                line.clear()
                line.insert(event.text())
                line.textEdited.emit(line.text())
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """To the next name, over headings."""
        row = self.currentIndex().row() + step
        while 0 <= row < self._model.rowCount() and self._model.entry(row) is None:
            row += step
        if self._model.entry(row):
            self.setCurrentIndex(self._model.index(row, NAME))


class _Delegate(QStyledItemDelegate):
    """A line in its cell; the map shows what is typed, letter by letter."""

    def __init__(self, model: NamesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._before = ("", "")
        self.closeEditor.connect(self._closed)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        entry = self._model.entry(index.row())
        assert entry is not None
        line = QLineEdit(parent)
        line.setObjectName("cell")
        line.setFrame(False)
        line.setAccessibleName(_("Name of {usual}").format(usual=entry.usual))
        line.setPlaceholderText(entry.usual)
        line.textEdited.connect(lambda text: self._model.call(entry.key, text))
        self._before = (entry.key, self._model.texts.get(entry.key, ""))
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Once, when it opens: what is being typed is not typed over by its own effect."""
        if not editor.property("filled"):
            editor.setProperty("filled", True)
            super().setEditorData(editor, index)

    def _closed(self, _editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        if hint == QStyledItemDelegate.EndEditHint.RevertModelCache:  # Escape
            self._model.call(*self._before)


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName("small")
    button.setProperty("does", name)
    button.setAutoDefault(False)
    return button
