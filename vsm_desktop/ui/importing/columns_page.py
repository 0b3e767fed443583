"""What do the columns mean? One row for each, the map so far beside them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.readings import STATISTICS
from vsm_desktop.ui.importing.column_row import ColumnRow, share
from vsm_desktop.ui.importing.notes import Note
from vsm_desktop.ui.importing.outcomes import Outcomes
from vsm_desktop.ui.importing.picks import field_model
from vsm_desktop.ui.importing.preview import Pane, Preview
from vsm_desktop.ui.importing.session import Session

FIRST_ROWS = 60  # columns shown before all are asked for
_ACROSS = ((False, _("down the rows")), (True, _("across the columns")))
_STOCK = (("before", _("before the step")), ("after", _("after the step")))
_DECIMALS = (("auto", _("as they look")), ("point", _("point")), ("comma", _("comma")))


class ColumnsPage(QWidget):
    """Every column with what it is read as; whatever is changed is read and drawn at once."""

    cell_wanted = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.count, self.note = QLabel(), Note()
        self.count.setObjectName("quiet")
        self.across = _pick(_("Steps"), _ACROSS)
        self.stock = _pick(_("Stock"), _STOCK)
        self.decimals = _pick(_("Decimals"), _DECIMALS)
        self.statistic = _pick(_("Of several readings"), tuple(STATISTICS.items()))
        self.load, self.save = QPushButton(_("Load a mapping…")), QPushButton(_("Save mapping…"))
        self.rows: list[ColumnRow] = []
        self.more = QPushButton()
        self._all = False
        self.preview = Preview()
        self.outcomes = Outcomes(_("What happens to the cells"), ("converted", "doubtful", "rejected"))
        self._model, self._titles = field_model(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        left = QWidget()
        left.setObjectName("panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 16, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        title = QLabel(_("Columns"))
        title.setObjectName("section")
        head.addWidget(title, 1)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addLayout(self._ways())
        column.addWidget(self._readings())
        self._heads = _Heads()
        column.addWidget(self._heads)
        column.addWidget(self._list(), 1)
        pane = Pane()
        pane.column.addWidget(self.preview)
        pane.column.addWidget(self.outcomes, 1)
        self.outcomes.list.horizontalHeader().hide()
        left.setMinimumWidth(560)
        pane.join(self, left, (680, 560), (6, 5))

    def _ways(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for title, pick in (
            (_("Steps"), self.across),
            (_("Stock"), self.stock),
            (_("Decimals"), self.decimals),
        ):
            label = QLabel(title)
            label.setObjectName("field")
            label.setBuddy(pick)
            line.addWidget(label)
            line.addWidget(pick)
        line.addStretch(1)
        return line

    def _readings(self) -> QWidget:
        """What is made of several readings; only seen where there are some."""
        self.several = QWidget()
        line = QHBoxLayout(self.several)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        label = QLabel(_("Of several readings counts"))
        label.setObjectName("field")
        label.setBuddy(self.statistic)
        line.addWidget(label)
        line.addWidget(self.statistic)
        line.addStretch(1)
        self.several.hide()
        return self.several

    def _list(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("panel")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(0)
        for link in (self.more, self.load, self.save):
            link.setObjectName("link")
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 10, 0, 10)
        foot.setSpacing(16)
        foot.addWidget(self.load)
        foot.addWidget(self.save)
        foot.addStretch(1)
        self._column.addWidget(self.more)
        self._column.addLayout(foot)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self._heads.follow(self.area)
        return self.area

    def _connect(self) -> None:
        self.across.activated.connect(lambda _at: self._turn())
        self.stock.activated.connect(lambda _at: self.session.change(stock=self.stock.currentData()))
        self.decimals.activated.connect(lambda _at: self.session.change(decimals=self.decimals.currentData()))
        self.statistic.activated.connect(
            lambda _at: self.session.change(statistic=self.statistic.currentData())
        )
        self.more.clicked.connect(self._show_all)
        self.outcomes.chosen.connect(self.cell_wanted)

    # showing

    def show_session(self, theme: ThemeName) -> None:
        """Follow what is open and how it is read."""
        outcome, mapping = self.session.outcome, self.session.mapping
        if outcome is None or mapping is None:
            return
        for pick, value in (
            (self.across, mapping.across),
            (self.stock, mapping.stock),
            (self.decimals, mapping.decimals),
            (self.statistic, mapping.statistic),
        ):
            pick.setCurrentIndex(pick.findData(value))
        self.several.setVisible(outcome.readings)
        shown = outcome.columns if self._all else outcome.columns[:FIRST_ROWS]
        while len(self.rows) < len(shown):
            row = ColumnRow(self._model, self._titles, self)
            row.changed.connect(self.session.set_use)
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for row, one in zip(self.rows, shown, strict=False):
            row.show_column(one, theme)
        for n, row in enumerate(self.rows):
            row.setVisible(n < len(shown))
        hidden = len(outcome.columns) - len(shown)
        self.more.setText(_("Show {n} more columns").format(n=hidden))
        self.more.setVisible(hidden > 0)
        self.count.setText(_counted(outcome.columns))
        self.preview.show_outcome(outcome, theme)
        self.outcomes.show_report(outcome.reading.report, theme)

    @property
    def shown_rows(self) -> list[ColumnRow]:
        """The rows that stand for a column now."""
        return [row for row in self.rows if not row.isHidden()]

    def focus_doubtful(self) -> None:
        """Go to the first column that needs a look, else to the first."""
        rows = self.shown_rows
        row = next((one for one in rows if one.shown and one.shown.doubt), rows[0] if rows else None)
        if row is not None:
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(row)

    def _show_all(self) -> None:
        self._all = True
        self.show_session(self.session.theme)
        if len(self.rows) > FIRST_ROWS:
            self.rows[FIRST_ROWS].field.setFocus(Qt.FocusReason.TabFocusReason)

    def _turn(self) -> None:
        """The steps run the other way: the table is looked for there."""
        self.session.turn(bool(self.across.currentData()))


class _Heads(QFrame):
    """What stands in which place of a row; beside a scroll bar it gives way as the rows do."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import-heads")
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(12)
        titles = ("", _("In the sheet"), _("For example"), _("In the map"), _("Unit"))
        for at, title in enumerate(titles):
            label = QLabel(title)
            label.setObjectName("field")
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(label, 0, at)
        share(self._grid)
        self.give_way(0)

    def give_way(self, bar: int) -> None:
        """Keep off the room of a scroll bar."""
        self._grid.setContentsMargins(0, 2, 12 + bar, 4)

    def follow(self, area: QScrollArea) -> None:
        """Give way whenever the rows have to."""
        self._area = area
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.give_way(self._area.width() - self._area.viewport().width())
        return False


def _pick(name: str, choices: tuple[tuple[Any, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, title in choices:
        box.addItem(title, value)
    return box


def _counted(columns: Any) -> str:
    used = sum(1 for column in columns if column.used)
    doubts = sum(1 for column in columns if column.doubt)
    said = _("{n} found, {used} used").format(n=len(columns), used=used)
    return said + (_(", {doubts} to confirm").format(doubts=doubts) if doubts else "")
