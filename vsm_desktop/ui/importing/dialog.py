"""The import of a sheet: file, table, columns, check. It opens on the page that needs a look, and no other need be seen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.intake.report import Reading
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui import asking
from vsm_desktop.ui.dropping import files
from vsm_desktop.ui.importing.check_page import CheckPage
from vsm_desktop.ui.importing.columns_page import ColumnsPage
from vsm_desktop.ui.importing.file_page import FilePage
from vsm_desktop.ui.importing.keeping import recent_sheets, save_mapping, save_report, used_sheet
from vsm_desktop.ui.importing.notes import Note
from vsm_desktop.ui.importing.session import Readings, Session
from vsm_desktop.ui.importing.steps import Steps
from vsm_desktop.ui.importing.table_page import TablePage
from vsm_desktop.ui.importing.where import where_read
from vsm_desktop.ui.importing.work import SHOWN, placed, placed_all
from vsm_desktop.ui.notice import Answer

FILE, TABLE, COLUMNS, CHECK = range(4)
_NAMES = (_("File"), _("Table"), _("Columns"), _("Check"))
_TITLES = (_("Which sheet?"), _("Where is the table?"), _("What do the columns mean?"), _("Is this right?"))
_NEXT = (_("Look at the table"), _("Go to the columns"), _("Check the result"), _("Make the map"))
Updates = Callable[[Reading], object]


class ImportDialog(QDialog):
    """Tells `made` with the map and a sentence about it. With `updates`, a reading can go into the open map instead."""

    made = Signal(object, str)

    def __init__(self, parent: QWidget | None, theme: ThemeName, updates: Updates | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.setWindowTitle(_("Import a sheet"))
        self.setAccessibleName(_("Import a sheet"))
        self.setAcceptDrops(True)
        self.theme, self.updates = theme, updates
        self.own: Collection[str] = ()  # the steps of the open map
        self.pages = QStackedWidget()
        self.session = Session(Readings(self, self.pages), theme)
        self.file, self.table = FilePage(), TablePage(self.session)
        self.columns, self.check = ColumnsPage(self.session), CheckPage(self.session)
        for page in (self.file, self.table, self.columns, self.check):
            self.pages.addWidget(page)
        self.title, self.under = QLabel(), QLabel()
        self.title.setObjectName("page-title")
        self.under.setObjectName("field")
        self.steps = Steps(_NAMES)
        self.keep = QCheckBox(_("Remember this mapping for sheets with the same headers"))
        self.keep.setChecked(True)
        self.cancel, self.back = QPushButton(_("Cancel")), QPushButton(_("Back"))
        self.update_button = QPushButton()
        self.main = QPushButton()
        self._waiting: Callable[[], None] | None = None
        self._build()
        self._connect()
        self.file.show_recent(recent_sheets())
        self.resize(1240, 800)
        self.setMinimumSize(1000, 620)
        self.show_page(FILE)

    def _build(self) -> None:
        head = QFrame()
        head.setObjectName("import-head")
        line = QHBoxLayout(head)
        line.setContentsMargins(24, 14, 20, 14)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.under)
        line.addLayout(words, 1)
        line.addWidget(self.steps)
        foot = QFrame()
        foot.setObjectName("import-foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(24, 12, 20, 12)
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        for button in (self.update_button, self.cancel, self.back, self.main):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self.main.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.pages, 1)
        column.addWidget(foot)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._widen()

    def _widen(self) -> None:
        """As wide as the longest of its words: Back and Cancel stay where they are on every page."""
        widths = []
        for words in _NEXT:
            self.main.setText(words)
            self.main.ensurePolished()
            widths.append(self.main.sizeHint().width())
        self.main.setMinimumWidth(max(widths))

    def _connect(self) -> None:
        self.steps.wanted.connect(self.show_page)
        self.cancel.clicked.connect(self.reject)
        self.back.clicked.connect(lambda _on: self.show_page(self.page - 1))
        self.main.clicked.connect(lambda _on: self._go_on())
        self.update_button.clicked.connect(
            lambda _on: self._when_read(self._make if self._ours else self._update)
        )
        self.file.file_wanted.connect(self.ask)
        self.file.paste_wanted.connect(self.paste)
        self.file.path_chosen.connect(self.open_path)
        self.columns.load.clicked.connect(lambda _on: self._load())
        self.columns.save.clicked.connect(lambda _on: save_mapping(self, self.session, self.columns.note))
        self.check.export.clicked.connect(lambda _on: save_report(self, self.session, self.check.note))
        for page in (self.columns, self.check):
            page.cell_wanted.connect(self._show_cell)
        self.session.opened.connect(self._show_opened)
        self.session.changed.connect(self._show_changed)
        self.session.refused.connect(self._show_refused)
        self.session.busy.connect(lambda _words: self._show_state())

    # opening

    @property
    def page(self) -> int:
        """Which page is shown."""
        return self.pages.currentIndex()

    def ask(self) -> None:
        """Ask for a file and read it."""
        if path := asking.ask_sheet(self):
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Read a file; the page that needs a look comes by itself."""
        self.file.note.say("")
        self.show_page(FILE)
        self.session.open(path)

    def paste(self) -> None:
        """Read the table on the clipboard."""
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_text(self, text: str) -> None:
        """Read a table that was copied."""
        self.file.note.say("")
        self.session.paste(text)

    def _show_opened(self) -> None:
        if self.session.path is not None:
            self.setWindowTitle(_("Import {name}").format(name=self.session.path.name))
        self._show_changed()
        self.show_page(self._needy())
        outcome = self.session.outcome
        if self.session.mapping is None and outcome is not None and outcome.reading.stream is None:
            self.file.note.say(outcome.reading.refused, wrong=True)
        if self.page == COLUMNS:
            self.columns.focus_doubtful()

    def _needy(self) -> int:
        """The first page that needs a look; the last if none does."""
        outcome = self.session.outcome
        if outcome is None:
            return FILE
        if self.session.mapping is None:
            return CHECK if outcome.reading.stream is not None else FILE
        if outcome.reading.stream is None:
            return TABLE
        return COLUMNS if outcome.doubtful else CHECK

    def _show_refused(self, sentence: str) -> None:
        self.show_page(FILE)
        self.file.note.say(sentence, wrong=True)

    # showing

    def _show_changed(self) -> None:
        self._show_notes()
        for page in (self.table, self.columns, self.check):
            if page is self.pages.currentWidget():
                page.show_session(self.theme)
        self._show_state()
        if self._waiting is not None and self.session.settled:
            waiting, self._waiting = self._waiting, None
            waiting()

    def _show_notes(self) -> None:
        session, outcome = self.session, self.session.outcome
        if outcome is None:
            return
        refused = outcome.reading.report.refused if outcome.reading.stream is None else ""
        kept = _("These columns are read as they were the last time.") if session.kept else ""
        more = (Answer(_("Read them anew"), session.use_found), Answer(_("Forget it"), session.forget))
        for note in (self.table.note, self.columns.note, self.check.note):
            if refused:
                note.say(self._refused(note, refused), wrong=True)
            elif kept and note is not self.table.note:
                note.say(kept, *more)
            else:
                note.say(session.said if note is self.columns.note else "", wrong=True)

    def _refused(self, note: Note, refused: str) -> str:
        """Why nothing was found, as long as nothing is pointed at, and what else can be done."""
        if note is not self.table.note or not self.session.refusal:
            return refused
        way = _("Or click a cell of the header here, and say on the next page what the columns mean.")
        return f"{self.session.refusal} {way}"

    def show_page(self, page: int) -> None:
        """Show one of the four pages."""
        page = min(max(page, FILE), self._reach())
        if (
            page in (TABLE, COLUMNS) and self.session.mapping is None
        ):  # read by its keys: nothing is to be chosen
            page = FILE if page < self.page else CHECK
        turned = page != self.page
        self.pages.setCurrentIndex(page)
        shown = self.pages.currentWidget()
        if isinstance(shown, TablePage | ColumnsPage | CheckPage):
            shown.show_session(self.theme)
        else:
            self.file.show_theme(self.theme)
        self.title.setText(_TITLES[page])
        self._show_state()
        if turned or page == FILE:
            (self.file.choose if page == FILE and self.session.book is None else self.main).setFocus()

    def _reach(self) -> int:
        outcome = self.session.outcome
        if outcome is None or self.session.book is None:
            return FILE
        return CHECK if outcome.reading.stream is not None else COLUMNS

    def _show_state(self) -> None:
        page, outcome, reach = self.page, self.session.outcome, self._reach()
        there = outcome is not None and outcome.reading.stream is not None
        self.steps.show_step(page, reach, self.theme)
        self.under.setText(self._where())
        self.back.setEnabled(page > FILE)
        self._ours = page == CHECK and self.updates is not None and self.session.was_printed_from(self.own)
        words = (_NEXT[page], _("Update this map"))
        self.main.setText(words[self._ours])
        self.update_button.setText(words[not self._ours])
        self.main.setVisible(page != FILE or self.session.book is not None)
        self.main.setEnabled(page < reach or there)
        self.main.setToolTip("" if self.main.isEnabled() else _("There is no map to be made yet."))
        self.update_button.setVisible(page == CHECK and self.updates is not None)
        self.update_button.setEnabled(there)
        told = self.session.corrected or self.session.kept
        self.keep.setVisible(page in (COLUMNS, CHECK) and told and there)

    def _where(self) -> str:
        place = "" if self.page == FILE else where_read(self.session)
        return place or _("Excel, LibreOffice, text files and the clipboard")

    def follow(self, desk: Desk) -> None:
        """Follow the colours of the program."""
        if desk.theme == self.theme:
            return
        theme = self.theme = desk.theme
        self.session.show_theme(theme)
        self.show_page(self.page)

    def _show_cell(self, sheet: str, ref: str) -> None:
        """On the page of the table where its sheet is the one read there, else beside the report."""
        mapping = self.session.mapping
        if mapping is None or (sheet and sheet != mapping.sheet):
            self.show_page(CHECK)
            self.check.show_cell(sheet, ref)
            return
        self.show_page(TABLE)
        self.table.show_cell(ref)

    def _load(self) -> None:
        if path := asking.ask_mapping(self):
            self.session.said = self.session.load(path)
            self._show_notes()

    # going on

    def _go_on(self) -> None:
        if self.page < CHECK:
            self._when_read(partial(self.show_page, self.page + 1))
        else:
            self._when_read(self._update if self._ours else self._make)

    def _when_read(self, do: Callable[[], None]) -> None:
        """Do something once the last change is read."""
        if self.session.flush():
            do()
        else:
            self._waiting = do

    def _make(self) -> None:
        outcome = self.session.outcome
        stream = outcome.reading.stream if outcome else None
        if outcome is None or stream is None:
            return
        if outcome.steps <= SHOWN:
            self._made(outcome.reading.summary, placed(stream))
            return
        work = partial(placed_all, stream)
        done = partial(self._made, outcome.reading.summary)
        self.session.errands.instead(_("Laying out the map"), work, done)

    def _made(self, summary: str, stream: ValueStream) -> None:
        self._remember()
        self.made.emit(stream, summary)
        self.accept()

    def _update(self) -> None:
        """Show what the reading would change in the open map; the import stays until that is taken."""
        outcome = self.session.outcome
        if self.updates is not None and outcome is not None:
            self.updates(outcome.reading)

    def updated(self) -> None:
        """The open map has taken what was read: the import is over."""
        self._remember()
        self.accept()

    def _remember(self) -> None:
        if self.session.path is not None:
            used_sheet(self.session.path)
        if self.keep.isChecked() and self.session.corrected:
            self.session.remember()

    # hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field takes what is typed there; it does not go on. Ctrl+V on the first page reads the clipboard."""
        here = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(here, QAbstractSpinBox | QComboBox | QLineEdit):
                event.accept()
                return
            if isinstance(here, QPushButton) and here.isEnabled():
                here.click()
                return
        if self.page == FILE and event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := files(event):
            event.acceptProposedAction()
            self.open_path(paths[0])

    def reject(self) -> None:
        """Escape, Cancel and closing; what was corrected is not lost unasked."""
        if not (self.session.touched and asking.ask_go_on(self)):
            super().reject()

    def done(self, result: int) -> None:
        """Closed: nobody waits for a reading any more."""
        self.session.errands.close()
        super().done(result)
