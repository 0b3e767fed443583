"""The dialog that defines a user's own fields, formulas and totals; accepting it is one step that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.edit.own import set_own
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.own.drafts import Drafts, Row
from vsm_desktop.ui.own.entries import Entries
from vsm_desktop.ui.own.field_form import FieldForm
from vsm_desktop.ui.own.total_form import TotalForm

_PAGES = ("fields", "totals")


class OwnDialog(QDialog):
    """Fields and totals as two pages, each a list with a form beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("own-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Own fields"))
        self.setAccessibleName(_("Own fields"))
        self.desk = desk
        self.drafts = Drafts(desk.history.current, desk.frame.state_id)
        self.tabs = _Tabs()
        self.tabs.setAccessibleName(_("Fields or totals"))
        self.tabs.addTab(_("Fields"))
        self.tabs.addTab(_("Totals"))
        self.field_form, self.total_form = FieldForm(self.drafts), TotalForm(self.drafts)
        self.fields = _fields_page(self.drafts, self.field_form)
        self.totals = _totals_page(self.drafts, self.total_form)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.fields)
        self.stack.addWidget(self.totals)
        self.tabs.currentChanged.connect(self._turn)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stack, 1)
        column.addWidget(self.buttons)
        self.resize(780, 560)

    def _turn(self, page: int) -> None:
        self.stack.setCurrentIndex(page)
        if page:  # a name that is being typed stays in the form of the fields
            self.totals.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line ends typing there, as everywhere else; it does not close the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            event.accept()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Take everything over as one step; what cannot stand is shown first."""
        if self.field_form.typed_key_fault():
            self.tabs.setCurrentIndex(0)
            self.field_form.key.line.setFocus()
            return
        for page, at, _sentence in self.drafts.faults():
            self._lead_to(page, at)
            return
        fields, totals = tuple(self.drafts.fields), tuple(self.drafts.totals)
        self.desk.commit_stream(_("Change own fields"), set_own(fields, totals, self.drafts.renamed()))
        super().accept()

    def _lead_to(self, page: str, at: int) -> None:
        self.tabs.setCurrentIndex(_PAGES.index(page))
        shown = (self.fields, self.totals)[_PAGES.index(page)]
        shown.choose(at)
        shown.form.label.line.setFocus()


class _Tabs(QTabBar):
    """Room for each name as it stands when chosen, in semi-bold."""

    def __init__(self) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setUsesScrollButtons(False)

    def tabSizeHint(self, index: int) -> QSize:
        text = QFontMetricsF(window_font("bold", 13)).horizontalAdvance(self.tabText(index))
        return QSize(round(text) + 34, 30)


class ListPage(QWidget):
    """A list at the left, a form at the right, or a word on what the page is for. A row of drafts says what is listed."""

    def __init__(self, row: Row, entries: Entries, form: FieldForm | TotalForm, empty: str) -> None:
        super().__init__()
        self.row, self.entries, self.form = row, entries, form
        self._beside = QStackedWidget()
        words = QLabel(empty)
        words.setObjectName("quiet")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._beside.addWidget(form)
        self._beside.addWidget(words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        line.addWidget(entries)
        line.addWidget(self._beside, 1)
        form.changed.connect(self._retitle)
        entries.chosen.connect(form.show_draft)
        entries.added.connect(self._add)
        entries.removed.connect(self._remove)
        entries.moved.connect(self._move)
        self.choose(0)

    def choose(self, at: int) -> None:
        """Show all entries with one of them in the form."""
        titles = self.row.titles()
        self.entries.show_entries(titles, at)
        self._beside.setCurrentIndex(0 if titles else 1)
        self.form.show_draft(self.entries.at)

    def refresh(self) -> None:
        """The other page may have changed something."""
        self.choose(max(self.entries.at, 0))

    def _retitle(self) -> None:
        for i, title in enumerate(self.row.titles()):
            self.entries.show_title(i, title)

    def _add(self) -> None:
        self.choose(self.row.add())
        self.form.label.line.setFocus()
        self.form.label.line.selectAll()

    def _remove(self, at: int) -> None:
        self.row.remove(at)
        self.choose(min(at, len(self.row.titles()) - 1))
        self.entries.list.setFocus()

    def _move(self, at: int, to: int) -> None:
        self.row.swap(at, to)
        self.choose(to)


def _fields_page(drafts: Drafts, form: FieldForm) -> ListPage:
    empty = _(
        "Rows of your own in the data boxes: a number, a text, a choice, a date, or a formula over other fields. "
        "Press Add for the first one."
    )
    row = Row(drafts.field_titles, drafts.add_field, drafts.remove_field, drafts.swap_fields)
    return ListPage(row, Entries(_("Own fields"), _("Add a field")), form, empty)


def _totals_page(drafts: Drafts, form: TotalForm) -> ListPage:
    empty = _(
        "Numbers of the whole map, made from a field of its steps: their sum, the largest, the average, or along the "
        "critical path. They stand on the number strip. Press Add for the first one."
    )
    row = Row(drafts.total_titles, drafts.add_total, drafts.remove_total, drafts.swap_totals)
    return ListPage(row, Entries(_("Own totals"), _("Add a total")), form, empty)
